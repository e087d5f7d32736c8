"""Where a telling hands on what a document says: a release, an indictment, court papers.

The wording there is the document's. Two newsrooms that have it before them print its sentences and its numbers alike,
and neither has them from the other: so what they share there tells little about who copied whom, and much about a
primary source in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tellings.collate.derivations_text import Body
from tellings.collate.origins_missing import Issuer, names_it

_KIND = (
    r"(?:(?:press|news|media) releases?|releases?|(?:written |joint )?statements?|communiqu[eé]|indictments?"
    r"|affidavits?|(?:criminal |civil )?complaints?|lawsuits?|(?:arrest|search) warrants?|documents"
    r"|(?:court|charging|legal|police|jail|arrest|incident|autopsy|coroner(?:'s|’s)|inspection|crash|accident|audit)"
    r" (?:papers|documents?|records?|filings?|files?|reports?))"
)
_SAYS = (
    r"(?:said|says?|alleges?|alleged|states?|stated|shows?|showed|reads?|accuses?|accused|details?|detailed|describes?"
    r"|described|lists?|listed|includes?|included|adds?|added|indicates?|indicated|reveals?|revealed)"
)
_WORDS = r"(?:[\w’'.&-]+ )"
#: A document as the source of what a sentence tells. Linear: every repetition is bounded.
_HANDS_ON = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n|[Pp]er) (?:an? |the |its |their |his |her )?{_WORDS}{{0,6}}?(?P<a>{_KIND})\b(?! of)"
    rf"|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Cc]ourt|[Pp]olice) {_WORDS}{{0,3}}?(?P<b>{_KIND})"
    rf"(?: (?:from|by|of|also|released|issued|filed|unsealed) {_WORDS}{{0,6}}?| )(?:also )?{_SAYS}\b"
)
#: One of these stands in the name of every document.
_DOCUMENTS = (
    "report", "statement", "release", "record", "file", "filing", "document", "papers", "indictment", "affidavit",
    "complaint", "lawsuit", "warrant", "communiqu",
)  # fmt: skip
_SAID = re.compile(r"\b(?:said|says|confirmed|confirms|announced|according to|reported|added|stated|identified)\b")
#: Kinds under one name: what a court has.
_COURT = re.compile(r"court|charging|legal|complaint|affidavit|indict|lawsuit|filing|^documents$", re.IGNORECASE)
_RELEASE = re.compile(r"release|statement|communiqu", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Handed:
    """That a sentence hands on what a document of some kind or its issuer says."""

    sentence: int
    kind: str  # "court" | "release" | "report"; of an issuer named without a document, "" with its name
    issuer: str


def _kind(name: str) -> str:
    return "court" if _COURT.search(name) else "release" if _RELEASE.search(name) else "report"


def handed(body: Body, issuers: Sequence[str]) -> Iterator[Handed]:
    """The sentences of a telling that hand on a document, or what one of these bodies says that issued one.

    `issuers` are bodies, not persons, that some telling of the story names as issuing a release or statement. A bare
    "the release said" is of the body that was named last.
    """
    last = ""
    known = [name for name in issuers if any(names_it(body.text[a:b], name) for a, b in body.sentences)]
    for n, (begin, end) in enumerate(body.sentences):
        sentence = body.text[begin:end]
        named = next((name for name in known if names_it(sentence, name)), "")
        last = named or last
        kinds: list[str] = []
        if any(map(sentence.__contains__, _DOCUMENTS)):
            kinds = sorted({_kind(match["a"] or match["b"]) for match in _HANDS_ON.finditer(sentence)})
        for kind in kinds:
            yield Handed(n, kind, last if kind == "release" else "")
        if not kinds and named and _SAID.search(sentence):
            yield Handed(n, "", named)


def one_issuer(issued: Sequence[Issuer]) -> list[Issuer]:
    """The statements with every body under one name: a longer name that holds a shorter one is the same body's."""
    names = sorted({i.name for i in issued if i.name and not i.person}, key=lambda name: (len(name), name))
    home: dict[str, str] = {}
    for n, name in enumerate(names):
        for short in names[:n]:
            words, held = name.split(), short.split()
            within = any(words[k : k + len(held)] == held for k in range(len(words)))
            if short not in home and (within if len(held) > 1 else short.isupper() and names_it(name, short)):
                home[name] = short
                break
    for name in names:  # "Vale County Sheriff's", cut off before its office
        whole = [other for other in names if name.endswith(("'s", "’s")) and other.startswith(f"{name} ")]
        if whole:
            home.update(dict.fromkeys((*whole, name), whole[0]))
    return [replace(i, name=home.get(i.name, i.name)) if not i.person else i for i in issued]


def bodies_that_issue(issued: Sequence[Issuer]) -> list[str]:
    """Names of bodies, not persons, that tellings name as issuing a release or statement; the longest first."""
    return sorted({i.name for i in issued if i.name and not i.person}, key=lambda name: (-len(name), name))
