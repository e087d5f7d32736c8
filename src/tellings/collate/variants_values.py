"""The numbers and times of a story's sentences, with what stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tellings.collate.variants_around import (
    REACH,
    actor,
    aged,
    ahead,
    bearer,
    dimension,
    former,
    governing,
    measured,
    per,
    prior,
)
from tellings.collate.variants_counted import (
    GROWN,
    PERSONS,
    befell,
    compound,
    counted,
    currencies,
    held,
    is_age,
    listed,
    meant,
    shares,
)
from tellings.collate.variants_hours import dayed, loosely, quartered, sharpened, time_value, unyeared, weekday
from tellings.collate.variants_names import folded
from tellings.collate.variants_roles import grounded, main_day, role_of
from tellings.collate.variants_same import WEEK, Value, changed, days_apart, halves, saying
from tellings.collate.variants_tolls import (
    DAY,
    besides,
    converted,
    moves_dated,
    numbered,
    partitives,
    parts_marked,
    scoped,
)  # fmt: skip
from tellings.collate.variants_view import Place, View, circles, nearby
from tellings.records import Quantity, Time, Token
from tellings.text.concepts import concept
from tellings.text.quantities_words import CARDINAL, cardinal

#: Lines whose times are told, not printed around the text.
STATING = frozenset({"title", "body", "caption"})

_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM NUM".split())


#: Nouns that count people: "three people", "three victims" and "three dead" may be one number.
PEOPLE = frozenset(
    "person people man woman child kid victim student teenager teen other casualty passenger individual resident "
    "civilian patient worker member juvenile adult injured dead pupil youngster boy girl diplomat delegate "
    "supporter fan follower protester demonstrator officer soldier human life".split()
)

#: A product of two numbers is exact up to this share of it.
FLOAT = 1e-12

#: What holds more values of one sort is no sentence but a table, and its values are not compared one by one. Among
#: 13,000 sentences of the news with numbers none has more than 15.
TABLE = 30

#: A dateline's place is no longer than this, in code points.
DATELINE = 50


#: Code points looked through before a value.
BEFORE = 24

_STAMP = re.compile(
    r"[\W_]*(?:last |first |originally |story )?(?:published|posted|updated?|modified|filed|created|printed)"
    r"(?: (?:on|at|online))?[\W_]*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\d(?: ?/ ?|: )\Z")
#: A date of no more confidence leans on a day of writing that only sibling tellings suggest.
GUESSED = 0.75

_EDGE = re.compile(r"\b(until|till|since|by|from) (?:the )?\Z", re.IGNORECASE)
#: What stands before an hour that only bounds another: "some time before midnight".
_BOUND = re.compile(r"\b(until|till|since|by|from|before|after) (?:the )?\Z", re.IGNORECASE)
#: A witness counts the company that was with her: "seven of us standing in the rain" is no number of the story.
#: What stands before an hour: "shortly before seven".
_HOUR = re.compile(r"\b(?:(?:shortly|just|soon|a little) (?:before|after|past)|o['’]clock) \Z", re.IGNORECASE)
#: "7. 2" and "3, 450" are pieces of a number that a program took apart.
_PIECE_BEFORE, _THOUSANDS = re.compile(r"\d\. \Z"), re.compile(r"(?<!\d)\d{1,3}, \Z")
_PIECE_BEHIND = re.compile(r"\. \d|, \d{3}(?!\d)")
#: Bare numbers in a row ("pages 21, 34 and 56", "versions 6, 7, 8") are told of as many things.
_ROW_BEFORE = re.compile(r"\d, (?:(?:and |or )?|\d+,? (?:and|or) )\Z")
_ROW_BEHIND = re.compile(r", (?:and |or )?\d")
#: The lower end of a range whose upper end the number is: "three- to four-page".
_UP_FROM = re.compile(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|ten|twelve))-? (?:to|or) \Z", re.I)
_POINT = re.compile(r"(?:^|[^\w.])\.\Z")  # what stands behind a bare point is a part of one: a ".44 caliber" gun
_MORE = re.compile(r" (?:more|additional|further|extra|remaining)\b(?! than)", re.IGNORECASE)  # so many beside others
_ONE_OF = re.compile(r" of\b", re.IGNORECASE)  # "one of the victims" is one of them, no number of them
_OURS = re.compile(r" of (?:us|you)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CARDINAL = re.compile(CARDINAL, re.IGNORECASE)
_AGED = re.compile(r"\b([a-z]+) (?:of|aged) $", re.IGNORECASE)
_OF_AGE = (PEOPLE | PERSONS | {"pensioner", "grandmother", "grandfather"}) - {"staff", "crew", "other"}
_EMPLOY = concept("employ")
#: How badly some are hurt: they are not all who are hurt.
_GRADE = re.compile(
    r"(?:\s|[\w’'-]+\s){0,3}?(?:(?P<badly>badly|seriously|severely|critically|gravely)|(?P<lightly>slightly|lightly))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?: [\w’'-]+){0,5}? (?:are|is|was|were|remain(?:s|ed)?|being|left) (?:[a-z]+ )?in (?:an? )?"
    r"(?:serious|critical|grave|severe)\b",
    re.IGNORECASE,
)
_HURT = concept("injure")


def number_value(q: Quantity) -> str:
    """A quantity as text: equal texts are one reading."""

    def digits(x: float) -> str:
        whole = abs(x - round(x)) <= FLOAT * abs(x)  # 4.1 million is 4,099,999.9999999995
        return str(round(x)) if whole and abs(x) < 1e15 else f"{x:.4g}"

    unit = "" if q.unit is None else f" {q.unit}"
    if q.low is None and q.high is None:
        return f"several{unit}"
    if q.bound == "vague":
        return f"vague {digits(q.low or q.high or 0.0)}{unit}"
    if q.low is not None and q.high is not None and q.low != q.high:
        return f"{digits(q.low)}-{digits(q.high)}{unit}"
    number = digits(q.low if q.low is not None else q.high or 0.0)
    return (number if q.bound == "exact" else f"{q.bound} {number}") + unit


def make(view: View, place: Place, span: tuple[int, int], sort: str, value: str, what: str = "") -> Value:
    """A value with what stands around it."""
    tokens, text = nearby(view.tokens[place], span[0]), view.text[place[0]]
    inside = [i for i, t in enumerate(tokens) if t.begin < span[1] and t.end > span[0]]
    if not inside:
        return Value(place, *span, sort, value, what, frozenset(), "", frozenset())
    near = [*tokens[max(0, inside[0] - REACH) : inside[0]], *tokens[inside[-1] + 1 : inside[-1] + 1 + REACH]]
    if sort.startswith("number count"):  # "three masked men", "24 crew members"
        near += [tokens[i] for i in inside if tokens[i].pos in ("ADJ", "NOUN") and tokens[i].lemma.lower() != what]
    elif sort.startswith("number money"):  # "paintings worth 12 million"
        near += [tokens[i] for i in inside if tokens[i].pos == "ADJ"]
    around = frozenset(
        concept((t.lemma or text[t.begin : t.end]).lower()) for t in near if t.pos not in _EMPTY and t.end > t.begin
    )
    named = [] if "age" in sort else [t for t in near if t.pos == "PROPN"]
    names = frozenset(folded(text[t.begin : t.end]) for t in named)
    role = role_of(tokens, inside, what) if sort.startswith("number count") else ""
    by = {t.ordinal: t for t in tokens}
    above = governing(tokens, inside, by)
    governor = "" if above is None else concept(above.lemma.lower())
    subject = any(tokens[i].dep == "nsubj" and above is not None and tokens[i].head == above.ordinal for i in inside)
    made = Value(place, *span, sort, value, what, around, governor, names, role, of=measured(tokens, inside, by))
    if subject and sort.startswith("number count") and saying(governor):
        made = changed(made, source=True)
    if "age" not in sort and above is not None and above.pos == "VERB":
        whose = frozenset(folded(text[t.begin : t.end]) for t in bearer(tokens, above))
        made = changed(made, bearer=whose) if whose else made
    if sort != "time date":
        return made
    verbs = frozenset(concept(t.lemma.lower()) for t in tokens if t.pos == "VERB" and not _one_deed(t, above))
    aside = above is not None and above.dep in ("relcl", "acl") and above.pos == "VERB"
    return changed(made, verbs=verbs, actor=actor(tokens, above), ahead=ahead(tokens, above), aside=aside)


def _one_deed(verb: Token, other: Token | None) -> bool:
    """Whether of two verbs one is what the other is done for or completes: "rang to concede", "began to burn"."""
    if other is None or verb is other or "VB" not in (verb.tag, other.tag):
        return False
    pairs = ((verb, other), (other, verb))
    return any(a.head == b.ordinal and a.tag == "VB" and a.dep in ("xcomp", "advcl") for a, b in pairs)


def values(view: View, quantities: Sequence[Quantity], times: Sequence[Time]) -> list[Value]:
    """All numbers and times of a story's sentences, in order of article and place, but for those of tables."""
    timed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for t in times:
        timed[t.article].append((t.begin, t.end))
    rest = [q for q in shares(view, quantities) if not any(b < q.end and q.begin < e for b, e in timed[q.article])]
    out = [*_dayed(view, times), *_numbers(view, rest, *partitives(view, quantities))]
    main = _main_days(view, out)
    out = [changed(v, future=True) if _after(v, main[v.place[0]]) else v for v in scoped(view, out, main)]
    out = grounded(moves_dated(parts_marked(out)))
    held = Counter((v.place, v.sort) for v in out)
    told = (v for v in set(out) if held[v.place, v.sort] <= TABLE)
    return sorted(told, key=lambda v: (v.place, v.begin, v.end, v.value))


