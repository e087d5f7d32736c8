"""What a page says about a story, before it is terminal or HTML: labels, sentences, trees, groups.

Everything here is a pure function of a finished story; both renderings use it, so that they say the same.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tellings import views

#: What the kinds and types mean, for legends.
GLOSSARY: dict[str, dict[str, str]] = {
    "Derivations": {
        "verbatim": "reprinted, all or nearly all of it",
        "abridged": "cut, otherwise word for word",
        "rewrite": "the same text retold in other words",
        "translation": "the same text by way of another language",
        "quotes-only": "takes quotes from it, and has its own text",
    },
    "Differences": {
        "contradiction": "both cannot be true",
        "update": "a later telling knows more",
        "rounding": "the same number, coarser",
        "vaguer": "says less, not something else",
        "spelling": "one name written in two ways",
        "translation": "one expression rendered in two ways",
        "wording": "put differently; the weight may shift",
    },
    "Quotes": {
        "cut": "words left out",
        "wording": "other words inside the quotation marks",
        "translation": "rendered differently",
        "splice": "two utterances joined into one",
        "speaker": "given to somebody else",
        "qualifier": "a hedge or condition added or lost",
    },
    "Origins": {
        "agency": "the text of a news agency",
        "press release": "the text of an interested party",
        "own": "an outlet's own reporting",
        "missing": "credited or inferred, but not among these tellings",
        "unknown": "cannot be told",
    },
}

MISSING = "missing:"
_WORDS = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
#: Control characters, and the marks that turn the direction of text around: neither belongs on a page.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """A text without characters that could steer a terminal or turn a line around; each becomes "�"."""
    return _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(clean(text).split())


def plural(n: int, one: str, many: str | None = None) -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def between(r: views.Range) -> str:
    """A range in figures: "2" or "2–3"."""
    return str(r.max) if r.min == r.max else f"{r.min}–{r.max}"


def letters(n: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    out = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


def day(date: str | None) -> str:
    """An ISO date as people read it: "4 May 2031", "May 2031", "2031"; with the time of day where it is known."""
    if not date:
        return "undated"
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d:\d\d).*)?", date)
    if not match:
        return flat(date)
    year, month, number, clock = match.groups()
    names = "January February March April May June July August September October November December".split()
    if not month or not 1 <= int(month) <= 12:
        return year
    out = f"{names[int(month) - 1]} {year}"
    if number:
        out = f"{int(number)} {out}"
    return f"{out}, {clock}" if clock and clock != "00:00" else out


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tellings of one origin that show the same thing."""

    origin: views.Origin | None
    number: int  # the origin's position in the story; -1 without one
    tellings: tuple[str, ...]


class Outline:
    """A story's labels: a letter for each telling, its outlet, its origin."""

    def __init__(self, story: views.Story, tellings: dict[str, views.Telling]) -> None:
        self.story = story
        self.tellings = {t: tellings[t] for t in story.tellings}
        self.letter = {t: letters(n) for n, t in enumerate(story.tellings)}
        self.rank = {t: n for n, t in enumerate(story.tellings)}
        self.origins = {o.id: o for o in story.origins}
        self.origin_of = {t: o for o in story.origins for t in o.tellings}
        self.origin_number = {o.id: n for n, o in enumerate(story.origins)}

    def name(self, telling: str) -> str:
        """The outlet, else the file's name."""
        t = self.tellings[telling]
        return flat(t.source or "") or PurePath(t.path).name or t.path

    def clusters(self, tellings: Iterable[str]) -> list[Cluster]:
        """Tellings grouped by origin, in the order of the tellings. Tellings without an origin stand alone."""
        of: dict[str, list[str]] = {}
        for t in sorted(set(tellings), key=lambda t: self.rank[t]):
            origin = self.origin_of.get(t)
            of.setdefault(origin.id if origin else f"\0{t}", []).append(t)
        return [
            Cluster(self.origins.get(key), self.origin_number.get(key, -1), tuple(listed)) for key, listed in of.items()
        ]

    def span(self) -> str:
        """From the first telling to the last, as people read it."""
        return days(self.story.first, self.story.last)

    def verdict(self) -> str:
        """How many tellings, how many independent origins."""
        n, r = len(self.story.tellings), self.story.independent_origins
        if n == 1:
            return "1 telling"
        count = f"{r.min} to {r.max}" if r.min != r.max else str(r.max)
        return f"{plural(n, 'telling')}, {count} independent {'origin' if r.max == 1 else 'origins'}"

    def why(self) -> list[str]:
        """The reasons for the range, a sentence each."""
        if len(self.story.tellings) == 1:
            return ["Nothing to compare it with: no other telling of this event is among the inputs."]
        r = self.story.independent_origins
        low, high = flat(r.why_min or ""), flat(r.why_max or "")
        if r.min == r.max:
            return [sentence(high or low)] if high or low else []
        return [f"{head} {n}: {text}" for head, n, text in (("At least", r.min, low), ("At most", r.max, high)) if text]

    def shared(self) -> list[views.Statement]:
        """Statements that two tellings or more make."""
        return [s for s in self.story.statements if len({e.telling for e in s.tellings}) > 1]

    def alone(self) -> list[tuple[str, list[views.Statement]]]:
        """What one telling alone says, by telling."""
        of = {s.id: s for s in self.story.statements}
        out: dict[str, list[views.Statement]] = {}
        for row in self.story.only_in:
            if row.statement in of:
                out.setdefault(row.telling, []).append(of[row.statement])
        return [(t, sorted(out[t], key=lambda s: s.tellings[0].begin)) for t in self.story.tellings if t in out]

    def spellings(self) -> list[views.Entity]:
        """Names that are written in more ways than one."""
        return [e for e in self.story.entities if len(e.forms) > 1]


