"""Which articles share text, as portable SQL and batch functions: the tables plan of the copies room.

The same result as the array plan (`text/fingerprints_join`, `text/passages_corpus`), row for row. Postings are a
table (hash, article); hashes beyond their cap are found by a GROUP BY; pairs are counted by a join of the postings
with themselves; texts are joined to the pairs that are worth aligning, and aligned batch by batch. What grows with
the corpus stays in tables: the driver sees counts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from tellings.engine.base import Engine
from tellings.errors import InputError
from tellings.plans import copies_rows as rows
from tellings.plans.components import components
from tellings.settings import Copies
from tellings.text.fingerprints import LEVELS
from tellings.text.fingerprints_common import UNLIKE
from tellings.text.fingerprints_join import caps

#: Of each entry of common text as many articles as are needed are asked first; in each later round, so many times more.
MORE = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison came to; the pairs themselves stand in a table."""

    articles: int
    hot: int  # hashes beyond their cap
    common: int  # entries of common text


def _count(engine: Engine, table: str, where: str = "TRUE") -> int:
    return int(engine.read(f'SELECT count(*) AS "n" FROM "{table}" WHERE {where}').column(0)[0].as_py())


def compare(engine: Engine, texts: str, table: str, rule: Copies) -> Found:
    """Make `table` (columns as `rows.pairs_schema`) of the pairs among a query's rows (id, text, source; no null but
    in source). Raises InputError when ids repeat."""
    articles = int(engine.read(f'SELECT count(*) AS "n" FROM ({texts}) t').column(0)[0].as_py())
    _fingerprint(engine, texts, rule, articles)
    _post(engine)
    hot = _find_hot(engine, rule)
    _choose(engine, rule)
    common = _find_common(engine, rule, articles)
    _align(engine, texts, table, rule, articles)
    for name in ("prints", "ids", "sources", "marks", "postings", "hashes", "sized", "chosen", "common", "listed"):
        engine.drop(f"__copies_{name}")
    return Found(articles, hot, common)


def _fingerprint(engine: Engine, texts: str, rule: Copies, articles: int) -> None:
    """__copies_marks: article (a number, ascending with the ids), id, source (a number), level, counts, hashes."""
    ids = engine.read(f'SELECT t."id" FROM ({texts}) t LIMIT 1').schema.field("id").type
    schema = rows.prints_schema(ids)
    engine.map("__copies_prints", texts, partial(rows.fingerprints, rule, articles), schema)
    repeated = engine.read(
        'SELECT count(*) AS "n" FROM (SELECT "id" FROM __copies_prints GROUP BY "id" HAVING count(*) > 1) r'
    )
    if many := repeated.column(0)[0].as_py():
        raise InputError("copies", f"{many:,} ids stand in several rows; here every row needs an id of its own")
    engine.number("__copies_ids", 'SELECT "id" FROM __copies_prints', "article", "id")
    sources = """SELECT DISTINCT "source" FROM __copies_prints WHERE "source" <> ''"""
    engine.number("__copies_sources", sources, "number", "source")
    counts = ", ".join(f'p."{name}"' for name in rows.COUNTS)
    engine.sql(
        "__copies_marks",
        f'SELECT i."article", p."id", coalesce(s."number", -1) AS "source", p."level", {counts}, p."hashes" '
        'FROM __copies_prints p JOIN __copies_ids i ON i."id" = p."id" '
        'LEFT JOIN __copies_sources s ON s."source" = p."source"',
    )


def _post(engine: Engine) -> None:
    """__copies_postings: hash, article, source."""
    query = 'SELECT "article", "source", "hashes" FROM __copies_marks'
    engine.map("__copies_postings", query, rows.postings, rows.POSTINGS)


def _cap(rule: Copies) -> str:
    """The most articles that may have `hash`, in SQL, as `fingerprints_join.caps` has it."""
    most = caps(np.array([1 << level for level in range(LEVELS)]), rule.cap).tolist()
    cases = [f'WHEN "hash" % {1 << level} = 0 THEN {most[level]}' for level in range(LEVELS - 1, 0, -1)]
    return f"CASE {' '.join(cases)} ELSE {most[0]} END"


