"""tellings report: articles in, the story out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

NOTHING = 1


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "report",
        help="articles in, the story out",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    p.add_argument("--format", choices=("text", "json", "html"), default="text")
    p.add_argument("-o", "--output", metavar="FILE", type=Path)
    p.add_argument("--meta", metavar="FILE", type=Path)
    p.add_argument("--one-story", action="store_true")
    p.add_argument("--settings", metavar="TOML", type=Path)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Report on the inputs."""
    from tellings import api
    from tellings.read.intake import read_paths
    from tellings.read.meta import load_meta

    settings = api.with_story(args.settings, args.one_story)
    meta = load_meta(args.meta) if args.meta else None
    report = api.run(read_paths(args.paths, meta), settings)
    text = report.to_json()
    if args.output:
        args.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0 if report.stories else NOTHING
