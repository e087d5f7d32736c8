"""Statements and releases that tellings quote or go back to: whose they are, and what a telling has from them.

A statement is its issuer's, and the issuer is whoever speaks in the sentence: a body under its full name ("the state
police said in a news release"), somebody who speaks for one, or somebody who speaks for himself. What is quoted from a
statement is the statement's; the telling around it is its outlet's own. So these are derivations of quotes alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tellings.collate.derivations_text import Body, fold
from tellings.collate.origins_cited import told_elsewhere
from tellings.collate.origins_missing import LONG, NOBODY, ROLES, names_it, own_text
from tellings.collate.origins_sources import Absent, Sources, issuer_of
from tellings.records import Evidence, Quote, StatementMember

#: Confidence that what stands beside the mention of a statement is the statement's.
STATED = 0.5
#: Quoted words that are a statement's in a telling whose source it is called ("according to a news release").
SOME = 3
_MODIFIED = r"(?:(?!opening|closing|impact|sworn|false|witness|mission|financial)[\w’'-]+ ){0,3}?"
_TO_COURT = r"(?! (?:of|to (?:the )?(?:police|detectives|investigators|deputies|officers|authorities|court|judge)))"
#: What says that a sentence tells what a statement says. Linear: every repetition is bounded.
_STATEMENT = re.compile(
    rf"\b[Ii]n (?:an?|the|its|his|her|their|another|one) {_MODIFIED}(?:statement|release|communiqu[eé])\b{_TO_COURT}"
    rf"|\b(?P<issued>released|issued|put out) (?:an?|the|this|another) {_MODIFIED}"
    rf"(?:statement|communiqu[eé])\b{_TO_COURT}"
)
#: The same, where the sentence names no issuer: "according to a news release", "the press release said".
_RELEASE = re.compile(
    r"\b[Aa]ccording to (?:an?|the) (?:[\w’'-]+ ){0,2}?(?:press|news|media) release\b(?! (?:from|by|of|issued))"
    r"|\b(?:[Tt]he|[Aa]) (?:[\w’'-]+ ){0,2}?(?:press|news|media) release (?:also )?"
    r"(?:said|says|states?|stated|adds?|added)\b"
)
#: Words of a body's name that are not its own.
_SMALL = frozenset("the a an its his her their our my your this that".split())
#: Offices that stand before a name; those whose holders speak for themselves.
_ELECTED = frozenset("gov governor sen senator rep representative congressman congresswoman leader mayor".split())
_OFFICES = (
    ROLES | _ELECTED | frozenset("general gen col colonel maj major trooper deputy det detective cpl pfc".split())
)
_SOURCES = ("statement", "release", "communiqu")
_CAPITALS = re.compile(r"[A-Z][\w&’'-]*+\.?(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w&’'-]*+\.?){0,8}")
#: Behind somebody's name: for whom he speaks.
_SPEAKS_FOR = re.compile(
    r"^(?: [A-Z][\w.’'-]+){0,3},? (?:who is )?(?:an? |the )?(?:[a-z-]+ ){0,4}(?:for|of|at|with) (?:the )?(?P<body>"
    r"[A-Z][\w&’'-]*+(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w&’'-]*+){0,8})"
)
#: A body by what it is, in lower case: "state police", "the sheriff's office", "the school district".
_IS_A = re.compile(
    r"(?:the |its |their |an? )?(?:[\w-]+ ){0,2}(?P<head>police(?: department)?"
    r"|(?:sheriff|prosecutor|attorney|coroner|mayor|governor)[’']?s?[’']? (?:office|department)"
    r"|department|ministry|company|university|hospital|school district|district|agency|bureau|committee|commission"
    r"|club|church|airline|team)\b"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """That a sentence of a telling tells what somebody's statement says."""

    telling: int
    sentence: int
    name: str  # the issuer
    person: bool
    begin: int
    end: int
    quoted: int  # quoted words of one voice in it or beside it
    source: bool = False  # the sentence gives it as its source


def _quoted(body: Body, sentence: int) -> int:
    """How many words are quoted in a sentence or in the next one, whichever quotes more."""
    begins = [bisect_left(body.words.sentence, sentence + n) for n in range(3)]
    return max(sum(body.words.quoted[first:last]) for first, last in pairwise(begins))


