"""Parents that are named but absent: statements, releases and reports that a telling's text rests on.

Agencies come as credits from the articles room. Here: who issued a statement ("said in a statement", "according
to a news release from ..."), whether a telling is itself such a statement, and which outlet a person "told".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tellings.collate.derivations_text import Body, fold
from tellings.collate.origins_outlets import outlet_core, same_outlet

_DOCUMENT = r"(?:statement|news release|press release|media release|release|communiqu[eé]|bulletin)"
_NAME = r"[A-Z][\w&'’.-]*+(?: (?:of|for|and|the|de|la|del|du|on) (?=[A-Z])| (?=[A-Z]))?"
_ORG = rf"(?<!\w)((?:{_NAME}){{1,9}})"
_LEAD = r"(?:(?:written|joint|brief|short|separate|official|prepared|emailed|recent|new) )?"
_SAYS = r"(?:said|says|say|stated|announced|confirmed|added|reported|wrote)"

#: Words of a quotation from which a posting is a source rather than a mention.
LONG = 8

#: Patterns with the issuer as group 1. Linear: words are taken whole, and every repetition is bounded.
_ISSUED = tuple(
    re.compile(p)
    for p in (
        rf"{_DOCUMENT} (?:by|from|of|issued by|released by|put out by) (?:the |a |an |its |hospital )?{_ORG}",
        rf"{_ORG}(?:,(?! \w+ {_SAYS} in)[^,.\n]{{1,60}})?,? {_SAYS} in (?:a|its|the) {_LEAD}{_DOCUMENT}",
        rf"[Ii]n (?:a|its|the) {_LEAD}{_DOCUMENT}(?: [a-z]+)?,? (?:the )?{_ORG}(?:,[^,.\n]{{1,60}},)? {_SAYS}",
        rf"(?:according to|on|from) the (?:website|web site|homepage) of (?:the )?{_ORG}",
        rf"[Aa]ccording to (?:a|an|the) {_ORG} {_DOCUMENT}",
        rf"{_ORG}(?:'s|’s)? {_DOCUMENT} {_SAYS}",
    )
)
#: One of these stands in whatever they match.
_ISSUING = ("statement", "release", "communiqu", "bulletin", "website", "web site", "homepage")
_ITSELF = re.compile(
    r"press release|news release|media release|for immediate release|check against delivery|notes? to editors?|"
    r"media contact|press contact|statement no|(?<!following )(?<!this )\bstatement\b *(?:[:–—-]|$)|"
    r"^[^.:]{2,40}: (?:media |press |joint )?statement (?:on|by|of|from) ",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:ministry|department|police|bureau of|administration|council|university|hospital|federation|embassy|"
    r"government|commission|authority|directorate|secretariat|press (?:office|service)|prosecutor|municipality|"
    r"foundation|gov|mil|gob|gouv)\b",
    re.IGNORECASE,
)
#: Words that say which office somebody holds.
ROLES = frozenset(
    "mayor president director chief chairman chairwoman chair minister secretary spokesman spokeswoman spokesperson "
    "governor sheriff captain lieutenant lt sgt sergeant mr mrs ms dr sir senator judge prosecutor attorney "
    "commissioner officer manager executive ceo prime".split()
)
#: Words with a capital that are nobody's name.
NOBODY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december he she it they we the in on a an but and".split()
)


#: Words that a sentence may begin with a capital, and that name no one body: whom all the coverage heard.
_ANYBODY = frozenset(
    "police officers officials authorities government ministry army navy military prosecutors investigators detectives "
    "deputies firefighters court state city county department company university hospital school church family "
    "republicans democrats lawmakers troopers rescuers doctors".split()
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body whose statement a telling names."""

    telling: int
    name: str
    begin: int
    end: int
    person: bool  # a person speaks for it: what follows is quoted rather than rested on
    rests: float  # share of the telling's sentences that name the body


def _clean(name: str) -> tuple[str, bool]:
    """The issuer's name without a leading article and a spokesperson behind it; whether a person is meant."""
    words = name.strip(" .,'’").split()
    while words and fold(words[0]) in NOBODY:
        words = words[1:]
    roles = [n for n, w in enumerate(words) if fold(w).strip(".") in ROLES]
    if roles:
        return " ".join(words[: roles[0]]), True
    return " ".join(words), False


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w[:1].isupper()).lower()


