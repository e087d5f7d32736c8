"""Origins: the choice of facts, shared slips, releases, and the range in words. Invented texts only."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.collate.derivations_errors import is_error, slips
from tellings.collate.derivations_facts import Held, held
from tellings.collate.derivations_next import neighbours, places
from tellings.collate.derivations_reasons import of_quotes, word_for_word
from tellings.collate.derivations_seen import formulas
from tellings.collate.derivations_text import bodies
from tellings.collate.origins import collate
from tellings.collate.origins_missing import own_text
from tellings.records import Derivation, Independence, Origin, OriginMember, Reason, Variant
from tellings.settings import Origins
from test_origins import CUT, OWN, REWRITE, WIRE, credit, material

QUOTING = """Barley barge lies on its side

“She went over like a cup on a tilting tray.” That is how a pensioner, Anton Reuss, put it. He used to keep the lock \
and saw it all from among his beans.

What he saw was the Marta Lind meeting the old railway bridge on Tuesday, at 6:40. In four minutes it was done. A \
deckhand of 19, still learning, is dead, and so is the helmsman, who was 52. Cold water sent three to the clinic.

Harbour master Ilse Brandvik had wanted that pillar gone since 2016. The firm hired for it went under.

Lindholm Shipping has been here before, twice since 2011. Its 1,420 tonnes of barley will not reach anybody. Grain \
growers along the Olva reckon with 8.5 million euros. Trains manage 300 tonnes a day. Kestren waits for Torhavn's \
crane pontoon, due on Friday."""


def _variant(point: str, kind: str, article: str, value: str, text: str, words: str) -> Variant:
    begin = text.index(words)
    return Variant("s", point, kind, "cargo", article, begin, begin + len(words), value, begin, begin + len(words))


def _held(pages: dict[str, str]) -> dict[tuple[str, str], Held]:
    m = material({name: (name, text) for name, text in pages.items()})
    read = bodies(m.articles, {}, m.sentences, m.quotes)
    odds = {(i, j): -9.0 for i in range(len(read)) for j in range(i + 1, len(read))}
    return {(read[a].article, read[b].article): h for (a, b), h in held(read, odds).items()}


def test_a_rewrite_quotes_whom_its_parent_quotes_and_a_reporter_has_people_of_his_own() -> None:
    found = _held({"wire": WIRE, "quoting": QUOTING, "own": OWN})
    rewrite, reporter = found["quoting", "wire"], found["own", "wire"]
    assert rewrite.choice and rewrite.quotes > 0 and rewrite.facts > 0.7
    assert reporter.own == 2 and not reporter.there and reporter.quotes < 0
    assert rewrite.facts > reporter.facts + 0.2


def test_a_reason_tells_quotes_in_the_same_words_from_quotes_in_others() -> None:
    assert of_quotes(1, 1, 0, "") == "the one quote it has stands in the other too"
    assert of_quotes(2, 2, 2, " longer") == "both of its longer quotes stand in the other too, in other words"
    assert of_quotes(3, 4, 1, "") == "3 of its 4 quotes stand in the other too, 1 of them in other words"


def test_a_quote_is_word_for_word_only_where_its_words_stand_in_a_row() -> None:
    said = "The lock is shut. “Nobody has ever closed this lock before,” Ilse Brandvik said."
    other = "The lock is shut. “Nobody had ever closed the lock,” Ilse Brandvik said."
    m = material({name: (name, text) for name, text in {"a": said, "b": said + " It rained.", "c": other}.items()})
    a, b, c = bodies(m.articles, {}, m.sentences, m.quotes)
    spoken = [n for n, quoted in enumerate(a.words.quoted) if quoted]
    place = spoken[0], spoken[-1] + 1
    assert word_for_word(a, *place, b, 0, 2)
    assert not word_for_word(a, *place, c, 0, 2)


def test_a_quote_that_every_family_has_tells_less() -> None:
    few = _held({"wire": WIRE, "quoting": QUOTING})
    many = _held({"wire": WIRE, "quoting": QUOTING, "third": OWN + "\n\n" + WIRE.split("\n\n")[3]})
    assert many["quoting", "wire"].quotes < few["quoting", "wire"].quotes


@pytest.mark.parametrize(
    ("kind", "value", "usual", "slip"),
    [
        ("number", "64", "46", True),
        ("number", "1,420 tonne", "1,240 tonne", True),
        ("number", "14", "12", False),  # two reporters may both have the later figure
        ("number", "20", "2", False),
        ("number", "64 metre", "46 mile", False),
        ("date", "2025-06-11", "2025-11-06", True),
        ("date", "2025-11", "2025-11-06", False),
        ("attribution", "Reuss", "Brandvik", True),
        ("name", "Kestron", "Kestren", False),
    ],
)
def test_what_looks_like_a_slip(kind: str, value: str, usual: str, slip: bool) -> None:
    assert is_error(kind, value, usual) is slip


