"""Quantities of one article: numbers with bound, unit and what they count. Pure: text and words in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tellings.records import Token
from tellings.text.quantities_broken import whole
from tellings.text.quantities_counted import counted
from tellings.text.quantities_numbers import Number, find_numbers
from tellings.text.quantities_units import CURRENCY_WORDS, SIGNS, units
from tellings.text.times_tense import Grammar


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity: place, value from low to high (canonical unit), bound, kind, unit, and what it counts."""

    begin: int
    end: int
    low: float | None
    high: float | None
    bound: str  # exact | about | at least | more than | at most | less than | range | vague
    kind: str  # count | money | percent | age | measure | ordinal | score
    unit: str | None
    what: str | None = None
    what_begin: int | None = None
    what_end: int | None = None


_BOUNDS: tuple[tuple[str, str], ...] = (
    ("at least", "at least|no fewer than|no less than|not less than|a minimum of|minimum|upwards of"),
    ("more than", "more than|over|just over|well over|in excess of|exceeding|above|just above|greater than|north of"),
    ("at most", "at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum|as high as"),
    ("less than", "less than|fewer than|under|just under|below|just below"),
    ("about", "about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|circa|ca\\.|"
              "more or less|an average of|average of|approx\\.?|just about|near|~"),
)  # fmt: skip
_BOUND_OF = {word.replace("\\", ""): name for name, words in _BOUNDS for word in words.split("|")}
_BEFORE = re.compile(
    r"(?<![\w])(?P<b>" + "|".join(sorted((w for _, ws in _BOUNDS for w in ws.split("|")), key=len, reverse=True)) +
    r")(?P<the> (?:the |another |a further |further |a total of ))? ?\Z", re.I,
)  # fmt: skip
#: What goes up to so many is so many.
_MOVED_UP = re.compile(
    r"\b(?:go|goes|going|gone|went|come|came|moved?|jump(?:ed|s)?|shot|crept|pushed|brought|bringing|takes?|took) \Z",
    re.I,
)
_AFTER = re.compile(r" (?P<b>or more|or so|or less|or fewer|and above|and over|at least|upwards)(?!\w)", re.I)
_AFTER_OF = {"or more": "at least", "and above": "at least", "and over": "at least",
             "upwards": "at least", "at least": "at least", "or so": "about", "or less": "at most",
             "or fewer": "at most"}  # fmt: skip
_SIGN = re.compile("(?:" + "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)) + r")[ \u00a0]?\Z")
_BETWEEN = re.compile(r"between +(?P<s>" + "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)) + ")", re.I)
_CURRENCY = re.compile(
    r"[ \u00a0-]?(?P<c>" + "|".join(sorted((re.escape(w) for w in CURRENCY_WORDS), key=len, reverse=True)) + r")(?!\w)",
    re.I,
)
_SIGN_AFTER = re.compile(r"[ \u00a0]?(?P<s>€|£|₽|₴|¥|(?:USD|EUR|GBP|CHF|SGD|AUD|CAD|CNY|NOK|SEK|DKK|PLN)(?!\w))")
_PERCENT = re.compile(
    r"[ -]?(?:%|per ?cent(?!\w)|pct\.?(?!\w)|pc(?!\w)|percentage points?(?!\w)|percentage(?!\w))", re.I
)
_UNIT = re.compile(
    r"[ \u00a0-]?(?P<u>[^\W\d_°º]+(?:/[a-z]+|[²³23](?!\d))?(?:[ -](?!and )[a-z]+){0,2}|[°º] ?[CF]\b)", re.I
)
_AGE_AFTER = re.compile(r"(?: - |-| )(?P<unit>year|month|week|day)s?(?: - |-| )(?:old|olds|of age)(?!\w)", re.I)
#: "children under ten", "the over-65s": a limit of age, no number of anybody.
_LIMIT = re.compile(
    r"\b(?:(?:child(?:ren)?|kids?|girls?|boys?|men|women|adults?|people|persons?|those|anyone|everyone|pupils?|teenagers?|"
    r"youngsters?|infants?|babies|drivers?|patients?|residents?|players?|workers?|pensioners?)(?: who (?:are|were))?"
    r"(?: aged)? (?:under|over|below|above)|(?:younger|older) than|the (?:under|over)-?)(?: the age of)? \Z|"
    r"\b(?:under|over)-\Z",
    re.I,
)
_LIMITED = re.compile(
    r"(?:s\b)?(?! ?(?:per ?cent|percent|%|metres|meters|feet|miles|hours|minutes|years in|times|of\b))"
)
_AGE_BEFORE = re.compile(
    r"(?<!\w)(?:aged?|ages|aged between|at the age of|the age of|age of|between the ages "
    r"of|the ages of|ages of)(?: between)? \Z",
    re.I,
)
_SCORE = re.compile(r"(\d(?<![\w.,/-]\d)\d{0,2})(?:[-–]| [-–] )(\d{1,3})(?![\w/-]|[.,]\d| [-–] \w)")