def _main_days(view: View, found: Sequence[Value]) -> dict[str, str]:
    """For every telling the day that most tellings of its circle name, "" for none."""
    out: dict[str, str] = {}
    for circle in circles(view):
        dated = [(v.place, v.value) for v in found if v.sort == "time date" and v.place[0] in circle]
        out.update(dict.fromkeys(circle, main_day(dated)))
    return out


def _after(v: Value, main: str) -> bool:
    """Whether a date lies after the day that the story is about: what is planned, due or announced.

    On the days right after it the tellings are written: of those, only what is said to be to come.
    """
    day = v.value.partition("T")[0]
    if not main or v.sort != "time date" or not day[:4].isdigit() or day <= main[: len(day)]:
        return False
    return v.ahead or v.edge != "" or not DAY.fullmatch(day) or days_apart(day, main) > WEEK


def _dayed(view: View, times: Sequence[Time]) -> Iterator[Value]:
    """The times of `_times`, hours with the weekday told right before them."""
    rows: dict[Place, list[Value]] = defaultdict(list)
    for v in _times(view, times):
        rows[v.place].append(v)
    for place, row in rows.items():
        yield from dayed(sorted(row, key=lambda v: (v.begin, v.end)), view.text[place[0]])


def _times(view: View, times: Sequence[Time]) -> Iterator[Value]:
    """The times that the sentences of a story tell, but sets and those of datelines."""
    for t in times:
        at = view.place(t.article, t.begin)
        shown = view.shown(t.article, t.begin, t.end)
        value = time_value(t, shown)
        if at is None or value is None or t.type == "SET":
            continue
        if view.sentences[at].label not in STATING - {"caption"} or _in_dateline(view, at, t) or _stamp(view, at, t):
            continue
        lead = max(view.sentences[at].begin, t.begin - BEFORE)
        value = quartered(sharpened(value, view.text[t.article][lead : t.end]), view.text[t.article][lead : t.begin])
        sort = "duration" if value.startswith("P") else "date"
        before = (_BOUND if halves(value)[1][:1].isdigit() else _EDGE).search(view.text[t.article][lead : t.begin])
        yield changed(
            make(view, at, (t.begin, t.end), f"time {sort}", value),
            loose=loosely(view.text[t.article], lead, t),
            edge=before[1].lower() if before else "",
            dimension=dimension(view.text[t.article], t.begin, t.end) if sort == "duration" else "",
            weekday=weekday(shown),
            guessed=t.confidence <= GUESSED and not any(ch.isdigit() for ch in shown),
            unyeared=t.value is not None and re.match(r"\d{4}-\d\d-\d\d", t.value) is not None and unyeared(shown),
        )


