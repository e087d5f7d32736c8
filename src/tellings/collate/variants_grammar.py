"""The grammar of one sentence, ready to be asked: what hangs on a word, what is said of what, whether it is denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tellings.collate.variants_view import Place, View
from tellings.records import EntityMention, Token
from tellings.text.concepts import concept

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LINKS = frozenset({"prep", "agent", "dative", "aux", "auxpass", "pcomp"})
_RELATIVE = frozenset({"which", "who", "that", "whom"})

#: Verbs whose object stands behind "for".
_WANTING = frozenset("ask call appeal wait look search apply vote plead push press bid campaign opt".split())

#: Prepositions that tell the same of a place or a role.
_CLASSES = {
    "in": "at", "on": "at", "at": "at", "inside": "at", "within": "at", "into": "to", "onto": "to", "towards": "to",
    "near": "near", "outside": "near", "beside": "near", "off": "near",
}  # fmt: skip


_OF_PASSIVE = frozenset({"nsubjpass", "auxpass"})
#: With one of these a verb joined by "and" is no passive because the one before it is.
_OWN_CLAUSE = frozenset({"aux", "nsubj", "dobj", "obj"})
_DENYING = frozenset({"not", "never", "if", "whether"})
_SUPPOSED = frozenset({"may", "might", "could", "would", "should"})

#: The key of all superlatives in an index.
SUPERLATIVE = " superlative"

#: Classes that tell where.
WHERE = frozenset({"at", "near", "to"})


def class_of(preposition: str) -> str:
    """What a preposition tells, as a class: at, to, near; else the preposition itself."""
    return _CLASSES.get(preposition, preposition)


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes three times as long; none is changed once made
class Argument:
    """Somebody or something that a verb (or noun) is said of."""

    role: str  # agent | patient | a class of preposition
    token: Token
    key: str  # entity, or concept


@dataclass(slots=True, unsafe_hash=True)
class Frame:
    """A verb with what it is said of. Passive and active are one: the agent acts, the patient is acted on."""

    place: Place
    verb: Token
    key: str  # concept of the verb
    arguments: tuple[Argument, ...]

    def of(self, role: str) -> Argument | None:
        for argument in self.arguments:
            if argument.role == role:
                return argument
        return None


@dataclass
class Grammar:
    """One sentence's tokens with their dependents. `entities`: (article, begin of a token) -> entity."""

    view: View
    place: Place
    tokens: Sequence[Token]
    entities: Mapping[tuple[str, int], str]
    by: dict[int, Token] = field(default_factory=dict)
    below: dict[int, list[Token]] = field(default_factory=lambda: defaultdict(list))
    lows: list[str] = field(default_factory=list)  # the lower-cased lemma of every token, made once for all rules
    _frames: dict[int, Frame] = field(default_factory=dict)  # asked for again for every aligned sentence
    _companies: dict[int, frozenset[str]] = field(default_factory=dict)
    _denials: dict[int, bool] = field(default_factory=dict)
    _verbs: list[Frame] | None = None
    _keys: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by = {t.ordinal: t for t in self.tokens}
        self.lows = [t.lemma.lower() for t in self.tokens]
        below = self.below
        for t in self.tokens:
            if t.head != t.ordinal:
                below[t.head].append(t)

    def key(self, token: Token) -> str:
        """The entity that a word names, else its concept; "" for a pronoun."""
        known = self._keys.get(token.ordinal)
        if known is None:
            if token.pos == "PRON":
                known = ""
            else:
                known = self.entities.get((token.article, token.begin)) or concept(token.lemma.lower())
            self._keys[token.ordinal] = known
        return known

    def called(self, token: Token) -> frozenset[str]:
        """What somebody or something is called: its key and those in apposition to it; nothing for a pronoun."""
        below = self.below.get(token.ordinal, ())
        keys = [self.key(c) for c in below if c.dep == "appos" and c.pos in ("NOUN", "PROPN")]
        keys.append(self.key(token))
        return frozenset(k for k in keys if k)

    @cached_property
    def words(self) -> frozenset[str]:
        """The lower-cased lemmas of the sentence: a rule none of whose words stand among them need not look at it."""
        return frozenset(self.lows)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Everything that the sentence names or tells."""
        return frozenset(
            k
            for t in self.tokens
            if t.pos in CONTENT or t.pos == "ADV"
            for k in (self.key(t), concept(t.lemma.lower()))
        )

    def head(self, token: Token) -> Token | None:
        """The word that a word hangs on, prepositions passed over; None at the root."""
        at = token
        for _ in range(4):
            above = self.by.get(at.head)
            if above is None or above is at:
                return None
            if above.pos not in ("ADP", "AUX") or above.dep in ("ROOT", "ccomp", "advcl", "relcl", "conj"):
                return above
            at = above
        return None

    def children(self, token: Token) -> Iterator[Token]:
        """The words that hang on a word, prepositions passed over."""
        for child in self.below.get(token.ordinal, ()):
            yield child
            if child.dep in _LINKS:
                yield from self.below.get(child.ordinal, ())

    def company(self, token: Token) -> frozenset[str]:
        """What the content words about a word tell: its head, what hangs on both."""
        if token.ordinal not in self._companies:
            self._companies[token.ordinal] = self._company(token)
        return self._companies[token.ordinal]

    def _company(self, token: Token) -> frozenset[str]:
        near = list(self.children(token))
        near += [t for child in near if child.pos in ("NOUN", "VERB") for t in self.children(child)]
        subject = self.subject(token) if token.pos in ("VERB", "ADJ") else None
        near += [subject] if subject is not None else []
        head = self.head(token)
        if head is not None:
            beside = list(self.children(head))
            near += [head, *beside]
            near += [c for t in beside if t.pos == "NOUN" for c in self.below.get(t.ordinal, ()) if c.dep == "compound"]
            if head.pos in ("NOUN", "PROPN", "ADJ") and (upper := self.head(head)) is not None:
                near.append(upper)
        return frozenset(self.key(t) for t in near if t.pos in CONTENT and t.ordinal != token.ordinal) - {""}

    def denied(self, token: Token) -> bool:
        """Whether a word, or what it hangs on, is denied, doubted or supposed."""
        if token.ordinal not in self._denials:
            self._denials[token.ordinal] = self._denied(token)
        return self._denials[token.ordinal]

    def _denied(self, token: Token) -> bool:
        at: Token | None = token
        for _ in range(3):
            if at is None:
                break
            for child in self.below.get(at.ordinal, ()):
                dep = child.dep
                if dep == "neg":
                    return True
                low = child.lemma.lower()
                if low in _DENYING or (dep == "det" and low == "no") or (dep == "aux" and low in _SUPPOSED):
                    return True
            if at.pos == "VERB":
                break
            at = self.head(at)
        return False

    def purpose(self, token: Token) -> bool:
        """Whether a verb is an infinitive: "a bill to open the schools" says nothing of whether they are open."""
        below = self.below.get(token.ordinal, ())
        return token.tag == "VB" and any(c.pos == "PART" and c.dep == "aux" for c in below)

    def year(self, verb: Token) -> str:
        """The year in which a verb is said to have been done: "opened in 1974"; "" where none is given."""
        text = self.view.text[self.place[0]]
        for prep in self.below.get(verb.ordinal, ()):
            for t in self.below.get(prep.ordinal, ()) if prep.dep == "prep" else ():
                shown = text[t.begin : t.end]
                if len(shown) == len("2001") and shown.isdigit():
                    return shown
        return ""

    def frames(self) -> list[Frame]:
        """The sentence's verbs with their arguments."""
        if self._verbs is None:
            self._verbs = [self.frame(t) for t in self.tokens if t.pos == "VERB"]
        return self._verbs

    def frame(self, verb: Token) -> Frame:
        """A verb with its arguments."""
        if verb.ordinal not in self._frames:
            self._frames[verb.ordinal] = self._frame(verb)
        return self._frames[verb.ordinal]

    def _frame(self, verb: Token) -> Frame:
        found = self._roles(verb)
        passive = self._passive(verb)
        if verb.lemma.lower() in _WANTING and "for" in found:
            found.setdefault("patient", found.pop("for"))
        subject = self.subject(verb)
        if subject is not None:
            found.setdefault("patient" if passive else "agent", subject)
        arguments = tuple([Argument(role, found[role], k) for role in sorted(found) if (k := self.key(found[role]))])
        return Frame(self.place, verb, concept(verb.lemma.lower()), arguments)

    def above(self, verb: Token) -> str:
        """The concept of the verb that a verb hangs on: "urged ... to leave"; "" for none."""
        head = self.head(verb)
        return concept(head.lemma.lower()) if head is not None and head.pos == "VERB" else ""

    def _passive(self, verb: Token) -> bool:
        if verb.tag == "VBN" and verb.dep in ("acl", "amod"):
            return True
        below = self.below.get(verb.ordinal, ())
        if any(c.dep in _OF_PASSIVE for c in below):
            return True
        if verb.tag != "VBN" or verb.dep != "conj" or any(c.dep in _OWN_CLAUSE for c in below):
            return False
        above = self.by.get(verb.head)  # "was arrested and charged"
        return above is not None and above is not verb and above.pos == "VERB" and self._passive(above)

    def core(self, verb: Token) -> dict[str, Token]:
        """Who acts and who is acted on, pronouns too; a passive's subject is acted on."""
        found = self._roles(verb)
        subject = self.subject(verb)
        if subject is not None:
            found.setdefault("patient" if self._passive(verb) else "agent", subject)
        return {role: t for role, t in found.items() if role in ("agent", "patient")}

    def _roles(self, verb: Token) -> dict[str, Token]:
        """What hangs on a verb, by role, its subject left out."""
        found: dict[str, Token] = {}
        beside: list[Token] = []
        below = self.below
        for child in below.get(verb.ordinal, ()):
            dep = child.dep
            if dep in ("dobj", "obj"):
                found.setdefault("patient", child)
                beside.extend([c for c in below.get(child.ordinal, ()) if c.dep == "prep"])
            elif dep in ("prep", "agent"):
                for c in below.get(child.ordinal, ()):
                    if c.dep == "pobj":
                        found.setdefault("agent" if dep == "agent" else class_of(child.lemma.lower()), c)
                        break
        for child in beside:  # "found the gun in a yard": where hangs on the gun
            role = class_of(child.lemma.lower())
            if role in WHERE:
                for c in below.get(child.ordinal, ()):
                    if c.dep == "pobj":
                        found.setdefault(role, c)
                        break
        return found

    def subject(self, verb: Token) -> Token | None:
        """Who or what the verb is said of, also where it is told by the clause above."""
        at = verb
        for _ in range(4):
            for own in self.below.get(at.ordinal, ()):
                if own.dep == "nsubj" or own.dep == "nsubjpass":
                    if at.dep == "relcl" and own.lemma.lower() in _RELATIVE:
                        return self.by.get(at.head)
                    return own
            above = self.by.get(at.head)
            if above is None or above is at:
                return None
            if at.dep in ("acl", "relcl"):
                return above
            if at.dep not in ("conj", "xcomp", "advcl", "acomp", "oprd"):
                return None
            at = above
        return None


Index = Mapping[str, Sequence[tuple[Grammar, Token]]]

_INDEXED = CONTENT | {"ADV"}


def index_of(grammars: Mapping[Place, Grammar], labels: frozenset[str]) -> Index:
    """Lower-cased lemma -> where a story has it, in order; `SUPERLATIVE` -> its superlatives. In lines of `labels`."""
    out: dict[str, list[tuple[Grammar, Token]]] = defaultdict(list)
    for place in sorted(grammars):
        grammar = grammars[place]
        if grammar.view.sentences[place].label in labels:
            for t, low in zip(grammar.tokens, grammar.lows, strict=True):
                if t.pos in _INDEXED:
                    out[low].append((grammar, t))
                    if t.tag == "JJS":
                        out[SUPERLATIVE].append((grammar, t))
    return out


def entity_places(view: View, mentions: Sequence[EntityMention]) -> dict[tuple[str, int], str]:
    """(article, begin of a token) -> the entity whose mention holds the token."""
    out: dict[tuple[str, int], str] = {}
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, -m.end)):
        if m.article in view.text:
            for t in view.words(m.article, m.begin, m.end):
                out[m.article, t.begin] = m.entity
    return out
