"""Who and what a story is about: names that several tellings write differently, merged into entities."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import compress

from tellings.collate.entities_form import canonical, led, lowered, origins, placed, titled, witnesses
from tellings.collate.entities_judged import judged_names
from tellings.collate.entities_merge import clusters
from tellings.collate.entities_nodes import fold, known_place, nodes, surnames, vote
from tellings.collate.entities_scene import Scene
from tellings.collate.entities_sweep import sweep
from tellings.records import Article, Copy, Entity, EntityMention, Form, Judgement, Mention, Sentence, Token
from tellings.schema import column, content_id
from tellings.settings import Entities
from tellings.text.names_places import countries, states
from tellings.text.names_tables import POLITE

#: Words of these classes make up the context in which a name stands.
_CONTENT = frozenset(("NOUN", "VERB", "ADJ", "NUM", "PROPN", ""))
_VERBS = frozenset(("VERB", "AUX"))


class Contexts:
    """The words among which names stand: read when two names are compared by them, which most never are."""

    def __init__(self, mentions: Sequence[Mention], sentences: Sequence[Sentence], tokens: Sequence[Token]) -> None:
        self._mentions, self._sentences, self._tokens = mentions, sentences, tokens
        self._known: dict[str, list[frozenset[str]]] = {}

    def __call__(self, name: str) -> list[frozenset[str]]:
        """The content words of each sentence in which a folded name stands, names themselves left out."""
        if name not in self._known:
            self._known[name] = [self._around(m) for m in self._named.get(name, ())]
        return self._known[name]

    def _around(self, m: Mention) -> frozenset[str]:
        rows = self._begins[m.article]
        inside = self._words[m.article, rows[bisect_right(rows, (m.begin, 1 << 60)) - 1][1]]
        return frozenset(w for at, w in inside if w and not m.begin <= at < m.end)

    @cached_property
    def _begins(self) -> dict[str, list[tuple[int, int]]]:
        """Article -> begin and ordinal of its sentences, in order."""
        out: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for s in self._sentences:
            out[s.article].append((s.begin, s.ordinal))
        for rows in out.values():
            rows.sort()
        return out

    @cached_property
    def _named(self) -> dict[str, list[Mention]]:
        """Folded name -> its mentions, but those before an article's first sentence."""
        out: dict[str, list[Mention]] = defaultdict(list)
        for m in self._mentions:
            rows = self._begins[m.article]
            if rows and rows[0][0] <= m.begin:
                out[fold(m.text)].append(m)
        return out

    @cached_property
    def _words(self) -> dict[tuple[str, int], list[tuple[int, str]]]:
        """Article and sentence -> its content words with their places."""
        out: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
        names = ("article", "sentence", "begin", "end", "lemma")
        told = zip(*(column(self._tokens, name) for name in names), strict=True)
        content = map(_CONTENT.__contains__, column(self._tokens, "pos"))
        for article, sentence, begin, end, lemma in compress(told, content):
            if len(lemma) > 2 or end - begin > 2:
                out[article, sentence].append((begin, lemma.lower()))
        return out


def resolve(
    story: str,
    tables: tuple[Sequence[Article], Sequence[Mention], Sequence[Sentence], Sequence[Token], Sequence[Copy]],
    settings: Entities,
    judged: Sequence[Judgement] = (),
) -> Iterator[Entity | Form | EntityMention]:
    """Entities, their forms and their mentions. `tables` are the rows of one story, in any order."""
    articles, mentions, sentences, tokens, copies = tables
    texts = {a.id: a.text for a in articles}
    mentions = [*mentions, *sweep(texts, mentions, tokens)]
    names, asked = judged_names(surnames(nodes(mentions)), texts, judged)
    scene = Scene(names, texts, Contexts(mentions, sentences, tokens), asked)
    home = clusters(scene, settings)
    merged: dict[str, list[Mention]] = defaultdict(list)
    for key in sorted(home):
        merged[home[key]].extend(scene.nodes[key].mentions)
    witness = origins(sorted(texts), copies, settings)
    verbs = set(compress(_places(tokens), map(_VERBS.__contains__, column(tokens, "pos"))))
    wider = {
        (m.article, m.begin): m.end for m in mentions if m.type == "place" and known_place(m.text) and _region(m.text)
    }
    listed = [found for _, found in sorted(merged.items())]
    named = [(found, *_named(found, witness, settings), i) for i, found in enumerate(listed)]
    small = lowered(listed, texts)
    titled_only = {  # "Mrs Holm", where Holm by itself is her husband
        (m.article, m.begin)
        for node in scene.nodes.values()
        for m in (node.mentions if node.owner else ())
        if m.title and m.title.lower().rstrip(".") in POLITE
    }
    taken: dict[str, int] = defaultdict(int)
    for found, name, kind, i in sorted(named, key=lambda row: (row[1], row[2], row[0][0].article, row[0][0].begin)):
        entity = content_id(story, "entity", name, kind, taken[f"{name}/{kind}"] or None)
        taken[f"{name}/{kind}"] += 1
        yield Entity(story, entity, name, kind)
        extra = {**titled(found, texts), **led(found, texts), **placed(found, texts, wider, verbs), **small.get(i, {})}
        yield from _rows(story, entity, found, extra, titled_only)


def _places(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    return zip(column(tokens, "article"), column(tokens, "begin"), strict=True)


def _named(found: Sequence[Mention], witness: Mapping[str, str], settings: Entities) -> tuple[str, str]:
    kind = vote(found)
    return canonical(found, kind, witness, settings), kind


def _region(text: str) -> bool:
    """Whether a generally known place is a country or state, not a city."""
    return text.lower() in countries() or text.lower() in states()


def _rows(
    story: str,
    entity: str,
    found: list[Mention],
    extra: Mapping[str, list[Mention]],
    never_bare: Set[tuple[str, int]],
) -> Iterator[Form | EntityMention]:
    """The forms and mentions of one entity; the names at `never_bare` only with the title before them."""
    forms: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        if (mention.article, mention.begin) not in never_bare:
            forms[mention.text].append(mention)
    if not forms and not extra:
        forms = {found[0].text: list(found)}
    for form, said in extra.items():
        forms.setdefault(form, []).extend(said)
    for form in sorted(forms):
        count, tellings = witnesses(forms[form])
        yield Form(story, entity, form, count, tellings)
    for m in sorted(found, key=lambda m: (m.article, m.begin)):
        yield EntityMention(story, entity, m.article, m.begin, m.end)