def _numbers(
    view: View, quantities: Sequence[Quantity], wholes: set[tuple[str, int]], parts: Mapping[tuple[str, int], str]
) -> Iterator[Value]:
    """The numbers of a story's sentences; `wholes` and `parts` are those of `partitives`."""
    unit, twice = currencies(quantities), converted(view, quantities)
    for q in quantities:
        text, at = view.text.get(q.article, ""), view.place(q.article, q.begin)
        if (
            at is None
            or (q.kind == "ordinal" and listed(q, text))
            or (_ONE_OF if q.low == q.high == 1 else _OURS).match(text, q.end)
        ):
            continue
        if not q.what and q.kind == "count" and _HOUR.search(text[max(0, q.begin - BEFORE) : q.begin]):
            continue
        if _POINT.search(text, max(0, q.begin - 2), q.begin) or (at, q.begin) in twice or numbered(view, at, q):
            continue
        if _in_row(view, at, q):
            continue
        spans = [q.begin, q.end, *((q.what_begin, q.what_end or q.end) if q.what_begin is not None else ())]
        begin, end = min(spans), max(spans)
        if end - begin > 80 or end > view.sentences[at].end:
            begin, end = q.begin, q.end
        limit = q.kind == "age" and q.bound not in ("exact", "about", "range")  # "children under ten"
        sort = f"number {'limit' if limit else q.kind} {q.unit or ''}" + " whole" * (
            (q.article, q.begin) in wholes or besides(text, q)
        )
        what = (q.what or parts.get((q.article, q.begin), "")).lower()
        person = _AGED.search(text[max(0, q.begin - BEFORE) : q.begin])
        if person and (person[1].lower() not in _OF_AGE or (q.low or 0) >= GROWN):
            person = None
        if q.kind == "count" and (person or is_age(view, at, q, text)):
            sort, what = "number age year", person[1].lower() if person else what
        elif q.kind == "count":
            what = compound(view, q, text, what) or counted(view, q, text, what)
        value = number_value(q) + " year" * (sort == "number age year" and q.unit is None)
        made = make(view, at, (begin, end), sort, value, what)
        if meant(q, text, unit.get(q.article), made.around | {made.governor, made.of}):
            made = changed(made, sort=f"number money {unit[q.article]}", value=f"{value} {unit[q.article]}", what="")
        more = q.kind == "count" and _MORE.match(text, q.end) is not None
        former_one = former(text, q.begin) or prior(text, q.end)
        made = changed(made, former=former_one, part=more, role=befell(q, text, made.role))
        made = _graded(made, text, q)
        if sort == "number age year":
            made = changed(made, names=_names(view, at, q))
        if made.governor == _EMPLOY and made.what in PEOPLE:
            made = changed(made, what="employee")
        if q.kind == "money":
            one, stop = per(text, q.end)
            made = changed(made, dimension=one, end=max(made.end, min(stop, view.sentences[at].end)))
        if q.kind == "measure":
            factor, exact = _written(text[q.begin : q.end], q)
            made = changed(made, factor=factor, exact=exact, dimension=dimension(text, q.begin, q.end))
        yield made


