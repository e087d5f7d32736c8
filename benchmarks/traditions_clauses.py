"""A second maker of copy trees, built otherwise than traditions_make.py: what is fitted to one is checked on the other.

A fact is a frame of clauses (traditions_frames.txt). A writer has habits: words he keeps to, active or passive, what
he puts first, how he attributes. Whoever rewrites says every fact anew in habits of his own; the shape and the words
are drawn, not picked from a list of sentences. Other operations than the first maker's: a new head on an old body,
desk edits inside sentences, rewrites of rewrites that nobody printed, digests, chronicles that turn the order round,
versions by way of another language, live blogs of several parents.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from traditions_edits import NUMBERS, Unit, misspell
from traditions_make import AGENCIES, PAPERS, ROLES, Telling, page

HERE = Path(__file__).resolve().parent
FRAMES = (HERE / "traditions_frames.txt").read_text(encoding="utf-8").splitlines()
QUOTES = (HERE / "traditions_quotes.txt").read_text(encoding="utf-8").splitlines()
PIVOT = (
    ("according to", "as per"), ("said", "declared"), (" the ", " "), ("people", "humans"), ("was ", "became "),
    ("about", "circa"), ("night", "nighttime"), ("a ", "one "), (" from ", " out of "), (" at ", " by "),
    ("million", "millions of"), ("had ", "has "), (" and ", " as well as "), (" in ", " inside "),
)  # fmt: skip
#: Small words that one writer prefers to others.
HABITS = (
    (" in the ", " inside the "), (" from the ", " out of the "), (" with ", " by means of "), (" for ", " over "),
    (" after ", " following "), (" until ", " up to "), (" because ", " since "), (" only ", " no more than "),
    (" of the ", " among the "), (" at ", " around "), (" was ", " has been "), (" were ", " have been "),
    (" had ", " has "), (" by ", " through "), (" on the ", " upon the "), (" percent", " per cent"),
    (" people", " persons"), (" and ", " as well as "), (" a ", " one "), (" when ", " as "), (" to ", " so as to "),
)  # fmt: skip
KIND = {
    "reprint": "verbatim", "head": "verbatim", "cut": "abridged", "desk": "rewrite", "rewrite": "rewrite",
    "twice": "rewrite", "digest": "rewrite", "chronicle": "rewrite", "pivot": "translation", "live": "rewrite",
}  # fmt: skip
SHARES = (2, 2, 2, 4, 5, 2, 2, 1, 3, 2)


@dataclass(frozen=True)
class Frame:
    """A fact as clauses."""

    rank: int
    subject: str
    active: str
    passive: str | None
    thing: str
    adjuncts: tuple[str, ...]


@dataclass
class Writer:
    """Habits: which word of several, which shape of sentence."""

    rng: random.Random
    words: dict[str, str] = field(default_factory=dict)
    passive: float = 0.0
    front: float = 0.0
    digits: bool = True
    attributes: int = 0
    habits: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        self.passive, self.front = self.rng.uniform(0.05, 0.6), self.rng.uniform(0.05, 0.6)
        self.digits, self.attributes = self.rng.random() < 0.6, self.rng.randrange(4)
        self.habits = tuple(h for h in HABITS if self.rng.random() < 0.4)

    def pick(self, group: str) -> str:
        """The writer's own word of a group; now and then another."""
        words = group.split("|")
        if group not in self.words or self.rng.random() < 0.15:
            self.words[group] = self.rng.choice(words)
        return self.words[group]

    def fill(self, text: str, view: dict[str, str]) -> str:
        """Choices made and slots filled."""
        text = re.sub(r"\(([^()]*)\)\?", lambda m: m[1] if self.rng.random() < 0.5 else "", text)
        while "|" in text and (found := re.search(r"\(([^()]*)\)", text)):
            text = text[: found.start()] + self.pick(found[1]) + text[found.end() :]

        def value(match: re.Match[str]) -> str:
            one = view[match[1]]
            words = one.isdigit() and int(one) <= 20 and (int(one) < 10 or not self.digits) and match[1][0] != "d"
            return NUMBERS[int(one)] if words else one

        return " ".join(re.sub(r"\{(\w+)\}", value, text).split())

    def clause(self, frame: Frame, view: dict[str, str], terse: bool = False) -> str:
        """A fact as one clause: voice, order of the adjuncts, what stands first."""
        subject, thing = self.fill(frame.subject, view), self.fill(frame.thing, view)
        adjuncts = [self.fill(a, view) for a in frame.adjuncts if a and a not in view.get("left out", "")]
        if terse:
            adjuncts = adjuncts[:1]
        elif self.rng.random() < 0.3:
            self.rng.shuffle(adjuncts)
        if frame.passive and thing and self.rng.random() < self.passive:
            core = f"{thing} {self.fill(frame.passive, view)} {subject}"
        else:
            core = f"{subject} {self.fill(frame.active, view)} {thing}"
        if adjuncts and not terse and self.rng.random() < self.front:
            first = adjuncts.pop(self.rng.randrange(len(adjuncts)))
            core = f"{first}, {core}"
        core = " ".join(f"{core} {' '.join(adjuncts)}".split())
        for old, new in self.habits:
            core = core.replace(old, new)
        return core

    def sentence(self, clause: str, body: str) -> str:
        """A clause with its attribution, by habit."""
        if self.rng.random() < 0.3 and "according to" not in clause:
            forms = (f"{clause}, {body} said", f"according to {body}, {clause}", f"{body} said {clause}",
                     f"{clause}, as {body} put it")  # fmt: skip
            clause = forms[self.attributes]
        return f"{clause[0].upper()}{clause[1:]}."


