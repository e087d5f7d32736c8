"""The stories of a workspace as a list: when, how many tellings, how many origins at most, in which languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

#: Credits that say whose text an article is, not whom it merely names.
_WHOSE = ("dateline", "byline", "sign-off")


def listed(engine: Any) -> list[dict[str, Any]]:
    """Stories, largest first, with their tellings, languages and independent origins. A telling is `bare` where its
    row has a title and no text."""
    query = (
        'SELECT t."story", a."id", a."path", a."source", a."language", t."published", '
        'a."text" = coalesce(a."headline", \'\') AS "bare", substr(a."text", 1, 60) AS "opening" FROM tellings t '
        'JOIN articles a ON a."id" = t."article" ORDER BY 1, t."published" NULLS LAST, 2'
    )
    members: dict[str, list[dict[str, Any]]] = {}
    for row in engine.read(query).to_pylist():
        members.setdefault(row.pop("story"), []).append(row)
    known = {
        row["story"]: {"low": row["low"], "high": row["high"], "why": row["why_high"]}
        for row in engine.read('SELECT * FROM independence WHERE "statement" IS NULL').to_pylist()
    }
    ties = _ties(engine)
    out = []
    for story in engine.read("SELECT * FROM stories").to_pylist():
        told = members[story["id"]]
        openings = [row.pop("opening") for row in told]
        languages = sorted({row["language"] for row in told if row["language"]})
        origins = known.get(story["id"]) or at_most([row["id"] for row in told], ties.get(story["id"], ()))
        shown = {**story, "languages": languages, "origins": origins, "tellings": told}
        out.append(shown if story["headline"] else {**shown, "opening": openings[0]})
    return sorted(out, key=lambda s: (-s["size"], s["first"] is None, s["first"] or "", s["id"]))


def _ties(engine: Any) -> dict[str, list[tuple[str, str, bool]]]:
    """Story -> pairs (an article, an article or agency, whether it is a copy) that have one origin."""
    queries = (
        'SELECT m."story", c."a", c."b", TRUE AS "copy" FROM copies c JOIN tellings m ON m."article" = c."a" '
        'JOIN tellings n ON n."article" = c."b" AND n."story" = m."story" WHERE c."label" <> \'shared passage\' '
        "ORDER BY 1, 2, 3",
        'SELECT DISTINCT m."story", c."article" AS "a", c."agency" AS "b", FALSE AS "copy" FROM credits c '
        f'JOIN tellings m ON m."article" = c."article" WHERE c."how" IN {_WHOSE} ORDER BY 1, 2, 3',
    )
    out: dict[str, list[tuple[str, str, bool]]] = {}
    for query in queries:
        for row in engine.read(query).to_pylist():
            out.setdefault(row["story"], []).append((row["a"], row["b"], row["copy"]))
    return out


def at_most(tellings: Sequence[str], ties: Iterable[tuple[str, str, bool]]) -> dict[str, Any]:
    """How many independent origins tellings have at most, from what is cheap to know: copies are not independent,
    nor are tellings that the same agency signs. Rewrites and translations, which would lower it, are not looked for."""
    group = {name: name for name in tellings}

    def top(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    copied: set[str] = set()
    signed: dict[str, set[str]] = {}
    for a, b, copy in ties:
        if copy and top(a) != top(b):
            copied.add(top(b))
        if not copy:
            signed.setdefault(b, set()).add(a)
        group[top(b)] = top(a)
    high = len({top(name) for name in tellings})
    many = len(tellings)
    why = [f"{many} {'telling' if many == 1 else 'tellings'}"]
    if copied:
        why.append(f"{len(copied)} of them {'a copy' if len(copied) == 1 else 'copies'} of others")
    why += [f"{len(who)} signed {agency}" for agency, who in sorted(signed.items()) if len(who) > 1]
    return {"low": 1 if many == 1 else None, "high": high, "why": ", ".join(why)}


def _bare(tellings: Sequence[dict[str, Any]]) -> str:
    """A remark on tellings that are a title without text."""
    many = sum(telling["bare"] for telling in tellings)
    if not many:
        return ""
    return " (a title without text)" if len(tellings) == 1 else f" ({many} of them without text)"


def lines(stories: Iterable[dict[str, Any]]) -> list[str]:
    """A line for each story."""
    out = []
    for story in stories:
        first, last = (story["first"] or "")[:10], (story["last"] or "")[:10]
        span = first if first == last else f"{first} to {last}"
        low, high = story["origins"]["low"], story["origins"]["high"]
        many = f"at most {high}" if low is None else str(high) if low == high else f"{low} to {high}"
        origins = f"{many} {'origin' if high == 1 else 'origins'}"
        headline = story["headline"] or f"(no headline) {' '.join(story['opening'].split())}..."
        line = (
            f"{story['size']:>5}  {origins:<17}  {span:<24}  {' '.join(story['languages']):<5}  "
            f"{headline}{_bare(story['tellings'])}  [{story['id']}]"
        )
        out.append("".join(ch if ch.isprintable() else " " for ch in line) + "\n")
    return out
