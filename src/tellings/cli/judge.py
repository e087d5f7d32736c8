"""tellings judge: what a person corrects, obeyed by every later run."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

OK, USAGE = 0, 2
FORMATS = ("text", "json")

DESCRIPTION = """\
Decides something about two articles of a workspace; every later run obeys, and says that it does. A later
judgement on the same pair takes an earlier one's place. Judgements are kept beside the workspace's database,
so they can be given while a run is at work.
"""
EPILOG = """\
kinds:
  "copy"               one's text is made from the other's: a derivation that is certain
  "not a copy"         it is not: no derivation, never joined by what the texts share
  "same origin"        both go back to one source: they count once
  "different origins"  they do not: they count apart, whatever they share
  "same story"         both tell of one event: their stories are one
  "not the same story" they do not: never in one story
  "same entity"        a name of A and one of B (--names) mean one person, body or place
  "different entities" they mean two

articles: an id, a path (or the end of one), an address, or the id that a row of a table gave

examples:
  tellings judge archive "not a copy" a.txt b.txt --note "both are the ministry's words" --by Ada
  tellings judge archive "same story" 3f2a91c07b5d4e88 https://example.org/bridge
  tellings judge archive "same entity" a.txt b.txt --names "Lee Ju-ho" "Mr. Yi"
  tellings judge archive --list
  tellings judge archive --undo 5c1d
"""


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "judge",
        help="correct what was found: every later run obeys",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("workspace", metavar="WORKSPACE", type=Path, help="a folder made by --workspace")
    p.add_argument("judgement", nargs="*", metavar="KIND A B", help="what is so, and of which two articles")
    p.add_argument("--names", nargs=2, metavar=("IN_A", "IN_B"), help="the two names, as they stand in A and in B")
    p.add_argument("--note", metavar="WHY", help="the reason: shown wherever the judgement decides")
    p.add_argument("--by", metavar="NAME", help="who judges")
    p.add_argument("--list", action="store_true", help="everything that was judged, and whether it is in force")
    p.add_argument("--undo", metavar="ID", help="take a judgement back: its id, or the beginning of it")
    p.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: text)")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge, undo or list. Raises TellingsError."""
    from tellings.cli import output
    from tellings.errors import InputError, WorkspaceError
    from tellings.inbox import Inbox
    from tellings.judgements import kind_of
    from tellings.project import is_workspace

    wanted = [bool(args.judgement), args.list, args.undo is not None]
    if sum(wanted) != 1 or (args.judgement and len(args.judgement) != 3):
        output.say('give a kind and two articles (tellings judge WORKSPACE "not a copy" A B), --list, or --undo ID')
        return USAGE
    if args.judgement:
        try:
            kind_of(args.judgement[0])
        except InputError as unknown:
            output.say(str(unknown))
            return USAGE
    if not is_workspace(args.workspace):
        raise WorkspaceError(f"{args.workspace}: not a workspace; make one with --workspace {args.workspace}")
    if args.list:
        output.write(_listed(args, Inbox(args.workspace)), None)
        return OK
    if args.undo is not None:
        row = Inbox(args.workspace).undo(args.undo, args.by, args.note)
        line = f"{row.a} is taken back; the next run obeys"
    else:
        row = _judge(args)
        line = f"{row.id}: {row.kind} of {row.a} and {row.b}; the next run obeys"
    output.write(json.dumps(_shown(row), ensure_ascii=False) + "\n" if args.format == "json" else line + "\n", None)
    return OK


def _judge(args: argparse.Namespace) -> Any:
    """Keep a judgement. While another process holds the database, articles can be named by their ids only."""
    from tellings.errors import InputError, WorkspaceHeld
    from tellings.inbox import Inbox, judgement
    from tellings.judgements import kind_of
    from tellings.project import Project

    kind, a, b = args.judgement
    try:
        with Project(args.workspace) as project:
            return project.judge(kind, a, b, note=args.note, by=args.by, names=tuple(args.names or (None, None)))
    except WorkspaceHeld as held:
        for given in (a, b):
            if not re.fullmatch("[0-9a-f]{16}", given):
                reason = "another process holds the workspace: name the articles by their ids, or wait for it"
                raise InputError(given, reason) from held
        if a == b or args.names:
            raise InputError(a, "while another process holds the workspace, two articles can be judged only") from held
        return Inbox(args.workspace).add([judgement(kind_of(kind), (a, b), args.note, args.by)])[0]


def _shown(row: Any) -> dict[str, Any]:
    names = ("id", "made", "by", "kind", "a", "b", "a_name", "b_name", "note")
    return {name: getattr(row, name) for name in names}


def _listed(args: argparse.Namespace, inbox: Any) -> str:
    """Everything in the inbox, oldest first, with what became of it."""
    from tellings.judgements import standing

    rows = inbox.rows()
    state = standing(rows).state
    if args.format == "json":
        return (
            json.dumps([{**_shown(row), "state": state[row.id]} for row in rows], ensure_ascii=False, indent=1) + "\n"
        )
    if not rows:
        return "nothing was judged yet\n"
    lines = []
    for row in rows:
        ends = row.a if row.kind == "undo" else f"{row.a}  {row.b}"
        names = f"“{row.a_name}” “{row.b_name}”" if row.a_name else None
        told = "  ".join(filter(None, [names, row.by, row.note]))
        line = f"{row.id}  {row.made[:16]}  {state[row.id]:<12}  {row.kind:<18}  {ends}  {told}".rstrip()
        lines.append("".join(ch if ch.isprintable() else " " for ch in line) + "\n")
    return "".join(lines)
