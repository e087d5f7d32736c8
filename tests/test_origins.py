"""Origins: who copied whom, what is missing, how many stand alone. Invented texts only."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.collate import order
from tellings.collate.derivations_text import number, stem
from tellings.collate.origins import Material, collate
from tellings.collate.origins_agencies import is_agency
from tellings.collate.origins_missing import is_release, names_it
from tellings.collate.origins_outlets import same_outlet
from tellings.records import (
    Article,
    Credit,
    Derivation,
    Independence,
    Origin,
    OriginMember,
    Reason,
    Sentence,
    StatementMember,
    Telling,
)
from tellings.settings import Origins
from tellings.text.sentences import sentence_spans

WIRE = """KESTREN (AP) - A grain barge carrying 1,240 tonnes of barley capsized in the Olva canal near Kestren on \
Tuesday, killing two crew members and closing the waterway to traffic for at least nine days, port officials said.

The barge, the Marta Lind, struck a concrete pillar of a disused railway bridge at 6:40 a.m. and rolled over within \
four minutes, harbour master Ilse Brandvik told reporters.

Divers recovered the bodies of the helmsman, 52, and a trainee deckhand, 19. Three others swam ashore and were \
treated for hypothermia at the district clinic.

"She went over like a cup on a tilting tray," said Anton Reuss, a retired lock keeper who watched from his garden.

Brandvik said the pillar had been scheduled for demolition in 2016 but the contract was cancelled when the \
contractor went bankrupt. Its warning lights were last inspected in March.

Farmers upstream fear for a harvest worth 8.5 million euros. The canal carries a third of the region's grain, and \
the railway has said it can take no more than 300 tonnes a day.

The owner, Lindholm Shipping, has lost two other vessels since 2011. A crane pontoon is expected from Torhavn on \
Friday."""

CUT = "\n\n".join(p for n, p in enumerate(WIRE.split("\n\n")) if n not in (3, 6)).replace("KESTREN (AP) - ", "(AP) ")

REWRITE = """Two sailors have lost their lives after a ship laden with 1,240 tonnes of barley turned over in the \
Olva canal at Kestren on Tuesday. The canal will stay shut for nine days or more.

It was 6:40 in the morning when the Marta Lind hit the concrete pillar of an abandoned railway bridge; four minutes \
later she lay on her side, according to Ilse Brandvik, who runs the harbour.

The dead are the helmsman, aged 52, and a 19-year-old trainee deckhand, both found by divers. Another three crew \
reached the bank and are being treated at the district clinic for hypothermia.

Demolition of the pillar was planned for 2016, Brandvik admitted, but fell through with the bankruptcy of the \
contractor. Nobody has inspected the warning lights since March.

Upstream, farmers worry about 8.5 million euros' worth of harvest: a third of all grain in the region goes by the \
canal, while the railway can take only 300 tonnes a day.

For Lindholm Shipping, the owner, it is the third vessel lost since 2011. On Friday a crane pontoon should arrive \
from Torhavn."""

OWN = """The bells of Kestren's chapel rang at seven, which they never do on a Tuesday, and that is how most of the \
town heard about the Marta Lind.

By then the baker, Sofie Aune, had already carried forty rolls to the towpath. "You do not ask, you bring bread," she \
said, wiping flour from her watch.

On the bank stood firemen with ropes too short for the current. Two men are dead. One of them, the trainee, had been \
on board for eleven days, his landlady said; he owed her nothing and had just bought a bicycle.

What the town argues about is the bridge. Councillor Per Haugland keeps a folder of 37 letters in which residents \
asked for its removal. "Every reply begins with the word regrettably," he told this newspaper.

The barley is swelling in the hold and smells of beer. Children have been told to stay away from the water; they are \
selling lemonade to the divers instead.

