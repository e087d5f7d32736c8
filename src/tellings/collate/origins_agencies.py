"""The agencies of one story: which names are one agency's, who credits it, and which telling is its own text.

An agency stands in a story under many names ("Vale News Agency", "VNA", "vna.example"), and it may be in no list. So
the tellings are asked together: a name beside its acronym, an acronym that several tellings have where an agency
stands, an outlet that is called so. Where no outlet is known, the agency's own text is told from its reprints by who
signs it and by what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate.derivations_pairs import Pair
from tellings.collate.derivations_text import Body, fold
from tellings.records import Credit
from tellings.text.agencies import agencies as listed
from tellings.text.agencies import anywhere, canonical

#: What says in a name that it is an agency's.
_WORD = re.compile(r"agen[cz]|agentur|news ?wire|wire service|news service|press association|\bwire\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z-]{1,5}")
#: "Vale News Agency (VNA)", and the other way round. Linear: at most seven words before a bracket.
_BESIDE = re.compile(r"(?<![\w’'-])((?:[A-ZÀ-Þ][\w’'-]*+ (?:(?:of|and|for|de) )?){2,7})\(([A-Z][A-Za-z-]{1,7})\)")
_BEHIND = re.compile(r"(?<![\w’'-])([A-Z]{2,7}) \(((?:[A-ZÀ-Þ][\w’'-]*+ ?(?:(?:of|and|for|de) )?){2,7})\)")
#: Behind an agency's name: somebody of its own wrote or contributed, so the text is the agency's.
_ITS_STAFF = re.compile(
    r"(?:'s|’s)? (?:\w+ ){0,2}(?:writers?|reporters?|correspondents?|journalists?|staff|bureau|editors?)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bcontribut(?:ed|ing)|additional (?:reporting|material)"
    r"|\bwith (?:\w+ )?(?:reporting|inputs?|files|material|information) (?:from|by)"
    r"|\band (?:news )?agencies|mit material|avec (?:l')?(?:afp|reuters|agences)|con información de",
    re.IGNORECASE,
)
#: The line with which agencies close their own texts: "(Reporting by Karl Holm in Tarn; Editing by Ana Ruiz)".
_PRODUCED = re.compile(
    r"^\(?(?:Additional )?(?:Reporting|Writing) by [^\n]{3,200}\b[Ee]dit(?:ing|ed) by [^\n]{3,120}$", re.MULTILINE
)
#: A file that is called after the agency says so more clearly than any sign in its text.
_CALLED = 9
#: Places where an agency signs a text, rather than being named in it.
SIGNS = ("byline", "dateline", "sign-off")
#: Share of another reprint's own wording from which it and a telling are of one text.
ONE_TEXT = 0.45
#: A reprint may be so much longer than the agency's text: a house adds a paragraph, hardly more.
ADDED = 1.25


@dataclass(frozen=True, slots=True)
class Place:
    """What is told about a telling beside its text."""

    source: str | None
    url: str | None
    published: str | None
    file: str | None = None  # as it was given, where the telling is a file of its own


def is_agency(outlet: str | None, agency: str) -> bool:
    """Whether an outlet is the agency itself: "Reuters", "news.xinhuanet.com", "Vale News Agency (VNA)"."""
    name = re.sub(r"[^a-z0-9]", "", agency.lower())
    if not outlet or not name:
        return False
    bare = re.sub(r"\s*\(.*?\)", "", outlet).strip() or outlet
    if canonical(bare) == agency or _initials(bare) == agency:  # "Associated Press" is AP
        return True
    bare = bare.lower()
    if "." in bare and " " not in bare:
        return any(re.sub(r"[^a-z0-9]", "", part) in (name, f"{name}net", f"{name}news") for part in bare.split("."))
    return re.sub(r"[^a-z0-9]", "", bare.removeprefix("the ")) in (name, f"{name}news", f"{name}newsagency")


def _initials(name: str) -> str | None:
    """The acronym of a name that says it is an agency's: "Vale News Agency" is VNA."""
    if not _WORD.search(name):
        return None
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper() and w != "The")


def _spelt(name: str) -> str:
    return fold(name).removeprefix("the ").strip()


