"""The maker of copy trees: seeded, with a truth that holds together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from tellings.records import Derivation
from traditions import ancestors, count, truth
from traditions_clauses import tradition as second
from traditions_make import Telling, given
from traditions_make import tradition as first

Maker = Callable[[int], tuple[list[Telling], dict[str, str]]]
MAKERS = (first, second)


@pytest.mark.parametrize("tradition", MAKERS)
@pytest.mark.parametrize("seed", [1, 7, 4711])
def test_a_seed_makes_the_same_tradition_again(seed: int, tradition: Maker) -> None:
    assert tradition(seed)[1] == tradition(seed)[1]
    assert tradition(seed)[1] != tradition(seed + 1)[1]


@pytest.mark.parametrize("tradition", MAKERS)
@pytest.mark.parametrize("seed", range(12))
def test_every_parent_is_there_or_withheld_and_nobody_descends_from_itself(seed: int, tradition: Maker) -> None:
    tellings, pages = tradition(seed)
    parents, origin = truth(tellings)
    assert 5 <= len(pages) <= 40
    assert set(pages) == set(parents)
    for name, listed in parents.items():
        assert name not in ancestors(name, parents)
        for parent in listed:
            assert parent in pages or parent.startswith("missing:")
        if listed and not listed[0].startswith("missing:"):
            assert origin[listed[0]] == origin[name]
        assert len(pages[name].split()) > 40


@pytest.mark.parametrize("tradition", MAKERS)
def test_the_truth_scores_full_marks_and_nothing_scores_none(tradition: Maker) -> None:
    tellings, _ = tradition(3)
    parents, origin = truth(tellings)
    found = {name: origin[name] for name in parents}
    edges = [Derivation("s", c, p, "rewrite", 1.0) for c, listed in parents.items() for p in listed]
    n = count(tellings, found, edges)
    assert n["edges, exact"] == n["edges"] == n["true edges"]
    assert n["same, called independent"] == n["independent, joined"] == 0
    assert n["missing roots, found"] == n["missing roots"]
    alone = count(tellings, {name: name for name in parents}, [])
    assert alone["same, called independent"] == alone["same"] > 0


def test_given_articles_are_copied_too() -> None:
    texts = [
        "The lake ferry stopped at noon. Two hundred people waited on the pier, officials said. A rope had snapped.\n"
        "The mayor called it bad luck. Repairs will cost 30,000 euros. Buses run until Friday. Nobody was hurt.\n"
        "The ropes were last changed in 2012. A union had warned about them twice.",
        "Nobody on the pier knew why the boat lay still. A child fed the gulls. The captain smoked. Then a siren.\n"
        "A woman missed her train to Pern. The kiosk sold out of lemonade by two. It rained at three.\n"
        "Somebody played the accordion. The mayor came with 40 umbrellas.",
    ]
    tellings, pages = given(5, texts, 9)
    assert len(pages) == 9
    assert {t.origin for t in tellings} == {"t0", "t1"}
    assert sum(bool(t.parents) for t in tellings) == 7


def test_a_cut_says_what_its_parent_says_and_a_rewrite_says_it_otherwise() -> None:
    seen = set()
    for seed in range(20):
        tellings, _ = second(seed)
        by_name = {t.name: t for t in tellings}
        for t in tellings:
            if not t.parents or t.hidden or by_name[t.parents[0][0]].hidden:
                continue
            parent = by_name[t.parents[0][0]]
            kept = {u.text for u in t.units} & {u.text for u in parent.units}
            if t.parents[0][1] == "abridged":
                assert len(kept) == len(t.units) < len(parent.units)
            elif t.parents[0][1] == "translation":
                assert len(kept) < len(t.units) / 2
            seen.add(t.parents[0][1])
    assert seen == {"verbatim", "abridged", "rewrite", "translation"}
