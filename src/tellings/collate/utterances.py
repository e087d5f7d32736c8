"""One utterance in many tellings: pieces grouped over articles, speakers resolved, drift typed.

Records in, records out. Similarity is an order-preserving alignment of words (weighted longest common
subsequence, content words counting most) as a share of the shorter piece, so that a cut quotation still
finds its whole. Groups grow by average linkage from the strongest links down; two different pieces of one
article that resemble each other without one containing the other keep their groups apart: an article that
quotes both means two utterances.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tellings.collate.utterance_drift import base_of, drift, speaker_of
from tellings.collate.utterance_links import Link, compare, fragment, most, most_short, strength
from tellings.collate.utterance_pieces import Piece, pieces_of, speakers, voices
from tellings.collate.utterance_reported import reports
from tellings.collate.utterance_words import Said
from tellings.records import Article, EntityMention, Form, Line, Quote, Sentence, Telling, Utterance
from tellings.schema import content_id
from tellings.settings import Utterances
from tellings.text.quotes_nouns import FIGURES


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one story."""

    articles: Sequence[Article]
    tellings: Sequence[Telling]
    lines: Sequence[Line]
    quotes: Sequence[Quote]
    forms: Sequence[Form] = ()
    mentions: Sequence[EntityMention] = ()
    sentences: Sequence[Sentence] = ()


def sharing(pieces: Sequence[Piece], settings: Utterances) -> list[tuple[int, int]]:
    """Pairs of pieces (a < b) that share enough words to be compared."""
    index: dict[str, list[int]] = defaultdict(list)
    for n, piece in enumerate(pieces):
        for stem in {w.stem for w in piece.words if w.weight >= 1}:
            index[stem].append(n)
    return sorted(
        {pair for held in index.values() if len(held) <= settings.max_sharing for pair in combinations(held, 2)}
    )


class Scores:
    """How alike two nodes of pieces are (0..1): looked at closely only where it may join them, or where it is asked."""

    def __init__(self, pieces: Sequence[Piece], settings: Utterances) -> None:
        self._pieces, self._settings = pieces, settings
        self._links: dict[tuple[tuple[str, ...], tuple[str, ...]], Link] = {}
        self._found: dict[tuple[int, int], float] = {}
        self._open: dict[tuple[int, int], list[tuple[int, int]]] = {}  # pairs of pieces, each too far apart to join

    def add(self, nodes: tuple[int, int], a: int, b: int) -> None:
        """Take in that two pieces of two nodes may be alike."""
        x, y = self._pieces[a], self._pieces[b]
        if most(x, y, self._settings) < self._settings.join:
            self._open.setdefault(nodes, []).append((a, b))
        else:
            self._look(nodes, a, b)

    def link(self, a: int, b: int) -> Link:
        """The likeness of two pieces by their words; one for all of the same words."""
        x, y = sorted((self._pieces[a], self._pieces[b]), key=lambda piece: piece.key)
        found = self._links.get((x.key, y.key))
        if found is None:
            found = self._links[x.key, y.key] = compare(x.words, y.words)
        return found

    def _look(self, nodes: tuple[int, int], a: int, b: int) -> None:
        value = strength(self._pieces[a], self._pieces[b], self.link(a, b), self._settings)
        self._found[nodes] = max(self._found.get(nodes, 0.0), value)

    def joining(self) -> list[tuple[int, int]]:
        """Pairs of nodes that are alike enough to be joined, the strongest first."""
        strong = [(nodes, value) for nodes, value in self._found.items() if value >= self._settings.join]
        return [nodes for nodes, _ in sorted(strong, key=lambda item: (-item[1], item[0]))]

    def __call__(self, i: int, j: int) -> float:
        """How alike two nodes are; 0 for two that share nothing."""
        nodes = min(i, j), max(i, j)
        for a, b in self._open.pop(nodes, ()):
            self._look(nodes, a, b)
        return self._found.get(nodes, 0.0)


def groups(pieces: Sequence[Piece], settings: Utterances) -> list[list[int]]:
    """Pieces joined into utterances: average linkage over distinct forms, from the strongest link down."""
    forms: dict[tuple[tuple[str, ...], str | None], list[int]] = defaultdict(list)
    for n, piece in enumerate(pieces):
        forms[piece.key, piece.entity or piece.name].append(n)
    nodes = sorted(forms.values())
    node_of = {n: i for i, node in enumerate(nodes) for n in node}
    scores = Scores(pieces, settings)
    apart: set[tuple[int, int]] = set()
    for a, b in sharing(pieces, settings):
        i, j = sorted((node_of[a], node_of[b]))
        if i == j:
            continue
        one_article = pieces[a].quote.article == pieces[b].quote.article
        if one_article and not pieces[a].heading and not pieces[b].heading:
            least = settings.alike
            if most_short(pieces[a].words, pieces[b].words) >= least <= scores.link(a, b).short < settings.contained:
                apart.add((i, j))
            if min(len(pieces[n].key) for n in (a, b)) < settings.verbatim:
                continue  # a word or two that come back in another quote of the same text quote nothing of it
        scores.add((i, j), a, b)
    weak = {i for i, node in enumerate(nodes) if fragment(pieces[node[0]], settings)}
    return _agglomerate(nodes, scores, apart, weak, settings.join)


