"""Make a virtual environment with a recent pip, also where the system's Python came without venv's pip.

    python3 tools/bootstrap.py .venv

Debian and Ubuntu split `ensurepip` off into a package of its own. Where it is missing, the pip wheel is
taken from the package index (PIP_INDEX_URL, else pypi.org) and checked against the index's own hash.
Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path
from urllib.parse import urljoin

#: `pip install --group` needs 25.1.
PIP = "pip>=25.1"


def pip_wheel(folder: Path) -> Path:
    """Download the newest pip wheel from the index (its simple HTML page), with its hash checked."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    with urllib.request.urlopen(f"{index}/pip/", timeout=60) as answer:
        base, page = answer.url, answer.read().decode("utf-8")
    found = []
    for tag in re.findall(r"<a [^>]*>", page):
        link = re.search(r'href="([^"#]*/pip-([0-9.]+)-py3-none-any\.whl)#sha256=([0-9a-f]{64})"', tag)
        if link and "data-yanked" not in tag:
            found.append((tuple(int(n) for n in link[2].split(".")), urljoin(base, link[1]), link[3]))
    if not found:
        sys.exit(f"bootstrap: no pip wheel at {index}; install your system's venv package (python3-venv) and try again")
    _, url, digest = max(found)
    data = urllib.request.urlopen(url, timeout=60).read()
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit("bootstrap: the pip wheel does not match the index's hash")
    path = folder / url.rsplit("/", 1)[1]
    path.write_bytes(data)
    return path


def main(target: str) -> None:
    """Make the environment if it is not there, and bring its pip up to date."""
    home = Path(target)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=False, symlinks=os.name != "nt")
    missing = [[python, "-m", "pip", "--version"], [python, "-m", "ensurepip", "--upgrade"]]
    if all(subprocess.run(command, capture_output=True).returncode for command in missing):
        with tempfile.TemporaryDirectory() as folder:
            wheel = pip_wheel(Path(folder))
            subprocess.run([python, f"{wheel}/pip", "install", "--quiet", str(wheel)], check=True)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", PIP], check=True
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ".venv")
