"""From a capture to an article: what stays, what leaves, and what is known about it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tellings.extract import credits, datelines, dates, headline, language, printed
from tellings.extract.article import extract
from tellings.extract.furniture import label
from tellings.records import Article, Capture, Credit, Dateline, Dating, Drop, Furniture, Line
from tellings.settings import Articles
from tellings.text import agencies

BODY = [
    "The bridge over the river Loma was closed on Friday after engineers found cracks in two of its piers.",
    "“Nobody will drive over it before the summer,” Mayor Ida Brandt told reporters in front of the town hall.",
    "Subscribe or not, the 4,000 people of Tarn will have to take the ferry, she said.",
    "Traffic is led through the village of Osk, 14 kilometres to the north.",
]


def capture(text: str, **more: str | None) -> Capture:
    fields: dict[str, str | None] = {
        "source": None,
        "url": None,
        "title": None,
        "published": None,
        "captured": None,
        **more,
    }
    kind = "row" if fields["title"] else "text"
    return Capture(id="c1", path="a.txt", ordinal=0, kind=kind, content=text, content_hash="h", language=None, **fields)  # type: ignore[arg-type]


def made(text: str, **more: str | None) -> tuple[Article, list[object]]:
    rows = extract(capture(text, **more), Articles())
    (article,) = [row for row in rows if isinstance(row, Article)]
    return article, rows


def page(*around: str, head: tuple[str, ...] = ("Bridge over the Loma closed",)) -> str:
    return "\n\n".join([*head, *BODY, *around])


def labelled(rows: list[object], article: Article) -> dict[str, str]:
    return {article.text[row.begin : row.end]: row.label for row in rows if isinstance(row, Line)}


FURNITURE = [
    "Share on Facebook   Tweet   Print   Email",
    "Compartir en Facebook | Twitter | WhatsApp",
    "Sign up for our free newsletter and get the news of the coast in your inbox every morning.",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Hinterlassen Sie einen Kommentar",
    "RELATED: Ferry line to get a second boat",
    "Lesen Sie auch: Die Fähre fährt wieder",
    "Leggi anche: Il ponte riapre",
    "Читайте также: Мост закрыли",
    "Home > News > Tarn",
    "We use cookies to make this site better. By continuing to browse you agree.",
    "Story Code : 99817",
    "TP-20310502-0147-LOC",
    "Advertisement",
    "© 2031 Tarn Post. All rights reserved.",
    "Download our app and never miss a story",
    "Follow us on Instagram and X",
    "Tags: bridge, Loma, ferry",
    "12 comments",
    "Like this: Like Loading...",
    "4 min read",
    "newsroom@tarnpost.example",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_leaves_wherever_it_stands(line: str) -> None:
    for text in (page(line), "\n\n".join(["Bridge over the Loma closed", BODY[0], line, *BODY[1:]])):
        article, rows = made(text)
        assert line not in article.text
        assert line in [row.text for row in rows if isinstance(row, Furniture)]
        assert all(sentence in article.text for sentence in BODY)


@pytest.mark.parametrize(
    "line",
    [
        "More than 40 people had signed up for the newsletter before it was free, the company said.",
        "The app was downloaded 3 million times in May, and every subscriber paid 4 euros a month.",
        "“Follow us and subscribe to our channel,” the man shouted before the police took him away.",
        "Related charges were dropped in March.",
        "Comments by the minister drew laughter from the opposition benches.",
        "Home prices rose by 4 percent, the bank said.",
        "Share prices fell in early trading.",
        "Also in the car were two children.",
        "Facebook and Twitter removed the post.",
        "Watch out for ice, drivers were told.",
        "Follow-up tests found no trace of the virus in the river.",
        "Copyright law does not cover the case, the judge said.",
        "Print newspapers are read by fewer people every year.",
        "Register to vote by Monday, the mayor told them.",
        "Privacy was her only concern, she said.",
        "© 2031 Tarn Post. The second pier had been repaired only three years before the cracks appeared.",
        "The app collects personal information about everyone who drives over the bridge.",
    ],
)
def test_prose_that_holds_a_cue_stays(line: str) -> None:
    assert label(line) is None
    article, _ = made(page(line, BODY[0]))
    assert line in article.text


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Trusted on the coast for three generations", True),
        ("The second pier is held by ropes", False),
        ("Contributing: Bo Lund", False),
        ("($1 = 9.80 crowns)", False),
    ],
)
def test_a_loose_line_behind_the_last_sentence(line: str, goes: bool) -> None:
    article, _ = made(page(line))
    assert (line not in article.text) == goes


def test_a_list_at_the_end_is_the_articles_own() -> None:
    listed = [
        "Piers to be repaired:",
        "north pier, by May",
        "south pier, by June",
        "middle pier, by July",
        "all others, by August",
    ]
    article, _ = made(page(*listed))
    assert all(line in article.text for line in listed)


def test_titles_under_most_read_leave_and_the_text_behind_them_stays() -> None:
    listed = ["Most read", "1. Cow on the motorway again", "2. The best cake of the coast"]
    article, _ = made(page(*listed, "The ferry will run every hour until the bridge is safe again, the company said."))
    assert not any(line in article.text for line in listed) and article.text.endswith("the company said.")


# ---------------------------------------------------------------- headline


def test_headline_behind_kicker_date_and_code() -> None:
    article, _ = made(
        page(
            head=(
                "Published: Friday 2 May 2031 - 13:46",
                "Story Code : 3",
                "Tarn bridge",
                "Tarn bridge: cracks close it",
            )
        )
    )
    assert article.headline == "Tarn bridge: cracks close it"
    assert article.text[article.headline_begin : article.headline_end] == article.headline
    assert article.text.startswith("Tarn bridge: cracks")


MENUS = [
    ("News", "Weather 21°C"),
    ("Home", "News", "Sport", "Opinion", "Weather 21°C"),
    ("NEWS", "COURTS", "WEATHER 21°C"),
    ("• News", "• Sport", "• My account"),
    ("Police", "Council", "Horoscope"),
    ("Nachrichten", "Wetter 21°C"),
    tuple(f"Section {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
]


@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("title", ["Bridge over the Loma closed", "Bridge closed"])
def test_a_menu_above_the_headline_is_no_headline(menu: tuple[str, ...], title: str) -> None:
    for told in (None, title):
        article, rows = made(page(head=(*menu, title)), title=told)
        assert article.headline == title
        assert article.text.startswith(title)
        assert set(menu) <= {row.text for row in rows if isinstance(row, Furniture)}


def test_short_lines_that_are_no_menu_stay() -> None:
    for head in (
        ("Bridge closed", "Tarn", "Cracks were found in two of its piers"),
        ("Bridge closed", "Cracks in piers", "Ferry is free"),
    ):
        article, _ = made(page(head=head))
        assert article.headline == head[0]
        assert all(line in article.text for line in head)


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ("Bridge over the Loma closed - Tarn Post: Local News", "Tarn Post", "Bridge over the Loma closed"),
        ("Bridge over the Loma closed | Tarn Post", None, "Bridge over the Loma closed"),
        ("Bridge over the Loma closed - KTRN Channel 7", "ktrn.com", "Bridge over the Loma closed"),
        ("Bridge over the Loma closed :: Tarn.example", None, "Bridge over the Loma closed"),
        ("News :: Bridge over the Loma closed", None, "Bridge over the Loma closed"),
        (
            "Bridge over the Loma closed - what we know so far",
            "Tarn Post",
            "Bridge over the Loma closed - what we know so far",
        ),
        ("Loma bridge – a town without a road", None, "Loma bridge – a town without a road"),
        ("Bridge closed |", None, "Bridge closed |"),
        ("The Loma bridge is closed |", None, "The Loma bridge is closed"),
    ],
)
def test_the_tail_of_a_page_title_is_no_headline(line: str, source: str | None, expected: str) -> None:
    begin, end = headline.bounds(line, source, None)
    assert line[begin:end] == expected


def test_an_article_without_a_headline_has_none() -> None:
    article, _ = made("\n\n".join(BODY))
    assert article.headline is None


def test_a_given_title_is_the_headline_and_stands_in_the_text() -> None:
    article, rows = made("\n".join(BODY), title="Cracks close bridge")
    assert article.headline == "Cracks close bridge" and article.text.startswith("Cracks close bridge")
    assert labelled(rows, article)["Cracks close bridge"] == "title"
    twice, _ = made(page(head=("Cracks close bridge",)), title="Cracks close bridge")
    assert twice.text.count("Cracks close bridge") == 1


def test_a_row_that_has_only_a_title_is_an_article_of_one_line() -> None:
    article, _ = made("Cracks close bridge", title="Cracks close bridge")
    assert article.text == article.headline == "Cracks close bridge"


# ---------------------------------------------------------------- labels and credits


def test_lines_are_labelled_and_evidence_stays() -> None:
    head = ("Bridge over the Loma closed", "By Ida Hansen, in Tarn", "The bridge seen from Osk on Friday. (Photo: AFP)")
    article, rows = made(page("(Reporting by Ida Hansen; Editing by Bo Lund)", "dpa", head=head))
    assert article.byline == "By Ida Hansen, in Tarn"
    labels = labelled(rows, article)
    assert [labels[line] for line in head] == ["title", "byline", "caption"]
    assert labels["dpa"] == labels["(Reporting by Ida Hansen; Editing by Bo Lund)"] == "sign-off"
    assert {(c.agency, c.how) for c in rows if isinstance(c, Credit)} == {("AFP", "photo"), ("dpa", "sign-off")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TARN, Norway (AP) — The bridge was closed on Friday.", ("AP", "dateline")),
        ("Tarn (dpa) - The bridge was closed on Friday.", ("dpa", "dateline")),
        ("TARN, May 2 (Reuters) - The bridge was closed on Friday.", ("Reuters", "dateline")),
        ("MOSCOW, May 2. /TASS/. The bridge was closed on Friday.", ("TASS", "dateline")),
        ("Afghan Voice Agency (AVA): The bridge was closed on Friday.", ("AVA", "dateline")),
    ],
)
def test_an_agency_in_the_dateline(line: str, expected: tuple[str, str]) -> None:
    article, rows = made("\n\n".join(["Bridge closed", line, *BODY]))
    (credit,) = [row for row in rows if isinstance(row, Credit)]
    assert (credit.agency, credit.how) == expected
    assert agencies.canonical(article.text[credit.begin : credit.end]) == expected[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The work will take until June. REUTERS", ("Reuters", "sign-off")),
        ("The work will take until June. (Xinhua)", ("Xinhua", "sign-off")),
        ("The work will take until June, she told AFP by telephone.", ("AFP", "text")),
        ("The work will take until June, according to the Anadolu Agency.", ("AA", "text")),
        ("— AFP", ("AFP", "sign-off")),
        ("The Associated Press contributed to this report.", ("AP", "notice")),
        ("(With inputs from PTI)", ("PTI", "notice")),
        ("Information from: The Coast Times, http://coasttimes.example", ("Coast Times", "notice")),
        ("Source: Coast Radio News", ("Coast Radio News", "notice")),
        ("This article originally appeared in the Osk Courier.", ("Osk Courier", "notice")),
        ("The work will take until June, according to a Coast Times report.", ("Coast Times", "text")),
    ],
)
def test_credits_at_the_end(line: str, expected: tuple[str, str]) -> None:
    article, rows = made(page(line))
    assert [(row.agency, row.how) for row in rows if isinstance(row, Credit)] == [expected]
    assert line in article.text


@pytest.mark.parametrize(
    "line",
    [
        "TARN (KTRN) — The bridge was closed on Friday, the mayor of the town said.",
        "He walked over the MAP of the town with his PA and paid in AA batteries.",
        "The CP and the UNI agreed on it.",
    ],
)
def test_capitals_that_are_no_agency(line: str) -> None:
    _, rows = made("\n\n".join(["Bridge closed", line, *BODY]))
    assert not [row for row in rows if isinstance(row, Credit)]


def test_a_tag_that_repeats_the_dateline_leaves_and_the_only_sign_stays() -> None:
    tag, right = (
        "Associated Press writer Bo Lund contributed to this report.",
        "Copyright 2031 The Associated Press. All rights reserved.",
    )
    article, _ = made(
        page(tag, right, head=("Bridge closed", "TARN, Norway (AP) — The bridge over the Loma is closed for now."))
    )
    assert tag not in article.text and right not in article.text
    article, rows = made(page(right))
    assert right in article.text and [row.agency for row in rows if isinstance(row, Credit)] == ["AP"]


def test_an_agencys_own_file_keeps_its_byline_where_no_outlet_is_told() -> None:
    head = ("Bridge closed", "By BO LUND", "Associated Press", "TARN, Norway (AP) — The bridge is closed for now.")
    article, rows = made(page(head=head))
    assert labelled(rows, article)["Associated Press"] == "byline"
    assert {(c.agency, c.how) for c in rows if isinstance(c, Credit)} == {("AP", "byline"), ("AP", "dateline")}
    article, _ = made(page(head=head), source="Osk Courier")
    assert "Associated Press" not in article.text


# ---------------------------------------------------------------- dates and datelines


@pytest.mark.parametrize(
    ("line", "value", "how"),
    [
        ("Publish dateMonday 30 January 2023 - 13:46", "2023-01-30T13:46", "printed"),
        ("Posted: Wednesday, October 18, 2017 9:41 am", "2017-10-18T09:41", "printed"),
        ("March 26, 2023", "2023-03-26", "printed"),
        ("Published: 08:41 October 19, 2018", "2018-10-19T08:41", "printed"),
        ("Fri 13 June 2025", "2025-06-13", "printed"),
        ("30/01/2023", "2023-01-30", "printed"),
        ("Updated: 5/24/2017 10:04 PM", "2017-05-24T22:04", "printed"),
        ("Publié le 3 février 2019 à 14h30", "2019-02-03T14:30", "printed"),
        ("Veröffentlicht am 3. März 2019 um 14:30 Uhr", "2019-03-03T14:30", "printed"),
        ("30 de enero de 2023", "2023-01-30", "printed"),
        ("Опубликовано: 30 января 2023, 14:05", "2023-01-30T14:05", "printed"),
        ("Tarn Post, Saturday June 14, 2031", "2031-06-14", "printed"),
        ("Retrieved: 29 November 2017, 06:14", "2017-11-29T06:14", "crawl"),
        ("Saved copy from 26.11.2018 04:12", "2018-11-26T04:12", "crawl"),
    ],
)
def test_printed_dates(line: str, value: str, how: str) -> None:
    found = printed.read(line)
    assert found is not None and (found[0].value, found[0].how) == (value, how)
    _, rows = made(page(head=("Bridge over the Loma closed", line)))
    assert (value, how) in {(row.value, row.how) for row in rows if isinstance(row, Dating)}


def test_a_printed_date_may_be_kept_as_a_line() -> None:
    line = "Published: Friday 2 May 2031 - 13:46"
    rows = extract(capture(page(head=("Bridge closed", line))), Articles(keep_printed_dates=True))
    (article,) = [row for row in rows if isinstance(row, Article)]
    assert labelled(rows, article)[line] == "date" and article.headline == "Bridge closed"
    (dating,) = [row for row in rows if isinstance(row, Dating)]
    assert dating.begin is not None and article.text[dating.begin : dating.end] == "2 May 2031 - 13:46"


@pytest.mark.parametrize(
    "line",
    [
        "On January 30, 2023, the bridge was closed.",
        "The plan of May 2, 2031 was dropped",
        "2 May 2031 | 30 June 2031",
        "Version 2031",
        "Born 2 May 1931 in Osk, died in Tarn",
    ],
)
def test_lines_that_say_more_than_a_date(line: str) -> None:
    assert printed.read(line) is None


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/news/2031/05/02/bridge", "2031-05-02"),
        ("/news/20310502/bridge", "2031-05-02"),
        ("/news/2031/may/bridge", "2031-05"),
        ("/bridge-closed/204522/", None),
        ("/bridge-closed/203105/", None),
    ],
)
def test_a_page_number_in_an_address_is_no_date(path: str, date: str | None) -> None:
    _, rows = made(page(), url=f"https://tarn.example{path}")
    assert next((row.value for row in rows if isinstance(row, Dating) and row.how == "url"), None) == date


def test_all_kinds_of_dating_are_told_apart() -> None:
    _, rows = made(
        page(head=("Bridge closed", "TARN, May 2 (AP) - The bridge over the Loma was closed on Friday.")),
        url="https://tarn.example/2031/05/02/bridge",
        published="2031-05-02T09:30:00+02:00",
        captured="2031-09-01",
    )
    got = {row.how: row.value for row in rows if isinstance(row, Dating)}
    assert got == {"told": "2031-05-02T09:30", "url": "2031-05-02", "crawl": "2031-09-01", "dateline": "2031-05-02"}


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("SEOUL (AP) — The", "SEOUL", None),
        ("SEOUL – Nato", "SEOUL", None),
        ("OSK, Norway: Three people", "OSK, Norway", None),
        ("Osk, Norway (dpa) - The", "Osk, Norway", None),
        ("Jan 29 (Reuters) - The", None, "--01-29"),
        ("Osk, 18 October 2031, 11:30 – The", "Osk", "2031-10-18T11:30"),
        ("KANSAS CITY, Kan. -- The", "KANSAS CITY, Kan.", None),
        ("PARIS, le 30 janvier 2031 (AFP) - Le", "PARIS", "2031-01-30"),
        ("Port Tarn (Norvège), 3 mai 2031 (AFP) - Un", "Port Tarn (Norvège)", "2031-05-03"),
        ("Osk (AFP), 3 mai 2031 - Le", "Osk", "2031-05-03"),
        ("Madrid, 3 may (EFE).- El", "Madrid", "--05-03"),
        ("Madrid, 3 de mayo de 2031 (EFE).- El", "Madrid", "2031-05-03"),
        ("(ANSA) - ROMA, 3 MAG - Un", "ROMA", "--05-03"),
        ("Berlin (dpa) - Die", "Berlin", None),
        ("PARIS, 14 octobre (Reuters) - Le", "PARIS", "--10-14"),
    ],
)
def test_datelines(line: str, place: str | None, date: str | None) -> None:
    found = datelines.find(line)
    assert found is not None and (found.place, found.date) == (place, date)


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE: The",
        "Tarn bridge: cracks found",
        "NATO-led troops left",
        "Brandt – once a nurse – said",
        "PROTESTERS carried a coffin",
        "",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert datelines.find(line) is None


def test_the_dateline_row_has_its_place_in_the_text() -> None:
    article, rows = made(
        "\n\n".join(["Bridge closed", "TARN, May 2 (AP) - The bridge is closed.", *BODY]), published="2031-05-03"
    )
    (row,) = [row for row in rows if isinstance(row, Dateline)]
    assert (row.place, row.date) == ("TARN", "2031-05-02")
    assert article.text[row.begin : row.end] == "TARN, May 2 (AP)"


def test_told_dates_in_many_forms() -> None:
    forms = {
        "Mon, 30 Jan 2023 13:46:00 GMT": "2023-01-30T13:46",
        "20230130T134600Z": "2023-01-30T13:46",
        "1675086360": "2023-01-30T13:46",
        "26-FEB-1987 15:01:01.79": "1987-02-26T15:01",
        "2012-12": "2012-12",
        "2012": "2012",
        "yesterday": None,
        "2023-13-45": None,
        "": None,
    }
    assert {text: dates.told(text) for text in forms} == forms


# ---------------------------------------------------------------- the rest


def test_language() -> None:
    assert language.detect(" ".join(BODY)) == "en"
    assert language.detect("Die Brücke über die Loma ist seit Freitag gesperrt, sagte die Bürgermeisterin.") == "de"
    assert language.detect("") is None and language.code("en-GB") == "en" and language.code("English") is None


def test_no_body_is_a_drop_with_a_reason() -> None:
    (drop,) = extract(capture("Bridge closed\n\nLeave a Reply\n\nShare on Facebook"), Articles())
    assert isinstance(drop, Drop) and "no article body" in drop.reason and "2 lines were page furniture" in drop.reason


def test_other_scripts_are_articles_too() -> None:
    article, _ = made(
        "大桥关闭\n\n洛马河大桥星期五关闭,因为工程师在两个桥墩上发现了裂缝。市长说,夏天之前任何人都不能开车过桥。"
    )
    assert article.language == "zh"


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [*BODY, *FURNITURE, "Bridge closed", "May 2, 2031", "dpa", "By Ida Hansen", "TARN (AP) —", "|", " - "]
        ),
        max_size=25,
    ).map("\n".join),
)


@settings(max_examples=300, deadline=None)
@example(text="0\u00adA", title="0")
@example(text="\ufeff", title="\u2060")
@given(text=TEXTS, title=st.one_of(st.none(), st.text(min_size=1, max_size=40)))
def test_any_text_gives_an_article_or_a_drop(text: str, title: str | None) -> None:
    rows = extract(capture(text, title=title), Articles(min_words=3))
    heads = [row for row in rows if isinstance(row, (Article, Drop))]
    assert len(heads) == 1
    if isinstance(heads[0], Drop):
        return
    article = heads[0]
    lines = [row for row in rows if isinstance(row, Line)]
    at = 0
    for line in lines:  # ascending, disjoint, within the text, never blank
        assert at <= line.begin < line.end <= len(article.text)
        assert article.text[at : line.begin].strip() == "" and article.text[line.begin : line.end].strip()
        at = line.end
    assert article.text[at:].strip() == ""
    seen = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)  # marks of no width are taken out
    content = iter([*((title or "").split("\n")), *seen.splitlines()])
    for line in lines:  # each line is (a piece of) a line of the capture, in order
        shown = article.text[line.begin : line.end]
        if not (line.label == "title" and title):
            assert any(shown in raw for raw in content)
    for row in rows:
        if isinstance(row, (Credit, Dateline)):
            assert 0 <= row.begin < row.end <= len(article.text)
    if article.headline_begin is not None:
        assert article.text[article.headline_begin : article.headline_end] == article.headline


@pytest.mark.parametrize(
    "line",
    [
        "A, " * 30000,
        "(" * 50000,
        "x@" * 30000,
        " - " * 30000,
        "a. " * 30000,
        "By " * 20000,
        "1 " * 40000,
        "| " * 40000,
        "a" * 200000,
        "12586109695107 897 1093235915780308 61297475165678753 51576406219672871 67564 2194106430761 7399973921",
        "1" * 300 + " x",
        "next page of " * 20 + "x",
    ],
)
def test_hostile_lines_take_no_time(line: str) -> None:
    import time

    began = time.process_time()
    extract(capture("Bridge closed\n\n" + line + "\n\n" + "\n\n".join(BODY)), Articles())
    assert time.process_time() - began < 1.5


def test_agency_names_need_their_place() -> None:
    assert agencies.canonical("the Associated Press") == "AP" and agencies.canonical("REUTERS") == "Reuters"
    assert agencies.canonical("map") is None and agencies.canonical("KTRN") is None
    assert credits.is_agency_line("Reuters / AP") and not credits.is_agency_line("Osk / AP")


NOTICED = (
    "\n\nFerry firm's statement on the Saint Ansgar"
    "\n\nLARNSK, May 3, 2031 - The firm confirms that its ferry ran aground."
)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("FOR IMMEDIATE RELEASE", True),
        ("PRESS RELEASE", True),
        ("Pressemitteilung Nr. 12/2031", True),
        ("Press release - for immediate release", True),
        ("BREAKING", False),
        ("** LIVE UPDATES **", False),
        ("Updated:", False),
        ("UPDATE 2", False),
    ],
)
def test_a_notice_is_no_headline(line: str, kept: bool) -> None:
    for title in (None, line):
        found, _ = made(line + NOTICED, title=title)
        assert found.headline == "Ferry firm's statement on the Saint Ansgar"
        assert found.text.startswith(line) == kept  # whose text it is stays on record; a badge says nothing


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("BREAKING: Ferry runs aground off Larnsk", "Ferry runs aground off Larnsk"),
        ("UPDATE 2-Ferry runs aground off Larnsk", "Ferry runs aground off Larnsk"),
        ("[EXCLUSIVE] Ferry runs aground off Larnsk", "Ferry runs aground off Larnsk"),
        ("Live music returns to Larnsk's old town hall", "Live music returns to Larnsk's old town hall"),
        ("Watch: what we know", "what we know"),
        ("Breaking the ice in Larnsk", "Breaking the ice in Larnsk"),
        ("Press release angers ferry passengers", "Press release angers ferry passengers"),
        ("Update on ferry", "Update on ferry"),
    ],
)
def test_a_badge_leaves_the_headline_it_stands_before(line: str, headline: str) -> None:
    said = "The ferry ran aground at noon on Sunday and forty people were taken off it, the harbour master said."
    text = f"{line}\n\n{said}"
    assert made(text)[0].headline == headline


@pytest.mark.parametrize("stamped", ["Posted 12 / 19 / 2031 3: 36 PM", "Edited on Mon Dec - 19 - 31 03: 49 PM"])
def test_when_a_page_was_posted_is_no_headline(stamped: str) -> None:
    article, rows = made("\n".join([stamped, "Loma bridge closed after cracks", *BODY]))
    assert article.headline == "Loma bridge closed after cracks"
    assert next(row.label for row in rows if isinstance(row, Line)) == "date"
    assert not headline.stamp("Updated plan for 2031 is out") and not headline.stamp("Posted to Tarn in 2031")


@pytest.mark.parametrize(
    "stamped",
    [
        "Updated: 3 months ago",
        "Posted two hours ago",
        "Published: Sunday, 4/6/2031 - Updated: 2 weeks ago",
        "5 hours ago",
    ],
)
def test_when_a_page_was_posted_is_no_line_of_the_article(stamped: str) -> None:
    article, _ = made("\n".join(["Loma bridge closed after cracks", stamped, *BODY]))
    assert "ago" not in article.text


def test_a_sentence_with_a_word_of_stamps_stays() -> None:
    told = "The council updated residents about the bridge two hours ago."
    article, _ = made("\n".join(["Loma bridge closed after cracks", told, *BODY]))
    assert told in article.text
