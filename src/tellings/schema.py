"""From dataclasses to tables: Arrow schemas, rows in and out, documentation, content ids.

One rule for all: a record class is a table, its fields are the columns, `str | None` is a nullable
column, a tuple is a list column, a tuple of records is a list of structs.
"""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import re
import types
import typing
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar, overload

import pyarrow as pa

from tellings import records

R = TypeVar("R")

#: Table name -> record class. The order is the order of the rooms.
TABLES: dict[str, type] = {
    "captures": records.Capture,
    "drops": records.Drop,
    "notes": records.Note,
    "judgements": records.Judgement,
    "articles": records.Article,
    "lines": records.Line,
    "furniture": records.Furniture,
    "credits": records.Credit,
    "datelines": records.Dateline,
    "datings": records.Dating,
    "features": records.Feature,
    "meanings": records.Meaning,
    "nearest": records.Nearest,
    "copies": records.Copy,
    "passages": records.Passage,
    "stories": records.Story,
    "redirects": records.Redirect,
    "tellings": records.Telling,
    "sentences": records.Sentence,
    "tokens": records.Token,
    "mentions": records.Mention,
    "quotes": records.Quote,
    "times": records.Time,
    "quantities": records.Quantity,
    "entities": records.Entity,
    "forms": records.Form,
    "entity_mentions": records.EntityMention,
    "utterances": records.Utterance,
    "statements": records.Statement,
    "statement_members": records.StatementMember,
    "variants": records.Variant,
    "origins": records.Origin,
    "origin_members": records.OriginMember,
    "derivations": records.Derivation,
    "reasons": records.Reason,
    "departed": records.Departed,
    "departures": records.Departure,
    "independence": records.Independence,
    "discrepancies": records.Discrepancy,
    "readings": records.Reading,
    "opposed": records.Opposed,
    "timeline": records.TimelineEntry,
    "brief": records.BriefLine,
    "only_in": records.OnlyIn,
    "asked": records.Asked,
    "runs": records.Run,
}
TABLE_OF: dict[type, str] = {record: name for name, record in TABLES.items()}

