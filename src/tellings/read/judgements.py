"""--judgements: what a person decided about pairs of articles, from a CSV, JSON or JSONL file."""

from __future__ import annotations

from pathlib import Path

from tellings.errors import InputError
from tellings.judgements import Told, kind_of
from tellings.read.meta import Form, rows_of, value_of

_FORM = Form("judgements", ("kind",), "kind, a, b, note", "judgements", "one row per pair with the columns kind, a, b")


def load_judgements(path: Path) -> list[Told]:
    """The rows of the file, in its order: a later one wins. Raises InputError that says what is wrong.

    Columns: kind; a and b, each an article by its path, address or id; note (why), by (who) and made (when) where
    known; a_name and b_name, as they stand in a and b, where two names are judged. Others are ignored. A JSON object
    may hold the rows under "judgements".
    """
    out = []
    for where, row in rows_of(path, _FORM):
        kind, a, b = (value_of(row, column) for column in ("kind", "a", "b"))
        if kind is None or a is None or b is None:
            raise InputError(str(path), f"{where}: every row needs the columns kind, a and b")
        try:
            known = kind_of(kind)
        except InputError as error:
            raise InputError(str(path), f"{where}: {error}") from error
        note, by, made, one, other = (value_of(row, c) for c in ("note", "by", "made", "a_name", "b_name"))
        out.append(Told(known, a, b, note, by, made, (one, other)))
    return out
