"""tellings stories: which articles of a corpus tell of one event."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tellings.cli.stories_list import lines, listed
from tellings.errors import InputError

FORMATS = ("text", "json", "jsonl")
OK, NOTHING = 0, 1

DESCRIPTION = """\
Puts the articles about one event together and lists the stories, largest first: tellings, independent origins (at
most so many, as far as copies and signatures of agencies tell; exactly, where a report on the workspace has weighed
them), span of publication, languages. One setting fits any corpus: what counts as alike goes by how alike its articles
are anyway.
"""
EPILOG = """\
inputs:
  .jsonl .csv .parquet  one article a row: text and, where known, id, title, date, source, url, lang
  .txt .md .html        one article a file
  folder                all of these in it; a folder made by --workspace is listed as it stands
  -                     standard input

examples:
  tellings stories feed.jsonl                        stories in the terminal
  tellings stories feed.jsonl --format jsonl         {"id", "story", "article"} for every article: its own id (or
                                                     path), its story, and the article id used elsewhere
  tellings stories day1.jsonl --workspace archive    kept: stories keep their ids as more is added
  tellings stories archive --explain A B             why two articles are one story, or are not
  tail -f feed.jsonl | tellings stories archive --stream
                                                     {"id", "story", "article"} at once for every line that comes,
                                                     {"article", "story", "was"} for former ones that it moves
"""


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "stories",
        help="which articles tell of one event",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, a workspace, or - for standard input")
    p.add_argument("--format", choices=FORMATS, default="text", help="how to print it (default: text)")
    p.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of standard output")
    p.add_argument(
        "--explain", nargs=2, metavar=("A", "B"), help="why two articles (ids or paths) are one story or not"
    )
    p.add_argument(
        "--meta", metavar="FILE", type=Path, help="CSV, JSON or JSONL: path, source, url, published, captured"
    )
    p.add_argument("--settings", metavar="TOML", type=Path, help="settings that differ from the defaults")
    p.add_argument("--workspace", metavar="DIR", type=Path, help="keep everything in DIR; later runs add to it")
    p.add_argument(
        "--judgements", metavar="FILE", type=Path, help="CSV or JSONL: kind, a, b, note (see `tellings judge`): obeyed"
    )
    p.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="where to run it (default: duckdb)")
    p.add_argument(
        "--stream", action="store_true", help="JSON lines on standard input, answered as they come; PATH: workspace"
    )
    p.add_argument("-q", "--quiet", action="store_true", help="nothing on standard error but errors")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List stories, explain a pair, or answer a stream. Raises TellingsError."""
    if args.stream:
        from tellings.cli.stories_stream import run as answer

        return answer(args)
    from tellings.api import with_story
    from tellings.cli import output
    from tellings.project import CORPUS_ROOMS, Project, is_workspace
    from tellings.read.intake import read_paths
    from tellings.read.judgements import load_judgements
    from tellings.read.meta import load_meta

    if args.output:
        output.check(args.output)
    settings = with_story(args.settings, False)
    judged = load_judgements(args.judgements) if args.judgements else ()
    kept = len(args.paths) == 1 and args.workspace is None and is_workspace(Path(args.paths[0]))
    place = Path(args.paths[0]) if kept else args.workspace
    with Project(place, settings, output.Talk(args.quiet), _engine(args, kept)) as project:
        if args.engine == "spark":
            from tellings.spark import take_captures

            take_captures(project.engine, args.paths)  # type: ignore[arg-type]
            drops = project.engine.read('SELECT "path", "reason" FROM drops ORDER BY 1, 2 LIMIT 20').to_pylist()
            if not args.quiet:
                output.say_all([f"{drop['path']}: {drop['reason']}" for drop in drops])
        elif not kept:
            meta = load_meta(args.meta) if args.meta else None
            intake = read_paths(args.paths, meta, max_chars=settings.articles.max_chars)
            project.add(intake.captures, intake.drops, intake.notes)
            if not args.quiet:
                output.say_all([f"{drop.path}: {drop.reason}" for drop in intake.drops])
        project.judge_all(judged)
        if not kept or args.settings or project.due():
            with _stopped(place):
                before = set(_drops(project))
                project.run(CORPUS_ROOMS)
            if not args.quiet:
                output.say_all([f"{path}: {why}" for path, why in _drops(project) if (path, why) not in before])
        if not args.quiet:
            output.say_all([*project.notes("articles"), *project.notes("judgements")])
        if not _count(project, "stories"):
            output.say("no article was found in the inputs")
            return NOTHING
        if args.explain:
            a, b = (project.find(given) for given in args.explain)
            text = "\n".join(project.explain(a, b)) + "\n"
        else:
            text = {"text": _text, "json": _json, "jsonl": _jsonl}[args.format](project)
    output.write(text, args.output)
    return OK


@contextmanager
def _stopped(place: Path | None) -> Iterator[None]:
    """Say how to go on after Ctrl-C. Every room writes what it has done whole or not at all."""
    from tellings.cli import output

    try:
        yield
    except KeyboardInterrupt:
        output.say(
            f"what is finished is kept: `tellings stories {place}` goes on from there"
            if place
            else "nothing is kept; with --workspace DIR a run can be stopped and goes on where it was"
        )
        raise


def _engine(args: argparse.Namespace, kept: bool) -> Any:
    """The engine that was asked for; None for the default one."""
    if args.engine != "spark":
        return None
    for given, option in ((kept or args.workspace, "a workspace"), (args.meta, "--meta")):
        if given:
            raise InputError(
                "--engine spark", f"does not go with {option}: stories on Spark are made in one run of files"
            )
    from tellings.cli import let_pandas_in
    from tellings.engine.spark import Spark

    let_pandas_in()
    return Spark()


def _drops(project: Any) -> list[tuple[str, str]]:
    """What was left out so far, and why."""
    rows = project.engine.read('SELECT "path", "reason" FROM drops ORDER BY 1, 2').to_pylist()
    return [(row["path"], row["reason"]) for row in rows]


def _count(project: Any, table: str) -> int:
    return int(project.engine.read(f'SELECT count(*) FROM "{table}"').column(0)[0].as_py())


def _jsonl(project: Any) -> str:
    query = (
        'SELECT a."path" AS "id", t."story", a."id" AS "article" FROM tellings t '
        'JOIN articles a ON a."id" = t."article" ORDER BY a."ordinal", a."id"'
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in project.engine.read(query).to_pylist())


def _json(project: Any) -> str:
    gone = project.engine.read('SELECT * FROM redirects ORDER BY "old", "new", "how"').to_pylist()
    return json.dumps({"stories": listed(project.engine), "redirects": gone}, ensure_ascii=False, indent=1) + "\n"


def _lone(many: int) -> str:
    return "a lone article" if many == 1 else "lone articles"


def _text(project: Any) -> str:
    stories = listed(project.engine)
    lone = sum(story["size"] == 1 for story in stories)
    alone = "a lone article" if lone == len(stories) == 1 else f"{lone:,} of them {_lone(lone)}"
    bare = sum(telling["bare"] for story in stories for telling in story["tellings"])
    head = [f"{len(stories):,} {'story' if len(stories) == 1 else 'stories'}", *([alone] if lone else [])]
    if bare:
        head.append(f"{bare:,} {'article is' if bare == 1 else 'articles are'} a title without text")
    return ", ".join(head) + "\n" + "".join(lines(stories))