def _bound(text: str, number: Number) -> tuple[int, int, str]:
    """Begin, end and bound once the words around a number are taken in."""
    begin, end, bound = number.begin, number.end, number.bound
    window = text[max(0, begin - 28) : begin]
    if number.ordinal:
        return begin, end, bound
    match = _BEFORE.search(window)
    if match and match["b"].lower() == "up to" and _MOVED_UP.search(window[: match.start()]):
        match = None
    if match:
        begin -= len(window) - match.start()
        word = " ".join(match["b"].lower().split())
        bound = _BOUND_OF.get(word, "about")
    elif match := _AFTER.match(text, end):
        end, bound = match.end(), _AFTER_OF[match["b"].lower()]
    return begin, end, bound


def _limits(number: Number, bound: str) -> tuple[float | None, float | None]:
    low, high = number.low, number.high
    if bound in ("at least", "more than"):
        return low if low is not None else high, None
    if bound in ("at most", "less than"):
        return None, high if high is not None else low
    return low, high


def _unit(text: str, at: int) -> tuple[int, str, float, float] | None:
    """The measuring unit that begins at an offset: end, canonical unit, factor, shift. The longest spelling wins."""
    match = _UNIT.match(text, at)
    if not match:
        return None
    said = match["u"]
    parts = re.split(r"([ -])", said)
    for size in range(len(parts), 0, -2):
        spelled = "".join(parts[:size])
        key = spelled.lower().replace(" ", "-") if spelled[0] not in "°º" else spelled.lower().replace(" ", "")
        unit = units().get(key)
        if unit is None or (len(key) == 1 and at < len(text) and text[at] in " \u00a0" and key in "gw"):
            continue
        end = match.start("u") + len(spelled)
        if end < len(text) and text[end].isalnum():
            continue
        return end, unit.canonical, unit.factor, unit.shift
    return None


def _scaled(value: float | None, factor: float, shift: float) -> float | None:
    return None if value is None else round(value * factor + shift, 6)


def _measured(text: str, number: Number) -> Amount | None:
    """Money, percentages and measures: what stands directly before and behind the number says which."""
    end = number.end
    lead = _BETWEEN.match(text, number.begin, end) if number.bound == "range" else None
    if lead:  # "between £15 and £20": the words before the first sign belong to the range
        return Amount(number.begin, end, number.low, number.high, "", "money", SIGNS[lead["s"]])
    window = text[max(0, number.begin - 5) : number.begin]
    sign = _SIGN.search(window)
    if sign and not (
        sign[0].strip().isalpha()
        and number.begin - len(sign[0]) > 0
        and text[number.begin - len(sign[0]) - 1].isalnum()
    ):
        inner = replace(number, begin=number.begin - len(sign[0]))
        return Amount(inner.begin, end, number.low, number.high, "", "money", SIGNS[sign[0].strip()])
    if match := _PERCENT.match(text, end):
        below = _MINUS_SHARE.search(text[max(0, number.begin - 9) : number.begin])
        begin, number = (number.begin - len(below[0]), _negative(number)) if below else (number.begin, number)
        return Amount(begin, match.end(), number.low, number.high, "", "percent", "%")
    if match := _SIGN_AFTER.match(text, end):
        return Amount(number.begin, match.end(), number.low, number.high, "", "money", SIGNS[match["s"]])
    if (match := _CURRENCY.match(text, end)) and not _weight(text, number, match):
        code = CURRENCY_WORDS[match["c"].lower()]
        return Amount(number.begin, match.end(), number.low, number.high, "", "money", code)
    if found := _unit(text, end):
        stop, name, factor, shift = found
        cold = text[max(0, number.begin - 9) : number.begin] if name in ("degC", "degree") else ""
        below = _MINUS.search(cold)
        begin, number = (number.begin - len(below[0]), _negative(number)) if below else (number.begin, number)
        low, high = _scaled(number.low, factor, shift), _scaled(number.high, factor, shift)
        return Amount(begin, stop, low, high, "", "measure", name)
    if minus := _MINUS_BARE.search(text[max(0, number.begin - 9) : number.begin]):
        number = _negative(number)
        return Amount(number.begin - len(minus[0]), end, number.low, number.high, "", "measure", "degree")
    return None