def origin_name(origin: views.Origin) -> str:
    """An origin's label without its kind in front, which stands beside it."""
    label = flat(origin.label)
    head, colon, rest = label.partition(":")
    return rest.strip() if colon and rest.strip() and head.strip() in GLOSSARY["Origins"] else label


def days(first: str | None, last: str | None) -> str:
    """From one day to another: "4–5 May 2031", "30 April to 2 May 2031", "undated"."""
    a, b = (day(d[:10]) if d else None for d in (first, last))
    if not a or not b or a == b:
        return a or b or "undated"
    one, other = a.split(), b.split()
    if one[1:] == other[1:] and len(one) == 3:
        return f"{one[0]}–{b}"
    if one[-1] == other[-1] and len(one) > 1:
        a = " ".join(one[:-1])
    return f"{a} to {b}"


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


def claim_verdict(claim: views.Claim) -> str:
    """The answer to a claim, in a sentence."""
    tellings = len({e.telling for c in claim.says for e in c.tellings})
    r = claim.independent_origins
    said = (
        f"{plural(tellings, 'telling says', 'tellings say')} it, from "
        f"{between(r)} independent {'origin' if r.max == 1 else 'origins'}"
    )
    others = len({e.telling for c in claim.otherwise for e in c.tellings})
    against = f"{plural(others, 'telling says', 'tellings say')} otherwise"
    return {
        "said": f"{said}. Nobody was found to say otherwise.",
        "disputed": f"{said}; {against}.",
        "otherwise": f"Nobody was found to say it; {against}.",
    }.get(claim.verdict, "Nobody was found to say it, and nobody to say otherwise.")


# ---------------------------------------------------------------- who derives from whom


@dataclass(frozen=True, slots=True)
class Node:
    """A telling or an absent parent in the tree of derivations."""

    id: str  # telling id, or "missing:" and a name
    depth: int
    derivation: views.Derivation | None  # from the node above
    also: tuple[views.Derivation, ...]  # from others
    last: tuple[bool, ...]  # for each level, whether the node is the last of its siblings


def _main(story: views.Story) -> dict[str, views.Derivation]:
    """The strongest parent of each telling; no telling is its own ancestor. Quotes alone make no parent."""
    known = set(story.tellings)
    strong = [d for d in story.derivations if d.kind != "quotes-only" and d.child in known]
    strong.sort(key=lambda d: (-d.confidence, d.child, d.parent))
    parents: dict[str, views.Derivation] = {}
    for d in strong:
        above, steps = d.parent, 0
        while above in parents and above != d.child and steps <= len(known):
            above, steps = parents[above].parent, steps + 1
        if d.child not in parents and above != d.child:
            parents[d.child] = d
    return parents


def tree(outline: Outline) -> list[Node]:
    """The derivations as a forest, depth first: absent parents and original tellings at the roots."""
    story, main = outline.story, _main(outline.story)
    rank = outline.rank
    children: dict[str, list[str]] = {}
    for child in story.tellings:
        if child in main:
            children.setdefault(main[child].parent, []).append(child)
    also: dict[str, list[views.Derivation]] = {}
    for d in story.derivations:
        if main.get(d.child) is not d:
            also.setdefault(d.child, []).append(d)
    roots = [p for p in children if p not in rank] + [t for t in story.tellings if t not in main]

    def first(root: str) -> tuple[int, int, str]:
        """Roots stand in the order of their origins, then of their earliest telling."""
        below = [root] if root in rank else children[root]
        numbers = [outline.origin_number[outline.origin_of[t].id] for t in below if t in outline.origin_of]
        return (min(numbers, default=len(story.origins)), min(rank[t] for t in below), root)

    out: list[Node] = []
    stack: list[tuple[str, int, tuple[bool, ...]]] = [
        (root, 0, (True,)) for root in sorted(roots, key=first, reverse=True)
    ]
    while stack:
        own, depth, last = stack.pop()
        out.append(Node(own, depth, main.get(own), tuple(also.get(own, ())), last))
        below = children.get(own, [])
        for n, child in reversed(list(enumerate(below))):
            stack.append((child, depth + 1, (*last, n == len(below) - 1)))
    return out


