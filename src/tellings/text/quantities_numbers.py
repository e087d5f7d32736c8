"""Numbers as they stand in a text: digits, words, fractions, dozens and hundreds, ranges. No units yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from tellings.text.openings import Opened
from tellings.text.quantities_units import COMMA_DECIMAL, SIGNS
from tellings.text.quantities_words import CARDINAL, ORDINAL, SCALES, cardinal, ordinal
from tellings.text.times_tense import Grammar


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range of numbers with its place. `plain`: digits only, so it may be an age or a code."""

    begin: int
    end: int
    low: float | None
    high: float | None
    bound: str = "exact"  # exact | range | about | vague | at least
    ordinal: bool = False
    plain: bool = False


#: Letters that stand for a currency, with no space before the digits.
_GLUED = "|".join(rf"(?<=(?<!\w){re.escape(sign)})" for sign in sorted(s for s in SIGNS if s[-1:].isalpha()))
_DIGITS = re.compile(
    rf"(?:(?<![\w#@/:])|{_GLUED})"
    r"(?:(?<![^\W\d][.,\-–])|(?<=[Mm]agnitude-)|(?<=[Mm]inus-))(?<!\d[.,])"
    r"(?P<n>\d{1,3}(?:[,.\u00a0\u202f']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<frac>[ -]?(?:1/2|[½¼¾])| and a half)?"
    r"(?P<scale>[ -]?(?:hundred|thousand|(?:million|billion|trillion)(?:s(?: of)?)?|mn|bn|tn|m|k)(?![\w²³/]))?"
    r"(?P<ord>st|nd|rd|th)?(?![\d])(?!['’]?s(?!\w))(?!:\d\d(?!\d))",
    re.I,
)
_FRACTION = re.compile(
    r"(?<!\w)(?P<n>a|one|two|three|four|five|six|seven|eight|nine)[ -](?P<d>half|third|"
    r"quarter|fifth|sixth|seventh|eighth|"
    r"ninth|tenth)s?(?!\w)(?![ -](?:of an? (?:hour|mile))\b)", re.I,
)  # fmt: skip
_HALF = re.compile(
    r"(?<!\w)(?P<n>(?:half|a quarter of|a third of|three[- ]quarters of) an? (?=percentage|"
    r"per ?cent|mile|metre|meter|kilomet|tonne|ton |litre|liter|inch|pound|kilo|million|"
    r"billion)"
    r"(?:(?P<scale>million|billion)(?!\w))?|half(?= (?:of|the|its|their|his|her|those|these)(?!\w)))",
    re.I,
)
_WORDS = re.compile(
    rf"(?<![\w-])(?P<n>{CARDINAL})(?P<half> and a half(?!\w))?(?P<scale> (?:million|billion)s of(?= ))?", re.I
)
_ORDINALS = re.compile(rf"(?<![\w-])(?P<n>{ORDINAL})", re.I)
_VAGUE = re.compile(
    r"(?<!\w)(?P<lead>(?:many|several|a few|two|three|four|five) )?"
    r"(?P<n>tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|"
    r"dozens|scores|hundreds|thousands|"
    r"millions|billions|half a dozen|half-a-dozen|a dozen|two dozen|three dozen|four dozen|a score|a couple|a handful|"
    r"(?:several|a few|a couple(?: of)?)(?: (?:hundred|thousand|million|billion|dozen))?)"
    r"(?: of(?! the)(?= ))?(?!\w)", re.I,
)  # fmt: skip
_VAGUE_VALUES: dict[str, tuple[float, float | None, str]] = {
    "dozens": (24, None, "vague"), "scores": (40, None, "vague"), "hundreds": (200, None, "vague"),
    "thousands": (2000, None, "vague"), "millions": (2e6, None, "vague"), "billions": (2e9, None, "vague"),
    "tens of thousands": (2e4, None, "vague"), "hundreds of thousands": (2e5, None, "vague"),
    "tens of millions": (2e7, None, "vague"), "hundreds of millions": (2e8, None, "vague"),
    "half a dozen": (6, 6, "about"), "half-a-dozen": (6, 6, "about"), "a dozen": (12, 12, "about"),
    "two dozen": (24, 24, "about"), "three dozen": (36, 36, "about"), "four dozen": (48, 48, "about"),
    "a score": (20, 20, "about"), "a couple": (2, 2, "about"), "a handful": (3, 10, "vague"),
    "several": (3, None, "vague"), "a few": (3, None, "vague"),
}  # fmt: skip
_RANGE = re.compile(r"(?: to | and | or |-|–|—| - | – )\Z")
#: Words behind which a number is a name or a label, not an amount.
_LABEL = re.compile(
    r"(?:\b(?:No|Nr|Number|Route|Highway|Interstate|Section|Article|Chapter|Page|Flight|"
    r"Boeing|Airbus|Terminal|Gate|Room|"
    r"Channel|Bus|Line|Pier|Unit|Building|Grade|Act|Rule|Resolution|Law|Exit|Platform|Formula|Windows|Level|Phase|Type|"
    r"Class|Season|Episode|Volume|Vol|Apollo|Case|Lot|Box|Catch|Top|Big|Group|Task Force|"
    r"Area|District|Ward|Zone|version)"
    r"\.? |\b[A-Z][\w-]*-|#|[Tt]el\.?:? |[Pp]hone:? |[+(])\Z"
)
_PHONE = re.compile(r"(?<!\w)[+(]?\d[\d()]{0,24}(?:[ .-]\(?\d{2,}\)?){2,}(?!\w)")


