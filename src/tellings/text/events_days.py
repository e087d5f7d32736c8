"""Days of the month that articles name, from the figures beside a month's name.

The weather of 8 and of 16 November reads alike. Where each of two titles names a day, and neither article names the
other's day anywhere, they tell of two days.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from tellings.text.events_weights import Weighed
from tellings.text.events_words import FIGURE_BITS, REST_BITS, words
from tellings.text.fingerprints import I64
from tellings.text.times_words import MONTHS, MONTHS_OTHER

MONTH = 32  # days are numbered month * MONTH + day
#: What is written behind a day's number.
_BEHIND = ("", "st", "nd", "rd", "th", "er")
#: Short names of months that are common words too.
_ALSO_WORDS = frozenset(("set", "out", "mag", "gen", "ago", "mar"))


class Days(NamedTuple):
    """`title`: the day that a title names, -1 for none or several; starts[k]:starts[k + 1] are all days, ascending,
    that article k names in its first words, in `named`."""

    title: I64
    starts: I64
    named: I64


class _Known(NamedTuple):
    """Stems of the names of months and hashes of the numbers of days, ascending, with what they stand for."""

    months: I64
    month: I64
    figures: I64
    day: I64
    day_stem: I64


@cache
def _known() -> _Known:
    names = {n: m for n, m in {**MONTHS_OTHER, **MONTHS}.items() if n.isalpha() and n not in _ALSO_WORDS}
    forms = [(f"{day}{behind}", day) for day in range(1, 32) for behind in _BEHIND]
    forms += [(f"{day:02d}", day) for day in range(1, 10)]
    listed = [*sorted(names), *(form for form, _ in forms)]
    found = words([""] * len(listed), listed)
    keys = found.keys()
    single = {listed[k]: int(keys[found.starts[k]]) for k in range(len(listed)) if np.diff(found.starts)[k] == 1}
    months = {single[name] >> REST_BITS: month for name, month in names.items() if name in single}
    days = {single[form] & ((1 << FIGURE_BITS) - 1): (day, single[form] >> REST_BITS) for form, day in forms}
    stems, figures = sorted(months), sorted(days)
    return _Known(
        np.array(stems, np.int64), np.array([months[s] for s in stems], np.int64), np.array(figures, np.int64),
        np.array([days[f][0] for f in figures], np.int64), np.array([days[f][1] for f in figures], np.int64),
    )  # fmt: skip


def _at(table: I64, asked: I64) -> I64:
    """Where values stand in an ascending table; -1 where they do not."""
    at = np.minimum(np.searchsorted(table, asked), len(table) - 1)
    return np.where(table[at] == asked, at, -1)


def days(found: Weighed) -> Days:
    """The days that articles name."""
    n, known = len(found), _known()
    place = found.figures >> (FIGURE_BITS + 1)
    month, day = _at(known.months, place), _at(known.figures, found.figures & ((1 << FIGURE_BITS) - 1))
    kept = np.flatnonzero((month >= 0) & (day >= 0))
    owner = np.searchsorted(found.figure_starts, kept, side="right") - 1
    value = known.month[month[kept]] * MONTH + known.day[day[kept]]
    asked = _asked(found, np.r_[known.months, known.day_stem])
    wide = 1 << 40
    titled = np.isin(owner * wide + place[kept], asked) & np.isin(owner * wide + known.day_stem[day[kept]], asked)
    every = np.unique(owner * wide + value)
    title = np.full(n, -1, np.int64)
    told = np.unique(owner[titled] * wide + value[titled])
    whose, many = np.unique(told // wide, return_counts=True)
    one = told[np.isin(told // wide, whose[many == 1])]
    title[one // wide] = one % wide
    return Days(title, np.searchsorted(every // wide, np.arange(n + 1)).astype(np.int64), every % wide)


def _asked(found: Weighed, stems: I64) -> I64:
    """Articles whose titles hold one of these stems: article << 40 | stem. A lead that stands for a title is none: it
    has no topics."""
    hashes = np.unique(found.vocabulary >> REST_BITS)  # by the number of a stem
    wanted = np.isin(hashes, stems)
    at = np.flatnonzero(wanted[found.ask_stem])
    owner = np.searchsorted(found.ask_starts, at, side="right") - 1
    topics = np.r_[0.0, np.cumsum(found.ask_topic)][found.ask_starts]
    at, owner = at[topics[owner + 1] > topics[owner]], owner[topics[owner + 1] > topics[owner]]
    return np.asarray(owner * (1 << 40) + hashes[found.ask_stem[at]], np.int64)


def other_days(found: Days) -> np.ndarray:
    """Which pairs of articles tell of two days by their titles (n x n)."""
    n = len(found.title)
    out = np.zeros((n, n), np.bool_)
    dated = np.flatnonzero(found.title >= 0)
    own = {int(k): set(found.named[found.starts[k] : found.starts[k + 1]].tolist()) for k in dated}
    for k in dated.tolist():
        for other in dated.tolist():
            apart = int(found.title[k]) not in own[other] and int(found.title[other]) not in own[k]
            out[k, other] = apart and k != other
    return out