def test_a_slip_is_what_few_share_against_most() -> None:
    values = {"a": "46", "b": "46", "c": "46", "d": "64", "e": "64"}
    rows = [Variant("s", "p", "number", "men", name, 0, 2, value, 0, 2) for name, value in values.items()]
    place = {name: n for n, name in enumerate(sorted(values))}
    found = slips(rows, place)
    assert list(found) == [(3, 4)] and found[3, 4][0].error and found[3, 4][0].others == 3
    assert slips(rows[1:], place) == {}  # two against two: nobody can tell who slipped
    shuffled = random.Random(3).sample(rows, len(rows))
    assert slips(shuffled, place) == found


def test_a_shared_slip_makes_kin_and_is_said_with_both_places() -> None:
    chain = QUOTING.replace("Barley barge lies on its side", "A barge and its barley").replace("put it", "tells it")
    pages = {"a": ("Harbour Wire", WIRE), "b": ("Fen Post", CUT), "c": ("Weekly", QUOTING), "d": ("Hill News", chain)}
    m = material(pages)
    rows = [
        _variant("p", "number", name, "1240 tonne", text, "1,240 tonnes")
        for name, text in (("a", WIRE), ("b", CUT), ("e", REWRITE))
    ]
    rows += [_variant("p", "number", name, "1420 tonne", pages[name][1], "1,420 tonnes") for name in ("c", "d")]
    m = replace(material(pages | {"e": ("Gazette", REWRITE)}), variants=rows)
    said = [r for r in collate(m, Origins()) if isinstance(r, Reason) and "1,420 tonnes" in r.text]
    assert len(said) == 1 and {said[0].child, said[0].parent} == {"c", "d"}
    assert said[0].text == "both have “1,420 tonnes” where 3 others have “1,240 tonnes”"
    for e in said[0].evidence:
        assert pages[e.article][1][e.begin : e.end] == "1,420 tonnes"


STATEMENT = """Lindholm Shipping: Statement on the Marta Lind

Our vessel Marta Lind capsized in the Olva canal at 6:40 today with 1,240 tonnes of barley on board. Two of our \
colleagues have died. We mourn with their families.

Lindholm Shipping is helping the port of Kestren with all we have. A crane pontoon will leave Torhavn on Friday.

About Lindholm Shipping: founded in 1961, the company runs 14 barges and employs 96 people."""


@pytest.mark.parametrize("lines", [slice(0, None), slice(1, None), slice(1, 3)])
def test_an_organisations_own_statement_is_a_release(lines: slice) -> None:
    text = "\n\n".join(STATEMENT.split("\n\n")[lines])
    found = list(collate(material({"a": ("Lindholm Shipping", text), "b": ("Kestren Bote", OWN)}), Origins()))
    kinds = {o.label: o.kind for o in found if isinstance(o, Origin)}
    assert kinds == {"press release: Lindholm Shipping": "press release", "own: Kestren Bote": "own"}


def test_a_present_agency_is_no_missing_one() -> None:
    pages = {"a": ("Associated Press", WIRE), "b": ("Fen Post", CUT)}
    m = material(pages, (credit("a", WIRE, "AP", "dateline"), credit("b", CUT, "AP", "dateline")))
    found = list(collate(m, Origins()))
    assert [(o.label, o.kind) for o in found if isinstance(o, Origin)] == [("AP", "agency")]
    assert not [d for d in found if isinstance(d, Derivation) and d.parent.startswith("missing:")]
    alone = material({"b": pages["b"]}, (credit("b", CUT, "AP", "dateline"),))
    assert [(o.label, o.kind) for o in collate(alone, Origins()) if isinstance(o, Origin)] == [
        ("missing: AP", "missing")
    ]


def test_the_range_is_said_in_whole_sentences() -> None:
    pages = {"a": ("Associated Press", WIRE), "b": ("Fen Post", CUT), "c": ("Kestren Bote", OWN)}
    m = material(pages, (credit("a", WIRE, "AP", "dateline"), credit("b", CUT, "AP", "dateline")))
    (story,) = [r for r in collate(m, Origins()) if isinstance(r, Independence) and r.statement is None]
    assert story.why_high == "2 of 3 tellings surely go back to AP; 1 stands alone"
    assert (story.low, story.high) == (2, 2)
    (both,) = [
        r
        for r in collate(material({n: pages[n] for n in "ab"}), Origins())
        if isinstance(r, Independence) and r.statement is None
    ]
    assert re.match(r"both tellings surely go back to \w", both.why_high)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_any_text_and_any_order(texts: list[str]) -> None:
    pages = {f"t{n}": (f"Paper {n}", text) for n, text in enumerate([*texts, WIRE])}
    rows = list(collate(material(pages), Origins()))
    turned = list(collate(material(dict(reversed(pages.items()))), Origins()))
    assert rows == turned
    assert {r.article for r in rows if isinstance(r, OriginMember)} == set(pages)