def _in_row(view: View, at: Place, q: Quantity) -> bool:
    """Whether a number is one of a row of bare numbers, a piece of one, or the upper end of a range of counts."""
    text, s = view.text[q.article], view.sentences[at]
    lead = text[max(s.begin, q.begin - BEFORE) : q.begin]
    if q.kind == "count" and _UP_FROM.search(lead):
        return True
    if not any(map(str.isdigit, text[q.begin : q.end])):
        return False
    three = q.end - q.begin == len("000") and _THOUSANDS.search(lead) is not None
    if three or _PIECE_BEFORE.search(lead) or _PIECE_BEHIND.match(text, q.end, s.end):
        return True
    return q.what_begin is None and bool(_ROW_BEFORE.search(lead) or _ROW_BEHIND.match(text, q.end, s.end))


def _names(view: View, at: Place, q: Quantity) -> frozenset[str]:
    """The words of the name of whose age a number is; none where no name stands at it."""
    tokens = nearby(view.tokens[at], q.begin)
    inside = [i for i, t in enumerate(tokens) if t.begin < q.end and t.end > q.begin]
    named = [t for t in aged(tokens, inside) if not t.entity.endswith("NORP")] if inside else []  # "the Dane, 24"
    named = named or held(view, at, q)
    return frozenset(folded(view.shown(t.article, t.begin, t.end)) for t in named)