def _full(head: str, texts: Sequence[str]) -> str:
    """A body's full name, most often and first: "state police" -> "Vale State Police"; "" where none stands there."""
    words = [re.escape(w.capitalize()).replace("’", "'").replace("'", "(?:'|’)") for w in head.split()]
    if not words:
        return ""
    ends = " ".join(words) + ("(?: Department)?" if words[-1] == "Police" else "")
    whole = re.compile(rf"(?<![\w’'])(?:[A-Z][\w.&’'-]*+ (?:of )?(?:the )?){{1,4}}?{ends}(?!\w)")
    for text in texts:
        named = Counter(m[0].removeprefix("The ") for m in whole.finditer(text))
        named = Counter({name: n for name, n in named.items() if fold(name) != fold(head)})
        if named:
            return min(named, key=lambda name: (-named[name], len(name), name))
    return ""


def _longer(name: str, texts: Sequence[str]) -> str:
    """A name as it goes on wherever it stands: "Vale County Sheriff's" -> "Vale County Sheriff's Office"."""
    for text in texts:
        after = Counter(m[1] for m in re.finditer(rf"{re.escape(name)}(?: ([A-Z][\w’'-]*+))?", text))
        word, times = after.most_common(1)[0] if after else (None, 0)
        if word and times == sum(after.values()):
            return f"{name} {word}"
    return name


def _whole_name(last: str, texts: Sequence[str]) -> str:
    """Somebody's name with his first name, as it is mostly written."""
    pattern = re.compile(rf"(?<![\w’'.])((?:[A-Z][\w’'-]*+\.? ){{1,3}}){re.escape(last)}(?!\w)")
    for text in texts:
        named: Counter[str] = Counter()
        for m in pattern.finditer(text):
            first: list[str] = []
            for w in m[1].split():
                first = [] if fold(w).strip(".") in _OFFICES | NOBODY else [*first, w]
            if first:
                named[" ".join((*first, last))] += 1
        if named:
            return min(named, key=lambda name: (-named[name], name))
    return last


def _bare(run: str) -> str:
    """A run of capitals without what only begins a sentence, and without a genitive's ending."""
    words = run.split()
    while words and fold(words[0]) in NOBODY | _SMALL:
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")


def _before(text: str, begin: int) -> int:
    """Where the run of capitals begins in which a name stands: an office and a body may be before it."""
    for m in _CAPITALS.finditer(text, max(0, begin - 80), begin + 1):
        if m.end() >= begin:
            return m.start()
    return begin


def _of_body(spoken: str, texts: Sequence[str]) -> str:
    """The full name of a body that is called by what it is; its own words where it has no other name."""
    words = [w for w in spoken.split() if fold(w) not in _SMALL]
    for k in range(len(words)):
        if name := _full(" ".join(words[k:]).lower(), texts):
            return name
    return " ".join(words)


def _stands_alone(name: str, texts: Sequence[str]) -> bool:
    """Whether a name stands somewhere without a capital behind it: "Senate Majority" (Leader) does not."""
    alone = re.compile(rf"(?<![\w’'-]){re.escape(name)}(?!\w)(?! [A-Z])")
    return any(alone.search(text) for text in texts)


def _issuer(body: Body, begin: int, end: int, texts: Sequence[str]) -> tuple[str, bool]:
    """Whose statement it is, by the place that names who speaks: (name, whether it is a person)."""
    spoken = body.text[begin:end]
    if _IS_A.fullmatch(fold(spoken)) and not any(w[:1].isupper() for w in spoken.split()[1:]):
        return _of_body(spoken, texts), False
    first = _before(body.text, begin)
    runs = [_bare(m[0]) for m in _CAPITALS.finditer(body.text, first, end)]
    run = next((r for r in reversed(runs) if r), "")
    if not run:
        return "", True
    if (of := re.search(r" (?:of|for) (?:the )?(?=[A-Z])", run)) and fold(run.split()[0]).strip(".") in _OFFICES:
        return run[of.end() :], False
    words = run.split()
    at = [n for n, w in enumerate(words) if fold(w).strip(".,") in _OFFICES]
    if any(fold(words[n]) == "mayor" for n in at):
        places = Counter(m[0] for text in texts for m in _PLACE.finditer(text))
        if places:
            return min(places, key=lambda name: (-places[name], name)), True
    if at and at[0] > 0 and fold(words[at[0]]).strip(".") not in _ELECTED:
        name = _longer(" ".join(words[: at[0]]), texts).removeprefix("The ")
        if not name.endswith(("'s", "’s")) and _stands_alone(name, texts):
            return name, False
    if at and (after := _SPEAKS_FOR.match(body.text, end)) is not None:
        return after["body"], False
    named = words[at[-1] + 1 :] if at else words
    if not named:
        return "", True
    if len(named) == 1 and not named[0].isupper():
        return _whole_name(named[0], texts), True
    name = " ".join(named)
    return name, not _IS_A.search(fold(name))


