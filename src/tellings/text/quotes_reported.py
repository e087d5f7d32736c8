"""Indirect speech by the parse: the clause, infinitive or topic that somebody is told to have said.

A cue is a verb of speech or thought (quotes_words), or "according to"; what it governs is the content,
the subject the speaker. Method after the verb rules of GenderGapTracker (Asr et al. 2021) and textacy, with
parentheticals ("the road, he said, is shut"), participles ("..., adding that ...") and infinitives added.
"""

from __future__ import annotations

from dataclasses import dataclass

from tellings.text.quotes_nouns import TEXTS
from tellings.text.quotes_view import View, aged_subject, noun_phrase
from tellings.text.quotes_words import (
    CLAUSE,
    FINDING,
    GERUND,
    GOVERNING,
    INFINITIVE,
    JUDGE,
    PEOPLE_OBJECT,
    REPORT,
    SAY,
    TOPIC,
    TOPIC_PREP,
)

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_EDGE = frozenset(",;:.!?-–—“”\"'’‘()…")
#: What may stand between a verb of speech and its clause: the hearer, the time, a particle.
_BETWEEN = frozenset({"dobj", "dative", "npadvmod", "advmod", "prt", "prep", "neg", "punct", "nsubj", "tmod", "iobj"})
#: What leads a clause of time or reason, never one that is said.
_WHILE = frozenset("while after before because since although though until".split())
#: Verbs whose participle leaves open who speaks.
_UNDERGONE = frozenset("ask tell accuse quiz press question inform warn advise urge call".split())

#: A verb of speech inside what it reports ends its own clause within so many words: "he told friends last week,".
_ASIDE = 6


@dataclass(frozen=True, slots=True)
class Reported:
    """Reported speech: where its content, cue and speaker stand, in code points."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    verb: int  # token number of the cue


def _trim(v: View, low: int, high: int) -> tuple[int, int]:
    """A token range without marks at its edges."""
    while low < high and v.lower(low) in _EDGE:
        low += 1
    while high > low and v.lower(high - 1) in _EDGE:
        high -= 1
    return low, high


def subject(v: View, verb: int) -> int | None:
    """The head of a verb's subject: its own, its agent in the passive, or that of the verb it hangs on."""
    at = verb
    as_ = v.tokens[verb].head
    if v.tokens[verb].dep == "pcomp" and v.lower(as_) == "as":
        quoting = v.tokens[as_].head  # "quoted him as saying", "was quoted as saying"
        return v.child(quoting, "dobj", "nsubjpass")
    for _ in range(5):
        passive = v.child(at, "nsubjpass")
        if passive is not None and v.tokens[at].lemma in ("quote", "cite"):
            return passive
        if passive is not None and at == verb:
            by = v.child(at, "agent")
            return v.child(by, "pobj") if by is not None else None
        head = v.child(at, "nsubj", "csubj")
        head = aged_subject(v, at) if head is None else head
        token = v.tokens[at]
        empty = head is not None and at != verb and v.lowers[head] in ("it", "there") and token.dep == "ccomp"
        if head is not None and not empty:  # "said it was early but added": not "it" added
            return _relative(v, head, at)
        aside = v.tokens[verb].tag == "VBG" and verb and v.lowers[verb - 1] == ","
        if token.dep == "relcl" and at != verb and aside and (main := _main_subject(v, at)) is not None:
            return main  # "did not pay a man who said he was cheated, saying ..."
        placed = token.dep == "acl" and v.tokens[token.head].dep == "pobj" and token.tag == "VBG"
        if placed and v.tokens[token.head].pos == "NOUN" and (main := _main_subject(v, at)) is not None:
            return main  # "came out of the club saying": not the club
        if token.dep in ("acl", "relcl") and token.head != at:
            return token.head if v.tokens[token.head].pos in ("NOUN", "PROPN", "PRON") else None
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "aux", "ccomp") or token.head == at:
            return None
        at = token.head
    return None


def _main_subject(v: View, at: int) -> int | None:
    """The subject of the clause that a sentence hangs on."""
    for _ in range(12):
        if v.tokens[at].head == at:
            return v.child(at, "nsubj")
        at = v.tokens[at].head
    return None


def _relative(v: View, head: int, verb: int) -> int:
    """`who` and `which` stand for the noun that their clause describes."""
    token = v.tokens[verb]
    if v.lower(head) in ("who", "which", "that") and token.dep == "relcl" and token.head != verb:
        return token.head
    return head