def parent_name(outline: Outline, parent: str) -> str:
    """A parent as people read it."""
    if parent in outline.rank:
        return f"{outline.letter[parent]} {outline.name(parent)}"
    return flat(parent.removeprefix(MISSING))


# ---------------------------------------------------------------- differences and quotes


def shown(reading: views.Reading) -> list[str]:
    """A reading in the words of the tellings: the most frequent form first; capitals make no other form."""
    counts = Counter(flat(e.text) for e in reading.evidence)
    forms: dict[str, str] = {}
    for words in sorted(counts, key=lambda words: (-counts[words], words)):
        forms.setdefault(words.casefold(), words)
    return list(forms.values())


def around(text: str, begin: int, end: int, inner: tuple[int, int], most: int) -> tuple[str, str]:
    """What stands before and after `inner` in text[begin:end], each cut to about `most` characters at a word."""
    before, after = clean(text[begin : inner[0]]), clean(text[inner[1] : end])
    if len(before) > most:
        _, gap, rest = before[-most:].partition(" ")
        before = "… " + (rest if gap else before[-most:])
    if len(after) > most:
        kept, gap, _ = after[:most].rpartition(" ")
        after = (kept if gap else after[:most]) + " …"
    return before, after


def diff(base: str, other: str) -> list[tuple[str, str]]:
    """What `other` changes in `base`, word by word: ("same" | "gone" | "new", words) in reading order."""
    a, b = _WORDS.findall(base), _WORDS.findall(other)
    fold = [w.lower() for w in a], [w.lower() for w in b]
    out: list[tuple[str, str]] = []

    def put(op: str, words: Sequence[str]) -> None:
        text = "".join(words)
        if not text:
            return
        if out and out[-1][0] == op:
            out[-1] = (op, out[-1][1] + text)
        else:
            out.append((op, text))

    for op, i, j, k, m in difflib.SequenceMatcher(None, *fold, autojunk=False).get_opcodes():
        if op == "equal":
            put("same", b[k:m])
        else:
            put("gone", a[i:j])
            put("new", b[k:m])
    return out


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an utterance, with everyone who has it."""

    words: str
    change: tuple[tuple[str, str], ...]  # against the fullest wording; empty for that one
    drift: tuple[str, ...]  # kinds of drift
    quotes: tuple[views.Quote, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance over the tellings."""

    speaker: str
    direct: bool
    wordings: tuple[Wording, ...]  # the fullest first
    tellings: tuple[str, ...]


def _norm(words: str) -> str:
    return " ".join(w.lower() for w in _WORDS.findall(words) if w[0].isalnum())


def _wordings(quotes: Sequence[views.Quote]) -> tuple[Wording, ...]:
    """Pieces of one telling's utterance stand together; equal words are one wording."""
    pieces: dict[tuple[str, str], list[views.Quote]] = {}
    for q in quotes:
        pieces.setdefault((q.evidence.telling, q.utterance or q.id), []).append(q)
    by: dict[str, list[tuple[str, list[views.Quote]]]] = {}
    for listed in pieces.values():
        listed.sort(key=lambda q: (q.evidence.begin, q.id))
        words = " … ".join(flat(q.evidence.text) for q in listed)
        by.setdefault(_norm(words), []).append((words, listed))
    # The wording without drift that most tellings have is the base; the longer one when they are equal.
    ranked = sorted(
        by.values(),
        key=lambda g: (any(q.drift for _, listed in g for q in listed), -len(g), -len(g[0][0]), g[0][0]),
    )
    base = ranked[0][0][0]
    out = []
    for n, group in enumerate(ranked):
        listed = [q for _, qs in group for q in qs]
        drift = tuple(dict.fromkeys(q.drift for q in listed if q.drift))
        words = group[0][0]
        out.append(Wording(words, tuple(diff(base, words)) if n else (), drift, tuple(listed)))
    return tuple(out)


def utterances(outline: Outline) -> list[Said]:
    """Who said what, in which words: what several tellings quote first, then in the order of the tellings."""
    by: dict[str, list[views.Quote]] = {}
    for q in outline.story.quotes:
        by.setdefault(q.group or q.utterance or q.id, []).append(q)
    out = []
    for listed in by.values():
        names = Counter(q.speaker_entity or q.speaker or "" for q in listed)
        names.pop("", None)
        speaker = sorted(names, key=lambda s: (-names[s], s))[0] if names else "speaker not named"
        tellings = tuple(sorted({q.evidence.telling for q in listed}, key=lambda t: outline.rank[t]))
        out.append(Said(flat(speaker), any(q.direct for q in listed), _wordings(listed), tellings))
    return sorted(
        out,
        key=lambda s: (
            -len(outline.clusters(s.tellings)),
            -len(s.tellings),
            outline.rank[s.tellings[0]],
            s.wordings[0].quotes[0].evidence.begin,
        ),
    )
