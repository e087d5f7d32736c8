"""Words of a claim and of the sentences that may say it: concepts of words, dates, denials, opposites, clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tellings.text.concepts import concept, grouped

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot deny denied denies denying refuse refused refuses "
    "refute refuted refutes reject rejected rejects untrue false hardly unable fail failed fails".split()
)
#: Words that only join others: articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs of degree.
JOINTS = frozenset(
    "a an the this that these those some any all both each every i you he she it we they me him her us them my "
    "your his its our their who whom whose which what when where why how there here of in on at by for from to "
    "with into onto off over under up down out about after before during between through against since until upon "
    "within and or but if as than then so because while though although is are was were be been being am has have "
    "had having do does did will would can could may might must shall should very too also just only even still "
    "yet already more most such own same other another again says said".split()
)
#: Words that carry a deed and tell none: "needed treatment", "received treatment" and "were treated" are one; and a
#: number of people is one whether it says so or not.
CARRYING = frozenset(
    "need needs needed needing receive receives received receiving require requires required requiring undergo "
    "undergoes underwent undergone get gets got getting give gives gave given one people person persons".split()
)
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "ies", "ied", "ly")


#: Past forms that no ending tells, of verbs that news reports with; the base form behind each.
_PAST = dict(pair.split(":") for pair in (
    "won:win lost:lose led:lead fell:fall fallen:fall rose:rise risen:rise grew:grow grown:grow shot:shoot stole:steal "
    "stolen:steal sold:sell bought:buy built:build broke:break broken:break found:find left:leave met:meet paid:pay "
    "held:hold sank:sink sunk:sink struck:strike fought:fight fled:flee froze:freeze frozen:freeze began:begin "
    "begun:begin gave:give given:give sent:send spent:spend spoke:speak spoken:speak stood:stand taught:teach "
    "told:tell threw:throw thrown:throw took:take taken:take caught:catch brought:bring drove:drive driven:drive "
    "chose:choose chosen:choose came:come went:go gone:go ran:run flew:fly flown:fly burnt:burn dealt:deal "
    "swore:swear sworn:swear withdrew:withdraw withdrawn:withdraw beaten:beat lent:lend bore:bear hid:hide "
    "hidden:hide rode:ride ridden:ride sought:seek thought:think tore:tear torn:tear wore:wear worn:wear "
    "winner:win winners:win loser:lose losers:lose acquitted:acquit acquits:acquit "
    "wrote:write written:write made:make kept:keep got:get felt:feel knew:know known:know saw:see seen:see"
).split())  # fmt: skip


@lru_cache(maxsize=1 << 16)
def term(word: str) -> str:
    """A word's concept: the concept of the nearest base form, else the word without its ending."""
    word = _PAST.get(word, word)
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) > 2:
            base = word[: len(word) - len(end)]
            for form in (base, base + "e", base + "y", base[:-1] if base[-1:] == base[-2:-1] else base)[
                : None if end else 1
            ]:
                if grouped(form):
                    return concept(form)
    for end in ("ies", "ied"):
        if word.endswith(end) and len(word) > 5:
            return word[: -len(end)] + "y"
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) > 3:
            return word[: -len(end)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


#: Words for dates, by what they say: two of one class that differ are two dates.
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATED = re.compile(
    r"\b(?:(?P<month>[A-Z][a-z]{2,8})\b\.?(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?![\d:.,]*\d))?|(?P<year>(?:1[5-9]|20)\d\d))\b"
)

_BEFORE_MONTH = re.compile(r"(?:\d|\b(?:in|of|on|by|since|until|last|next|this|early|late|mid))[\s-]*$", re.I)


#: A time of day: "4pm", "6.40 a.m.", "16:00".
CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?|\b(?P<H>[01]?\d|2[0-3]):(?P<M>[0-5]\d)\b",
    re.I,
)


def _hour(m: re.Match[str]) -> str:
    if m["H"]:
        return f"{int(m['H']):02d}:{m['M']}"
    late = 12 if m["half"].lower() == "p" else 0
    return f"{int(m['h']) % 12 + late:02d}:{m['m'] or '00'}"


def dates(text: str) -> dict[str, frozenset[str]]:
    """The months, weekdays, years and hours a text names; "May" and "March" only where a date is likely."""
    found: dict[str, set[str]] = {"month": set(), "weekday": set(), "year": set()}
    found["hour"] = {_hour(m) for m in CLOCK.finditer(text)}
    for m in _DATED.finditer(text):
        word = (m["month"] or "").lower()
        if m["year"]:
            found["year"].add(m["year"])
        elif word in _DAYS:
            found["weekday"].add(word)
        else:
            month = next((name for name in _MONTHS if word == name or (len(word) > 2 and name.startswith(word))), None)
            before = _BEFORE_MONTH.search(text[max(0, m.start() - 12) : m.start()])
            if month and (month not in ("march", "may") or m["after"] or before):
                found["month"].add(month)
    return {kind: frozenset(words) for kind, words in found.items()}