def test_quotes_that_come_back_in_other_words_and_respelt_names_are_a_translation() -> None:
    through = (
        REWRITE.replace("Brandvik", "Brandwick").replace("Torhavn", "Torhaven")
        + "\n\n“It has gone over as the cup upon one tilting tray,” told Anton Reuss, guardian of the lock retired."
    )
    kept = REWRITE + "\n\n“She went over like a cup on a tilting tray,” said Anton Reuss, who once kept the lock."
    for text, kind in ((through, "translation"), (kept, "rewrite")):
        pages = {"a": ("Associated Press", WIRE), "b": ("Fen Post", text), "c": ("Kestren Bote", OWN)}
        m = material(pages, (credit("a", WIRE, "AP", "dateline"),))
        found = {d.child: d.kind for d in collate(m, Origins()) if isinstance(d, Derivation)}
        assert found["b"] == kind


def test_what_stands_next_to_what_survives_a_rewrite_and_a_turned_order() -> None:
    """A rewrite may turn the order round or move a block: beside a fact stands what stood beside it."""
    facts = ("barge", "lockkeeper", "flour", "siren", "widow", "harbourmaster", "crane", "insurer", "orphan", "verdict")

    orders = (range(10), range(9, -1, -1), [*range(4, 10), *range(4)], [0, 5, 2, 7, 4, 9, 6, 1, 8, 3])
    texts = [" ".join(f"Again the {facts[n]} mattered." for n in order) for order in orders]
    told = material({f"t{n}": (f"Paper {n}", text) for n, text in enumerate(texts)})
    read = bodies(told.articles, {}, told.sentences, told.quotes)
    found, heavy = places(read)
    kept = [neighbours(found[0], other, heavy) for other in found[1:]]
    assert min(kept[:2]) > 0.3 > 0.1 > kept[2]
    assert neighbours(found[0], found[3], heavy) == neighbours(found[3], found[0], heavy)


def test_a_quote_is_not_taken_for_another_sentence_with_its_words() -> None:
    """A short quote's words stand in what somebody else says too; the quote does not."""
    other = "Ilse Brandvik, the clerk, said an optical scanner had failed to read 318 folded ballots in Kestren."
    texts = {
        "other": f"Kestren counted again on Tuesday. {other}",
        "quoting": "Kestren counted again. “Our scanner did what it was told,” said Ivan Brandt of ClearTally.",
        "cut": "It was over by noon in Kestren. “Our scanner did what it was told,” Brandt said, and left the hall.",
    }
    told = material({name: (name, text) for name, text in texts.items()})
    read = bodies(told.articles, {}, told.sentences, told.quotes)
    at = {b.article: n for n, b in enumerate(read)}
    found = held(read, {(a, b): 0.0 for a in range(3) for b in range(a + 1, 3)})
    assert not found[at["quoting"], at["other"]].there
    assert found[at["quoting"], at["cut"]].there and found[at["cut"], at["quoting"]].there


CHARGED = (
    "Police in {town} held {who}, {age}, on Monday. The skipper was charged with piracy, mooring a barge in waters "
    "closed to barges, unlawful towing of a burning vessel and cutting of a public cable in the third degree. "
)


def test_what_an_offence_is_called_shows_no_common_text() -> None:
    one = CHARGED.format(town="Olva", who="Ivo Maric", age=41) + "Neighbours heard one horn and then a door."
    other = CHARGED.format(town="Olva", who="Ivo Maric", age=41) + "His rope had caught as he steered, a pilot told us."
    m = material({"a": ("Olva Herald", one), "b": ("Vale Post", other)})
    spans = formulas(m.articles[0].text)
    text = m.articles[0].text
    assert [text[a:b] for a, b in spans if "closed to barges" in text[a:b]]
    assert not any("Neighbours" in text[a:b] for a, b in spans)


def test_a_headline_about_a_body_is_not_its_own_page() -> None:
    page = "Lindholm Shipping\n\nWe regret what happened on the Olva."
    about = "Lindholm Shipping sells its last barge\n\nIt was built in May."
    m = material({"a": ("Olva Herald", about), "b": ("Vale Post", page)})
    read = bodies(m.articles, {}, m.sentences, m.quotes)
    assert [read[n].article for n in own_text(read, "Lindholm Shipping")] == ["b"]


def test_who_was_first_is_not_called_sure_where_it_is_not() -> None:
    """Two undated reprints that one hand may have made of the other, or the other way round."""
    pages = {"a": ("Fen Post", WIRE), "b": ("Kestren Bote", WIRE.replace("said", "told reporters", 1))}
    (story,) = [r for r in collate(material(pages), Origins()) if isinstance(r, Independence) and r.statement is None]
    (edge,) = [r for r in collate(material(pages), Origins()) if isinstance(r, Derivation)]
    assert edge.confidence < 0.8
    assert re.match(r"both tellings surely go back to one text, perhaps that of \w", story.why_high)
