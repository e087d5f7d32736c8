"""What a number counts and whose age it is, where the text does not say so right behind the number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.collate.variants_roles import ROLES
from tellings.collate.variants_view import Place, View
from tellings.records import Quantity, Token
from tellings.text.concepts import concept

#: Code points looked through before a number.
BEFORE = 40

_ABOUT = r"(?:about |some |around |roughly |nearly |almost |over |more than |at least |up to )?\Z"
_STAFF = re.compile(rf"\b(?:staff|workforce|payroll|employees) of {_ABOUT}", re.IGNORECASE)
_CROWD = re.compile(rf"\b(?:crowd|attendance|audience|gate|congregation|gathering|turnout) of {_ABOUT}", re.IGNORECASE)

#: What only people do: of "more than 40,000 watched" people are counted.
_DOING = frozenset(
    "watch attend sign march gather protest vote flee join apply stay sleep queue register walk cheer sing pray "
    "respond volunteer demonstrate rally enrol enroll graduate commute emigrate".split()
)

_DEFINITE = re.compile(r"\b(?:the|this|that) (?:then )?\Z", re.IGNORECASE)
_WHO = re.compile(r",? who (?:is|was|turned|turns|has turned)(?: now)? \Z", re.IGNORECASE)

#: Sentences looked back through for whom "the 47-year-old" is.
BACK = 2


def counted(view: View, q: Quantity, text: str, what: str) -> str:
    """What a count counts; `what` as the quantities room has it, "" for nothing.

    A crowd of so many is people, a staff of so many are employees; who sign or watch are people; of "taped 900 of them"
    the text says elsewhere what was counted.
    """
    before = text[max(0, q.begin - BEFORE) : q.begin]
    if _STAFF.search(before):
        return "employee"
    if not what:
        return "people" if _CROWD.search(before) else what
    if q.what_begin is None or concept(what) in ROLES:
        return what
    word = next(iter(view.words(q.article, q.what_begin, q.what_end or q.what_begin)), None)
    if word is None or word.pos != "VERB":
        return what
    if word.begin < q.begin:
        return ""
    return "people" if word.lemma.lower() in _DOING else what


def held(view: View, at: Place, q: Quantity) -> list[Token]:
    """The name of whose age a number is, where it stands apart: "Jane Doe, who is 44", "the 44-year-old" after a
    sentence about her; none where nobody is named."""
    text = view.text[at[0]]
    lead = text[max(view.sentences[at].begin, q.begin - BEFORE) : q.begin]
    who = _WHO.search(lead)
    if who:
        start = q.begin - len(lead) + who.start()
        return _named([t for t in view.tokens[at] if t.end <= start])
    if not _DEFINITE.search(lead):
        return []
    own = [t for t in view.tokens[at] if t.end <= q.begin]
    rows = [own, *(view.tokens.get((at[0], at[1] - n), []) for n in range(1, BACK + 1))]
    for row in rows:
        subjects = [t for t in row if t.entity.endswith("PERSON") and t.dep in ("nsubj", "nsubjpass")]
        if subjects:
            return _named([t for t in row if t.begin <= subjects[0].begin])
        if len({t.begin for t in row if t.entity == "B-PERSON"}) > 1:
            return []
    return []


def _named(tokens: Sequence[Token]) -> list[Token]:
    """The words of the name that ends a row of tokens."""
    out: list[Token] = []
    for t in reversed(tokens):
        if t.pos != "PROPN":
            break
        out.append(t)
    return out