def denies(word: str) -> bool:
    """Whether a lower-cased word denies."""
    return word.removesuffix("'s").removesuffix("’s") in NEGATIONS or word.endswith(("n't", "n’t"))


#: Deeds that exclude each other, by one word of each concept: who won did not lose.
_OPPOSITES = tuple((term(a), term(b)) for a, b in (
    ("win", "lose"), ("rise", "fall"), ("convict", "acquit"), ("arrest", "release"), ("approve", "reject"),
    ("allow", "ban"), ("begin", "end"), ("buy", "sell"), ("support", "oppose"), ("agree", "refuse"), ("die", "survive"),
))  # fmt: skip


@lru_cache(maxsize=1 << 12)
def opposites(of: str) -> frozenset[str]:
    """The concepts that exclude a concept of a deed."""
    return frozenset({b for a, b in _OPPOSITES if a == of} | {a for a, b in _OPPOSITES if b == of})


_CLAUSE = re.compile(
    r"[;:—–]|,?\s+(?=(?:when|while|after|before|because|although|though|since|until|whereas|who|which|whose|where|but)\b)",
    re.I,
)


def clause(text: str, at: int) -> tuple[int, int]:
    """The clause of a sentence that an offset stands in, as a span: marks and subordinating words part clauses."""
    begin, end = 0, len(text)
    for cut in _CLAUSE.finditer(text):
        if cut.end() <= at and text[: cut.end()].strip():
            begin = cut.end()
        elif cut.start() > at:
            end = cut.start()
            break
    return begin, end


#: What a number of these says is how long something lasted; the verbs that only say that it did.
_SPANS = frozenset("second minute hour day week month year decade night weekend".split())
LASTING = frozenset("take takes took taken taking last lasts lasted lasting".split())


def lasts(what: str | None, unit: str | None) -> bool:
    """Whether a quantity is a stretch of time, by what it counts or is measured in."""
    return (what or "").lower().rstrip("s") in _SPANS or (unit or "").lower().rstrip("s") in _SPANS


#: A form of "be" in front of a deed: it is suffered.
_SUFFERED = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\Z", re.I)

#: What somebody or something is said to be.
IS = re.compile(r"\b(?:is|are|was|were)\s+(?:an?|the)\s+(.+)", re.I | re.S)

PRONOUN = re.compile(r"\b(?:he|she|his|her|him|who)\b", re.I)


class People:
    """Who is named or meant in the sentences of one telling, by the forms of the story's people.

    `people` are the forms of each person, `names` the lower-cased names of the claim; ask sentence by sentence.
    """

    def __init__(self, people: Iterable[Iterable[str]], names: frozenset[str]) -> None:
        self._of: dict[str, list[frozenset[str]]] = {}  # form -> the claim's terms for its bearers
        self._words: dict[str, frozenset[str]] = {}  # form -> the words of its bearers' names
        for given in people:
            forms = sorted(given)
            words = {w[0].lower() for form in forms for w in WORD.finditer(form)}
            terms = frozenset(term(w) for w in words & names)
            for form in forms:
                self._of.setdefault(form, []).append(terms)
                self._words[form] = self._words.get(form, frozenset()) | words
        known = "|".join(re.escape(form) for form in sorted(self._of, key=lambda f: (-len(f), f)))
        self._any = re.compile(rf"(?<!\w)(?:{known})(?!\w)") if known else None
        self._last: frozenset[str] = frozenset()

    def meant(self, text: str) -> frozenset[str]:
        """The claim's terms for everybody whom the next sentence names, or means by a pronoun."""
        named = [t for m in (self._any.finditer(text) if self._any else ()) for t in self._of[m[0]]]
        carried = self._last if not named and PRONOUN.search(text) else frozenset()
        if named:
            self._last = named[0]
        return carried.union(*named)

    def known(self, word: str) -> bool:
        """Whether a word is of somebody's name."""
        return any(word.lower() in words for words in self._words.values())

    def doer(self, text: str, at: int) -> frozenset[str] | None:
        """The words of the names of whoever does what stands at a place: named last before it, behind "by" where it is
        suffered; None where nobody is named there."""
        if self._any is None:
            return None
        suffered = _SUFFERED.search(text[max(0, at - 20) : at])
        by = re.search(r"\bby\b", text[at:]) if suffered else None
        if suffered:
            found = self._any.match(text, at + by.end() + 1) if by else None
        else:
            found = max(self._any.finditer(text, 0, at), key=lambda m: m.start(), default=None)
        return self._words[found[0]] if found else None

    def another(self, text: str) -> bool:
        """Whether a text names people, and none whom the claim names; False where the claim names nobody."""
        named = [t for m in (self._any.finditer(text) if self._any else ()) for t in self._of[m[0]]]
        return bool(named) and not any(named) and any(t for terms in self._of.values() for t in terms)
