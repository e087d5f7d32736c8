"""What a telling cites for part of what it tells: outlets, agencies, a release that it goes back to again.

What is cited is no origin of the telling: its text is its own, and a word or a fact in it is the other's. So these are
derivations of quotes alone. Only what bears on the story counts: a sentence that no other telling has anything of may
be about another day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from tellings.collate.derivations_graph import Edge
from tellings.collate.derivations_text import Body, fold
from tellings.collate.origins_missing import LONG, own_text
from tellings.collate.origins_outlets import outlet_core, same_outlet
from tellings.collate.origins_sources import Absent, Sources
from tellings.records import Credit, Evidence, StatementMember
from tellings.text.agencies import canonical

#: Confidence that what stands beside a citation is the cited one's: how much of the text, it does not say.
CITED = 0.5
#: The same of a telling that is here.
NAMED = 0.7
#: Sentences that name one body's release as their source, from which it is one of the telling's sources.
AGAIN = 2
#: Support from which a telling says a statement.
SAYS = 0.5
#: First sentences of a telling: whoever is cited there has the news itself.
HEAD = 2

#: Last words of newspapers' and stations' names; several of them stand behind a hyphen ("Review-Journal").
_PAPER = frozenset(
    """advertiser argus bulletin chronicle courier dispatch echo enterprise examiner express gazette globe guardian
    herald independent inquirer journal ledger mail mercury mirror monitor news newspaper observer post press radio
    record recorder register reporter review sentinel standard star sun telegram telegraph television times tribune tv
    weekly world""".split()
)
#: Words that begin such names, whatever stands behind them.
_BEGINS = frozenset("daily radio voice".split())
_STATION = re.compile(
    r"(?:[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?|BBC|CNN|NBC|CBS|ABC|CNBC|MSNBC|HLN|NPR|PBS|ITV|RTE|CBC|CTV|NHK|ARD|ZDF|ORF|RTL|SVT"
    r"|NRK|RAI|C-SPAN|TMZ|Al[ -]Jazeera|Fox News|Sky News|Deutsche Welle|France 24|Univision|Telemundo|Newsmax|Fusion"
    r"|Politico|Axios|BuzzFeed|HuffPost|Gawker|Breitbart|Vox|Vice News|Slate|Salon|Newsweek|Le Monde|Le Figaro|El País"
    r"|Der Spiegel|Die Zeit|Corriere della Sera|La Repubblica|Haaretz|Yle|WSJ|NYT|ESPN|USA Today|Entertainment Weekly)"
    r"(?: (?:News|TV|Radio|Channel)| \d{1,2})*"
)
_SITE = re.compile(r"[A-Za-z]\w+\.(?:com|ca|org|net|tv|co\.uk|de|fr|ie|in)")
_CALLED = re.compile(r"[A-Z](?<![\w.’'-].)[\w.’'&-]*+(?: (?:of (?:the )?|the |& )?[A-Z0-9][\w.’'&-]*+){0,5}")
_SMALL_SITE = re.compile(r"(?<![\w.@/:-])[a-z]\w{2,}\.(?:com|org|net|co\.uk)(?!\w|/)")
_DOMAINS = (".com", ".org", ".net", ".co.uk")
_TYPE = (
    r"(?:newspaper|paper|daily|weekly|tabloid|magazine|broadcaster|channel|radio(?: station)?|television(?: station)?"
    r"|TV(?: station| channel)?|(?:news )?(?:web ?)?site|news portal|news agency|agency|blog)"
)
_BEFORE = re.compile(
    r"\b(?:told|tells|(?:quoted|cited|reported|published|broadcast|aired) (?:by|in|on)|according to"
    r"|interview (?:with|for|to)|(?:speaking|spoke|talked|talking) (?:to|with)|(?:said|confirmed) to|posted on)"
    rf" (?:(?:the|The|a|an|local|state|national|private|regional|official|\w+-(?:run|owned)|{_TYPE}) ){{0,4}}$"
)
_AFTER = re.compile(
    rf"^(?:['’]s?)?,? (?:{_TYPE} )?(?:of [A-Z]\w+(?: [A-Z]\w+)? )?"
    r"(?:first |also |later |now |has |had |is |was |which |that )?"
    r"(?:first |also |now )?(?:reported|reports|reporting|quoted|quotes|cited|citing|wrote|writes|learned)\b"
    rf"|^(?:['’]s?)? {_TYPE} (?:also |has |had )?(?:said|says|announced)\b|^ (?:said|says) on its (?:web ?)?site\b"
)
#: Behind a name that is an outlet's by its words: what it says is its report.
_ITS_WORD = re.compile(
    r"^ (?:also |has |had |now |has now )?(?:said|says|notes|noted|confirmed|claims|claimed|revealed)\b"
)
#: Without any of these words a sentence cites nobody.
_CUE = re.compile(
    r"\b(?:told|tells|quot\w+|cit\w+|report\w+|published|broadcast|aired|[Aa]ccording|interview|speaking|said|says|posted|wrote"
    r"|writes|announced|notes|noted|learned|confirmed|claims|claimed|revealed)\b"
)
#: What stands in such a word: looked for first, since it is found in less time.
_CUES = (
    "said", "told", "report", "says", "according", "quot", "cit", "announced", "tells", "published", "broadcast",
    "aired", "interview", "speaking", "posted", "wrote", "writes", "note", "learned", "confirmed", "claim", "revealed",
    "According",
)  # fmt: skip
#: What shows beside a name that no list has that it is an outlet's.
_KIND_BEFORE = re.compile(rf"\b{_TYPE} $")
_KINDS = (
    "paper", "daily", "weekly", "tabloid", "magazine", "broadcaster", "channel", "radio", "station", "television", "TV",
    "site", "portal", "agency", "blog",
)  # fmt: skip
_KIND_AFTER = re.compile(rf"^ {_TYPE}\b")
#: Words that begin a sentence and name no outlet: "Another news agency reported".
_NO_NAME = frozenset("The A An Another One Some Several Many Local State National Other Each This That".split())
#: Behind an article that is printed as a whole: "(Vale Courier article)".
_PRINTED = re.compile(r"[(\[](?:the )?([A-Z][\w.!’'& -]{1,40}?) (?:[Aa]rticle|[Ss]tory|report|piece|blog|post)[)\]]")


def is_outlet(name: str, article: bool) -> bool:
    """Whether a name is a paper's or a station's by its words; of one word, where `article` stands before it."""
    if _STATION.fullmatch(name) or _SITE.fullmatch(name):
        return True
    words = [w.lower() for w in re.split(r"[ -]", name)]
    named = (
        words[-1] in _PAPER
        or name.endswith((" Media Group", " News Network", " Broadcasting"))
        or (len(words) > 1 and words[0] in _BEGINS)
    )
    return named and (article or len(words) > 1)


def outlets(body: Body) -> Iterator[tuple[str, int, int]]:
    """Papers and stations that a telling names as whom somebody told, or who reported it: (name, begin, end)."""
    for begin, end in body.sentences:
        sentence = body.text[begin:end]
        if not any(map(sentence.__contains__, _CUES)) or _CUE.search(body.text, begin, end) is None:
            continue
        called: Iterable[re.Match[str]] = _CALLED.finditer(body.text, begin, end)
        if any(map(sentence.__contains__, _DOMAINS)):
            called = chain(called, _SMALL_SITE.finditer(body.text, begin, end))
        for match in called:
            name, at = match[0].rstrip(".’'"), match.start()
            name = name.removesuffix("'s").removesuffix("’s")
            before = body.text[max(0, at - 64) : at]
            if name.startswith("The "):
                name, at, before = name[4:], at + 4, before + "The "
            if name in _NO_NAME:
                continue
            if (owner := re.search(r"[’']s (?=[A-Z])", name)) is not None:  # "Vale's Courier"
                name, at = name[owner.end() :], at + owner.end()
            if " of " in name and is_outlet(
                house := name.split(" of ")[0], "-" in name or before.lower().endswith("the ")
            ):
                name = house  # "the Standard-Courier of Vale"
            after = body.text[at + len(name) : at + len(name) + 64]
            named = written = is_outlet(name, before.lower().endswith("the "))
            named = named or (before.rstrip().endswith(_KINDS) and _KIND_BEFORE.search(before) is not None)
            named = named or _KIND_AFTER.match(after) is not None
            if named and (_BEFORE.search(before) or _AFTER.match(after) or (written and _ITS_WORD.match(after))):
                yield name, at, at + len(name)
    first = body.sentences[0][0] if body.sentences else len(body.text)
    for match in _PRINTED.finditer(body.text, first):
        if is_outlet(match[1], True) or " " in match[1] or not match[1].istitle():  # not "(Full story)"
            yield match[1], match.start(1), match.end(1)


def _outlets(found: Sources, n: int) -> list[tuple[str, int, int]]:
    """The outlets that a telling names, looked for once."""
    if n not in found.outlets:
        found.outlets[n] = list(outlets(found.bodies[n]))
    return found.outlets[n]


def told_elsewhere(members: Sequence[StatementMember], least: float = SAYS) -> dict[str, list[tuple[int, int]]]:
    """Places of every article that tell what another article tells too; what only comes near it tells it not."""
    telling: dict[str, set[str]] = {}
    for m in members:
        if m.support >= least:
            telling.setdefault(m.statement, set()).add(m.article)
    out: dict[str, list[tuple[int, int]]] = {}
    for m in members:
        if m.support >= least and len(telling[m.statement]) > 1:
            out.setdefault(m.article, []).append((m.begin, m.end))
    return out


def tellings_cited(found: Sources) -> None:
    """Add what tellings have from others that are here and that they name: a word or a fact, where no text is shared.

    No telling that is made from another names it for a part alone.
    """
    linked = {frozenset((e.child, e.parent)) for e in found.edges}
    for child, body in enumerate(found.bodies) if len(found.bodies) > 1 else ():
        for name, begin, end in _outlets(found, child):
            for n, other in enumerate(found.bodies):
                tie = found.tie(child, n)
                if n == child or tie is None or not same_outlet(name, other.source) or body.source == other.source:
                    continue
                if {child, n} in linked or _later(other, body):
                    continue
                linked.add(frozenset((child, n)))
                said = ((f"names {name} for part of what it tells", CITED, (Evidence(body.article, begin, end),)),)
                found.edges.append(Edge(child, n, NAMED, tie.told_direction(child), "quotes-only", False, tie, said))


def _later(one: Body, other: Body) -> bool:
    """Whether one telling is surely of a later day than another."""
    return bool(one.published and other.published and one.published[:10] > other.published[:10])


def documents_cited(found: Sources) -> None:
    """Add the releases that tellings go back to more than once without being made from them."""
    held = {a.child for a in found.absent if a.what in ("statement", "document")}
    for child, body in enumerate(found.bodies):
        times = Counter(h.issuer for h in found.handed.get(child, ()) if h.kind == "release" and h.issuer)
        if child in held or found.known[child].release:
            continue
        for issuer, count in sorted(times.items()):
            if count < AGAIN or own_text(found.bodies, issuer):
                continue
            places = [h.sentence for h in found.handed[child] if h.kind == "release" and h.issuer == issuer]
            spans = tuple(Evidence(body.article, *body.sentences[n]) for n in places[:3])
            text = f"cites a release or statement of {issuer} in {count} sentences"
            found.absent.append(Absent(child, f"{issuer} statement", "document", "quotes-only", CITED, text, spans))


def _sends(name: str, owners: Collection[str]) -> bool:
    """Whether a cited name is an agency's or an outlet's, and not one whose own text is among the tellings."""
    return name not in owners and (canonical(name) is not None or is_outlet(name, True) or "genc" in name)


def _one(name: str, other: str) -> bool:
    """Whether two names are one outlet's: "KVLE" and "KVLE 4", "the Vale Courier" and "the Courier"."""
    short, long = sorted((name, other), key=len)
    return (
        long == short
        or long.startswith(f"{short} ")
        or (len(outlet_core(short)) > 3 and outlet_core(long).endswith(outlet_core(short)))
    )


