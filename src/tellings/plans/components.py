"""Which vertices of a graph hang together, by SQL."""

from __future__ import annotations

from tellings.engine.base import Engine


def components(engine: Engine, table: str, edges: str) -> None:
    """Make `table` (vertex, component) from a query that gives `a` and `b`; a component is named by its least vertex.

    Every vertex takes the least label among its own and its neighbours', then its label's label, until nothing
    changes: rounds grow with the logarithm of the longest path, not with its length (Rastogi et al. 2013, and pointer
    jumping as in Shiloach and Vishkin 1982).
    """
    both = f'SELECT "a", "b" FROM ({edges}) e UNION SELECT "b" AS "a", "a" AS "b" FROM ({edges}) f'
    engine.sql("__graph", both)
    start = 'SELECT "a" AS "vertex", least("a", min("b")) AS "component", 1 AS "changed" FROM __graph GROUP BY "a"'
    engine.sql("__graph_labels", start)
    while engine.read('SELECT max("changed") AS "changed" FROM __graph_labels').column(0)[0].as_py():
        engine.sql(
            "__graph_labels",
            'WITH near AS (SELECT l."vertex", l."component" AS "former", '
            'least(l."component", min(m."component")) AS "component" FROM __graph_labels l '
            'JOIN __graph g ON g."a" = l."vertex" JOIN __graph_labels m ON m."vertex" = g."b" '
            'GROUP BY l."vertex", l."component") '
            'SELECT l."vertex", m."component", CASE WHEN m."component" = l."former" THEN 0 ELSE 1 END AS "changed" '
            'FROM near l JOIN near m ON m."vertex" = l."component"',
        )
    engine.sql(table, 'SELECT "vertex", "component" FROM __graph_labels')
    for name in ("__graph", "__graph_labels"):
        engine.drop(name)
