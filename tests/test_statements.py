"""Statements: what tellings say alike, on invented tellings."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from one_story import Tables, told
from tellings.collate.alignment import Link, links, stated, units_of
from tellings.collate.alignment_units import Clues
from tellings.collate.clauses import clauses, standing
from tellings.collate.similarity import character_vectors, idf, vectors
from tellings.collate.statements import statements
from tellings.collate.statements_denials import denials
from tellings.collate.statements_groups import Near, groups
from tellings.models.tagger import tagger
from tellings.records import Quantity, Sentence, Statement, StatementMember, Token
from tellings.settings import Origins, Statements

GRANARY = {
    "north": "Granary roof falls in at Tellmouth\n\n"
    "The roof of a granary in Tellmouth fell in on Tuesday, burying four workers under wheat.\n"
    "Firefighters dug for six hours before they reached the last of the men.\n"
    "The granary was built in 1931 and had been inspected in March.\n"
    "Mayor Oda Brenk said the harbour road would stay closed until Friday.",
    "south": "Four buried under wheat\n\n"
    "Four workers were buried under wheat when the roof of a Tellmouth granary fell in on Tuesday.\n"
    "It took firefighters six hours of digging to reach the last man.\n"
    "The harbour road will be closed until Friday, according to Mayor Oda Brenk.\n"
    "Schools in the district reopen next week.",
    "east": "Rescue at Tellmouth granary\n\n"
    "Rescue crews reached the last of four men buried in wheat after digging for six hours.\n"
    "Inspectors had visited the granary, which dates from 1931, in March.\n"
    "A choir from Belgium sang in the cathedral in the evening.",
}


@pytest.fixture(scope="module")
def granary() -> Tables:
    return told(**GRANARY)


def joined(tables: Tables, **words: str) -> bool:
    """Whether one statement holds these words of these tellings."""
    return any(all(text in s.get(name, "") for name, text in words.items()) for s in tables.statements())


def test_rewritten_sentences_meet(granary: Tables) -> None:
    assert joined(granary, north="burying four workers", south="Four workers were buried")
    assert joined(granary, north="Firefighters dug", south="six hours of digging", east="digging for six hours")
    assert joined(granary, north="built in 1931", east="dates from 1931")
    assert joined(granary, north="harbour road would stay closed", south="harbour road will be closed")


def test_what_only_one_telling_says_stands_alone(granary: Tables) -> None:
    shared = [text for s in granary.statements() for text in s.values()]
    assert not any("choir" in text or "Schools" in text for text in shared)
    alone = [s.text for s in granary.rows_of("statements")]
    assert any("choir" in text for text in alone)


def test_every_sentence_stands_in_a_statement_and_at_its_place(granary: Tables) -> None:
    members = granary.rows_of("statement_members")
    for s in granary.rows_of("sentences"):
        if s.label == "body":
            assert any(m.article == s.article and s.begin <= m.begin < m.end <= s.end for m in members)
    assert all(0 <= m.weight <= 1 and m.begin < m.end <= len(granary.text[m.article]) for m in members)


def test_a_sentence_told_again_and_again_is_compared_a_few_times_and_stays() -> None:
    often = "The ferry ran aground near Velby on Tuesday. "
    tables = told(
        north="Ferry aground\n\n" + 40 * often,
        south="Ferry hits rocks\n\nOn Tuesday the ferry ran aground near Velby. " + 40 * often,
    )
    members = tables.rows_of("statement_members")
    assert {(m.article, m.begin) for m in members} >= {
        (s.article, s.begin) for s in tables.rows_of("sentences") if s.label == "body"
    }
    assert joined(tables, north="ran aground near Velby", south="ran aground near Velby")
    assert sum(len(s) > 1 for s in tables.statements()) <= 6 * 13


def test_a_statement_holds_a_telling_once(granary: Tables) -> None:
    by: dict[str, list[str]] = {}
    for m in granary.rows_of("statement_members"):
        by.setdefault(m.statement, []).append(m.article)
    assert all(len(set(names)) == len(names) for names in by.values())


def made(texts: list[str], language: str = "en") -> tuple[list[Sentence], list[Token], Clues]:
    """Sentences and tokens of texts, each text one article of one line."""
    sentences, tokens = [], []
    for n, text in enumerate(texts):
        (tagged,) = tagger(language, "en_core_web_sm").tag([text])
        spans: dict[int, tuple[int, int]] = {}
        for i, w in enumerate(tagged):
            spans[w.sentence] = (spans.get(w.sentence, (w.begin, 0))[0], w.end)
            tokens.append(
                Token(f"a{n:02}", i, w.sentence, w.begin, w.end, w.lemma, w.pos, w.tag, w.dep, w.head, w.entity)
            )
        sentences += [Sentence(f"a{n:02}", k, b, e, 0, "body") for k, (b, e) in sorted(spans.items())]
    return sentences, tokens, Clues({f"a{n:02}": text for n, text in enumerate(texts)})


def test_the_order_of_rows_does_not_matter() -> None:
    sentences, tokens, clues = made([text.replace("\n", " ") for text in GRANARY.values()])
    first = list(statements("s", stated(sentences, tokens, clues.text, 3), clues, Statements()))
    shuffled = random.Random(3)
    shuffled.shuffle(sentences)
    shuffled.shuffle(tokens)
    assert list(statements("s", stated(sentences, tokens, clues.text, 3), clues, Statements())) == first


def test_words_without_grammar_still_meet() -> None:
    text = "Takjub warga Tellmuth melihat atap lumbung gandum itu runtuh hari Selasa. Hujan turun lagi malam itu."
    sentences, tokens, clues = made([text, "Atap lumbung gandum itu runtuh hari Selasa, kata warga Tellmuth."], "id")
    units = units_of(sentences, tokens, clues.text, 3)
    found = links(units, clues, Statements())
    assert [(units[k.a].begin, units[k.b].begin) for k in found] == [(0, 0)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
def test_any_text_in(texts: list[str]) -> None:
    sentences, tokens, clues = made(texts, "xx")
    for row in statements("s", stated(sentences, tokens, clues.text, 3), clues, Statements()):
        if isinstance(row, StatementMember):
            assert clues.text[row.article][row.begin : row.end].strip()


def test_groups_cover_every_link_with_units_that_all_agree() -> None:
    found = [Link(0, 2, 0.9), Link(0, 4, 0.8), Link(2, 4, 0.7), Link(4, 6, 0.5)]
    assert groups(found, Near(found, 7), "abcdefg", Statements()) == [(0, 2, 4), (4, 6)]


def test_a_member_need_not_be_linked_to_all_but_to_half_and_by_far_on_average() -> None:
    found = [Link(0, 1, 0.9), Link(0, 2, 0.8), Link(1, 2, 0.1), Link(3, 4, 0.9), Link(3, 5, 0.3), Link(4, 5, 0.05)]
    assert groups(found, Near(found, 6), "abcdef", Statements()) == [(0, 1, 2), (3, 4)]


def test_the_text_is_what_all_say_and_support_tells_who_says_it() -> None:
    texts = [
        "A freight train left the rails near Oberlin on Monday, and the mayor of Oberlin was in Paris at the time.",
        "A freight train left the rails near Oberlin on Monday.",
        "On Monday a freight train near Oberlin left the rails, spilling grain over two fields and a chicken farm.",
        "No freight train left the rails near Oberlin.",
    ]
    sentences, tokens, clues = made(texts)
    rows = list(statements("s", stated(sentences, tokens, clues.text, 3), clues, Statements()))
    (shared,) = [r for r in rows if isinstance(r, Statement) and "freight train left" in r.text]
    assert "Paris" not in shared.text and "grain" not in shared.text
    support = {m.article: m.support for m in rows if isinstance(m, StatementMember) and m.statement == shared.id}
    assert min(support[a] for a in ("a00", "a01", "a02")) >= Origins().says > support.get("a03", 0.0)


def test_a_group_holds_one_unit_of_a_telling() -> None:
    found = [Link(0, 1, 0.9), Link(0, 2, 0.8), Link(1, 3, 0.7), Link(0, 3, 0.6)]
    assert groups(found, Near(found, 4), "abbc", Statements()) == [(0, 1, 3), (0, 2)]


def test_clauses_part_content_from_attribution() -> None:
    text = "Police said a bus left the road near Ulm, killing three people and injuring nine."
    _, tokens, _ = made([text])
    found = [text[b:e] for b, e in clauses(tokens)]
    assert any(c.startswith("a bus left the road") for c in found)
    assert any(c.startswith("killing three people") for c in found)
    assert any(c.startswith("injuring nine") for c in found)


def test_rare_words_weigh_more_than_words_of_every_sentence() -> None:
    texts = ("the granary burned", "the granary flooded", "the granary burned down")
    rows = character_vectors(texts, 4096)
    assert rows[0] @ rows[2] > rows[0] @ rows[1]
    rows = vectors([text.split() for text in texts], 2048)
    assert rows[0] @ rows[2] > rows[0] @ rows[1]
    assert idf(2, 1) > idf(2, 2)


def supports(texts: list[str], words: str) -> tuple[str, dict[str, float]]:
    """The text of the statement whose text has these words, and the support of each text's member."""
    sentences, tokens, clues = made(texts)
    quantities = [
        Quantity(a, m.start(), m.end(), float(m[0]), float(m[0]), "exact", "count", None, "worker", None, None)
        for a, text in clues.text.items()
        for m in re.finditer(r"\d+(?= workers)", text)
    ]
    clues = Clues(clues.text, quantities=quantities)
    rows = list(statements("s", stated(sentences, tokens, clues.text, 3), clues, Statements()))
    shared = [r for r in rows if isinstance(r, Statement) and words in r.text]
    members = [r for r in rows if isinstance(r, StatementMember) and r.statement == shared[0].id]
    return shared[0].text, {m.article: m.support for m in members if shared}