_SCALARS: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def _arrow_type(annotation: Any) -> tuple[pa.DataType, bool]:
    """The Arrow type of a field's annotation, and whether it may be null."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        return _arrow_type(inner[0])[0], True
    if origin is tuple:
        return pa.list_(_arrow_type(typing.get_args(annotation)[0])[0]), False
    if dataclasses.is_dataclass(annotation):
        return pa.struct(list(arrow_schema(typing.cast(type, annotation)))), False
    return _SCALARS[annotation], False


@cache
def arrow_schema(record: type) -> pa.Schema:
    """The Arrow schema of a record class."""
    hints = typing.get_type_hints(record)
    fields = []
    for field in dataclasses.fields(record):
        kind, nullable = _arrow_type(hints[field.name])
        fields.append(pa.field(field.name, kind, nullable=nullable))
    return pa.schema(fields)


def to_table(rows: Iterable[Any], record: type) -> pa.Table:
    """Records as an Arrow table, columns in the order of the class."""
    schema = arrow_schema(record)
    listed = list(rows)
    columns = []
    for field in schema:
        values: list[Any] = list(map(attrgetter(field.name), listed))
        if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
            values = [[dataclasses.asdict(item) for item in value] for value in values]
        columns.append(pa.array(values, type=field.type))
    return pa.Table.from_arrays(columns, schema=schema)


@cache
def _nested(record: type) -> dict[str, type]:
    """The class of the items of each field that is a tuple. Cached: reading annotations costs more than the rows."""
    hints = typing.get_type_hints(record)
    out = {}
    for name, hint in hints.items():
        if typing.get_origin(hint) is tuple:
            out[name] = typing.get_args(hint)[0]
    return out


def to_rows(table: pa.Table, record: type[R]) -> list[R]:
    """An Arrow table as records. Columns that the class does not have are ignored."""
    names = _fields(typing.cast(Any, record))
    nested = _nested(typing.cast(Any, record))
    columns = []
    for name in names:
        values = _values(table.column(name))
        if name in nested:
            inner = nested[name]
            if dataclasses.is_dataclass(inner):
                values = [tuple(inner(**item) for item in value) for value in values]
            else:
                values = [tuple(value) for value in values]
        columns.append(values)
    return _filled(record, names, columns)


class Columns(Sequence[R]):
    """Rows of an Arrow table as records that are made when they are asked for; as quick by the column as a list.

    For a room that looks at few of an article's many words.
    """

    __slots__ = ("_columns", "_made", "_record", "_setters", "_table")

    def __init__(self, table: pa.Table, record: type[R]) -> None:
        """A record class with scalar fields and slots only."""
        self._table, self._record = table, record
        self._columns: dict[str, list[Any]] = {}
        self._setters: list[tuple[Callable[[R, Any], None], list[Any]]] = []
        self._made: list[R | None] = [None] * table.num_rows

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = _values(self._table.column(name))
        return found

    def rows(self) -> list[R]:
        """All of them, made at once."""
        names = _fields(typing.cast(Any, self._record))
        made = _filled(self._record, names, [self.column(name) for name in names])
        self._made = list(made)
        return made

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, i: int) -> R: ...
    @overload
    def __getitem__(self, i: slice) -> list[R]: ...
    def __getitem__(self, i: int | slice) -> R | list[R]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self._made)))]
        row = self._made[i]
        if row is None:
            row = self._made[i] = self._record.__new__(self._record)
            if not self._setters:
                names = _fields(typing.cast(Any, self._record))
                self._setters = [(getattr(self._record, name).__set__, self.column(name)) for name in names]
            for fill, values in self._setters:  # as in `_filled`
                fill(row, values[i])
        return row


def column(rows: Sequence[Any], name: str) -> list[Any]:
    """The values of one field of records, whether they are made yet or not."""
    return rows.column(name) if isinstance(rows, Columns) else list(map(attrgetter(name), rows))


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; of equal words one only, since a story has each lemma and label hundreds of times."""
    values: list[Any] = column.to_pylist()
    if pa.types.is_string(column.type) and not column.null_count:
        known: dict[str, str] = {}  # and no sys.intern: Python 3.12 keeps what is interned for ever, whole texts too
        return list(map(known.setdefault, values, values))
    return values


@cache
def _fields(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))


def _filled(record: type[R], names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[R]:
    """Records from their columns, field by field: a frozen class's own `__init__` costs several times as much.

    The slots are filled as `__init__` fills them; a class that does more on being made goes through it.
    """
    if not columns:
        return []
    if hasattr(record, "__post_init__") or not hasattr(record, "__slots__"):
        return [record(*row) for row in zip(*columns, strict=True)]
    made = list(map(record.__new__, repeat(record, len(columns[0]))))
    for name, values in zip(names, columns, strict=True):
        deque(map(getattr(record, name).__set__, made, values), maxlen=0)
    return made


def content_id(*parts: str | bytes | int | None) -> str:
    """16 hexadecimal digits made of the parts: the same parts give the same id everywhere."""
    told: list[bytes] = []
    for part in parts:
        data = (
            part if isinstance(part, bytes) else ("\0" if part is None else str(part)).encode("utf-8", "surrogatepass")
        )
        told += (len(data).to_bytes(8, "little"), data)
    return hashlib.blake2b(b"".join(told), digest_size=8).hexdigest()


def column_docs(record: type) -> dict[str, str]:
    """The comment that stands behind each field in records.py."""
    source = inspect.getsource(record)
    return {
        match[1]: (match[2] or "").strip() for match in re.finditer(r"^    (\w+): [^#\n]+?(?:  # (.*))?$", source, re.M)
    }
