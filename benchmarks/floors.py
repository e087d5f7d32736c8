"""Hold the measured quality to its floors: `make floors`, and CI.

floors.json names, for each measured set, the hash of the data and the least value of each figure. A floor is
lowered only by a commit that says why. Sets that are not on this machine are skipped, said so, and counted.

    python benchmarks/floors.py              check every floor
    python benchmarks/floors.py --figures    print every figure of every set as it stands; checks nothing
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"


def corpus_hash(place: Path) -> str:
    """Of the names and bytes of a file or of all files below a folder."""
    digest = hashlib.sha256()
    files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
    for path in files:
        digest.update(str(path.relative_to(place.parent)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def figures(command: list[str]) -> dict[str, Any]:
    """Run one benchmark; its JSON lines (or one JSON object) as flat figures: `line.name` -> value."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, cwd=HERE.parent)
    if done.returncode == 3:
        return {}
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-1000:]}\n{done.stderr[-2000:]}")
    if done.stdout.lstrip().startswith("{\n"):
        return dict(json.loads(done.stdout)["pooled"])
    out: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            row = json.loads(line)
            name = next((str(row[k]) for k in ("on", "kind") if k in row), "")
            out.update({f"{name}.{k}" if name else k: v for k, v in row.items() if isinstance(v, int | float)})
    return out


def worse(figure: str, value: float | None, least: float) -> bool:
    """Whether a figure is below its floor; of what counts failures, whether it is above."""
    if value is None:
        return True
    return value > least if figure in ("broken", "failed", "missing") else value < least


def main() -> int:
    """Check each floor (or print each figure); 0 when all hold."""
    plan = json.loads(FLOORS.read_text(encoding="utf-8"))
    place = Path(os.environ.get("TELLINGS_SHARED") or HERE.parent.parent / "shared")
    failed = checked = skipped = 0
    for name, entry in plan.items():
        data = HERE / entry["data"] if (HERE / entry["data"]).exists() else place / entry["data"]
        if not data.exists():
            skipped += 1
            print(f"skip  {name}: {entry['data']} is not here")
            continue
        known = corpus_hash(data)
        command = [part.replace("{data}", str(data)).replace("{place}", str(place)) for part in entry["command"]]
        if "--figures" in sys.argv:
            print(json.dumps({"set": name, "corpus": known, **figures(command)}))
            continue
        if known != entry["corpus"]:
            print(f"FAIL  {name}: {entry['data']} is not the corpus the floors were set on (its hash is {known})")
            failed += 1
            continue
        got = figures(command)
        for figure, least in entry["floors"].items():
            bad = worse(figure, got.get(figure), least)
            checked += 1
            failed += bad
            print(f"{'FAIL' if bad else 'ok'}    {name} {figure}: {got.get(figure)} (floor {least})", flush=True)
    print(f"floors: {checked} checked, {failed} failed, {skipped} sets not on this machine")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
