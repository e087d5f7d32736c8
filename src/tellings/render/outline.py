"""A story's outline: a letter, a name and an origin for each telling, and the order in which a page says things.

Everything here is a pure function of a finished story; terminal and page both use it, so that they say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from tellings import views
from tellings.judgements import phrase
from tellings.ranges import independent
from tellings.render.wording import between, day, days, flat, letters, origin_name, plural, sentence

#: How an absent parent's id begins.
MISSING = "missing:"

#: Support from which a place says a statement's text; below, it only says something near.
SAYS = 0.5

#: A statement repeats another when so much of the shorter one's words are the other's.
_REPEATED = 0.75


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tellings of one origin that show the same thing."""

    origin: views.Origin | None
    number: int  # the origin's position in the story; -1 without one
    tellings: tuple[str, ...]


def sayers(statement: views.Statement) -> list[views.Said]:
    """The places that surely say a statement's text: the ones that its number of origins counts."""
    return [e for e in statement.tellings if e.support >= SAYS]


def united(story: views.Story) -> list[views.Statement]:
    """The statements that several tellings make, those of one text as one: whoever says it in any of them says it."""
    by: dict[str, list[views.Statement]] = {}
    for s in story.statements:
        if len({e.telling for e in sayers(s)}) > 1:
            by.setdefault(" ".join(_tokens(s.text)), []).append(s)
    return [listed[0] if len(listed) == 1 else _union(story, listed) for listed in by.values()]


def _union(story: views.Story, listed: Sequence[views.Statement]) -> views.Statement:
    best: dict[str, views.Said] = {}
    for e in (e for s in listed for e in s.tellings):
        if e.telling not in best or e.support > best[e.telling].support:
            best[e.telling] = e
    against = {(x.discrepancy, x.value): x for s in listed for x in s.otherwise}
    rank = {t: n for n, t in enumerate(story.tellings)}
    places = tuple(sorted(best.values(), key=lambda e: (rank[e.telling], e.begin)))
    many = listed[0].independent_origins
    told = {e.telling for e in places if e.support >= SAYS}
    if told != {e.telling for e in sayers(listed[0])}:
        most, found = story.independent_origins.max, independent([story], told)
        many = views.Range(min(found.min, most), min(found.max, most), None, None)  # some have no more than all
    return replace(listed[0], independent_origins=many, tellings=places, otherwise=tuple(against.values()))