In the evening Ilse Brandvik walked the quay alone, her phone ringing in her pocket. She would not say who called."""


def _article(name: str, outlet: str, text: str) -> Article:
    return Article(name, name, 0, outlet, None, None, None, None, None, "en", None, text, "", "")


def material(
    pages: dict[str, tuple[str, str]], credits: tuple[Credit, ...] = (), dates: dict[str, str] | None = None
) -> Material:
    """Pages (name -> outlet, text) as the rooms before would hand them on."""
    articles = [_article(name, outlet, text) for name, (outlet, text) in pages.items()]
    tellings = [Telling("s", a.id, (dates or {}).get(a.id), None) for a in articles]
    sentences = [
        Sentence(a.id, n, begin, end, n, "body")
        for a in articles
        for n, (begin, end) in enumerate(sentence_spans(a.text))
    ]
    return Material("s", articles, tellings, sentences, [], list(credits), [])


def credit(name: str, text: str, agency: str, how: str) -> Credit:
    begin = text.rindex(agency) if how == "sign-off" else text.index(agency)
    return Credit(name, agency, how, begin, begin + len(agency))


class Found:
    """The rows of one story, ready to be asked."""

    def __init__(self, given: Material) -> None:
        self.rows = list(collate(given, Origins()))
        self.text = {a.id: a.text for a in given.articles}
        self.label = {o.id: (o.label, o.kind) for o in self.of(Origin)}
        self.home = {m.article: m.origin for m in self.of(OriginMember)}
        self.edges = {(d.child, d.parent): d for d in self.of(Derivation)}
        self.range = next(i for i in self.of(Independence) if i.statement is None)

    def of(self, record: type) -> list:
        return [r for r in self.rows if type(r) is record]


WIRE_CREDIT = (credit("wire", WIRE, "AP", "dateline"),)


def test_a_cut_reprint_descends_from_the_agency_whatever_the_crawl_date() -> None:
    pages = {"wire": ("AP", WIRE), "cut": ("Olva Herald", CUT)}
    found = Found(
        material(
            pages, (*WIRE_CREDIT, credit("cut", CUT, "AP", "dateline")), {"wire": "2021-05-04", "cut": "2021-05-01"}
        )
    )
    edge = found.edges["cut", "wire"]
    assert edge.kind == "abridged" and edge.confidence >= 0.8
    assert found.label[found.home["cut"]] == ("AP", "agency")
    assert (found.range.low, found.range.high) == (1, 1)


def test_a_rewrite_without_credit_is_found_and_turned_the_right_way() -> None:
    pages = {"wire": ("AP", WIRE), "rewrite": ("Inland Post", REWRITE), "own": ("Kestren Bote", OWN)}
    found = Found(material(pages, WIRE_CREDIT))
    assert found.edges["rewrite", "wire"].kind == "rewrite"
    assert found.home["own"] != found.home["wire"] == found.home["rewrite"]
    assert found.label[found.home["own"]] == ("own: Kestren Bote", "own")
    assert found.range.high == 2


def test_every_reason_is_in_words_with_its_places() -> None:
    found = Found(material({"wire": ("AP", WIRE), "rewrite": ("Inland Post", REWRITE)}, WIRE_CREDIT))
    reasons = found.of(Reason)
    assert reasons and any(r.evidence for r in reasons)
    for reason in reasons:
        assert reason.text[0].islower() or reason.text[0].isdigit()
        for e in reason.evidence:
            assert found.text[e.article][e.begin : e.end].strip()
    sides = {e.article for r in reasons for e in r.evidence}
    assert sides == {"wire", "rewrite"}


def test_a_missing_agency_is_named_and_reaches_kin_that_do_not_credit_it() -> None:
    signed = CUT.replace("(AP) ", "") + "\n\nAFP"
    pages = {"signed": ("Olva Herald", signed), "rewrite": ("Inland Post", REWRITE)}
    given = material(pages, (credit("signed", signed, "AFP", "sign-off"),))
    found = Found(given)
    assert ("signed", "missing:AFP") in found.edges and ("rewrite", "missing:AFP") in found.edges
    assert found.label[found.home["rewrite"]] == ("missing: AFP", "missing")
    assert found.home["rewrite"] == found.home["signed"]


def test_shared_quotes_prove_nothing() -> None:
    said = '"We asked for that pillar to go in 2014 and in 2016, and every time somebody lost the file," {} said.'
    one = OWN + "\n\n" + said.format("Mayor Tora Lien")
    two = WIRE.replace("KESTREN (AP) - ", "") + "\n\n" + said.format("the mayor")
    found = Found(material({"one": ("Kestren Bote", one), "two": ("Inland Post", two)}))
    assert found.home["one"] != found.home["two"]
    assert not any(d.kind != "quotes-only" for d in found.of(Derivation))


def test_one_statement_reworked_twice_is_one_origin() -> None:
    one = (
        "Officers of the Olva Water Police arrested two men aged 31 and 44 at a marina in Torhavn on Friday night.\n\n"
        "About 61.5 litres of diesel stolen from barges were found in a rented boat, the Olva Water Police said in a "
        "statement. Another 18 litres were found at the home of the 44-year-old.\n\n"
        "It is the first arrest since fuel theft from moored vessels was made a crime on May 1, according to a "
        "statement by the Olva Water Police. If convicted, the men face up to five years in prison and the loss of "
        "their licences."
    )
    two = (
        "The Olva Water Police (OWP) has arrested two men, 31 and 44, at a marina in Torhavn.\n\n"
        "OWP officers found about 61.5 litres of diesel stolen from barges in a rented boat and another 18 litres at "
        "the home of the 44-year-old. This is the first arrest since fuel theft from moored vessels was made a crime "
        "on May 1.\n\nThe OWP said that if convicted, the men could face five years in prison and lose their licences."
    )
    found = Found(material({"one": ("Olva Herald", one), "two": ("Inland Post", two)}))
    assert found.label[found.home["one"]] == ("press release: Olva Water Police", "press release")
    assert found.home["one"] == found.home["two"]
    assert ("one", "missing:Olva Water Police statement") in found.edges


def test_a_compilation_has_two_parents_and_one_origin() -> None:
    wire, own = WIRE.split("\n\n"), OWN.split("\n\n")
    mixed = "\n\n".join(
        [wire[0].replace("KESTREN (AP) - ", ""), wire[1], own[3], wire[2], own[1], wire[4], wire[5], own[4]]
    )
    pages = {"wire": ("AP", WIRE), "own": ("Kestren Bote", OWN), "mixed": ("Delta Review", mixed)}
    found = Found(material(pages, WIRE_CREDIT))
    assert ("mixed", "wire") in found.edges and ("mixed", "own") in found.edges
    assert found.home["mixed"] == found.home["wire"] != found.home["own"]


def test_a_page_without_its_article_counts_in_neither_end() -> None:
    pages = {"wire": ("AP", WIRE), "own": ("Kestren Bote", OWN), "empty": ("Shut Times", "Please sign in to read on.")}
    found = Found(material(pages, WIRE_CREDIT))
    assert (found.range.low, found.range.high) == (2, 2)
    assert "empty" in found.home


def test_the_range_of_a_statement_counts_only_those_who_make_it() -> None:
    given = material({"wire": ("AP", WIRE), "cut": ("Olva Herald", CUT), "own": ("Kestren Bote", OWN)}, WIRE_CREDIT)
    members = [StatementMember("s", "dead", name, 0, 9, 1.0) for name in ("wire", "cut", "own")]
    members += [StatementMember("s", "barley", name, 0, 9, 1.0) for name in ("wire", "cut")]
    rows = list(collate(Material(*[getattr(given, f) for f in given.__slots__][:6], members), Origins()))
    ranges = {r.statement: (r.low, r.high) for r in rows if isinstance(r, Independence)}
    assert ranges["dead"] == (2, 2) and ranges["barley"] == (1, 1)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    pages = {
        "wire": ("AP", WIRE),
        "cut": ("Olva Herald", CUT),
        "rewrite": ("Inland Post", REWRITE),
        "own": ("Bote", OWN),
    }
    first = list(collate(material(pages, WIRE_CREDIT), Origins()))
    mixed = list(pages.items())
    random.Random(seed).shuffle(mixed)
    assert list(collate(material(dict(mixed), WIRE_CREDIT), Origins())) == first


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=0, max_size=4))
def test_any_text_goes_in(texts: list[str]) -> None:
    pages = {f"t{n}": (f"Outlet {n}", text) for n, text in enumerate(texts)}
    rows = list(collate(material(pages), Origins()))
    assert sorted(r.article for r in rows if isinstance(r, OriginMember)) == sorted(pages)
    (whole,) = [r for r in rows if isinstance(r, Independence)]
    assert 0 <= whole.low <= whole.high <= len(pages)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**81 - 1))
def test_a_chain_is_as_long_as_any_that_keeps_order(rows: int, columns: int, bits: int) -> None:
    similar = np.array([bits >> n & 1 for n in range(rows * columns)], np.float32).reshape(rows, columns)
    links, by_chance = order.chains(similar, 0.5)
    best = np.zeros((rows + 1, columns + 1), int)
    for i in range(rows):
        for j in range(columns):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + int(similar[i, j]))
    assert len(links) == best[-1, -1]
    assert 0 <= by_chance <= min(rows, columns)
    assert all(similar[i, j] for i, j in links)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(links))


def test_chains_keep_order_and_shuffling_breaks_them() -> None:
    same = np.eye(12, dtype=np.float32)
    links, by_chance = order.chains(same, 0.3)
    assert links == [(n, n) for n in range(12)]
    assert by_chance < 7
    assert len(order.chains(same[::-1].copy(), 0.3)[0]) == 1
    assert order.chains(np.zeros((0, 3), np.float32), 0.3) == ([], 0.0)


@pytest.mark.parametrize(
    ("written", "read"),
    [("8,600", "8600"), ("5:12", "512"), ("0512", "512"), ("2.30", "2.30"), ("27.0", "27"), ("007", "7")],
)
def test_numbers_are_read_alike_however_they_are_written(written: str, read: str) -> None:
    assert number(written) == read


def test_small_helpers() -> None:
    assert stem("capsized") == stem("capsizes") == "capsiz"
    assert is_agency("news.xinhuanet.com", "Xinhua") and is_agency("Reuters", "Reuters")
    assert not is_agency("Reutersville Gazette", "Reuters")
    assert same_outlet("Kestren Evening Chronicle", "kestrenchronicle.example")
    assert same_outlet("KVLE", "KVLE Radio") and same_outlet("Vale News", "vale.example")
    assert not same_outlet("Vale", "Valemont Radio")
    assert names_it("The CNB officers left.", "Central Narcotics Bureau")
    assert names_it("The Central Narcotics Bureau said so.", "CNB")
    assert is_release("Press release no. 12\n\nThe board has met.")
    assert not is_release("A minister said in a press release on Monday that all was well in the ten districts.")


@pytest.mark.parametrize(
    "text", ["A" * 20_000, "Aa " * 8_000, '"' * 9_000, "‘a " * 6_000, "in a statement " * 2_000, "1,1" * 6_000]
)
def test_hostile_texts_cost_no_more_than_others(text: str) -> None:
    began = time.perf_counter()
    list(collate(material({"a": ("One Post", text), "b": ("Two Post", WIRE)}), Origins()))
    assert time.perf_counter() - began < 5
