"""The command line: `tellings COMMAND`. One module per command, each with `add(subparsers)` and `run(args)`."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module, util
from pathlib import Path
from types import ModuleType

from tellings import __version__
from tellings.errors import TellingsError

#: Errors that are neither the input's nor ours: a full disk, a broken one, too many open files.
_OF_THE_MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE})

#: A run makes millions of objects that live to its end, and hardly a cycle. With the interpreter's own thresholds
#: (700, 10, 10) the collector walks them all again and again: .5 of 4 s on five articles. Memory stays the same.
GC_THRESHOLDS = (200_000, 20, 100)

#: Threads of the library behind numpy's products. A report's matrices are small: more threads wait for one another
#: longer than they work. What the user has set stands.
BLAS_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

#: Commands, in the order of the help. A command whose module is not installed is left out.
COMMANDS = ("report", "demo", "copies", "stories", "judge", "schema")

OK, NOTHING, USAGE = 0, 1, 2
INTERRUPTED = 130

EPILOG = """\
examples:
  tellings report articles/                 the story in the terminal
  tellings report a.txt b.html -o story.html --format html
  tellings report feed.jsonl --format json | jq '.stories[0].independent_origins'
  tellings report articles/ --claim "Fifteen people were injured"

exit codes:
  0  something was reported      1  nothing could be reported      2  wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line. Command modules are light: they import what is heavy when they run."""
    top = argparse.ArgumentParser(
        prog="tellings",
        description="From many articles about one event to the story: independent origins, who copied whom, "
        "what all say and where they differ, every line with its source.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"tellings {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands", required=True)
    for name in COMMANDS:
        if util.find_spec(f"tellings.cli.{name}") is not None:
            import_module(f"tellings.cli.{name}").add(commands)
    return top


class _NotNeeded:
    """Lets pyarrow do without pandas, which it otherwise imports for its first array merely because it is there:
    .25 s, and hardly a command has a use for it."""

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> None:
        """No module, where it is pandas; nothing to say of others."""
        if name == "pandas":
            raise ModuleNotFoundError("the command line does without pandas", name=name)


def let_pandas_in() -> None:
    """Undo that, for a command that uses a library which insists on pandas."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _NotNeeded)]
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)


def _own_process() -> None:
    """What only a program may do, never a library: settings of the whole process. Before numpy is imported."""
    for name, value in BLAS_THREADS.items():
        os.environ.setdefault(name, value)
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NotNeeded())


def _silence_stdout() -> None:
    """After a reader has gone (`| head`), keep the interpreter from complaining when it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_streams() -> None:
    """Streams that whoever started us has closed: what is written to them goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Never shows a traceback for an error of the user's or the input's."""
    gc.set_threshold(*GC_THRESHOLDS)
    _open_streams()
    if argv is None:
        _own_process()
    try:
        args = parser().parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    args.own_process = argv is None
    try:
        code = args.run(args)
        sys.stdout.flush()
        return int(code)
    except BrokenPipeError:
        _silence_stdout()
        return OK
    except KeyboardInterrupt:
        print("tellings: interrupted", file=sys.stderr)
        return INTERRUPTED
    except TellingsError as error:
        print(f"tellings: {error}", file=sys.stderr)
        return NOTHING
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
            print(f"tellings: cannot go on: {error.strerror}", file=sys.stderr)
            _silence_stdout()
            return NOTHING
        if os.environ.get("TELLINGS_DEBUG"):
            raise
        print(
            f"tellings: a mistake of ours: {type(error).__name__}: {' '.join(str(error).split())[:300]}\n"
            "tellings: please report it; TELLINGS_DEBUG=1 shows where it happened",
            file=sys.stderr,
        )
        return NOTHING
