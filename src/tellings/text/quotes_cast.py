"""The people and bodies of one article: their names, roles and gender, and who is meant at each point.

One pass from the first sentence to the last keeps how present each of them is: a subject counts more than
another mention, a mention inside a quotation little, and everything fades from sentence to sentence
(salience after Lappin & Leass 1994, with these few weights only). A pronoun is given to the most present
person whose gender agrees, and makes that person present again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tellings.text.names_shared import shared, two_generations
from tellings.text.quotes_ages import of_age, possible, told_age
from tellings.text.quotes_names import Member, Name, fold, like_a_person, names_of, no_body
from tellings.text.quotes_nouns import is_agent
from tellings.text.quotes_roles import INDEFINITE, SUBJECT, around, by_role, of_subject, role_words
from tellings.text.quotes_view import View, aged
from tellings.text.quotes_words import (
    FEMALE,
    FEMALE_NAMES,
    FEMALE_NOUNS,
    FEMALE_TITLES,
    MALE,
    MALE_NAMES,
    MALE_NOUNS,
    MALE_TITLES,
    PERSON_NOUNS,
    RELATIVES,
    SAY,
)

_GENDERED = MALE | FEMALE
#: Words that part a role from what only leads to it or follows: "[shot by] Judge Holm".
_BY = re.compile(r"\b(?:by|from|with|against)\b")
#: Verbs of questions: who is asked answers.
_ASK = frozenset("ask question press quiz grill query".split())
#: Salience of a mention: as the subject of a verb of speech, as another subject, elsewhere, inside a quotation;
#: and what is left of it one sentence on, one quoted sentence on.
W_SPEAKER, W_SUBJECT, W_OTHER, W_QUOTED, FADE, FADE_QUOTED = 3.6, 3.0, 1.2, 0.2, 0.62, 0.9
#: Who is asked something: before who asks.
W_ASKED = 3.8
#: What an earlier presence adds to a fresh mention: the latest subject leads, the lasting one breaks ties.
LASTING = 0.15
#: Factors: a gender that is known to agree; a name whose kind is in doubt.
KNOWN, DOUBTFUL = 1.2, 0.5
#: Words that lead to a noun that brings somebody in, and how many: "a 20-year-old student" has six.
_LEADS, _LEADING = frozenset({"ADJ", "NOUN", "NUM", "DET"}), 6
#: Factor: whose mother or lawyer the subject is, against the subject.
KIN = 0.8
#: Factor: a name earlier in the pronoun's own sentence, against the speaker of the sentence before.
OWN_SENTENCE = 1.3


class Cast:
    """Everybody in an article, and whom its pronouns mean."""

    def __init__(self, v: View, quoted: Sequence[tuple[int, int]]) -> None:
        self.v = v
        self.quoted = sorted(quoted)
        self.names = names_of(v)
        self.members: list[Member] = []
        self.of_name: dict[int, Member] = {}  # begin of a name -> member
        self.meant: dict[int, Member] = {}  # token number of a pronoun -> member
        self._strength: dict[int, int] = {}
        self._presence: list[dict[int, float]] = []  # per sentence, before it begins
        self._quoted = bytearray(len(v.tokens))
        for begin, end in self.quoted:
            for n in v.words(begin, end):
                self._quoted[n] = 1
        self._join()
        self._nameless()
        self.names = [name for name in self.names if name.begin in self.of_name]
        self._begins = [name.begin for name in self.names]
        self._describe()
        self._events = self._find_events()
        self._walk()
        if self._vote():
            self._walk()

    # ------------------------------------------------------------ who is there

    def _join(self) -> None:
        """Names of one member: equal words, or a surname or given name of a fuller name."""
        longest = sorted(self.names, key=lambda n: (-len(n.words), n.begin))
        index: dict[str, list[Member]] = {}
        self._whose = shared([name.held for name in self.names if name.held])
        for name in longest:
            if not name.words:
                continue
            near = {m.number: m for w in (name.words[0], name.words[-1]) for m in index.get(w, ())}
            home = self._home(name, [near[k] for k in sorted(near)])
            member = home or Member(len(self.members), name.person)
            if home is None:
                self.members.append(member)
                short = "".join(w[0] for w in name.words if w and w not in ("of", "the", "and", "for"))
                for word in sorted({name.words[0], name.words[-1], short}):
                    index.setdefault(word, []).append(member)
            member.names.append(name)
            member.person = member.person or name.person
            self.of_name[name.begin] = member

    def _home(self, name: Name, near: list[Member]) -> Member | None:
        """The member among `near` that a name belongs to; the earliest of equally fitting ones."""
        best: tuple[int, Member] | None = None
        whose = self._whose.get(name.begin, name.held)
        if whose is not None and whose is not name.held:
            return self.of_name.get(whose.begin)
        for member in near:
            full = member.names[0].words
            score = 0
            first = member.names[0].held
            if whose is None and name.held and full != name.words:
                continue  # somebody whom no full name names
            if first and name.held and two_generations(first, name.held):
                continue
            if full == name.words:
                score = 4
            elif member.person and name.person and len(name.words) < len(full):
                if name.words[-1] == full[-1] and (len(name.words) == 1 or name.words[0][:1] == full[0][:1]):
                    score = 3
                elif len(name.words) == 1 and name.words[0] == full[0]:
                    score = 2
            elif len(name.words) == 1 and 1 < len(full) <= 3 and name.words[0] == full[-1] and no_body(full):
                score = 1  # one of the two is told wrongly
            elif not member.person and not name.person and len(name.words) == 1 and len(full) > 1:
                initials = "".join(w[0] for w in full if w and w not in ("of", "the", "and", "for"))
                score = 3 if name.words[0] == initials else 0
            if score and (best is None or score > best[0]):
                best = (score, member)
        return best[1] if best else None

    def _nameless(self) -> None:
        """People who are introduced without a name: "a man", "another passenger"."""
        v = self.v
        taken = {k for name in self.names for k in v.words(name.begin - 1, name.end + 1)}
        for n, token in enumerate(v.tokens):
            somebody = (token.tag == "NN" and self._somebody(n)) or aged(v, n) is not None
            if not somebody or self.in_quote(token.begin):
                continue
            owner = v.child(n, "poss")
            if owner is not None and v.tokens[owner].pos == "PROPN" and token.lemma.lower() in RELATIVES:
                if not taken & set(range(n, n + 3)) and not self._apposed(v.subtree(owner)[0]):
                    self._enter(
                        Name(token.begin, token.end, (fold(v.lower(n)),), True, v.tokens[v.subtree(owner)[0]].begin)
                    )
                continue
            low = n
            while low > 0 and n - low < _LEADING and (v.tokens[low - 1].pos in _LEADS or v.lowers[low - 1] == "-"):
                low -= 1
            if v.lower(low) not in INDEFINITE or token.dep in ("appos", "compound", "attr", "nmod"):
                continue
            if taken & set(range(low, n + 4)):
                continue
            words = tuple(fold(v.lower(k)) for k in range(low, n + 1))
            self._enter(Name(v.tokens[low].begin, token.end, words, True))
        self.names.sort(key=lambda m: (m.begin, m.end))

    def _apposed(self, first: int) -> bool:
        """Whether a phrase follows a person's name: "Ida Holm, [Ana's aunt]"."""
        v = self.v
        if first < 2 or v.lowers[first - 1] != ",":
            return False
        end = v.tokens[first - 2].end
        return any(name.person and name.end == end for name in self.names)

    def _enter(self, name: Name) -> None:
        """Take in somebody whom the article does not name."""
        member = Member(len(self.members), True, [name], {name.words[-1]}, nameless=True)
        self.members.append(member)
        self.names.append(name)
        self.of_name[name.begin] = member

    def _somebody(self, n: int) -> bool:
        """Whether a noun means a person: by itself, or because it speaks or is one "who"."""
        v, token = self.v, self.v.tokens[n]
        if token.lemma.lower() in PERSON_NOUNS:
            return True
        speaks = token.dep == "nsubj" and v.tokens[token.head].lemma.lower() in SAY and is_agent(token.lemma.lower())
        behind = n + 1 + (n + 1 < len(v.tokens) and v.lower(n + 1) == ",")
        return speaks or (behind < len(v.tokens) and v.lower(behind) == "who")

    def _describe(self) -> None:
        """Titles, roles and gender from the words around each name."""
        v = self.v
        for mention in v.mentions:
            member = self.of_name.get(mention.begin)
            if member is not None:
                for phrase in (mention.title, mention.role):
                    said = _BY.split(phrase or "")[-1 if phrase is mention.title else 0].split()
                    member.roles.update(fold(w) for w in said if not w.endswith(("'s", "’s")))
        for name in self.names:
            member = self.of_name[name.begin]
            member.roles.update(around(v, name))
            member.age = member.age or told_age(v.text, name)
            if name.person and len(name.words) > 1:
                member.male += 2 * (name.words[0] in MALE_NAMES)
                member.female += 2 * (name.words[0] in FEMALE_NAMES)
        for member in self.members:
            member.doubtful = not member.person and like_a_person(v.text, member)
            member.male += 3 * len(member.roles & (MALE_NOUNS | MALE_TITLES))
            member.female += 3 * len(member.roles & (FEMALE_NOUNS | FEMALE_TITLES))

    # ------------------------------------------------------------ who is meant

    def _walk(self) -> None:
        """One pass over the sentences: presence, and pronouns given to the most present."""
        v = self.v
        self.meant.clear()
        self._strength.clear()
        for member in self.members:
            member.guess = None
        self._presence.clear()
        presence: dict[int, float] = {}
        events = self._events
        at = 0
        for sentence in v.sentences:
            self._presence.append(presence)
            low, high = v.bounds.get(sentence.ordinal, (0, 0))
            fresh: dict[int, float] = {}
            while at < len(events) and events[at][0] < high:
                n, named = events[at]
                at += 1
                met: Member | None
                if named is not None:
                    met, weight = named, self._weight(n)
                elif (age := aged(v, n)) is not None:
                    met, weight = self.of_age(age, presence, fresh), self._weight(n)
                elif n in self._roles:
                    met, weight = self._by_role(n, presence, fresh), self._weight(n)
                else:
                    met, weight = self._pronoun(n, presence, fresh)
                if met is not None:
                    fresh[met.number] = max(fresh.get(met.number, 0.0), weight)
            quoted = low < high and self._quoted[low] and self._quoted[high - 1]
            fade = FADE_QUOTED if quoted else FADE
            presence = {k: w * fade for k, w in presence.items() if w > 0.05}
            for k, w in fresh.items():
                old = presence.get(k, 0.0)
                presence[k] = max(old, w) + LASTING * min(old, w)

    def _find_events(self) -> list[tuple[int, Member | None]]:
        """What can change who is present, by token number: last words of names, and pronouns outside quotations."""
        v = self.v
        out: dict[int, Member | None] = {}
        for n, word in enumerate(v.lowers):
            if word in _GENDERED and not self._quoted[n]:
                out[n] = None
        named = {k for name in self.names for k in v.words(name.begin, name.end)}
        self._roles = {
            n: words
            for n, token in enumerate(v.tokens)
            if token.dep in SUBJECT and n not in named and not self._quoted[n] and (words := role_words(v, n, named))
        }
        out.update(dict.fromkeys(self._roles))
        out.update({n: None for n in range(len(v.tokens)) if aged(v, n) is not None and not self._quoted[n]})
        for name in self.names:
            n = v.first_token(name.end) - 1
            if n >= 0:
                out[n] = self.of_name[name.begin]
        return sorted(out.items(), key=lambda item: item[0])

    def _by_role(self, n: int, presence: dict[int, float], fresh: dict[int, float]) -> Member | None:
        """Whom a subject means that is a known role."""
        words = self._roles[n]
        gender = "m" if words[-1] in MALE_NOUNS else "f" if words[-1] in FEMALE_NOUNS else None
        member = by_role(
            self.members, words, {k: presence.get(k, 0) + fresh.get(k, 0) for k in presence | fresh}, gender
        )
        return member if member is not None and words[-1] in member.roles else None

    def of_age(self, age: int, presence: dict[int, float], fresh: dict[int, float]) -> Member | None:
        """Whom "the 58-year-old" means: who is told to be so old, else the most present person who may be."""
        now = {k: presence.get(k, 0.0) + fresh.get(k, 0.0) for k in presence | fresh}
        told = of_age(self.members, age, now)
        may = {m.number for m in possible(self.members, age)}
        return told or self.best({k: w for k, w in now.items() if k in may}, None)

    def _weight(self, n: int) -> float:
        """How present a name becomes by standing here; `n` is its last word."""
        v = self.v
        token = v.tokens[n]
        if self._quoted[n]:
            return W_QUOTED
        for _ in range(3):  # "the secretary, Karen Doyle, was ...", "the chair and mayor Karen Doyle was ..."
            if token.dep == "appos" or (token.dep == "conj" and v.tokens[token.head].pos in ("NOUN", "PROPN")):
                token = v.tokens[token.head]
        if token.dep in SUBJECT:
            return W_SPEAKER if v.tokens[token.head].lemma.lower() in SAY else W_SUBJECT
        token = v.tokens[n]
        if token.dep == "dobj" and v.tokens[token.head].lemma.lower() in _ASK and v.child(token.head, "xcomp") is None:
            return W_ASKED
        if token.dep == "poss" and of_subject(v, n):  # "accounts of Orlen's reaction differed" is about Orlen
            return W_SUBJECT * (KIN if self._kin_of(n) else 1.0)
        if n + 2 < len(v.tokens) and v.lowers[n + 2] == "who" and v.lowers[n + 1] == ",":
            return W_SPEAKER if v.tokens[v.tokens[n + 2].head].lemma.lower() in SAY else W_SUBJECT
        return W_SUBJECT if self._opens(n) else W_OTHER

    def _kin_of(self, n: int) -> bool:
        """Whether a name only tells whose mother or lawyer the subject is: "[Ana]'s mother, Ida Holm, wept"."""
        head = self.v.tokens[self.v.tokens[n].head]
        return head.pos == "PROPN" or head.lemma.lower() in RELATIVES

    def _pronoun(self, n: int, presence: dict[int, float], fresh: dict[int, float]) -> tuple[Member | None, float]:
        """Whom a pronoun means, and how present that makes them."""
        gender = "m" if self.v.lowers[n] in MALE else "f"
        token = self.v.tokens[n]
        own = OWN_SENTENCE if token.dep in SUBJECT or token.dep == "poss" else 1.0  # "Smith told him" means another
        heard = self.v.lowers[n] == "him" and token.dep in SUBJECT  # "a diver heard him say"
        here = {k: w for k, w in fresh.items() if not heard or w < W_SUBJECT}
        now = {**presence, **{k: presence.get(k, 0.0) + own * w for k, w in here.items()}}
        if token.dep in SUBJECT and self._tails(n):
            now = {k: w for k, w in presence.items() if k not in here}
        member = self.best(now, gender)
        if member is None:
            return None, 0.0
        self.meant[n] = member
        near = max(fresh.get(member.number, 0.0), presence.get(member.number, 0.0))
        if near >= W_SUBJECT * FADE and member.gender is None:
            member.guess = gender
        self._strength[n] = 4 if near >= W_SUBJECT * FADE else 1  # the subject of this sentence or the last one
        return member, W_SUBJECT if token.dep in SUBJECT else W_OTHER * 0.7

    def _tails(self, n: int) -> bool:
        """Whether a pronoun's verb of speech ends what it reports: who says "Ana would come, she said" is not Ana."""
        v = self.v
        verb = v.tokens[n].head
        high = v.bounds[v.tokens[n].sentence][1]
        low = v.bounds[v.tokens[n].sentence][0]
        said = v.tokens[verb].lemma.lower() in SAY and v.child(verb, "xcomp", "dobj") is None
        return said and n - low > 3 and v.lowers[n - 1] == "," and n < verb <= n + 2 and high - verb <= 3

    def _opens(self, n: int) -> bool:
        """Whether a name leads its sentence and is followed by a verb or an apposition: a subject the parse missed."""
        v = self.v
        low, high = v.bounds[v.tokens[n].sentence]
        if n - low > 7 or n + 1 >= high or v.tokens[n].dep == "poss":
            return False
        if any(v.tokens[k].pos in ("VERB", "AUX", "ADP", "SCONJ") or v.lower(k) in ("'s", "’s") for k in range(low, n)):
            return False
        return v.lower(n + 1) == "," or v.tokens[n + 1].pos in ("VERB", "AUX")

    def best(self, presence: dict[int, float], gender: str | None, person: bool = True) -> Member | None:
        """The most present member of a gender; a known gender beats an unknown one nearly as present."""
        ranked: list[tuple[float, int]] = []
        for number, weight in presence.items():
            member = self.members[number]
            doubtful = person and member.doubtful
            if (member.person != person and not doubtful) or (gender and member.gender and member.gender != gender):
                continue
            known = KNOWN if gender and member.gender == gender else 1.0
            doubt = DOUBTFUL if member.doubtful else 1.0
            ranked.append((round(weight * known * doubt, 6), -number))
        return self.members[-max(ranked)[1]] if ranked else None

    def _vote(self) -> bool:
        """Learn unknown genders from the pronouns given to a member; whether anything was learnt."""
        votes: dict[int, list[int]] = {}
        for n, member in sorted(self.meant.items()):
            if member.gender is None:
                tally = votes.setdefault(member.number, [0, 0])
                tally[self.v.lower(n) in FEMALE] += self._strength.get(n, 1)
        learnt = False
        for number, (male, female) in sorted(votes.items()):
            if male != female:
                self.members[number].male += male > female
                self.members[number].female += female > male
                learnt = True
        return learnt

    def in_quote(self, offset: int) -> bool:
        """Whether the word at an offset stands inside a quotation."""
        n = self.v.token_at(offset)
        return n >= 0 and bool(self._quoted[n])

    def between(self, begin: int, end: int) -> list[Name]:
        """The names that stand, at least in part, in a span."""
        low = bisect_left(self._begins, begin)
        low -= low > 0 and self.names[low - 1].end > begin
        return self.names[low : bisect_left(self._begins, end)]

    def presence(self, offset: int) -> dict[int, float]:
        """How present everybody is where the sentence of an offset begins, with its own names before it."""
        v = self.v
        token = max(0, v.token_at(offset))
        if not v.tokens:
            return {}
        ordinal = v.tokens[token].sentence
        if ordinal >= len(self._presence):
            return {}
        out = dict(self._presence[ordinal])
        low, _ = v.bounds[ordinal]
        for name in self.between(v.tokens[low].begin, offset):
            if v.tokens[low].begin <= name.begin < offset:
                number = self.of_name[name.begin].number
                weight = W_QUOTED if self.in_quote(name.begin) else self._weight(v.first_token(name.end) - 1)
                out[number] = out.get(number, 0.0) + weight
        return out
