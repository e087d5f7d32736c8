"""What is claimed of a verb: that it is so, is not, may, will or should be; or nothing, as in a condition.

The word that says so hangs on the verb or stands above it. What stands behind "after" or "because", a condition, an
aim, a duty and what a disputed report tells are not claimed by whoever tells of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.collate.variants_view import Place, View
from tellings.records import Token

MAY = frozenset("may might could".split())
WILL = frozenset("will shall 'll ’ll".split())
DUE = frozenset("expect plan schedule due set slate".split())
HOPE = frozenset("hope intend aim want wish".split())
#: Who wants to thank somebody thanks him.
_UTTERING = frozenset("thank apologise apologize congratulate say tell add stress emphasise emphasize express".split())
PERHAPS = frozenset("possibly perhaps maybe probably likely".split())
OPEN = frozenset("would should must ought 'd ’d".split())
SUPPOSING = frozenset("if whether unless until".split())
_WHEN = frozenset("when where how why".split())
_PART_OF = frozenset("xcomp acl pcomp prep acomp".split())
#: What stands behind these is told as so, whatever is claimed of the verb before them: "was not moved after being hit".
_APART = frozenset("after before since while during despite because upon following by".split())
_DEONTIC = frozenset("should must ought".split())
_OPINING = frozenset("think believe expect suppose".split())
NO = frozenset("no neither nor none nobody never".split())
REFUSING, DENYING = frozenset({"refuse", "decline"}), frozenset({"deny", "refute", "dispute"})

#: What says that nobody knows yet: "unclear whether", "not known whether".
_UNSURE = frozenset("unclear uncertain unknown undecided unsure unresolved".split())
_SURE = frozenset("clear know say decide certain sure determine".split())

#: Nouns of what may be so: "no danger that", "no evidence that".
_ODDS = frozenset("danger risk chance sign evidence proof indication possibility question prospect reason hint".split())

_HELPING = frozenset({"aux", "auxpass"})


def denies(view: View, place: Place, token: Token) -> bool:
    """Whether a word denies: "no", "never", "n't"."""
    if token.dep == "neg" or token.lemma.lower() in NO:
        return True
    text = view.text[place[0]][token.begin : token.end]
    if text[-1:] not in ("t", "T"):
        return False
    text = text.lower()
    if text == "t" and view.text[place[0]][max(0, token.begin - 2) : token.begin] in ("' ", "’ "):
        return True  # "hadn’ t", as a program took it apart
    return (len(text) > 2 and text[-3] == "n" and not text[-2].isalpha()) or text in ("'t", "’t")


def chain_of(token: Token, by: dict[int, Token]) -> list[Token]:
    """The verb and what it hangs on as a part of one claim: "did not try to hide", "no attempt to hide"."""
    out = [token]
    while out[-1].dep in _PART_OF and out[-1].head in by and len(out) < 5:
        above = by[out[-1].head]
        if above.pos in ("ADP", "SCONJ") and above.lemma.lower() in _APART:
            break
        out.append(above)
    return out


def status(
    view: View, place: Place, token: Token, below: dict[int, list[Token]], by: dict[int, Token]
) -> tuple[str, Token]:
    """yes, not, may, will or open (asked, wished, supposed), and the first word that shows it."""
    chain = chain_of(token, by)
    if _supposed(chain, below) or _disputed(token, below, by):
        return "open", token
    denying = _told_above(token, below, by) or _denial(view, place, chain, below)
    above = by.get(token.head)
    if (
        above is not None
        and token.dep == "ccomp"
        and above.lemma.lower() in DUE
        and _denial(view, place, [above], below)
    ):
        return "open", above  # "was not expecting it to rise"
    if denying is not None and any(link.lemma.lower() in DUE for link in chain[1:]):
        return "open", denying  # what is not expected may come
    if denying is not None:
        return "not", denying
    asked = _asked(view, place, token, below, by)
    if asked:
        return asked, token
    yet = _yet(chain, below)
    if yet is not None:
        return "not", yet
    helpers = {
        view.shown(place[0], c.begin, c.end).lower(): c for link in chain for c in below[link.ordinal] if c.dep == "aux"
    }
    for value, words in (("may", MAY), ("will", WILL), ("open", OPEN)):
        found = [c for word, c in helpers.items() if word in words]
        if found:
            ahead = value == "open" and found[0].lemma.lower() in ("would", "will") and _reported(token, by, below)
            return ("will" if ahead else value), found[0]
    joined = token.dep == "conj" and above is not None and above.dep == "acl"
    if token.tag == "VBN" and (token.dep == "acl" or joined) and not helpers:
        return "yes", token  # "a plan approved by the council"
    to = any(c.pos == "PART" and c.dep == "aux" for c in below[token.ordinal])
    infinitive = token.tag == "VB" or to
    meant = chain[1:] if token.dep != "ccomp" or above is None else [above]  # "expects the sale to be completed"
    for value, words in (("due", DUE), ("hope", HOPE)):
        found = [link for link in meant if link.lemma.lower() in words]
        if found and found[0] is above and any(c.dep == "neg" for c in below[above.ordinal]):
            return "open", token  # "did not want it to be moved"
        if infinitive and found and not (value == "hope" and token.lemma.lower() in _UTTERING):
            return value, found[0]
    return _asserted(token, chain, helpers, below, to)


def _asserted(
    token: Token, chain: Sequence[Token], helpers: Mapping[str, Token], below: dict[int, list[Token]], to: bool
) -> tuple[str, Token]:
    """yes, now, may or open for a verb of which nothing else is claimed. `to`: whether it is an infinitive."""
    doubt = [c for c in below[token.ordinal] if c.lemma.lower() in PERHAPS]
    if doubt:
        return "may", doubt[0]
    marks = {c.lemma.lower() for link in chain for c in below[link.ordinal] if c.dep in ("mark", "advmod")}
    if token.dep == "acomp" and not marks & SUPPOSING:
        return "yes", token
    if marks & SUPPOSING or to or len(chain) > 1 or (token.tag == "VB" and not helpers) or token.tag == "VBG":
        return "open", token
    if "so" in marks and token.tag in ("VBZ", "VBP"):
        return "open", token  # "wants it changed so it works"
    being = [c for c in below[token.ordinal] if c.lemma.lower() == "be" and c.tag == "VBG"]
    if being:
        return "now", min([token, *helpers.values(), *being], key=lambda t: t.begin)
    finite = token.tag in ("VBD", "VBZ", "VBP") or (
        token.tag == "VBN" and bool(helpers or _passive(below[token.ordinal]))
    )
    return ("yes" if finite else "open"), min([token, *helpers.values()], key=lambda t: t.begin)


def _supposed(chain: Sequence[Token], below: dict[int, list[Token]]) -> bool:
    """Whether a verb is told as a condition, an aim or a duty, or of anybody: "if they cannot agree", "you cannot"."""
    for link in chain:
        own = {c.lemma.lower(): c for c in below[link.ordinal]}
        if any(word in own and own[word].dep == "mark" for word in ("if", "unless")) or "you" in own:
            return True
        if "so" in own and own["so"].begin < link.begin and own["so"].dep in ("mark", "advmod") and "that" in own:
            return True
        if any(own[word].dep == "aux" for word in _DEONTIC & own.keys()) and own.keys() & {"not", "never", "n't"}:
            return True
    return False


def _disputed(token: Token, below: dict[int, list[Token]], by: dict[int, Token]) -> bool:
    """Whether a verb is part of what something disputed tells, or of what is not disputed: "disputed a report that said
    he had lied", "did not dispute that he had"."""
    at = token
    for _ in range(5):
        above = by.get(at.head)
        if above is None or above is at:
            return False
        if above.lemma.lower() in DENYING:
            if at is token and any(c.dep == "neg" for c in below[above.ordinal]):
                return True
            if at is not token and at.dep == "dobj":
                return True
        at = above
    return False


