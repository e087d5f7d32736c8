"""What a sentence tells and does not say is so: what it supposes, doubts, charges somebody with, or puts off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tellings.collate.statements_denials import negated
from tellings.records import Token

#: Words that open what is only supposed.
_OPENING = frozenset("if unless whether lest".split())

#: Verbs whose clause tells of no fact: what is tried, wished, feared, prevented, doubted, laid to somebody's charge.
_VERBS = frozenset(
    "try attempt want hope wish fear threaten offer propose demand urge consider prevent avoid pretend doubt dispute "
    "refute reject dismiss suppose imagine accuse suspect".split()
)
#: Nouns of the same.
_NOUNS = frozenset(
    "attempt threat offer proposal demand wish hope fear rumour rumor possibility risk chance danger allegation "
    "accusation suspicion claim".split()
)

#: How a clause hangs on such a word; "accused of", "prevented from" and "the risk of" hold it by a preposition.
_CLAUSES = frozenset("ccomp xcomp acl pcomp".split())
_HOLDING = frozenset("of from".split())

#: What somebody does not know, say or see may be so all the same where it is told as known.
_KNOWN = frozenset("know realise realize notice learn reveal disclose forget remember regret mention explain".split())

#: "Would have burst": with "have" behind it, what such a word stands before did not come about, or may not have.
_MODAL = frozenset("would could might should may ought".split())
_ALMOST = frozenset("almost nearly".split())

#: What is supposed is supposed with all that is done in one breath with it.
_WITH_IT = frozenset("conj xcomp".split())


def supposed(tokens: Sequence[Token]) -> list[Token]:
    """The verbs of a sentence that it does not say are so; those that it denies outright are told by `negated`."""
    if not any(t.lemma.lower() in _ANY for t in tokens) and not negated(tokens):
        return []
    by = {t.ordinal: t for t in tokens}
    below: dict[int, list[Token]] = defaultdict(list)
    for t in tokens:
        if t.head != t.ordinal:
            below[t.head].append(t)
    denied = {t.ordinal for t in negated(tokens)}
    found: set[int] = set()
    stack = [t for t in tokens if t.pos in ("VERB", "AUX") and _unreal(t, by, below, denied)]
    while stack:
        at = stack.pop()
        if at.ordinal not in found:
            found.add(at.ordinal)
            stack += [t for t in below[at.ordinal] if t.dep in _WITH_IT and t.pos in ("VERB", "AUX")]
    return [t for t in tokens if t.ordinal in found]


_ANY = _OPENING | _VERBS | _NOUNS | _MODAL | _ALMOST


def _unreal(verb: Token, by: dict[int, Token], below: dict[int, list[Token]], denied: set[int]) -> bool:
    words = {t.lemma.lower() for t in below[verb.ordinal] if t.dep in ("mark", "advmod", "aux")}
    if words & (_OPENING | _ALMOST) or (words & _MODAL and "have" in words):
        return True
    above = by.get(verb.head)
    if above is not None and verb.dep == "pcomp":
        above = by.get(above.head) if above.lemma.lower() in _HOLDING else None
    if above is None or above.begin >= verb.begin or verb.dep not in _CLAUSES:
        return False
    if above.lemma.lower() in (_VERBS if above.pos == "VERB" else _NOUNS):
        return True
    asked = any(t.tag.startswith("W") and t.tag != "WDT" for t in below[verb.ordinal])
    return above.ordinal in denied and not asked and above.lemma.lower() not in _KNOWN