def _find_hot(engine: Engine, rule: Copies) -> int:
    """__copies_hashes: those that several articles have, the first of these, and whether they are beyond the cap."""
    engine.sql(
        "__copies_hashes",
        f'SELECT "hash", "many", "lead", CASE WHEN "many" > {_cap(rule)} THEN 1 ELSE 0 END AS "hot" FROM '
        '(SELECT "hash", count(*) AS "many", min("article") AS "lead" FROM __copies_postings '
        'GROUP BY "hash" HAVING count(*) > 1) h',
    )
    return _count(engine, "__copies_hashes", '"hot" = 1')


def _choose(engine: Engine, rule: Copies) -> None:
    """__copies_chosen: the pairs worth aligning, as `fingerprints_join.candidates` has them."""
    contained = f"1000000 >= {round(rule.contained * 1e6)} *"
    smaller = " ".join(f'WHEN {n} THEN least(x."{c}", y."{c}")' for n, c in enumerate(rows.COUNTS))
    engine.sql(
        "__copies_sized",
        'WITH cold AS (SELECT p."hash", p."article" FROM __copies_postings p '
        'JOIN __copies_hashes h ON h."hash" = p."hash" WHERE h."hot" = 0), '
        'shared AS (SELECT p."article" AS "a", q."article" AS "b", 1 AS "cold" FROM cold p '
        'JOIN cold q ON q."hash" = p."hash" AND q."article" > p."article" UNION ALL '
        'SELECT h."lead" AS "a", p."article" AS "b", 0 AS "cold" FROM __copies_postings p '
        'JOIN __copies_hashes h ON h."hash" = p."hash" WHERE h."hot" = 1 AND p."article" > h."lead"), '
        'counted AS (SELECT "a", "b", CAST(sum("cold") AS BIGINT) AS "cold", count(*) AS "total" FROM shared '
        f'GROUP BY "a", "b" HAVING count(*) >= {rule.least} OR sum("cold") >= {rule.rare}), '
        'sized AS (SELECT c."a", c."b", c."cold", c."total", '
        f'CASE greatest(x."level", y."level") {smaller} END AS "size" FROM counted c '
        'JOIN __copies_marks x ON x."article" = c."a" JOIN __copies_marks y ON y."article" = c."b") '
        'SELECT "a", "b", "cold", "size", CASE WHEN '
        f'("cold" >= {rule.least} AND "cold" * {contained} "size") OR '
        f'("total" >= {rule.least} AND "total" * 1000000 >= {round(rule.tied * 1e6)} * "size") '
        'THEN 1 ELSE 0 END AS "sure" FROM sized',
    )
    engine.sql(
        "__copies_chosen",
        'WITH every AS (SELECT s."a", s."b", s."size", count(*) AS "many" FROM __copies_sized s '
        'JOIN __copies_postings p ON p."article" = s."a" '
        'JOIN __copies_postings q ON q."article" = s."b" AND q."hash" = p."hash" '
        f'WHERE s."sure" = 0 AND s."cold" >= {rule.rare} GROUP BY s."a", s."b", s."size") '
        'SELECT "a", "b" FROM __copies_sized WHERE "sure" = 1 UNION ALL '
        f'SELECT "a", "b" FROM every WHERE "many" >= {rule.least} AND "many" * {contained} "size"',
    )


#: Articles of the entries that are still undecided, in ascending order and counted from 1.
_TURNS = (
    'WITH members AS (SELECT e."hash", e."whose", p."article" FROM __copies_entries e '
    'JOIN __copies_postings p ON p."hash" = e."hash" WHERE e."whose" < 0 UNION ALL '
    'SELECT e."hash", e."whose", p."article" FROM __copies_entries e '
    'JOIN __copies_postings p ON p."hash" = e."hash" AND p."source" = e."whose"), '
    'turns AS (SELECT "hash", "whose", "article", '
    'row_number() OVER (PARTITION BY "hash", "whose" ORDER BY "article" NULLS LAST) AS "turn" FROM members) '
)


