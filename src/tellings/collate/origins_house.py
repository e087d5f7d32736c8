"""Whose text a page is by the copyright line it carries: sister stations and papers of one chain print each other's.

A station's site has its call sign, and so has the line; where the two are others, the text is the other station's. So
it is where the line names the outlet of another telling of the story. A brand tells nothing: "Channel 8" may be KVLE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tellings.collate.derivations_text import Body
from tellings.collate.origins_outlets import outlet_core, same_outlet
from tellings.collate.origins_sources import Absent, Sources
from tellings.records import Furniture

#: Confidence that a text is the house's whose copyright line stands below it.
OWNED = 0.9
#: Lines at a page's end among which such a line is looked for in its text.
LAST = 4

_LINE = re.compile(
    r"(?:[Cc]opyright|©|\([Cc]\))[\s,©]{0,4}(?:\([Cc]\)\s)?(?:(?:19|20)\d\d)?,?\s*(?:by )?(?P<name>[A-Z][\w&’'-]*+"
    r"(?: [A-Z\d][\w&’'-]*+){0,4})"
)
_SIGN = re.compile(r"[KW][A-Z]{2,3}(?=$|[ .,-])")
_SITE = re.compile(r"([kw][a-z]{2,3}?)(?:tv|fm|am|radio|news|action|local|now|\d)*")


def owner(lines: Sequence[str], source: str | None, others: Sequence[str | None]) -> tuple[str, str] | None:
    """The other house whose copyright line a page carries, and the line; None where it is the page's own."""
    site = _SITE.fullmatch(outlet_core(source))
    for line in lines:
        match = _LINE.search(line[:400])
        if match is None:
            continue
        name = match["name"].rstrip(".,")
        sign = _SIGN.match(name)
        if sign and site:
            here, there = site[1], sign[0].lower()
            return None if here.startswith(there) or there.startswith(here) else (sign[0], match[0])
        if not same_outlet(name, source) and any(same_outlet(name, other) for other in others if other != source):
            return name, match[0]
    return None


def houses(found: Sources, furniture: Sequence[Furniture]) -> None:
    """Add the houses whose texts tellings print, where no agency and no telling that is here supplies them."""
    removed: dict[str, list[str]] = {}
    for f in sorted(furniture, key=lambda f: (f.article, f.ordinal)):
        removed.setdefault(f.article, []).append(f.text)
    sources = [b.source for b in found.bodies]
    supplied = {a.child for a in found.absent if a.kind != "quotes-only"} | set(found.above())
    for n, body in enumerate(found.bodies):
        about = found.known[n]
        if n in supplied or about.credited or about.own_agency or about.release or not body.words:
            continue
        if (whose := owner(_lines(body, removed), body.source, sources)) is not None:
            reason = f"carries the line “{whose[1]}”"
            found.absent.append(Absent(n, whose[0], "house", "verbatim", OWNED, reason, ()))


def _lines(body: Body, removed: Mapping[str, Sequence[str]]) -> list[str]:
    kept = [line for line in body.text.split("\n") if line.strip()][-LAST:]
    return [*kept, *removed.get(body.article, ())]
