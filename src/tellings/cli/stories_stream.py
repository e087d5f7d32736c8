"""tellings stories WORKSPACE --stream: articles in on standard input, their stories out, line by line."""

from __future__ import annotations

import argparse
import json
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tellings.cli import output
from tellings.errors import InputError

OK, NOTHING, INTERRUPTED = 0, 1, 130
IDLE = 0.5  # seconds without a new line after which what came is written
WAIT = 2.0  # seconds after which it is written though more is coming
AHEAD = 64  # lines read ahead


def run(args: argparse.Namespace) -> int:
    """Answer every article until the input ends or Ctrl-C comes. Raises TellingsError."""
    from tellings.api import with_story
    from tellings.stream import Stream

    if len(args.paths) != 1 or args.workspace or args.explain or args.output:
        raise InputError("--stream", "takes one PATH, the workspace (or -, to keep nothing), and no other option")
    source = getattr(sys.stdin, "buffer", None)
    if source is None:
        raise InputError("-", "standard input is closed; pipe the articles in")
    place = None if args.paths[0] == "-" else Path(args.paths[0])
    settings = with_story(args.settings, False)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    with Stream(place, settings, output.Talk(args.quiet)) as stream, _stopping() as stop:
        _answer(stream, _coming(source, settings.articles.max_chars, stop))
    return INTERRUPTED if stop.is_set() else OK


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets: the article at hand is finished and all is written. A second Ctrl-C stops at once."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(number: int, frame: Any) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _coming(source: Any, max_chars: int, stop: threading.Event) -> Iterator[Any]:
    """What comes, and None whenever nothing does. Reading waits in a thread of its own, so that writing need not."""
    from tellings.read.lines import captures_of_lines

    lines: queue.Queue[Any] = queue.Queue(AHEAD)
    end = object()

    def read() -> None:
        try:
            for found in captures_of_lines(source, max_chars):
                lines.put(found)
        except (OSError, ValueError) as error:
            output.say(f"-: standard input cannot be read ({error})")
        lines.put(end)

    threading.Thread(target=read, daemon=True).start()
    while not stop.is_set():
        try:
            found = lines.get(timeout=IDLE)
        except queue.Empty:
            found = None
        if found is end:
            return
        yield found


def _answer(stream: Any, coming: Iterator[Any]) -> None:
    from tellings.records import Capture, Drop
    from tellings.stream import PART

    written = time.monotonic()
    for found in coming:
        if isinstance(found, Capture):
            found = stream.place(found)
        if isinstance(found, Drop):
            output.say(f"{found.path}: {found.reason}")
        elif found is not None:
            rows = [{"id": found.id, "story": found.story, "article": found.article}]
            rows += [{"article": moved.article, "story": moved.story, "was": moved.was} for moved in stream.moved]
            sys.stdout.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
            sys.stdout.flush()
        if found is None or stream.waiting >= PART or time.monotonic() - written > WAIT:
            stream.flush()
            written = time.monotonic()
