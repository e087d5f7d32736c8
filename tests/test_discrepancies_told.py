"""Differences told over the whole story: names, fates, streets, quotes by the sentence; and what they are called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import Tables, told
from tellings.collate.discrepancies import difference_type, discrepancies, renderings
from tellings.collate.variants_quotes import Piece, _nearest
from tellings.collate.variants_titles import LONGEST, best, quoted
from tellings.collate.variants_wordings import words_of
from tellings.records import Derivation, Discrepancy, Telling, Variant
from tellings.text.concepts import concept


@pytest.fixture(scope="module")
def lodge() -> Tables:
    """Three tellings of a fire in a lodge, of two days."""
    return told(
        bote=(
            "Three hurt as lodge burns in Ulmen\n\n"
            "A fire broke out in a lodge on Farrow Road in Ulmen on Monday.\n"
            "Kathryn Dall, a cook, was in critical condition at the hospital in Ulmen.\n"
            "Police found the lantern in a yard behind the lodge.\n"
            "Voting in the village election will close at 9 p.m. on Monday, the council said.\n"
            "“I heard a bang. We ran down the back stairs and called for the others,” said the porter, Emil Roth.\n"
            "The lodge stands between Brenn in Karst and Ulmen in Loden.",
            "2032-05-03T12:00",
        ),
        warte=(
            "Lodge fire in Ulmen: cook dies\n\n"
            "Katie Dall, the cook who was hurt in the fire in a lodge on Farrow Avenue in Ulmen, died on Tuesday.\n"
            "The lantern was found in the ashes of a shed, police said.\n"
            "Voting in the village election closed at 9 p.m. on Monday, the council said.\n"
            "“We ran down the front stairs and called for the others,” Emil Roth, the porter, recalled.\n"
            "The lodge stands between Brenn in Karst and Ulmen in Loden.",
            "2032-05-04T12:00",
        ),
    )


def listed(tables: Tables) -> dict[frozenset[str], tuple[str, str]]:
    """Values -> kind and type."""
    return {frozenset(readings): (kind, type_) for kind, type_, readings in tables.differences()}


def test_a_first_name_and_its_short_form_are_one_person_named_otherwise(lodge: Tables) -> None:
    assert listed(lodge)[frozenset({"Kathryn", "Katie"})] == ("name", "wording")


def test_a_street_of_another_kind_contradicts(lodge: Tables) -> None:
    assert listed(lodge)[frozenset({"Farrow Road", "Farrow Avenue"})] == ("place", "contradiction")


def test_what_became_of_a_person_is_an_update(lodge: Tables) -> None:
    assert listed(lodge)[frozenset({"critical", "die"})] == ("description", "update")


def test_where_a_thing_was_found_is_compared(lodge: Tables) -> None:
    assert (
        listed(lodge)[frozenset({"yard", "ashe"})][0] == "place"
        if frozenset({"yard", "ashe"}) in listed(lodge)
        else any(kind == "place" and "yard" in values for values, (kind, _) in listed(lodge).items())
    )


def test_what_will_close_and_closed_is_an_update(lodge: Tables) -> None:
    assert listed(lodge)[frozenset({"will", "yes"})] == ("negation", "update")


def test_quotes_are_compared_sentence_by_sentence(lodge: Tables) -> None:
    shown = [v for values, (kind, _) in listed(lodge).items() if kind == "quote" for v in values]
    assert any("back stairs" in v for v in shown) and any("front stairs" in v for v in shown)
    assert not any("bang" in v for v in shown)  # a sentence that one telling leaves out is no difference


def test_places_in_places_are_no_list(lodge: Tables) -> None:
    assert not any(kind == "list" for kind, _ in listed(lodge).values())


def test_titles_say_what_is_compared(lodge: Tables) -> None:
    titles = [d.about for d in lodge.rows_of("discrepancies")]
    assert any(t.startswith("where ") for t in titles)
    assert any(t.startswith("Kathryn Dall: ") or t.startswith("Katie Dall: ") for t in titles)
    assert any(t.startswith("“") and t.endswith("”") for t in titles)


def _variant(article: str, value: str) -> Variant:
    return Variant("s", "p", "description", "what was demanded", article, 0, 3, value, 0, 3)


def test_a_rendering_that_departs_from_all_others_is_a_translation() -> None:
    variants = [_variant("a", "excuse"), _variant("b", "apology"), _variant("c", "apology")]
    tellings = [Telling("s", a, None, None) for a in "abc"]
    texts = dict.fromkeys("abc", "abc")
    told_by = {
        rendered: next(
            d for d in discrepancies("s", variants, tellings, [], texts, rendered) if isinstance(d, Discrepancy)
        )
        for rendered in (frozenset("a"), frozenset("b"), frozenset[str]())
    }
    assert [told_by[frozenset(r)].type for r in ("a", "b", "")] == ["translation", "wording", "wording"]
    other = [*variants, replace(_variant("d", "statement"), article="d")]
    found = next(iter(discrepancies("s", other, tellings, [], {**texts, "d": "abc"}, frozenset("a"))))
    assert isinstance(found, Discrepancy) and found.type == "wording"  # the others differ among themselves


def test_renderings_are_translations_and_tellings_in_another_language() -> None:
    made = [Derivation("s", "b", "a", "translation", 0.9), Derivation("s", "c", "a", "rewrite", 0.9)]
    assert renderings([], made) == {"b"}


@pytest.mark.parametrize(
    ("kind", "values", "type_"),
    [
        ("name", ("Kathryn", "Katie"), "wording"),
        ("name", ("Suk-yeol", "Seok-yul"), "spelling"),
        ("name", ("Stein", "Steyn"), "spelling"),
        ("place", ("yard", "lawn"), "wording"),
        ("place", ("north", "south"), "contradiction"),
        ("place", ("Kelm", "Stenfeld"), "contradiction"),
    ],
)
def test_types_of_names_and_places(kind: str, values: tuple[str, ...], type_: str) -> None:
    assert difference_type(kind, values, {}).type == type_


def test_of_like_sentences_of_one_telling_the_nearest_counts() -> None:
    base = tuple(words_of("too many doors are being shut"))
    near, far = (
        Piece("a", 0, 9, "", tuple(words_of(t))) for t in ("too many doors were shut", "too many cooks are being paid")
    )
    assert _nearest([near, far], base) == [near]


def test_concepts_are_coarse_but_no_word_of_many_meanings_is_in_one() -> None:
    assert concept("wound") == concept("injure") and concept("autocrat") == concept("dictator")
    assert {concept(w) for w in ("block", "minor", "state", "power")} == {"block", "minor", "state", "power"}


@given(st.text(max_size=200))
def test_any_words_make_a_title(words: str) -> None:
    assert len(quoted(words)) <= LONGEST + 4
    assert best([words], "x") == (words if words and len(words) <= LONGEST else "x")
