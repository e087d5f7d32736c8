"""One utterance over several tellings."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from tellings.collate.utterance_links import compare, most, most_short, strength
from tellings.collate.utterance_pieces import pieces_of, speakers
from tellings.collate.utterances import Rows, collate
from tellings.records import Article, EntityMention, Form, Line, Quote, Sentence, Telling, Utterance
from tellings.schema import content_id
from tellings.settings import Utterances

Said = tuple[str, str]  # words, speaker


def article(ident: str, text: str) -> Article:
    return Article(ident, ident, 0, ident, None, None, None, None, None, "en", None, text, content_id(text), "test")


def story(tellings: dict[str, list[Said]]) -> Rows:
    """Articles that hold nothing but `speaker: "words"` lines, the first telling published first."""
    articles, quotes, mentions, lines = [], [], [], []
    for ident, said in tellings.items():
        text = ""
        for words, speaker in said:
            begin = len(text)
            at = begin + len(speaker) + 3
            text += f'{speaker}: "{words}"\n'
            lines.append(Line(ident, begin, len(text) - 1, "body"))
            quotes.append(
                Quote(
                    id=content_id(ident, at),
                    article=ident,
                    begin=at,
                    end=at + len(words),
                    kind="direct",
                    cue=None,
                    cue_begin=None,
                    cue_end=None,
                    speaker=speaker or None,
                    speaker_begin=begin if speaker else None,
                    speaker_end=begin + len(speaker) if speaker else None,
                    antecedent_begin=begin if speaker[:1].isupper() else None,
                    antecedent_end=begin + len(speaker) if speaker[:1].isupper() else None,
                    utterance=content_id(ident, at),
                )
            )
            if speaker[:1].isupper():
                mentions.append(EntityMention("s", speaker.split()[-1], ident, begin, begin + len(speaker)))
        articles.append(article(ident, text))
    dates = [Telling("s", a.id, f"2024-01-{n + 1:02}", "told") for n, a in enumerate(articles)]
    return Rows(articles, dates, lines, quotes, (), mentions)


def test_what_cannot_join_is_told_without_aligning() -> None:
    rng, settings = random.Random(3), Utterances()
    words = "the bridge will not open before spring since its bearings were never ordered said minister shoulder should"
    told = {
        f"t{n}": [(" ".join(rng.choices(words.split(), k=rng.randint(1, 14))), rng.choice(("Ola", "Ida Holm", "she")))]
        for n in range(60)
    }
    rows = story(told)
    texts = {a.id: a.text for a in rows.articles}
    pieces = pieces_of(rows.quotes, texts, ((), ()), {}, {})
    for a, b in combinations(pieces, 2):
        link = compare(a.words, b.words)
        assert strength(a, b, link, settings) <= most(a, b, settings)
        assert link.short <= most_short(a.words, b.words)


def result(rows: Rows) -> dict[str, Utterance]:
    """Words of a quote with its telling -> its utterance."""
    texts = {a.id: a.text for a in rows.articles}
    by = {q.id: f"{q.article}: {texts[q.article][q.begin : q.end]}" for q in rows.quotes}
    return {by[u.quote]: u for u in collate("s", rows, Utterances())}


def groups(rows: Rows) -> list[list[str]]:
    out: dict[str, list[str]] = {}
    for words, u in sorted(result(rows).items()):
        out.setdefault(u.group, []).append(words)
    return sorted(out.values())


DAM = "The dam will hold through the winter, and nobody has to leave"


def test_variants_of_one_utterance_are_one_group() -> None:
    rows = story(
        {
            "a": [(DAM, "Anna Wexford"), ("We have checked every gate twice", "Anna Wexford")],
            "b": [("The dam will hold through the winter", "Anna Wexford")],
            "c": [("The dam is going to hold through this winter and nobody must leave", "Wexford")],
        }
    )
    found = groups(rows)
    assert [len(g) for g in found] == [3, 1] or [len(g) for g in found] == [1, 3]
    drifts = {k[0]: u.drift for k, u in result(rows).items() if "dam" in k}
    assert drifts["b"] == "cut"
    assert drifts["c"] in ("wording", "translation")


def test_two_alike_quotes_of_one_article_stay_apart() -> None:
    rows = story(
        {
            "a": [
                ("No town should have to beg its neighbour for its own water", "Anna Wexford"),
                ("No town should need anyone's leave for its own water", "Anna Wexford"),
            ],
            "b": [
                ("No town should have to beg its neighbour for its own water", "Anna Wexford"),
                ("No town should need anyone's leave for its own water", "Anna Wexford"),
            ],
        }
    )
    assert [len(g) for g in groups(rows)] == [2, 2]


def test_a_splice_joins_what_another_telling_keeps_apart() -> None:
    rows = story(
        {
            "a": [
                ("There was no siren, nothing", "Anna Wexford"),
                ("Then the water came through the door", "Anna Wexford"),
            ],
            "b": [("There was no siren, nothing, and then the water came through the door", "Anna Wexford")],
            "c": [
                ("There was no siren, nothing", "Anna Wexford"),
                ("Then the water came through the door", "Anna Wexford"),
            ],
        }
    )
    assert len(groups(rows)) == 1
    assert {u.drift for k, u in result(rows).items() if k.startswith("b")} == {"splice"}


def test_another_speaker_is_a_drift() -> None:
    rows = story({"a": [(DAM, "Anna Wexford")], "b": [(DAM, "Anna Wexford")], "c": [(DAM, "Robert Hale")]})
    found = result(rows)
    assert len({u.group for u in found.values()}) == 1
    assert {k[0]: u.drift for k, u in found.items()} == {"a": None, "b": None, "c": "speaker"}


def test_an_unresolved_speaker_is_taken_from_the_group() -> None:
    rows = story({"a": [(DAM, "Anna Wexford")], "b": [(DAM, "she")]})
    assert {u.entity for u in result(rows).values()} == {"Wexford"}


def test_figures_are_not_the_outlet_that_printed_them() -> None:
    rows = reported(story({"a": [(DAM, "Anna Wexford")], "b": [(DAM, "figures")]}))
    assert {k[0]: u.entity for k, u in result(rows).items()} == {"a": "Wexford", "b": None}


def test_a_qualifier_is_told_from_other_words() -> None:
    rows = story(
        {
            "a": [("The dam will hold through the winter", "Anna Wexford")],
            "b": [("The dam will hold through the winter", "Anna Wexford")],
            "c": [("The dam may hold through the winter", "Anna Wexford")],
        }
    )
    assert {k[0]: u.drift for k, u in result(rows).items()}["c"] == "qualifier"


def test_marks_spelling_and_contractions_are_no_drift() -> None:
    rows = story(
        {
            "a": [("It doesn’t matter to our neighbours,", "Anna Wexford")],
            "b": [("It does not matter to our neighbors.", "")],
        }
    )
    assert {u.drift for u in result(rows).values()} == {None}


def test_the_order_of_rows_does_not_matter() -> None:
    rows = story(
        {
            "a": [(DAM, "Anna Wexford"), ("We have checked every gate twice", "she")],
            "b": [("The dam will hold", "Anna Wexford"), ("We checked every gate", "Robert Hale")],
            "c": [("The dam will hold through the winter and nobody leaves", "")],
        }
    )
    expected = result(rows)
    shuffled = random.Random(7)
    for _ in range(5):
        parts = [list(x) for x in (rows.articles, rows.tellings, rows.lines, rows.quotes, rows.mentions)]
        for part in parts:
            shuffled.shuffle(part)
        again = Rows(parts[0], parts[1], parts[2], parts[3], (), parts[4])  # type: ignore[arg-type]
        assert result(again) == expected


def test_a_fragment_needs_more_than_its_words() -> None:
    long = "Nobody should doubt the sovereignty of our harbour, which the treaty of our fathers settled for good"
    rows = story({"a": [(long, "Anna Wexford")], "b": [("sovereignty", "Robert Hale")]})
    assert [len(g) for g in groups(rows)] == [1, 1]


def test_a_fragment_does_not_tie_two_utterances_together() -> None:
    rows = story(
        {
            "a": [("The flooded quarry belongs to the village and to nobody else", "Anna Wexford")],
            "b": [("No surveyor ever set foot in the flooded quarry before Easter", "Anna Wexford")],
            "c": [("flooded quarry", "Anna Wexford")],
        }
    )
    assert sorted(len(g) for g in groups(rows)) == [1, 2]


def test_sentences_that_tell_the_same_back_a_fragment() -> None:
    rows = story(
        {
            "a": [("an omen of drought", "the regent's speech in Ostrava on Tuesday called the comet's return")],
            "b": [
                (
                    "an omen of famine and drought that no granary will survive",
                    "In a speech in Ostrava the regent spoke on Tuesday of the returning comet, calling it",
                )
            ],
        }
    )
    sentences = [Sentence(line.article, 0, line.begin, line.end, 0, "body") for line in rows.lines]
    assert [len(g) for g in groups(replace(rows, sentences=sentences))] == [2]


def test_a_translation_keeps_rare_words_in_another_order() -> None:
    rows = story(
        {
            "a": [("Every smuggler may hoist his lantern on this pier, but no fisherman's lantern", "Anna Wexford")],
            "b": [("Any smuggler can raise a lantern at the pier; the lantern of a fisherman? Never.", "Wexford")],
        }
    )
    assert [len(g) for g in groups(rows)] == [2]


def test_only_a_whole_version_without_a_run_of_the_same_words_is_a_translation() -> None:
    said = "At the end of the winter every fisherman must decide himself whether his lantern hangs on this pier"
    rows = story(
        {
            "a": [(said, "Anna Wexford")],
            "b": [(said, "Anna Wexford")],
            "c": [
                (
                    "Before spring each fisherman settles alone if a lantern of his is to hang at the pier this winter",
                    "Wexford",
                )
            ],
            "d": [
                ("must decide himself whether his lantern hangs, and the boats, and nets, and sheds", "Anna Wexford")
            ],
        }
    )
    drifts = {k[0]: u.drift for k, u in result(rows).items()}
    assert drifts["c"] == "translation"
    assert drifts["d"] != "translation"


def test_the_parts_that_one_telling_quotes_are_no_versions_of_each_other() -> None:
    whole = "The gates were left open all night, and the harbour lay under water like a plate in a sink"
    rows = story(
        {
            "a": [(whole, "Anna Wexford")],
            "b": [("The gates were left open", "Anna Wexford"), ("like a plate in a sink", "Anna Wexford")],
        }
    )
    assert {u.drift for k, u in result(rows).items()} <= {None, "cut"}


@pytest.mark.parametrize(("phrase", "body"), [("a Torhavn resident", False), ("a Torhavn spokesman", True)])
def test_people_of_a_place_do_not_speak_for_it(phrase: str, body: bool) -> None:
    text = f"“We are leaving,” said {phrase}."
    begin = text.index(phrase)
    quote = Quote("q", "a", 1, 15, "direct", "said", 18, 22, phrase, begin, begin + len(phrase), None, None, "q")
    place = EntityMention("s", "torhavn", "a", begin + 2, begin + 9)
    found = speakers([quote], {"a": text}, [place], [])
    assert ("q" in found) is body


def test_a_capital_and_a_country_are_one_voice() -> None:
    rows = story({"a": [("a reckless provocation", "Lisbon")], "b": [("a reckless provocation", "Portugal")]})
    forms = [Form("s", name, name, 1, (a,)) for a, name in (("a", "Lisbon"), ("b", "Portugal"))]
    assert [len(g) for g in groups(replace(rows, forms=forms))] == [2]


def test_what_the_cue_parts_is_no_cut_of_what_another_telling_runs_on() -> None:
    whole = "The dam will hold through the winter and nobody has to leave the lower village tonight"
    rows = story(
        {
            "a": [(whole, "Anna Wexford")],
            "b": [
                ("The dam will hold through the winter", "Anna Wexford"),
                ("and nobody has to leave the lower village tonight", "Anna Wexford"),
            ],
        }
    )
    rows = replace(rows, quotes=[replace(q, utterance=q.article) for q in rows.quotes])
    assert len(groups(rows)) == 1
    assert {u.drift for u in result(rows).values()} == {None}


def test_the_fuller_version_is_what_others_cut() -> None:
    rows = story(
        {
            "a": [("The dam will hold through the winter", "Anna Wexford")],
            "b": [("The dam will hold through the winter", "Anna Wexford")],
            "c": [(DAM, "Anna Wexford")],
        }
    )
    assert {k[0]: u.drift for k, u in result(rows).items()} == {"a": "cut", "b": "cut", "c": None}


def test_going_on_with_words_said_elsewhere_is_a_splice() -> None:
    rows = story(
        {
            "a": [
                ("The dam will hold through the winter", "Anna Wexford"),
                ("We found three loose gates upstream. Nobody was told", "Anna Wexford"),
            ],
            "b": [("The dam will hold through the winter. Nobody was told", "Anna Wexford")],
        }
    )
    assert {u.drift for k, u in result(rows).items() if k.startswith("b")} == {"splice"}


def reported(rows: Rows) -> Rows:
    return replace(rows, quotes=[replace(q, kind="indirect") for q in rows.quotes])


def test_a_report_that_is_reprinted_is_one_utterance() -> None:
    words = "that the ferry had left the harbour without two of its life rafts"
    rows = reported(
        story(
            {
                "a": [(words, "officials")],
                "b": [(words.removeprefix("that "), "officials")],
                "c": [(words.replace("had left", "left").removeprefix("that "), "the officials")],
                "d": [("that the ferry would not sail again this week", "officials")],
                "e": [(words, "Anna Wexford")],
                "f": [(words, "Robert Hale")],
            }
        )
    )
    found = [sorted(words[0] for words in group) for group in groups(rows)]
    assert ["d"] in found
    assert any(set("abc") <= set(group) for group in found)
    assert not any({"e", "f"} <= set(group) for group in found)


def test_the_report_around_quoted_words_goes_with_them() -> None:
    rows = story({"a": [(DAM, "Anna Wexford")], "b": [("The dam will hold", "Anna Wexford"), (f"she said {DAM}", "")]})
    quotes = [replace(q, utterance=q.article) if q.article == "b" else q for q in rows.quotes]
    rows = replace(rows, quotes=[replace(q, kind="indirect") if q.speaker is None else q for q in quotes])
    assert [len(g) for g in groups(rows)] == [3]