def one_name(credits: Sequence[Credit], bodies: Sequence[Body], places: Sequence[Place]) -> Mapping[str, str]:
    """Credited name -> the story's one name for that agency; names that are alone are left out."""
    if not credits:
        return {}
    credited = sorted({c.agency for c in credits})
    full = sorted({n for n in (*credited, *(p.source for p in places if p.source)) if _WORD.search(n) and " " in n})
    same: dict[str, str] = {}
    for body in bodies:
        for name, short in _beside(body.text):
            words = [w for w in name.split() if w[0].isupper()]
            fits = [" ".join(words[-n:]) for n in range(2, len(words) + 1) if _fits(words[-n:], short)]
            if fits and (_WORD.search(name) or short in credited):
                same.setdefault(_spelt(fits[-1]), short)
    for name in full:
        letters = _initials(name)
        if letters is not None and letters in credited:
            same.setdefault(_spelt(name), letters)
    out = {name: same[_spelt(name)] for name in credited if _spelt(name) in same}
    return {name: short for name, short in out.items() if name != short}


def _fits(words: Sequence[str], short: str) -> bool:
    return "".join(w[0] for w in words).upper() == short.upper()


def established(
    credits: Sequence[Credit], names: Mapping[str, str], places: Mapping[str, Place], bodies: Sequence[Body]
) -> list[Credit]:
    """Credits under the story's one name for each agency, without acronyms that may be anything.

    An acronym of no list is an agency where it stands beside a name that says so, where tellings of several outlets
    have it in an agency's place, or where it is another telling's outlet.
    """
    holders: dict[str, set[str]] = {}
    for c in credits:
        holders.setdefault(names.get(c.agency, c.agency), set()).add(c.article)
    told = set(names.values())
    if any(_ACRONYM.fullmatch(name) for name in holders):
        told.update(short for b in bodies for short in _explained(b.text))
    out = []
    for c in credits:
        name = names.get(c.agency, c.agency)
        if _ACRONYM.fullmatch(name) and canonical(name) is None and name not in told:
            outlets = [places[a].source or a for a in sorted(holders[name])]
            owner = any(is_agency(p.source, name) for a, p in places.items() if a != c.article)
            if len(set(outlets)) < 2 and not owner:
                continue
        out.append(replace(c, agency=name))
    return out


def _beside(text: str) -> Iterator[tuple[str, str]]:
    """Names and the acronyms that stand beside them, one of the two in brackets."""
    if "(" in text:
        yield from ((m[1], m[2]) for m in _BESIDE.finditer(text))
        yield from ((m[2], m[1]) for m in _BEHIND.finditer(text))


def _explained(text: str) -> Iterator[str]:
    """Acronyms that stand beside a name that says it is an agency's."""
    return (short for name, short in _beside(text) if _WORD.search(name))


def carries_releases(agency: str) -> bool:
    """Whether an agency hands on what others issue, so that its text is a press release."""
    return any(a.releases and a.name == agency for a in listed())


def own_agency(place: Place, names: Sequence[str]) -> str | None:
    """The agency whose outlet a telling is, among those of the story first, else of the list."""
    host = re.sub(r"^\w+://|/.*$", "", place.url) if place.url and not place.source else None
    outlet = place.source or host
    found = next((a for a in names if is_agency(outlet, a)), None)
    if found is None and outlet and anywhere().fullmatch(outlet.strip()):
        found = canonical(outlet.strip())
    return found


def partial(body: Body, credit: Credit) -> bool:
    """Whether a credit says that the agency gave something to a text that somebody else wrote."""
    begin = body.text.rfind("\n", 0, credit.begin) + 1
    behind = body.text.find("\n", credit.end)
    line = body.text[max(begin, credit.begin - 200) : behind if 0 <= behind < credit.end + 200 else credit.end + 200]
    if not _PART.search(line):
        return False
    return _ITS_STAFF.match(body.text[credit.end : credit.end + 40]) is None


def _heads(body: Body) -> list[str]:
    """Lines above a telling's first sentence, the first of them (its title) left out."""
    first = body.sentences[0][0] if body.sentences else 0
    return [line.strip() for line in body.text[:first].split("\n") if line.strip()][1:]


