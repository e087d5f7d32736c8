"""What a number counts and whose age it is, where the text does not say so right behind the number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tellings.collate.variants_roles import ROLES
from tellings.collate.variants_same import AGED
from tellings.collate.variants_view import Place, View
from tellings.records import Quantity, Token
from tellings.text.concepts import concept

#: Code points looked through before a number.
BEFORE = 40

_ABOUT = r"(?:about |some |around |roughly |nearly |almost |over |more than |at least |up to )?\Z"
_STAFF = re.compile(rf"\b(?:staff|workforce|payroll|employees) of {_ABOUT}", re.IGNORECASE)
#: Whoever belongs to them is a person: "a crew of 36", "a 36-man crew".
GROUPS = frozenset(
    "crowd attendance audience gate congregation gathering turnout crew team group party squad delegation gang cast "
    "choir orchestra class panel jury family membership population".split()
)
_CROWD = re.compile(rf"\b(?:{'|'.join(sorted(GROUPS))}) of {_ABOUT}", re.IGNORECASE)

#: What only people do: of "more than 40,000 watched" people are counted.
_DOING = frozenset(
    "watch attend sign march gather protest vote flee join apply stay sleep queue register walk cheer sing pray "
    "respond volunteer demonstrate rally enrol enroll graduate commute emigrate".split()
)

#: Nouns of people by what they do: who are counted may be runners here and starters there.
PERSONS = frozenset(
    "activist actor agent applicant artist athlete attacker attendee backer bather believer biologist burglar "
    "bystander camper candidate celebrant citizen climber colleague commuter competitor congregant councillor crew "
    "customer cyclist dancer defendant delegate doctor driver employee engineer entrant evacuee expert farmer "
    "farmhand firefighter fisherman guard guest gunman hiker holidaymaker homeowner hostage householder immigrant "
    "inhabitant inmate intruder journalist juror labourer lawmaker lawyer learner local marcher medic migrant miner "
    "mourner musician neighbor neighbour nurse onlooker paramedic participant passer-by patron pedestrian pensioner "
    "picket pilgrim player policeman prisoner protester reader recruit refugee rescuer researcher reveler reveller "
    "rider robber runner sailor scholar scientist settler shareholder shopper signatory skier spectator staff starter "
    "striker subscriber supporter suspect swimmer teacher team-mate teammate tenant thief tourist townsperson trader "
    "traveler traveller trooper user viewer villager visitor volunteer voter walker witness worshipper".split()
)

#: Words of amounts that the quantities room may take for what is counted: "a quarter of a million".
_AMOUNTS = frozenset("hundred thousand million billion dozen".split())
#: "Four of the dead were children", "five of them women".
_OF_THEM = re.compile(
    r" of (?:(?:the|those) [\w’'-]+(?: [a-z]+ed)?|them|whom),? (?:(?:were|are|was|is) )?(?P<who>[a-z]+)\b",
    re.IGNORECASE,
)
_CROWD_PUT = re.compile(r"\b(?:crowd|attendance|audience)\b[^.;!?]{0,40}\bat \Z", re.IGNORECASE)

_SCALE = re.compile(r"(?:thousand|million|billion|trillion|(?<=\d)(?:m|bn))\b", re.IGNORECASE)
#: What is told in money, as concepts.
_SPENT = frozenset(
    concept(w)
    for w in "price cost pay sell spend bid offer worth value earn profit revenue turnover deficit debt budget invest "
    "fine fund donate raise sum fee salary estimate aid loan gap loss prize reward damage buy purchase".split()
)

#: "One patient in ten", "two out of every three": what stands between, and of how many.
_IN = re.compile(r"(?: [\w’'-]+){0,2} (?:in|out of)(?: every)? ", re.IGNORECASE)
_TENS = frozenset((2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 50.0, 100.0, 1000.0))

_BEEN = re.compile(
    r" (?:others? |of (?:them|whom) )?(?:(?:has|have|had) been|was|were|are|is|being) "
    r"(?:\w+ly |also |still )?(?P<w>\w+)",
)
_HOSPITAL = re.compile(
    r"(?: [\w’'-]+){0,3}? (?:(?:taken|rushed|brought|flown|airlifted|admitted|sent|transported|driven|go|went) to|"
    r"(?:are|is|were|was|still|remain|remained|being|ended up) in) (?:[\w’'-]+ ){0,2}?(?:hospitals?|intensive care)\b",
    re.IGNORECASE,
)

#: Some of those of whom the rest of the sentence tells: "twelve people, among them four employees, were ...".
_AMONG = re.compile(r"\b(?:including|(?:among|of) (?:them|whom)),? \Z", re.IGNORECASE)
#: What befell those counted, right before the number.
_BEFELL = re.compile(
    r"\b(?:(?P<die>kill(?:s|ed|ing)?|claim(?:s|ed|ing)? the lives of)|injur(?:es|ed|ing)|wound(?:s|ed|ing))"
    r"(?: (?:at least|about|up to|more than|some|around|nearly|almost|over))? \Z",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"(?: [\w’'-]+){0,3}? (?:was|were|been|being) (?:pulled|dug|plucked|dragged|hauled|winched|led|carried|brought) "
    r"(?:[\w’'-]+ ){0,5}?(?:alive|to safety)\b",
    re.IGNORECASE,
)
_ANY = frozenset("people person other".split())
_CUSTODY = re.compile(r"(?: [\w’'-]+){0,4}? (?:into|in) (?:police )?custody\b", re.IGNORECASE)
_LOST = re.compile(
    r"(?: [\w’'-]+){0,3}? (?:have |had |has )?(?:all )?(?:lost|lose|loses|losing) (?:their|his|her) (?:life|lives)\b",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"(?: [\w’',-]+){0,5}? (?:need(?:ed|ing|s)?|requir(?:ed|ing)|receiv(?:ed|ing)|sought|seeking) (?:[a-z-]+ )?"
    r"(?:(?:medical|hospital|first) (?:help|aid|attention|care)|(?:medical )?treatment)\b",
    re.IGNORECASE,
)

_DEFINITE = re.compile(r"\b(?:the|this|that) (?:then )?(?:[A-Z][a-z]+, ?)?\Z|\bThe (?:[A-Z][a-z]+, ?)?\Z")
_WHO = re.compile(r",? who (?:is|was|turned|turns|has turned)(?: now)? \Z", re.IGNORECASE)

_RANK = r"(?:first|second|third|\w+(?:st|nd|rd|th))"
_RANKED = re.compile(rf"\b{_RANK} (?:and|or|to) (?:the )?\Z", re.IGNORECASE)
_RANKS = re.compile(rf" (?:and|or|to) (?:the )?{_RANK}\b", re.IGNORECASE)
_TURNED = re.compile(r"\b(?:turned|turns|turning) \Z", re.IGNORECASE)
GROWN = 110  # nobody is older

#: Sentences looked back through for whom "the 47-year-old" is.
BACK = 2


def _ones(noun: str) -> str:
    """The singular of a noun of people of an age or sex; "" for other words."""
    irregular = {"children": "child", "women": "woman", "men": "man", "kids": "child"}
    return next((w for w in (irregular.get(noun, noun), noun.removesuffix("s")) if w in AGED), "")


def counted(view: View, q: Quantity, text: str, what: str) -> str:
    """What a count counts; `what` as the quantities room has it, "" for nothing.

    A crowd of so many is people, a staff of so many are employees; who sign or watch are people; of "taped 900 of them"
    the text says elsewhere what was counted.
    """
    before = text[max(0, q.begin - BEFORE) : q.begin]
    if _STAFF.search(before):
        return "employee"
    if (said := _OF_THEM.match(text, q.end, q.end + BEFORE)) and (some := _ones(said["who"].lower())):
        return some
    what = "" if what in _AMOUNTS else what
    if not what:
        return "people" if _CROWD.search(before) or _CROWD_PUT.search(before) else what
    if q.what_begin is None or concept(what) in ROLES:
        return what
    word = next(iter(view.words(q.article, q.what_begin, q.what_end or q.what_begin)), None)
    if word is None or word.pos != "VERB":
        return what
    if word.begin < q.begin:
        return ""
    return "people" if word.lemma.lower() in _DOING else what


def compound(view: View, q: Quantity, text: str, what: str) -> str:
    """What a number in a compound counts: "a 36-man crew" are people, the "57-member council" has members of its own;
    "" for what is no compound."""
    if text[q.end : q.end + 1] != "-" or q.what_begin != q.end + 1 or q.what_end is None:
        return ""
    beside = view.words(q.article, q.what_end, min(len(text), q.what_end + BEFORE))
    noun = next((t for t in beside if t.pos in ("NOUN", "PROPN")), None)
    if noun is None or any(t.pos not in ("ADJ", "NOUN", "PROPN") for t in beside if t.begin < noun.begin):
        return ""
    group = noun.lemma.lower()
    return "people" if group in GROUPS else f"{what} {group}"


def shares(view: View, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, fractions and "one patient in ten" as percentages: "nearly a third" beside 31 percent."""
    rows = sorted(quantities, key=lambda q: (q.article, q.begin, q.end))
    out: list[Quantity] = []
    for q in rows:
        last = out[-1] if out else None
        if last is not None and last.article == q.article and last.kind == q.kind == "count":
            between = view.text.get(q.article, "")[last.end : q.begin]
            whole = q.low if q.low in _TENS and q.what is None else None
            if whole and last.low and last.low == last.high and last.low < whole and _IN.fullmatch(between):
                out[-1] = _percent(replace(last, end=q.end), last.low / whole)
                continue
        known = q.low if q.low is not None else q.high
        ranged = q.low != q.high and None not in (q.low, q.high)
        shared = q.kind == "count" and known is not None and 0 < known < 1 and not ranged
        out.append(_percent(q, known) if shared and known is not None else q)
    return out


