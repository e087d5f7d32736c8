"""The room of articles: HTML in worker processes, every capture once, nothing vanishes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tellings.extract import html
from tellings.extract.html_worker import fragment, linked_data, metadata, outlet
from tellings.project import Project
from tellings.read.intake import read_paths
from tellings.records import Article, Capture, Dating, Drop, Furniture, Line
from tellings.schema import TABLE_OF, to_rows

SENTENCES = [
    "The bridge over the river Loma was closed on Friday after engineers found cracks in two of its piers.",
    "“Nobody will drive over it before the summer,” Mayor Ida Brandt told reporters in front of the town hall.",
    "Traffic is led through the village of Osk, which lies 14 kilometres to the north of the river.",
    "The company that looks after the bridge said it would need at least nine weeks for the repairs.",
]
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Tarn Post"},
        {
            "@type": "NewsArticle",
            "headline": "Cracks close Loma bridge",
            "datePublished": "2031-05-02T09:30:00+02:00",
            "author": [{"@type": "Person", "name": "Ida Hansen"}],
        },
    ],
}
PAGE = f"""<!doctype html><html lang="en"><head><title>Cracks close Loma bridge | Tarn Post</title>
<meta property="og:site_name" content="Tarn Post">
<script type="application/ld+json">{json.dumps(LINKED)}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Cracks close Loma bridge</h1>
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}
<p>Sign up for our free newsletter and get the news of the coast in your inbox every morning.</p></article>
<footer>© 2031 Tarn Post</footer></body></html>"""


def rows(project: Project, record: type) -> list[object]:
    return to_rows(project.engine.read(f'SELECT * FROM "{TABLE_OF[record]}" ORDER BY ALL'), record)


def put(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def run(project: Project, *paths: str) -> None:
    found = read_paths(paths)
    project.add(found.captures, found.drops, found.notes)
    project.run(["articles"])


def test_a_page_becomes_an_article(tmp_path: Path) -> None:
    with Project() as project:
        run(project, put(tmp_path, "a.html", PAGE))
        (article,) = rows(project, Article)
        assert isinstance(article, Article)
        assert (article.headline, article.byline, article.source) == (
            "Cracks close Loma bridge",
            "Ida Hansen",
            "Tarn Post",
        )
        assert all(sentence in article.text for sentence in SENTENCES)
        assert "newsletter" not in article.text and "Sport" not in article.text
        assert ("2031-05-02T09:30", "told") in {(d.value, d.how) for d in rows(project, Dating)}  # type: ignore[attr-defined]
        assert any("newsletter" in f.text for f in rows(project, Furniture))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "above",
    [
        "<title>News</title></head><body><p>News</p><p>Weather 21°C</p><h2>{}</h2>",
        "<title>Tarn Post</title></head><body><h1>Tarn Post</h1><p>Weather 21°C</p><h2>{}</h2>",
        "</head><body><ul><li>News<li>Weather 21°C<li>Sport</ul><h1><a href='/'>{}</a></h1>",
    ],
)
def test_a_page_whose_title_is_a_section_has_the_headline_that_it_shows(tmp_path: Path, above: str) -> None:
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    content = f"<html><head>{above.format('Cracks close Loma bridge')}{text}</body></html>"
    with Project() as project:
        run(project, put(tmp_path, "a.html", content))
        (article,) = rows(project, Article)
        assert isinstance(article, Article)
        assert article.headline == "Cracks close Loma bridge"
        assert "News" not in article.text and "Weather" not in article.text


def test_a_capture_is_done_once_and_order_and_parts_change_nothing(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{n}.txt", f"Bridge closed {n}\n\n" + "\n\n".join(SENTENCES)) for n in range(5)]
    paths.append(put(tmp_path, "empty.txt", "Leave a Reply\n"))
    with Project() as whole, Project() as parts:
        run(whole, *paths)
        run(parts, *paths[::-1][:3])
        run(parts, *paths[::-1])
        run(parts)
        for record in (Line, Dating, Drop):
            assert rows(whole, record) == rows(parts, record)
        assert [a.id for a in rows(whole, Article)] == [a.id for a in rows(parts, Article)]  # type: ignore[attr-defined]
        (drop,) = rows(whole, Drop)
        assert isinstance(drop, Drop) and drop.stage == "articles" and "no article body" in drop.reason


@pytest.mark.parametrize(
    "page", ["<html>", "<html><body></body></html>", "<html><body>" + "<div>" * 5000, "<html>\x00<p>" + "a" * 100]
)
def test_pages_without_an_article_are_drops(tmp_path: Path, page: str) -> None:
    with Project() as project:
        run(project, put(tmp_path, "a.html", page))
        assert not rows(project, Article) and len(rows(project, Drop)) == 1


def test_a_page_that_takes_too_long_is_a_problem_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with html.parser(1) as pool:
        assert pool.parse([(PAGE, None)])[0].lines
        monkeypatch.setattr(html, "SECONDS", 0.0)
        late = pool.parse([(PAGE, None)])[0]
        monkeypatch.setattr(html, "SECONDS", 10.0)
        assert late.problem is None or "longer than" in late.problem
        assert [bool(page.lines) for page in pool.parse([(PAGE, None), (PAGE, None)])] == [True, True]


def test_a_page_is_given_up_for_its_own_work_not_for_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<div class="row"><div>Village {n}</div><div>{n}</div></div>' for n in range(5000))
    long = PAGE.replace("</body>", f"{rows}</body>")
    assert long != PAGE
    with html.parser(1) as pool:
        monkeypatch.setattr(html, "COMPUTING", 0)
        assert "of computing" in (pool.parse([(long, None)])[0].problem or "")
        monkeypatch.setattr(html, "COMPUTING", 15)
        assert pool.parse([(PAGE, None)])[0].lines and pool.parse([(long, None)])[0].lines


def test_a_fragment_of_html_is_read_block_by_block() -> None:
    assert (
        fragment("<p>One <b>two</b></p>three<br>four<script>x</script><ul><li>five</li></ul>")
        == "One two\nthree\nfour\nfive"
    )


def test_metadata_of_a_page_with_broken_linked_data() -> None:
    page = """<html><head><title>Bridge &amp; ferry</title><script type="application/ld+json">{broken</script>
    <meta property="article:published_time" content="2031-05-02"><meta name="author" content="https://x.example/ida"></head></html>"""
    got = metadata(page)
    assert linked_data(page) is None
    assert (got["title"], got["published"], got["author"]) == ("Bridge & ferry", "2031-05-02", None)


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("Weir reopens at Ousby | Ousby Packet", "<footer>&copy; 2031 Ousby Packet. All rights reserved.</footer>",
         "Ousby Packet"),
        ("Weir reopens - Region - The Ousby Packet", "<p>Copyright © 2029-2031 Ousby Packet Ltd</p>",
         "The Ousby Packet"),
        ("Weir reopens – Ousby Packet", '<div class="site-logo"><a href="/">Ousby Packet</a></div>', "Ousby Packet"),
        ("Weir reopens | Region", "<footer>© 2031 Ousby Packet</footer>", None),  # a section
        ("Weir reopens | Rivers", "<footer>© 2031 Rivers Today</footer>", None),
        ("Weir reopens | Ousby Packet", "<p>The Ousby Packet was a ship.</p>", None),
        ("Weir reopens", "<footer>© 2031 Weir</footer>", None),
    ],
)  # fmt: skip
def test_a_page_title_names_the_outlet_where_the_page_signs_with_it(title: str, body: str, found: str | None) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>Weir reopens</h1>{body}</body></html>"
    assert outlet(page, title) == found == metadata(page)["source"]
    told = page.replace("</title>", '</title><meta property="og:site_name" content="Vale News">')
    assert metadata(told)["source"] == "Vale News"


@pytest.mark.parametrize(
    "page", ["© " * 60_000, '<a class="' * 30_000, "<a class='logo'>" * 20_000, "©&nbsp;" * 30_000]
)
def test_a_pages_own_name_is_looked_for_in_linear_time(page: str) -> None:
    began = time.process_time()
    assert outlet(page, "Weir reopens | Ousby Packet") is None
    assert time.process_time() - began < 2


def _noted(*published: object) -> list[str]:
    texts = [f"The bridge at Norrel fell into the river on Monday, said the fire service ({n})." for n in range(60)]
    captures = [
        Capture(f"{n:016x}", f"row{n}", n, "row", texts[n], "", None, None, None, told, None, None)
        for n, told in enumerate(published)
    ]
    with Project() as project:
        project.add(captures)
        project.run(["articles"])
        project.run(["articles"])
        return project.notes("articles")


def test_a_date_that_cannot_be_read_is_said() -> None:
    assert _noted("2024-05-06", None, "", "NaT", "unknown", "Mon, 06 May 2024 10:00:00 GMT") == []
    said = _noted("2024-05-06", "banana", "2999-01-01")
    assert [line.split(" cannot")[0] for line in said] == ["row1: 'banana'", "row2: '2999-01-01'"]
    (many,) = _noted(*["soon"] * 50, "2024-05-06")
    assert many.startswith("50 dates of publication cannot be read, such as 'soon' of row0")


def test_marks_of_no_width_leave_the_words_of_an_article_whole() -> None:
    from tellings import report

    told = " ".join(SENTENCES)
    marked = (
        told.replace("neers", "\u00adneers").replace("Brandt", "Bran\u200bdt").replace("bridge", "br\u2060id\ufeffge")
    )
    texts = [f"Loma bridge closed\n\n{told}", f"Cracks in bridge\n\n{marked}"]
    made = report(texts, one_story=True)
    assert "engineers found cracks" in made.tellings[1].text and "Ida Brandt" in made.tellings[1].text
    assert not made.stories[0].discrepancies