#: Sentences are asked for one body after another.
_folded = lru_cache(maxsize=8192)(fold)


@lru_cache(maxsize=8192)
def _called(name: str) -> tuple[str, str]:
    """A body's name folded, and its initials as they are written for it."""
    return fold(name), _initials(name.split()).upper()


def names_it(text: str, name: str) -> bool:
    """Whether a sentence names the body: as written, or one by the initials of the other."""
    folded, (wanted, short) = _folded(text), _called(name)
    if wanted in folded and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded):
        return True
    if name.isupper() and 2 <= len(name) <= 6:
        words = r"[a-z]+ (?:of |for |and |the )?".join(re.escape(ch) for ch in name)
        return re.search(rf"(?<!\w){words}[a-z]+", text) is not None
    return len(short) > 1 and short in text and re.search(rf"(?<!\w){short}(?!\w)", text) is not None


_SPEAKS = re.compile(
    r"(?:'s|’s)? (?:spokes\w+|director|chief|head|officer|agent|official),? (?:[A-Z][\w.-]+ ){0,3}([A-Z][\w-]+)"
)


def _speakers(body: Body, name: str) -> frozenset[str]:
    """Surnames of those whom a telling introduces as speaking for the body."""
    out = set()
    for begin, end in body.sentences:
        sentence = body.text[begin:end]
        if names_it(sentence, name):
            out |= {m[1] for m in _SPEAKS.finditer(sentence)}
    return frozenset(out)


def rests(body: Body, name: str) -> float:
    """Share of a telling's sentences that name the body, or somebody who speaks for it."""
    if not body.sentences:
        return 0.0
    people = _speakers(body, name)
    words = [re.compile(rf"(?<!\w){re.escape(p)}(?!\w)") for p in sorted(people)]
    texts = [body.text[a:b] for a, b in body.sentences]
    return sum(names_it(t, name) or any(w.search(t) for w in words) for t in texts) / len(texts)


#: Before a name, what shows that it is somebody's: a title, or a first name inside a sentence.
_SOMEBODY = (
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Mayor|Gov|Sen|Rep|Prof|Sir|President|Minister)\.? |(?<=[a-z,] )(?P<first>[A-Z][a-z]+) )"
)
#: Capitals that stand before an agency as before anything else.
_NO_FIRST = frozenset(
    """The On In At By Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December Agency Agence Agencia Agenzia Thomson Associated News Press State
    Official Iranian Turkish Jordanian Austrian Chinese Russian""".split()
)


#: Capitals that stand behind an agency's name without making a person of it.
_NO_LAST = frozenset(
    "Television Radio Health Business Thomson Wire Bureau Today Prime Foreign Interior Defence".split()
)


def somebody(name: str, text: str) -> bool:
    """Whether a name of one word is a person's in a text: "Mr. Bloomberg", "the singer Petra Vahl"."""
    if not re.fullmatch(r"[A-Z][\w’'-]*[a-z]", name):
        return False
    name = re.escape(name)
    if any(m["first"] not in _NO_FIRST for m in re.finditer(rf"{_SOMEBODY}{name}\b(?! News)", text)):
        return True
    return any(m[1] not in _NO_FIRST | _NO_LAST for m in re.finditer(rf"\b{name} ([A-Z][a-z]+)\b", text))


#: Before a body's name: somebody holds an office there, and it is he who said it.
_OFFICE = re.compile(
    r"\b(?:attorney|director|chief|head|spokes\w+|president|secretary|minister|commissioner|manager|officer|chair\w*|leader"
    r"|mayor|captain|sheriff|agent|coach|pastor|principal|superintendent) (?:for|of|at|with) (?:the )?$",
    re.IGNORECASE,
)