def _find_common(engine: Engine, rule: Copies, articles: int) -> int:
    """__copies_common: hash, whose (a source, or -1: everybody's), as `fingerprints_common.common` has them.

    Articles are asked in ascending order until enough are found that are unlike one another. Most entries are decided
    by the first few, so they are asked in rounds, each of more articles, and only for the entries still undecided.
    """
    needed = (UNLIKE, rule.common_in_source)
    engine.sql(
        "__copies_entries",
        'SELECT "hash", CAST(-1 AS BIGINT) AS "whose", "many" FROM __copies_hashes WHERE "hot" = 1 UNION ALL '
        'SELECT "hash", "source" AS "whose", count(*) AS "many" FROM __copies_postings WHERE "source" >= 0 '
        f'GROUP BY "hash", "source" HAVING count(*) >= {needed[1]}',
    )
    counts = ", ".join(f'm."{name}"' for name in rows.COUNTS)
    rounds, scale = ['SELECT "hash", "whose" FROM __copies_entries WHERE FALSE'], 1
    while _count(engine, "__copies_entries"):
        asked = f'CASE WHEN "whose" < 0 THEN {scale * needed[0]} ELSE {scale * needed[1]} END'
        name = f"__copies_asked_{len(rounds)}"
        engine.map(
            name,
            f'{_TURNS} SELECT t."hash", t."whose", t."article", m."level", {counts}, m."hashes" FROM turns t '
            f'JOIN __copies_marks m ON m."article" = t."article" WHERE t."turn" <= {asked}',
            partial(rows.judged, rule, articles),
            rows.DECIDED,
            ("hash", "whose"),
        )
        engine.sql(
            "__copies_entries",
            f'SELECT "hash", "whose", "many" FROM __copies_entries e JOIN {name} d USING ("hash", "whose") '
            f'WHERE NOT d."common" AND e."many" > {asked}',
        )
        rounds.append(f'SELECT "hash", "whose" FROM {name} WHERE "common"')
        scale *= MORE
    engine.sql("__copies_common", " UNION ALL ".join(rounds))
    for n in range(1, len(rounds)):
        engine.drop(f"__copies_asked_{n}")
    engine.drop("__copies_entries")
    return _count(engine, "__copies_common")


def _align(engine: Engine, texts: str, table: str, rule: Copies, articles: int) -> None:
    """Join both texts, and each one's common hashes, to the chosen pairs, and align them."""
    theirs = (
        'SELECT p."article", p."hash" FROM __copies_postings p JOIN __copies_common c ON c."hash" = p."hash" AND '
        '(c."whose" < 0 OR c."whose" = p."source") GROUP BY p."article", p."hash"'
    )
    engine.map("__copies_listed", theirs, rows.listed, rows.LISTED, ("article",))
    ids = engine.read('SELECT "id" FROM __copies_ids LIMIT 1').schema.field("id").type
    engine.map(
        table,
        f'WITH own AS (SELECT i."article", t."id", t."text", l."common" FROM ({texts}) t '
        'JOIN __copies_ids i ON i."id" = t."id" LEFT JOIN __copies_listed l ON l."article" = i."article") '
        'SELECT c."a", c."b", x."id" AS "id_a", x."text" AS "text_a", x."common" AS "common_a", '
        'y."id" AS "id_b", y."text" AS "text_b", y."common" AS "common_b" FROM __copies_chosen c '
        'JOIN own x ON x."article" = c."a" JOIN own y ON y."article" = c."b"',
        partial(rows.aligned, rule, articles),
        rows.pairs_schema(ids),
    )


def group(engine: Engine, pairs: str, table: str, rule: Copies) -> None:
    """Make `table` (id, group, representative, keep, reason) of the groups that a query's pairs make.

    Groups never cross a component of the graph of pairs that may share a group, so each is worked out by itself.
    """
    links = (
        'SELECT "a", "b", "label", "coverage_a", "coverage_b", "total_a", "total_b" '
        f"""FROM ({pairs}) p WHERE "label" IN ('identical', 'copy', 'abridged') """
        f'AND ("label" = \'copy\' OR "coverage_a" >= {rule.copy} OR "coverage_b" >= {rule.copy})'  # judged copies too
    )
    engine.sql("__copies_links", links)
    components(engine, "__copies_parts", 'SELECT "a", "b" FROM __copies_links')
    ids = engine.read('SELECT "a" FROM __copies_links LIMIT 1').schema.field("a").type
    engine.map(
        "__copies_members",
        'SELECT l.*, c."component" FROM __copies_links l JOIN __copies_parts c ON c."vertex" = l."a"',
        partial(rows.grouped, rule),
        rows.members_schema(ids),
        ("component",),
    )
    engine.number(
        "__copies_groups", 'SELECT DISTINCT "representative" FROM __copies_members', "group", "representative"
    )
    engine.sql(
        table,
        'SELECT m."id", g."group", m."representative", m."keep", m."reason" FROM __copies_members m '
        'JOIN __copies_groups g ON g."representative" = m."representative"',
    )
    for name in ("links", "parts", "members", "groups"):
        engine.drop(f"__copies_{name}")
