"""Quoted pieces of a story with what comparing them needs: words, speaker, place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tellings.collate.utterance_words import Said, words_of
from tellings.records import EntityMention, Form, Line, Quote, Sentence
from tellings.text.names_places import country_behind, demonyms
from tellings.text.quotes_nouns import is_agent
from tellings.text.quotes_words import ORGANISATION_KIN, PERSON_NOUNS

#: Who speaks for the body named before them.
_VOICES = frozenset(
    "spokesman spokesmen spokeswoman spokesperson official executive representative leader lawyer attorney aide agent "
    "investigator officer deputy".split()
)
#: What a national adjective stands before when the country itself speaks.
_GOVERNING = frozenset("government regime leadership authorities officials".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """One quoted piece with what grouping needs to know."""

    quote: Quote
    words: Said
    key: tuple[str, ...]  # folded words: equal keys are one form
    entity: str | None
    name: str | None  # last word of the speaker's name, folded
    heading: bool  # stands in a title line
    voice: str | None  # the country that speaks, whether by its name, its capital or its government
    beside: tuple[str, str]  # the rest of the sentences that the piece stands in, before and behind it

    @property
    def around(self) -> Said:
        """The words around the piece: looked at where its own say too little."""
        return _around(self.beside)


def speakers(
    quotes: Sequence[Quote], texts: dict[str, str], mentions: Sequence[EntityMention], forms: Sequence[Form]
) -> dict[str, str]:
    """Quote id -> entity id: by the mention at the antecedent or speaker, else by the name as written."""
    at: dict[str, list[EntityMention]] = defaultdict(list)
    for mention in mentions:
        at[mention.article].append(mention)
    by_form: dict[str, str] = {}
    for form in sorted(forms, key=lambda f: (f.count, f.entity, f.form)):
        by_form[form.form.lower()] = form.entity
    out: dict[str, str] = {}
    for quote in quotes:
        for begin, end in (
            (quote.antecedent_begin, quote.antecedent_end),
            (quote.speaker_begin, quote.speaker_end),
        ):
            if begin is None or end is None:
                continue
            text = texts[quote.article]
            inside = (m for m in at[quote.article] if m.begin < end and begin < m.end)
            hit = max(
                (m for m in inside if m.end >= end or not _modifies(text, m.end, end)),
                key=lambda m: (min(m.end, end) - max(m.begin, begin), -m.begin, m.entity),
                default=None,
            )
            found = hit.entity if hit else by_form.get(text[begin:end].lower())
            if found is not None:
                out[quote.id] = found
                break
    return out


def _modifies(text: str, begin: int, end: int) -> bool:
    """Whether a name that ends at `begin` only tells whose or which: "[Ana Orlen]'s mother", "[Torhavn] council"."""
    last = text[begin:end].split()[-1:]
    if last and text[begin : begin + 1] == " " and last[0].islower() and _somebody(last[0]):
        return True  # "a [Torhavn] resident"
    return text[begin : begin + 2] in ("'s", "’s") or any(
        word.lower() in kin for word in last for kin in ORGANISATION_KIN
    )


def _somebody(word: str) -> bool:
    """Whether a word means people who speak for themselves: "residents", "user"; not a body's own officials."""
    forms = {word, word.removesuffix("s")}
    return not forms & _VOICES and any(w in PERSON_NOUNS or is_agent(w) for w in forms)


def _name(quote: Quote, text: str) -> str | None:
    if quote.antecedent_begin is None or quote.antecedent_end is None:
        return None
    found = words_of(text[quote.antecedent_begin : quote.antecedent_end])
    return found[-1].folded if found else None


def voices(forms: Sequence[Form]) -> dict[str, str]:
    """Entity id -> country, for countries, capitals and national governments ("Lisbon", "Portuguese officials")."""
    out: dict[str, str] = {}
    for form in sorted(forms, key=lambda f: (-f.count, f.entity, f.form)):
        words = form.form.lower().removeprefix("the ").split()
        country = country_behind(" ".join(words))
        if country is None and words and words[-1] in _GOVERNING:
            country = demonyms().get(" ".join(words[:-1]))
        if country:
            out.setdefault(form.entity, country)
    return out


def pieces_of(
    quotes: Sequence[Quote],
    texts: dict[str, str],
    places: tuple[Sequence[Line], Sequence[Sentence]],
    entity: dict[str, str],
    voice: dict[str, str],
) -> list[Piece]:
    """All quotes as pieces, in order of article and place."""
    titles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in places[0]:
        if line.label == "title":
            titles[line.article].append((line.begin, line.end))
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sentence in places[1]:
        spans[sentence.article].append((sentence.begin, sentence.end))
    for held in spans.values():
        held.sort()
    out = []
    for quote in sorted(quotes, key=lambda q: (q.article, q.begin, q.end)):
        text = texts[quote.article]
        words = words_of(text[quote.begin : quote.end])
        heading = any(a <= quote.begin < b for a, b in titles[quote.article])
        key = tuple(w.folded for w in words)
        who = entity.get(quote.id)
        beside = _beside(quote, text, spans[quote.article])
        out.append(Piece(quote, words, key, who, _name(quote, text), heading, voice.get(who or ""), beside))
    return out


def _beside(quote: Quote, text: str, spans: list[tuple[int, int]]) -> tuple[str, str]:
    """The sentences that a quote touches, its own words left out."""
    first = max(0, bisect_right(spans, (quote.begin, len(text) + 1)) - 1)
    touched = [s for s in spans[first : first + 8] if s[0] < quote.end and quote.begin < s[1]]
    if not touched:
        return "", ""
    low, high = touched[0][0], touched[-1][1]
    return text[low : max(low, quote.begin)], text[min(high, quote.end) : high]


@lru_cache(maxsize=4096)
def _around(beside: tuple[str, str]) -> Said:
    return Said((*words_of(beside[0]), *words_of(beside[1])))
