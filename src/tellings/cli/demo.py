"""tellings demo: the report of the example that ships."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

DESCRIPTION = """\
Reports on an invented event in a dozen tellings written for it: an agency's original, its reprint, an abridged one,
a rewrite of the rewrite, a press release with outlets that reworked it, a second agency's text that is present only
through its descendants, one like a machine translation, an independent report, and an article about something else.
Prints the story, writes the page, and opens it where there is a screen.
"""
EPILOG = """\
examples:
  tellings demo
  tellings demo -o /tmp/demo.html --no-open
"""
PAGE = Path("tellings-demo.html")


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "demo",
        help="the story of an invented event, to see what comes out",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("-o", "--output", metavar="FILE", type=Path, default=PAGE, help=f"the page (default: {PAGE})")
    p.add_argument("--no-open", action="store_true", help="write the page, do not open it")
    p.set_defaults(run=run)


def example() -> Path:
    """The folder of the example: inside the installed package, or beside the sources. Raises InputError."""
    from tellings.errors import InputError

    package = Path(__file__).resolve().parent.parent
    for top in (package, package.parent.parent):
        folder = top / "examples" / "cable-car"
        if folder.is_dir():
            return folder
    raise InputError(str(package / "examples"), "the example is missing: this installation is not complete")


def run(args: argparse.Namespace) -> int:
    """Report on the example."""
    from tellings import api
    from tellings.cli import output
    from tellings.read.intake import read_paths
    from tellings.read.meta import load_meta
    from tellings.settings import Settings

    folder = example()
    paths = [str(path) for path in sorted(folder.glob("*.txt"))]
    intake = read_paths(paths, load_meta(folder / "meta.json"))
    report = api.run(intake, Settings(), progress=output.Talk())
    output.write(report.to_html(), args.output)
    output.write(report.to_text(output.width_of(None), output.wants_colour()), None)
    sys.stdout.flush()
    output.say(f"the page with every line linked to its words is in {args.output}")
    if sys.stdout.isatty() and not args.no_open:
        import webbrowser

        webbrowser.open(args.output.resolve().as_uri())
    return 0
