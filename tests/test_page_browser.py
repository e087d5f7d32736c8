"""The page in a real browser, where one is installed: it opens from disk, runs without an error, and prints."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import tellings

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "cable-car"

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three tellings of the example."""
    paths = [str(EXAMPLE / f"{name}.txt") for name in ("associated-press", "alpine-post", "levante-tribune")]
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(tellings.report(paths, one_story=True).to_html(), encoding="utf-8")
    return path


def _browser(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    quiet = "--disable-component-update --disable-quic --enable-logging=stderr --v=0"
    command = [str(BROWSER), *flags.split(), *quiet.split(), f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_page_opens_from_disk_without_an_error(page: Path) -> None:
    done = _browser(page.parent, "--dump-dom", page.as_uri())
    assert "Cable car strands 74" in done.stdout
    assert "CONSOLE" not in done.stderr, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def test_links_stay_inside_the_frame_of_a_notebook(page: Path) -> None:
    """A frame made of text has no address: a plain "#place" would load the notebook into it."""
    inside = html.escape(page.read_text(encoding="utf-8"), quote=True)
    click = (
        "const f = document.querySelector('iframe'); let n = 0; f.onload = () => { if (n++) return; "
        "f.contentDocument.querySelector('.toc a').click(); setTimeout(() => { document.title = 'inside: ' + "
        "f.contentDocument.querySelector('h1').textContent }, 500) }"
    )
    notebook = page.parent / "notebook.html"
    notebook.write_text(f'<h1>Notebook</h1><iframe srcdoc="{inside}"></iframe><script>{click}</script>', "utf-8")
    flags = ("--allow-file-access-from-files", "--virtual-time-budget=5000")
    done = _browser(page.parent, *flags, "--dump-dom", notebook.as_uri())
    assert "<title>inside: Cable car strands 74" in done.stdout


def test_a_chip_lights_up_its_words_and_says_whose_they_are(page: Path) -> None:
    """The whole place is lit, nothing beyond it; the letter names its telling."""
    click = (
        "const f = document.querySelector('iframe'); let n = 0; f.onload = () => { if (n++) return; "
        "const d = f.contentDocument; const a = d.querySelector('.readings a.ev'); a.click(); setTimeout(() => { "
        "document.title = a.title + ': ' + [...d.querySelectorAll('.hit')].map((x) => x.textContent).join('') "
        "+ '|' + (a.dataset.e - a.hash.split('-')[1]) }, 500) }"
    )
    inside = html.escape(page.read_text(encoding="utf-8"), quote=True)
    frame = page.parent / "chip.html"
    frame.write_text(f'<iframe srcdoc="{inside}"></iframe><script>{click}</script>', "utf-8")
    flags = ("--allow-file-access-from-files", "--virtual-time-budget=5000")
    done = _browser(page.parent, *flags, "--dump-dom", frame.as_uri())
    (title,) = re.findall(r"<title>([^<]*)</title>", done.stdout.split("<iframe")[0])
    names, _, rest = title.partition(": ") if "origin" not in title else title.rpartition(": ")
    words, _, length = rest.rpartition("|")
    assert names and words and len(words) == int(length), title


def test_the_page_prints(page: Path) -> None:
    pdf = page.parent / "story.pdf"
    _browser(page.parent, f"--print-to-pdf={pdf}", page.as_uri())
    assert pdf.read_bytes().startswith(b"%PDF") and pdf.stat().st_size > 20_000


def test_what_is_folded_away_and_the_texts_are_printed_only_when_asked_for(page: Path) -> None:
    def sheets(name: str, text: str) -> int:
        path = page.parent / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        _browser(page.parent, f"--print-to-pdf={page.parent / name}.pdf", path.as_uri())
        return len(re.findall(rb"/Type\s*/Page\b", (page.parent / f"{name}.pdf").read_bytes()))

    text = page.read_text(encoding="utf-8")
    asked = text.replace('id="whole"', 'id="whole" checked')
    assert asked != text and 0 < sheets("open", text) + 3 < sheets("whole", asked)
