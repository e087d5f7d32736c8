"""Timeline, brief and what one telling alone says, on invented tellings."""

from __future__ import annotations

from one_story import told
from tellings.collate.alignment import stated
from tellings.collate.alignment_units import Clues
from tellings.collate.brief import alone, brief, heading
from tellings.collate.brief_origins import Origins
from tellings.collate.brief_places import LEAST_ALONE, Collated, unnamed, voiceless, well
from tellings.collate.statements_atoms import atoms
from tellings.collate.timeline import timeline
from tellings.collate.wording import Texts, opening, posted, readable, stub
from tellings.records import (
    Article,
    Discrepancy,
    Evidence,
    OriginMember,
    Reading,
    Sentence,
    Statement,
    StatementMember,
    Time,
    Token,
)
from tellings.settings import Briefs
from tellings.text.times import Anchor, find_times
from test_times import words_of

FIRST = "A fire destroyed the old mill in Dorby on Monday. Two firefighters were hurt. The mill was built in 1884."
SECOND = "The old mill in Dorby burned down on Monday. Owner Ana Velk called the loss of the mill unbearable."


def story(*texts: str) -> tuple[Texts, list[Time]]:
    articles, sentences, tokens, times = [], [], [], []
    for n, text in enumerate(texts):
        key = f"a{n}"
        articles.append(Article(key, key, n, None, None, None, None, None, None, "en", None, text, "", ""))
        words = [Token(key, *[getattr(w, f) for f in Token.__slots__[1:]]) for w in words_of(text)]
        tokens += words
        for number in sorted({w.sentence for w in words}):
            inside = [w for w in words if w.sentence == number]
            sentences.append(Sentence(key, number, inside[0].begin, inside[-1].end, 0, "body"))
        for t in find_times(text, words, Anchor("2023-02-01")):
            times.append(Time(key, t.begin, t.end, t.type, t.value, t.first, t.last, t.confidence))
    return Texts.of(articles, sentences, tokens), times


def test_timeline_joins_what_two_tellings_place_on_one_day() -> None:
    texts, times = story(FIRST, SECOND)
    places = [("a0", FIRST.index(" Two")), ("a1", SECOND.index(" Owner"))]
    members = [StatementMember("s", "x", article, 0, end, 1.0) for article, end in places]
    bare = {a.id: a.text for a in texts.articles.values()}
    entries = timeline("s", texts, Clues(bare, times=times), [], members, Briefs())
    assert [e.date for e in entries] == ["1884", "2023-01-30"]
    assert {e.article for e in entries[1].evidence} == {"a0", "a1"}
    assert entries == timeline("s", texts, Clues(bare, times=list(reversed(times))), [], members, Briefs())


def test_brief_of_one_telling_is_its_lead() -> None:
    texts, _ = story(FIRST)
    lines = brief("s", texts, Collated([], [], [], [], []), [], Briefs())
    assert lines[0].text == "A fire destroyed the old mill in Dorby on Monday."
    assert all(line.text in FIRST for line in lines)


def test_shared_line_carries_every_place_and_the_rest_is_only_in() -> None:
    texts, _ = story(FIRST, SECOND)
    b = SECOND.index("Owner")
    statements = [Statement("s", "x", ""), Statement("s", "y", "")]
    members = [
        StatementMember("s", "x", "a0", 0, FIRST.index(" Two"), 1.0),
        StatementMember("s", "x", "a1", 0, b - 1, 0.8),
        StatementMember("s", "y", "a1", b, len(SECOND), 1.0),
    ]
    only = alone(texts, statements, members, Briefs())
    assert [(o.article, o.statement) for o in only] == [("a1", "y")]
    lines = brief("s", texts, Collated(statements, members, [], [], []), only, Briefs())
    assert [line.role for line in lines] == ["shared", "only"]
    assert len(lines[0].evidence) == 2


def test_a_sentence_that_leans_on_another_reads_worse() -> None:
    good, bad = "The mayor opened the new bridge in Dorby.", "He said that it was late at the time."
    assert readable(good, words_of(good)) > readable(bad, words_of(bad))


def test_what_happened_on_a_day_is_the_clause_of_the_date() -> None:
    text = "The line has set up a fund for those who were hurt when its ferry hit the pier at Dorby on 27 January 2023."
    texts, times = story(text, "The ferry hit the pier at Dorby on 27 January 2023.")
    bare = {a.id: a.text for a in texts.articles.values()}
    entries = timeline("s", texts, Clues(bare, times=times), [], [], Briefs())
    assert entries and not any("fund" in e.text for e in entries)


def test_an_entry_is_of_those_who_say_it() -> None:
    first = "The ferry left the harbour of Dorby at 5:20 a.m. on 27 January 2023."
    second = "The ferry left the harbour of Dorby at 5:40 a.m. on 27 January 2023."
    texts, times = story(first, second)
    bare = {a.id: a.text for a in texts.articles.values()}
    entries = timeline("s", texts, Clues(bare, times=times), [], [], Briefs())
    for e in entries:
        assert all(("5:20" in e.text) == ("5:20" in bare[x.article][x.begin : x.end]) for x in e.evidence)