def _is(name: str, body: Body) -> bool:
    """Whether a name is a telling's outlet: in full, or its last word as its own people write it ("the Courier")."""
    last = outlet_core(name)
    return same_outlet(name, body.source) or (
        " " not in name and last != "" and outlet_core(body.source).endswith(last)
    )


def _own(name: str, body: Body) -> bool:
    """Whether a telling names its own outlet so: also by what stands before a word that many papers have ("Courier
    News" at valecourier.example), or written out ("Vale Town Courier" of "vtc")."""
    core = outlet_core(body.source)
    first = outlet_core(name.rsplit(" ", 1)[0]) if name.rsplit(" ", 1)[-1].lower() in _PAPER else ""
    return (len(first) > 4 and core.endswith(first)) or _short_for(core, name)


def _short_for(core: str, name: str) -> bool:
    """Whether an outlet's name is another one in a few letters: those that are capitals in it, and others in order."""
    letters = iter(fold(name))
    capitals = iter(core)
    return (
        2 < len(core) < 5
        and core[:1] == fold(name[:1])
        and all(ch in letters for ch in core)
        and all(fold(ch) in capitals for ch in name if ch.isupper())
    )


#: Before an outlet's name: somebody spoke to it.
_TOLD = re.compile(r"\b(?:told|tells)(?: [\w’'-]+){0,4} $")


