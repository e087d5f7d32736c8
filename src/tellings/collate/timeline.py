"""When things happened: which date governs which clause, and what several tellings place at one date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tellings.collate.clauses import clauses
from tellings.collate.similarity import Matrix, character_grams, story_idf, vectors
from tellings.collate.wording import BODY, Texts, readable
from tellings.records import Dateline, Evidence, Sentence, StatementMember, Time, TimelineEntry, Token
from tellings.settings import Briefs
from tellings.text.times_tense import Grammar
from tellings.text.times_values import granularity, interval


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause that a date expression places in time."""

    article: str
    begin: int
    end: int
    date: str  # 2023-01-30, 2023-01 or 2023


_SAYING = frozenset(
    "say tell add report quote note write tweet state comment reply explain ask speak claim confirm accord".split()
)


def calendar_date(time: Time) -> str | None:
    """The day, month or year of a time expression; a week, season or quarter gives the month or year that holds it."""
    value = time.value or ""
    if time.type not in ("DATE", "TIME") or not interval(value):
        return None
    kind = granularity(value)
    if kind == "D":
        return value[:10]
    if kind in ("M", "Y"):
        return value
    if kind not in ("W", "Q", "H", "S") or not time.first or not time.last:
        return None
    if kind == "W" and time.first[:7] == time.last[:7]:
        return time.first[:7]
    return time.first[:4] if time.first[:4] == time.last[:4] else None


def _governing_verb(grammar: Grammar, time: Time) -> Token | None:
    """The verb that a time expression hangs on."""
    for i in reversed(grammar.between(time.begin, time.end)):
        verb = grammar.verb_over(i)
        if verb is not None:
            return grammar.words[verb]
    return None


def _clause(texts: Texts, sentence: Sentence, time: Time, others: Sequence[Time], longest: int) -> tuple[int, int]:
    """The words that the date governs: the sentence, or its clause where the sentence is long or has other dates."""
    words = texts.words(sentence.article, sentence.begin, sentence.end)
    if len(words) <= longest and not others:
        return sentence.begin, sentence.end
    covering = [(b, e) for b, e in clauses(words) if b <= time.begin and time.end <= e]
    alone = [(b, e) for b, e in covering if not any(b < o.end and o.begin < e for o in others)]
    for begin, end in sorted(alone or covering, key=lambda s: (s[1] - s[0], s[0])):
        if len(texts.words(sentence.article, begin, end)) >= 6:
            return begin, end
    return sentence.begin, sentence.end


def placed(texts: Texts, times: Iterable[Time], datelines: Iterable[Dateline], settings: Briefs) -> list[Placed]:
    """Every clause that a resolved date places in time, in order of article and place."""
    closed = [(d.article, d.begin, d.end) for d in datelines]
    dated = [
        (t, date)
        for t in sorted(times, key=lambda t: (t.article, t.begin))
        if t.confidence >= settings.least_date and (date := calendar_date(t)) is not None
    ]
    grammars = {article: Grammar(tokens) for article, tokens in texts.tokens.items()}
    out: list[Placed] = []
    for time, date in dated:
        sentence = texts.sentence_at(time.article, time.begin)
        if sentence is None or sentence.label not in BODY:
            continue
        if any(a == time.article and b < time.end and time.begin < e for a, b, e in closed):
            continue
        grammar = grammars.get(time.article)
        verb = _governing_verb(grammar, time) if grammar else None
        if verb is not None and verb.lemma.lower() in _SAYING:
            continue
        others = [
            o for o, d in dated if o.article == time.article and sentence.begin <= o.begin < sentence.end and d != date
        ]
        begin, end = _clause(texts, sentence, time, others, settings.long_sentence)
        out.append(Placed(time.article, begin, end, date))
    return list(dict.fromkeys(out))


def _alike(texts: Texts, rows: Sequence[Placed]) -> Matrix:
    bags = [character_grams(texts.text(r.article, r.begin, r.end)) for r in rows]
    found = vectors(bags, story_idf(bags))
    return found @ found.T


def _told_together(rows: Sequence[Placed], members: Iterable[StatementMember], least: float) -> set[tuple[int, int]]:
    """Pairs of places that stand in one statement."""
    by_article: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        by_article.setdefault(row.article, []).append(i)
    inside: dict[str, list[int]] = {}
    for m in members:
        if m.weight < least:
            continue
        for i in by_article.get(m.article, []):
            if rows[i].begin < m.end and m.begin < rows[i].end:
                inside.setdefault(m.statement, []).append(i)
    return {(a, b) for listed in inside.values() for a in listed for b in listed if a < b}


def grouped(
    texts: Texts, rows: Sequence[Placed], members: Iterable[StatementMember], settings: Briefs
) -> list[list[Placed]]:
    """Places at one date that tell one event: average link over similarity; what stands in one statement is linked."""
    by_date: dict[str, list[Placed]] = {}
    for row in rows:
        by_date.setdefault(row.date, []).append(row)
    members = list(members)
    out = []
    for _, listed in sorted(by_date.items()):
        listed.sort(key=lambda r: (r.article, r.begin))
        scores = _alike(texts, listed)
        for a, b in _told_together(listed, members, settings.member):
            scores[a, b] = scores[b, a] = max(float(scores[a, b]), 0.6)
        out.extend([[listed[i] for i in group] for group in _average_link(scores, settings.same_event)])
    return out


def _average_link(scores: Matrix, threshold: float) -> list[list[int]]:
    """Groups of indices; the two groups with the highest mean similarity merge until it falls below a threshold."""
    groups = [[i] for i in range(len(scores))]
    while len(groups) > 1:
        best, at = threshold, None
        for i in range(len(groups)):
            for j in range(i + 1, len(groups)):
                mean = round(float(scores[groups[i]][:, groups[j]].mean()), 6)
                if mean > best:
                    best, at = mean, (i, j)
        if at is None:
            break
        groups[at[0]] = sorted(groups[at[0]] + groups[at[1]])
        del groups[at[1]]
    return groups


def _spoken(texts: Texts, group: Sequence[Placed]) -> Placed:
    """The member that reads best by itself; ties go to the shorter, then to the order of articles."""

    def rank(row: Placed) -> tuple[float, int, str, int]:
        text = texts.text(row.article, row.begin, row.end)
        well = readable(text, texts.words(row.article, row.begin, row.end))
        return (-round(well, 3), len(text), row.article, row.begin)

    return min(group, key=rank)


def timeline(
    story: str, texts: Texts, times: Iterable[Time], datelines: Iterable[Dateline],
    members: Iterable[StatementMember], settings: Briefs,
) -> list[TimelineEntry]:  # fmt: skip
    """The timeline of a story: one entry per date and event, in order of time, text verbatim."""
    groups = grouped(texts, placed(texts, times, datelines, settings), members, settings)
    told = [(group[0].date, _spoken(texts, group), group) for group in groups]

    def order(row: tuple[str, Placed, list[Placed]]) -> tuple[str, str, int, str, int]:
        date, shown, group = row
        first, last = interval(date) or (date, date)
        return (first, last, -len({p.article for p in group}), shown.article, shown.begin)

    out = []
    for n, (date, shown, group) in enumerate(sorted(told, key=order)):
        evidence = tuple(sorted(Evidence(p.article, p.begin, p.end) for p in group))
        text = re.sub(r"\s+\Z", "", texts.text(shown.article, shown.begin, shown.end))
        out.append(TimelineEntry(story, n, date, text, evidence))
    return out
