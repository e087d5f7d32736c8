"""Of whom and by whom a claim is told: what it acts on, whether it is only believed, whether it befell nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.records import Token
from tellings.text.concepts import concept

_BELIEVING = frozenset("believe think suspect assume".split())

#: What is given out is what matters: names kept back, a chart given out.
_GIVING = frozenset("release publish disclose reveal issue announce provide give".split())

#: From a verb up to what is believed of it, in so many steps.
_WITHIN, MOST_STEPS = frozenset("ccomp acl relcl attr xcomp conj".split()), 4


def believed(token: Token, by: Mapping[int, Token]) -> bool:
    """Whether a verb is told as what somebody believes: "they believe that he fled"."""
    for _ in range(MOST_STEPS):
        above = by.get(token.head)
        if above is None or above is token or token.dep not in _WITHIN:
            return False
        token = above
        if token.lemma.lower() in _BELIEVING:
            return True
    return False


def acted_on(token: Token, denied: bool, below: Mapping[int, Sequence[Token]]) -> str:
    """The concept of the noun that a verb acts on; of a verb denied, only of the noun that is denied: "no weapon"."""
    found = [c for c in below[token.ordinal] if c.dep in ("dobj", "nsubjpass") and c.pos == "NOUN"]
    given = token.lemma.lower() in _GIVING
    if not found or (
        denied and not given and not any(c.dep == "det" and c.lemma.lower() == "no" for c in below[found[0].ordinal])
    ):
        return ""
    return concept(found[0].lemma.lower()) if token.pos == "VERB" else ""


def there(token: Token, by: Mapping[int, Token], below: Mapping[int, Sequence[Token]]) -> bool:
    """Whether a noun stands behind "there was", or is denied as what others say: "no such offer"."""
    verb = by.get(token.head)
    if any(c.lemma.lower() == "such" for c in below[token.ordinal]):
        return True
    return verb is not None and any(c.dep == "expl" for c in below[verb.ordinal])


def nobody(verb: Token, below: Mapping[int, Sequence[Token]]) -> bool:
    """Whether something befell nobody at all: "no one was hurt"; not "none of them was badly hurt"."""
    if any(c.dep == "advmod" for c in below[verb.ordinal]):
        return False
    for subject in (c for c in below[verb.ordinal] if c.dep in ("nsubj", "nsubjpass")):
        words = {c.lemma.lower() for c in below[subject.ordinal]}
        if subject.lemma.lower() in ("nobody", "one", "person") and "of" not in words:
            return subject.lemma.lower() == "nobody" or "no" in words
    return False


#: What is given out to be read or seen.
_PAPERS = frozenset(
    "picture photo photograph image video footage recording tape transcript name identity detail statement report "
    "document figure list sketch album song film book data result information map chart letter email text".split()
)
_PRESS = frozenset("news press media".split())


def given_out(token: Token, below: Mapping[int, Sequence[Token]]) -> bool:
    """Whether to release is to publish: a picture, a name; "a news release"."""
    if token.lemma.lower() not in ("release", "free"):
        return False
    near = below.get(token.ordinal, ())
    if token.pos == "NOUN":
        return any(c.dep == "compound" and c.lemma.lower() in _PRESS for c in near)
    return any(c.dep in ("dobj", "nsubjpass") and c.lemma.lower() in _PAPERS for c in near)