def _percent(q: Quantity, share: float) -> Quantity:
    said = round(100 * share, 2)
    bound = "about" if q.bound == "exact" else q.bound
    return replace(
        q, kind="percent", unit="%", low=said if q.low else q.low, high=said if q.high else q.high, bound=bound
    )


def currencies(quantities: Sequence[Quantity]) -> dict[str, str]:
    """For every article whose sums are all of one currency: that currency."""
    told: dict[str, set[str]] = {}
    for q in quantities:
        if q.kind == "money" and q.unit:
            told.setdefault(q.article, set()).add(q.unit)
    return {article: min(units) for article, units in told.items() if len(units) == 1}


def meant(q: Quantity, text: str, unit: str | None, near: AbstractSet[str]) -> bool:
    """Whether a bare number of millions is a sum whose currency is told elsewhere: "a deficit of 3.1 million"."""
    if unit is None or q.kind != "count" or (q.what and q.what.lower() not in _AMOUNTS):
        return False
    return _SCALE.search(text, q.begin, q.end) is not None and not _SPENT.isdisjoint(near)


def befell(q: Quantity, text: str, parsed: str) -> str:
    """What befell those counted, told behind the number where the parse does not show it; else as the parse has it."""
    if q.kind != "count":
        return parsed
    if _LOST.match(text, q.end, q.end + 80):
        return concept("die")
    if not parsed and (q.what is None or q.what.lower() in PERSONS | _ANY):
        lead = _BEFELL.search(text[max(0, q.begin - BEFORE) : q.begin])
        if lead is not None:
            return concept("die" if lead["die"] else "injure")
    if not parsed and _SAVED.match(text, q.end, q.end + 100):
        return concept("rescue")
    if parsed or _AMONG.search(text[max(0, q.begin - BEFORE) : q.begin]):
        return parsed
    if _HOSPITAL.match(text, q.end, q.end + 100):
        return concept("hospitalise")
    if _TREATED.match(text, q.end, q.end + 100):
        return concept("treat")
    if _CUSTODY.match(text, q.end, q.end + 80):
        return concept("arrest")
    own = (q.what or "").lower()  # "28 are being treated" counts the treated
    if own.endswith("ed") and (c := next((c for c in (concept(own[:-1]), concept(own[:-2])) if c in ROLES), "")):
        return c
    been = None if q.what else _BEEN.match(text, q.end, q.end + 60)
    word = been["w"].lower() if been else ""
    return next((c for c in (concept(word), concept(word[:-1]), concept(word[:-2])) if c in ROLES), "")


