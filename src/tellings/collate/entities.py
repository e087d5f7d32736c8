"""Names that several tellings write differently, merged into one entity."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tellings.records import Article, Entity, EntityMention, Form, Mention
from tellings.schema import content_id


def _fold(text: str) -> str:
    flat = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))
    return " ".join(flat.lower().split())


def resolve(story: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[object]:
    """Entities, their forms and their mentions. Surnames join the one full name that ends with them."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.article, m.begin)):
        groups[_fold(mention.text)].append(mention)
    full: dict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        words = key.split()
        if len(words) > 1 and Counter(m.type for m in groups[key]).most_common(1)[0][0] == "person":
            full[words[-1]].append(key)
    home = {key: full[key][0] if len(full.get(key, ())) == 1 else key for key in groups}
    merged: dict[str, list[Mention]] = defaultdict(list)
    for key in sorted(groups):
        merged[home[key]].extend(groups[key])
    for key in sorted(merged):
        found = merged[key]
        entity = content_id(story, "entity", key)
        kinds = Counter(m.type for m in found)
        kind = min(kinds, key=lambda k: (-kinds[k], k))
        forms: dict[str, list[Mention]] = defaultdict(list)
        for m in found:
            forms[m.text].append(m)
        best = min(forms, key=lambda f: (-len(f.split()), -len({m.article for m in forms[f]}), f))
        yield Entity(story, entity, best, kind)
        for form in sorted(forms):
            yield Form(story, entity, form, len(forms[form]), tuple(sorted({m.article for m in forms[form]})))
        for m in found:
            yield EntityMention(story, entity, m.article, m.begin, m.end)
