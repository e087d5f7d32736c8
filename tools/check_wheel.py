"""Build the wheel and the sdist, install the wheel into a fresh environment, and run the demo there.

Run by .ci/run. Prints the sizes; exits 1 when anything fails or when the wheel carries what it should not.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"check_wheel: {' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        (sdist,) = (folder / "dist").glob("*.tar.gz")
        names = zipfile.ZipFile(wheel).namelist()
        for needed in (
            "tellings/py.typed",
            "tellings/text/words_en.txt",
            "tellings/text/words_en.npz",
            "tellings/text/senses.npz",
            "tellings/examples/cable-car/truth.json",
        ):
            if needed not in names:
                sys.exit(f"check_wheel: {needed} is missing from the wheel")
        if not any(name.endswith("/licenses/NOTICE") for name in names):
            sys.exit("check_wheel: NOTICE is missing from the wheel: it carries the licence of WordNet")
        python = folder / "env/bin/python"
        run(sys.executable, ROOT / "tools/bootstrap.py", folder / "env")
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
        demo = run(folder / "env/bin/tellings", "demo", cwd=folder)
        if "Cable car strands 74" not in demo:
            sys.exit(f"check_wheel: the demo of the wheel does not show its story:\n{demo[:2000]}")
        megabytes = sum(f.stat().st_size for f in (folder / "env").rglob("*") if f.is_file()) / 1e6
        print(
            f"wheel {wheel.stat().st_size / 1e6:.1f} MB, sdist {sdist.stat().st_size / 1e6:.1f} MB, "
            f"installed with everything it needs {megabytes:.0f} MB; its demo works"
        )
        shutil.rmtree(folder / "env")


if __name__ == "__main__":
    main()