def _cue(v: View, verb: int) -> tuple[int, int]:
    """The verb with its auxiliaries, negation and particle."""
    low = high = verb
    for child in v.children[verb]:
        if v.tokens[child].dep in ("aux", "auxpass", "neg") and verb - 4 <= child < low:
            low = child
        if v.tokens[child].dep == "prt" and child == verb + 1:
            high = child
    return v.tokens[low].begin, v.tokens[high].end


def _speaker(v: View, verb: int) -> tuple[int, int] | None:
    head = subject(v, verb)
    if head is None or v.tokens[head].sentence != v.tokens[verb].sentence:
        return None
    low, high = v.bounds[v.tokens[head].sentence]
    a, b = noun_phrase(v, head, low, high)
    return v.tokens[a].begin, v.tokens[b - 1].end


def _clause(v: View, verb: int, clause: int) -> list[tuple[int, int]]:
    """The token ranges of a complement clause, without the words of the clause that reports it."""
    own = v.subtree(clause)
    low, high = v.bounds[v.tokens[verb].sentence]
    if clause > verb:
        first = max(own[0], verb + 1)
        skip = verb + 1
        for child in sorted(v.children[verb]):
            if verb < child < first and v.tokens[child].dep in _BETWEEN:
                skip = max(skip, v.subtree(child)[-1] + 1)
        if skip < first and not any(v.lower(k) in ("that", ",") for k in range(skip, first)):
            first = skip  # "said [just because ...] did not mean": the parse lost the clause's beginning
        return [(first, min(_second_clause(v, verb, own[-1]) + 1, high))]
    rest = set(v.subtree(verb)) - set(own)  # the reporting words
    if not rest:
        return []
    cut_low, cut_high = min(rest - {own[0]}, default=verb), max(rest)
    inside = [n for n in sorted(rest) if n > own[0]]
    cut_low = min(inside, default=verb)
    before = (max(low, own[0]), cut_low)
    behind = (cut_high + 1, own[-1] + 1)
    later = next((c for c in v.children[verb] if c > verb and v.tokens[c].dep == "ccomp"), None)
    first = verb if later is None else v.subtree(later)[0]
    if later is not None and verb < first <= verb + _ASIDE and v.lowers[first - 1] == ",":
        behind = (first, v.subtree(later)[-1] + 1)  # "There is a risk, some said, that ...": all of it is theirs
    return [r for r in (before, behind) if r[0] < r[1]]


def _second_clause(v: View, verb: int, last: int) -> int:
    """The last word of what is reported, whose clause ends with `last`: "..., but that he would not" goes on.

    A clause that "that" opens is reported, even where the parse hangs it beside the verb of speech.
    """
    for below in v.children[verb]:
        if below > last and v.tokens[below].dep in ("conj", "ccomp"):
            own = v.subtree(below)
            if v.lowers[own[0]] == "that" and all(
                v.tokens[k].pos in ("CCONJ", "PUNCT") for k in range(last + 1, own[0])
            ):
                last = own[-1]
    return last


def _finite(v: View, clause: int, lemma: str) -> bool:
    """Whether a clause in "-ing" tells something: "they are waiting", or what a survey "found voters doing"."""
    return v.child(clause, "aux") is not None or (lemma in FINDING and v.child(clause, "nsubj") is not None)


def _shown(v: View, verb: int) -> tuple[int, int] | None:
    """What a text or its figures show: "the poll showed [a dead heat in the north]"."""
    who, what = subject(v, verb), v.child(verb, "dobj")
    if who is None or what is None or what < verb or v.tokens[who].lemma.lower() not in TEXTS:
        return None
    behind = [c for c in v.children[verb] if c >= what and v.tokens[c].dep in ("dobj", "prep")]
    return verb + 1, max(v.subtree(c)[-1] for c in behind) + 1


def _complement(v: View, verb: int) -> int | None:
    """The clause that a verb governs: of several the one right behind it, and none that a semicolon parts from it."""
    found = [c for c in v.children[verb] if v.tokens[c].dep == "ccomp" and not _circumstance(v, verb, c)]
    for c in found:
        if c > verb and not any(v.lowers[k] in (",", ";") for k in range(verb + 1, v.subtree(c)[0])):
            return c
    return next((c for c in found if c > verb or not {";", ":"} & set(v.lowers[c:verb])), None)


