"""tellings report: articles in, the story out."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import Any


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
    from tellings.settings import Settings, load

    settings = load(args.settings) if args.settings else Settings()
    if args.one_story:
        settings = dataclasses.replace(settings, stories=dataclasses.replace(settings.stories, one_story=True))
    meta = None
    if args.meta:
        try:
            from tellings.read.meta import load_meta

            meta = load_meta(args.meta)
        except ModuleNotFoundError:  # until that room is furnished
            import json

            from tellings.read.intake import Meta

            keys = ("source", "url", "published", "captured")
            listed = json.loads(args.meta.read_text())["tellings"]
            meta = {t["file"]: Meta(*(t.get(k) for k in keys)) for t in listed}
    report = api.run(read_paths(args.paths, meta), settings)
    text = report.to_json()
    if args.output:
        args.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0 if report.stories else 1
