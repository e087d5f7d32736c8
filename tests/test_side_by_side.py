"""Texts side by side: which words are marked, which differences stand together, each wording under its statement."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

import footbridge
from tellings import views
from tellings.render import collation, differences, phrases
from tellings.render import outline as o

REPORT = footbridge.report()
STORY = REPORT.stories[0]
TOLD = {t.id: t for t in REPORT.tellings}


def marked(text: str, *others: str) -> list[str]:
    return [words for words, parts in phrases.parting(text, others) if parts]


def test_what_parts_is_marked_as_a_phrase() -> None:
    base = "The ferry left Torp at noon with 80 people on board"
    assert marked("The ferry left Torp at noon with 90 people on board", base) == ["90"]
    assert marked("The ferry left Torp late in the evening with 80 people on board", base) == ["late in the evening"]


def test_an_article_or_a_capital_alone_is_no_difference() -> None:
    assert marked("The Ferry left the harbour at noon", "the ferry left harbour at noon") == []


def test_a_text_in_other_words_is_left_unmarked() -> None:
    pieces, other = phrases.compared("Nobody aboard was harmed, say the owners", ["The ferry left Torp at noon"])
    assert other and not any(parts for _, parts in pieces)
    assert phrases.compared("The ferry left", ["The ferry left Torp at noon"]) == ([("The ferry left", False)], False)


def test_marked_is_what_hardly_any_other_has() -> None:
    texts = ["Nine were hurt in Torp", "Nine were hurt in Torp", "Nine were hurt in Torp on Friday",
             "Six were hurt in Torp on Friday", "Six were hurt in Torp"]  # fmt: skip
    assert marked(texts[3], *texts[:3], texts[4]) == ["Six", "on Friday"]
    assert marked(texts[0], *texts[1:]) == []


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_the_pieces_make_up_the_text(text: str, others: list[str]) -> None:
    assert "".join(words for words, _ in phrases.parting(text, others)) == text


def test_groups_hold_every_difference_once_and_facts_come_first() -> None:
    first = STORY.discrepancies[0]
    sorts = [("spelling", "name"), ("wording", "quote"), ("wording", "description"), ("vaguer", "description"),
             ("contradiction", "number"), ("translation", "quote"), ("unheard", "of"), ("vaguer", "other")]  # fmt: skip
    found = [dataclasses.replace(first, id=str(n), type=t, kind=k) for n, (t, k) in enumerate(sorts)]
    groups = differences.groups(found, 2)
    assert [g.title for g in groups] == [
        differences.FACTS, differences.TOLD, differences.QUOTED, differences.RENDERED
    ]  # fmt: skip
    assert sorted(d.id for g in groups for d in (*g.open, *g.folded)) == [str(n) for n in range(8)]
    assert [len(g.open) for g in groups] == [2, 0, 0, 0]
    assert "7" in [d.id for d in groups[1].folded]  # passages side by side are other words, not other facts


def test_a_reading_stands_in_its_sentence_and_every_sentence_has_its_places() -> None:
    for d in STORY.discrepancies:
        for r in d.readings:
            words = "".join(x for x, _ in differences.placed(d, r).pieces)
            assert words in {" ".join(e.text.split()) for e in r.evidence}
            shown = [e for x in differences.sentences(r) for e in x.evidence]
            assert len(shown) + differences.further(r) == len(r.evidence)
            assert {e.telling for e in shown} == {e.telling for e in r.evidence}


def told(letters: str, *texts: str) -> dict[str, views.Telling]:
    """Tellings of the footbridge with other texts: a headline, then a sentence a line."""
    out = {}
    for id_, text in zip(STORY.tellings, texts, strict=False):
        lines, begin = [], 0
        for n, line in enumerate(text.split("\n")):
            label = "title" if n == 0 else "body"
            lines.append(views.Sentence(begin, begin + len(line), label))
            begin += len(line) + 1
        kept = tuple(views.Line(x.begin, x.end, x.label) for x in lines)
        head = text.split("\n")[0]
        out[id_] = dataclasses.replace(TOLD[id_], text=text, headline=head, lines=kept, sentences=tuple(lines))
    assert len(out) == len(letters)
    return out


def said(telling: views.Telling, words: str, support: float = 1.0) -> views.Said:
    begin = telling.text.index(words)
    return views.Said(telling.id, begin, begin + len(words), words, support)


def laid(tellings: dict[str, views.Telling], *statements: tuple[views.Said, ...]) -> collation.Collation:
    rows = tuple(
        views.Statement(str(n), places[0].text, STORY.independent_origins, places, ())
        for n, places in enumerate(statements)
    )
    nothing: dict[str, tuple[()]] = {"discrepancies": (), "quotes": (), "entities": (), "derivations": ()}
    story = dataclasses.replace(STORY, tellings=tuple(tellings), statements=rows, **nothing)
    return collation.collated(o.Outline(story, tellings))


CLOSED = "The bridge was closed on Monday after a crack was found"
TELLINGS = told(
    "ABC",
    f"Crack closes bridge\n{CLOSED}.\nDivers from Orlava will look at the piers.",
    f"Crack closes bridge!\n{CLOSED}\nTraffic is led over the dam.",
    f"Bridge shut\n{CLOSED.replace('Monday', 'Tuesday')}.\nAn engineer saw it.\nWas the bridge closed?",
)
A, B, C = TELLINGS.values()


def test_a_passage_has_each_wording_once_and_marks_what_parts() -> None:
    found = laid(TELLINGS, (said(A, CLOSED), said(B, CLOSED), said(C, CLOSED.replace("Monday", "Tuesday"), 0.4)))
    ((first, second),) = found.passages
    assert [e.telling for e in first.evidence] == [A.id, B.id]
    assert [words for words, parts in second.pieces if parts] == ["Tuesday"]


def test_a_sentence_that_is_told_together_with_a_passage_joins_it() -> None:
    found = laid(
        TELLINGS,
        (said(A, CLOSED), said(B, CLOSED), said(C, CLOSED.replace("Monday", "Tuesday"))),
        (said(A, "after a crack was found"), said(C, "An engineer saw it.")),
    )
    ((_, second),) = found.passages
    assert [e.text for e in second.evidence] == [CLOSED.replace("Monday", "Tuesday") + ".", "An engineer saw it."]


def test_every_sentence_stands_in_a_passage_or_in_one_telling() -> None:
    places = (said(A, CLOSED), said(C, CLOSED.replace("Monday", "Tuesday")))
    found = laid(TELLINGS, places)
    held = [e for rows in found.passages for row in rows for e in row.evidence]
    alone = [e for x in found.alone for e in (*x.adds, *x.again)]
    listed = sorted((e.telling, e.begin) for e in (*held, *alone))
    assert listed == sorted((t.id, x.begin) for t in (A, B, C) for x in t.sentences if x.label == "body")
    assert found.added == len(alone)
    assert {t.id: [e.text for x in found.alone if x.telling == t.id for e in x.adds] for t in (A, B, C)} == {
        A.id: ["Divers from Orlava will look at the piers."],
        B.id: ["Traffic is led over the dam."],
        C.id: ["An engineer saw it."],
    }
    again = [e.text for x in found.alone if x.telling == C.id for e in x.again]
    assert again == ["Was the bridge closed?"]


def test_what_is_told_in_the_same_words_is_no_difference() -> None:
    found = laid({t.id: t for t in (A, B)}, (said(A, CLOSED), said(B, CLOSED)))
    assert found.passages == ()
    assert CLOSED not in {e.text for x in found.alone for e in (*x.adds, *x.again)}


def test_a_sentence_in_nearly_the_words_of_another_is_laid_beside_it_though_no_statement_joins_them() -> None:
    tellings = told(
        "AB",
        "Crack closes bridge\nTravellers get back the fare and 200 crowns.\nThe dam is safe.\nDivers came.",
        "Bridge shut\nTravellers are to get 250 crowns besides the fare.\nSheep graze on the bank below it.",
    )
    found = laid(tellings)
    assert [[e.text for row in rows for e in row.evidence] for rows in found.passages] == [
        [
            "Travellers get back the fare and 200 crowns.",
            "Travellers are to get 250 crowns besides the fare.",
        ]
    ]
    assert {e.text for x in found.alone for e in x.adds} == {"The dam is safe.", "Sheep graze on the bank below it."}


def test_headlines_stand_beside_one_another_equal_ones_once() -> None:
    found = laid(TELLINGS)
    assert [(h.words, h.tellings) for h in found.headlines] == [
        ("Crack closes bridge", (A.id, B.id)), ("Bridge shut", (C.id,))
    ]  # fmt: skip


def test_names_of_tellings() -> None:
    blank = TOLD[STORY.tellings[0]]

    def name(**told: str | None) -> str:
        own = dataclasses.replace(blank, **{"source": None, "url": None, **told})
        return o.Outline(STORY, {**TOLD, own.id: own}).name(own.id)

    assert name(source="Norda Press", path="x/1.txt") == "Norda Press"
    assert name(url="https://www.torp.example/a", path="x/1.txt") == "torp.example"
    assert name(path="x/harbour-post.txt") == "harbour-post"
    assert name(path="x/0041_9f3ab77c21.txt") == name(path="x/rows.jsonl:3") == "telling A"
    assert name(path="-") == "standard input"


def test_only_a_file_that_one_telling_bears_is_called_by_its_telling() -> None:
    a, b, c = (dataclasses.replace(TOLD[t], source=None, url=None) for t in STORY.tellings[:3])
    files = {a.id: "x/0041.txt", b.id: "x/0041.txt.txt", c.id: "x/1200"}
    told = {**TOLD, **{t.id: dataclasses.replace(t, path=files[t.id]) for t in (a, b, c)}}
    outline = o.Outline(STORY, told)
    text = "0041.txt.txt and 0041.txt share 1200 words"
    assert outline.said(text) == "telling B and telling A share 1200 words"
    twice = o.Outline(STORY, {**told, b.id: dataclasses.replace(told[b.id], path="y/0041.txt")})
    assert twice.said("0041.txt has it first") == "0041.txt has it first"