def issuers(bodies: Sequence[Body]) -> Iterator[Issuer]:
    """The statements that tellings name, with who issued them."""
    for n, body in enumerate(bodies):
        seen: set[str] = set()
        for begin, end in body.sentences:
            sentence = body.text[begin:end]
            if not any(map(sentence.__contains__, _ISSUING)):
                continue
            for pattern in _ISSUED:
                for match in pattern.finditer(sentence):
                    name, person = _clean(match[1])
                    if len(name) < 2 or fold(name) in seen or fold(name) in NOBODY or fold(name) in _ANYBODY:
                        continue
                    seen.add(fold(name))
                    share = round(rests(body, name), 6)
                    person = person or _OFFICE.search(sentence, max(0, match.start() - 40), match.start()) is not None
                    person = person or (
                        not _BODY.search(name)
                        and len(name.split()) < 3
                        and somebody(name.split()[-1].removesuffix("'s").removesuffix("’s"), body.text)
                    )
                    yield Issuer(n, name, begin + match.start(), begin + match.end(), person, share)


_SITE = r"([A-Za-z]*[A-Z]\w*(?:\.com)?)"
_PAGE = r"(?:listing|ad|advert|advertisement|post|posting|tweet|notice)"
_ON_SITE = re.compile(rf"\b[Ii]n (?:its|an?|the|his|her|their) {_SITE} {_PAGE}\b")
_SITE_SAYS = re.compile(rf"\b[Tt]he (?:original |online |first )?({_PAGE}) (?:stated|states|says|said|reads?)\b")
#: One of these stands in whatever the two match.
_POSTED = (" listing", " ad", " post", " tweet", " notice")
_SITES = "eBay|Craigslist|Gumtree|Facebook|Twitter|Instagram|YouTube|TikTok|Telegram|WhatsApp|Weibo|LinkedIn|Reddit"
_NAMED_SITE = re.compile(rf"(?<!\w)({_SITES}|[a-z]+[A-Z]\w+|[A-Z][a-z]+[A-Z]\w+|\w+\.com)(?!\w)")


def documents(bodies: Sequence[Body]) -> Iterator[tuple[int, str, int, int]]:
    """Postings that a telling quotes at length: (telling, "eBay ad", begin, end). The site is named before or there."""
    for n, body in enumerate(bodies):
        for begin, end in body.sentences:
            sentence = body.text[begin:end]
            if not any(map(sentence.__contains__, _POSTED)):
                continue
            match = _ON_SITE.search(sentence) or _SITE_SAYS.search(sentence)
            if match is None:
                continue
            words = zip(body.words.begin, body.words.quoted, strict=True)
            quoted = sum(spoken for at, spoken in words if begin <= at < end)
            if quoted < LONG and not sentence.rstrip().endswith(":"):
                continue
            if match.re is _ON_SITE:
                site, page = match[1], match[0].split()[-1]
            else:
                named = [m[1] for m in _NAMED_SITE.finditer(body.text, 0, begin)]
                if not named:
                    continue
                site, page = max(sorted(set(named)), key=named.count), match[1]
            yield n, f"{site} {page}", begin + match.start(), begin + match.end()
            break


def is_issuer(source: str | None) -> bool:
    """Whether an outlet is no newsroom but a body that speaks for itself: a ministry, a police force, an office."""
    return source is not None and _BODY.search(source) is not None


def supplies(text: str, begin: int, end: int) -> bool:
    """Whether an agency named in running text supplies it: somebody told it, or its reporters were there.

    "Petra said" or "Xinhua reported" only cites it.
    """
    before, after = text[max(0, begin - 24) : begin].lower(), text[end : end + 40].lower()
    if re.search(r"\b(?:according|thanks|link|response|owner|contributor) to(?: the)? $", before):
        return False
    return (
        re.search(r"\b(?:told|tells|to)(?: the)? $", before) is not None
        or re.match(  # its reporters saw or heard something; what they "reported" is only cited
            r"(?:'s|’s)? (?:(?:journalists?|reporters?|correspondents?)(?! (?:report|quot|cit|wr[io]te|said))"
            r"|photograph|by (?:tele)?phone|in an interview)",
            after,
        )
        is not None
    )