def listed(q: Quantity, text: str) -> bool:
    """Whether a rank only tells one of several apart: the first of any, "the second and the fourth tower"."""
    return (
        q.low == 1
        or _RANKED.search(text[max(0, q.begin - BEFORE) : q.begin]) is not None
        or (_RANKS.match(text, q.end, q.end + BEFORE) is not None)
    )


def is_age(view: View, at: Place, q: Quantity, text: str) -> bool:
    """Whether a bare number is somebody's age: "Jane Doe, 44, said", "who turned 50"."""
    if q.kind != "count" or q.low != q.high or q.low is None or not 0 < q.low < GROWN or q.low % 1:
        return False
    before = text[max(0, q.begin - BEFORE) : q.begin]
    word = next(iter(view.words(q.article, q.what_begin or 0, q.what_end or 0)), None) if q.what else None
    if q.what and (word is None or word.pos != "VERB"):
        return False
    if _TURNED.search(before):
        return text[q.end : q.end + 2] != " o" and not text.startswith((" per", "%"), q.end)
    tokens = [t for t in view.tokens[at] if t.end <= q.begin][-2:]
    if len(tokens) < 2 or text[tokens[1].begin : q.begin].strip() not in (",", "("):
        return False
    closed = text[q.end : q.end + 1] in (",", ")")
    return (tokens[0].pos == "PROPN" and (closed or not q.what)) or (closed and text[tokens[0].begin].isupper())