class Outline:
    """A story's labels: a letter for each telling, its outlet, its origin."""

    def __init__(self, story: views.Story, tellings: dict[str, views.Telling]) -> None:
        self.story = story
        self.tellings = {t: tellings[t] for t in story.tellings}
        self.letter = {t: letters(n) for n, t in enumerate(story.tellings)}
        self.rank = {t: n for n, t in enumerate(story.tellings)}
        self.origins = {o.id: o for o in story.origins}
        self.origin_of = {t: o for o in story.origins for t in o.tellings}
        self.single = len(story.tellings) == 1
        self._dated = any(t.published for t in self.tellings.values())
        self.origin_number = {o.id: n for n, o in enumerate(story.origins)}
        bare = [t for t in self.tellings.values() if not flat(t.source or "")]
        borne = Counter(PurePath(t.path).name for t in bare)
        self._files = {
            file: self.name(t.id)
            for t in bare
            if borne[file := PurePath(t.path).name] == 1 and len(file) > 2 and not file.isdecimal()
        }
        longest = sorted(self._files, key=lambda file: (-len(file), file))
        self._file = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    def name(self, telling: str) -> str:
        """The outlet, else the host of its address, else a file's name that reads like one, else its letter."""
        t = self.tellings[telling]
        if t.source and flat(t.source):
            return flat(t.source)
        if t.path == "-":
            return "standard input"
        return flat(_host(t.url)) or _readable(t.path) or f"telling {self.letter[telling]}"

    def label(self, telling: str) -> str:
        """Its letter and, where it has one, its name."""
        return f"{self.letter[telling]} {self.name(telling)}" if self.named(telling) else self.letter[telling]

    def named(self, telling: str) -> bool:
        """Whether a telling has a name beside its letter."""
        return self.name(telling) != f"telling {self.letter[telling]}"

    def said(self, text: str) -> str:
        """A text of a room on one line, with names or letters of tellings in place of their files' names.

        A file's name that two tellings bear, or that may be a number of the text, stays.
        """
        return flat(text if self._file is None else self._file.sub(lambda file: self._files[file[0]], text))

    def origin(self, origin: views.Origin) -> str:
        """An origin's label."""
        return self.said(origin_name(origin))

    def doubtful(self, telling: str) -> str | None:
        """Why a telling stands beside its origin only perhaps, and may stand alone; None where that is sure."""
        found = [d for d in self.story.derivations if d.child == telling and d.kind != "quotes-only"]
        if not found or any(d.joined and telling in (d.child, d.parent) for d in self.story.derivations):
            return None
        best = max(d.confidence for d in found)
        return f"{best:.0%} sure: counted with its origin at the lower end of the range, alone at the upper"

    def date(self, telling: str) -> str:
        """When it was published; nothing where no telling of the story is dated."""
        return day(self.tellings[telling].published) if self._dated else ""

    def misdated(self) -> list[tuple[str, str]]:
        """Tellings whose page gives a day long after the others, with what to say of it."""
        listed = [self.tellings[t] for t in self.story.tellings]
        return [
            (t.id, f"dated {' and '.join(map(day, t.dated_itself))}, long after the others; counted as of "
             f"{day((t.published or '')[:10])} with them")
            for t in listed if t.dated_itself
        ]  # fmt: skip

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
        """From the first telling to the last, as people read it; nothing where none is dated."""
        if not self.story.first and not self.story.last:
            return ""
        return days(self.story.first, self.story.last)

    def verdict(self) -> str:
        """How many tellings, how many independent origins."""
        n, r = len(self.story.tellings), self.story.independent_origins
        if n == 1:
            return "1 telling"
        if not r.max:
            return f"{n} tellings, none with enough text to count origins"
        count = f"{r.min} to {r.max}" if r.min != r.max else str(r.max)
        return f"{plural(n, 'telling')}, {count} independent {'origin' if r.max == 1 else 'origins'}"

    def why(self) -> list[str]:
        """The reasons for the range, a sentence each."""
        if len(self.story.tellings) == 1:
            return ["Nothing to compare it with: no other telling of this event is among the inputs."]
        r = self.story.independent_origins
        if not r.max:
            return []
        low, high = self.said(r.why_min or ""), self.said(r.why_max or "")
        if r.min == r.max:
            return [sentence(high or low)] if high or low else []
        return [f"{head} {n}: {text}" for head, n, text in (("At least", r.min, low), ("At most", r.max, high)) if text]

    def shared(self) -> list[views.Statement]:
        """Statements that two tellings or more make; what says little new, and what is only a headline, comes last.

        A statement says little new when most of the places that make it make others shown before (a sentence is the
        place of several statements). One whose words mostly are another's, made by no further telling, is left out.
        """
        told: dict[str, list[views.Said]] = {}
        before: list[tuple[frozenset[str], set[str]]] = []
        fresh: list[views.Statement] = []
        again: list[views.Statement] = []
        for s in united(self.story):
            places = sayers(s)
            tellings = {e.telling for e in places}
            if len(tellings) < 2:
                continue
            own = _content(s.text)
            alike = [had for words, had in before if _again(own, words)]
            if any(tellings <= had for had in alike):
                continue
            held = [any(e.begin < x.end and x.begin < e.end for x in told.get(e.telling, ())) for e in places]
            headline = any(flat(self.tellings[t].headline or "") == flat(s.text) for t in tellings)
            (again if headline or alike or 2 * sum(held) >= len(places) else fresh).append(s)
            before.append((own, tellings))
            for e in places:
                told.setdefault(e.telling, []).append(e)
        return _widest(fresh + again)

    def spellings(self) -> list[tuple[views.Entity, list[views.Form]]]:
        """Names that tellings write in ways of which none is only a part, other capitals or the initials of another."""
        out = []
        for e in self.story.entities:
            forms = _different(_without_titles(e)) if e.type in ("person", "organisation", "place") else []
            if len({f.tellings for f in forms}) > 1:
                out.append((e, forms))
        return out


