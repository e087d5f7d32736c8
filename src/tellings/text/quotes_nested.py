"""Reports inside reports: whose words they are, and which of them stand for the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tellings.text.agencies import canonical
from tellings.text.quotes_reported import Reported
from tellings.text.quotes_view import View
from tellings.text.quotes_words import OUTLETS

#: A content that holds a cue begins among this many before it: sentences do not nest reports deeper.
_NEAR = 12


def carriers(v: View, found: list[Reported]) -> set[int]:
    """The verbs with which a news outlet only passes on what somebody else is told to have said.

    "Ana Orlen said that the road was shut, the Mercury reported": Orlen speaks.
    """
    cues = [r.cue[0] for r in found if r.speaker]
    out = set()
    for r in found:
        if r.speaker is None or not _outlet(v.text[r.speaker[0] : r.speaker[1]]):
            continue
        if any(b <= cues[k] < e for b, e in r.content for k in range(bisect_left(cues, b), bisect_left(cues, e))):
            out.add(r.verb)
    return out


def _outlet(name: str) -> bool:
    last = name.lower().split()[-1:]
    return bool(last) and (last[0] in OUTLETS or canonical(name.removeprefix("the ").removeprefix("The ")) is not None)


def outermost(v: View, found: list[Reported], quoted: list[tuple[int, int]]) -> list[Reported]:
    """Reported speech that nobody else in the article reports: not inside a quotation, not inside other content."""
    carried = carriers(v, found)
    found = [r for r in found if r.verb not in carried]
    spans = sorted((b, e) for r in found for b, e in r.content)
    marks = sorted(quoted)
    out = []
    for r in found:
        at = r.cue[0]
        k = bisect_right(marks, (at, 1 << 60))
        if k and at < marks[k - 1][1]:
            continue
        k = bisect_right(spans, (at, 1 << 60))
        if any(at < e and (b, e) not in r.content for b, e in spans[max(0, k - _NEAR) : k]):
            continue
        out.append(r)
    return out