def test_who_shares_only_a_clause_does_not_say_the_rest() -> None:
    text, says = supports(
        [
            "The brewery at Hollen shut its gates on Friday after the well ran dry.",
            "The brewery at Hollen shut its gates on Friday after the well ran dry, a manager said.",
            "The brewery at Hollen shut its gates on Friday, and the union called a strike at its plant in Vorst.",
        ],
        "brewery at Hollen",
    )
    assert says["a00"] >= 0.5 and says["a01"] >= 0.5
    assert "well" not in text or says.get("a02", 0.0) < 0.5
    assert "strike" not in text


def test_who_prints_the_very_words_says_them() -> None:
    line = "The quarry dismissed 40 workers in Hollen without notice"
    _, says = supports([f"{line}.", f"{line}, its owner said on Friday.", f"{line}."], "40 workers")
    assert says["a00"] == says["a02"] == 1.0 and says["a01"] >= 0.5


def test_who_has_another_figure_does_not_say_the_figure() -> None:
    _, says = supports(
        [
            "The quarry dismissed 40 workers in Hollen without notice.",
            "In Hollen the quarry dismissed 40 workers without notice.",
            "The quarry dismissed 65 workers in Hollen without notice.",
        ],
        "40 workers",
    )
    assert says["a00"] >= 0.5 and says["a01"] >= 0.5
    assert says["a02"] < 0.5