def _quoted(body: Body, begin: int, sentence: tuple[int, int]) -> bool:
    """Whether somebody told an outlet what the sentence that names it quotes: a quotation is always somebody's."""
    if _TOLD.search(body.text, max(sentence[0], begin - 48), begin) is None:
        return False
    first, last = (bisect_left(body.words.begin, at) for at in sentence)
    return sum(body.words.quoted[first:last]) >= LONG


def cited(found: Sources, cites: Mapping[int, Sequence[Credit]], members: Sequence[StatementMember]) -> None:
    """Add what tellings cite: agencies and outlets that are not among them, for what others tell too."""
    shared = told_elsewhere(members, 0.0)
    owners = {k.own_agency for k in found.known if k.own_agency}
    held = {(a.child, a.name) for a in found.absent}
    for child, body in enumerate(found.bodies):
        places = shared.get(body.article, ())
        head = body.sentences[min(HEAD, len(body.sentences)) - 1][1] if body.sentences else 0
        named = [(c.agency, c.begin, c.end) for c in cites.get(child, ()) if _sends(c.agency, owners)]
        given = {c.agency for c in (*cites.get(child, ()), *found.credits.get(child, ()))}
        named += [
            (canonical(name) or name, begin, end)
            for name, begin, end in _outlets(found, child)
            if canonical(name) not in given | owners
            and not any(_is(name, b) and not _later(b, body) for b in found.bodies)
            and not _own(name, body)
        ]
        for name, begin, end in sorted(named, key=lambda n: (n[1], n[0])):
            inside = next(((a, b) for a, b in body.sentences if a <= begin < b), (begin, end))
            telling = begin < head or any(a < inside[1] and inside[0] < b for a, b in places)
            if not (telling or _quoted(body, begin, inside)) or any(
                c == child and _one(name, other) for c, other in held
            ):
                continue
            held.add((child, name))
            spans = (Evidence(body.article, begin, end),)
            text = f"cites {name} for part of what it tells"
            found.absent.append(Absent(child, name, "cited", "quotes-only", CITED, text, spans))