def digits_value(said: str, language: str, counts: bool) -> float | None:
    """The value of digits with separators. `counts`: a count follows, so 140.000 in English is a thousand-mark.

    >>> digits_value("1,250", "en", True), digits_value("140.000", "de", True), digits_value("2,5", "de", False)
    (1250.0, 140000.0, 2.5)
    """
    plain = said.replace("\u00a0", "").replace("\u202f", "").replace("'", "")
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        last = "." if plain.rfind(".") > plain.rfind(",") else ","
        other = "," if last == "." else "."
        plain = plain.replace(other, "").replace(last, ".")
    elif dots > 1 or commas > 1:
        plain = plain.replace(".", "").replace(",", "")
    elif dots or commas:
        mark = "." if dots else ","
        head, tail = plain.split(mark)
        thousands = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
        if mark == ",":
            comma_decimal = language in COMMA_DECIMAL or not thousands
        else:
            comma_decimal = False
            thousands = thousands and (language in COMMA_DECIMAL or counts)
        plain = f"{head}.{tail}" if comma_decimal or not thousands else head + tail
    try:
        return float(plain)
    except ValueError:
        return None


_PARTS = (("half", 0.5), ("a quarter", 0.25), ("a third", 1 / 3), ("three", 0.75))
_HALVES = {"1/2": 0.5, "½": 0.5, "¼": 0.25, "¾": 0.75}
_UNIT_NEXT = re.compile(r"[ ]?(?:%|[a-z°]{1,2}(?!\w)|per ?cent|percent|met|kilo|lit|ton|degrees|times)")
_COUNT_NEXT = re.compile(
    r" (?!million|billion|per ?cent|percent|times|kilomet|met|degrees|km|kg|seconds|litres)[a-z]{4,}"
)


_MONEY_BEFORE = re.compile("(?:[$£€¥₹]|" + _GLUED + r")[ \u00a0]?\Z")
#: Behind "4.3m" these say that millions are counted, not metres measured.
_COUNTED_NEXT = re.compile(
    r"[ \u00a0](?:more |new |extra |other |small |young |old )?"
    r"(?:of |euros?\b|dollars?\b|pounds?\b|yuan\b|rou?bles?\b|rupees?\b|"
    r"cubic |square |metric |tonnes?\b|tons?\b|barrels?\b|"
    r"litres?\b|liters?\b|gallons?\b|hectares?\b|acres?\b|doses?\b|people\b|children\b|women\b|men\b|homes\b|"
    r"households\b|families\b|jobs\b|votes\b|copies\b|shares\b|cars\b|vehicles\b|tickets\b|pupils\b|students\b|"
    r"patients\b|migrants\b|refugees\b|tourists\b|residents\b|tests\b|cases\b|\w{3,}(?:ers|ors|ians)\b(?<!waters))",
    re.I,
)


