"""Who said what: invented articles, read as a reader would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.models.tagger import Rules, Tagger, tagger
from tellings.records import Article, Line, Quote, Sentence, Token
from tellings.stages.tagging import tagged
from tellings.text.names_find import find
from tellings.text.quotes import find_quotes


def quotes(text: str, words_of: Tagger | None = None) -> list[Quote]:
    lines = [Line("a", m.start(), m.end(), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    rows = list(tagged("a", text, lines, words_of or tagger("en", "en_core_web_sm")))
    sentences = [r for r in rows if isinstance(r, Sentence)]
    return find_quotes("a", text, lines, sentences, [r for r in rows if isinstance(r, Token)])


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    """(words, speaker, name) of the quotes that are not indirect."""
    out = []
    for q in quotes(text):
        if q.kind != "indirect":
            name = None if q.antecedent_begin is None else text[q.antecedent_begin : q.antecedent_end]
            out.append((text[q.begin : q.end], q.speaker, name))
    return out


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The dam will hold for now,” Anna Wexford said.", "Anna Wexford"),
        ("“The dam will hold for now,” said Anna Wexford.", "Anna Wexford"),
        ("Anna Wexford said: “The dam will hold for now.”", "Anna Wexford"),
        ("“The dam will hold for now,” engineer Anna Wexford told reporters on Monday.", "engineer Anna Wexford"),
        ("According to Anna Wexford, “the dam will hold for now.”", "Anna Wexford"),
        ("“The dam will hold for now,” according to Anna Wexford.", "Anna Wexford"),
        ("Asked about the dam, Anna Wexford replied: “It will hold for now.”", "Anna Wexford"),
    ],
)
def test_the_speaker_stands_before_or_behind(text: str, speaker: str) -> None:
    assert [s for _, s, _ in said(text)] == [speaker]


def test_pieces_split_by_the_cue_are_one_utterance() -> None:
    text = "“The dam will hold,” Anna Wexford said. “We checked it twice this week.”"
    first, second = (q for q in quotes(text) if q.kind != "indirect")
    assert first.utterance == second.utterance
    assert second.speaker == "Anna Wexford"


def test_a_pronoun_stands_for_the_name_that_agrees() -> None:
    text = (
        "Mayor Robert Hale met engineer Susan Pratt at the dam on Monday.\n"
        "“The wall is older than my house,” she said.\n"
        "“We will pay for the repair,” he said."
    )
    assert [name for _, _, name in said(text)] == ["Susan Pratt", "Robert Hale"]


def test_the_subject_of_the_sentence_comes_before_the_last_speaker() -> None:
    text = (
        "“The net went in at dawn,” Mr. Colin Brandt said. “It came up empty, and so did the next one.”\n"
        "Mr. Brandt says it has been a poor year.\n"
        "Mr. Thomas Okell knows that his harbour is small, but he notes that the catch is sold within the hour.\n"
        "“Nobody here goes home hungry,” he adds.\n"
    )
    assert said(text)[-1] == ("Nobody here goes home hungry,", "he", "Thomas Okell")


def test_reported_words_keep_the_mark_that_closes_their_last_phrase() -> None:
    text = "Judge Anna Wexford said he had ignored two letters that called the bolts “rotten”.\n"
    (told,) = (q for q in quotes(text) if q.kind == "indirect")
    assert text[told.begin : told.end] == "he had ignored two letters that called the bolts “rotten”"


def test_who_stands_in_apposition_to_the_subject_speaks_next() -> None:
    text = (
        "Chief executive Laura Bennig promised on Monday that the plant would stay open.\n"
        "The union's regional secretary, Karen Doyle, was unconvinced. “We have heard it all before,” she said.\n"
    )
    assert said(text)[-1] == ("We have heard it all before,", "she", "Karen Doyle")


def test_a_town_is_not_its_mayor() -> None:
    text = (
        "Town mayor Robert Hale opened the sale on Monday.\n"
        "In its notice, the town says “the boat must be gone by Friday night at the latest.”\n"
    )
    assert [(speaker, name) for _, speaker, name in said(text)] == [("the town", None)]


def test_a_role_stands_for_the_person_who_has_it() -> None:
    text = (
        "Mayor Susan Pratt opened the bridge with the governor, Robert Hale, on Monday.\n"
        "“It is the best bridge in the county,” the mayor said.\n"
        "“It cost too much,” said the governor."
    )
    assert [name for _, _, name in said(text)] == ["Susan Pratt", "Robert Hale"]


def test_a_surname_stands_for_the_full_name() -> None:
    text = "Susan Pratt opened the bridge.\n“It is the best bridge here,” Pratt said."
    assert said(text)[0][1:] == ("Pratt", "Susan Pratt")


def test_an_apposition_names_the_speaker() -> None:
    text = "“It is the best bridge here,” said the head of the council, Susan Pratt."
    assert said(text)[0][2] == "Susan Pratt"


def test_a_spokesman_speaks_for_himself() -> None:
    text = "Otis Hale was absent. A spokesman for Mr. Hale, Tomas Vance, said the charge “is purely political.”"
    assert said(text)[0][2] == "Tomas Vance"


def test_one_of_several_is_who_is_named_behind() -> None:
    text = "Otis Hale was absent. One of his lawyers, Ada Kranz, says the deal “does not foresee such a sentence.”"
    assert said(text)[0][2] == "Ada Kranz"


def test_a_statement_is_its_issuers_here_and_further_down() -> None:
    text = (
        "They spent “tens of thousands on smaller purchases,” according to a statement released by the Transport "
        "Department.\nThey called it “dinner with the volunteers,” the statement said.\n"
        "“We have had enough of this,” a letter said."
    )
    assert [name for _, _, name in said(text)] == ["the Transport Department"] * 2 + ["a letter"]


def test_a_quotation_without_a_cue_belongs_to_the_running_speaker() -> None:
    text = "“The wall is old,” Susan Pratt said.\n“It has cracks on both sides.”"
    assert [name for _, _, name in said(text)] == ["Susan Pratt", "Susan Pratt"]


def test_a_quoted_phrase_in_reported_speech_is_mixed() -> None:
    text = "Susan Pratt said on Monday that the wall was “far older than the town” and would be rebuilt."
    kinds = {q.kind: text[q.begin : q.end] for q in quotes(text)}
    assert kinds["mixed"] == "far older than the town"
    assert kinds["indirect"].startswith("that the wall")
    assert len({q.utterance for q in quotes(text)}) == 1


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Susan Pratt said that the bridge would open in May.", "that the bridge would open in May", "Susan Pratt"),
        ("The bridge will open in May, Susan Pratt said.", "The bridge will open in May", "Susan Pratt"),
        ("The bridge will open in May, according to the council.", "The bridge will open in May", "the council"),
        ("The minister warned of a hard winter for farmers.", "a hard winter for farmers", "The minister"),
        ("Susan Pratt promised to rebuild the bridge.", "to rebuild the bridge", "Susan Pratt"),
        (
            "As Mayor Orlen noted, the harbour was closed for two days.",
            "the harbour was closed for two days",
            "Mayor Orlen",
        ),
        ("The union told the Courier they were planning a strike.", "they were planning a strike", "The union"),
        ("The plan failed; the engineer argued the money ran out.", "the money ran out", "the engineer"),
        ("The survey found voters leaving the north.", "voters leaving the north", "The survey"),
        ("The governor suggested closing the bridge at night.", "closing the bridge at night", "The governor"),
        (
            "The minister said the line needed repair, but that he would not close it.",
            "the line needed repair, but that he would not close it",
            "The minister",
        ),
    ],
)
def test_indirect_speech(text: str, content: str, speaker: str) -> None:
    (quote,) = quotes(text)
    assert (quote.kind, text[quote.begin : quote.end], quote.speaker) == ("indirect", content, speaker)


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        (
            "After a week, the engineer said, the pumps were still running.",
            ["After a week", "the pumps were still running"],
            "the engineer",
        ),
        (
            "There is a risk, some engineers said, that the dam will leak.",
            ["There is a risk", "that the dam will leak"],
            "some engineers",
        ),
    ],
)
def test_what_stands_on_both_sides_of_the_cue_is_one_report(text: str, parts: list[str], speaker: str) -> None:
    found = quotes(text)
    assert [text[q.begin : q.end] for q in found] == parts
    assert {q.speaker for q in found} == {speaker} and len({q.utterance for q in found}) == 1


def test_a_clause_of_others_is_theirs() -> None:
    text = "The mayor said the bridge was safe, while residents said they avoided it."
    assert [(text[q.begin : q.end], q.speaker) for q in quotes(text)] == [
        ("the bridge was safe", "The mayor"),
        ("they avoided it", "residents"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” bridge opened on Monday.",
        "She had a part in “The Long Winter Road” at the playhouse.",
        "The board is 6'2\" wide.",
    ],
)
def test_titles_and_doubtful_words_are_not_quotes(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ida Brandt added that Norrail does not see the bridge as a “danger”.", "Ida Brandt"),
        ("Ida Brandt said the guild regards the toll as “unjust”.", "Ida Brandt"),
        ("Ida Brandt said that Tomas Kell called the toll “unjust”.", "Tomas Kell"),
    ],
)
def test_what_is_told_of_a_mind_is_in_the_tellers_words(text: str, speaker: str) -> None:
    assert [q.speaker for q in quotes(text) if q.kind != "indirect"] == [speaker]


def test_without_a_tagger_marks_alone_are_read() -> None:
    found = quotes("„Die Brücke bleibt zu“, sagte Anna Wolf.", Rules())
    assert [(q.kind, q.speaker) for q in found] == [("direct", "Anna Wolf")]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="Aab said he ,.:\n\"'“”„‘’«»—", max_size=120))
def test_any_text_gives_quotes_that_stand_in_it(text: str) -> None:
    for q in quotes(text):
        assert 0 <= q.begin < q.end <= len(text)
        if q.speaker is not None:
            assert text[q.speaker_begin : q.speaker_end] == q.speaker
        if q.cue is not None:
            assert text[q.cue_begin : q.cue_end] == q.cue


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_script_without_a_tagger(text: str) -> None:
    quotes(text, Rules())


BEFORE = "Harbour master Robert Hale spoke first. “We saw nothing coming,” he said.\n"


@pytest.mark.parametrize(
    "text",
    [
        "“The dam will hold for now,” was the answer of chair Anna Wexford.",
        "“The dam will hold for now” was the reply from Anna Wexford.",
        "“The dam will hold for now,” came the reply from engineer Anna Wexford.",
        "“The dam will hold for now,” is how engineer Anna Wexford put it.",
        "“The dam will hold for now,” in the words of Anna Wexford.",
        "“The dam will hold for now” was Anna Wexford’s verdict.",
        "Anna Wexford’s verdict: “The dam will hold for now.”",
        "The message from Anna Wexford was clear: “The dam will hold for now.”",
        "In the words of Anna Wexford, “the dam will hold for now.”",
    ],
)
def test_a_noun_of_speech_names_its_speaker(text: str) -> None:
    assert str(said(BEFORE + text)[-1][1]).endswith("Anna Wexford")


def test_who_issued_the_statement_speaks() -> None:
    text = "Lisbon issued a statement on Monday accusing the envoy of “a prelude to famine and ruin.”"
    assert [s for _, s, _ in said(text)] == ["Lisbon"]


def test_a_visit_says_nothing() -> None:
    text = "The visit of the bishop suggested that the old quarrel “was over and done with”."
    assert {q.speaker for q in quotes(text)} == {None}


def test_a_stance_is_no_quote() -> None:
    assert quotes("Lisbon has opposed the bishop's invitation to the northern towns.") == []


def told(text: str, language: str = "en") -> list[tuple[str, str | None, str | None]]:
    """As `said`, with the first line as headline, and with the names that the mentions room finds."""
    lines = [Line("a", m.start(), m.end(), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    lines[0] = Line("a", lines[0].begin, lines[0].end, "title")
    one = Article("a", "a", 0, None, None, None, None, None, None, language, None, text, "h", "test")
    rows = list(tagged("a", text, lines, tagger("en", "en_core_web_sm") if language == "en" else Rules()))
    sentences, tokens = [r for r in rows if isinstance(r, Sentence)], [r for r in rows if isinstance(r, Token)]
    out = []
    for q in find_quotes("a", text, lines, sentences, tokens, find(one, sentences, tokens)):
        if q.kind != "indirect":
            name = None if q.antecedent_begin is None else text[q.antecedent_begin : q.antecedent_end]
            out.append((text[q.begin : q.end], q.speaker, name))
    return out


def test_a_headline_takes_the_speaker_from_the_text_below() -> None:
    text = (
        "‘The whole quay jumped’: drivers describe pier crash\n"
        "Ilse Hartung was halfway across the pier with a van of bread when the ground moved under her.\n"
        "“The whole quay jumped, and then I saw the water,” the 52-year-old baker told Radio Merle on Sunday.\n"
    )
    assert [(speaker, name) for _, speaker, name in told(text)] == [("the 52-year-old baker", "Ilse Hartung")] * 2


def test_somebody_whom_nobody_names_is_not_the_last_one_named() -> None:
    text = (
        "Crash\n“I counted nine cars,” teacher Owen Pritchett said.\n"
        "A deckhand who asked not to be named said the rope had been mended twice.\n"
        "“Everyone knew about that rope,” he said.\n"
    )
    assert told(text)[-1] == ("Everyone knew about that rope,", "he", "A deckhand")


@pytest.mark.parametrize(
    "text",
    [
        "Kahn gerammt\n„Wir haben Glück gehabt, dass niemand ertrunken ist“, sagte Sheriff Paula Brandis vor Ort.\n",
        "Kahn gerammt\nSheriff Paula Brandis sagte: „Wir haben Glück gehabt, dass niemand ertrunken ist.“\n",
    ],
)
def test_without_a_tagger_the_name_in_the_attribution_speaks(text: str) -> None:
    assert [name for _, _, name in told(text, "de")] == ["Paula Brandis"]


def test_a_report_a_committee_and_brothers_are_not_the_person_or_body_named_last() -> None:
    text = (
        "Wall\nAsked about the new wall, Mira Tolund released the report of the harbour commission on Monday.\n"
        "“The stones were loose,” the report said.\n"
        "The Works Department paid for it.\n"
        "“Nobody looked at the stones,” the committee said.\n"
        "The brothers Tom and Ned Alder run a yard.\n"
        "“We lost four boats,” the brothers said.\n"
    )
    assert [(speaker, name) for _, speaker, name in told(text)] == [
        ("the report", None), ("the committee", None), ("the brothers", None),
    ]  # fmt: skip


def test_somebodys_mother_is_somebody_else() -> None:
    text = (
        "Hearing\nBrandon Orlen, 24, was hurt, as was Antonia Hald. Brandon Orlen’s mother spoke at the hearing.\n"
        "“My son did nothing at all to them,” she told the judge.\n"
    )
    assert told(text)[-1][2] == "Brandon Orlen’s mother"


def test_emails_of_hers_are_no_cue() -> None:
    text = "Ms. Anna Wexford said she “chose not to keep” her private emails. But she then left."
    assert [speaker for _, speaker, _ in said(text)] in (["Ms. Anna Wexford"], ["she"])


def test_a_pronoun_behind_a_source_is_a_speaker_of_its_own() -> None:
    text = (
        "Oskar Lundgren lost his seat on Tuesday.\n"
        "According to the AP he did not concede and said, “I will think about it for a night.”"
    )
    assert said(text) == [("I will think about it for a night.", "he", "Oskar Lundgren")]


def test_a_quotation_runs_on_over_lines_without_marks() -> None:
    text = "Late\nAnna Wexford came.\n“The dam will hold for now.\nWe checked it.\nNobody need leave,” said Olaf Rist."
    (found,) = told(text)
    assert found[::2] == ("The dam will hold for now.\nWe checked it.\nNobody need leave,", "Olaf Rist")


def test_a_mark_that_is_never_closed_takes_no_later_paragraph() -> None:
    text = "Dam\nOlaf Rist said: “The dam will hold.\n\nIt is old.\n\nThe valley is green.\n\nIt rained,” he says."
    assert told(text)[0][0] == "The dam will hold."


def test_a_surname_that_two_bear_goes_by_title_and_by_who_came_first() -> None:
    text = (
        "Harrow in court\nPeter Harrow Jr. denied it on Monday. His father, Peter Harrow Sr., drove him to court "
        "with Ann Harrow, his wife.\n"
        "“I did nothing,” Harrow said.\n“He was asleep,” Mrs Harrow said."
    )
    assert [name for _, _, name in told(text)] == ["Peter Harrow Jr.", "Ann Harrow"]


def test_a_post_that_no_bearer_of_the_surname_has_is_somebody_elses() -> None:
    text = (
        "At the palace\nLena Brock and Ida Brock stood beside their father on Friday. The palace was full.\n"
        "“What a day,” President Brock said. “They grew up here,” he added."
    )
    assert [name for _, _, name in told(text)] == ["Brock", "Brock"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Olaf Rist said the dam was “safe for a year” but would say no more, the Vale Courier reported.", "Olaf Rist"),
        ("Olaf Rist, who said he was “sick with worry”, has left the dam, the Vale Courier reported.", "Olaf Rist"),
        ("Olaf Rist ran out of the hall. A neighbour, Kim Kranz, heard him say: “I will be back.”", "Olaf Rist"),
        ("Olaf Rist came out of the hall saying, “The dam will not hold.”", "Olaf Rist"),
        ("The Vale Courier said Olaf Rist had put out a letter in which he said “the dam will hold”.", "Olaf Rist"),
        ("Two were hurt, one with an “entry through his coat” but no wound, Olaf Rist said in a video.", "Olaf Rist"),
        ("Olaf Rist would not pay a man who said he was cheated on the dam, saying, “He did bad work.”", "Olaf Rist"),
        ("Nobody knew more, said Ida Kranz, Olaf Rist’s aunt.\n“He was full of life,” his aunt said.", "Ida Kranz"),
        ("Olaf Rist put out a statement late on Sunday.\n“The dam will hold. Nobody need leave.”", "Olaf Rist"),
        ("Olaf Rist said in a statement that he was sad.\n“I did my best,” the statement read.", "Olaf Rist"),
        ("A letter signed by its head, Ida Kranz, came too late.\n“We knew of it,” the letter said.", "Ida Kranz"),
    ],
)
def test_who_said_the_words_is_not_who_carries_them(text: str, name: str) -> None:
    assert told(f"The dam\n{text}")[0][2] == name


def test_an_outlet_that_passes_on_a_report_does_not_speak() -> None:
    text = "Olaf Rist confirmed that he was reviewing the matter but would not say more, the Vale Courier reported."
    assert [q.speaker for q in quotes(text)] == ["Olaf Rist"]


def test_who_is_asked_does_not_speak_in_the_question() -> None:
    assert not quotes("Asked how long it might take, Olaf Rist shrugged.")


def test_the_minister_is_not_the_governor_named_last() -> None:
    text = "The fire\nGov. Ida Kranz came to see the church.\n“We have no idea what caused it,” the minister said."
    assert told(text)[0][2] is None


def test_what_something_is_booked_as_is_no_quote() -> None:
    assert not told("The gifts\nTickets to the theatre were booked as “holiday gift certificates.”")
    assert not told("The gifts\nThe trip to the coast became “a dinner with friends of the town.”")


def test_a_quotation_left_open_is_his_whom_a_later_paragraph_names() -> None:
    text = "The dam\nOlaf Rist wept.\n“We had no idea.\n\n“It rose for hours.\n\n“Then it was gone,” Ida Kranz said."
    assert [name for _, _, name in told(text)] == ["Ida Kranz"] * 3


def test_a_mourner_is_not_the_dead() -> None:
    text = "The dam\nMia’s mother Ida Kranz, 39, could hardly speak on Saturday.\n“She was very good to us,” she said."
    assert told(text)[0][2] == "Ida Kranz"


def test_the_witness_is_not_the_accused() -> None:
    text = "The raid\nOlaf Rist was charged on Monday with the raid.\n“He ran to the car,” the witness said."
    assert told(text)[0][2] is None


def test_a_title_cut_at_its_full_stop_is_whole() -> None:
    text = "The raid\n“We saw them run,” said Valby Det. Ida Kranz."
    assert told(text)[0][1:] == ("Valby Det. Ida Kranz", "Ida Kranz")
