# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whom an article names as the source of its text: agencies of the closed list, and outlets in clear forms.

An agency that is in no list is taken where its name says what it is ("Vale News Agency"), and as an acronym where an
agency stands: in a dateline's brackets, behind a writer's name, alone below the text. Whether such an acronym is an
agency is for the story to decide, which sees who else names it (collate/origins_agencies.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.extract import datelines
from tellings.extract.headline import OUTLET_WORD
from tellings.extract.sieve import Sifted
from tellings.text.agencies import Spellings, anywhere, canonical, expected, first_words, tokens

#: Strength of the forms: the first that holds for a place counts.
_ONLY = re.compile(r"^[\s\-–—*(/\[]*(?P<inner>[^()\[\]]{2,60}?)[\s)/\].*]*$")
_SOURCE = re.compile(
    r"^[\s(\[–—-]*(?:sources?|information from|quelle|fuente|fonte|via|источник|credit|mit material von|with (?:material|inputs?|reporting|files?|information) (?:from|by))\s?:?\s+"
    r"(?:the )?(?P<inner>[^()\[\].|;]{2,80}?)(?:,? https?://\S{3,80})?[\s)\].]*(?:[|©;].*)?$",
    re.I,
)  # fmt: skip
_TAGLINE = Sifted(
    r"\b(?:contributed (?:to this|reporting)|contributed\.|contributing:|additional reporting|(?:reporting|writing|editing|edited|compiled) by|with (?:material|inputs?|reporting|files?|information) (?:from|by)"
    r"|from (?:wire|news) (?:services|agencies|reports)|staff (?:and wire|contributed)|agencies contributed|mit material|avec (?:l')?(?:afp|reuters|agences)|con información de)\b",
    re.I,
)  # fmt: skip
_SIGNED_END = re.compile(
    r"(?:(?<=[.!?”\"’')])\s+[-–—]?\s?|\s[-–—/]\s?|\s?\()(?P<inner>[^\s.!?()\[\]][^.!?()\[\]]{1,40}?)\)?[\s./]*$"
)
_PHOTO = re.compile(
    r"(?:\b(?:photos?|pictures?|pics?|images?|foto|video|courtesy(?: of)?|credit|via|by)\b[\s:/©]*|[/|©(]\s?)(?:by |courtesy(?: of)? |the )?$",
    re.I,
)
_PHOTO_AFTER = re.compile(r"^\s?(?:photos?\b|images?\b|/|via\b|\))", re.I)
_TOLD = re.compile(
    r"(?:\b(?:told|tells|to|by|from|with|quoted by|cited by|according to|reported by|says|said|via)\s(?:the )?(?:news agency |agency |state-run |official )?)$",
    re.I,
)
_REPORTS = re.compile(
    r"^(?:'s|’s)?\s(?:news agency|agency|newswire|wire service|reports?|reported|said|says|quoted|citing|cited|learned|has (?:learned|reported)|journalists?|reporters?|correspondents?|photographers?|stringers?)\b",
    re.I,
)
#: In the last paragraph as on a line of its own: "Reuters contributed to this report".
_GAVE = re.compile(r"^ (?:also )?contributed (?:to this|reporting)", re.I)
_GIVEN = re.compile(
    r"\b(?:additional reporting (?:by|from)|with (?:reporting|inputs?|files|material) (?:by|from)) (?:the )?$", re.I
)
_OUTLET = r"(?P<inner>(?:the |The )?[A-ZÀ-ÞЀ-Я][\w’'&.]*(?: (?:of |the |and |& |de )?[A-ZÀ-ÞЀ-Я0-9][\w’'&.]*){0,5})"
_FIRST = Sifted(
    rf"(?:\b(?i:(?:first|originally|previously) (?:published|appeared|posted|reported|aired)(?: (?:by|in|on|at))+|(?:re)?published (?:from|with permission (?:of|from))"
    rf"|this (?:article|story|report) (?:is|was) (?:provided|produced|written|supplied) by))\s{_OUTLET}"
)  # fmt: skip
_TIME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day|Spring|Summer|Autumn|Fall|Winter|Early|Late|Mid|Christmas|Easter)\b(?! [A-Z])"
)
_NAMED = Sifted(
    rf"(?:(?i:\baccording to|\bin) an? {_OUTLET} (?:report|investigation|story)\b|\b(?i:according to|reported by|as reported by) (?:the newspaper |newspaper |broadcaster |the broadcaster |local newspaper )(?:{_OUTLET.replace('inner', 'other')}))"
)  # fmt: skip
#: American stations: a call sign, maybe with a channel.
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-?(?:TV|FM|AM))?|(?:NBC|CBS|ABC|FOX|CNN|BBC|ITV|RTE|NPR|MSNBC)[ -]?\d{0,2}")
_SELF = re.compile(r"^(?:[A-Z][\w'’-]+ ){1,4}(?:Agency|News|Press|Service) ?\((?P<inner>[A-Z][A-Za-z]{1,7})\)\s?[:–—-]")
#: Acronyms that stand in those places without being anybody's who sends news: degrees, offices, marks of the end.
_NO_AGENCY = frozenset(
    """PHD MBA CEO CFO COO CTO MEP MSP ESQ JNR SNR RET USA USSR UAE GMT EST PST CET UTC BST THE AND END ENDS ADD MORE COPY
    FILE VIDEO PHOTO PHOTOS LIVE NEWS UPDATE UPDATED PDF FAQ TBA TBC NATO ASAP HTTP HTML NOTE TEXT STORY FULL STAFF""".split()
)
_SHORT = r"[A-Z][A-Z-]{1,4}[A-Z]"
#: A name that says that it is an agency's, wherever it stands.
AGENCY_NAME = (
    r"(?:(?:[A-ZÀ-ÞЀ-Я][\w’'-]*+ ){1,4}(?:(?:News|Press|Wire|Telegraph|Information) (?:Agency|Service)|Newswire)"
    r"|Agence (?:[A-ZÀ-Þ][\w’'-]*+ ){1,3}Presse|(?:[A-ZÀ-Þ][\w’']*+[ -]){1,3}(?:Presse-?[Aa]gentur|Nachrichtenagentur))"
)
_NAMED_AGENCY = re.compile(rf"(?<![\w’'-])(?:(?:The|the) )?(?P<inner>{AGENCY_NAME})(?!\w)")
_BRACKETED = re.compile(rf"[(\[](?P<inner>{_SHORT}|{AGENCY_NAME})[)\]]$")
_WRITER_OF = re.compile(rf"(?:,|\||/|–|—| -| for| of|\()\s?(?:the )?(?P<inner>{_SHORT}|{AGENCY_NAME})\)?\s*$")
_MARK = re.compile(rf"^(?:[(\[]|[-–—]{{1,2}}\s?)(?P<inner>{_SHORT}|{AGENCY_NAME})[)\]]?(?:/[\w/]{{1,12}})?\.?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A credit in a line; offsets in the line."""

    agency: str
    how: str
    begin: int
    end: int


def in_line(line: str, label: str, first_body: bool, last: bool) -> list[Found]:
    """Credits of one labelled line. `first_body`: the body begins here; `last`: nothing of the body follows."""
    out: list[Found] = []
    if first_body:
        out += _dateline(line)
    spelt_out = (
        list(_spelt_out(line, label))
        if "genc" in line or "gentur" in line or "ervice" in line or "wire" in line
        else []
    )
    named = not first_words().isdisjoint(tokens(line))
    if label in ("byline",):
        out += _listed(line, "byline", expected(), 0) or _unlisted(line, "byline", _WRITER_OF)
    elif label in ("caption",):
        out += _photo(line)
    elif label in ("sign-off", "credit", "notice"):
        how = "sign-off" if label == "sign-off" else "notice"
        out += _listed(line, how, expected() if len(line) < 60 else anywhere(), 0) or list(_outlets(line, how))
        out += [] if out else _unlisted(line, how, _MARK)
    else:
        if last:
            out += _signed(line)
        if named:
            out += _photo(line)
            out += _text(line)
        out += list(_outlets(line, "text"))
    out += spelt_out
    return _distinct(out)


def _distinct(found: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for one in found:
        if not any(one.begin < other.end and other.begin < one.end for other in out):
            out.append(one)
    return sorted(out, key=lambda f: (f.begin, f.end))


def _dateline(line: str) -> list[Found]:
    found = datelines.find(line)
    if found and found.agencies:
        return [Found(name, "dateline", begin, end) for name, begin, end in found.agencies]
    match = _SELF.match(line)
    if match:
        return [
            Found(canonical(match["inner"]) or match["inner"], "dateline", match.start("inner"), match.end("inner"))
        ]
    return _unlisted(line[found.begin : found.end], "dateline", _BRACKETED, found.begin) if found else []


def may_be_agency(acronym: str) -> bool:
    """Whether an acronym that is in no list could be an agency's: no degree, no call sign, no end mark."""
    return acronym not in _NO_AGENCY and not _CALL_SIGN.fullmatch(acronym)


def _unlisted(line: str, how: str, pattern: re.Pattern[str], base: int = 0) -> list[Found]:
    """An agency of no list where one is expected: by a name that says so, or by an acronym."""
    match = pattern.search(line) if len(line) <= 160 else None
    if match is None or not may_be_agency(match["inner"]):
        return []
    return [Found(match["inner"], how, base + match.start("inner"), base + match.end("inner"))]


def _spelt_out(line: str, label: str) -> Iterator[Found]:
    """Agencies of no list whose name says what they are: as whom somebody told, or anywhere in a credit."""
    if label in ("title", "caption", "byline"):
        return
    for match in _NAMED_AGENCY.finditer(line):
        name, begin, end = match["inner"], match.start("inner"), match.end("inner")
        if canonical(name):
            continue  # the closed list has its own patterns
        before, after = line[max(0, match.start() - 40) : match.start()], line[end : end + 30]
        if label in ("sign-off", "credit", "notice"):
            yield Found(name, "sign-off" if label == "sign-off" else "notice", begin, end)
        elif _TOLD.search(before) or _REPORTS.match(after):
            yield Found(name, "text", begin, end)


def _listed(line: str, how: str, pattern: Spellings, begin: int) -> list[Found]:
    out = []
    for match in pattern.finditer(line, begin):
        name = canonical(match[0])
        if name:
            out.append(Found(name, how, match.start(), match.end()))
    return out


def _photo(line: str) -> list[Found]:
    out = []
    for match in expected().finditer(line):
        before, after = line[max(0, match.start() - 30) : match.start()], line[match.end() : match.end() + 12]
        beside = _PHOTO.search(before) and (before.rstrip()[-1:] != "(" or _PHOTO_AFTER.match(after))
        if (beside and not before.rstrip().endswith("by")) or re.match(r"\s?(?:photos?\b|/[A-Z])", after, re.I):
            name = canonical(match[0])
            if name and not (before.rstrip().endswith("(") and after.startswith(")")):
                out.append(Found(name, "photo", match.start(), match.end()))
    return out


def _signed(line: str) -> list[Found]:
    """An agency behind the last sentence: "... in Seoul. REUTERS", "(AFP)", "- dpa"."""
    match = _SIGNED_END.search(line[-80:])
    if not match:
        return []
    base = max(0, len(line) - 80)
    inner = match["inner"].strip(" -–—/")
    at = base + match.start("inner")
    parts = [part for part in re.split(r"\s?[/,&+]\s?|\s(?:and|und|et|y)\s", inner) if part]
    if parts and any(map(canonical, parts)) and all(canonical(part) or canonical(part.upper()) for part in parts):
        return _each(line, parts, at)  # German papers write "(dpa/afp)"
    shouted = re.fullmatch(r"[A-Z][A-Z&]{2,}(?: [A-Z][A-Z&]{2,}){1,3}", inner)
    if shouted and OUTLET_WORD.search(inner) and line[:at].rstrip().endswith((".", "”", '"')):
        return [Found(inner, "sign-off", at, at + len(match["inner"].rstrip()))]
    return []


def signs_small(line: str) -> bool:
    """Whether a line ends in agencies in small letters, as German papers sign: "(dpa/reuters)". It is no caption."""
    match = re.search(r"\(([a-z]{3,9}(?:/[a-z]{3,9}){1,3})\)\s*$", line[-60:])
    return match is not None and all(canonical(part.upper()) or canonical(part) for part in match[1].split("/"))


def _each(line: str, parts: Sequence[str], at: int) -> list[Found]:
    out = []
    for part in parts:
        begin = line.index(part, at)
        at = begin + len(part)
        out.append(Found(canonical(part) or canonical(part.upper()) or part, "sign-off", begin, at))
    return out


def _text(line: str) -> list[Found]:
    out = []
    for match in anywhere().finditer(line):
        before, after = line[max(0, match.start() - 40) : match.start()], line[match.end() : match.end() + 30]
        name = canonical(match[0])
        if name and (_GAVE.match(after) or _GIVEN.search(before)):
            out.append(Found(name, "notice", match.start(), match.end()))
        elif name and (_TOLD.search(before) or _REPORTS.match(after)):
            out.append(Found(name, "text", match.start(), match.end()))
    return out


def _outlets(line: str, how: str) -> Iterator[Found]:
    """Outlets in clear forms: "originally appeared in X", "Source: X", "according to a X report"."""
    match = _SOURCE.match(line) if len(line) <= 160 and how != "text" else None
    if match and match["inner"].strip()[:1].isupper():
        inner = match["inner"].strip()
        yield Found(canonical(inner) or inner, how, match.start("inner"), match.start("inner") + len(inner))
        return
    for pattern in (_FIRST, _NAMED):
        for hit in pattern.finditer(line):
            group = "inner" if hit["inner"] else "other"
            inner = hit[group].rstrip(".'’")
            bare = inner.removeprefix("the ").removeprefix("The ")
            if _TIME.match(bare):
                continue  # "first reported in January"
            if len(bare) >= 3 and (OUTLET_WORD.search(bare) or _CALL_SIGN.fullmatch(bare) or pattern is _FIRST):
                begin = hit.start(group) + len(inner) - len(bare)
                yield Found(canonical(bare) or bare, how, begin, begin + len(bare))


def is_source_line(line: str) -> bool:
    """A line that only names a source: "Source: Channel NewsAsia", "(With inputs from PTI)"."""
    return len(line) <= 160 and bool(_SOURCE.match(line))


def is_tagline(line: str) -> bool:
    """A line that names who contributed: "Associated Press writer X contributed", "(Reporting by X)"."""
    match = _TAGLINE.search(line) if len(line) <= 300 else None
    if match is None:
        return False
    before = line[: match.start()].replace("St. ", "St ").rstrip("( ")
    told = re.search(r"[.!?][”\"’)]*$", before) is not None and len(before.split()) > 4  # the text's last sentence
    return not told and not re.search(r"[.!?][”\"’)]*\s", before)


def is_agency_line(line: str) -> bool:
    """A line that is nothing but agencies: "— AFP", "(dpa)", "Reuters / AP"."""
    match = _ONLY.match(line) if len(line) <= 80 else None
    if not match:
        return False
    parts = [
        part for part in re.split(r"\s?[/,&+|]\s?|\s[-–—]\s|\s(?:and|und|et|y|with)\s", match["inner"]) if part.strip()
    ]
    if parts and all(canonical(part.strip()) for part in parts):
        return True
    mark = _MARK.match(line)
    return mark is not None and may_be_agency(mark["inner"])