def _digits(text: str, m: re.Match[str], language: str) -> Number | None:
    begin, end = m.start(), m.end("n")
    value = digits_value(m["n"], language, bool(_COUNT_NEXT.match(text, m.end())))
    odd = "," in m["n"] and "." not in m["n"] and value is not None and value != int(value)
    if value is None or (odd and language not in COMMA_DECIMAL and not m["scale"] and not _UNIT_NEXT.match(text, end)):
        return None  # "1,2" in English is two numbers
    if m["frac"]:
        value += _HALVES.get(m["frac"].strip(" -"), 0.5)
        end = m.end("frac")
    if m["scale"]:
        word = m["scale"].strip(" -").lower()
        glued = m["scale"][0] not in " -"
        money = bool(_MONEY_BEFORE.search(text[max(0, begin - 4) : begin]))
        if word in ("m", "k"):
            millions = money or (glued and _COUNTED_NEXT.match(text, m.end("scale")))
            if (word == "k" and not glued) or (word == "m" and not millions):
                return replace(_plain(m, value), end=end)
            value *= 1e6 if word == "m" else 1e3
        else:
            word = word.removesuffix(" of")
            value *= SCALES.get(word) or SCALES[word.rstrip("s")]
        return Number(begin, m.end("scale"), value, value)
    if m["ord"]:
        return Number(begin, m.end("ord"), value, value, ordinal=True)
    return replace(_plain(m, value), end=end)


def _plain(m: re.Match[str], value: float) -> Number:
    return Number(m.start(), m.end("n"), value, value, plain=m["n"].isdigit() and len(m["n"]) <= 3)


#: Units of which a half or a quarter is told: "a quarter-mile", "half a tonne".
_HALVED = (
    r"(?:miles?|kilomet(?:re|er)s?|met(?:re|er)s?|tonnes?|tons?|lit(?:re|er)s?|gallons?|inch|acres?|pounds?|ounces?|"
    r"kilos?|kilograms?)(?!\w)"
)
_PART_OF = re.compile(r"(?: of\b|[.,;:)\n]|\Z| (?:to|in|from|since|over|on|more|less|last|this)\b)")
_UNIT_BEHIND = re.compile(rf"[ -]{_HALVED}", re.I)


def _fraction(text: str, m: re.Match[str], language: str) -> Number | None:
    halved = m["d"].lower() in ("half", "quarter") and _UNIT_BEHIND.match(text, m.end())
    if m["n"].lower() in ("a", "one") and not halved and not _PART_OF.match(text, m.end()):
        return None  # "a fifth person" counts, "a fifth of the crop" divides
    n = 1.0 if m["n"].lower() == "a" else cardinal(m["n"])
    parts = {"half": 2, "quarter": 4}.get(m["d"].lower()) or ordinal(m["d"])
    return None if n is None or not parts else Number(m.start(), m.end(), n / parts, n / parts)


_SMALL_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine)"
#: "one in four", "nine out of ten", "3 in every 100".
_ONE_IN = re.compile(
    rf"(?<![\w.,-])(?P<n>{_SMALL_WORD}|\d{{1,2}}) (?:in|out of) (?:every )?"
    rf"(?P<d>{_SMALL_WORD}|ten|twelve|twenty|\d{{2,3}}|"
    r"1,000|10,000|a hundred|a thousand)(?![\w%]|[.,:/-]\d| (?:year|month|week|day|hour|minute|second)|st|nd|rd|th)",
    re.I,
)
_ROUND = {"a hundred": 100.0, "a thousand": 1000.0}


def _one_in(text: str, m: re.Match[str], language: str) -> Number | None:
    """ "one in four pupils": a share of them."""
    few, many = (
        float(said.replace(",", "")) if said[0].isdigit() else _ROUND.get(said) or cardinal(said)
        for said in (m["n"].lower(), m["d"].lower())
    )
    if few is None or many is None or few >= many:
        return None
    return Number(m.start(), m.end(), few / many, few / many)


def _vague(text: str, m: re.Match[str], language: str) -> Number:
    said = " ".join(m["n"].lower().replace("couple of", "couple").split())
    if said in _VAGUE_VALUES:
        low, high, bound = _VAGUE_VALUES[said]
    else:  # "several hundred"
        scale = said.rsplit(" ", 1)[1]
        low, high, bound = 2 * (12.0 if scale == "dozen" else SCALES[scale]), None, "vague"
    return Number(m.start("n"), m.end(), low, high, bound)