_WEIGHED = re.compile(r"\bweigh(?:s|ed|ing)?\b[^.;\d]{0,24}\Z", re.I)
_STERLING = re.compile(r"£|\b(?:sterling|pence|GBP|quid)\b", re.I)


def _weight(text: str, number: Number, unit: re.Match[str]) -> bool:
    """Whether pounds are of weight: what weighs them, or a text that tells sums in dollars and none in sterling."""
    if unit["c"].lower() not in ("pound", "pounds"):
        return False
    if _WEIGHED.search(text[max(0, number.begin - 40) : number.begin]):
        return True
    return "$" in text and _STERLING.search(text) is None


#: A dash before a share is mostly a dash.
_MINUS_SHARE = re.compile(r"(?:(?<![\w-])minus |(?<=[ (])[-−])\Z", re.I)
_MINUS = re.compile(r"(?<![\w-])(?:minus[ -]|[-−–])\Z", re.I)
_MINUS_BARE = re.compile(r"(?<![\w-])minus[ -]\Z", re.I)


def _negative(number: Number) -> Number:
    """A temperature below zero."""
    low, high = number.low, number.high
    return replace(number, low=None if high is None else -high, high=None if low is None else -low)


def _age(text: str, number: Number, grammar: Grammar) -> Amount | None:
    """ "44-year-old", "aged 58", "Giulia Rossi, 31,": ages in years (other units are scaled to years)."""
    if number.high is None or number.high >= 130 or number.bound not in ("exact", "range"):
        return None
    if match := _AGE_AFTER.match(text, number.end):
        scale = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}[match["unit"].lower()]
        low, high = _scaled(number.low, scale, 0), _scaled(number.high, scale, 0)
        return Amount(number.begin, match.end(), low, high, "", "age", "year")
    window = text[max(0, number.begin - 24) : number.begin]
    if match := _AGE_BEFORE.search(window):
        begin = number.begin - len(window) + match.start()
        return Amount(begin, number.end, number.low, number.high, "", "age", "year")
    if _LIMIT.search(text[max(0, number.begin - 40) : number.begin]) and _LIMITED.match(text, number.end):
        noun = grammar.at(number.end + 1)
        if noun is None or grammar.words[noun].pos != "NOUN":
            return Amount(number.begin, number.end, number.low, number.high, "", "age", "year")
    if number.bound == "exact" and number.plain and _is_age(text, number, grammar):
        return Amount(number.begin, number.end, number.low, number.high, "", "age", "year")
    if number.bound == "exact" and _said_of_person(text, number, grammar):
        return Amount(number.begin, number.end, number.low, number.high, "", "age", "year")
    return None


_CLOSED = re.compile(r"[,;)]|\.(?:\s|\Z)|,? and |\Z")


def _is_age(text: str, number: Number, grammar: Grammar) -> bool:
    """ "Paola Renzi, 31," or "a sailor (23)": a bare number behind a person, set off on both sides."""
    before = text[max(0, number.begin - 2) : number.begin]
    after = text[number.end : number.end + 6]
    at = grammar.at(number.begin)
    if before not in (", ", " (") or not _CLOSED.match(after) or at is None or at < 2:
        return False
    name, earlier = grammar.words[at - 2], grammar.words[at - 3] if at >= 3 else None
    if name.entity.endswith("PERSON"):
        return True
    enclosed = after[:1] in (",", ")") and (number.high or 0) >= 1
    if name.tag == "NNP":
        pair = earlier is not None and earlier.tag == "NNP" and not earlier.entity.endswith(("GPE", "DATE"))
        if pair and enclosed:
            return not name.entity.endswith("DATE")
        return not name.entity.endswith(("GPE", "DATE", "ORG")) and (pair or enclosed)
    return (
        enclosed
        and name.tag == "NN"
        and bool(re.match(r"[,)],? ?(?:who|was|is|had|has|from|of)?", after))
        and before == ", "
    )


