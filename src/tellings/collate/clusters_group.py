"""The stories of a corpus of any size: copies as one text, then average link over all pairs or those worth a look."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tellings.collate.clusters import Corpus, firm_of, gathered, similarity, threshold
from tellings.collate.clusters_copies import distinct, held, units
from tellings.collate.clusters_judged import held_apart, united
from tellings.collate.clusters_link import average_link, strays
from tellings.judgements import Bonds
from tellings.progress import Progress
from tellings.settings import Stories
from tellings.text.events_kept import Kept

NONE = Bonds()
#: A threshold that every two articles reach but those that are judged apart.
EVERYTHING = -1e9


def group(
    corpus: Corpus,
    own: Stories,
    judged: Bonds = NONE,
    twins: Sequence[tuple[int, int]] = (),
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> tuple[list[list[int]], Sequence[float]]:
    """(the articles of every story, by place; how near each article is to the others of its story).

    `twins` are pairs of articles each of which is mostly the other. `kept`: where what was found of many articles is
    kept until all is done.
    """
    if not len(corpus.words):
        return [], []
    found = units(corpus.words, twins, judged.apart)
    if len(found.kept) == len(corpus.words):
        clusters, centre = _grouped(corpus, own, judged, progress, kept)
    else:
        clusters, centre = found.spread(*_grouped(distinct(corpus, found), own, held(judged, found), progress, kept))
    return united(clusters, judged), centre


def _grouped(
    corpus: Corpus, own: Stories, judged: Bonds, progress: Progress | None, kept: Kept | None
) -> tuple[list[list[int]], Sequence[float]]:
    """The same for texts that are no copies of one another, before what is judged together is joined."""
    n = len(corpus.words)
    if n >= own.compile_from and not own.one_story and corpus.meaning is None:
        from tellings.collate.clusters_corpus import stories_of

        label, centre = stories_of(corpus, own, judged.apart, progress, kept)
        order = np.argsort(label, kind="stable")
        cuts = np.flatnonzero(np.diff(label[order])) + 1
        return [part.tolist() for part in np.split(order, cuts)], centre.tolist()
    near = similarity(corpus, own)
    apart = held_apart(near, judged)
    if own.one_story:
        clusters = average_link(apart, EVERYTHING)
    else:
        least = threshold(n, own.small, own.rise, own.most)
        clusters = average_link(apart, least, firm_of(own, n), corpus.days)
        clusters = strays(apart, gathered(apart, clusters, least), least)
    centre = np.zeros(n)
    for cluster in clusters:
        centre[cluster] = near[np.ix_(cluster, cluster)].mean(axis=1)
    return clusters, centre.tolist()