#: The same inside a sentence: a body that is named by what it is, or in full.
_NAMED = (
    r"(?:[A-Z][\w’'-]*+ ){0,4}(?:[Pp]olice(?: [Dd]epartment)?"
    r"|(?:[Ss]heriff|[Pp]rosecutor|[Aa]ttorney|[Cc]oroner)[’']?s?[’']? "
    r"(?:[Oo]ffice|[Dd]epartment)"
    r"|[Dd]epartment|[Mm]inistry|[Uu]niversity|[Hh]ospital|[Ss]chool [Dd]istrict|[Bb]ureau)\b"
)
_BODY_NAMED = re.compile(rf"\b{_NAMED}")
#: Behind a statement: whose it is, though somebody else speaks.
_GIVEN_BY = re.compile(rf" (?:issued |released |sent |given )?(?:from|by) (?:the )?(?P<body>{_NAMED})")
#: What a mayor speaks for.
_PLACE = re.compile(r"\b(?:Town|City|Village|Borough|Municipality) of [A-Z][\w.’'-]*+(?: [A-Z][\w.’'-]*+){0,3}")


def _speaker(body: Body, at: int, quotes: Sequence[Quote]) -> tuple[int, int] | None:
    """The place that names who speaks in a sentence, or in what follows its colon; a name rather than a pronoun."""
    begin, end = body.sentences[at]
    follows = body.text[begin:end].rstrip().endswith(":") and at + 1 < len(body.sentences)
    last = body.sentences[at + 1][1] if follows else end
    for inside in (True, False):
        for q in quotes:
            if q.begin >= last or q.end <= begin or q.speaker_begin is None or q.speaker_end is None:
                continue
            if (begin <= q.speaker_begin < end) != inside:
                continue
            spoken = body.text[q.speaker_begin : q.speaker_end]
            named = any(w[:1].isupper() for w in spoken.split()[-2:]) or _IS_A.fullmatch(fold(spoken))
            if not named and q.antecedent_begin is not None and q.antecedent_end is not None:
                return q.antecedent_begin, q.antecedent_end
            return q.speaker_begin, q.speaker_end
    return None


def statement_in(sentence: str) -> re.Match[str] | None:
    """Where a sentence says that what it tells was said in a statement or release; None where it does not."""
    return _STATEMENT.search(sentence) if any(word in sentence for word in _SOURCES) else None


def _subject(body: Body, begin: int, end: int) -> tuple[int, int] | None:
    """The name of whoever issues a statement, before the verb; None where that is a pronoun."""
    runs = [m for m in _CAPITALS.finditer(body.text, begin, end) if " " in _bare(m[0])]
    return (runs[-1].start(), runs[-1].end()) if runs else None


def stated(found: Sources, quotes: Sequence[Quote]) -> Iterator[Stated]:
    """Every sentence that tells what somebody's statement says."""
    by_article: dict[str, list[Quote]] = {}
    for q in sorted(quotes, key=lambda q: (q.article, q.begin, q.end)):
        by_article.setdefault(q.article, []).append(q)
    all_texts = [b.text for b in found.bodies]
    for n, body in enumerate(found.bodies):
        if not any(word in body.text for word in _SOURCES):
            continue
        texts = [body.text, *(text for m, text in enumerate(all_texts) if m != n)]
        for at, (begin, end) in enumerate(body.sentences):
            sentence = body.text[begin:end]
            match = statement_in(sentence)
            if match is None:
                continue
            if given := _GIVEN_BY.match(body.text, begin + match.end()):
                span = (begin + match.start(), begin + match.end())
                yield Stated(n, at, _of_body(given["body"], texts), False, *span, _quoted(body, at))
                continue
            place = _subject(body, begin, begin + match.start()) if match["issued"] else None
            place = place or _speaker(body, at, by_article.get(body.article, ()))
            if place is None:
                continue
            name, person = _issuer(body, *place, texts)
            if len(name) > 1:
                span = (begin + match.start(), begin + match.end())
                yield Stated(n, at, name, person, *span, _quoted(body, at))


#: What gives a statement as the source of a sentence.
_BY = re.compile(r"\b[Aa]ccording to (?:an?|the) ")


def _issued(found: Sources) -> Iterator[Stated]:
    """The same of bodies that are named as issuing a statement in another form: "a release from the board"."""
    for i in found.issued:
        body = found.bodies[i.telling]
        at = next((n for n, (begin, end) in enumerate(body.sentences) if begin <= i.begin < end), None)
        if i.name and not i.person and at is not None:
            source = _BY.search(body.text, max(0, i.begin - 32), i.end) is not None
            name = _longer(i.name, [b.text for b in found.bodies]).removesuffix("'s").removesuffix("’s")
            yield Stated(i.telling, at, name, False, i.begin, i.end, _quoted(body, at), source)


