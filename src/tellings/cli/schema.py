"""tellings schema: what the JSON report looks like, as a JSON Schema."""

from __future__ import annotations

import argparse
from typing import Any

EPILOG = """\
example:
  tellings schema > report.schema.json
  check-jsonschema --schemafile report.schema.json report.json
"""


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "schema",
        help="the JSON Schema of the JSON report",
        description="Prints the JSON Schema (draft 2020-12) that every `tellings report --format json` keeps to.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from tellings.cli import output
    from tellings.render.schema import schema

    output.write(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", None)
    return 0
