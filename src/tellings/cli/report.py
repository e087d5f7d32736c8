"""tellings report: articles in, the story out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

NOTHING, USAGE = 1, 2
FORMATS = ("text", "json", "html")
_ENDINGS = {".json": "json", ".html": "html", ".htm": "html"}

DESCRIPTION = """\
Reads articles about one or several events and prints each event's story: how many tellings and how many
independent origins, who derives from whom, what several say, where they differ, who said what in which
words, the timeline, a brief. Each line names the tellings that show it.
"""
EPILOG = """\
inputs:
  .txt .md .html        one article a file; page furniture may be left in, marks of Markdown go
  .jsonl .csv .parquet  one article a row: text and, where known, id, title, date, source, url, lang
  folder                all of these in it; a folder made by --workspace is reported as it stands
  -                     standard input: text, HTML or JSON lines

examples:
  tellings report coverage/                          the story in the terminal
  tellings report coverage/ -o story.html            one page that opens from disk
  tellings report coverage/ --format json | jq '.stories[0].independent_origins'
  tellings report a.txt b.txt c.html --one-story     these tell one event: do not ask whether
  tellings report coverage/ --meta feed.csv          with outlets and dates (columns path, source, url, published)
  tellings report coverage/ --claim "Fifteen people were injured"
                                                     who says it, and who says otherwise
  tellings report archive --story ID                 one story of a workspace that `tellings stories` lists
exit codes:
  0  something was reported      1  nothing could be reported      2  wrong usage
"""


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "report",
        help="articles in, the story out",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    p.add_argument("--format", choices=FORMATS, help="how to print it (default: by FILE's ending, else text)")
    p.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of standard output")
    p.add_argument(
        "--meta", metavar="FILE", type=Path, help="CSV, JSON or JSONL: path, source, url, published, captured"
    )
    p.add_argument("--one-story", action="store_true", help="the inputs are tellings of one event")
    p.add_argument(
        "--claim", metavar="TEXT", type=_claim, help="which statements say TEXT, how many origins, who says otherwise"
    )
    p.add_argument(
        "--settings", metavar="TOML", type=Path, help="settings that differ from the defaults, a table a stage"
    )
    p.add_argument(
        "--workspace", metavar="DIR", type=Path, help="keep everything in DIR; later runs do only what is new"
    )
    p.add_argument(
        "--story", metavar="ID", help="this story only: its id, or one of its articles; the others are not worked out"
    )
    p.add_argument(
        "--judgements", metavar="FILE", type=Path, help="CSV or JSONL: kind, a, b, note (see `tellings judge`): obeyed"
    )
    p.add_argument("--width", metavar="N", type=_width, help="columns of the text report (default: the terminal's)")
    p.add_argument("-q", "--quiet", action="store_true", help="nothing on standard error but errors")
    p.set_defaults(run=run)


def _width(text: str) -> int:
    if not text.isdecimal() or not 40 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of columns from 40 to 1000")
    return int(text)


def _claim(text: str) -> str:
    if not any(ch.isalnum() for ch in text):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} says nothing: write the claim as a sentence")
    return text


def _format(args: argparse.Namespace) -> str:
    if args.format:
        return str(args.format)
    return _ENDINGS.get(args.output.suffix.lower(), "text") if args.output else "text"


def run(args: argparse.Namespace) -> int:
    """Report on the inputs."""
    if getattr(args, "own_process", False) and not args.settings:
        from tellings.models.beside import begin
        from tellings.settings import Tagging

        begin(Tagging().model)  # it loads while the first rooms read
    from tellings import api
    from tellings.cli import let_pandas_in, output
    from tellings.errors import TellingsError
    from tellings.models.transformer import transformer
    from tellings.project import is_workspace
    from tellings.read.intake import read_paths
    from tellings.read.judgements import load_judgements
    from tellings.read.meta import load_meta

    form = _format(args)
    if form == "html" and args.output is None and sys.stdout.isatty():
        output.say("a page is of no use on a terminal: give it a file with -o FILE.html")
        return USAGE
    if args.output:
        if not args.format and args.output.suffix.lower() not in (*_ENDINGS, ".txt", ".md", ""):
            output.say(f"{args.output}: what a {args.output.suffix} file should hold is not known: add --format")
            return USAGE
        output.check(args.output)
    try:
        settings = api.with_story(args.settings, args.one_story)
        if transformer(settings.statements.transformer):
            let_pandas_in()  # the libraries around PyTorch insist on it
        meta = load_meta(args.meta) if args.meta else None
        judged = load_judgements(args.judgements) if args.judgements else ()
    except TellingsError as error:  # what stands behind an option is wrong usage, not bad coverage
        output.say(str(error))
        return USAGE
    kept = len(args.paths) == 1 and args.workspace is None and is_workspace(Path(args.paths[0]))
    intake = None if kept else read_paths(args.paths, meta, max_chars=settings.articles.max_chars)
    talk, workspace = output.Talk(args.quiet), Path(args.paths[0]) if kept else args.workspace
    ask = api.Ask(claim=args.claim, story=args.story, judged=judged)
    report = api.run(intake, settings, workspace=workspace, progress=talk, ask=ask)
    if not args.quiet and (form != "text" or not report.stories):
        output.say_all([f"{d.path}: {d.reason}" for d in report.drops])
    if not report.stories:
        output.say("nothing to report: no article was found in the inputs")
    if report.stories or form == "json":
        if form == "json":
            text = report.to_json()
        elif form == "html":
            text = report.to_html()
        else:
            colour = output.wants_colour() and args.output is None
            text = report.to_text(output.width_of(args.width), colour)
        output.write(text, args.output)
    return 0 if report.stories else NOTHING