def test_a_disputed_line_is_of_its_own_side_and_the_other_side_has_a_line() -> None:
    one, other = "Nine miners were trapped in Dorby on Monday.", "Seven miners were trapped in Dorby on Monday."
    texts, _ = story(one, one, other)
    found = Collated(
        [Statement("s", "x", one)],
        [StatementMember("s", "x", f"a{n}", 0, len(t), 1.0, 1.0) for n, t in enumerate((one, one, other))],
        [],
        [Discrepancy("s", "d", 0, "number", "contradiction", "trapped", "")],
        [
            Reading("s", "d", 0, "9", ("o1",), places(0, 1, end=4), places(0, 1, end=len(one))),
            Reading("s", "d", 1, "7", ("o2",), places(2, end=5), places(2, end=len(other))),
        ],
    )
    lines = brief("s", texts, found, [], Briefs())
    assert [(x.role, x.text, sorted(e.article for e in x.evidence)) for x in lines] == [
        ("differs", one, ["a0", "a1"]),
        ("differs", other, ["a2"]),
    ]


def places(*articles: int, end: int) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"a{n}", 0, end) for n in articles)


HIT = "A coal train hit the Marl viaduct in Sandby on Monday, injuring nine people and closing the line to Torp."
LATER = "The line operator Norrail has set up a fund of $90,000 after a train hit the Marl viaduct. It has 40 trains."
OWN = "A train hit the Marl viaduct early today. Baker Olga Ruud told Radio Sandby that the whole house shook."


def by_origins(*texts_of: str) -> tuple[Texts, Origins]:
    texts, times = story(*texts_of)
    written = {a.id: a.text for a in texts.articles.values()}
    members = [OriginMember("s", f"o{n}", f"a{n}") for n in range(len(texts_of))]
    rows = [[row for listed in found.values() for row in listed] for found in (texts.sentences, texts.tokens)]
    units = stated(*rows, written, 3)
    return texts, Origins(texts, atoms(units, Clues(written, times=times)), members, Briefs(), units)


def test_the_brief_tells_first_what_most_origins_say_then_what_each_alone_has() -> None:
    texts, origins = by_origins(HIT, LATER, OWN)
    lines = brief("s", texts, Collated([], [], [], [], []), [], Briefs(), origins)
    assert "hit the Marl viaduct" in lines[0].text
    assert len({e.article for e in lines[0].evidence}) > 1
    alone = [line for line in lines if line.role == "only"]
    assert any("$90,000" in line.text for line in alone) and any("Olga Ruud" in line.text for line in alone)
    for line in lines:
        assert any(line.text == texts.text(e.article, e.begin, e.end) for e in line.evidence)


def test_no_core_where_no_two_origins_say_one_thing() -> None:
    _, origins = by_origins("A storm tore the roof off a school in Torp.", "Shares in Norrail fell on Friday.")
    assert origins.core() is None


def test_a_date_of_those_a_speaker_mentions_is_no_event() -> None:
    text = '"Our thoughts are with the people who were hurt on Monday," said Helen Stroud, chief executive of Norrail.'
    texts, times = story(text)
    bare = {a.id: a.text for a in texts.articles.values()}
    assert timeline("s", texts, Clues(bare, times=times), [], [], Briefs()) == []


def test_a_count_that_others_give_otherwise_is_not_told_alike() -> None:
    tables = told(
        wire="Gas leak at a mill in Torp\n\nA gas leak at a mill in Torp on Monday left 31 people needing treatment.\n"
        "The mill was closed for the week, the council said.",
        copy="Torp mill shut\n\nA gas leak at a mill in Torp on Monday left 31 people needing treatment, it said.\n"
        "The council said the mill was closed for the week.",
        local="Hospital busy after leak\n\nSandby hospital said it had treated 45 people since the leak in Torp.\n"
        "Bakers and teachers queued for bread in the rain, and a dog sang.",
    )
    lines = sorted(tables.rows_of("brief"), key=lambda b: b.ordinal)
    assert {b.role for b in lines if "31 people" in b.text} == {"differs"}
    assert any("45 people" in b.text for b in lines if b.role == "differs")


def test_what_leans_on_its_page_is_no_line() -> None:
    tables = told(
        one="Ida Brandt wins the regatta\n\nIda Brandt won the Torp regatta on Sunday, beating eleven crews.\n"
        "Brandt told the Torp Post.\nThe cup was given to her by the mayor of Torp in the town hall.",
        two="Brandt first in Torp\n\nIda Brandt won the regatta at Torp on Sunday and beat eleven crews.\n"
        "Brandt told the Torp Post.\nThe mayor of Torp gave her the cup in the town hall.",
    )
    lines = [b.text for b in sorted(tables.rows_of("brief"), key=lambda b: b.ordinal)]
    assert lines and "regatta" in lines[0]
    assert not any(text.startswith("Brandt told") for text in lines)