_OF_UNIT = re.compile(_HALVED, re.I)
#: "Less than a mile": one of it, where a bound says that it is a measure.
_BOUNDED_ONE = re.compile(
    r"(?:(?<=than )|(?<=about )|(?<=around )|(?<=nearly )|(?<=almost )|(?<=over )|(?<=under )|(?<=least )|"
    r"(?<=within )|(?<=roughly ))"
    rf"(?P<n>an?) (?={_HALVED})",
    re.I,
)


def _single(text: str, m: re.Match[str], language: str) -> Number:
    return Number(m.start(), m.end("n"), 1.0, 1.0)


def _half(text: str, m: re.Match[str], language: str) -> Number | None:
    part = next((v for k, v in _PARTS if m["n"].lower().startswith(k)), 0.5)
    part *= SCALES[m["scale"].lower()] if m["scale"] else 1.0
    if part != 0.5 and not m["scale"] and " of " in m["n"] and not _OF_UNIT.match(text, m.end()):
        return None
    return Number(m.start(), m.end("n") - (m["n"][-1] == " "), part, part)


def _words(text: str, m: re.Match[str], language: str) -> Number | None:
    value = cardinal(m["n"])
    if value is None:
        return None
    value += 0.5 if m["half"] else 0
    value *= SCALES[m["scale"].split()[0].rstrip("s").lower()] if m["scale"] else 1
    return Number(m.start(), m.end(), value, value)


def _rank(text: str, m: re.Match[str], language: str) -> Number | None:
    rank = ordinal(m["n"])
    return None if rank is None else Number(m.start(), m.end(), float(rank), float(rank), ordinal=True)


Builder = Callable[[str, re.Match[str], str], Number | None]


@cache
def _rules() -> Opened[Builder | None]:
    """What finds numbers, each with what makes one of its match (text, match, language); of two with one span the
    earlier counts. What finds telephone numbers makes none.
    """
    return Opened(
        [
            (_DIGITS, _digits), (_FRACTION, _fraction), (_HALF, _half), (_BOUNDED_ONE, _single), (_VAGUE, _vague),
            (_ONE_IN, _one_in), (_WORDS, _words), (_ORDINALS, _rank), (_PHONE, None),
        ]
    )  # fmt: skip


def _kept(text: str, language: str) -> list[Number]:
    """Everything that may be a number, without overlaps: the longest wins, then the first, then the earlier rule."""
    found: list[tuple[int, int, int, Number]] = []
    taken = bytearray(len(text))
    for rule, match, make in _rules().finditer(text):
        if make is None:
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        elif (number := make(text, match, language)) is not None:
            found.append((number.begin - number.end, number.begin, rule, number))
    out = []
    for *_, number in sorted(found, key=lambda row: row[:3]):
        if not any(taken[number.begin : number.end]):
            taken[number.begin : number.end] = b"\1" * (number.end - number.begin)
            out.append(number)
    return sorted(out, key=lambda n: n.begin)