def _told_above(token: Token, below: dict[int, list[Token]], by: dict[int, Token]) -> Token | None:
    """The word above that denies a verb: "he denied that", "there is no danger that the wall will break"."""
    above = by.get(token.head)
    if token.dep in ("ccomp", "xcomp", "pcomp") and above is not None:
        saying = by.get(above.head, above) if above.pos == "ADP" else above
        if saying.lemma.lower() in DENYING:
            return saying
        if saying.lemma.lower() in _OPINING and token.dep == "ccomp":  # "I don't think he won": he did not
            return next((c for c in below[saying.ordinal] if c.dep == "neg"), None)
    if token.dep in ("acl", "ccomp") and above is not None and above.lemma.lower() in _ODDS:
        none = [c for c in below[above.ordinal] if c.lemma.lower() == "no" and c.dep == "det"]
        return none[0] if none else None
    return None


def _asked(view: View, place: Place, token: Token, below: dict[int, list[Token]], by: dict[int, Token]) -> str:
    """unclear for what nobody is said to know yet, open for what is asked; "" for any other claim."""
    above = by.get(token.head)
    if above is not None and any(c.lemma.lower() == "whether" and c.dep == "mark" for c in below[token.ordinal]):
        said = [above, *(c for c in below[above.ordinal] if c.dep in ("acomp", "attr"))]  # "it is unclear whether"
        sure = any(c.lemma.lower() in _SURE for c in said) and _denial(view, place, [above], below) is None
        return "unclear" if not sure and any(c.lemma.lower() in _UNSURE | _SURE for c in said) else "open"
    subjects = [g for c in below[token.ordinal] if c.dep in ("nsubj", "nsubjpass") for g in (c, *below[c.ordinal])]
    if token.dep == "ccomp" and any(g.tag in ("WDT", "WP", "WP$") for g in subjects):
        return "open"  # "did not say which man fired"
    when = any(c.lemma.lower() in _WHEN and c.dep == "advmod" for c in below[token.ordinal])
    return "open" if when else ""  # "decided when we could fly" says nothing of whether


