"""Copy trees with known truth, from invented events: the maker behind benchmarks/traditions.py.

An event is a fact sheet. Reporters who write from it choose facts, order and words of their own; whoever copies
follows a parent's choice of facts, its order and its errors, and changes what copyists change. Everything hangs
on one seed. Given articles can stand in for invented originals: then only edits of the text are made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from traditions_edits import CALQUES, NUMBERS, Unit, light, merge, mishear, misspell, swap

HERE = Path(__file__).resolve().parent
AGENCIES = ("AP", "AFP", "Reuters", "dpa", "Xinhua", "TASS", "Kyodo", "ANSA", "EFE")


@dataclass
class Telling:
    """A telling and the truth about it. `parents` are names of tellings or "missing:X"; the first is the main one."""

    name: str
    outlet: str
    units: list[Unit]
    view: dict[str, str]
    parents: list[tuple[str, str]] = field(default_factory=list)
    origin: str = ""
    credit: str | None = None  # how it credits: dateline | sign-off | text | None
    agency: str | None = None  # whose text it is, where an agency's
    own: bool = False  # it is the agency's own, or the issuer's
    published: datetime | None = None
    told: str | None = None  # the date a feed would tell; may be wrong or missing
    hidden: bool = False  # withheld: only descendants are there
    headline: str = ""


class Maker:
    """Makes one tradition. Everything random comes from `self.rng`."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        kinds, self.generic = _facts()
        self.kind = self.rng.choice(sorted(kinds))
        self.facts = {**kinds[self.kind], **self.generic}
        self.sheet = self._sheet()
        self.quotes = self.rng.sample((HERE / "traditions_quotes.txt").read_text().splitlines(), 6)
        self.speakers = [(self.person(), self.rng.choice(ROLES)) for _ in range(4)]
        self.tellings: list[Telling] = []
        self.own = sorted(f for f, (_, _, own) in self.facts.items() if own)
        self.fresh = 0
        self.said: dict[str, str] = {}
        self.unheard = (HERE / "traditions_quotes.txt").read_text().splitlines()
        self.unheard = [q for q in self.unheard if q not in self.quotes]
        self.rng.shuffle(self.unheard)
        self.start = datetime(2019, 3, 4, 8) + timedelta(days=self.rng.randrange(900), hours=self.rng.randrange(12))

    # ------------------------------------------------------------ the world

    def word(self, least: int = 2, most: int = 3) -> str:
        parts = "ka lo mir ven dor sel tan bri gur osk nal pet ros vik ham dra zel fin mor ald est cor jun".split()
        return "".join(self.rng.choice(parts) for _ in range(self.rng.randint(least, most))).capitalize()

    def person(self) -> str:
        return f"{self.word(1, 2)} {self.word()}"

    def _sheet(self) -> dict[str, str]:
        r = self.rng
        number = {
            "dead": r.randint(3, 18), "hurt": r.randint(21, 180), "aboard": r.randint(190, 620),
            "cars": r.randint(4, 13), "speed": r.randint(96, 161), "limit": r.randint(40, 80),
            "tipped": r.randint(2, 4), "age": r.randint(27, 64), "cost": r.randint(12, 97),
            "critical": r.randint(5, 19), "times": r.randint(3, 9), "year": r.randint(2009, 2018),
            "oldyear": r.randint(1951, 1998), "olddead": r.randint(22, 70), "packs": r.randint(12, 95) * 1000 + 500,
            "bad": r.randint(6, 48), "ill": r.randint(4, 18), "lot1": r.randint(20000, 49999),
            "lot2": r.randint(300, 990), "share": r.randint(2, 11),
        }  # fmt: skip
        number["tipped_more"] = number["cars"] + r.randint(1, 3)
        out = {k: f"{v:,}" if v >= 1000 and "year" not in k else str(v) for k, v in number.items()}
        out |= {k: self.word() for k in ("town", "city", "river", "oldplace")}
        out |= {"company": f"{self.word()} {r.choice(('Lines', 'Group', 'Works'))}"}
        out |= {k: self.person() for k in ("driver", "mayor", "minister")}
        out |= {"clock": f"{r.randint(4, 11)}:{r.randint(10, 59)}", "reopen": f"{r.randint(2, 28)} {r.choice(MONTHS)}"}
        out |= {"weekday": r.choice("Monday Tuesday Wednesday Thursday Friday".split())}
        return out

    def find(self, view: dict[str, str]) -> str:
        """A fact that one reporter alone has, with names and numbers of its own; its values go into the view."""
        self.fresh += 1
        if self.unheard and self.rng.random() < 0.4:
            fact = f"o{self.fresh}"
            view |= {f"said {fact}": self.unheard.pop(), f"by {fact}": self.person()}
            view[f"as {fact}"] = self.rng.choice(ROLES)
            return fact
        fact = f"{self.rng.choice(self.own)}#{self.fresh}"
        view |= {f"{slot} {fact}": self.person() for slot in ("wit1", "wit2")}
        view |= {f"{slot} {fact}": str(self.rng.randint(23, 89)) for slot in ("age2", "age3")}
        return fact

    # ------------------------------------------------------------ words

    def expand(self, template: str, view: dict[str, str]) -> str:
        """One wording of a template: choices made, slots filled, numbers now in digits, now in words."""
        template = re.sub(r"\(([^()]*)\)\?", r"(\1|)", template)
        while True:
            found = re.search(r"\(([^()]*)\)", template)
            if not found:
                break
            template = template[: found.start()] + self.rng.choice(found[1].split("|")) + template[found.end() :]

        def fill(match: re.Match[str]) -> str:
            key = match[1]
            value = view[key.removesuffix("_words").lower()] if key.lower() not in view else view[key.lower()]
            if value.isdigit() and int(value) <= 20 and (key.endswith("_words") or int(value) <= 9):
                value = NUMBERS[int(value)]
            return value[0].upper() + value[1:] if key[0].isupper() else value

        text = re.sub(r"\{(\w+)\}", fill, template)
        return text[0].upper() + text[1:] if text.endswith((".", "”", '"')) else f"{text[0].upper()}{text[1:]}."

    def say(self, fact: str, view: dict[str, str], not_like: str = "") -> str:
        """A fact in words; another of its wordings than `not_like`, where there is one."""
        if fact[0] in "qo" and fact[1:].isdigit():
            return self.quote(fact, view)
        ways = self.facts[fact.partition("#")[0]][1]
        local = view | {k.partition(" ")[0]: v for k, v in view.items() if k.endswith(f" {fact}")}
        said = [self.expand(way, local) for way in self.rng.sample(ways, len(ways)) for _ in range(2)]
        mine = set(not_like.lower().split())
        return min(said, key=lambda s: len(mine & set(s.lower().split()))) if not_like else said[0]

    def quote(self, fact: str, view: dict[str, str]) -> str:
        n = int(fact[1:])
        if fact[0] == "o":
            words, name, role = view[f"said {fact}"], view[f"by {fact}"], view[f"as {fact}"]
        else:
            words = view.get(f"quote{n}", self.quotes[n])
            name, role = self.speakers[n - 1]
            name = view.get(f"speaker{n}", name)
        forms = (
            f"“{words},” {role} {name} told reporters.", f"“{words},” said {name}, the {role}.",
            f"{name}, {role}, put it this way: “{words}.”", f"In the words of {role} {name}, “{words}”.",
            f"“{words},” {name.split()[-1]} said.",
        )  # fmt: skip
        return self.rng.choice(forms)

    def slip(self, view: dict[str, str], times: int, names: float = 0.4) -> dict[str, str]:
        """Errors: a number off, a name misspelt, a quote misheard. The view is what a telling believes."""
        out = dict(view)
        for _ in range(times):
            if self.rng.random() < names:
                key = self.rng.choice("driver mayor minister town river oldplace".split())
                out[key] = misspell(out[key], self.rng)
            else:
                key = self.rng.choice("dead hurt aboard cars speed cost critical times year packs ill".split())
                digits = out[key].replace(",", "")
                value = int(digits) + self.rng.choice((-10, -2, -1, 1, 2, 10) if int(digits) > 20 else (-1, 1, 2))
                out[key] = f"{value:,}" if "," in out[key] else str(max(2, value))
        return out

    # ------------------------------------------------------------ originals

    def original(self, outlet: str, agency: str | None, released: bool = False) -> Telling:
        """A telling written from the fact sheet: its own choice of facts, order and words."""
        r = self.rng
        view = self.slip(self.sheet, r.choice((0, 0, 1)), names=0.5)
        for n in range(1, 5):
            if r.random() < 0.25:
                view[f"quote{n}"] = mishear(self.quotes[n], r)
        public = [f for f, (_, _, own) in self.facts.items() if not own and f != "lead"]
        chosen = [f for f in public if r.random() < 0.14 + 0.06 * self.facts[f][0] and not (released and f[0] == "q")]
        chosen += [self.find(view) for _ in range(r.randint(4, 8))]
        rank = {f: -(self.facts[f][0] if f in self.facts else 4) + r.gauss(0, 2.5) for f in chosen}
        chosen.sort(key=lambda f: rank[f])
        units = []
        for fact in ("lead", *chosen):  # no two reporters find the same words, unless the words run out
            text = self.say(fact, view, self.said.get(fact, ""))
            self.said[fact] = f"{self.said.get(fact, '')} {text}"
            units.append(Unit(fact, text))
        if released:
            units.insert(1 + r.randrange(3), Unit("", f"“{self.quotes[5]},” said {view['driver']}."))
        one = Telling(f"t{len(self.tellings)}", outlet, units, view, agency=agency, own=True)
        one.origin = one.name
        self._publish(one, self.start + timedelta(minutes=r.randrange(20, 400)))
        return one

    def _publish(self, one: Telling, when: datetime) -> None:
        r = self.rng
        one.published = when
        lies = r.random()
        shown = when + timedelta(days=r.choice((-1, 20, 45))) if lies < 0.12 else when
        one.told = None if 0.12 <= lies < 0.22 else shown.isoformat(timespec="minutes")[: r.choice((10, 16))]
        one.headline = (
            one.headline or self.expand(self.rng.choice(self.facts["lead"][1]), one.view)[:70].rsplit(" ", 1)[0]
        )
        self.tellings.append(one)

    # ------------------------------------------------------------ copies

    def copy(self, parent: Telling, outlet: str, how: str, second: Telling | None = None) -> Telling:
        """A telling made from a parent: reprint | cut | light | heavy | translation | compilation | update."""
        r = self.rng
        units, view = list(parent.units), dict(parent.view)
        if how == "cut":
            units = [u for n, u in enumerate(units[: max(7, round(len(units) * r.uniform(0.45, 0.75)))]) if n != 3]
        elif how in ("light", "compilation"):
            units = [light(u, r) for u in units if r.random() > 0.1]
        elif how == "heavy":
            view = self.slip(view, r.choice((1, 2)))
            units = [
                Unit(u.fact, self.say(u.fact, view, u.text)) if u.fact else light(u, r)
                for u in units
                if r.random() > 0.15
            ]
            units = swap(units, r, 0.2)
        elif how == "translation":
            view = self.slip(view, 3, names=0.8)
            units = [self._translated(u, view) for u in units if r.random() > 0.1]
        elif how == "update":
            units = [Unit("", f"{self.person()} took over the inquiry a day later, {view['town']} officials said.")]
            units += [u for u in parent.units[1:] if r.random() < 0.55] + [Unit("", f"“{self.quotes[0]},” she added.")]
        parents = [(parent.name, KIND[how])]
        if second is not None:
            view |= {k: v for k, v in second.view.items() if k not in view}
            have = {u.fact for u in units}
            extra = [light(u, r) for u in second.units[1:] if u.fact not in have or not u.fact][:6]
            units = units[: max(4, round(len(units) * 0.65))]
            at = r.randrange(2, len(units))
            units = units[:at] + extra + units[at:]
            parents.append((second.name, "rewrite"))
        for _ in range(r.choice((0, 1, 2)) if how in ("heavy", "compilation") and units[0].fact else 0):
            fact = self.find(view)
            units.insert(r.randrange(2, len(units) + 1), Unit(fact, self.say(fact, view)))
        if how in ("light", "heavy", "translation") and r.random() < 0.6:
            units = merge(units, r)
        one = Telling(f"t{len(self.tellings)}", outlet, units, view, parents, parent.origin, agency=parent.agency)
        if parent.agency and how in ("reprint", "cut", "light") and (parent.own or parent.credit) and r.random() < 0.7:
            one.credit = r.choice(("dateline", "sign-off", "text"))
        if how == "reprint" and r.random() < 0.5:
            one.headline = parent.headline
        assert parent.published is not None
        self._publish(one, parent.published + timedelta(hours=30 if how == "update" else r.randint(1, 20)))
        return one

    def _translated(self, unit: Unit, view: dict[str, str]) -> Unit:
        text = self.say(unit.fact, view, "") if unit.fact and self.rng.random() < 0.35 else unit.text
        for key, value in view.items():
            text = (
                text.replace(self.sheet.get(key, "\0"), value) if key in ("driver", "mayor", "town", "river") else text
            )
        for old, new in self.rng.sample(CALQUES, 8):
            text = text.replace(old, new, 1)
        return light(Unit(unit.fact, text), self.rng)


