"""HTML pages -> lines and metadata, in worker processes with a limit on time and memory."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tellings.extract.article import Page
from tellings.extract.html_worker import read, write

#: Seconds of computing: a page takes .05 as a rule, a table of 20,000 rows 5; one that takes this long is a trap.
COMPUTING = 15
#: Seconds on the clock, for a worker that waits instead. Many, since a busy machine must drop no page that an idle one
#: reads. The first page waits for the imports too.
SECONDS, FIRST_SECONDS = 60.0, 90.0
#: Address space of a worker; a large page needs a tenth of it.
MEGABYTES = 2048
#: More workers than this are not faster than the disk and the line room.
MOST_WORKERS = 4
#: A worker is replaced after so many pages: parsers leak.
PAGES_PER_WORKER = 500
#: How a process ends that has spent its computing time; no such thing on every system.
_SPENT = -getattr(signal, "SIGXCPU", 0) or None
EXTRACTOR = "trafilatura precision, tellings-lines 1"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page's lines and metadata, or why there are none."""

    page: Page
    lines: tuple[str, ...] = ()
    problem: str | None = None


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """How a worker that no longer answers ended; None when it has not."""
    try:
        return process.wait(1)
    except subprocess.TimeoutExpired:
        return None


class _Worker:
    """One process; started when it is first needed, replaced when it dies or is killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        limit = SECONDS
        if self._process is None or self._process.poll() is not None or self._pages >= PAGES_PER_WORKER:
            self._start()
            limit = FIRST_SECONDS
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        self._pages += 1
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limit, kill)
        timer.start()
        try:
            write(process.stdin, request)  # type: ignore[arg-type]
            reply = read(process.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError):
            reply = None
        finally:
            timer.cancel()
        code = _ended(process) if reply is None else None
        if reply is None or late.is_set():
            self.close()
        if reply is None and code == _SPENT:
            return {"error": f"took longer than {COMPUTING} s of computing"}
        if reply is None:
            return {"error": f"took longer than {limit:.0f} s" if late.is_set() else "crashed the parser"}
        return reply

    def _start(self) -> None:
        self.close()
        self._pages = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tellings.extract.html_worker", str(COMPUTING), str(MEGABYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue
            self._process.wait()
            self._process = None


class Parser:
    """A pool of workers. `parse` answers in the order of the pages."""

    def __init__(self, workers: int | None = None) -> None:
        self._count = workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1))
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._workers = [_Worker() for _ in range(self._count)]
        for worker in self._workers:
            self._idle.put(worker)

    def parse(self, pages: Sequence[tuple[str, str | None]]) -> list[Parsed]:
        """Lines and metadata of pages, given as (HTML, address or None)."""
        if not pages:
            return []
        if len(pages) == 1:
            return [self._one(pages[0])]
        with ThreadPoolExecutor(min(self._count, len(pages))) as threads:
            return list(threads.map(self._one, pages))

    def _one(self, page: tuple[str, str | None]) -> Parsed:
        worker = self._idle.get()
        try:
            return _parsed(worker.ask({"html": page[0], "url": page[1]}))
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.close()


def _parsed(reply: dict[str, Any]) -> Parsed:
    meta: dict[str, str | None] = reply.get("meta") or {}
    page = Page(
        title=meta.get("title"),
        published=meta.get("published"),
        author=meta.get("author"),
        source=meta.get("source"),
        url=meta.get("url"),
        language=meta.get("language"),
        extractor=EXTRACTOR,
    )
    if reply.get("error"):
        return Parsed(page, problem=f"the page {reply['error']}; save its text and give that")
    return Parsed(page, tuple((reply.get("text") or "").split("\n")))


@contextmanager
def parser(workers: int | None = None) -> Iterator[Parser]:
    """A pool that is closed at the end."""
    pool = Parser(workers)
    try:
        yield pool
    finally:
        pool.close()
