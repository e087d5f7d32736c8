"""Copies of one text count once when stories are made: two wires of one event are one story."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tellings.collate.clusters import Corpus
from tellings.collate.clusters_copies import named_alike, units
from tellings.judgements import Bonds
from tellings.settings import Stories
from tellings.stages.stories import group
from tellings.text.events_words import words

ONE = (
    "A ferry with 214 passengers ran aground off Skarvik in thick fog on Friday, the coast guard said. Captain Ole "
    "Brandvik told rescuers that the radar had failed. Nine people were taken to hospital and the Skarvik strait was "
    "closed. The operator Nordlinje said the ship would be towed to port when the tide allows it."
)
OTHER = (
    "Fog and a broken radar put the Nordlinje ferry on the rocks near Skarvik, officials believe. All 214 aboard were "
    "brought ashore by fishing boats, villagers said, wrapping children in blankets. Brandvik, who has sailed here "
    "for thirty years, was questioned by police. Divers will look at the hull."
)


def _background(many: int) -> list[tuple[str, str]]:
    """Unrelated articles of invented words."""
    draw = random.Random(5)
    out = []
    for n in range(many):
        own = [f"{draw.choice('bdfgkl')}{draw.choice('aeiou')}{draw.choice('mnrst')}{n % 97}{k}" for k in range(40)]
        body = " ".join(draw.choice(own) if draw.random() < 0.6 else f"common{draw.randrange(300)}" for _ in range(90))
        out.append((f"{own[0].title()} {own[1]} {own[2]}", body))
    return out


def _two_wires(copies: int, many: int) -> tuple[Corpus, list[tuple[int, int]]]:
    titles = ["Ferry runs aground off Skarvik", "Ferry on the rocks after radar fails"]
    first = [(titles[0], f"{ONE} {k}") for k in range(copies)]
    second = [(titles[1], f"{OTHER} {k}") for k in range(copies)]
    rows = [*first, *second, *_background(many)]
    twins = [(a, b) for base in (0, copies) for a in range(base, base + copies) for b in range(a + 1, base + copies)]
    found = words([t for t, _ in rows], [f"{t}\n{x}" for t, x in rows])
    return Corpus(found, [None] * len(rows), False, twins), twins


@pytest.mark.parametrize("compile_from", [100, 100_000])
def test_two_wires_with_many_reprints_are_one_story(compile_from: int) -> None:
    corpus, twins = _two_wires(8, 300)
    own = Stories(compile_from=compile_from)
    clusters, near = group(corpus, own, twins=twins)
    assert sorted(range(16)) in clusters
    assert len(near) == len(corpus.words)
    assert sorted(i for cluster in clusters for i in cluster) == list(range(len(corpus.words)))


def test_what_is_judged_apart_is_no_one_text() -> None:
    corpus, twins = _two_wires(3, 10)
    clusters, _ = group(corpus, Stories(), Bonds(apart=((0, 1),)), twins)
    assert not any(0 in cluster and 1 in cluster for cluster in clusters)


def test_chains_of_copies_are_one_text_whatever_their_order() -> None:
    corpus, _ = _two_wires(40, 0)
    chain = [(k, k + 1) for k in range(39)]
    for seed in range(3):
        mixed = chain[:]
        random.Random(seed).shuffle(mixed)
        found = units(corpus.words, [(b, a) if seed else (a, b) for a, b in mixed], ())
        assert len(found.kept) == 41
        assert len(np.unique(found.of[:40])) == 1


def test_a_form_filled_in_anew_is_no_print() -> None:
    form = (
        "The court of {town} sentenced a former accountant to two years on Friday, and people came to the courtroom "
        "near {street} Street to hear it. {name}, who kept the books of {town}, showed no emotion as the judge read "
        "the verdict. {other} said the town of {town} had been waiting for this since the money went missing."
    )
    kelm = form.format(town="Kelm", street="Alder", name="Ada Brook", other="Bo Lind")
    osk = form.format(town="Osk", street="Mill", name="Cy Marsh", other="Dee Frost")
    found = words(["Court rules", "Court rules", "Verdict"], [kelm, osk, kelm + " It was raining in Kelm."])
    assert named_alike(found, [(0, 1), (0, 2), (1, 2)]) == [(0, 2)]
    bare = words(["", ""], ["This page is no longer there."] * 2)
    assert named_alike(bare, [(0, 1)]) == []
