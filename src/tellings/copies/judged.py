"""What a person judged about pairs of articles, obeyed in a table of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tellings.errors import InputError
from tellings.inbox import Inbox
from tellings.judgements import Told, standing

#: Labels that say already that one text is made from the other.
CERTAIN = ("identical", "copy", "abridged")


def of_workspace(folder: Path) -> list[Told]:
    """The judgements about copies that are in force in a workspace."""
    rows = standing(Inbox(folder).rows()).rows
    return [Told(row.kind, row.a, row.b, row.note, row.by, row.made) for row in rows]


class Rulings:
    """Judgements about copies by the rows' own ids: applied to batches of pairs, and what they add at the end."""

    def __init__(self, told: Sequence[Told], ids: pa.Array) -> None:
        self.notes: list[str] = []
        self._kinds: dict[tuple[Any, Any], str] = {}  # (a, b), a < b as the pairs have them
        names = ids.cast(pa.large_string()) if told else None
        for row in told:
            if row.kind not in ("copy", "not a copy"):
                continue
            ends = [self._place(row, given, names) for given in (row.a, row.b)]
            if None not in ends:
                a, b = sorted(ids[n].as_py() for n in ends)
                self._kinds[a, b] = row.kind
        self._left = {pair for pair, kind in self._kinds.items() if kind == "copy"}
        self._firsts = pa.array(sorted({a for a, _ in self._kinds}), ids.type) if self._kinds else None

    def _place(self, row: Told, given: str, names: Any) -> int | None:
        """The row that is named so: by its id, or the end of its path."""
        for mask in (pc.equal(names, given), pc.ends_with(names, f"/{given}")):
            found = pc.indices_nonzero(mask)
            if len(found) > 1:
                raise InputError(given, f"{len(found)} articles are named so; give a longer path, or an id of its own")
            if len(found):
                return int(found[0].as_py())
        self.notes.append(f"{given}: judged {row.kind}, but no article here has this id or path")
        return None

    def applied(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch without the pairs judged not to be copies, and with those judged copies labelled so."""
        if self._firsts is None:
            return batch
        labels, keep = {}, []
        touched = pc.indices_nonzero(pc.is_in(batch.column("a"), self._firsts)).to_pylist()
        for n in touched:
            pair = (batch.column("a")[n].as_py(), batch.column("b")[n].as_py())
            kind = self._kinds.get(pair)
            if kind == "not a copy":
                keep.append(n)
            elif kind == "copy":
                self._left.discard(pair)
                if batch.column("label")[n].as_py() not in CERTAIN:
                    labels[n] = "copy"
        if labels:
            listed = batch.column("label").to_pylist()
            own = [labels.get(n, label) for n, label in enumerate(listed)]
            at = batch.schema.get_field_index("label")
            batch = batch.set_column(at, batch.schema.field(at), pa.array(own, batch.schema.field(at).type))
        gone = set(keep)
        return batch.take(pa.array([n for n in range(len(batch)) if n not in gone], pa.int64())) if gone else batch

    def added(self, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """Pairs judged copies that share no passage."""
        empty = {"coverage_a": 0.0, "coverage_b": 0.0, "words": 0, "longest": 0, "total_a": 0, "total_b": 0}
        rows = [{"a": a, "b": b, "label": "copy", **empty, "passages": []} for a, b in sorted(self._left)]
        if rows:
            yield pa.RecordBatch.from_pylist(rows, schema=schema)
