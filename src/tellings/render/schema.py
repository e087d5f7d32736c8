"""The JSON Schema of the report, built from the classes of `views.py`, so that the two cannot disagree.

A class becomes a definition, its first docstring line the description; the comment behind a field describes
the key, and a comment that only lists values ("a | b | c") is the list of values allowed.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Mapping
from typing import Any

from tellings import views
from tellings.schema import column_docs

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VALUES = re.compile(r"[\w-]+(?: [\w-]+)?(?: \| [\w-]+(?: [\w-]+)?)+")
_SCALARS: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def _of(annotation: Any, found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field's annotation."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        parts = [_of(a, found) for a in inner]
        if all(set(part) == {"type"} for part in parts):
            return {"type": [part["type"] for part in parts]}
        return {"anyOf": parts}
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0], found)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(inner[1], found)}
    if dataclasses.is_dataclass(annotation):
        return {"$ref": f"#/$defs/{_definition(typing.cast(type, annotation), found)}"}
    return {"type": _SCALARS[annotation]}


def _definition(record: type, found: dict[str, Any]) -> str:
    """Add a class to the definitions; its name."""
    name = record.__name__
    if name in found:
        return name
    found[name] = {}
    hints, docs = typing.get_type_hints(record), column_docs(record)
    properties = {}
    for field in dataclasses.fields(record):
        shape, said = _of(hints[field.name], found), docs.get(field.name, "")
        if _VALUES.fullmatch(said):
            values: list[str | None] = list(said.split(" | "))
            shape["enum"] = [*values, None] if "null" in shape["type"] else values
        elif shape.get("type") in ("string", ["string", "null"]) and field.name not in ("text", "path", "value"):
            shape["minLength"] = 1  # unknown is null, never ""
        properties[field.name] = {**shape, "description": said}
    found[name] = {
        "type": "object",
        "description": (inspect.getdoc(record) or "").split("\n")[0],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return name


def schema() -> dict[str, Any]:
    """The JSON Schema of a whole report."""
    found: dict[str, Any] = {}
    _definition(views.Report, found)
    top = found.pop("Report")
    top["properties"]["version"]["const"] = 1
    return {"$schema": DIALECT, "title": "A tellings report", **top, "$defs": dict(sorted(found.items()))}
