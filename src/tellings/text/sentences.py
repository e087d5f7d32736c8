"""Sentences and words as spans, by rule: any script, quotation marks kept with their sentence.

The rules follow Punkt's observations (Kiss & Strunk 2006) with closed lists instead of training: an
abbreviation that leads to a name never ends a sentence, one that may stand at the end does so before a
word that begins sentences, and everything else is decided by the letter that follows.
"""

from __future__ import annotations

import re

from tellings.text.quotes_marks import marked

#: Lead to a name or number: never an end before a capital.
_LEADING = frozenset(
    "mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt capt cpt maj cmdr cdr adm brig pvt cpl supt insp "
    "det const rev revd fr hon pres messrs mme mlle st ste mt ft vs viz cf e.g i.e eg ie approx ca al figs vol pp "
    "sra srta dott ing hr fru bzw z.b d.h u.a v.a usw nr str tel abs evtl ggf bl mio mrd inkl geb art ph p.ex p.ej "
    "lt.-col lt.-gen maj.-gen sec asst assn natl intl".split()
)
#: May end a sentence; they do before a word that begins sentences.
_TRAILING = frozenset(
    "inc ltd co corp jr sr llc bros esq etc u.s u.k u.n u.s.a e.u d.c l.a n.y n.j n.h n.m n.c n.d s.c s.d r.i w.va b.c "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn "
    "tex vt va wash wis wyo ont que alta sask ave blvd rd sq dept univ ph.d m.d b.a m.a b.sc m.sc hwy est "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
#: Words of _TRAILING that are plain words without a capital, or that only a following number makes abbreviations.
_CAPITAL_ONLY = frozenset(
    "mar dec sat sun mon fri ill ind la miss mass mo ore pa wash del ga co sep jan tex ark est".split()
)
_CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
_AFTER_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest ist jst kst msk eastern central mountain pacific "
    "local eest eet hkt sgt wib".split()
)
_NUMBERED = frozenset("no nos fig p art sec ch par abs nr".split())
_MONTH_AFTER = re.compile(
    r"\s*(?:jan|feb|mär|mar|apr|mai|maj|jun|jul|aug|sep|okt|nov|dez|dec|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro|"
    r"jahrhundert|század|v[ae]k|stolet)",
    re.IGNORECASE,
)
#: Words that begin sentences and no names.
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those there here in on at by for from with of to as and but or "
    "so if when while after before since until although though because however meanwhile its his her their our my "
    "no not what who how why where which two three four five some many most all both each one another other police "
    "officials according more such during under over between among yet nor also then now asked last".split()
)
_END = re.compile(r"[.!?…]+|[。！？｡؟।॥۔։።။៕]+")
_ALWAYS = frozenset("。！？｡؟।॥۔։።။៕")
_CLOSING = frozenset("\"”’')]}»」』）】›*“")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*|[^\w\s]", re.UNICODE)
_BEFORE = re.compile(r"[\w.\-]+$")
_NEXT = re.compile(r"[\w'’]+")


def _ends_word(text: str, at: int, behind: int, stop: int) -> bool:
    """Whether the single full stop at `at` ends a sentence, by the word before and the word at `behind`."""
    found = _BEFORE.search(text[max(0, at - 16) : at])
    word = found[0] if found else ""
    low = word.lower()
    after = _NEXT.search(text, behind, min(stop, behind + 40))
    follows = after[0] if after else ""
    if low in _CLOCK:
        return follows.lower() not in _AFTER_CLOCK and not follows[:1].isdigit()
    if low in _NUMBERED and follows[:1].isdigit():
        return False
    if low in _LEADING:
        return False
    initial = len(word) == 1 and word.isalpha() and word.isupper()
    if initial and len(follows) == 1 and follows.isupper() and text[behind + 1 : behind + 2] == ".":
        return False  # "L. A. County"
    if word.isdigit() and follows.isdigit() and len(word) < 4 and len(follows) < 4:
        return False  # "1. 25 million": no sentence begins with a number that follows a number
    dotted = "." in word and all(len(part) == 1 for part in word.split(".") if part)
    if initial or dotted or (low in _TRAILING and (word[:1].isupper() or low not in _CAPITAL_ONLY)):
        return follows.lower() in _STARTERS and not (initial and follows == "I")
    ordinal = word.isdigit() and len(word) <= 2 and _MONTH_AFTER.match(text, behind, stop) is not None
    return not ordinal


def _unspaced(text: str, mark: re.Match[str], cut: int, stop: int) -> bool:
    """Whether a sentence ends at a mark with no space behind it: "…in Seoul.He" but not "tellings.Project"."""
    before = text[mark.start() - 1] if mark.start() else " "
    if cut > mark.end():  # a closing quotation mark stands between
        return text[cut].isupper()
    head = _BEFORE.search(text[max(0, mark.start() - 40) : mark.start()])
    tail = re.compile(r"[^\s]*").match(text, cut, min(stop, cut + 60))
    word = head[0] if head else ""
    rest = tail[0] if tail else ""
    plain = before.islower() and len(word) > 1 and "." not in word and "-" not in word
    return plain and rest[:1].isupper() and rest[1:2].islower() and not re.search(r"[./@\\]\w", rest)


def _cuts(text: str, begin: int, end: int) -> list[int]:
    """Where sentences end within one line."""
    openers: set[int] = set()
    closers: set[int] = set()
    for quote in marked(text, [(begin, end)]):
        openers.add(quote.outer_begin)
        if quote.closed:
            closers.add(quote.outer_end - 1)
    out: list[int] = []
    for mark in _END.finditer(text, begin, end):
        cut = mark.end()
        while cut < end and text[cut] in _CLOSING and cut not in openers:
            cut += 1
        behind = cut
        while behind < end and text[behind].isspace():
            behind += 1
        if behind < end and behind in closers and text[behind] in _CLOSING:
            cut = behind = behind + 1  # the mark was set off by a space
            while behind < end and text[behind].isspace():
                behind += 1
        if mark[0][0] in _ALWAYS:
            out.append(cut)
            continue
        if behind >= end:
            break
        if behind == cut and behind not in openers and not _unspaced(text, mark, cut, end):
            continue
        after = text[behind]
        if after.islower() or after in ",;:)" or (after in "-–—" and mark[0] != "."):
            continue
        if mark[0] == "." and cut == mark.end() and not _ends_word(text, mark.start(), behind, end):
            continue
        out.append(cut)
    return out


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as spans, without white space around them. A line break ends a sentence.

    What follows the last end of a line without a word in it (a stray quotation mark) stays with that sentence.
    """
    out: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        begin, first = line.start(), len(out)
        for cut in [*_cuts(text, line.start(), line.end()), line.end()]:
            a, b = begin, cut
            while a < b and text[a].isspace():
                a += 1
            while b > a and text[b - 1].isspace():
                b -= 1
            begin = cut
            if a >= b:
                continue
            if len(out) > first and b - a <= 4 and not any(c.isalnum() for c in text[a:b]):
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
    return out


def word_spans(text: str, begin: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Words and marks as spans."""
    return [m.span() for m in _WORD.finditer(text, begin, len(text) if end is None else end)]
