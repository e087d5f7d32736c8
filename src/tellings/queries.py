"""Every read-only question asked of a finished workspace: rows of all rooms in, views out.

Nothing here judges: the rooms have done that. Here rows are joined, cut out of their texts and put in an
order that does not depend on the order of the input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from typing import TypeVar

import pyarrow as pa

from tellings import records, views
from tellings.engine.base import Engine
from tellings.errors import SpanError
from tellings.queries_derivations import derivations
from tellings.queries_notes import by_rule
from tellings.queries_statements import Kin, Stated, one_range, statements
from tellings.schema import TABLE_OF, TABLES, arrow_schema, to_rows, to_table
from tellings.settings import Settings, as_dict

R = TypeVar("R")
K = TypeVar("K")

#: Speakers' words that name nobody.
_PRONOUNS = frozenset("he she they it him her them".split())


def rows(engine: Engine, record: type[R], story: str | None = None) -> list[R]:
    """All rows of a table, as records; with a story's id those that are of it, or of its tellings."""
    return to_rows(_read(engine, "*", TABLE_OF[record], story), record)


def _read(engine: Engine, columns: str, table: str, story: str | None) -> pa.Table:
    """Columns of a table; with a story's id, of the rows that are of it, or of its tellings."""
    if story is None:
        return engine.read(f'SELECT {columns} FROM "{table}"')
    key = "id" if table in ("captures", "articles") else "article"
    where = f'"{key}" IN (SELECT "article" FROM tellings WHERE "story" = $story)'
    if table == "stories":
        where = '"id" = $story'
    elif "story" in arrow_schema(TABLES[table]).names:
        where = '"story" = $story'
    return engine.read(f'SELECT {columns} FROM "{table}" WHERE {where}', story=story)


