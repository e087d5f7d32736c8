"""What each telling made of its parent, as people read it: a line of counts, and the sentences that tell most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings import views
from tellings.render import outline as o
from tellings.render import wording as w

#: Sentences of either kind that a screen shows; the page and the JSON have all.
SHOWN = 2
#: What carries a fact: a figure, a quotation, a name inside the sentence.
_FACT = re.compile(r"\d[\d.,]*+|[\"“”«»„]|(?<=[a-z,] )[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Made:
    """A derivation of which it is known what the child dropped, added and changed."""

    derivation: views.Derivation
    line: str  # "dropped the last 4 paragraphs; 2 points told differently"
    changed: tuple[views.Discrepancy, ...]


def made(outline: o.Outline) -> list[Made]:
    """Every derivation that departs from its parent in anything, in the order of the tellings."""
    by_id = {d.id: d for d in outline.story.discrepancies}
    out = []
    for d in outline.story.derivations:
        changed = tuple(by_id[name] for name in d.changed if name in by_id)
        if d.departs is None or not (d.dropped or d.added or changed):
            continue
        parts = [d.departs] if d.dropped or d.added else []
        if changed:
            parts.append(f"{w.plural(len(changed), 'point')} told differently")
        out.append(Made(d, "; ".join(parts), changed))
    return out


def telling(places: Sequence[views.Evidence], most: int = SHOWN) -> list[views.Evidence]:
    """The few places that tell most: with the most figures, quotes and names; in the order of the text."""
    ranked = sorted(places, key=lambda e: (-len(_FACT.findall(e.text)), e.begin))
    return sorted(ranked[:most], key=lambda e: (e.telling, e.begin))