def _ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Neighbours joined into ranges: 10 to 14, between 10 and 15, 10-14, three or four."""
    out: list[Number] = []
    for number in numbers:
        last = out[-1] if out else None
        if last and last.bound == number.bound == "exact" and not last.ordinal and not number.ordinal:
            gap = text[last.end : number.begin]
            joined = _joined(text, last, number, gap)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(number)
    return out


_CHANGED = re.compile(
    r"\b(?:rose|rises?n?|fell|falls?|fallen|dropp?(?:s|ed)?|grew|grows?|grown|climb(?:s|ed)?|jump(?:s|ed)?|slipp?(?:s|ed)?|"
    r"increas\w+|decreas\w+|reduc\w+|rais\w+|cut|lower\w*|lifted|up|down|went|chang\w+|revised|shrank|soared|surged|"
    r"plunged|doubled|expand\w+|narrow\w*|widen\w*)\b[^.;]{0,30}\bfrom (?:[$£€])?\Z",
    re.I,
)
_AGES = re.compile(r"\bbetween the ages of \Z", re.I)


def _joined(text: str, a: Number, b: Number, gap: str) -> Number | None:
    bare = re.sub(r"\A(?:%| per ?cent)|[$£€]\Z", "", gap)
    percents = bool(re.match(r"%| per ?cent", gap))
    if percents and not re.match(r"%| per ?cent", text[b.end : b.end + 9]):
        return None  # "fell 3.5 percent to 41.20 pounds"
    if gap[-1:] in ("$", "£", "€") and text[max(0, a.begin - 1) : a.begin] != gap[-1]:
        return None
    gap = bare
    if not _RANGE.match(gap) or a.low is None or b.high is None:
        return None
    before = text[max(0, a.begin - 12) : a.begin].rstrip("$£€").lower()
    low, high = a.low, b.high
    if low < high and low < 1000 and high >= 1e6 and re.match(r"\d", text[a.begin]):
        scale = 10 ** (len(str(int(high))) - 1)
        factor = next((f for f in (1e12, 1e9, 1e6) if high >= f), 1.0) if scale >= 1e6 else 1.0
        low *= factor
    if low >= high:
        return None
    word = gap.strip()
    between = before.endswith("between ")
    if word == "and" and not between and not _AGES.search(text[max(0, a.begin - 24) : a.begin]):
        return None
    begin = a.begin
    if word == "and" and between:
        begin = a.begin - len("between ") - (len(text[max(0, a.begin - 12) : a.begin]) - len(before))
    elif word == "to" and _CHANGED.search(text[max(0, a.begin - 60) : a.begin]):
        return None  # "rose from $3 to $5" is a change
    elif word == "to" and re.search(r"\bfrom \Z", before) and not re.match(r"[ -]", text[b.end : b.end + 1] or " "):
        return None
    if word == "or" and high > 2 * max(low, 1):
        return None
    return Number(begin, b.end, low, high, "range", plain=a.plain and b.plain)


_MEASURING = frozenset("population magnitude capacity length age total number".split())
_STREET = re.compile(r"(?: (?:and|to|&) \w+)? (?:streets?|avenues?|st\.|ave\.?|road|floor)(?!\w)", re.I)


def _labels(grammar: Grammar, at: int) -> bool:
    """Whether a number follows the noun that it labels: "berth 3", "force 8", "number eight"."""
    word = grammar.words[at]
    head = grammar.words[grammar.head(at)]
    if word.dep not in ("nummod", "appos", "nmod") or at == 0 or grammar.head(at) != at - 1:
        return False
    lemma = head.lemma.lower()
    return (
        head.pos in ("NOUN", "PROPN") and (lemma == "number" or lemma not in _MEASURING) and head.end + 1 == word.begin
    )


def _is_amount(text: str, number: Number, grammar: Grammar) -> bool:
    """Not a label, a part of a name, a bare "one" or a rank like "first" that stands alone."""
    said = text[number.begin : number.end].lower()
    before = text[max(0, number.begin - 24) : number.begin]
    after = text[number.end : number.end + 12]
    if re.match(r"[- ]block\b|[- ]?wheeler", after) or (said.isdigit() and len(said) > 5):
        return False  # an address, a kind of lorry, a code
    if (after.startswith("-by-") or before.endswith("-by-")) and not said[0].isdigit():
        return False  # a four-by-four, a two-by-four
    if text[number.begin].isdigit() and _MONEY_BEFORE.search(before):
        return True  # a tagger takes "KSh1.2m" for a name
    if text[number.begin].isdigit() and _LABEL.search(before):
        return before.endswith("(") and bool(re.match(r"\)|[ ]?(?:%|[a-z])", text[number.end : number.end + 2]))
    if re.match(r"[^\W\d_]", text[number.end : number.end + 1]) and text[number.end - 1].isdigit():
        return bool(re.match(r"[a-z]+\b|[A-Z]{2}\b", text[number.end : number.end + 4]))
    at = grammar.at(number.begin)
    if (
        at is not None
        and _labels(grammar, at)
        and text[grammar.words[at - 1].begin : grammar.words[at - 1].end] not in SIGNS
    ):
        return False
    if said == "one":
        return at is None or (
            grammar.words[at].dep in ("nummod", "nsubjpass", "nsubj", "") and grammar.words[at].tag in ("CD", "")
        )
    if number.ordinal and _STREET.match(text, number.end):
        return False
    if number.ordinal:
        return at is None or grammar.words[at].dep in ("amod", "") or not said.isalpha()
    named = ("PRODUCT", "FAC", "LAW", "WORK_OF_ART", "ORG", "EVENT")
    return at is None or not grammar.words[at].entity.endswith(named)


def find_numbers(text: str, grammar: Grammar, language: str = "en") -> list[Number]:
    """Every number of a text that may be an amount, in order, ranges joined."""
    numbers = _ranges(text, _kept(text, language))
    return [n for n in numbers if _is_amount(text, n, grammar)]
