"""The index of fingerprints that grows, and the bytes that a room keeps beside the tables."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.engine.shelf import Shelf
from tellings.errors import WorkspaceError
from tellings.text.fingerprints import HASH_BITS
from tellings.text.fingerprints_index import APART, entries_of, merged, postings_of, to_merge


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4), st.integers(1, 1 << HASH_BITS))
def test_hashes_are_found_in_all_runs(random_: random.Random, runs: int, widest: int) -> None:
    pool = [random_.randrange(widest) for _ in range(40)]
    held: list[list[int]] = []
    made = []
    for _ in range(runs):
        own = [sorted(set(random_.choices(pool, k=random_.randint(0, 12)))) for _ in range(random_.randint(1, 9))]
        starts = np.cumsum([0, *map(len, own)])
        hashes = np.array([h for one in own for h in one], np.int64)
        made.append(entries_of(starts, hashes, len(held)))
        held += own
    place_of = np.array(random_.sample(range(len(held)), len(held)))
    wanted = np.array(sorted({*random_.choices(pool, k=20), 0, widest}), np.int64)
    having = {h: sorted(int(place_of[n]) for n, own in enumerate(held) if h in own) for h in wanted.tolist()}
    for given_ in (made, [merged(made)]):
        found = postings_of(given_, wanted, place_of)
        cuts = list(zip(found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True))
        told = {h: found.members[a:b].tolist() for h, (a, b) in zip(found.hash.tolist(), cuts, strict=True)}
        assert told == {h: members for h, members in having.items() if len(members) > 1}


@given(st.lists(st.integers(1, 5000), max_size=60))
def test_runs_stay_few_and_each_article_is_merged_a_few_times(added: list[int]) -> None:
    sizes: list[int] = []
    for size in added:
        sizes.append(size)
        many = to_merge(sizes)
        if many > 1:
            sizes[len(sizes) - many :] = [sum(sizes[len(sizes) - many :])]
        assert all(a > APART * b for a, b in itertools.pairwise(sizes))
    assert sum(sizes) == sum(added) and len(sizes) <= 2 + np.log2(max(sum(added), 1)) / 2


@pytest.mark.parametrize("lasts", [True, False])
def test_what_holds_is_not_written_over(lasts: bool, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "kept" if lasts else None)
    assert shelf.read("a", 8) is None and shelf.read("a", 0) is not None
    holds = shelf.write("a", 0, np.arange(10))
    shelf.write("a", holds, np.arange(100, 103))  # a run that is broken off
    longer = shelf.write("a", holds, np.array([7]))
    first = shelf.read("a", longer)
    assert first is not None and first.view(np.int64).tolist() == [*range(10), 7]
    first[:] = 0
    again = shelf.read("a", holds)
    assert again is not None and again.view(np.int64).tolist() == list(range(10))
    assert shelf.read("a", 1 << 20) is None
    shelf.write("b", 0, np.zeros(0, np.int64))
    shelf.settle(["a", "b"])
    shelf.clear(["b"])
    assert shelf.read("a", 8) is None
    shelf.close()


def test_what_cannot_be_written_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    with pytest.raises(WorkspaceError, match=r"kept.*cannot be written"):
        Shelf(tmp_path / "kept").write("a", 0, np.arange(3))
    (tmp_path / "w.kept" / "a").mkdir(parents=True)
    assert Shelf(tmp_path / "w.kept").read("a", 8) is None
    for attempt in (lambda shelf: shelf.write("a", 0, np.arange(3)), lambda shelf: shelf.settle(["a"])):
        with pytest.raises(WorkspaceError, match="a: cannot be written"):
            attempt(Shelf(tmp_path / "w.kept"))