#: What stands behind a body's name at the head of its own page; a headline about it goes on with a verb.
_OWN_HEAD = re.compile(r"\s*(?:$|[:|•»/–—-]|statement|(?:press|news|media) (?:release|room|statement)|newsroom)")


def own_text(bodies: Sequence[Body], name: str) -> list[int]:
    """Tellings that are the body's own text: by their outlet, or by the name at the head of the page."""
    out = []
    for n, body in enumerate(bodies):
        head = body.text[:160].split("\n")[0].strip()
        titled = len(name) > 6 and fold(head).startswith(fold(name))
        titled = titled and _OWN_HEAD.match(fold(head).removeprefix(fold(name))) is not None
        short = name.split(" of ")[0]
        if (
            same_outlet(name, body.source)
            or same_outlet(short, body.source)
            or titled
            or (is_release(body.text) and names_it(head, name))
        ):
            out.append(n)
    return out


def is_release(text: str) -> bool:
    """Whether a telling is itself a release or a statement: a short line among its first ones says so."""
    lines = [line for line in text[:600].split("\n") if line.strip()][:5]
    return any(len(line.split()) <= 14 and _ITSELF.search(line) for line in lines)


def speaks_for_itself(body: Body, least: float) -> bool:
    """Whether a telling is an organisation's own statement though no line says so: its outlet is the organisation.

    A paragraph "About X" at the end where X is the outlet; or "we" outside quotes beside the outlet's own name in
    `least` of the sentences, which no newsroom writes of an event.
    """
    if not body.source or len(outlet_core(body.source)) < 4:
        return False
    lines = [line.strip() for line in body.text.split("\n") if line.strip()]
    for line in lines[-4:]:
        match = re.match(r"(?:About|Notes on) ([^:.\n]{2,60}?)(?:[:.]|$)", line)
        if match and same_outlet(match[1], body.source):
            return True
    words = zip(body.words.form, body.words.quoted, strict=True)
    ours = sum(form in ("we", "our", "us") and not quoted for form, quoted in words)
    return ours >= 2 and rests(body, body.source) >= least


_HEADED = re.compile(
    rf"^(?:(?i:(?:media |press |joint )?statement (?:by|of|from) (?:the )?){_ORG}"
    rf"|{_ORG}:? (?i:(?:media |press |joint )?statement\b))"
)
_ABOUT = re.compile(rf"^About (?:the )?{_ORG}[:.]?$")
_ANNOUNCES = re.compile(rf"{_ORG}(?: today| on [A-Z][a-z]+day)? (?:announced|confirms|confirmed|announces)\b")


def release_issuer(body: Body) -> str | None:
    """Who issues a release of no known outlet: named by its heading, by "About X" at its end, by who announces it."""
    lines = [line.strip()[:300] for line in body.text.split("\n") if line.strip()]
    for line in lines[:5]:
        match = _HEADED.match(line)
        name = (match[1] or match[2]) if match else None
        if name and name[0].isupper() and fold(name.split()[0]) not in NOBODY:
            return str(name).strip(" .,'’")
    for line in lines[-6:]:
        if match := _ABOUT.match(line):
            return match[1].strip(" .,'’")
    for begin, end in body.sentences[:2]:
        if match := _ANNOUNCES.search(body.text[begin : min(end, begin + 400)]):
            name, _ = _clean(match[1])
            return name or None
    return None


#: "told this newspaper", "told our reporter": a telling that asked somebody itself.
_ASKED = re.compile(
    r"\b(?:told|tells|to|with) (?:this|our) (?:news)?(?:paper|website|site|station|channel|magazine|outlet|reporter"
    r"|portal|correspondent|programme|program)\b",
    re.IGNORECASE,
)
_TOLD_WHOM = re.compile(r"\b(?:told|tells|interview with) (?:the |The )?([A-Z][\w.’'&-]*+(?: [A-Z][\w.’'&-]*+){0,4})")


def asked_itself(body: Body) -> bool:
    """Whether a telling says that somebody told its own reporters something."""
    if _ASKED.search(body.text):
        return True
    return any(
        same_outlet(m[1].removesuffix("'s").removesuffix("’s"), body.source) for m in _TOLD_WHOM.finditer(body.text)
    )
