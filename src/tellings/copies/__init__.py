"""Which texts share text: `tellings.copies(...)`. Light to import; what is heavy comes when it is used."""

from __future__ import annotations

from typing import Any

from tellings.progress import Progress, Silent
from tellings.settings import Settings

__all__ = ["copies", "copy_groups"]


def copies(
    data: Any, *, settings: Settings | None = None, threads: int | None = None, progress: Progress | None = None
) -> Any:
    """Pairs of texts that share text, as an Arrow table.

    `data`: texts (then ids are their positions), rows as dicts, or a table: Arrow table, batch or reader, pandas or
    polars frame, or anything else that speaks Arrow's stream protocol. A table needs a column text (or title), and
    may have id (integer or string; else the row's position) and source (or url), by which an outlet's boilerplate is
    told from copying.

    Columns, ascending by a and b: a, b (the rows' ids); label (identical, copy, abridged, derived, shared passage);
    coverage_a, coverage_b (share of a's words that stand in b, and of b's in a); words, longest (words in all
    passages, in the longest); total_a, total_b (all words of a and of b); passages (a_begin, a_end, b_begin, b_end in
    code points, and the words that agree). Raises InputError.
    """
    from tellings.copies.tables import Gather, batches, table_of

    gathered = Gather(settings or Settings(), threads, progress or Silent())
    if isinstance(data, list) and set(map(type, data)) == {str}:
        gathered.listed(data)
    else:
        for batch in batches(data):
            gathered.add(batch)
    return table_of(gathered)


def copy_groups(pairs: Any, *, settings: Settings | None = None) -> Any:
    """Groups of copies from a table of pairs: what to keep when a corpus is rid of copies, and why.

    Columns, by group and id: id, group (a number), representative (an id), keep, reason (in words). Every member
    shares text with its representative itself. An id that is not listed is in no group, and is kept.
    """
    from tellings.copies.tables import groups_of

    return groups_of(pairs, settings or Settings())
