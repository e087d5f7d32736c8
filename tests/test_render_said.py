"""Quotes on the page and in the terminal: each wording under whoever says it in its own tellings."""

from __future__ import annotations

import dataclasses
import re

from one_story import told
from tellings import __version__, queries, views
from tellings.render.html import to_html
from tellings.render.outline import Outline
from tellings.render.quotes import disputed, opposite, pieces, utterances
from tellings.render.text import to_text

SWAPPED = {
    "release": "Norrail on the bridge\n\nThe bridge at Torp was closed on Monday after a crack was found.\n"
    '"The safety of our passengers and crews comes before everything else in this company, always," said Ida Brandt, '
    "chief executive of Norrail.\nThe engineer on the spot was Tomas Kell.",
    "paper": "Bridge at Torp closed\n\nNorrail closed the bridge at Torp on Monday after a crack was found.\n"
    '"The safety of our passengers and crews comes before everything else in this company, always," said Tomas Kell, '
    "the engineer.\nIda Brandt leads Norrail.",
}


def test_swapped_speakers_each_have_their_own_name() -> None:
    tables = told(**SWAPPED)
    report = queries.report(tables.project.engine, tables.project.settings, __version__)
    said = {q.speaker_entity for s in report.stories for q in s.quotes if "safety" in q.evidence.text}
    assert said == {"Ida Brandt", "Tomas Kell"}
    text = to_text(report, 120)
    part = text[text.index("WHO SAID WHAT") :]
    head = re.search(r"^(Ida Brandt|Tomas Kell)\n(?:.*\n)*?.*The safety of our", part, re.M)
    assert head is not None
    other = {"Ida Brandt": "Tomas Kell", "Tomas Kell": "Ida Brandt"}[head[1]]
    assert f"said by {other}" in re.sub(r"\s+", " ", part)
    assert f"said by {other}" in to_html(report)


def test_what_nobody_is_told_to_say_is_no_utterance() -> None:
    tables = told(
        a="Boat sinks off Torp\n\nA boat sank off Torp on Monday. Two sailors are expected to recover soon.\n"
        '"They held on to a door," Ida Brandt said. Brandt said the harbour was closed.',
    )
    report = queries.report(tables.project.engine, tables.project.settings, __version__)
    said = [
        w.words for u in utterances(Outline(report.stories[0], {t.id: t for t in report.tellings})) for w in u.wordings
    ]
    assert any("They held on" in words for words in said) and any("harbour was closed" in words for words in said)
    assert not any("recover" in words for words in said)


LEAK = {
    "wire": "Gas leak at a mill in Torp\n\nA gas leak at a mill in Torp on Monday hurt 31 people, police said.\n"
    "The mill was closed for the week.",
    "local": "Leak in Torp\n\nA gas leak at a mill in Torp on Monday hurt 31 people.\nBakers queued in the rain.",
    "late": "Mill shut after leak\n\nA gas leak at a mill in Torp on Monday hurt 45 people, the hospital said.\n"
    "Sandby hospital, the only one for miles around, was full.",
}


def test_a_disputed_line_of_the_brief_marks_its_words_and_tells_what_others_read() -> None:
    tables = told(**LEAK)
    report = queries.report(tables.project.engine, tables.project.settings, __version__)
    (story,) = report.stories
    lines = [b for b in story.brief if b.role == "differs"]
    assert lines
    shown = {words for b in lines for words in ("31", "45") if words in b.text}
    told_of = {words for b in lines for other, _ in disputed(story, b)[1] for words in ("31", "45") if words in other}
    assert shown | told_of == {"31", "45"}
    for b in story.brief:
        spans, _ = disputed(story, b)
        assert "".join(piece for piece, _ in pieces(b.text, spans)) == b.text
        marked = [piece for piece, differs in pieces(b.text, spans) if differs]
        assert b.role != "differs" or any("31" in m or "45" in m for m in marked)
    assert 'class="differs"' in to_html(report)


def test_what_others_read_is_shown_where_they_tell_the_statement() -> None:
    tables = told(**LEAK)
    report = queries.report(tables.project.engine, tables.project.settings, __version__)
    (story,) = report.stories
    statement = next(s for s in story.statements if opposite(story, s))
    ((words, tellings),) = opposite(story, statement)
    text = {t.id: t.text for t in report.tellings}[tellings[0]]
    # the same words elsewhere in the telling, in a short sentence
    elsewhere = views.Evidence(tellings[0], len(text) - 50, len(text), text[-50:])

    def also(r: views.Reading) -> views.Reading:
        more = [dataclasses.replace(e, begin=0, end=4, context=elsewhere) for e in r.evidence if e.telling in tellings]
        return dataclasses.replace(r, evidence=(*more, *more, *r.evidence))

    told_twice = [dataclasses.replace(d, readings=tuple(map(also, d.readings))) for d in story.discrepancies]
    assert opposite(dataclasses.replace(story, discrepancies=tuple(told_twice)), statement) == [(words, tellings)]
