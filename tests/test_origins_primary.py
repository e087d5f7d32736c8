"""Origins: what two have in common without a text in common; runs from either side. Invented texts only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from one_story import Tables
from tellings.collate import order
from tellings.collate.derivations_pairs import pairs
from tellings.collate.derivations_text import bodies
from tellings.collate.origins_cited import outlets
from tellings.collate.origins_missing import supplies
from tellings.extract.credits import in_line
from tellings.records import Independence
from test_origins import material

MORNING = """Two held after fire at Oxmoor mill

Two young men were arrested after a fire gutted the old mill at Oxmoor on Sunday night.

Inspector Dalia Fenn said the pair, aged 19 and 22, were seen leaving the yard shortly before 11 p.m. Fenn said a can \
of lamp oil was found behind the boiler house. "This was no accident, and we will prove it in court," Fenn said. She \
said nobody was hurt.

The mill has stood empty since 2009."""

EVENING = """Oxmoor blaze: police question pair

Smoke hung over the Tarn valley on Monday, where a disused factory has gone.

Flames had reached the third storey when seven engines came from Harle and Brockwith, and the road stayed shut for \
nine hours. Inspector Dalia Fenn said two people were in custody. "This was no accident, and we will prove it in \
court," Fenn told reporters. The lamp oil bought at a garage in Harle on Saturday led to them, Fenn said.

The owner, a firm in Leet, had been told twice to fence the site."""

VISITOR = """What the mill was to Oxmoor

Marta Quill wove cloth in the Oxmoor mill for thirty years, and on Monday she stood before its ashes.

"My mother carried me in here in a basket," Quill said. Her brother Anselm, who kept the engine, said he would rather \
not look. Quill said the looms had gone to a museum long before. "They took the heart out of it in 2009," Anselm Quill \
said."""


def _range(texts: dict[str, str]) -> Independence:
    rows = Tables({name: (text, None) for name, text in texts.items()}).rows_of("independence")
    found: Independence = next(r for r in rows if r.statement is None)
    return found


def test_two_who_tell_what_one_officer_said_are_two_or_one_and_a_visitor_stands_alone() -> None:
    told = _range({"Morning Post": MORNING, "Evening Echo": EVENING, "Visitor": VISITOR})
    assert (told.low, told.high) == (2, 3)
    assert "fenn" in told.why_low.lower()


def test_people_of_their_own_lower_nothing() -> None:
    told = _range({"Morning Post": MORNING, "Visitor": VISITOR})
    assert (told.low, told.high) == (2, 2)


words = st.lists(st.sampled_from("mill fire yard boiler oil the a of men gate inspector".split()), max_size=40)


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_what_two_share_is_the_same_from_either_side(one: list[str], other: list[str]) -> None:
    def read(first: list[str], second: list[str]) -> list[tuple[int, int, int]]:
        m = material({"a": ("a", "T\n\n" + " ".join(first) + "."), "b": ("b", "T\n\n" + " ".join(second) + ".")})
        found = pairs(bodies(m.articles, {}, m.sentences, m.quotes))
        return sorted(run for pair in found for run in pair.runs)

    here, there = read(one, other), read(other, one)
    assert sorted(n for _, _, n in here) == sorted(n for _, _, n in there)
    for x, y, n in here:
        assert n >= 4 and ["t", *one][x : x + n] == ["t", *other][y : y + n]


def test_a_chain_is_the_same_from_either_side() -> None:
    found = order.vectors([["The mill burnt.", "Two men ran.", "A can lay there."], ["Two men ran.", "It rained."]])
    left, right = found.of(0), found.of(1)
    here, there = order.chains(left @ right.T, 0.3), order.chains(right @ left.T, 0.3)
    assert here[1] == there[1] and here[0] == [(i, j) for j, i in there[0]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Standard-Courier of Oxmoor is reporting that a third man was seen.", "Standard-Courier"),
        ("The lamp oil was stolen, oxmoortoday.com first reported.", "oxmoortoday.com"),
        ("The Oxmoor Gazette said Friday that the owner is abroad.", "Oxmoor Gazette"),
    ],
)
def test_outlets_whose_report_is_handed_on(text: str, name: str) -> None:
    m = material({"a": ("Leet Weekly", "A mill is gone\n\n" + text)})
    found = list(outlets(bodies(m.articles, {}, m.sentences, m.quotes)[0]))
    assert [(n, m.articles[0].text[a:b]) for n, a, b in found] == [(name, name)]


@pytest.mark.parametrize("time", ["January 2017", "Monday", "Summer"])
def test_a_time_is_no_outlet(time: str) -> None:
    assert not in_line(f"The plan was first reported in {time}, the council says.", "body", False, False)


def test_whose_reporters_reported_is_cited_and_whose_reporters_saw_something_supplies() -> None:
    for text, gave in (("A Reuters correspondent reported smoke.", False), ("A Reuters reporter saw smoke.", True)):
        begin = text.index("Reuters")
        assert supplies(text, begin, begin + 7) == gave


STATED = """Mill owner speaks

"The site was fenced in March and we are shocked to see what is left of it today," Oxmoor Estates said in a statement.

The firm has owned the mill since 2009. Neighbours had asked for lamps along the wall. Herons nest on the pond behind \
it, and a path leads round. Children were told to keep away."""


def test_a_statement_named_once_is_a_source_where_another_quotes_it_too() -> None:
    other = STATED.replace("Oxmoor Estates said in a statement", "the owners said").replace("has owned", "bought")
    rows = Tables({"Leet Weekly": (STATED, None), "Evening Echo": (other + " " + EVENING, None)}).rows_of("derivations")
    assert "missing:Oxmoor Estates statement" in {d.parent for d in rows}
    alone = Tables({"Leet Weekly": (STATED, None), "Evening Echo": (EVENING, None)}).rows_of("derivations")
    assert "missing:Oxmoor Estates statement" not in {d.parent for d in alone}