def _by(listed: Iterable[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    out: dict[K, list[R]] = defaultdict(list)
    for row in listed:
        out[key(row)].append(row)
    return out


class Texts:
    """The articles' texts: cuts evidence out of them."""

    def __init__(self, articles: Iterable[records.Article]) -> None:
        self._texts = {article.id: article.text for article in articles}

    def at(self, article: str, begin: int, end: int) -> views.Evidence:
        """The evidence at a place. Raises SpanError when there is no such place, or nothing at it."""
        text = self._texts.get(article)
        if text is None or not 0 <= begin < end <= len(text):
            raise SpanError(f"no words at {begin}:{end} of article {article}")
        return views.Evidence(article, begin, end, text[begin:end])

    def said(self, m: records.StatementMember) -> views.Said:
        """A statement's member with its support."""
        place = self.at(m.article, m.begin, m.end)
        return views.Said(place.telling, place.begin, place.end, place.text, m.support)

    def maybe(self, article: str, begin: int | None, end: int | None) -> views.Evidence | None:
        return None if begin is None or end is None else self.at(article, begin, end)

    def all(self, listed: Iterable[records.Evidence]) -> tuple[views.Evidence, ...]:
        return tuple(self.at(e.article, e.begin, e.end) for e in listed)


def inputs(engine: Engine, story: str | None = None) -> tuple[views.Input, ...]:
    """What was read, in the order in which it was given."""
    found = _read(engine, '"ordinal", "id", "path", "content_hash"', "captures", story)
    listed = sorted(zip(*(column.to_pylist() for column in found.columns), strict=True))
    return tuple(views.Input(path, content_hash) for _, _, path, content_hash in listed)


def drops(engine: Engine) -> tuple[views.Drop, ...]:
    """Inputs that went no further, by path."""
    return tuple(sorted({views.Drop(d.path, d.reason) for d in rows(engine, records.Drop)}, key=lambda d: d.path))


def judgements(engine: Engine, told: Iterable[views.Telling]) -> tuple[views.Judgement, ...]:
    """Judgements in force about these tellings, oldest first."""
    here = {t.id for t in told}
    found = sorted(rows(engine, records.Judgement), key=lambda j: (j.ordinal, j.id))
    return tuple(
        views.Judgement(j.id, j.kind, j.a, j.b, j.a_name, j.b_name, j.made, j.by, j.note)
        for j in found
        if j.a in here or j.b in here
    )


def _with_grammar(engine: Engine, story: str | None) -> set[str]:
    """Articles whose words have grammar."""
    query = """SELECT DISTINCT "article" FROM tokens WHERE "pos" <> ''"""
    if story is None:
        return set(engine.read(query).column(0).to_pylist())
    query += ' AND "article" IN (SELECT "article" FROM tellings WHERE "story" = $story)'
    return set(engine.read(query, story=story).column(0).to_pylist())


def _dateline(row: records.Dateline | None, texts: Texts) -> views.Dateline | None:
    if row is None:
        return None
    return views.Dateline(row.place, row.date, texts.maybe(row.article, row.begin, row.end))


def dated_itself(told: records.Telling | None, given: Sequence[records.Dating]) -> tuple[str, ...]:
    """The days that an article gives as its own, where the others of its story date it otherwise."""
    if told is None or not told.published or told.published_from != "siblings":
        return ()
    return tuple(sorted({d.value[:10] for d in given if d.how in ("told", "printed", "url") and len(d.value) >= 10}))


def tellings(
    engine: Engine, articles: list[records.Article], texts: Texts, story: str | None = None
) -> tuple[views.Telling, ...]:
    """Every article with what is known about it, by id."""
    dates = {t.article: t for t in rows(engine, records.Telling, story)}
    lines = _by(rows(engine, records.Line, story), lambda r: r.article)
    sentences = _by(rows(engine, records.Sentence, story), lambda r: r.article)
    furniture = _by(rows(engine, records.Furniture, story), lambda r: r.article)
    credited = _by(rows(engine, records.Credit, story), lambda r: r.article)
    datelines = {d.article: d for d in rows(engine, records.Dateline, story)}
    datings = _by(rows(engine, records.Dating, story), lambda d: d.article)
    grammar = _with_grammar(engine, story)

    def one(a: records.Article) -> views.Telling:
        told = dates.get(a.id)
        return views.Telling(
            id=a.id,
            path=a.path,
            source=a.source,
            url=a.url,
            headline=a.headline,
            published=told.published if told else None,
            published_from=told.published_from if told else None,
            dated_itself=dated_itself(told, datings[a.id]),
            captured=a.captured,
            language=a.language,
            grammar=a.id in grammar,
            dateline=_dateline(datelines.get(a.id), texts),
            byline=a.byline,
            credits=tuple(
                views.Credit(c.agency, c.how, texts.at(a.id, c.begin, c.end))
                for c in sorted(credited[a.id], key=lambda c: (c.begin, c.end, c.agency, c.how))
            ),
            text=a.text,
            lines=tuple(
                views.Line(n.begin, n.end, n.label) for n in sorted(lines[a.id], key=lambda n: (n.begin, n.end))
            ),
            sentences=tuple(
                views.Sentence(x.begin, x.end, x.label) for x in sorted(sentences[a.id], key=lambda x: (x.begin, x.end))
            ),
            furniture=tuple(views.Furniture(f.text, f.label) for f in sorted(furniture[a.id], key=lambda f: f.ordinal)),
        )

    return tuple(one(a) for a in sorted(articles, key=lambda a: a.id))


class StoryQuery:
    """One story's rows, and the views made of them."""

    def __init__(self, story: records.Story, members: list[records.Telling], texts: Texts) -> None:
        self.story = story
        self.texts = texts
        #: Earliest first; undated ones last; ties by id.
        self.order = [
            t.article for t in sorted(members, key=lambda t: (t.published is None, t.published or "", t.article))
        ]
        self.rank = {article: n for n, article in enumerate(self.order)}

    def place(self, e: views.Evidence) -> tuple[int, int, int]:
        """Sorts evidence by telling, then by place."""
        return (self.rank.get(e.telling, len(self.rank)), e.begin, e.end)


def _evidence(q: StoryQuery, listed: Iterable[views.Evidence]) -> tuple[views.Evidence, ...]:
    return tuple(sorted(set(listed), key=q.place))


def _origins(q: StoryQuery, found: list[records.Origin], members: list[records.OriginMember]) -> list[views.Origin]:
    of = _by(members, lambda m: m.origin)
    out = [
        views.Origin(o.id, o.label, o.kind, tuple(sorted((m.article for m in of[o.id]), key=lambda a: q.rank[a])))
        for o in found
    ]
    return sorted(out, key=lambda o: (-len(o.tellings), min((q.rank[t] for t in o.tellings), default=0), o.id))


def _discrepancies(
    q: StoryQuery, found: list[records.Discrepancy], readings: list[records.Reading]
) -> tuple[views.Discrepancy, ...]:
    of = _by(readings, lambda r: r.discrepancy)

    def shown(r: records.Reading) -> views.Reading:
        pairs = []
        for n, e in enumerate(r.evidence):
            words = q.texts.at(e.article, e.begin, e.end)
            c = r.contexts[n] if n < len(r.contexts) else None
            context = q.texts.at(c.article, c.begin, c.end) if c else None
            pairs.append(views.ReadingEvidence(words.telling, words.begin, words.end, words.text, context))
        pairs.sort(key=lambda e: (q.rank.get(e.telling, len(q.rank)), e.begin, e.end))
        return views.Reading(r.value, r.origins, tuple(pairs))

    return tuple(
        views.Discrepancy(
            d.id,
            d.kind,
            d.type,
            d.about,
            d.why or None,
            tuple(shown(r) for r in sorted(of[d.id], key=lambda r: r.ordinal)),
        )
        for d in sorted(found, key=lambda d: (d.rank, d.id))
    )


def _quotes(
    q: StoryQuery, found: list[records.Quote], said: list[records.Utterance], names: dict[str, str]
) -> tuple[views.Quote, ...]:
    over = {u.quote: u for u in said}

    def one(r: records.Quote) -> views.Quote:
        u = over.get(r.id)
        said_by = (r.speaker_begin, r.speaker_end)
        if (r.speaker or "").lower() in _PRONOUNS and not (u and u.entity) and r.antecedent_begin is not None:
            said_by = (r.antecedent_begin, r.antecedent_end)  # "a deckhand", whom nobody names
        speaker = q.texts.maybe(r.article, *said_by)
        return views.Quote(
            id=r.id,
            speaker=speaker.text if speaker else None,
            speaker_entity=names.get(u.entity) if u and u.entity else None,
            direct=r.kind != "indirect",
            cue=r.cue,
            group=u.group if u else None,
            utterance=r.utterance or None,
            drift=u.drift if u else None,
            evidence=q.texts.at(r.article, r.begin, r.end),
            speaker_evidence=speaker,
        )

    mine = [r for r in found if r.article in q.rank]
    return tuple(one(r) for r in sorted(mine, key=lambda r: (q.rank[r.article], r.begin, r.end, r.id)))


def _entities(
    q: StoryQuery, found: list[records.Entity], forms: list[records.Form], places: list[records.EntityMention]
) -> tuple[views.Entity, ...]:
    of = _by(forms, lambda f: f.entity)
    spots: dict[tuple[str, str], dict[str, views.Evidence]] = defaultdict(dict)
    for m in sorted(places, key=lambda m: (q.rank.get(m.article, len(q.rank)), m.begin, m.end)):
        shown = q.texts.at(m.article, m.begin, m.end)
        spots[m.entity, shown.text].setdefault(m.article, shown)

    def one(e: records.Entity) -> views.Entity:
        listed = sorted(of[e.id], key=lambda f: (-f.count, f.form))
        shown = tuple(
            views.Form(
                f.form,
                f.count,
                tuple(sorted(f.tellings, key=lambda t: q.rank.get(t, len(q.rank)))),
                tuple(spots[e.id, f.form].values()),
            )
            for f in listed
        )
        return views.Entity(e.id, e.canonical, e.type, shown)

    order = sorted(found, key=lambda e: (-sum(f.count for f in of[e.id]), e.canonical, e.id))
    return tuple(one(e) for e in order)


class _Tables:
    """Each table read once and cut by story."""

    def __init__(self, engine: Engine, only: str | None) -> None:
        self._engine, self._only = engine, only
        self._cut: dict[type, dict[str, list[object]]] = {}

    def of(self, record: type[R], story: str) -> list[R]:
        if record not in self._cut:
            by: dict[str, list[object]] = defaultdict(list)
            for row in rows(self._engine, record, self._only):
                by[row.story].append(row)  # type: ignore[attr-defined]
            self._cut[record] = by
        return self._cut[record].get(story, [])  # type: ignore[return-value]


def _story(q: StoryQuery, tables: _Tables, quotes: list[records.Quote]) -> views.Story:
    """One story, put together."""
    of, story = tables.of, q.story.id
    independence: dict[str | None, records.Independence] = {
        row.statement: row for row in of(records.Independence, story)
    }
    entities = of(records.Entity, story)
    names = {e.id: e.canonical for e in entities}
    order = set(q.order)
    only = {(o.article, o.statement) for o in of(records.OnlyIn, story) if o.article in order}
    kin = Kin(
        story,
        tuple(q.order),
        tuple(_origins(q, of(records.Origin, story), of(records.OriginMember, story))),
        derivations(q.texts, q.rank, lambda record: of(record, story)),
    )
    stated = Stated(
        of(records.Statement, story),
        of(records.StatementMember, story),
        independence,
        of(records.Opposed, story),
        of(records.Reading, story),
    )
    return views.Story(
        id=story,
        headline=q.story.headline,
        first=q.story.first,
        last=q.story.last,
        tellings=tuple(q.order),
        independent_origins=one_range(independence.get(None), len(q.order)),
        origins=kin.origins,
        derivations=kin.derivations,
        statements=statements(kin, stated, q.texts.said),
        discrepancies=_discrepancies(q, of(records.Discrepancy, story), of(records.Reading, story)),
        quotes=_quotes(q, quotes, of(records.Utterance, story), names),
        entities=_entities(q, entities, of(records.Form, story), of(records.EntityMention, story)),
        timeline=tuple(
            views.TimelineEntry(t.date, t.text, _evidence(q, q.texts.all(t.evidence)))
            for t in sorted(of(records.TimelineEntry, story), key=lambda t: t.ordinal)
        ),
        brief=tuple(
            views.BriefLine(b.text, b.role, _evidence(q, q.texts.all(b.evidence)))
            for b in sorted(of(records.BriefLine, story), key=lambda b: b.ordinal)
        ),
        only_in=tuple(views.OnlyIn(*pair) for pair in sorted(only, key=lambda p: (q.rank[p[0]], p[1]))),
    )


def stories(engine: Engine, texts: Texts, only: str | None = None) -> tuple[views.Story, ...]:
    """Every story: the largest first, lone articles last; ties by date, then id."""
    members = _by(rows(engine, records.Telling, only), lambda t: t.story)
    quotes = _by(rows(engine, records.Quote, only), lambda r: r.article)
    tables = _Tables(engine, only)
    out = []
    for story in rows(engine, records.Story, only):
        q = StoryQuery(story, members[story.id], texts)
        out.append(_story(q, tables, [r for a in q.order for r in quotes[a]]))
    return tuple(sorted(out, key=lambda s: (-len(s.tellings), s.first is None, s.first or "", s.id)))


def notes(engine: Engine, told: Sequence[views.Telling], story: str | None = None) -> tuple[views.Note, ...]:
    """What the rooms noted, and which languages were read without grammar; by path."""
    paths = {t.path for t in told}
    kept = [n for n in rows(engine, records.Note) if story is None or n.path in paths]
    out = {views.Note(n.path, n.text) for n in (*kept, *by_rule(told))}
    return tuple(sorted(out, key=lambda n: (n.path, n.text)))


def report(engine: Engine, settings: Settings, version: str, story: str | None = None) -> views.Report:
    """The whole workspace, or one story of it, as a report. Raises SpanError when a row points outside its text."""
    articles = rows(engine, records.Article, story)
    texts = Texts(articles)
    told = tellings(engine, articles, texts, story)
    return views.Report(
        version=1,
        made=views.Made(version, as_dict(settings), (), inputs(engine, story)),
        tellings=told,
        stories=stories(engine, texts, story),
        drops=drops(engine) if story is None else (),
        notes=notes(engine, told, story),
        judgements=judgements(engine, told),
        claim=None,
    )


def tables(engine: Engine, told: Sequence[views.Telling]) -> dict[str, pa.Table]:
    """Every table by its name, with all notes that the report has; `told` are its tellings."""
    out = {name: engine.read(f'SELECT * FROM "{name}"') for name in TABLES}
    kept = [*rows(engine, records.Note), *by_rule(told)]
    return {**out, TABLE_OF[records.Note]: to_table(sorted(set(kept), key=astuple), records.Note)}