ROLES = ("surgeon", "police chief", "union leader", "spokeswoman", "fire chief", "inspector", "lawyer", "priest")
MONTHS = "January February March April May June July August September October November December".split()
KIND = {
    "reprint": "verbatim", "cut": "abridged", "light": "rewrite", "heavy": "rewrite", "translation": "translation",
    "compilation": "rewrite", "update": "rewrite",
}  # fmt: skip
Fact = tuple[int, list[str], bool]


def _facts() -> tuple[dict[str, dict[str, Fact]], dict[str, Fact]]:
    kinds: dict[str, dict[str, Fact]] = {}
    fact: Fact = (0, [], False)
    kind = ""
    for line in (HERE / "traditions_facts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            kind = line[3:]
            kinds[kind] = {}
        elif line.startswith("- "):
            _, rank, name, *flags = line.split()
            fact = (int(rank), [], "x" in flags)
            kinds[kind][name] = fact
        elif line and not line.startswith("#"):
            fact[1].append(line)
    return kinds, kinds.pop("generic")


def page(one: Telling, town: str, rng: random.Random) -> str:
    """The telling as a page: headline, blank line, paragraphs; credited as it credits."""
    body = [u.text for u in one.units]
    if one.agency and ((one.own and one.outlet == one.agency) or one.credit == "dateline"):
        body[0] = f"{town.upper()} ({one.agency}) - {body[0]}"
    elif one.own and one.agency is None and one.outlet.endswith("press office"):
        body.insert(0, f"Press release no. {rng.randint(3, 88)}")
    if one.credit == "text":
        body[-1] += f" A spokesman told {one.agency} that nothing more was known."
    if one.credit == "sign-off":
        body.append(one.agency or "")
    paragraphs: list[str] = []
    for text in body:
        if paragraphs and rng.random() < 0.3 and len(paragraphs[-1]) < 300 and text != one.agency:
            paragraphs[-1] += f" {text}"
        else:
            paragraphs.append(text)
    return one.headline + "\n\n" + "\n\n".join(paragraphs) + "\n"


def tradition(seed: int, least: int = 5, most: int = 40) -> tuple[list[Telling], dict[str, str]]:
    """One tradition: its tellings, withheld ones among them, and the page of each that is not withheld."""
    make = Maker(seed)
    r = make.rng
    size = round(least * (most / least) ** r.random())
    agencies = r.sample(AGENCIES, 3)
    outlets = [f"{make.word()} {r.choice(PAPERS)}" for _ in range(size + 4)]
    for n in range(r.choice((1, 1, 2)) if size > 6 else 1):
        make.original(agencies[n], agencies[n])
    if r.random() < 0.6:
        lost = make.original(agencies[2], agencies[2])
        lost.hidden = True
    if size > 7 and r.random() < 0.5:
        make.original(f"{make.sheet['company']} press office", None, released=True)
    for _ in range(r.randint(1, 1 + size // 6)):
        make.original(outlets.pop(), None)
    while sum(not t.hidden for t in make.tellings) < size:
        depth: dict[str, int] = {}
        for t in make.tellings:
            depth[t.name] = 1 + depth[t.parents[0][0]] if t.parents else 0
        children = [p for t in make.tellings for p, _ in t.parents]
        hidden = [t for t in make.tellings if t.hidden and children.count(t.name) < 2]
        able = [t for t in make.tellings if depth[t.name] < 3 and len(t.units) >= 8 and (t.agency or r.random() < 0.35)]
        parent = hidden[0] if hidden else r.choice(able or make.tellings[:1])
        how = r.choices(list(KIND), (3, 3, 4, 4, 2, 2, 1))[0]
        outlet = parent.outlet if how == "update" else outlets.pop()
        others = [t for t in make.tellings if t.origin != parent.origin and not t.hidden and len(t.parents) < 2]
        second = r.choice(others) if how == "compilation" and others else None
        if parent.hidden and how in ("update", "compilation"):
            how, second, outlet = "light", None, outlet if how != "update" else outlets.pop()
        if how == "compilation" and second is None:
            how = "light"
        make.copy(parent, outlet, how, second)
    for t in make.tellings:  # a withheld root that only uncredited children speak of could not be named by anybody
        if t.hidden:
            children = [c for c in make.tellings if c.parents and c.parents[0][0] == t.name]
            if children and not any(c.credit for c in children):
                children[0].credit = "sign-off"
    pages = {t.name: page(t, make.sheet["town"], r) for t in make.tellings if not t.hidden}
    return make.tellings, pages


def given(seed: int, texts: Sequence[str], size: int) -> tuple[list[Telling], dict[str, str]]:
    """A tradition whose independent originals are given texts about one event; copies are edits of their sentences."""
    make = Maker(seed)
    r = make.rng
    for text in texts:
        units = [Unit("", s.strip()) for s in re.split(r"(?<=[.!?])\s+", text) if s.strip()]
        one = Telling(f"t{len(make.tellings)}", f"{make.word()} {r.choice(PAPERS)}", units, dict(make.sheet))
        one.origin = one.name
        one.headline = " ".join(text.split()[:8])
        make._publish(one, make.start + timedelta(minutes=r.randrange(20, 400)))
    while len(make.tellings) < size:
        parent = r.choice([t for t in make.tellings if len(t.units) >= 8] or make.tellings[: len(texts)])
        how = r.choices(("reprint", "cut", "light", "compilation"), (2, 3, 5, 1))[0]
        others = [t for t in make.tellings if t.origin != parent.origin and len(t.parents) < 2]
        second = r.choice(others) if how == "compilation" and others else None
        how = "light" if second is None and how == "compilation" else how
        make.copy(parent, f"{make.word()} {r.choice(PAPERS)}", how, second)
    return make.tellings, {t.name: page(t, "", r) for t in make.tellings}


PAPERS = (
    "Courier",
    "Post",
    "Herald",
    "Gazette",
    "Echo",
    "Chronicle",
    "Mirror",
    "Tribune",
    "Observer",
    "Voice",
    "Standard",
)
