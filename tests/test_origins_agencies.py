"""Agencies among the tellings: found under any name, told from their reprints, credited by what cannot be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tellings.collate.derivations_text import is_appeal
from tellings.collate.origins_agencies import is_agency, partial
from tellings.collate.origins_missing import release_issuer, somebody, supplies
from tellings.extract.credits import in_line
from tellings.records import Article, Credit, Departed, Reason
from test_origins import CUT, OWN, REWRITE, WIRE, Found, credit, material

SIGNED = WIRE.replace("KESTREN (AP)", "KESTREN (VNA)")
PAGE = f"Barge capsizes\n\nBy Ines Rautio, VNA\n\n{SIGNED}"
REPRINT = f"Canal shut\nThe Olva Herald\n\n{CUT.replace('(AP)', '(VNA)')}"
GERMAN = """KESTREN (VNA) - Ein Frachtkahn mit 1240 Tonnen Gerste ist am Dienstag im Olva-Kanal bei Kestren gekentert. \
Zwei Menschen starben.

Die Marta Lind rammte einen Pfeiler, sagte Hafenmeisterin Ilse Brandvik. Der Eigner Lindholm Shipping hat seit 2011 \
zwei weitere Schiffe verloren. Ein Kran wird aus Torhavn erwartet."""


def found(pages: dict[str, tuple[str | None, str]], credits: list[Credit], german: tuple[str, ...] = ()) -> Found:
    """Pages (name -> outlet, text), as rows of the rooms before."""
    given = material({name: (outlet or "", text) for name, (outlet, text) in pages.items()}, tuple(credits))

    def told(a: Article) -> Article:
        return replace(a, source=pages[a.id][0], path=f"in/{a.id}.txt", language="de" if a.id in german else "en")

    return Found(replace(given, articles=[told(a) for a in given.articles]))


def test_a_short_telling_in_another_language_hangs_under_the_agency_that_it_credits_and_that_is_here() -> None:
    pages = {"wire": ("Vale News Agency", SIGNED), "bote": ("Olva Bote", GERMAN), "own": ("Kestren Bote", OWN)}
    rows = found(
        pages, [credit("wire", SIGNED, "VNA", "dateline"), credit("bote", GERMAN, "VNA", "dateline")], ("bote",)
    )
    edge = rows.edges["bote", "wire"]
    assert edge.kind == "translation" and edge.confidence >= 0.8
    assert rows.label[rows.home["bote"]] == ("VNA", "agency")
    assert (rows.range.low, rows.range.high) == (2, 2) and "1 stands alone" in rows.range.why_high
    assert not any(d.parent.startswith("missing:") for d in rows.edges.values())
    assert not any(isinstance(r, Departed) and r.child == "bote" for r in rows.rows)  # no sentence can be compared
    assert any(isinstance(r, Reason) and r.child == "bote" and r.text.startswith("credits VNA") for r in rows.rows)


def test_signed_text_of_no_outlet_is_the_agencys_own_and_its_reprints_hang_under_it() -> None:
    pages = {"wire": (None, PAGE), "cut": (None, REPRINT), "post": ("Inland Post", REWRITE)}
    signs = [
        credit("wire", PAGE, "VNA", "byline"),
        replace(credit("wire", SIGNED, "VNA", "dateline"), begin=70, end=73),
    ]
    rows = found(pages, [*signs, credit("cut", REPRINT, "VNA", "dateline")])
    assert rows.edges["cut", "wire"].kind == "abridged" and ("post", "wire") in rows.edges
    assert rows.label[rows.home["cut"]] == ("VNA", "agency")


PLAIN = WIRE.replace("KESTREN (AP) - ", "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vna", PLAIN),  # the file is called after the agency, and nothing in it is signed
        ("a", SIGNED),  # signed once, and every other that credits the agency has an outlet
        ("a", PLAIN + "\n\n(Reporting by Ines Rautio; Editing by Per Holm)"),
    ],
)
def test_the_agencys_own_text_is_the_parent_of_those_that_credit_it(name: str, text: str) -> None:
    short = f"Canal shut\n\n{CUT.replace('(AP)', '(VNA)')}"
    full = f"Barge sinks\n\n{PLAIN}\n\nVNA"
    pages = {name: (None, text), "cut": ("Olva Herald", short), "copy": ("Inland Post", full)}
    signs = [credit("cut", short, "VNA", "dateline"), credit("copy", full, "VNA", "sign-off")]
    rows = found(pages, [*signs, *([credit(name, text, "VNA", "dateline")] if "(VNA)" in text else [])])
    assert set(rows.edges) == {("cut", name), ("copy", name)}
    assert rows.label[rows.home["cut"]] == ("VNA", "agency") == rows.label[rows.home[name]]
    assert any(isinstance(r, Departed) and r.child == "cut" for r in rows.rows)  # what it dropped is told


def test_of_two_texts_that_are_signed_alike_neither_is_taken_for_the_agencys_own() -> None:
    pages = {"one": (None, PAGE), "two": (None, PAGE.replace("Barge capsizes", "Canal closed"))}
    signs = [
        c
        for n, (_, text) in pages.items()
        for c in (credit(n, text, "VNA", "byline"), Credit(n, "VNA", "dateline", 60, 63))
    ]
    rows = found(pages, signs)
    assert set(rows.edges) == {("one", "missing:VNA"), ("two", "missing:VNA")}


def test_a_release_beside_an_agencys_dateline_is_the_second_parent() -> None:
    issued = f"PRESS RELEASE\n\n{REWRITE}"
    mixed = "KESTREN (VNA) - " + REWRITE.replace("Two sailors have lost their lives after", "Two men died after") + OWN
    rows = found({"rel": ("Olva Canal Authority", issued), "vna": ("Olva Herald", mixed)},
                 [credit("vna", mixed, "VNA", "dateline"), credit("rel", issued, "PRESS", "photo")])  # fmt: skip
    assert ("vna", "rel") in rows.edges


def test_a_contributor_supplies_only_a_part() -> None:
    text = f"{OWN}\n\nReuters contributed to this report."
    rows = found(
        {"own": ("Kestren Bote", text), "x": ("Inland Post", REWRITE)}, [credit("own", text, "Reuters", "notice")]
    )
    assert rows.edges["own", "missing:Reuters"].kind == "quotes-only"
    assert rows.label[rows.home["own"]] == ("own: Kestren Bote", "own")


@pytest.mark.parametrize(
    ("line", "label", "expected"),
    [
        ("VARN, March 4 (VNA) - A lake burst.", "body", ("VNA", "dateline")),
        ("By Ines Rautio, Vale News Agency", "byline", ("Vale News Agency", "byline")),
        ("(VNA)", "sign-off", ("VNA", "sign-off")),
        ("He told the Vale News Agency that it was over.", "body", ("Vale News Agency", "text")),
        ("Shares rose. Reuters contributed to this report.", "body", ("Reuters", "notice")),
        ("Der Kanal ist frei. (sda/reuters)", "body", ("Keystone-SDA", "sign-off")),
    ],
)
def test_agencies_of_no_list_are_credited_where_an_agency_stands(
    line: str, label: str, expected: tuple[str, str]
) -> None:
    first, *_ = in_line(line, label, label == "body", True)
    assert (first.agency, first.how) == expected


@pytest.mark.parametrize("line", ["LOS VARN (KVRN) -- Police", "By Ann Lee, PhD", "(END)"])
def test_call_signs_degrees_and_end_marks_are_no_agencies(line: str) -> None:
    assert not in_line(line, "byline" if line.startswith("By") else "body", True, True)


def test_small_helpers() -> None:
    assert is_agency("Vale News Agency", "VNA") and is_agency("VNA (Vale News Agency)", "VNA")
    assert somebody("Bloomberg", "as Mr. Bloomberg said") and not somebody("Bloomberg", "a banker told Bloomberg that")
    assert not supplies("according to the AP.", 17, 19) and supplies("she told the AP.", 13, 15)
    assert is_appeal("Anyone with information is asked to call the police.") and not is_appeal("He called his mother.")


def test_a_release_of_no_outlet_is_named_by_its_heading_or_its_end() -> None:
    from tellings.collate.derivations_text import bodies

    for text in (
        "Lind Freight statement on the Marta\n\nAll is well.",
        "Notice\n\nAll is well.\n\nAbout Lind Freight\nIt sails.",
    ):
        given = material({"a": ("x", text)})
        (body,) = bodies(given.articles, {}, given.sentences, [])
        assert release_issuer(body) == "Lind Freight"
        assert not partial(body, Credit("a", "AP", "text", 0, 2))
