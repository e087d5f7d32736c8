"""The house's own rules: which way imports point, how long things may be, what is public, what is documented."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import tellings
from tellings.project import CORPUS_ROOMS, STORY_ROOMS, stage
from tellings.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tellings"
FILES = sorted(SOURCE.rglob("*.py"))

#: What each layer may import from the package, besides itself. See docs/house.md.
GROUND = {"errors", "spans", "records", "schema", "settings", "progress", "judgements"}
MAY_IMPORT = {
    "text": GROUND,
    "extract": GROUND | {"text"},
    "read": GROUND | {"text"},
    "models": GROUND | {"text"},
    "collate": GROUND | {"text"},
    "engine": GROUND,
    "plans": GROUND | {"text", "collate", "engine"},
    "stages": GROUND | {"text", "extract", "read", "models", "collate", "engine", "plans"},
    "inbox": GROUND,
    "project": GROUND | {"stages", "engine", "inbox"},
    "stream": GROUND | {"text", "extract", "read", "collate", "engine", "stages", "project"},
    "queries": GROUND | {"engine", "views", "queries_derivations", "queries_notes", "queries_statements"},
    "queries_notes": GROUND | {"views"},
    "queries_statements": GROUND | {"views", "ranges"},
    "ranges": GROUND | {"views"},
    "queries_derivations": GROUND | {"views"},
    "views": GROUND,
    "claims": GROUND | {"views", "ranges", "text", "claims_readings"},
    "claims_readings": GROUND | {"views", "text"},
    "render": GROUND | {"queries", "views", "ranges", "text"},
    "copies": GROUND | {"inbox", "text", "engine", "plans", "stages", "read"},
    "spark": GROUND | {"engine", "plans", "read"},
    "api": GROUND | {"project", "queries", "views", "render", "claims", "read", "engine"},
    "cli": GROUND
    | {
        "stream",
        "models",
        "api",
        "project",
        "queries",
        "views",
        "render",
        "claims",
        "read",
        "copies",
        "engine",
        "inbox",
        "spark",
    },
}


def _layer(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def _imports(tree: ast.AST) -> set[str]:
    """Layers of this package that a module imports, wherever in the module."""
    out = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "tellings" else [f"tellings.{a.name}" for a in node.names]
        out |= {name.split(".")[1] for name in names if name.startswith("tellings.")}
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    layer = _layer(path)
    if layer in ("__init__", "__main__"):
        return
    allowed = GROUND if layer in GROUND else MAY_IMPORT[layer]
    wrong = {
        name for name in _imports(ast.parse(path.read_text())) if name != layer and not name.startswith("__")
    } - allowed
    assert not wrong, f"{layer} may not import {sorted(wrong)}"


def test_stages_meet_only_through_tables() -> None:
    for path in (SOURCE / "stages").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tellings.stages."):
                assert node.module == "tellings.stages.base", f"{path.name} imports {node.module}"


def test_no_type_checking_knots() -> None:
    assert not [p.name for p in FILES if "TYPE_CHECKING" in p.read_text()]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    if path.name != "records.py":  # the schema stays in one place
        assert text.count("\n") <= 400, f"{text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, (
                f"{node.name} has {(node.end_lineno or 0) - node.lineno} lines"
            )


def test_stages_say_what_they_read_and_write() -> None:
    written: set[str] = set()
    for name in (*CORPUS_ROOMS, *STORY_ROOMS):
        room = stage(name)
        assert room.name == name
        assert set(room.reads) <= set(TABLES) and set(room.writes) <= set(TABLES)
        assert not written & set(room.writes), f"{name} writes what another room writes"
        written |= set(room.writes)


def test_public_names_are_what_they_say() -> None:
    for name in tellings.__all__:
        thing = getattr(tellings, name)
        assert getattr(thing, "__doc__", None), f"tellings.{name} has no docstring"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_public_functions_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "module has no docstring"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_importing_the_package_is_cheap() -> None:
    """No model, parser, compiler or data frame library is touched by `import tellings`."""
    import subprocess
    import sys

    heavy = "spacy numba trafilatura lxml pandas polars jinja2 rich duckdb pyarrow".split()
    code = f"import sys, tellings; print([m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_every_room_has_a_page() -> None:
    missing = [name for name in (*CORPUS_ROOMS, *STORY_ROOMS) if not (ROOT / "docs/rooms" / f"{name}.md").exists()]
    assert not missing


def test_generated_pages_are_current() -> None:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools/make_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for path, text in module.pages().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale: run `make docs`"