def _said_of_person(text: str, number: Number, grammar: Grammar) -> bool:
    """ "who is 31", "when he was nine"."""
    match = re.search(r"\b(?P<who>\w+) (?:is|was|turned|am) \Z", text[max(0, number.begin - 30) : number.begin])
    if not match or not _CLOSED.match(text[number.end : number.end + 6]):
        return False
    if match["who"].lower() in ("who", "he", "she", "i"):
        return True
    at = grammar.at(number.begin - len(match[0]))
    return at is not None and grammar.words[at].entity.endswith("PERSON")


def _one(text: str, number: Number, grammar: Grammar) -> Amount:
    made = _age(text, number, grammar) or _measured(text, number)
    if made is None:
        kind = "ordinal" if number.ordinal else "count"
        made = Amount(number.begin, number.end, number.low, number.high, "", kind, None)
    begin, end, bound = _bound(text, replace(number, begin=made.begin, end=made.end))
    low, high = _limits(replace(number, low=made.low, high=made.high), bound)
    found = counted(text, grammar, number, made.kind, (made.begin, made.end))
    what, what_begin, what_end = found if found else (None, None, None)
    return replace(
        made, begin=begin, end=end, low=low, high=high, bound=bound, what=what, what_begin=what_begin, what_end=what_end
    )


#: "by 23 votes to 18".
_BALLOT = re.compile(
    r"(\d(?:(?<=\bby \d)|(?<=\bvote was \d)|(?<=\bvote of \d)|(?<=\bvoted \d))\d{0,2})(?: votes?)? to (\d{1,3})"
    r"(?!\d|[.,:]\d|%| ?(?:per ?cent|percent)\b)",
    re.I,
)


def _scores(text: str, words: Sequence[Token]) -> list[Amount]:
    """ "3-1" where the words around speak of a match or a vote."""
    cue = re.compile(
        r"\b(?:beat|beating|won|win|lost|lose|defeat\w*|drew|draw|lead|led|vote[ds]?|ruled|"
        r"victory|score|scored|game|match|"
        r"half|final|set|goal|trailed|down|up|ahead|decision|record)\b", re.I,
    )  # fmt: skip
    out = []
    for match in _SCORE.finditer(text):
        a, b = int(match[1]), int(match[2])
        around = text[max(0, match.start() - 50) : match.end() + 50]
        if max(a, b) < 200 and cue.search(around) and (a >= b or max(a, b) <= 12):
            out.append(Amount(match.start(), match.end(), float(a), float(b), "exact", "score", None))
    for match in _BALLOT.finditer(text):
        a, b = int(match[1]), int(match[2])
        if a >= b and cue.search(text[max(0, match.start() - 50) : match.end() + 50]):
            out.append(Amount(match.start(), match.end(), float(a), float(b), "exact", "score", None))
    return sorted(out, key=lambda score: score.begin)


def find_quantities(
    text: str, words: Sequence[Token], taken: Iterable[tuple[int, int]] = (), language: str = "en"
) -> list[Amount]:
    """The quantities of a text in order. `taken` are spans that are something else (dates, clock times)."""
    grammar = Grammar(words)
    closed = sorted(taken)
    out = [s for s in _scores(text, words) if not _inside(s.begin, s.end, closed)]
    closed = sorted([*closed, *((s.begin, s.end) for s in out)])
    last: Amount | None = None
    found_numbers = [n for n in find_numbers(text, grammar, language) if not _inside(n.begin, n.end, closed)]
    for number in whole(text, found_numbers):
        found = _one(text, number, grammar)
        if last and last.kind == "age" and found.kind == "count" and _next_age(text, last, number, found):
            found = replace(found, kind="age", unit="year", what=last.what)
        out.append(found)
        last = found
    return sorted(out, key=lambda q: (q.begin, q.end))


def _next_age(text: str, last: Amount, number: Number, found: Amount) -> bool:
    """ "aged 58 and 39": whether a bare number behind an age is one more."""
    joined = text[last.end : found.begin] in (" and ", ", ", " or ", ", and ")
    return joined and number.plain and found.what is None and (number.high or 200) < 130


def _inside(begin: int, end: int, closed: Sequence[tuple[int, int]]) -> bool:
    from bisect import bisect_left

    i = bisect_left(closed, (begin, begin))
    return any(a < end and begin < b for a, b in closed[max(0, i - 2) : i + 2])