def _names_outlet(body: Body, agency: str) -> bool:
    """Whether a line above the body may be an outlet's name: capitals throughout, no writer's line, not the agency."""
    for line in _heads(body):
        words = [w for w in re.findall(r"[^\W\d_]+", line) if len(w) > 3]
        titled = len(words) > 1 and all(w[0].isupper() for w in words) and len(words) <= 8
        if titled and agency not in line and not re.match(r"(?:by|von|par|por|di)\s", line, re.IGNORECASE):
            return True
    return False


def signed(
    bodies: Sequence[Body], places: Sequence[Place], credits: Mapping[int, Sequence[Credit]], pairs: Sequence[Pair]
) -> dict[int, str]:
    """Tellings of no known outlet that are an agency's own text: telling -> agency.

    Its file is called so ("reuters.txt"). Or it is signed by the agency in two places (a line that says who reported
    and edited is one), or in one where the outlets of all others that credit the agency are told; it names no outlet of
    its own, no other such telling is signed as well, and the tellings that credit the same agency or have its text
    stand in it, rather than the other way round.
    """
    compared = {(p.a, p.b): p for p in pairs}
    marks: dict[str, dict[int, int]] = {}
    for agency in sorted({c.agency for given in credits.values() for c in given}):
        others = [n for n, given in credits.items() if any(c.agency == agency for c in given)]
        for n, place in enumerate(places):
            if place.source or place.url:
                continue
            if _called(place.file, agency):
                marks.setdefault(agency, {})[n] = _CALLED
            elif not _names_outlet(bodies[n], agency):
                signs = {c.how for c in credits.get(n, ()) if c.agency == agency and c.how in SIGNS}
                produced = "sign-off" not in signs and _PRODUCED.search(bodies[n].text) is not None
                told = [bool(places[m].source or places[m].url) for m in others if m != n]
                plain = len(told) > 1 and all(told) and (produced or "dateline" in signs)
                if len(signs) + (produced and bool(signs)) > 1 or plain:
                    marks.setdefault(agency, {})[n] = len(signs) + produced
    out: dict[int, str] = {}
    for agency, by in sorted(marks.items()):
        most = [n for n in sorted(by) if by[n] == max(by.values())]
        if len(most) == 1 and most[0] not in out and _fullest(most[0], agency, bodies, places, credits, compared):
            out[most[0]] = agency
    return out


def _called(file: str | None, agency: str) -> bool:
    """Whether a file is called after an agency: "reuters.txt", "03_AFP.html"."""
    if not file:
        return False
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[/\\]", file)[-1])
    bare = re.sub(r"[\W\d_]+", "", stem).lower()
    return len(bare) > 1 and bare == re.sub(r"[\W\d_]+", "", agency).lower()


def _fullest(
    n: int,
    agency: str,
    bodies: Sequence[Body],
    places: Sequence[Place],
    credits: Mapping[int, Sequence[Credit]],
    compared: Mapping[tuple[int, int], Pair],
) -> bool:
    """Whether others' text of that agency stands in this telling, which no other holds whole, and none is earlier."""
    kin = 0
    for m, body in enumerate(bodies):
        pair = compared.get((min(n, m), max(n, m)))
        if m == n or pair is None:
            continue
        theirs, mine = pair.shares(m).verbatim, pair.shares(n).verbatim
        if max(theirs, mine) < ONE_TEXT:
            continue
        kin += 1
        whole = mine > theirs + 0.05 and len(body.words) > ADDED * len(bodies[n].words)
        early, late = places[m].published, places[n].published
        if whole or (early and late and early[:10] < late[:10]):
            return False
    return kin > 0


def fullest_witness(
    members: Sequence[int], pairs: Mapping[tuple[int, int], Pair], bodies: Sequence[Body]
) -> int | None:
    """Of tellings of one text that is not there, the one in which most of the others stands; None where they differ."""
    best: tuple[float, int, int] | None = None
    for n in members:
        others = [p.shares(m).verbatim for m in members if m != n and (p := pairs.get((min(n, m), max(n, m))))]
        if others and min(others) >= ONE_TEXT:
            score = (round(sum(others) / len(others), 3), len(bodies[n].words), -n)
            best = max(best, score) if best else score
    return -best[2] if best else None
