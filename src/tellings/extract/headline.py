# ruff: noqa: E501 - a pattern is easier to check on one line
"""The headline: which line it is, and where it ends before the page title's tail (" - Outlet: Section")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from tellings.extract import datelines
from tellings.extract.cues import AnyCase
from tellings.extract.dates import MONTHS, WEEKDAY
from tellings.extract.furniture import is_prose, words
from tellings.text.agencies import canonical

#: A headline is not longer than this.
_MAX_WORDS, _MAX_CHARS = 34, 260
#: A line above the headline that only names a topic has at most so many words; a longer or unrelated one may
#: be the headline itself, above its standfirst.
_KICKER_WORDS = 4
_CUT = re.compile(r"\s+(?:[-–—|»:·•]|::|\.:\.|\|\|)\s+|\s*\|\s*$|\s::\s")
_HARD = re.compile(r"\s+(?:\||::|\.:\.|\|\||»)\s+")
#: Words by which outlets call themselves.
OUTLET_WORD = AnyCase(
    r"\b(?:news|times|post|herald|gazette|journal|tribune|chronicle|daily|tv|television|radio|channel|online|press|observer|guardian|telegraph"
    r"|mail|star|sun|examiner|review|report|magazine|weekly|bbc|cnn|nbc|cbs|abc|fox|independent|mirror|express|globe|today|world news|agency"
    r"|examiner|bulletin|courier|dispatch|standard|advertiser|argus|echo|sentinel|register|reporter|monitor|broadcasting|zeitung|nachrichten|diario|jornal)\b"
    r"|\.(?:com|org|net|co|tv|fr|de|es|it|ru|in)\b",
)  # fmt: skip


#: A line that says what kind of page this is, or when it changed: no headline, even where a table calls it the title.
_RELEASE = (
    r"(?:for (?:immediate )?release|(?:press|media|news) (?:release|statement|advisory|announcement|notice)|official statement|pressemitteilung|presseinformation"
    r"|medienmitteilung|communiqué(?: de presse)?|comunicado(?: de prensa| de imprensa)?|nota (?:de prensa|de imprensa|à imprensa)|comunicato stampa|persbericht|pressmeddelande"
    r"|pressemelding|pressemeddelelse|tiedote|informacja prasowa|komunikat prasowy|basın bülteni|siaran pers|thông cáo báo chí|пресс-?релиз|прес-?реліз|新聞稿|新闻稿|プレスリリース|보도자료)"
    r"(?: *[:–—-]+)?(?: (?:no|nr|n°|#)\.? ?[\w/.-]{1,12})?(?:[ ,:–—|/-]+(?:for immediate release|immediate release|embargo(?:ed)?\b.{0,60}))?"
)  # fmt: skip
_BADGE = (
    r"(?:breaking(?: news)?|live(?: (?:updates?|blog|coverage|now|report))?|(?:last )?updated?(?: \d{1,2})?|just in|exclusive|developing(?: story)?|urgent|flash|embargoed?"
    r"|news ?flash|news alert|watch(?: live)?|eilmeldung|dernière minute|en direct|en vivo|última hora|ultim'?ora|срочно|молния|速報|突发|快讯|속보)"
)  # fmt: skip
_WHOLE = re.compile(rf"[\W_]*(?:(?P<release>{_RELEASE})|(?:{_BADGE})(?: *[:–—|-]+ *(?:{_BADGE}))?)[\W_]*", re.I)
#: A badge before a headline, set off from it: "BREAKING: ...", "UPDATE 2-...", "[EXCLUSIVE] ...".
_FRONT = re.compile(rf"(?:[\[(](?:{_BADGE})[\])] *[:–—|-]?|(?:{_BADGE})(?: *[:|]| +[–—-](?= )|(?<=\d)-)) *(?=\S)", re.I)


def notice(line: str) -> str | None:
    """What a line that is no headline but a notice says: "release" or "badge" ("BREAKING"); None for other lines."""
    found = _WHOLE.fullmatch(line) if len(line) <= 120 else None
    return None if found is None else "release" if found["release"] else "badge"


#: The full stops of Chinese, Japanese, Hindi and Urdu stand behind sentences only, never in a headline.
_STOP = re.compile("[。।۔]")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url and "//" in url else None
    except ValueError:  # no web address after all
        return None


def outlet_names(source: str | None, url: str | None) -> tuple[str, ...]:
    """Folded names by which a page may call its outlet: the source as told, the core of its host."""
    names = []
    for value in (source, _host(url)):
        if not value:
            continue
        names.append(_letters(value))
        if re.fullmatch(r"[\w.-]+\.[a-z]{2,12}", value.casefold()):
            parts = [
                p
                for p in value.casefold().split(".")
                if p not in ("www", "com", "org", "net", "co", "news", "m", "edition")
            ]
            names += [_letters(part) for part in parts[:-1] or parts]
    return tuple(dict.fromkeys(name for name in names if len(name) >= 3))


def _names_outlet(segment: str, names: Sequence[str]) -> bool:
    own = _letters(segment.split(":")[0]) if segment.split(":")[0].strip() else _letters(segment)
    if len(own) < 3:
        return False
    return any(name == own or (len(name) >= 4 and name in own) or (len(own) >= 5 and own in name) for name in names)


def _title_case(segment: str) -> bool:
    found = re.findall(r"[^\W\d_][\w'’.&-]*", segment)
    return bool(found) and all(
        w[:1].isupper() or w.lower() in ("of", "the", "and", "de", "la", "for", "in") for w in found
    )


def bounds(line: str, source: str | None, url: str | None) -> tuple[int, int]:
    """Begin and end of the headline in its line: without the outlet's name or a badge ("BREAKING:") before it, without
    the tail behind it."""
    badge = _FRONT.match(line)
    if badge and words(line[badge.end() :]) >= 3:
        begin, end = bounds(line[badge.end() :], source, url)
        return badge.end() + begin, badge.end() + end
    names = outlet_names(source, url)
    cuts = list(_CUT.finditer(line))
    if not cuts:
        return _comma_tail(line, names)
    begin, end = 0, len(line)
    first = line[: cuts[0].start()]
    rest = line[cuts[0].end() :]
    hard = bool(_HARD.fullmatch(cuts[0][0])) and "::" in cuts[0][0]
    dash = cuts[0][0].strip() in ("-", "–", "—")
    if (
        not dash
        and words(first) <= 5
        and words(rest) >= 3
        and (_names_outlet(first, names) or (hard and words(first) <= 2))
    ):
        begin = cuts[0].end()
    for cut in cuts:
        tail = line[cut.end() :]
        if cut.start() <= begin or words(line[begin : cut.start()]) < 3:
            continue
        if not tail.strip() or _is_tail(re.split(_CUT, tail), bool(_HARD.fullmatch(cut[0])), names):
            end = cut.start()
            break
    return begin, begin + len(line[begin:end].rstrip())


def _is_tail(segments: Sequence[str], hard: bool, names: Sequence[str]) -> bool:
    head = segments[0].strip()
    if words(head) > 7 or not all(_title_case(s) and words(s) <= 8 for s in segments if s.strip()):
        return _names_outlet(head, names) and words(head) <= 5
    if _names_outlet(head, names) or canonical(head):
        return True
    if hard:
        return True
    return bool(OUTLET_WORD.search(" ".join(segments))) and words(head) <= 5


def _comma_tail(line: str, names: Sequence[str]) -> tuple[int, int]:
    at = line.rfind(", ")
    tail = line[at + 2 :]
    if (
        at > 0
        and words(line[:at]) >= 3
        and words(tail) <= 4
        and _title_case(tail)
        and _names_outlet(tail.split()[0], names)
    ):
        return 0, at
    return 0, len(line)


_STAMPED = re.compile(r"\W*(?:(?:last|first|originally) )?(?:posted|published|updated|modified|edited)\b", re.I)
_CLOCK_WORDS = frozenset("on at a p m am pm gmt utc est edt cst cdt mst mdt pst pdt bst cet et ct mt pt ist".split())


def stamp(line: str) -> bool:
    """Whether a line only says when something was posted, in whatever notation: "Posted 12 / 19 / 2005 3: 36 PM"."""
    cue = _STAMPED.match(line)
    if cue is None or not any(map(str.isdigit, line)):
        return False
    rest = re.findall(r"[^\W\d_]+", line[cue.end() :].lower())
    return all(w in _CLOCK_WORDS or w in MONTHS or re.fullmatch(WEEKDAY, w) for w in rest)


def shaped(line: str) -> bool:
    """Whether a line may be a headline by its shape."""
    if not 1 <= words(line) <= _MAX_WORDS or len(line) > _MAX_CHARS:
        return False
    if datelines.find(line) and words(line) > 12:
        return False
    if _STOP.search(line):
        return False
    sentence = is_prose(line) and not re.search(r"[?!’”\"'…]$", line.strip())
    return not sentence or words(line) <= 9


def choose(lines: Sequence[str], given: str | None) -> tuple[int | None, list[int]]:
    """Index of the headline among the first lines that may be one, and of topic lines above it.

    `lines` are the article's lines without furniture, dates, bylines and captions. `given` is the title
    that was told beside the text.
    """
    if given:
        wanted = _letters(given)
        for i, line in enumerate(lines[:6]):
            own = _letters(line)
            if own and (own == wanted or (len(own) > 15 and (wanted.startswith(own) or own.startswith(wanted)))):
                return i, []
        return None, []
    if not lines or not shaped(lines[0]):
        return None, []
    if len(lines) > 1 and words(lines[0]) <= _KICKER_WORDS and shaped(lines[1]) and words(lines[1]) > words(lines[0]):
        below = lines[1]
        body = len(lines) > 2 and not is_prose(below)
        topic = _letters(lines[0])
        if body and (_letters(below).startswith(topic) or (words(lines[0]) <= 2 and words(below) > _KICKER_WORDS)):
            return 1, [0]
    return 0, []
