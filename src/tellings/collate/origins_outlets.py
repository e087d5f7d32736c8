"""Outlets by name: whether a name in running text is a telling's outlet, and which tellings' outlets a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tellings.collate.derivations_text import Body, fold


@lru_cache(maxsize=10_000)
def outlet_core(source: str | None) -> str:
    """An outlet's name as bare letters: "www.larchchronicle.example" and "Larch Chronicle" alike."""
    bare = fold(source or "").strip()
    if "." in bare and " " not in bare:
        parts = [p for p in bare.split(".") if p not in ("www", "news", "m", "en", "english", "edition")]
        bare = parts[0] if len(parts) < 3 or len(parts[1]) <= 3 else parts[-2]
    return re.sub(r"[^a-z0-9]", "", bare.removeprefix("the "))


#: What an outlet's name has behind it here and not there: "KVLE told us", "KVLE Radio".
_MEDIA = ("", "com", "news", "radio", "tv", "television", "fm", "online")


def same_outlet(name: str, source: str | None) -> bool:
    """Whether a name in running text ("the Larch Courier") is the outlet of a telling."""
    core = outlet_core(source)
    whole, ends = _written(name)
    short = len(core) == 3 and (" " in name or "." in name)  # "KVL News", "KVLNews.com", but no "Kvl"
    if not (len(core) > 3 or short) or not whole:
        return False
    return ends == core or whole in _in_text(core)


@lru_cache(maxsize=10_000)
def _in_text(core: str) -> frozenset[str]:
    """What an outlet of these bare letters may be called, in bare letters."""
    less = (core.removesuffix(media) for media in _MEDIA if core.endswith(media))
    return frozenset(filter(None, (*(f"{core}{media}" for media in _MEDIA), *less)))


@lru_cache(maxsize=50_000)
def _written(name: str) -> tuple[str, str]:
    """A name's bare letters, and those of its first and last word where it has several."""
    words = [re.sub(r"[^a-z0-9]", "", fold(w)) for w in name.split() if fold(w) not in ("the", "of")]
    return "".join(words), words[0] + words[-1] if len(words) > 1 else ""


_LINK = re.compile(r"https?://(?:www\.)?([\w.-]{4,80})")


def linked_outlets(body: Body, sources: Sequence[str | None]) -> set[int]:
    """Other tellings to whose outlet's pages this telling links in its text: it has something from there."""
    hosts = {outlet_core(match[1].lower()) for match in _LINK.finditer(body.text)}
    if not hosts:
        return set()
    return {
        n
        for n, source in enumerate(sources)
        if source and source != body.source and len(outlet_core(source)) >= 4 and outlet_core(source) in hosts
    }


_BEFORE = re.compile(r"(?:told|tells|by|to|with|from|via|two)(?: the)? $", re.IGNORECASE)
_AFTER = re.compile(r"(?:'s|’s)? (?:said|report|quot|journalis|correspond|has seen)")
#: Behind a name that says what kind of people or thing is meant: "with Vale commuters" names no paper.
_NOUN = re.compile(r" (?!(?:was|is|has|does|says|reports|as|his|this|yes|perhaps|besides|towards)\b)[a-z]+s\b")
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*){0,5}")


def named_outlets(body: Body, sources: Sequence[str | None]) -> Iterator[tuple[int, int, int]]:
    """Other tellings' outlets that this telling names as a source: (telling, begin, end).

    An outlet whose name is one word ("Reuters") counts where a cue stands beside it.
    """
    others = [(n, source) for n, source in enumerate(sources) if source and source != body.source]
    meant: dict[str, list[int]] = {}  # a name -> the tellings whose outlet it is
    for begin, end in body.sentences if others else ():
        for match in _CAPITALS.finditer(body.text, begin, end):
            name = match[0]
            if name not in meant:
                meant[name] = [n for n, source in others if same_outlet(name, source)]
            if not meant[name]:
                continue
            before, after = body.text[max(0, match.start() - 16) : match.start()], body.text[match.end() :][:14]
            modifies = _NOUN.match(after) is not None
            if " " in name or (_BEFORE.search(before) and not modifies) or _AFTER.match(after):
                yield from ((n, match.start(), match.end()) for n in meant[name])