def test_a_clause_that_stands_alone_keeps_what_belongs_to_its_words() -> None:
    text = "Forty deputies signed a petition to end the treaty on Friday, and the minister left for Hollen."
    sentences, tokens, clues = made([text])
    found = [text[b:e] for b, e in standing(units_of(sentences, tokens, clues.text, 3)[0])]
    assert "Forty deputies signed a petition to end the treaty on Friday" in found
    assert "the minister left for Hollen" in found
    text = "The council said it would resign if the dam broke."
    sentences, tokens, clues = made([text])
    assert not any("broke" in text[b:e] for b, e in standing(units_of(sentences, tokens, clues.text, 3)[0]))


def test_what_is_refused_is_denied() -> None:
    _, tokens, _ = made(["The ministry declined to comment.", "The report is not true.", "There was no fire."])
    by: dict[str, list[Token]] = {}
    for token in tokens:
        by.setdefault(token.article, []).append(token)
    assert [sorted(denials(by[a])) for a in sorted(by)] == [["comment"], ["be", "true"], ["fire"]]


def test_another_weekday_is_another_day_where_no_article_has_a_date() -> None:
    def support(day: str) -> float:
        tables = told(
            a="Old mill burns\n\nThe old mill of Sandby burned down on Friday after a storm.\nNobody was in it.",
            b=f"Fire in Sandby\n\nThe old mill of Sandby burned down on {day} after a storm.\nIt was empty.",
        )
        of = {a.id: a.text for a in tables.rows_of("articles")}
        burned = {s.id for s in tables.rows_of("statements") if "burned" in s.text}
        rows = [m for m in tables.rows_of("statement_members") if m.statement in burned]
        return min(m.support for m in rows if "burned" in of[m.article][m.begin : m.end])

    assert support("Friday") > 0.5 > support("Thursday")