def _circumstance(v: View, verb: int, clause: int) -> bool:
    """Whether a clause that the parse took for what is said only tells when or where: "said while leaving"."""
    token = v.tokens[clause]
    if token.tag == "VBN" and clause > verb and v.child(clause, "aux", "auxpass", "nsubj", "nsubjpass", "mark") is None:
        return True  # "said at a meeting held on Monday"
    first = v.subtree(clause)[0]
    if clause > verb:
        return v.lowers[first] in _WHILE or (v.lowers[first] == "when" and v.tokens[verb].lemma in ("say", "add"))
    goal = v.child(verb, "xcomp")  # "As the tide came in, the mayor asked them to ..."
    return goal is not None and goal > verb and v.tokens[first].pos in ("ADP", "SCONJ")


def _content(v: View, verb: int) -> list[tuple[int, int]]:
    lemma = v.tokens[verb].lemma.lower()
    clause = _complement(v, verb)
    if clause is not None and lemma in CLAUSE and (v.tokens[clause].tag != "VBG" or _finite(v, clause, lemma)):
        return _clause(v, verb, clause)
    if lemma in FINDING and (shown := _shown(v, verb)) is not None:
        return [shown]
    if lemma in INFINITIVE:
        goal = v.child(verb, "xcomp", "ccomp")
        if goal is not None and goal > verb and any(v.lower(c) == "to" for c in v.children[goal]):
            own = v.subtree(goal)
            first = own[0]
            person = v.child(verb, "dobj")
            if lemma in PEOPLE_OBJECT and person is not None and verb < person < goal:
                first = min(first, v.subtree(person)[0])
            return [(max(first, verb + 1), own[-1] + 1)]
    if lemma in GERUND:
        goal = v.child(verb, "xcomp")
        if goal is not None and goal > verb and v.tokens[goal].tag == "VBG" and v.subtree(goal)[0] == verb + 1:
            return [(verb + 1, v.subtree(goal)[-1] + 1)]
    if lemma in JUDGE:
        judged = _judged(v, verb)
        if judged is not None:
            return [judged]
    if lemma in TOPIC_PREP:
        for child in v.children[verb]:
            if v.tokens[child].dep in ("prep", "dative") and child > verb and v.lower(child) in TOPIC_PREP[lemma]:
                own = v.subtree(child)
                if len(own) > 2:
                    return [(own[0] + 1, own[-1] + 1)]
    if lemma in TOPIC:
        topic = v.child(verb, "dobj")
        if topic is not None and topic > verb and len(v.subtree(topic)) > 2:
            own = v.subtree(topic)
            return [(max(own[0], verb + 1), own[-1] + 1)]
    return []


def _judged(v: View, verb: int) -> tuple[int, int] | None:
    """`called [the plan a disgrace]`, `described [it as ...]`: object and judgement."""
    parts = [
        c
        for c in v.children[verb]
        if c > verb
        and (
            v.tokens[c].dep in ("dobj", "oprd", "ccomp", "xcomp", "acomp", "attr")
            or (v.tokens[c].dep == "prep" and v.lower(c) in ("as", "for", "of"))
        )
    ]
    if len(parts) < 2 and not (parts and v.tokens[parts[0]].dep == "ccomp"):
        return None
    return verb + 1, max(v.subtree(c)[-1] for c in parts) + 1


def _loose(v: View, verb: int) -> list[tuple[int, int]]:
    """A verb of speech whose clause the parse lost: the rest of the sentence, or the sentence before it."""
    token = v.tokens[verb]
    low, high = v.bounds[token.sentence]
    head = v.child(verb, "nsubj")
    if token.lemma.lower() not in SAY or token.tag not in ("VBD", "VBZ", "VBP", "VBN") or head is None:
        return []
    first = v.subtree(head)[0]
    if v.tokens[first].begin > token.begin:
        first = verb
    behind = [k for k in range(verb + 1, high) if v.tokens[k].pos != "PUNCT"]
    finite = any(v.tokens[k].tag in _FINITE for k in range(low, first))  # not "In a statement, X said"
    if first - low >= 5 and v.lower(first - 1) == "," and len(behind) <= 5 and finite:
        return [(low, first - 1)]
    if head < verb and len(behind) >= 5 and v.tokens[behind[0]].pos in ("PRON", "DET", "PROPN", "SCONJ", "NOUN", "NUM"):
        finite = any(v.tokens[k].tag in _FINITE for k in behind)
        if finite and behind[0] == verb + 1 and v.child(verb, "dobj") is None:
            return [(behind[0], behind[-1] + 1)]
    return []


