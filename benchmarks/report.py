"""Score whole reports on a folder of stories annotated by reading.

    python benchmarks/report.py DIR [--json]

Every folder below DIR that holds a gold.json is one story: 01.txt ..., meta.json. Prints the scorer's lines.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import shared

COMMAND = "tellings report --format json --one-story --meta {dir}/meta.json {dir}/[0-9]*.txt"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--json", action="store_true", help="figures of every story, as JSON")
    given = arguments.parse_args()
    scorer = shared() / "gold" / "score.py"
    own = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, str(scorer), "--all", given.folder, COMMAND, *(["--json"] if given.json else [])]
    return subprocess.run(command, env=own).returncode


if __name__ == "__main__":
    sys.exit(main())