def _agglomerate(
    nodes: list[list[int]],
    score: Scores,
    apart: set[tuple[int, int]],
    weak: set[int],
    join: float,
) -> list[list[int]]:
    """Clusters of nodes. `weak` nodes are fragments: they follow an utterance, they do not tie two together."""
    cluster = list(range(len(nodes)))
    members: dict[int, list[int]] = {i: [i] for i in cluster}
    for i, j in score.joining():
        a, b = sorted((cluster[i], cluster[j]))
        if a == b or any((min(x, y), max(x, y)) in apart for x in members[a] for y in members[b]):
            continue
        ones, others = ([x for x in members[k] if x not in weak] for k in (a, b))
        if ones and others and (i in weak or j in weak):
            continue
        cross = [score(x, y) for x in ones or members[a] for y in others or members[b]]
        if sum(cross) / len(cross) < join / 2:
            continue
        for x in members[b]:
            cluster[x] = a
        members[a] += members.pop(b)
    return [sorted(n for i in held for n in nodes[i]) for _, held in sorted(members.items())]


def collate(story: str, rows: Rows, settings: Utterances) -> list[Utterance]:
    """The utterances of one story: a row for every quote."""
    texts = {article.id: article.text for article in rows.articles}
    entity = speakers(rows.quotes, texts, rows.mentions, rows.forms)
    listed = pieces_of(rows.quotes, texts, (rows.lines, rows.sentences), entity, voices(rows.forms))
    pieces = [piece for piece in listed if piece.quote.kind != "indirect"]
    published = {t.article: t.published for t in rows.tellings if t.published}
    quoted: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        quoted[piece.quote.article].append(piece)
    out: list[Utterance] = []
    group_of: dict[tuple[str, str], tuple[int, str]] = {}  # (article, utterance) -> words quoted, group
    for numbers in groups(pieces, settings):
        group = [pieces[n] for n in numbers]
        ident = _ident(story, group)
        base, speaker = base_of(group, published, quoted, settings), speaker_of(group)
        for piece in group:
            place = (piece.quote.article, piece.quote.utterance)
            group_of[place] = max(group_of.get(place, (0, "")), (len(piece.key), ident))
            who = piece.entity or (speaker if _may_be(piece, speaker, group) else None)
            changed = drift(piece, (base, group, speaker), quoted, settings)
            out.append(Utterance(story, piece.quote.id, ident, who, changed))
    told: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in listed:
        if piece.quote.kind == "indirect":
            told[piece.quote.article, piece.quote.utterance].append(piece)
    of = {u.quote: u.group for u in out}
    for place, parts in told.items():  # the report around a quoted phrase goes with the phrase
        for part in parts if place in group_of else ():
            inside = [
                p for p in quoted[place[0]] if part.quote.begin <= p.quote.begin and p.quote.end <= part.quote.end
            ]
            held = max(inside, key=lambda p: (len(p.key), -p.quote.begin), default=None)
            group_id = of[held.quote.id] if held else group_of[place][1]
            out.append(Utterance(story, part.quote.id, group_id, part.entity, None))
    whole = [_one(parts) for place, parts in told.items() if place not in group_of]
    for group in reports(whole, settings):
        ident, speaker = _ident(story, group), speaker_of(group)
        for piece in group:
            who = piece.entity or (speaker if _may_be(piece, speaker, group) else None)
            parts = told[piece.quote.article, piece.quote.utterance]
            out += [Utterance(story, part.quote.id, ident, who, None) for part in parts]
    return sorted(out, key=lambda u: u.quote)


def _ident(story: str, group: Sequence[Piece]) -> str:
    return content_id(story, "utterance", min(piece.quote.id for piece in group))


def _one(parts: Sequence[Piece]) -> Piece:
    """The parts of one report, which its cue may stand between, as one piece."""
    if len(parts) == 1:
        return parts[0]
    words = Said(word for part in parts for word in part.words)
    return replace(parts[0], words=words, key=tuple(word.folded for word in words))


def _may_be(piece: Piece, speaker: str | None, group: Sequence[Piece]) -> bool:
    """Whether a piece whose speaker is not resolved may take the group's: it names nobody else, nor figures."""
    said = (piece.quote.speaker or "").lower().split()
    if said and said[-1] in FIGURES:
        return False  # "according to figures": they are nobody's
    return piece.name is None or any(p.entity == speaker and p.name == piece.name for p in group)
