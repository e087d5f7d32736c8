"""The report as people see it: the terminal and the page."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

import footbridge
from tellings import views
from tellings.claims import answer
from tellings.render import collation
from tellings.render.html import to_html
from tellings.render.outline import Outline
from tellings.render.text import to_text

REPORT = footbridge.report()
PAGE = to_html(REPORT)
TEXT = to_text(REPORT, 100)


class Reader(HTMLParser):
    """Ids, links, scripts and the visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.pieces: dict[str, str] = {}
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self._piece: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags[tag] += 1
        self.attributes += [(tag, k, v) for k, v in attrs]
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found.get("href") or "")
        self._piece = found["id"] if tag == "span" and re.fullmatch(r"t\d+-\d+", found.get("id") or "") else None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._piece:
            self.pieces[self._piece] = self.pieces.get(self._piece, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._piece = None


READ = Reader(PAGE)


def section(title: str, text: str = TEXT) -> str:
    """The lines under a heading of the terminal report."""
    found = re.search(rf"^{re.escape(title.upper())}[^\n]*\n(.*?)(?=^[A-Z][A-Z ,():]+ ─|\Z)", text, re.S | re.M)
    assert found, title
    return found[1]


# ---------------------------------------------------------------- terminal


def test_the_terminal_begins_with_the_verdict() -> None:
    lines = TEXT.split("\n")
    assert lines[1] == "Fourteen hurt as footbridge gives way in Orlava"
    assert lines[2] == "6 tellings, 3 to 4 independent origins · 4–5 May 2031"
    assert "two tellings rework one press release" in lines[3]


def test_letters_of_one_origin_are_joined() -> None:
    assert re.search(r"14 people”\s+Norda Press\s+A\+B\+E", section("Where they differ"))
    assert re.search(r"2 of 4 A footbridge over the river Velm.*A\+B\+E D", section("What several say"))


def test_changed_words_are_marked() -> None:
    said = section("Who said what, in which words")
    assert "hide [-from-]" in said and "cut" in said  # a small change, word by word
    assert "{+There was+} a crack and then the deck was in the water" in said  # much reworked: in full


def test_the_tree_shows_parents_that_are_absent() -> None:
    tree = section("Origins: who derives from whom")
    assert "City of Orlava  (not among these tellings)" in tree
    assert re.search(r"└─ +B Harbour Post +verbatim, 99% sure", tree)


def test_every_section_is_there_and_lone_articles_come_last() -> None:
    heads = re.findall(r"^([A-Z][A-Z ,():]+?) ─", TEXT, re.M)
    assert [h.split(" (")[0] for h in heads] == [
        "TELLINGS", "WHAT IS TOLD", "WHERE THEY DIFFER", "NAMES AS THEY ARE WRITTEN", "FOUND IN ONE TELLING",
        "WHAT SEVERAL SAY", "WHO SAID WHAT, IN WHICH WORDS", "TIMELINE", "ORIGINS: WHO DERIVES FROM WHOM",
        "LONE ARTICLES: NO OTHER TELLING OF THEIR EVENT IS AMONG THE INPUTS", "NOT READ", "NOTES",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_asked_and_nothing_is_lost(width: int) -> None:
    text = to_text(REPORT, width)
    assert max(map(len, text.split("\n"))) <= width
    whole = "".join(text.split())
    assert "LowlandDaily<News&Views>" in whole or width < 60
    assert "Atleast12people" in whole or width < 60


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in TEXT
    coloured = to_text(REPORT, 100, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == TEXT.split()


def test_text_that_would_steer_the_terminal_is_shown_as_a_mark() -> None:
    told = dataclasses.replace(REPORT.tellings[0], source="Evil\x1b[2JPost\u202e")
    text = to_text(dataclasses.replace(REPORT, tellings=(told, *REPORT.tellings[1:])), 100)
    assert "\x1b" not in text and "\u202e" not in text and "Evil�[2JPost" in text


def test_what_is_left_out_is_counted() -> None:
    s = REPORT.stories[0]
    many = dataclasses.replace(
        s, timeline=tuple(dataclasses.replace(s.timeline[0], date=str(1900 + n)) for n in range(40))
    )
    text = to_text(dataclasses.replace(REPORT, stories=(many,)), 100)
    assert "25 more entries; --format json and --format html have all" in text


def test_a_lone_article_is_told_without_differences() -> None:
    text = to_text(dataclasses.replace(REPORT, stories=REPORT.stories[1:]), 100)
    assert "1 telling · Valley Farmer · 3 May 2031" in text and "Nothing to compare it with" in text
    assert "DIFFER" not in text and "DERIVES" not in text


def test_no_story_at_all() -> None:
    empty = dataclasses.replace(REPORT, stories=(), tellings=())
    assert "in/empty.txt" in to_text(empty, 80)
    assert "in/empty.txt" in to_html(empty)


# ---------------------------------------------------------------- page


def test_the_page_asks_nothing_of_any_server() -> None:
    loads = [
        (t, k, v) for t, k, v in READ.attributes if k in ("src", "srcset", "data", "poster", "action", "xlink:href")
    ]
    assert loads == [] and not READ.tags.keys() & {"link", "img", "iframe", "object", "base", "form"}
    style = re.search(r"<style>(.*?)</style>", PAGE, re.S)
    assert style and "url(" not in style[1] and "@import" not in style[1]
    assert all(href.startswith("#") or href.endswith(".example/story") for href in READ.links)


def test_its_policy_allows_only_its_own_script() -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", PAGE, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in PAGE and "default-src 'none'" in PAGE
    assert not [k for _, k, _ in READ.attributes if k.startswith("on")]


def test_every_link_leads_somewhere() -> None:
    assert max(Counter(READ.ids).values()) == 1
    assert {href[1:] for href in READ.links if href.startswith("#")} <= set(READ.ids)


def test_every_chip_leads_to_its_words() -> None:
    texts = {f"t{n}": t.text for n, t in enumerate(REPORT.tellings, 1)}
    chips = re.findall(r'href="#(t\d+)-(\d+)" data-e="(\d+)"', PAGE)
    assert len(chips) > 40
    for key, begin, end in chips:
        pieces = {
            int(own.split("-")[1]): words
            for own, words in READ.pieces.items()
            if own.startswith(f"{key}-") and int(begin) <= int(own.split("-")[1]) < int(end)
        }
        assert "".join(pieces[at] for at in sorted(pieces)) == texts[key][int(begin) : int(end)].replace("\n", "")


def test_the_texts_are_all_there() -> None:
    for n, t in enumerate(REPORT.tellings, 1):
        mine = {int(k.split("-")[1]): v for k, v in READ.pieces.items() if k.startswith(f"t{n}-")}
        assert "".join(mine[at] for at in sorted(mine)) == t.text.replace("\n", "")


def test_nothing_in_a_text_becomes_markup() -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    told = tuple(
        dataclasses.replace(t, source=evil, path=evil, url="javascript:alert(1)", byline=evil, published=evil)
        for t in REPORT.tellings
    )
    s = REPORT.stories[0]
    story = dataclasses.replace(
        s,
        headline=evil,
        origins=tuple(dataclasses.replace(x, label=evil) for x in s.origins),
        discrepancies=tuple(dataclasses.replace(x, about=evil, why=evil) for x in s.discrepancies),
        derivations=tuple(dataclasses.replace(x, parent=f"missing:{evil}") for x in s.derivations),
        entities=tuple(dataclasses.replace(x, canonical=evil) for x in s.entities),
    )
    page = to_html(dataclasses.replace(REPORT, tellings=told, stories=(story, *REPORT.stories[1:])))
    read = Reader(page)
    assert read.tags["script"] == 1 and read.tags["img"] == 0
    assert not [href for href in read.links if not href.startswith("#")]
    assert not [k for _, k, _ in read.attributes if k.startswith("on")]


def test_the_picture_names_every_telling_that_derives() -> None:
    (drawing,) = re.findall(r'<svg class="stemma".*?</svg>', PAGE, re.S)
    assert "Harbour Post" in drawing and "not among these tellings" in drawing and ">verbatim<" in drawing
    assert "Lowland Daily &lt;News &amp; Views&gt;" in drawing
    assert "Orlava Courier" in drawing  # and those that derive from none


def test_changed_words_are_marked_on_the_page() -> None:
    assert re.search(r"hide<del>\s*from</del>", PAGE)
    assert "<ins>There was</ins> a crack and then the deck was in the water" in PAGE


def test_differences_stand_before_what_is_alike_and_origins_with_their_reasons_after() -> None:
    heads = re.findall(r"<h2>([^<]+)", PAGE)
    assert heads[:7] == [
        "What is told", "Where they differ", "Names as they are written", "What several say",
        "Who said what, in which words", "Timeline", "Origins: who derives from whom",
    ]  # fmt: skip


def test_a_line_that_is_told_differently_leads_to_its_difference() -> None:
    (target,) = set(re.findall(r'href="#(d-[^"]+)">told differently', PAGE))
    assert re.search(rf'id="{target}">\s*<h4[^>]*>people injured', PAGE)


def test_the_head_of_a_story_names_what_is_told_differently_and_leads_there() -> None:
    (head,) = re.findall(r'<p class="odds">.*?</p>', PAGE, re.S)
    (target,) = re.findall(r'href="#([^"]+)"[^>]*>people injured</a>', head)
    assert re.search(rf'id="{target}">\s*<h4[^>]*>people injured', PAGE)
    assert re.search(r"^Told differently: .*people injured", TEXT, re.M)
    assert TEXT.index("Told differently: ") < TEXT.index("TELLINGS")


def test_a_source_that_is_not_there_is_said_to_be_absent_in_full() -> None:
    s = REPORT.stories[0]
    absent = tuple(dataclasses.replace(x, kind="missing") for x in s.origins)
    page = to_html(dataclasses.replace(REPORT, stories=(dataclasses.replace(s, origins=absent),)))
    (head,) = re.findall(r'<ul class="origins">.*?</ul>\s*</header>', page, re.S)
    assert "not among these tellings" in head and ">missing<" not in page


def test_a_long_timeline_is_folded_after_its_first_entries_and_none_is_lost() -> None:
    s = REPORT.stories[0]
    days = tuple(dataclasses.replace(s.timeline[0], date=f"2031-03-{n:02}") for n in range(1, 31))
    page = to_html(dataclasses.replace(REPORT, stories=(dataclasses.replace(s, timeline=days),)))
    part = page[page.index("<h2>Timeline") : page.index("<h2>Origins")]
    assert part.count("<time ") == 30 and "18 more entries" in part
    assert part[: part.index("<details")].count("<time ") == 12


def test_every_sentence_that_is_laid_beside_others_or_beside_none_is_on_the_page_with_its_count() -> None:
    found = collation.collated(Outline(REPORT.stories[0], {t.id: t for t in REPORT.tellings}))
    words = re.sub(r"\s+", " ", "".join(READ.words))
    assert f"Side by side: {len(found.passages)} passage" in words
    assert f"Found in one telling: {found.added} sentence" in words
    assert f"Headlines: {len(found.headlines)}" in words
    rows = [row for rows in found.passages for row in rows]
    shown = ["".join(words for words, _ in row.pieces) for row in rows]
    shown += [e.text for x in found.alone for e in (*x.adds, *x.again)] + [h.words for h in found.headlines]
    assert rows and [text for text in shown if " ".join(text.split()) not in words] == []


def test_every_page_has_a_heading_of_the_first_level() -> None:
    lone = dataclasses.replace(REPORT, stories=REPORT.stories[1:])
    for page in (PAGE, to_html(lone), to_html(dataclasses.replace(REPORT, stories=(), tellings=()))):
        assert "<h1" in page


def test_every_sentence_of_a_difference_is_one_click_away() -> None:
    (injured,) = re.findall(r'<section class="diff"[^>]*>\s*<h4[^>]*>people injured</h4>.*?</section>', PAGE, re.S)
    folded = injured[injured.index("<details") :]
    for d in REPORT.stories[0].discrepancies:
        if d.about == "people injured":
            for e in (e for r in d.readings for e in r.evidence):
                assert f'-{e.begin}" data-e="{e.end}"' in folded


def test_many_differences_are_folded_away_by_sort_and_none_is_lost() -> None:
    s = REPORT.stories[0]
    first = s.discrepancies[0]
    types = ["contradiction"] * 14 + ["wording"] * 20 + ["spelling"] * 6
    many = tuple(dataclasses.replace(first, id=f"x{n}", type=kind) for n, kind in enumerate(types))
    page = to_html(dataclasses.replace(REPORT, stories=(dataclasses.replace(s, discrepancies=many),)))
    part = page[page.index("<h2>Where they differ") : page.index("<h2>What several say")]
    assert part.count('class="diff') == 40
    assert part[: part.index('<details class="sort"')].count('class="diff') == 10
    assert "4 more: different facts" in part and "20 told in other words" in part


def test_a_telling_without_an_outlet_goes_by_its_letter_and_its_file_stands_with_its_text() -> None:
    file = "in/0041_9f3ab77c21.txt"
    told = tuple(dataclasses.replace(t, source=None, url=None, path=file) if t.source == "Norda Press" else t
                 for t in REPORT.tellings)  # fmt: skip
    s = REPORT.stories[0]
    many = dataclasses.replace(s.independent_origins, why_max="shared text joins 0041_9f3ab77c21.txt and Harbour Post")
    page = to_html(
        dataclasses.replace(REPORT, tellings=told, stories=(dataclasses.replace(s, independent_origins=many),))
    )
    assert "shared text joins telling A and Harbour Post" in page
    assert page.count("0041_9f3ab77c21") == 1 and "<h3>Telling A</h3>" in page


def test_a_day_of_the_timeline_is_named_once() -> None:
    s = REPORT.stories[0]
    entry = s.timeline[-1]
    days = tuple(dataclasses.replace(entry, date=d) for d in ("2031-05-03", "2031-05-03", "2031-05-04"))
    changed = dataclasses.replace(REPORT, stories=(dataclasses.replace(s, timeline=days),))
    assert re.findall(r'<time datetime="(2031-[\d-]+)"', to_html(changed)) == ["2031-05-03", "2031-05-04"]
    assert section("Timeline", to_text(changed, 100)).count("3 May 2031") == 1


def test_empty_parts_say_so() -> None:
    s = dataclasses.replace(
        REPORT.stories[0],
        derivations=(),
        discrepancies=(),
        statements=(),
        quotes=(),
        timeline=(),
        brief=(),
        entities=(),
    )
    page = to_html(dataclasses.replace(REPORT, stories=(s,)))
    for line in ("No difference was found", "No statement was found", "No telling was seen to derive"):
        assert line in page
    assert "Timeline" not in page


def test_pages_are_the_same_every_time() -> None:
    assert to_html(footbridge.report()) == PAGE and to_text(footbridge.report(), 100) == TEXT


# ---------------------------------------------------------------- claims


def ask(text: str) -> views.Claim:
    return answer(REPORT, text)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Fourteen people were hurt", "disputed"),
        ("Fifteen people were injured", "otherwise"),
        ("The bridge was built in 1962", "disputed"),
        ("Nine crossings will be inspected", "said"),
        ("The footbridge was not inspected in March", "otherwise"),
        ("The footbridge was not inspected", "disputed"),
        ("Two bakers fell into the river", "nobody"),
        ("A goat cheese from Brenn won a prize", "said"),
        ("Josip Arden promised an inquiry by June 1", "disputed"),
        ("The mayor has resigned", "nobody"),
        ("The moon landing was faked", "nobody"),
        ("", "nobody"),
        ("?!", "nobody"),
    ],
)
def test_who_says_it_and_who_says_otherwise(claim: str, verdict: str) -> None:
    assert ask(claim).verdict == verdict


def test_a_claim_has_its_origins_counted_and_its_places_shown() -> None:
    found = ask("Fourteen people were hurt")
    assert {e.telling for c in found.says for e in c.tellings} == {
        footbridge.IDS[k] for k in ("np", "harbour", "daily")
    }
    assert (found.independent_origins.min, found.independent_origins.max) == (1, 1)
    assert [c.why for c in found.otherwise] == ["reads “At least 12 people” (people injured)"]


def test_a_claim_stands_first_on_page_and_screen() -> None:
    asked = dataclasses.replace(REPORT, claim=ask("Fifteen people were injured"))
    text, page = to_text(asked, 100), to_html(asked)
    assert "Nobody was found to say it; 3 tellings say otherwise." in text.split("TELLINGS")[0]
    assert "Nobody was found to say it; 3 tellings say otherwise." in page
    assert text.index("CLAIM") < text.index("WHAT IS TOLD")
