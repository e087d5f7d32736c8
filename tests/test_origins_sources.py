"""What tellings name as their sources, and what a source in common says about who copied whom. Invented texts only."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.collate.derivations_text import bodies
from tellings.collate.origins import Material, collate
from tellings.collate.origins_cited import outlets
from tellings.collate.origins_documents import handed
from tellings.collate.origins_missing import issuers, somebody
from tellings.collate.origins_outlets import linked_outlets
from tellings.extract.credits import is_tagline
from tellings.records import Credit, Departure, Derivation, Independence, OriginMember, Reason, StatementMember, Variant
from tellings.settings import Origins
from test_origins import CUT, OWN, REWRITE, WIRE, WIRE_CREDIT, material


def body_of(text: str, outlet: str = "Inland Post"):
    made = material({"one": (outlet, text)})
    return bodies(made.articles, {"one": None}, made.sentences, ())[0]


def rows(made: Material, record: type) -> list:
    return [row for row in collate(made, Origins()) if type(row) is record]


def parents(made: Material) -> dict[tuple[str, str], str]:
    return {(d.child, d.parent): d.kind for d in rows(made, Derivation)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The barge was overloaded, the foreman told the Kestren Courier.", "Kestren Courier"),
        ("Two men are dead, KVLE-TV reported on Tuesday evening.", "KVLE-TV"),
        ("The bridge was to go, according to the newspaper Olvabladet.", "Olvabladet"),
        ("The Torhavn Review-Journal first reported that the lights were out.", "Torhavn Review-Journal"),
        ("Nobody looked at the lights, he said in an interview with the BBC.", "BBC"),
    ],
)
def test_whom_somebody_told_and_who_reported_is_cited(text: str, name: str) -> None:
    body = body_of(text)
    assert [(found, body.text[begin:end]) for found, begin, end in outlets(body)] == [(name, name)]


@pytest.mark.parametrize(
    "text",
    [
        "She told the mayor that the bridge was old.",
        "He read the Kestren Courier every morning.",
        "The Star of Torhavn struck the bridge at noon.",
    ],
)
def test_what_is_no_outlet_or_no_source_is_not_cited(text: str) -> None:
    assert not list(outlets(body_of(text)))


def test_a_cited_paper_is_a_source_of_a_part_and_no_origin() -> None:
    told = OWN + "\n\nThe Marta Lind struck a concrete pillar, the foreman told the Torhavn Gazette."
    made = material({"wire": ("AP", WIRE), "own": ("Kestren Bote", told)}, WIRE_CREDIT)
    at, there = told.index("The Marta Lind struck"), WIRE.index("The barge, the Marta Lind")
    members = [
        StatementMember("s", "x", "own", at, at + 40, 1.0, 1.0),
        StatementMember("s", "x", "wire", there, there + 40, 1.0, 1.0),
    ]
    made = replace(made, members=members)
    assert parents(made)["own", "missing:Torhavn Gazette"] == "quotes-only"
    home = {m.article: m.origin for m in rows(made, OriginMember)}
    assert home["own"] != home["wire"]


def test_a_paper_that_is_cited_for_another_day_is_left_out() -> None:
    told = OWN + "\n\nLast year the owner told the Torhavn Gazette that he would sell."
    made = material({"wire": ("AP", WIRE), "own": ("Kestren Bote", told)}, WIRE_CREDIT)
    assert ("own", "missing:Torhavn Gazette") not in parents(made)


def test_a_person_with_an_agencys_name_is_no_agency() -> None:
    assert somebody("Petra", '"It was dark," said Petra Vahl, who keeps the lock.')
    assert not somebody("Petra", "The minister told Petra on Monday that it was dark.")


def test_a_telling_that_links_to_anothers_page_names_it() -> None:
    body = body_of("Two are dead. See https://www.kestrenbote.example/news/17 for more.", "Blog")
    assert linked_outlets(body, ["Blog", "kestrenbote.example", "inlandpost.example"]) == {1}


RELEASE = (
    "The Olva Water Police said in a news release that two men aged 31 and 44 were arrested at a rented boat in the "
    "old marina of Torhavn late on Friday night. The release said about 61.5 litres of diesel pumped from moored "
    "barges were found in canisters under the deck. According to the release, the thieves had followed the barges for "
    "eleven days."
)
AGAIN = (
    "Two men aged 31 and 44 were arrested at a rented boat in the old marina of Torhavn, according to a news release "
    "from the Olva Water Police. Their canisters held about 61.5 litres of diesel pumped from moored barges, the "
    "release said. For eleven days the thieves had followed the barges, the Olva Water Police said in the release."
)
ONE = (
    "Skippers on the lower Olva sleep better this week.\n\n" + RELEASE + "\n\n"
    "“I had a padlock on the tank and they sawed it off,” said Jorun Maas, whose barge lay beside the grain silo.\n\n"
    "At the pub by the lock they were still arguing on Sunday about who had seen the boat first, and about the reward "
    "that nobody has claimed yet. A round of beer was promised by the harbour café instead."
)
TWO = (
    "Fuel has become dear, and so have locks.\n\n" + AGAIN + "\n\n"
    "Hauliers lost some 40,000 euros to such thefts last winter, figures of the shipping association show. Its head, "
    "Peer Lund, wants cameras at every mooring and lamps that burn all night.\n\n"
    "Opposition councillors doubt that cameras help. In Drosten, where there have been some for three years, they say, "
    "theft has merely moved to the next bend of the river."
)


def test_two_that_hand_on_one_release_are_no_copies_of_each_other() -> None:
    made = material({"one": ("Kestren Bote", ONE), "two": ("Delta Review", TWO), "own": ("Inland Post", OWN)})
    found = parents(made)
    assert ("one", "two") not in found and ("two", "one") not in found
    assert ("one", "missing:Olva Water Police statement") in found
    (whole,) = [i for i in rows(made, Independence) if i.statement is None]
    assert (whole.low, whole.high) == (2, 3) and "Olva Water Police" in whole.why_low


def test_what_a_document_says_is_known_by_who_hands_it_on() -> None:
    found = list(handed(body_of(RELEASE), ["Olva Water Police"]))
    assert [(h.sentence, h.kind, h.issuer) for h in found] == [(n, "release", "Olva Water Police") for n in (0, 1, 2)]
    court = body_of("He sold the boat in March, court documents show. The indictment alleges that he kept the money.")
    assert [h.kind for h in handed(court, [])] == ["court", "court"]


def test_everybodys_police_issue_no_one_statement() -> None:
    body = body_of(
        "Police said in a statement that two men were held. The Olva Water Police said in a statement so too."
    )
    assert [i.name for i in issuers([body])] == ["Olva Water Police"]


def test_a_pictures_line_is_no_text() -> None:
    line = "A crane lifts the wheelhouse of the Marta Lind out of the Olva canal on Friday. (Mara Velt/KVLE)"
    text = f"{line}\n\nThe canal is open again.\n\nIt took nine days. (dpa/afp)"
    made = material({"one": ("Inland Post", text)})
    placed = [replace(s, line=text.count("\n", 0, s.begin)) for s in made.sentences]
    body = bodies(made.articles, {"one": None}, placed, ())[0]
    assert [body.text[a:b] for a, b in body.sentences][:2] == ["The canal is open again.", "It took nine days."]


def test_an_agency_that_one_of_a_family_cites_is_behind_all_of_it() -> None:
    plain = WIRE.replace("KESTREN (AP) - ", "").replace("told reporters", "told the agency")
    cited = plain + "\n\nThe mate is still missing, AFP reported."
    at = cited.rindex("AFP")
    made = material(
        {"cited": ("Olva Herald", cited), "rewrite": ("Inland Post", REWRITE), "own": ("Kestren Bote", OWN)},
        (Credit("cited", "AFP", "text", at, at + 3),),
    )
    found = parents(made)
    assert (
        ("cited", "missing:AFP") in found
        and ("rewrite", "missing:AFP") in found
        and ("own", "missing:AFP") not in found
    )


def test_the_last_sentence_before_who_reported_is_the_texts() -> None:
    assert not is_tagline("The ministry said it had opened an inquiry. (Reporting by Mara Velt; editing by Jon Aske)")
    assert is_tagline("(Reporting by Mara Velt; editing by Jon Aske)")
    body = body_of("The ministry said it had opened an inquiry. (Reporting by Mara Velt; editing by Jon Aske)")
    assert [body.text[a:b] for a, b in body.sentences] == ["The ministry said it had opened an inquiry."]


def test_a_sentence_with_another_reading_is_changed_not_dropped() -> None:
    kept = "Seven were kept in the clinic of the port."
    now = "Five spent a night there, the clinic said."
    wire, child = WIRE + "\n\n" + kept, REWRITE + "\n\n" + now
    made = material({"wire": ("AP", wire), "child": ("Inland Post", child)}, WIRE_CREDIT)

    def dropped(given: Material) -> list[str]:
        text = {a.id: a.text for a in given.articles}
        return [text[d.article][d.begin : d.end] for d in rows(given, Departure)]

    assert kept in dropped(made)
    one, two = wire.index(kept), child.index(now)
    point = [
        Variant("s", "p", "number", "people", "wire", one, one + 5, "7", one, one + len(kept)),
        Variant("s", "p", "number", "people", "child", two, two + 4, "5", two, two + len(now)),
    ]
    assert kept not in dropped(replace(made, variants=point))


def test_a_statement_counts_with_the_parent_that_carries_it() -> None:
    wire, own = WIRE.split("\n\n"), OWN.split("\n\n")
    mixed = "\n\n".join(
        [wire[0].replace("KESTREN (AP) - ", ""), wire[1], own[3], wire[2], own[1], wire[4], wire[5], own[4]]
    )
    pages = {"wire": ("AP", WIRE), "own": ("Kestren Bote", OWN), "mixed": ("Delta Review", mixed)}
    made = material(pages, WIRE_CREDIT)
    told = "Councillor Per Haugland keeps a folder"
    members = [
        StatementMember("s", "x", name, text.index(told), text.index(told) + 30, 1.0, 1.0)
        for name, text in (("own", OWN), ("mixed", mixed))
    ]
    (one,) = [i for i in rows(replace(made, members=members), Independence) if i.statement == "x"]
    assert (one.low, one.high) == (1, 1) and "Kestren Bote" in one.why_high


def test_credits_come_before_what_the_texts_share() -> None:
    made = material({"wire": ("AP", WIRE), "cut": ("Olva Herald", CUT)}, WIRE_CREDIT)
    said = [r.text for r in sorted(rows(made, Reason), key=lambda r: r.ordinal)]
    assert said[0].startswith("the parent is AP")
    weights = [r.weight for r in sorted(rows(made, Reason), key=lambda r: r.ordinal)][1:]
    assert weights == sorted(weights, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    body = body_of("Title\n\n" + text)
    for name, begin, end in outlets(body):
        assert body.text[begin:end] == name
    assert all(0 <= h.sentence < len(body.sentences) for h in handed(body, ["AB", "Olva Water Police"]))


@pytest.mark.parametrize("unit", ["the ", "A ", "according to ", "A.", "(", "(A/", "In the release "])
def test_hostile_texts_take_linear_time(unit: str) -> None:
    body = body_of(unit * (20_000 // len(unit)))
    began = time.process_time()
    list(outlets(body))
    list(handed(body, ["Olva Water Police"]))
    body_of(unit * (20_000 // len(unit)))
    assert time.process_time() - began < 2