NESTED = (
    "Two dead after tram crash\n\nPolice in Torp are looking for the driver of a tram that left its rails on Monday, "
    "killing two people.\nThe tram had been inspected in May.",
    "Mayor visits depot\n\nThe site of a tram crash that killed two people in Torp has been fenced off.\n"
    "The fence is green and two metres high, a guard said.",
    "Line stays shut\n\nAfter a tram left its rails in Torp and two people were killed, the line stays shut.\n"
    "Buses will run until June, the council said.",
)


def test_what_happened_is_told_though_no_clause_is_said_by_several() -> None:
    lines = sorted(told(a=NESTED[0], b=NESTED[1], c=NESTED[2]).rows_of("brief"), key=lambda b: b.ordinal)
    assert "tram" in lines[0].text and "kill" in lines[0].text and lines[0].role == "shared"
    assert len({e.article for e in lines[0].evidence}) >= 2


def test_a_tag_a_link_and_a_caption_are_no_lines() -> None:
    tables = told(
        a="Ida Brandt wins the regatta\n\nIda Brandt won the Torp regatta on Sunday, beating eleven crews.\n"
        "Torp regatta crew that was beaten by Ida Brandt in 2019\nJUNE 08: Ida Brandt leaves the Torp regatta.",
        b="Brandt first in Torp\n\nIda Brandt won the regatta at Torp on Sunday and beat eleven crews.\n"
        "The Torp regatta of Ida Brandt was watched by 4,000 people, the mayor of Sandby said.",
    )
    texts = [b.text for b in tables.rows_of("brief")]
    assert not any(text.startswith("JUNE") or text.endswith("2019") for text in texts)
    assert any("4,000" in text for text in texts)


def test_a_clause_cut_inside_a_phrase_is_a_stub() -> None:
    text = "The quake was centred about two miles from Torp."
    words = words_of(text)
    assert not stub(words)
    two = next(w for w in words if text[w.begin : w.end] == "two")
    assert two.dep != "nummod" or stub([w for w in words if w.begin <= two.begin])
    named = "Q - Net has a new chief in Torp."
    assert opening(named, 0, len(named)) == 0  # and one letter before a dash is no dateline


def test_a_clause_that_only_adds_to_a_noun_is_its_own_event() -> None:
    text = (
        "The council of Torp called the plan a poor excuse for the sale of the old harbour, with its four cranes "
        "and its two long piers, to Sandby, which in May 2022 promised forty new boats to the fishermen of the bay."
    )
    texts, times = story(text)
    bare = {a.id: a.text for a in texts.articles.values()}
    (entry,) = timeline("s", texts, Clues(bare, times=times), [], [], Briefs())
    assert "promised forty" in entry.text and "excuse" not in entry.text


def _texts(*lines: str) -> Texts:
    return story("\n".join(lines))[0]


def test_words_of_nobody_are_no_line() -> None:
    for text, whose in (
        ("“We will build the mill again before the winter,” he said.", False),
        ("“We will build the mill again before the winter.”", False),
        ("“We will build the mill again before the winter,” said Ana Velk.", True),
        ("The owner said the loss of the mill was “unbearable.”", True),
    ):
        assert voiceless(words_of(text), text) is not whose


def test_a_sentence_within_a_longer_quotation_is_nobodys_though_its_line_is_its_own() -> None:
    texts = _texts("“The mill has burned down in the night.", "The people of Dorby must be told.” Velk left.")
    second = texts.sentences["a0"][1]
    assert well(texts, Evidence("a0", second.begin, second.end)) < LEAST_ALONE


def test_who_is_meant_stands_in_the_line() -> None:
    assert unnamed(words_of("Police pulled him over a few streets away."))
    assert not unnamed(words_of("Police found the driver and pulled him over."))
    assert not unnamed(words_of("Police said Ana Velk had sold her mill."))


def test_headings_within_the_text_are_no_lines() -> None:
    assert heading("Velk Is 'Shaken' And 'Angry,' Says Mayor Of Dorby") and heading("View Full Caption Ana Velk")
    assert not heading("Mayor Ida Brandt of Dorby endorsed Ana Velk on Monday at the Dorby Harvest Convention")
    assert posted("Follow the story at twitter.example.com/dorbypost.")


def test_what_happened_comes_first_though_all_tell_it_in_their_own_words() -> None:
    tables = told(
        a="Mill burns in Dorby\n\nA fire that broke out in the boiler house on Monday night left the old mill of "
        "Dorby a ruin, its owner said. “Nobody thought that it could happen,” she said.",
        b="Dorby loses its mill\n\nThe town of Dorby woke without its mill after Monday's fire gutted the building by "
        "the river. “Nobody thought that it could happen,” she said.",
        c="Blaze at landmark\n\nFirefighters from four towns could not save the Dorby mill, where a fire raged "
        "from Monday night until dawn. “Nobody thought that it could happen,” said the owner.",
    )
    first = min(tables.rows_of("brief"), key=lambda b: b.ordinal)
    assert "fire" in first.text.lower() and "mill" in first.text