def _graded(v: Value, text: str, q: Quantity) -> Value:
    """A count with how badly those counted are hurt, where it is said: "five badly hurt", "three of them seriously"."""
    grade = _GRADE.match(text, q.end, min(len(text), max(v.end, q.end) + 40))
    theirs = text.startswith((" of them ", " of whom "), q.end)
    unsaid = not v.role or (v.role == _HURT and text.startswith((" of the ", " of those ", " of them "), q.end))
    if grade is None and unsaid and q.kind == "count" and _CONDITION.match(text, q.end, q.end + 80):
        return changed(v, role=f"{_HURT} badly")
    if grade is None or (v.role != _HURT and (v.role or not theirs)):
        return v
    role = f"{_HURT} {'badly' if grade['badly'] else 'lightly'}"
    return changed(v, role=role, end=max(v.end, grade.end()) if theirs else v.end)


def _written(shown: str, q: Quantity) -> tuple[float, float]:
    """What one unit, as written, is of the canonical one, and how far a measure may be rounded, as a share of it."""
    digits, words = _DIGITS.search(shown), _CARDINAL.search(shown)
    number = float(digits[0].replace(",", "")) if digits else cardinal(words[0]) if words else None
    value = q.low if q.low is not None else q.high
    return (round(value / number, 6), _last_digit(number) / 2 / number) if number and value else (0.0, 0.0)


def _last_digit(x: float) -> float:
    """The worth of a number's last digit that is not zero: 10 of 1,380."""
    return float(Decimal(1).scaleb(int(Decimal(f"{x:.6g}").normalize().as_tuple().exponent)))


def _stamp(view: View, at: Place, t: Time) -> bool:
    """Whether a time is the page's own: "(Published Monday, Dec 28, 2015)", "UPDATE 12/1/2015:"; or no time at all, but
    a piece of one that a program took apart ("6: 00 minutes", "41 / 2 months")."""
    lead = view.text[t.article][view.sentences[at].begin : t.begin]
    return _STAMP.fullmatch(lead) is not None or _PIECE.search(lead[-4:]) is not None


def _in_dateline(view: View, at: Place, t: Time) -> bool:
    """Whether a time stands in a dateline: "ASTANA, Oct 18 (Reuters) -"."""
    text, begin = view.text[t.article], view.sentences[at].begin
    behind = text[t.end : t.end + 3].lstrip().startswith(("(", "–", "—", "-"))
    return (
        behind
        and t.begin - begin <= DATELINE
        and not any(c.pos == "VERB" for c in view.words(t.article, begin, t.begin))
    )