def _denial(view: View, place: Place, chain: list[Token], below: dict[int, list[Token]]) -> Token | None:
    """The word that denies a claim, before its verb or beside its subject or object."""
    if refused := [link for link in chain[1:] if link.lemma.lower() in REFUSING and link.pos == "VERB"]:
        return refused[0]
    for link in chain:
        children = [
            *below[link.ordinal],
            *(g for c in below[link.ordinal] if c.dep in _HELPING for g in below[c.ordinal]),
        ]
        about = [
            g
            for c in children
            if c.dep in ("nsubj", "nsubjpass", "dobj", "attr")
            for g in [c, *below[c.ordinal]]
            if g.dep in ("det", "nsubj", "nsubjpass") and g.pos in ("DET", "PRON")
        ]
        deny = [c for c in [*children, *about] if denies(view, place, c) and (c.begin < link.begin or c in about)]
        if deny:
            return min(deny, key=lambda t: t.begin)
    return None


def _yet(chain: list[Token], below: dict[int, list[Token]]) -> Token | None:
    """The word that shows that something is still to be done: "must still approve", "has yet to approve"."""
    for link in chain:
        own = {c.lemma.lower(): c for c in below[link.ordinal]}
        if "still" in own and own.keys() & {"must", "need"}:
            return own["still"]
        if link.lemma.lower() == "have" and "yet" in own:
            return own["yet"]
    return None


def _reported(token: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> bool:
    """Whether "would" is "will" in somebody's mouth: "said he would appeal", and no condition beside it."""
    above = by.get(token.head)
    supposed = any(c.dep == "advcl" and any(m.lemma.lower() in SUPPOSING for m in below[c.ordinal])
                   for c in below[token.ordinal])  # fmt: skip
    return token.dep == "ccomp" and above is not None and above.tag in ("VBD", "VBN") and not supposed


def _passive(children: list[Token]) -> bool:
    return any(c.dep in ("auxpass", "aux") for c in children)