def frames() -> tuple[dict[str, dict[str, Frame]], dict[str, str], dict[str, Frame], list[str]]:
    """Events with their facts, who speaks for each, facts of one writer alone, and sentences without a fact."""
    events: dict[str, dict[str, Frame]] = {}
    speaks: dict[str, str] = {}
    own: dict[str, Frame] = {}
    colour: list[str] = []
    kind = ""
    for line in FRAMES:
        if line.startswith("== "):
            kind, _, body = line[3:].partition(" | ")
            if body:
                events[kind], speaks[kind] = {}, body
        elif line and not line.startswith("#"):
            if kind == "colour":
                colour.append(line)
                continue
            head, subject, active, passive, thing, *adjuncts = (p.strip() for p in re.split(r" ?\| ?(?![^(]*\))", line))
            rank, _, name = head.partition(" ")
            frame = Frame(int(rank), subject, active, None if passive == "-" else passive, thing, tuple(adjuncts))
            if kind == "own":
                own[f"own{len(own)}"] = frame
            else:
                events[kind][name] = frame
    return events, speaks, own, colour


class Maker:
    """Makes one tradition. Everything random comes from `self.rng`."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed * 2 + 1)
        events, speaks, self.own, self.colour = frames()
        kind = self.rng.choice(sorted(events))
        self.facts, self.body = dict(events[kind]), speaks[kind]
        self.sheet = self._sheet()
        self.town = self.sheet["t1"]
        said = self.rng.sample(QUOTES, len(QUOTES))
        self.heard = {f"q{n}": (said[n], self.name(), self.rng.choice(ROLES)) for n in range(5)}
        self.unheard = said[5:]
        self.tellings: list[Telling] = []
        self.start = datetime(2020, 2, 3, 7) + timedelta(days=self.rng.randrange(900), hours=self.rng.randrange(12))

    def word(self) -> str:
        parts = "bel tor ami ruk sha leni wo gar pim ost uve hal kir mun dax eri fol nau sep".split()
        return "".join(self.rng.sample(parts, self.rng.randint(2, 3))).capitalize()

    def name(self) -> str:
        return f"{self.word()} {self.word()}"

    def _sheet(self) -> dict[str, str]:
        r = self.rng
        text = "\n".join(FRAMES)
        out = {f"n{k}": str(max(2, round(int(k) * r.uniform(0.6, 1.6)))) for k in re.findall(r"\{n(\d+)\}", text)}
        out |= {f"big{n}": f"{r.randint(20, 900) * 100:,}" for n in (1, 2, 3)}
        out |= {f"p{n}": self.name() for n in (1, 2, 3)} | {f"t{n}": self.word() for n in (1, 2, 3)}
        out |= {f"f{n}": f"{self.word()} {r.choice(('Werke', 'Holding', 'Brothers'))}" for n in (1, 2)}
        out |= {"y1": str(r.randint(2004, 2017)), "y2": str(r.randint(1961, 1999)), "d1": str(r.randint(4, 27))}
        out |= {"d2": str(r.randint(4, 27)), "c1": f"{r.randint(1, 11)}:{r.randint(10, 59)}"}
        return out | {"weekday": r.choice("Monday Tuesday Wednesday Thursday Friday".split())}

    # ------------------------------------------------------------ words

    def say(self, fact: str, view: dict[str, str], writer: Writer, terse: bool = False) -> str:
        """A fact in a writer's words; a quote stands as it was heard, or told indirectly."""
        if fact.startswith("q"):
            words, name, role = (
                view.get(f"{fact} {k}", v) for k, v in zip("wnr", self.heard.get(fact, ("",) * 3), strict=True)
            )
            forms = (f"“{words},” said {name}, {role}.", f"{role} {name}: “{words}.”", f"“{words},” {name} told us.")
            if writer.rng.random() < 0.2:
                plain = re.sub(r"\bI am\b|\bwe are\b", "they are", words, flags=re.I)
                return f"{name}, {role}, said that {plain[0].lower()}{plain[1:]}."
            form = writer.rng.choice(forms)
            return form[0].upper() + form[1:]
        if fact == "":
            line = writer.fill(writer.rng.choice(self.colour), view)
            return line[0].upper() + line[1:]
        frame = self.facts.get(fact) or self.own[fact.partition("#")[0]]
        local = view | {k.partition(" ")[2]: v for k, v in view.items() if k.startswith(f"{fact} ")}
        return writer.sentence(writer.clause(frame, local, terse), self.body)

    def find(self, view: dict[str, str]) -> str:
        """A fact of one writer's own; its values go into the view."""
        r = self.rng
        if r.random() < 0.35 and self.unheard:
            fact = f"q#{r.randrange(10**6)}"
            view |= {f"{fact} w": self.unheard.pop(), f"{fact} n": self.name(), f"{fact} r": r.choice(ROLES)}
            return fact
        fact = f"{r.choice(sorted(self.own))}#{r.randrange(10**6)}"
        view |= {f"{fact} q1": self.name(), f"{fact} s1": self.word(), f"{fact} s2": self.word()}
        view |= {f"{fact} m1": str(r.randint(24, 88)), f"{fact} m2": str(r.randint(3, 97))}
        return fact

    def slip(self, view: dict[str, str]) -> None:
        """One error on the way: a number off or its digits exchanged, a name misspelt."""
        keys = [k for k in sorted(view) if re.fullmatch(r"[npt]\d+", k)]
        key = self.rng.choice(keys)
        old = view[key]
        if key[0] != "n":
            view[key] = misspell(old, self.rng)
        else:
            view[key] = old[::-1] if len(old) == 2 and old[1] not in ("0", old[0]) else str(int(old) + 1)

    # ------------------------------------------------------------ originals and copies

    def publish(self, one: Telling, when: datetime) -> None:
        r = self.rng
        one.published, lies = when, r.random()
        shown = when + timedelta(days=r.choice((-2, 14))) if lies < 0.1 else when
        one.told = None if 0.1 <= lies < 0.25 else shown.isoformat(timespec="minutes")[: r.choice((10, 16))]
        if not one.headline:
            lead = Writer(random.Random(r.random())).clause(self.facts["lead"], one.view, terse=True)
            one.headline = lead[0].upper() + lead[1:]
        self.tellings.append(one)

    def original(self, outlet: str, agency: str | None) -> Telling:
        """Written from the fact sheet: a choice of facts, an order, and habits of one's own."""
        r = self.rng
        writer, view = Writer(random.Random(r.random())), dict(self.sheet)
        if r.random() < 0.5:
            self.slip(view)
        view["left out"] = "\n".join(a for f in self.facts.values() for a in f.adjuncts if r.random() < 0.35)
        public = [f for f in self.facts if f != "lead" and r.random() < 0.1 + 0.07 * self.facts[f].rank]
        public += [q for q in sorted(self.heard) if r.random() < 0.4]
        public += [self.find(view) for _ in range(r.randint(3, 7))]
        rank = {f: -(self.facts[f].rank if f in self.facts else 5) + r.gauss(0, 2.5) for f in public}
        chosen = ["lead", *sorted(public, key=lambda f: rank[f])]
        for _ in range(r.choice((0, 1, 1, 2))):
            chosen.insert(r.randrange(1, len(chosen)), "")
        units = [Unit(f, self.say(f, view, writer)) for f in chosen]
        name = f"t{len(self.tellings)}"
        one = Telling(name, outlet, units, view, origin=name, agency=agency, own=True)
        self.publish(one, self.start + timedelta(minutes=r.randrange(15, 500)))
        return one

    def anew(self, units: Sequence[Unit], view: dict[str, str], how: str) -> list[Unit]:
        """A rewrite: every fact in another writer's words; dropped, moved and joined as the kind of rewrite has it."""
        r = self.rng
        writer = Writer(random.Random(r.random()))
        if how == "digest":
            units = [u for u in units if u.fact][: r.randint(6, 8)]
        elif how != "pivot":
            units = [u for n, u in enumerate(units) if n == 0 or (u.fact and r.random() > 0.18)]
        if how == "chronicle":
            units = [units[0], *units[:0:-1]]
        out = [Unit(u.fact, self.say(u.fact, view, writer, how == "digest" and r.random() < 0.5)) for u in units]
        if how in ("rewrite", "twice"):
            for _ in range(r.choice((0, 1, 2, 3))):
                out.insert(r.randrange(1, len(out)), out.pop(r.randrange(1, len(out))))
            for _ in range(r.choice((0, 0, 1, 2))):
                fact = self.find(view)
                out.insert(r.randrange(2, len(out) + 1), Unit(fact, self.say(fact, view, writer)))
        return self.joined(out) if how in ("rewrite", "twice", "digest") else out

    def joined(self, units: Sequence[Unit]) -> list[Unit]:
        """Now and then two sentences become one."""
        out: list[Unit] = []
        for u in units:
            if out and self.rng.random() < 0.2 and "“" not in u.text + out[-1].text:
                link = self.rng.choice((", and ", "; ", ", whereas "))
                last = out.pop()
                u = replace(last, text=f"{last.text[:-1]}{link}{u.text[0].lower()}{u.text[1:]}")
            out.append(u)
        return out

    def pivoted(self, text: str) -> str:
        """A sentence that came by way of another language."""
        for old, new in self.rng.sample(PIVOT, 8):
            text = text.replace(old, new, 1)
        return re.sub(r"(\d),(\d{3})", r"\1 \2", text)

    def live(self, parents: Sequence[Telling]) -> list[Unit]:
        """A live blog: short entries under the time, now from one telling, now from another; the first gives most."""
        r = self.rng
        writer, out, seen = Writer(random.Random(r.random())), [], set()
        clock = r.randint(500, 700)
        left = [list(p.units) for p in parents]
        while any(left) and len(out) < 14:
            n = 0 if left[0] and r.random() < 0.7 else r.randrange(len(left))
            if not left[n]:
                n = next(m for m, units in enumerate(left) if units)
            unit = left[n].pop(0)
            if unit.fact in seen:
                continue
            seen.add(unit.fact)
            text = unit.text if r.random() < 0.5 else self.say(unit.fact, parents[n].view, writer)
            clock += r.randint(4, 25)
            out.append(replace(unit, text=f"{clock // 60}:{clock % 60:02d} {text}"))
        return out

    def copy(self, parent: Telling, outlet: str, how: str, others: Sequence[Telling] = ()) -> Telling:
        """A telling made from a parent (a live blog: from several)."""
        r = self.rng
        units, view = list(parent.units), dict(parent.view)
        if how in ("rewrite", "twice", "pivot") and r.random() < 0.7:
            self.slip(view)
        if how == "pivot":
            for key in ("p1", "p2", "t1", "t3"):
                view[key] = misspell(view[key], r)
        if how == "head":
            units[0] = Unit("lead", self.say("lead", view, Writer(random.Random(r.random()))))
        elif how == "cut":
            units = units[: max(6, round(len(units) * r.uniform(0.4, 0.75)))]
        elif how == "desk":
            writer = Writer(random.Random(r.random()))
            units = [Unit(u.fact, self.say(u.fact, view, writer)) if r.random() < 0.4 else u for u in units]
        elif how == "live":
            units = self.live([parent, *others])
        elif how not in ("reprint",):
            units = self.anew(units, view, how)
            if how == "twice":
                units = self.anew(units, view, "rewrite")
        if how == "pivot":
            units = [replace(u, text=self.pivoted(u.text)) for u in units]
        for other in others:
            view |= {k: v for k, v in other.view.items() if k not in view}
        parents = [(parent.name, KIND[how]), *((o.name, "rewrite") for o in others)]
        one = Telling(f"t{len(self.tellings)}", outlet, units, view, parents, parent.origin, agency=parent.agency)
        if parent.agency and how in ("reprint", "head", "cut", "desk") and (parent.own or parent.credit):
            one.credit = r.choice(("dateline", "sign-off", "text", None))
        one.headline = parent.headline if how == "reprint" and r.random() < 0.6 else ""
        assert parent.published is not None
        self.publish(one, parent.published + timedelta(hours=r.randint(1, 30)))
        return one


