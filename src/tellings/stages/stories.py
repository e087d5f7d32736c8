"""features, datings, copies -> stories, tellings: the articles about one event together, each with its date.

All articles are looked at whenever this runs, so a corpus that came in parts has the stories of one that came at once.
Ids stay: a story keeps its founding article's id as it grows, and `redirects` says where the articles of an id that is
gone are now.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from tellings.collate.clusters import Corpus, Vectors, numbered
from tellings.collate.clusters_copies import named_alike
from tellings.collate.clusters_explain import Pair
from tellings.collate.clusters_explain import explain as reasons
from tellings.collate.clusters_group import group
from tellings.collate.clusters_headline import Printed, Prints, main_language, prints
from tellings.collate.clusters_judged import said, story_bonds
from tellings.collate.dating import decide
from tellings.engine.base import Engine
from tellings.judgements import Bonds
from tellings.models.encoder import Encoder, encoder
from tellings.progress import Progress
from tellings.records import Dating, Judgement, Meaning, Nearest, Redirect, Run, Story, Telling
from tellings.schema import arrow_schema, content_id, to_rows, to_table
from tellings.settings import Settings
from tellings.settings import Stories as Own
from tellings.stages.base import Stage, settings_hash
from tellings.text.events_kept import F32
from tellings.text.events_words import Words
from tellings.text.fingerprints import I64

NAME, VERSION = "stories", 13
Dates = Mapping[str, Sequence[Dating]]
Told = tuple[Story, list[Telling]]
NO_PRINTS = Prints()
#: Share of a text that stands in another from which the two tell of one event whatever else they say. Forms that are
#: filled in anew (share prices, council notices) share less; of what shares less, the words themselves decide.
WHOLE = 0.8
#: A language guessed from so few words in Latin letters is as good as unknown ("Ferry Aurelia rams pier").
FEW_WORDS = 12
#: Texts that are encoded at a time.
ENCODED = 256
WITHOUT = Own(meaning=False)


def _day(dates: Sequence[Dating]) -> int | None:
    """The day an article was most likely published, as an ordinal; a crawl date says nothing."""
    told = [d for d in dates if d.how != "crawl"]
    best = max(told, key=lambda d: (d.confidence, d.value), default=None)
    try:
        return date.fromisoformat(best.value[:10]).toordinal() if best else None
    except ValueError:
        return None


def _lists(rows: pa.Table, name: str) -> tuple[I64, I64]:
    """(where each row's values begin, the values of all rows) of a column of lists."""
    lists = rows.column(name).combine_chunks()
    lists = lists.chunk(0) if isinstance(lists, pa.ChunkedArray) else lists
    starts = lists.offsets.to_numpy().astype(np.int64)
    if not len(starts):
        return np.zeros(1, np.int64), np.zeros(0, np.int64)
    return starts - starts[0], lists.values.to_numpy()[starts[0] : starts[-1]]


def _words(rows: pa.Table) -> Words:
    """The features of all articles, in the order of the rows."""
    return Words(*_lists(rows, "words"), *_lists(rows, "figures"))


def founder(
    members: Sequence[str], dated: Mapping[str, tuple[str | None, str | None]], former: Mapping[str, str]
) -> str:
    """The id of a story: that of the former story which most of its members come from and whose founding article is
    among them; of a new story, the article published first."""
    ours = set(members)
    came = Counter(former[m] for m in members if former.get(m) in ours)
    if came:
        return min(came, key=lambda story: (-came[story], story))
    return min(members, key=lambda m: (dated[m][0] or "9999", m))


def gather(
    rows: Sequence[tuple[str, str | None]],
    grouped: tuple[list[list[int]], Sequence[float]],
    dates: Dates,
    former: Mapping[str, str],
    printed: Prints = NO_PRINTS,
    languages: Sequence[str | None] = (),
) -> tuple[list[Story], list[Telling]]:
    """Clusters as stories with their tellings: id, headline of the telling nearest to all, first and last.

    `rows` are (id, headline) of all articles; `former` says which story an article was in; of prints of one text the
    origin's headline is taken. It is in the language (`languages`, by row) that most tellings have.
    """
    stories, tellings = [], []
    clusters, centre = grouped
    for cluster in clusters:
        members = [rows[i][0] for i in cluster]
        decided = decide({member: dates[member] for member in members})
        most = main_language(cluster, languages, rows, decided)
        middle = max(cluster, key=lambda i: (bool(rows[i][1]), i in most, centre[i], rows[i][0]))
        middle = printed.origin(middle, cluster, rows, decided)
        story, its = told(founder(members, decided, former), rows[middle][1], decided)
        stories.append(story)
        tellings += its
    return stories, tellings


def told(story: str, headline: str | None, decided: Mapping[str, tuple[str | None, str | None]]) -> Told:
    """A story and its tellings. `decided`: when each member was published, and how that is known."""
    known = sorted(value for value, _ in decided.values() if value)
    first, last = (known[0], known[-1]) if known else (None, None)
    its = [Telling(story, member, *published) for member, published in decided.items()]
    return Story(story, headline, first, last, len(its)), its


def redirects(former: Mapping[str, str], now: Mapping[str, str], gone: Sequence[str]) -> list[Redirect]:
    """Where the articles of former stories are now. `gone`: ids that earlier runs had redirected already."""
    live = set(now.values())
    merged = sorted({*gone, *former.values()} - live)
    rows = [Redirect(old, now[old], "merged") for old in merged if old in now]
    left = {(old, now[m]) for m, old in former.items() if m in now and old in live and now[m] != old}
    return rows + [Redirect(old, new, "split") for old, new in sorted(left)]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the tables hold of all articles, in order of their ids."""

    rows: list[tuple[str, str | None]]
    dates: dict[str, list[Dating]]
    corpus: Corpus
    twins: list[tuple[int, int]]  # each mostly the other
    judged: list[Judgement]
    bonds: Bonds
    printed: Prints


def _printed(engine: Engine, rank: Mapping[str, int], pairs: Sequence[tuple[int, int]]) -> Prints:
    """What is known of articles that share their text, for the choice between their headlines."""
    some = 'SELECT c."a" AS "id" FROM copies c UNION SELECT c."b" AS "id" FROM copies c'
    signed: dict[str, dict[str, bool]] = {}
    query = f"""SELECT k."article", k."agency", k."how" FROM credits k JOIN ({some}) s ON s."id" = k."article"
        WHERE k."how" IN ('byline', 'dateline', 'sign-off') ORDER BY 1, 2, 3"""
    for row in engine.read(query).to_pylist():
        its = signed.setdefault(row["article"], {})
        its[row["agency"]] = its.get(row["agency"], False) or row["how"] == "byline"
    known: dict[int, Printed] = {}
    query = f"""SELECT a."id", a."source", length(a."text") AS "length" FROM articles a
        JOIN ({some}) s ON s."id" = a."id" ORDER BY 1"""
    for row in engine.read(query).to_pylist():
        its = signed.get(row["id"], {})
        known[rank[row["id"]]] = Printed(row["source"], frozenset(its), any(its.values()), row["length"])
    return prints(pairs, known)


def _reader(own: Own, languages: Sequence[str | None]) -> Encoder | None:
    """The encoder that compares articles in these languages: None without the extra, or where it knows fewer than
    two of them."""
    found = encoder() if own.meaning and len(numbered(languages)) else None
    known = {(code or "").split("-")[0] for code in languages} & (found.languages if found else set())
    return found if len(known) > 1 and len(languages) <= own.meaning_up_to else None


def _meaning(engine: Engine, own: Own, progress: Progress) -> None:
    """Encode the texts that are not encoded yet, where there are articles in several languages."""
    languages = engine.read('SELECT "language" FROM articles ORDER BY "id"').column(0).to_pylist()
    reader = _reader(own, languages)
    if reader is None:
        if own.meaning and len(languages) > own.meaning_up_to and len(numbered(languages)) and encoder():
            progress.note(
                f"{NAME}: more than {own.meaning_up_to:,} articles: those in two languages are compared by names"
            )
        return
    gone = 'NOT EXISTS (SELECT 1 FROM articles a WHERE a."text_hash" = meanings."text_hash")'
    engine.delete("meanings", f"""{gone} OR "encoder" <> '{reader.name}'""")
    todo = engine.read(
        'SELECT a."text_hash", min(a."text") AS "text", min(a."language") AS "language" FROM articles a '
        'WHERE NOT EXISTS (SELECT 1 FROM meanings m WHERE m."text_hash" = a."text_hash") '
        'GROUP BY a."text_hash" ORDER BY 1'
    ).to_pylist()
    todo = [row for row in todo if (row["language"] or "").split("-")[0] in reader.languages]
    for at in range(0, len(todo), ENCODED):
        part = todo[at : at + ENCODED]
        vectors = reader.encode([row["text"] for row in part])
        rows = [Meaning(r["text_hash"], reader.name, tuple(v)) for r, v in zip(part, vectors.tolist(), strict=True)]
        engine.append("meanings", to_table(rows, Meaning))


def _vectors(engine: Engine, own: Own, languages: Sequence[str | None]) -> Vectors | None:
    """What all articles say, in order of their ids; zeros where the encoder does not know the language."""
    if _reader(own, languages) is None:
        return None
    rows = engine.read(
        'SELECT a."id", m."vector" FROM articles a '
        'LEFT JOIN meanings m ON m."text_hash" = a."text_hash" ORDER BY a."id"'
    )
    found = rows.column("vector").to_pylist()
    wide = max((len(vector) for vector in found if vector), default=0)
    return np.array([vector or [0.0] * wide for vector in found], np.float32) if wide else None


def _read(engine: Engine, own: Own = WITHOUT) -> _Read:
    listed = engine.read('SELECT "id", "headline", "language" FROM articles ORDER BY "id"')
    ids, headlines, languages = (listed.column(name).to_pylist() for name in ("id", "headline", "language"))
    dates: dict[str, list[Dating]] = {article: [] for article in ids}
    for dating in to_rows(engine.read('SELECT * FROM datings ORDER BY "article", "how", "value"'), Dating):
        dates[dating.article].append(dating)
    rank = {article: place for place, article in enumerate(ids)}
    shared = engine.read('SELECT "a", "b", "coverage_a", "coverage_b" FROM copies ORDER BY 1, 2')
    covered = zip(*(shared.column(k).to_pylist() for k in range(4)), strict=True)
    known = [(rank[a], rank[b], x, y) for a, b, x, y in covered if a in rank and b in rank]
    copies = [(a, b) for a, b, x, y in known if max(x, y) >= WHOLE]
    twinned = {(a, b) for a, b, x, y in known if min(x, y) >= WHOLE}
    words = _words(
        engine.read(
            'SELECT f."words", f."figures" FROM features f JOIN articles a ON a."id" = f."article" ORDER BY a."id"'
        )
    )
    some = np.diff(words.starts).tolist()
    sure = [
        None if many < FEW_WORDS and re.search("[A-Za-z]", title or "") else code
        for many, title, code in zip(some, headlines, languages, strict=True)
    ]
    copies = named_alike(words, copies)
    twins = [pair for pair in copies if pair in twinned]
    english = sum(language == "en" for language in languages) * 2 >= max(1, len(ids))
    corpus = Corpus(words, [_day(dates[i]) for i in ids], english, copies, sure, _vectors(engine, own, languages))
    judged = to_rows(engine.read('SELECT * FROM judgements ORDER BY "ordinal", "id"'), Judgement)
    rows = list(zip(ids, headlines, strict=True))
    printed = _printed(engine, rank, copies)
    return _Read(rows, dates, corpus, twins, judged, story_bonds(judged, rank), printed)


def explain(engine: Engine, settings: Settings, a: str, b: str) -> list[str]:
    """Lines that say why two articles (ids) are one story or not. Raises KeyError for an id that is not there."""
    found = _read(engine, settings.stories)
    rank = {row[0]: place for place, row in enumerate(found.rows)}
    places = (rank[a], rank[b])
    texts = []
    for article in (a, b):
        row = engine.read('SELECT "headline", "text" FROM articles WHERE "id" = $id', id=article)
        texts.append((row.column(0)[0].as_py() or "", row.column(1)[0].as_py()))
    told = engine.read('SELECT "article", "story" FROM tellings')
    story = dict(zip(told.column(0).to_pylist(), told.column(1).to_pylist(), strict=True))
    members = [[rank[m] for m, own in story.items() if own == story[x]] for x in (a, b)]
    pair = Pair(*places, (texts[0][0], texts[1][0]), (texts[0][1], texts[1][1]), (members[0], members[1]))
    joined = story[a] == story[b]
    if not found.judged:
        return reasons(found.corpus, settings.stories, pair, joined)
    theirs = [[x, *(m for m, own in story.items() if own == story[x] and m != x)] for x in (a, b)]
    names = engine.read('SELECT "id", "path" FROM articles')
    paths = dict(zip(names.column(0).to_pylist(), names.column(1).to_pylist(), strict=True))
    judged = said(found.judged, theirs[0], theirs[1], paths)
    if found.bonds.decides(*places):  # what else might be said did not decide
        return ["one story" if joined else "not one story", *judged]
    return reasons(found.corpus, settings.stories, pair, joined, judged)


def _fingerprint(engine: Engine) -> str:
    """Of all that stories depend on: where it has not changed, nothing is to be done."""
    queries = (
        'SELECT "id", "headline", "language", "text_hash" FROM articles ORDER BY 1',
        'SELECT "article", "how", "value", "confidence" FROM datings ORDER BY 1, 2, 3, 4',
        'SELECT "a", "b", "label" FROM copies ORDER BY 1, 2',
        'SELECT "id", "kind" FROM judgements ORDER BY "ordinal", "id"',
        'SELECT "article", "text_hash", cardinality("words") FROM features ORDER BY 1',
    )
    marks = []
    for query in queries:
        for column in engine.read(query).columns:
            marks.append(content_id("\n".join(column.cast(pa.string()).fill_null("\0").to_pylist())))
    reader = encoder()
    return content_id(*marks, reader.name if reader else "")


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """The table `nearest` as what is kept of a grouping until it is done. `key`: all that it depends on."""

    engine: Engine
    key: str

    def found(self) -> Iterator[tuple[int, I64, F32]]:
        self.engine.delete("nearest", '"key" <> $key', key=self.key)
        for rows in self.engine.batches('SELECT "piece", "near", "ground" FROM nearest ORDER BY 1', rows=1):
            near, ground = (rows.column(name).flatten().to_numpy(zero_copy_only=False) for name in ("near", "ground"))
            yield rows.column(0)[0].as_py(), near, ground.astype(np.float32)

    def keep(self, piece: int, near: I64, ground: F32) -> None:
        lists = (pa.ListArray.from_arrays([0, len(part)], part) for part in (near, ground.astype(np.float64)))
        rows = pa.table([[self.key], [piece], *lists], schema=arrow_schema(Nearest))
        self.engine.append("nearest", rows)


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """All articles at once; a story whose membership changes is done again by the story rooms."""
    began = time.perf_counter()
    done, own = _fingerprint(engine), settings_hash(settings, NAME)
    if engine.read('SELECT "version", "settings", "key" FROM runs WHERE "stage" = $stage', stage=NAME).to_pylist() == [
        {"version": VERSION, "settings": own, "key": done}
    ]:
        return
    engine.delete("runs", '"stage" = $stage', stage=NAME)
    _meaning(engine, settings.stories, progress)
    found = _read(engine, settings.stories)
    progress.start("stories", len(found.rows))
    kept = _Unfinished(engine, content_id(str(VERSION), own, done)) if engine.lasting else None
    grouped = group(found.corpus, settings.stories, found.bonds, found.twins, progress, kept)
    old = engine.read('SELECT "article", "story" FROM tellings')
    former = dict(zip(old.column(0).to_pylist(), old.column(1).to_pylist(), strict=True))
    gone = engine.read("""SELECT "old" FROM redirects WHERE "how" = 'merged'""").column(0).to_pylist()
    stories, tellings = gather(found.rows, grouped, found.dates, former, found.printed, found.corpus.languages)
    moved = redirects(former, {t.article: t.story for t in tellings}, gone)
    with engine.transaction():
        engine.delete("stories", "TRUE")
        engine.delete("tellings", "TRUE")
        engine.delete("redirects", """"how" = 'merged'""")
        engine.append("stories", to_table(sorted(stories, key=lambda s: s.id), Story))
        engine.append("tellings", to_table(sorted(tellings, key=lambda t: (t.story, t.article)), Telling))
        engine.append("redirects", to_table(moved, Redirect))
        engine.append("runs", to_table([Run(NAME, VERSION, own, done)], Run))
        engine.delete("nearest", "TRUE")
    seconds = time.perf_counter() - began
    progress.done(f"stories: {len(found.rows)} articles in, {len(stories)} stories out, {seconds:.2f} s")


READS = ("articles", "credits", "datings", "features", "copies", "judgements")
STAGE = Stage(NAME, READS, ("meanings", "nearest", "stories", "tellings", "redirects"), VERSION, run)