def held(view: View, at: Place, q: Quantity) -> list[Token]:
    """The name of whose age a number is, where it stands apart: "Jane Doe, who is 44", "the 44-year-old" after a
    sentence about her; none where nobody is named."""
    text = view.text[at[0]]
    lead = text[max(view.sentences[at].begin, q.begin - BEFORE) : q.begin]
    who = _WHO.search(lead)
    if not who and _TURNED.search(lead):
        row = [t for t in view.tokens[at] if t.end <= q.begin]
        subjects = [t for t in row if t.pos == "PROPN" and t.dep in ("nsubj", "nsubjpass")]
        return _named([t for t in row if t.begin <= subjects[-1].begin]) if subjects else []
    if who:
        start = q.begin - len(lead) + who.start()
        return _named([t for t in view.tokens[at] if t.end <= start])
    if not _DEFINITE.search(lead):
        return []
    own = [t for t in view.tokens[at] if t.end <= q.begin]
    rows = [own, *(view.tokens.get((at[0], at[1] - n), []) for n in range(1, BACK + 1))]
    for row in rows:
        people = [t for t in row if t.entity == "B-PERSON"]
        subjects = [t for t in row if t.pos == "PROPN" and t.dep in ("nsubj", "nsubjpass")]
        told = _named([t for t in row if t.begin <= subjects[0].begin]) if subjects else []
        if told and (told[0].entity.endswith("PERSON") or (len(told) > 1 and row is not own)):
            return told
        if people:
            return _named_on(row, people[0]) if len(people) == 1 else []
    return []


def _named_on(tokens: Sequence[Token], first: Token) -> list[Token]:
    """The words of the name that begins with a word."""
    return list(itertools.takewhile(lambda t: t.pos == "PROPN", (t for t in tokens if t.begin >= first.begin)))


def _named(tokens: Sequence[Token]) -> list[Token]:
    """The words of the name that ends a row of tokens."""
    out: list[Token] = []
    for t in reversed(tokens):
        if t.pos != "PROPN":
            break
        out.append(t)
    return out