def _parenthetical(v: View, verb: int) -> list[tuple[int, int]]:
    """`The road, he said, is shut`, `As he said, the road is shut`: the sentence around a reporting clause."""
    token, subject_ = v.tokens[verb], v.child(verb, "nsubj")
    if token.dep not in ("parataxis", "ccomp", "advcl", "conj", "dep", "ROOT") or token.lemma.lower() not in CLAUSE:
        return []
    low, high = v.bounds[token.sentence]
    words = v.subtree(verb) if token.dep != "ROOT" else []
    hearer = v.child(verb, "dobj") if token.lemma.lower() in PEOPLE_OBJECT or token.lemma.lower() == "tell" else None
    if not words or subject_ is None or v.child(verb, "ccomp", "xcomp", "dobj") not in (None, hearer):
        return []
    a, b = _trim(v, min(v.subtree(subject_)[0], verb), words[-1] + 1)  # what leads to it belongs to what is said
    mark = v.child(verb, "mark")
    if mark is not None and v.lowers[mark] == "as" and mark < a:
        a = mark
    elif mark is not None or a == low:
        return []
    if a >= b or b - a > 12 or (b < high and v.lower(b) not in (",", ".", "–", "—", "--")):
        return []
    if a - low > 1 and v.lower(a - 1) not in (",", "–", "—", "--"):
        return []
    return [r for r in ((low, a), (b, high)) if r[1] - r[0] > 1]


def _according(v: View, at: int) -> Reported | None:
    """`according to X`: the rest of the sentence is X's."""
    to = at + 1
    low, high = v.bounds[v.tokens[at].sentence]
    if to >= high or v.lower(to) != "to":
        return None
    head = next((n for n in (v.child(to, "pobj"), v.child(at, "pobj")) if n is not None), None)
    if head is None:
        return None
    own = v.subtree(head)
    end = own[-1] + 1
    a, b = noun_phrase(v, head, to + 1, high)
    parts = [r for r in ((low, at), (end, high)) if r[1] - r[0] > 2]
    spans = tuple(_spans(v, parts))
    if not spans:
        return None
    return Reported(spans, (v.tokens[at].begin, v.tokens[to].end), (v.tokens[a].begin, v.tokens[b - 1].end), at)


_TOLD = frozenset(("VBD", "VBZ", "VBP"))


def _other_view(v: View, low: int, verb: int) -> int | None:
    """Where a clause of another speaker begins: "..., while others said": its subject and verb follow closely."""
    for n in range(verb - 1, max(low, verb - 8), -1):
        if v.lowers[n] in ("while", "whereas") and v.lowers[n - 1] == ",":
            return n - 1
        if v.tokens[n].pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _until_next(v: View, low: int, high: int) -> int:
    """The end of a content before the same speaker's next report: ", adding that ...", "but said ..."."""
    for n in range(low + 3, high):
        token = v.tokens[n]
        if token.pos != "VERB" or token.lemma.lower() not in REPORT:
            continue
        word = v.lower(n - 1)
        if token.tag in _TOLD and token.lemma.lower() in SAY and (other := _other_view(v, low, n)) is not None:
            return other
        if token.tag == "VBG" and word == ",":
            return n - 1
        if token.tag in _TOLD and v.tokens[n - 1].pos == "CCONJ" and token.lemma.lower() in SAY:
            return n - 1
    return high


def _spans(v: View, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out = []
    for low, high in ranges:
        a, b = _trim(v, low, _until_next(v, low, high))
        if a < b:
            out.append((v.tokens[a].begin, v.tokens[b - 1].end))
    return out


def _undergone(v: View, n: int) -> bool:
    """Whether a participle tells what somebody undergoes: "Asked whether ...", "Accused of ..."."""
    token = v.tokens[n]
    lemma = token.lemma.lower()
    if (
        token.tag != "VBN"
        or lemma not in _UNDERGONE
        or not (token.dep == "advcl" or (token.dep == "acl" and lemma == "ask"))
    ):
        return False
    return v.child(n, "agent", "auxpass", "nsubj", "aux") is None


def reported(v: View) -> list[Reported]:
    """All reported speech of an article, in order of its cues."""
    out: list[Reported] = []
    if not v.tagged:
        return out
    for n, (token, low) in enumerate(zip(v.tokens, v.lowers, strict=True)):
        if low == "according":
            found = _according(v, n)
            if found:
                out.append(found)
            continue
        if token.pos != "VERB" or token.lemma.lower() not in GOVERNING or _undergone(v, n):
            continue
        if token.lemma == "respond" and v.lowers[n + 1 : n + 2] == ["to"]:
            continue  # "when divers responded to the call, two boats were gone"
        parts = _content(v, n) or _parenthetical(v, n) or _loose(v, n)
        spans = _spans(v, parts)
        if spans:
            out.append(Reported(tuple(spans), _cue(v, n), _speaker(v, n), n))
    return out