def _one(name: str, other: str) -> bool:
    """Whether two names are one issuer's: one stands in the other, or is its initials."""
    return names_it(name, other) or names_it(other, name)


#: Beside a body's name: that it says something.
_SPEAKS = re.compile(r"\b(?:said|says?|reported|announced|confirmed|identified|according to)\b")


def _around(match: re.Match[str]) -> tuple[int, int]:
    """A body's name with the few words on either side of it, one of which may say that it speaks."""
    return max(0, match.start() - 18), match.end() + 16


def _says_most(found: Sources, n: int, texts: Sequence[str]) -> str:
    """The full name of the body that says most in a telling, or else of one whose statement another telling names."""
    text = found.bodies[n].text
    heads = Counter(m[0] for m in _BODY_NAMED.finditer(text))
    speaking = Counter(m[0] for m in _BODY_NAMED.finditer(text) if _SPEAKS.search(text, *_around(m)))
    issuing = [i.name for i in found.issued if i.telling != n and i.name and not i.person]
    for counted in (speaking, heads):
        whole: Counter[str] = Counter()
        for head, times in counted.items():
            name = _of_body(head, texts)
            if counted is speaking or any(_one(name, other) for other in issuing):
                whole[name] += times
        if whole:
            return min(whole, key=lambda name: (-whole[name], name))
    # "Vale County Sheriff's detectives" are of the office
    return next((name for name in sorted(issuing) if " " in name and name.rsplit(" ", 1)[0] in text), "")


def _unnamed(found: Sources, n: int) -> Iterator[Stated]:
    """Sentences that give a release as their source and name no issuer.

    It is that of the body which says most in the telling, or of one whose release another telling names.
    """
    body = found.bodies[n]
    texts = [body.text, *(b.text for m, b in enumerate(found.bodies) if m != n)]
    name: str | None = None
    for at, (begin, end) in enumerate(body.sentences):
        sentence = body.text[begin:end]
        match = _RELEASE.search(sentence) if "release" in sentence else None
        if match is None:
            continue
        if name is None:
            name = _says_most(found, n, texts)
        if len(name) > 1:
            spans = begin + match.start(), begin + match.end()
            yield Stated(n, at, name, False, *spans, _quoted(body, at), True)


def statements_stated(found: Sources, quotes: Sequence[Quote], members: Sequence[StatementMember]) -> None:
    """Add the statements that tellings quote or hand on, and that are not among them.

    A good deal is quoted, of what another telling tells too; or a body's release is said to be the source, and
    something is quoted from it, or another telling of the story has it for a source.
    """
    shared, near = told_elsewhere(members), told_elsewhere(members, 0.0)
    listed = list(stated(found, quotes))
    told_whose = {(s.telling, s.sentence) for s in listed}
    listed += [s for s in _issued(found) if (s.telling, s.sentence) not in told_whose]
    listed += [s for n in range(len(found.bodies)) for s in _unnamed(found, n)]
    held = [(a.child, issuer_of(a)) for a in found.absent]
    for wanted in (True, False):  # what is shown by the telling alone first: others may then go back to it too
        for s in sorted(listed, key=lambda s: (s.telling, s.sentence, s.name)):
            body, about = found.bodies[s.telling], found.known[s.telling]
            if about.release or any(c == s.telling and _one(name, s.name) for c, name in held):
                continue
            if own_text(found.bodies, s.name) or s.sentence in about.citing:
                continue
            begin, end = body.sentences[s.sentence]
            if wanted and s.person:  # what is quoted may go on
                end = body.sentences[min(s.sentence + 1, len(body.sentences) - 1)][1]
            places = (shared if s.person else near).get(body.article, ())
            told = any(a < end and begin < b for a, b in places)
            if wanted and not (s.quoted >= LONG and told):
                continue
            others = any(c != s.telling and _one(name, s.name) for c, name in held)
            if not wanted and (s.person or about.credited or about.own_agency or not ((others and told) or s.source)):
                continue
            held.append((s.telling, s.name))
            what = "quotes" if s.quoted >= SOME else "gives as a source"
            text = f"{what} a statement by {s.name}"
            spans = (Evidence(body.article, s.begin, s.end),)
            name = f"{s.name} statement"
            found.absent.append(Absent(s.telling, name, "document", "quotes-only", STATED, text, spans))
