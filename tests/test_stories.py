"""Stories: one event together, others apart, in any order."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tellings.cli import main
from tellings.collate.clusters import MOST, Corpus, gathered, similarity, threshold, time_evidence
from tellings.collate.clusters_headline import main_language
from tellings.collate.clusters_link import Firm, average_link, strays
from tellings.project import Project
from tellings.records import Capture, Redirect, Story, Telling
from tellings.schema import to_rows
from tellings.settings import Settings, Stories
from tellings.stages.stories import founder, group, redirects
from tellings.text.events_dense import agreements, grounds, lacks, views
from tellings.text.events_weights import weigh
from tellings.text.events_words import Words, words

FIRM = Firm(0.5, 0.8, 1.0)
FERRY = [
    (
        "Ferry hits pier at Sundholm",
        "The ferry Aurelia struck the pier at Sundholm on Monday. Captain Vilhelm Krog said "
        "the engines failed. Nine passengers of the Aurelia were hurt, the Sundholm harbour office said.",
    ),
    (
        "Nine hurt as ferry rams pier",
        "Nine people were hurt when the Aurelia rammed a pier in Sundholm, the harbour office "
        "said on Monday. The captain, Vilhelm Krog, told reporters that the engines of the ferry had failed.",
    ),
    (
        "Engines failed before ferry crash, captain says",
        "Vilhelm Krog, captain of the ferry Aurelia, has said both engines "
        "failed before the ship hit the Sundholm pier. Nine of those on board were injured.",
    ),
]
LIBRARY = [
    ("Library board keeps Saturday hours", "The Millbrook library board voted to keep the branch open on Saturdays. "
     "Denise Okafor spoke for the residents of Millbrook, and the board postponed repairs to its parking lot."),
    ("Millbrook branch stays open on weekends", "After residents such as Denise Okafor protested, the library board of "
     "Millbrook decided to keep weekend hours and put off repairs of the parking lot."),
]  # fmt: skip


def _corpus(
    pairs: Sequence[tuple[str, str]], days: Sequence[int | None] = (), copies: Sequence[tuple[int, int]] = ()
) -> Corpus:
    found = words([title for title, _ in pairs], [f"{title}\n{text}" for title, text in pairs])
    return Corpus(found, days or [None] * len(pairs), True, copies)


def _stories(pairs: list[tuple[str, str]], copies: Sequence[tuple[int, int]] = ()) -> set[frozenset[str]]:
    clusters, _ = group(_corpus(pairs, copies=copies), Stories())
    return {frozenset(pairs[i][0] for i in cluster) for cluster in clusters}


def test_two_events_are_two_stories_in_any_order() -> None:
    want = {frozenset(t for t, _ in FERRY), frozenset(t for t, _ in LIBRARY)}
    pairs = FERRY + LIBRARY
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert _stories(pairs) == want


def test_an_article_made_from_another_belongs_to_its_story() -> None:
    odd = ("Notes from the coast", "Here is what we read this week while the rain fell and the kettle sang.")
    assert frozenset([odd[0]]) in _stories([*FERRY, odd])
    joined = _stories([FERRY[0], odd], [(0, 1)])
    assert joined == {frozenset([FERRY[0][0], odd[0]])}


def test_the_same_gap_says_more_in_a_long_corpus_than_in_a_short_one() -> None:
    long = time_evidence([0, 1, 300, 900, 1500, 2100])
    short = time_evidence([0, 1, 2, 3, 2, 1])
    assert long[0, 1] > short[0, 1]
    assert time_evidence([None, 3, 4])[0, 1] == 0


def test_the_threshold_rises_with_the_corpus_and_stops() -> None:
    values = [threshold(n, 0.04, 0.035, 0.16) for n in (1, 10, 100, 300, 10_000, 1_000_000)]
    assert values == sorted(values) and values[0] == 0.04 and values[-1] == 0.16


@given(st.integers(1, 12), st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=40, deadline=None)
def test_average_link_is_a_partition_that_no_order_changes(n: int, rng: random.Random) -> None:
    near = np.array([[rng.choice((0.0, 0.1, 0.2, 0.5, 0.9)) + rng.random() / 1e3 for _ in range(n)] for _ in range(n)])
    near = (near + near.T) / 2
    rule = rng.choice((None, Firm(0.5, 0.8, 1.0)))
    days = [rng.choice((None, 1, 1, 2, 9, 70)) for _ in range(n)]
    found = strays(near, average_link(near, 0.3, rule, days), 0.3)
    assert sorted(i for c in found for i in c) == list(range(n))
    order = list(range(n))
    rng.shuffle(order)
    mixed = near[np.ix_(order, order)]
    again = strays(mixed, average_link(mixed, 0.3, rule, [days[i] for i in order]), 0.3)
    assert {frozenset(order[i] for i in c) for c in again} == {frozenset(c) for c in found}


def test_two_tight_groups_with_a_gap_between_them_are_two_stories() -> None:
    near = np.full((6, 6), 0.2)
    near[:3, :3] = near[3:, 3:] = 0.4
    assert average_link(near, 0.15) == [[0, 1, 2, 3, 4, 5]]
    assert average_link(near, 0.15, FIRM) == [[0, 1, 2], [3, 4, 5]]
    near[:3, :3] = near[3:, 3:] = 0.3  # as near within as the ways of telling one event may differ
    assert average_link(near, 0.15, FIRM) == [[0, 1, 2, 3, 4, 5]]


def test_what_is_told_after_the_other_is_over_must_be_nearer_to_be_one_story() -> None:
    near = np.full((6, 6), 0.25)
    near[:3, :3] = near[3:, 3:] = 0.4
    whole, parted = [[0, 1, 2, 3, 4, 5]], [[0, 1, 2], [3, 4, 5]]
    assert average_link(near, 0.15, FIRM, [1, 1, 2, 1, 2, 2]) == whole  # told side by side
    assert average_link(near, 0.15, FIRM, [1, 1, 2, 8, 8, 9]) == parted  # one is over when the other begins
    assert average_link(near, 0.15, FIRM, [1, 5, 9, 12, 15, 20]) == whole  # but not at this story's pace
    assert average_link(near, 0.15, FIRM, [1, 1, 2, 400, 400, 401]) == whole  # a trial, a year later
    assert average_link(near, 0.15, FIRM, [1, None, None, 8, 8, 9]) == whole  # nobody knows


def test_an_article_that_stands_alone_joins_a_story_by_the_few_that_are_near_it() -> None:
    near = np.full((8, 8), 0.4)
    near[7, :] = near[:, 7] = 0.0
    near[7, :3] = near[:3, 7] = 0.2  # told like the first three only
    assert average_link(near, 0.15, FIRM) == [[0, 1, 2, 3, 4, 5, 6], [7]]
    assert strays(near, [[0, 1, 2, 3, 4, 5, 6], [7]], 0.15) == [[0, 1, 2, 3, 4, 5, 6, 7]]
    assert strays(near, [[0, 1, 2, 3, 4, 5, 6], [7]], 0.19) == [[0, 1, 2, 3, 4, 5, 6], [7]]  # not near enough
    near[7, 6] = near[6, 7] = -np.inf  # judged to be of two stories
    assert strays(near, [[0, 1, 2, 3, 4, 5, 6], [7]], 0.15) == [[0, 1, 2, 3, 4, 5, 6], [7]]
    assert strays(near, [[i] for i in range(8)], 0.0) == [[i] for i in range(8)]


def test_a_single_article_joins_a_tight_group_at_the_threshold() -> None:
    near = np.full((4, 4), 0.4)
    near[3, :] = near[:, 3] = 0.2
    assert average_link(near, 0.15, FIRM) == [[0, 1, 2, 3]]


@pytest.mark.parametrize("texts", [[""], ["", ""], ["日本語の文章です。", "ข่าวด่วน"], ["\x00\ud7ff", "!!! ???"]])
def test_any_text_has_a_similarity(texts: list[str]) -> None:
    for view in views(weigh(words([""] * len(texts), texts), english=True)):
        assert view.shape == (len(texts), len(texts)) and np.isfinite(view).all()


def test_one_story_of_many_tellings_is_not_its_own_background() -> None:
    alike = similarity(_corpus([FERRY[0]] * 200), Stories())
    assert alike.min() > 0.175
    assert np.minimum(grounds(views(weigh(_corpus([FERRY[0]] * 200).words, True)), (0.5, 0.2, 0.3)), MOST).max() <= 0.35


def test_dates_join_look_alikes_of_one_day() -> None:
    near = similarity(_corpus(FERRY, [100, 100, 590]), Stories())
    none = similarity(_corpus(FERRY), Stories())
    assert near[0, 1] - none[0, 1] > near[0, 2] - none[0, 2]


def _uses(found: Words, word: str) -> tuple[int, int, bool]:
    """How often the first article has a word, how often as a name, and whether its title has it."""
    at = np.flatnonzero(np.isin(found.keys(), words([""], [word]).keys()))
    return (
        (int(found.count()[at[0]]), int(found.names()[at[0]]), bool(found.title()[at[0]])) if len(at) else (0, 0, False)
    )


WEATHER = (
    "Today, 17 May, {0} will be cloudy. In the morning the temperature in {0} is 10 degrees, wind southwest 4-6 metres "
    "a second, humidity 70 percent, pressure 764 mm. In the afternoon 15 degrees in {0}, gusts of 14 metres a second."
)
SHOT = (
    "A man was shot dead in {0} on Friday night, police said. The {1}-year-old victim was found on {2} in {0}. No "
    "arrests were made. Police asked witnesses to call."
)


def _together(*pairs: tuple[str, str]) -> bool:
    return len(_stories([*pairs, *LIBRARY])) == 2


def test_look_alikes_of_two_towns_are_two_stories() -> None:
    assert not _together(*((f"Weather in {town} on 17 May", WEATHER.format(town)) for town in ("Zorna", "Pelmont")))
    one = ("Man shot dead in Corvell", SHOT.format("Corvell", 31, "Dale Street"))
    other = ("Man shot dead in Astley", SHOT.format("Astley", 24, "Mill Road"))
    assert not _together(one, other)
    assert _together(one, ("Police seek witnesses of Corvell killing", SHOT.format("Corvell", 31, "Dale Street")))


def test_two_quarters_are_two_stories_and_a_higher_toll_is_none() -> None:
    told = (
        "Halden Foods said its {0} revenue came to {1} million. Net profit in {0} was {2} million. Its {0} was solid."
    )
    first = ("Halden Foods reports Q1 results", told.format("Q1", 310, 21))
    assert not _together(first, ("Halden Foods reports Q2 results", told.format("Q2", 301, 18)))
    crash = "{0} people died when a bus fell into the river Orla near Tessin on Sunday. The bus carried 31 passengers."
    toll = ("Five dead as bus falls into river", crash.format("Five")), ("Death toll rises to 7", crash.format("7"))
    assert _together(*toll)


def test_figures_agree_or_not_beside_the_same_word() -> None:
    told = ["It hurt 5 people.", "There 5 people fell.", "There 9 people fell.", "There 9 cows fell."]
    found = agreements(weigh(_corpus([("", text) for text in told]).words, True))
    assert found[0, 1] > 0 > found[0, 2] and found[0, 3] == 0


def test_topics_are_what_a_title_names_and_its_text_repeats() -> None:
    told = [("Weather in Zorna", WEATHER.format("Zorna")), ("", WEATHER.format("Pelmont"))]
    weighed = weigh(_corpus(told).words, True)
    lack = lacks(weighed)
    assert lack[0, 1] > 0.4  # the town
    assert lack[1, 0] == 0  # a lead is no title
    assert lack[0, 0] == 0


def test_names_are_capitals_inside_sentences() -> None:
    found = words(["Bridge falls"], ["Police in Sundholm met Vilhelm Krog. The bridge fell, Krog said."])
    assert _uses(found, "krog") == (2, 2, False)
    assert _uses(found, "police") == (1, 0, False)
    assert _uses(found, "the") == (1, 0, False)
    assert _uses(found, "bridge") == (2, 0, True)


def test_a_text_without_capitals_has_all_words_for_names() -> None:
    assert _uses(words([""], ["東京で地震"]), "東京")[1] == 1


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=120)), max_size=4))
@hypothesis_settings(max_examples=60, deadline=None)
def test_an_articles_words_do_not_depend_on_its_neighbours(rows: list[tuple[str, str]]) -> None:
    together = words([title for title, _ in rows], [text for _, text in rows])
    for k, (title, text) in enumerate(rows):
        alone = words([title], [text])
        assert together.packed[together.starts[k] : together.starts[k + 1]].tolist() == alone.packed.tolist()
        own = slice(together.figure_starts[k], together.figure_starts[k + 1])
        assert together.figures[own].tolist() == alone.figures.tolist()


def test_a_story_keeps_its_id_as_it_grows_and_what_is_gone_is_redirected() -> None:
    dated = {name: (f"2020-01-0{9 - i}", "told") for i, name in enumerate("abcd")}
    assert founder("abcd", dated, {}) == "d"
    assert founder("abcd", dated, {"a": "b", "b": "b"}) == "b"
    merged = redirects({"a": "a", "b": "b"}, {"a": "a", "b": "a"}, [])
    assert merged == [Redirect("b", "a", "merged")]
    assert redirects({"a": "a", "b": "a"}, {"a": "a", "b": "b"}, []) == [Redirect("a", "b", "split")]
    assert redirects({"a": "a", "b": "a", "c": "c"}, {"a": "c", "b": "c", "c": "c"}, ["b"]) == [
        Redirect("a", "c", "merged"),
        Redirect("b", "c", "merged"),
    ]


def _capture(n: int, pair: tuple[str, str]) -> Capture:
    return Capture(
        f"{n:016x}", f"{n}.txt", n, "text", f"{pair[0]}\n\n{pair[1]}", f"{n}", None, None, pair[0], None, None, "en"
    )


def _run(project: Project, captures: list[Capture]) -> tuple[set[frozenset[str]], set[str]]:
    project.add(captures)
    project.run(["articles", "features", "copies", "stories"])
    told: dict[str, set[str]] = {}
    for telling in to_rows(project.engine.read("SELECT * FROM tellings"), Telling):
        told.setdefault(telling.story, set()).add(telling.article)
    ids = {story.id for story in to_rows(project.engine.read("SELECT * FROM stories"), Story)}
    assert ids == set(told)
    return {frozenset(members) for members in told.values()}, ids


def test_two_halves_in_turn_are_one_run() -> None:
    captures = [_capture(n + 1, pair) for n, pair in enumerate(FERRY + LIBRARY)]
    with Project(settings=Settings()) as project:
        whole, _ = _run(project, captures)
    with Project(settings=Settings()) as project:
        _, before = _run(project, captures[::2])
        halves, after = _run(project, captures[1::2])
    assert whole == halves and len(whole) == 2
    assert before <= after


def test_the_shipped_hashes_are_those_of_the_shipped_words() -> None:
    from tellings.text.events_words import _prior, make_prior

    for shipped, made in zip(_prior(), make_prior(), strict=True):
        assert shipped.shape == made.shape
        assert np.allclose(shipped, made, rtol=1e-12, atol=0)  # the last digit of a logarithm is the processor's


def test_a_stray_joins_the_story_that_a_small_set_tells() -> None:
    near = np.full((8, 8), 0.2)
    near[6:] = near[:, 6:] = -0.02
    near[6, :3] = near[:3, 6] = 0.08  # alike to some of the tellings, not to the most
    story = list(range(6))
    assert gathered(near, [story, [6], [7]], 0.03) == [[*story, 6], [7]]
    assert gathered(near, [story[:3], story[3:], [6], [7]], 0.03) == [story[:3], story[3:], [6], [7]]  # two stories
    near[6, 0] = near[0, 6] = -np.inf  # judged apart
    assert gathered(near, [story, [6], [7]], 0.03) == [story, [6], [7]]
    wide = np.full((400, 400), 0.2)
    wide[399] = wide[:, 399] = 0.1
    assert gathered(wide, [list(range(399)), [399]], 0.03)[1] == [399]  # an archive


def test_two_rewrites_without_a_common_sentence_are_one_story() -> None:
    pair = [
        ("Glider comes down on the ice at Tervo", "A glider from Tervo landed on the frozen lake on Sunday after its "
         "pilot, Aino Salmi, lost the thermals over Kuusla. She walked ashore unhurt, the flying club said."),
        ("Pilot walks away from landing on lake", "Short of lift over Kuusla, Aino Salmi put her sailplane down on "
         "the ice. The flying club of Tervo is now waiting for a tractor to tow it off before the thaw."),
    ]  # fmt: skip
    assert _stories(pair) == {frozenset(title for title, _ in pair)}
    assert len(_stories([*pair, *LIBRARY])) == 2


def test_the_shipped_example_is_one_story_and_a_stranger(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parent.parent / "examples" / "cable-car"
    paths = [str(path) for path in sorted(folder.glob("*.txt"))]
    assert main(["stories", *paths, "-q", "--format", "json"]) == 0
    story, other = json.loads(capsys.readouterr().out)["stories"]
    assert story["size"] == 12 and other["headline"].startswith("Library board votes")


FOREIGN = [
    ("Fähre rammt Mole in Sundholm", "Die Fähre Aurelia hat am Montag in Sundholm eine Mole gerammt. Kapitän "
     "Vilhelm Krog sprach von einem Ausfall der Maschinen. Neun Passagiere der Aurelia wurden verletzt, so das "
     "Hafenamt.", "de"),
    ("Un ferry choca con el muelle de Sundholm", "El ferry Aurelia chocó el lunes con el muelle de Sundholm. El "
     "capitán Vilhelm Krog dijo que fallaron los motores. Nueve pasajeros resultaron heridos, según la oficina del "
     "puerto.", "es"),
    ("Bibliothek bleibt samstags offen", "Der Beirat der Bücherei von Millbrook will den Zweig auch samstags öffnen. "
     "Denise Okafor sprach für die Bürger von Millbrook, der Parkplatz wird später ausgebessert.", "de"),
]  # fmt: skip


def test_tellings_in_other_languages_join_by_names() -> None:
    rows = [*((title, text, "en") for title, text in [*FERRY, *LIBRARY]), *FOREIGN]
    found = words([title for title, _, _ in rows], [f"{title}\n{text}" for title, text, _ in rows])
    corpus = Corpus(found, [None] * len(rows), True, (), [language for _, _, language in rows])
    n = len(FERRY)
    ferry, library = [*range(n), n + 2, n + 3], [n, n + 1, n + 4]
    assert group(corpus, Stories())[0] == [ferry, library]
    assert group(corpus, Stories(compile_from=1))[0] == [ferry, library]  # the compiled path says the same


MILLER = [
    ("Orrin court jails miller over flood", "The district court in Orrin on Monday sentenced miller Joss Tarrant to "
     "four years in prison for opening a sluice above his own mill. Judge Petra Hume said Tarrant had risked the lives "
     "of a family who slept below Candle Weir. The flood caused damage of 240,000 crowns. No one was hurt."),
    ("Miller who opened sluice gets four years", "Joss Tarrant, who let the water over Candle Weir, must go to prison "
     "for four years, ruled Petra Hume in Orrin. A couple and their children fled from the flood to the roof."),
]  # fmt: skip
SMITH = [
    ("Velden court jails smith over flood", "The district court in Velden on Tuesday sentenced smith Ada Quill to "
     "three years in prison for opening a sluice above her own forge. Judge Karel Moss said Quill had risked the lives "
     "of a couple who slept below Pinder Lock. The flood caused damage of 180,000 crowns. No one was hurt."),
    ("Smith jailed for letting in the water", "A Velden smith was sent to prison for three years. Ada Quill had let "
     "the water over Pinder Lock while a couple slept, and Karel Moss told her that she had shown no pity."),
]  # fmt: skip


def test_two_towns_rulings_are_two_stories_in_a_small_set() -> None:
    titles = [frozenset(title for title, _ in rows) for rows in (MILLER, SMITH)]
    assert _stories([*MILLER, *SMITH]) == set(titles)
    assert len(_stories([MILLER[0], SMITH[0]])) == 2
    assert _stories([MILLER[0], *SMITH]) == {frozenset([MILLER[0][0]]), titles[1]}


def test_a_headline_is_in_the_language_of_most_tellings() -> None:
    rows = [("a", "Uno"), ("b", "One"), ("c", "Two"), ("d", None)]
    dates = {"a": ("2031-01-01", None), "b": ("2031-01-02", None), "c": (None, None), "d": (None, None)}
    assert main_language([0, 1, 2, 3], ["es", "en", "en-GB", "es"], rows, dates) == {1, 2}
    assert main_language([0, 1], ["es", "en"], rows, dates) == {0}  # the earlier: a translation comes later
    assert main_language([0, 1], [None, None], rows, dates) == main_language([0, 1], (), rows, dates) == {0, 1}