def _widest(found: Sequence[views.Statement]) -> list[views.Statement]:
    """The statements, without those that another tells in mostly the same words of the same tellings and more."""
    listed = [(s, _content(s.text), {e.telling for e in sayers(s)}) for s in found]
    return [
        s
        for s, own, tellings in listed
        if not any(tellings < had and _again(own, words) for other, words, had in listed if other is not s)
    ]


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in _tokens(text) if w not in _SMALL)


def _again(own: frozenset[str], words: frozenset[str]) -> bool:
    """Whether most of the shorter text's words are the other's."""
    return len(own & words) >= _REPEATED * min(len(own), len(words))


def _without_titles(entity: views.Entity) -> list[views.Form]:
    """The forms of a name, without those of a person that only add what leads up to another full name of his."""
    full = [f" {f.form}" for f in entity.forms if " " in f.form] if entity.type == "person" else []
    return [f for f in entity.forms if not f.form.endswith(tuple(full))]


#: A file's name that people can read: words, no long number in it.
_WORDS = re.compile(r"(?=.*[^\W\d_]{3})(?!.*\d{3})[\w .,'’&()+-]{3,32}")


def _readable(path: str) -> str:
    stem = flat(PurePath(path).stem)
    row = path.rpartition(":")[2].isdecimal()  # of a table: its rows have one name
    return stem if not row and _WORDS.fullmatch(stem) else ""


def _host(url: str | None) -> str:
    host = (url or "").partition("//")[2].partition("/")[0].rpartition("@")[2]
    return host.removeprefix("www.")


_HONORIFICS = frozenset("mr mrs ms miss dr".split())
_SMALL = frozenset("the a an of and for in de la le du von van al el bin".split())


def _tokens(form: str) -> list[str]:
    return [w.casefold() for w in re.findall(r"[^\W_]+", form.replace("’s", "").replace("'s", ""))]


def _plain(form: str) -> str:
    return form.replace("’", "'").removesuffix("'s").replace(".", "")


def _spelt_apart(a: str, b: str) -> bool:
    """Whether two forms of the same letters differ inside a word: in a capital, a hyphen, or in how they are joined."""
    if any(min(map(len, _tokens(form)), default=0) < 2 for form in (a, b)):
        return False  # "J. R." and "JR" are the same letters
    x, y = ([w for w in _plain(form).split() if w.casefold() not in _SMALL] for form in (a, b))
    if len(x) != len(y):
        return True
    both = ((m, n) for m, n in zip(x, y, strict=True) if not m.isupper() and not n.isupper())  # "SEOUL" is printed so
    return any(m[:1].casefold() + m[1:] != n[:1].casefold() + n[1:] for m, n in both)


def _different(forms: Sequence[views.Form]) -> list[views.Form]:
    """The forms, without those that another form holds: as words, or as the first letters of its words.

    Capitals that begin words make no other form; capitals and hyphens inside a word do: "Min-Ho", "Min-ho".
    """
    words = [_tokens(f.form) for f in forms]
    content = [[w for w in ws if w not in _SMALL | _HONORIFICS] or ws for ws in words]
    joined = ["".join(ws) for ws in words]
    initials = [{"".join(w[0] for w in ws) for ws in (words[n], content[n])} for n in range(len(forms))]

    def held(n: int, m: int) -> bool:
        """Whether form n says no more than form m."""
        if joined[n] == joined[m] and _spelt_apart(forms[n].form, forms[m].form):
            return False
        if set(content[n]) == set(content[m]) or joined[n] == joined[m]:
            return m < n
        return set(content[n]) < set(content[m]) or joined[n] in initials[m]

    return [f for n, f in enumerate(forms) if not any(n != m and held(n, m) for m in range(len(forms)))]


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
        return outline.label(parent)
    return flat(parent.removeprefix(MISSING))


def judgements(report: views.Report) -> list[tuple[str, str]]:
    """(the two tellings' files, what was judged of them) for every judgement that the report obeys."""
    paths = {t.id: t.path for t in report.tellings}
    ends = [(paths.get(j.a, j.a), paths.get(j.b, j.b)) for j in report.judgements]
    said = [phrase(j.kind, j.made, j.by, j.note, (j.a_name, j.b_name)) for j in report.judgements]
    return [(f"{flat(a)} and {flat(b)}", flat(text)) for (a, b), text in zip(ends, said, strict=True)]