def tradition(seed: int, least: int = 5, most: int = 40) -> tuple[list[Telling], dict[str, str]]:
    """One tradition: its tellings, withheld ones among them, and the page of each that is not withheld."""
    make = Maker(seed)
    r = make.rng
    size = round(least * (most / least) ** r.random())
    agencies, outlets = r.sample(AGENCIES, 3), [f"{make.word()} {r.choice(PAPERS)}" for _ in range(size + 5)]
    make.original(agencies[0], agencies[0])
    if size > 8 and r.random() < 0.5:
        make.original(agencies[1], agencies[1])
    if r.random() < 0.6:
        make.original(agencies[2], agencies[2]).hidden = True
    for _ in range(r.randint(1, 2 + size // 8)):
        make.original(outlets.pop(), None)
    depth: dict[str, int] = {}
    while sum(not t.hidden for t in make.tellings) < size:
        depth = {t.name: 1 + depth.get(t.parents[0][0], 0) if t.parents else 0 for t in make.tellings}
        children = [p for t in make.tellings for p, _ in t.parents]
        lost = [t for t in make.tellings if t.hidden and children.count(t.name) < 2]
        able = [t for t in make.tellings if depth[t.name] < 3 and len(t.units) >= 8 and (t.agency or r.random() < 0.4)]
        parent = lost[0] if lost else r.choice(able or make.tellings[:1])
        how = r.choices(list(KIND), SHARES)[0]
        others = [t for t in make.tellings if t.origin != parent.origin and not t.hidden and len(t.parents) < 2]
        if how == "live" and (not others or parent.hidden):
            how = "desk"
        make.copy(parent, outlets.pop(), how, [r.choice(others)] if how == "live" else ())
    for t in make.tellings:  # a withheld root that nobody credits could not be named by anybody
        if t.hidden:
            heirs = [c for c in make.tellings if c.parents and c.parents[0][0] == t.name]
            if heirs and not any(c.credit for c in heirs):
                heirs[0].credit = "sign-off"
    return make.tellings, {t.name: page(t, make.town, r) for t in make.tellings if not t.hidden}
