"""The brief: verbatim lines chosen by how many independent origins carry them, then what differs, then what one has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate.brief_origins import Line, Origins, acts_in
from tellings.collate.wording import BODY, Texts, about, share
from tellings.records import (
    BriefLine,
    Discrepancy,
    Evidence,
    Independence,
    OnlyIn,
    Reading,
    Statement,
    StatementMember,
)
from tellings.settings import Briefs
from tellings.text.concepts import concept


@dataclass(frozen=True, slots=True)
class Collated:
    """What the rooms before found out about one story."""

    statements: Sequence[Statement]
    members: Sequence[StatementMember]
    independence: Sequence[Independence]
    discrepancies: Sequence[Discrepancy]
    readings: Sequence[Reading]


#: Kinds of difference at which only one reading can be right.
_FACTS = frozenset({"number", "date", "time", "place", "list", "negation", "attribution"})

#: A sentence that reads worse than this shows no difference: it needs the one before it.
_LEAST_WELL = 0.6

#: Where an expression of these begins, no name does.
_NO_NAMES = frozenset(f"B-{kind}" for kind in ("CARDINAL", "ORDINAL", "DATE", "TIME"))

#: A line so much of whose words another line holds tells no more than it.
_NO_MORE = 0.75


def _whole(texts: Texts, place: Evidence) -> Evidence:
    """The sentence that a place stands in, or the place itself."""
    found = texts.sentence_at(place.article, place.begin)
    return place if found is None else Evidence(place.article, texts.opening(found), max(found.end, place.end))


def _label(texts: Texts, place: Evidence) -> str:
    found = texts.sentence_at(place.article, place.begin)
    return found.label if found else "body"


def _lead(texts: Texts, place: Evidence) -> float:
    """1 at the top of the body, half four sentences down: news says first what matters most."""
    return 1.0 / (1.0 + texts.before(place.article, place.begin) / 4)


def _well(texts: Texts, place: Evidence) -> float:
    """How well a sentence reads by itself: "The seller is", "The vote followed" lean on what named them before."""
    words = texts.words(*_span(place))
    bare = len(words) > 2 and words[0].lemma.lower() == "the" and words[1].pos == "NOUN"
    leans = bare and words[2].pos in ("VERB", "AUX")
    return texts.reads(*_span(place)) - (0.25 if leans else 0.0)


def _place(texts: Texts, statement: Statement, members: Sequence[StatementMember]) -> Evidence | None:
    """Where the statement's own words stand, which its members' support is about; None where that is no body text."""
    for m in sorted(members, key=lambda m: (-m.support, m.article, m.begin)):
        place = Evidence(m.article, m.begin, m.end)
        if not statement.text or texts.text(*_span(place)) == statement.text:
            return place if _label(texts, place) in BODY else None
    return None


def _sayers(members: Iterable[StatementMember], settings: Briefs) -> list[StatementMember]:
    """The members that surely say the statement's text."""
    return [m for m in members if m.support >= settings.member]


def _shared(
    texts: Texts, statements: Sequence[Statement], by: Mapping[str, list[StatementMember]],
    carried: Mapping[str, tuple[int, int]], settings: Briefs,
) -> list[Line]:  # fmt: skip
    """Candidates that two or more tellings say, heaviest first."""
    out = []
    wells: dict[Evidence, float] = {}
    for statement in statements:
        members = _sayers(by.get(statement.id, []), settings)
        tellings = {m.article for m in members}
        place = _place(texts, statement, members) if len(tellings) > 1 else None
        if place is None:
            continue
        if place not in wells:
            wells[place] = _well(texts, place)
        low, high = carried.get(statement.id, (1, 1))
        leads = [_lead(texts, Evidence(m.article, m.begin, m.end)) for m in members]
        many = (low + high) / 2 + 0.5 * len(tellings)  # five tellings of one origin count less than three of three
        alike = sum(m.support for m in members) / len(members)  # loosely joined places may not say quite the same
        lead = 0.3 + 0.7 * sum(leads) / len(leads) + 0.7 * _lead(texts, place)  # what many put first is the news
        weight = many / (many + 4) * alike * lead * (0.3 + wells[place])
        evidence = tuple(sorted({Evidence(m.article, m.begin, m.end) for m in members}))
        out.append(
            Line(place.article, place.begin, place.end, texts.content(*_span(place)), evidence, round(weight, 6))
        )
    return sorted(out, key=lambda line: (-line.weight, line.article, line.begin))


def _span_of(line: Line) -> tuple[str, int, int]:
    return line.article, line.begin, line.end


def _place_of(line: Line) -> Evidence:
    return Evidence(line.article, line.begin, line.end)


def _span(place: Evidence) -> tuple[str, int, int]:
    return place.article, place.begin, place.end


def _new(line: Line, chosen: Sequence[Line], settings: Briefs) -> bool:
    """Whether a line adds something: neither its words nor the places that say it are mostly those of one above."""
    for other in chosen:
        if share(_fields(line.content), _fields(other.content)) >= settings.redundant:
            return False
        common = sum(_covered(e, [(o.article, o.begin, o.end) for o in other.evidence]) for e in line.evidence)
        if len(line.evidence) > 1 and common >= settings.same_places * min(len(line.evidence), len(other.evidence)):
            return False
    return True


def _fields(content: frozenset[str]) -> frozenset[str]:
    """Content words by what they tell: hurt, injured and wounded are one."""
    return frozenset(concept(word) for word in content)


def _leads(texts: Texts, settings: Briefs) -> list[Line]:
    """The first good sentences of the tellings, where no two say the same."""
    out = []
    for article in sorted(texts.articles):
        body = [s for s in texts.sentences.get(article, []) if s.label == "body"]
        for n, sentence in enumerate(body):
            well = texts.reads(article, sentence.begin, sentence.end)
            if well < settings.least_readable:
                continue
            place = Evidence(article, sentence.begin, sentence.end)
            out.append(Line(*_span(place), texts.content(*_span(place)), (place,), round(well - 0.1 * n, 6)))
    return sorted(out, key=lambda line: (-line.weight, line.article, line.begin))


def _differs(
    texts: Texts, told: Collated, by: Mapping[str, list[StatementMember]], chosen: Sequence[Line], settings: Briefs
) -> list[tuple[Line, Evidence | None]]:
    """For the differences that matter most: the words of a reading that no line shows, and where its rival stands."""
    of: dict[str, list[Reading]] = {}
    for reading in sorted(told.readings, key=lambda r: (r.discrepancy, r.ordinal)):
        of.setdefault(reading.discrepancy, []).append(reading)
    said: dict[str, list[tuple[Evidence, list[StatementMember]]]] = {}
    for statement in told.statements:
        members = _sayers(by.get(statement.id, []), settings)
        place = _place(texts, statement, members)
        if place is not None:
            said.setdefault(place.article, []).append((place, members))
    shown = {(line.article, line.begin, line.end) for line in chosen}
    out: list[tuple[Line, Evidence | None]] = []
    for found in sorted(told.discrepancies, key=lambda d: (d.rank, d.id)):
        if found.type not in ("contradiction", "update") or found.kind in ("description", "quote", "other"):
            continue
        two = sorted(of.get(found.id, []), key=lambda r: (-len(r.origins), -len(r.evidence), r.ordinal))[:2]
        lines = [_reading_line(texts, reading, said, shown) for reading in two]
        if len(two) < 2 or any(line is None for line in lines):
            continue
        fresh = [line for line in lines if line is not None and line.weight > 0]
        if not fresh or len(out) + len(fresh) > settings.most_differs:
            continue
        above = next((Evidence(x.article, x.begin, x.end) for x in lines if x is not None and x.weight <= 0), None)
        out.extend((line, above if n == 0 else _place_of(fresh[0])) for n, line in enumerate(fresh))
        shown |= {(line.article, line.begin, line.end) for line in fresh}
    return out


def _reading_line(
    texts: Texts, reading: Reading, said: Mapping[str, list[tuple[Evidence, list[StatementMember]]]],
    shown: Iterable[tuple[str, int, int]],
) -> Line | None:  # fmt: skip
    """The words that most of the tellings with a reading say; weight 0 when a line above shows it; None when none reads
    well."""
    for place in sorted(reading.evidence):
        if _covered(place, shown):
            return Line(*_span(place), frozenset(), (), 0.0)
    having = {e.article for e in reading.evidence}
    options: list[Line] = []
    for e in sorted(set(reading.contexts)):
        for place, members in [*said.get(e.article, []), (_whole(texts, e), [])]:
            if _label(texts, place) in BODY and any(_holds(place, r) for r in reading.evidence):
                places = {Evidence(m.article, m.begin, m.end) for m in members if m.article in having} | {place}
                well = round(_well(texts, place), 6)
                options.append(Line(*_span(place), texts.content(*_span(place)), tuple(sorted(places)), well))
    good = [line for line in options if line.weight >= _LEAST_WELL]
    return min(
        good, key=lambda x: (-len({e.article for e in x.evidence}), -x.weight, x.article, x.begin, x.end), default=None
    )


def _holds(place: Evidence, inner: Evidence) -> bool:
    return place.article == inner.article and place.begin <= inner.begin and inner.end <= place.end


def _told_otherwise(line: Line, told: Collated) -> Line | None:
    """The line with the tellings that read as it does, where others tell what it shows otherwise; else None."""
    serious = {d.id for d in told.discrepancies if d.type in ("contradiction", "update") and d.kind in _FACTS}
    place = Evidence(line.article, line.begin, line.end)
    own = {(r.discrepancy, r.ordinal) for r in told.readings for e in r.evidence if _holds(place, e)}
    points = {point for point, _ in own} & serious
    others = [r for r in told.readings if r.discrepancy in points and (r.discrepancy, r.ordinal) not in own]
    if not others:
        return None
    against = [e for r in others for e in r.evidence]
    kept = tuple(e for e in line.evidence if e == place or not any(_holds(e, x) for x in against))
    return replace(line, evidence=kept)


def _covered(place: Evidence, shown: Iterable[tuple[str, int, int]]) -> bool:
    return any(a == place.article and b < place.end and place.begin < e for a, b, e in shown)


def alone(
    texts: Texts, statements: Sequence[Statement], members: Iterable[StatementMember], settings: Briefs
) -> list[OnlyIn]:
    """What one telling alone says: its most specific statements, at most `most_only` a telling."""
    by = _by_statement(members)
    if len(texts.articles) < 2:
        return []
    common = texts.common()
    seen: set[tuple[str, frozenset[str]]] = set()
    found: dict[str, list[tuple[float, int, OnlyIn]]] = {}
    for statement in statements:
        listed = by.get(statement.id, [])
        if len({m.article for m in listed}) != 1:
            continue
        member = listed[0]
        if _label(texts, Evidence(member.article, member.begin, member.end)) not in BODY:
            continue
        content = texts.content(member.article, member.begin, member.end)
        near = texts.around(member.article, member.begin)
        if not about(near, common, settings.least_about) or (member.article, content) in seen:
            continue
        seen.add((member.article, content))
        score = telling(texts, member.article, member.begin, member.end)
        if score >= settings.least_telling:
            row = OnlyIn(statement.story, member.article, statement.id)
            found.setdefault(member.article, []).append((-round(score, 6), member.begin, row))
    out: list[OnlyIn] = []
    for article in sorted(found):
        best = sorted(found[article], key=lambda r: (r[0], r[1], r[2].statement))[: settings.most_only]
        out.extend(row for _, _, row in sorted(best, key=lambda r: (r[1], r[2].statement)))
    return out


def telling(texts: Texts, article: str, begin: int, end: int) -> float:
    """How much a sentence tells: names, numbers and quotations, in a sentence that stands by itself."""
    text = texts.text(article, begin, end)
    words = texts.words(article, begin, end)
    names = sum(w.entity[:2] == "B-" and w.entity not in _NO_NAMES for w in words)
    numbers = sum(w.pos == "NUM" or any(map(str.isdigit, text[w.begin - begin : w.end - begin])) for w in words)
    quoted = any(mark in text for mark in '“”"«»„')
    specific = min(3, names) + min(2, numbers) + quoted
    return round(texts.reads(article, begin, end) * (0.4 + 0.4 * specific), 6)


def _by_statement(members: Iterable[StatementMember]) -> dict[str, list[StatementMember]]:
    out: dict[str, list[StatementMember]] = {}
    for m in sorted(members, key=lambda m: (m.statement, m.article, m.begin)):
        out.setdefault(m.statement, []).append(m)
    return out


def brief(
    story: str, texts: Texts, found: Collated, only: Sequence[OnlyIn], settings: Briefs, origins: Origins | None = None
) -> list[BriefLine]:
    """The brief of a story: what most origins say, what several say, what differs, what one alone says.

    Every text is a verbatim span. Without `origins` each line is weighed by tellings alone.
    """
    by = _by_statement(found.members)
    carried = {i.statement: (i.low, i.high) for i in found.independence if i.statement is not None}
    core = _core(origins)
    chosen: list[Line] = []
    for line in _shared(texts, found.statements, by, carried, settings):
        if len(chosen) >= settings.most_shared:
            break
        if _new(line, chosen, settings) and not (core and _tells_no_more(line, core)):
            chosen.append(line)
    chosen.sort(key=lambda line: (-_early(texts, line), line.article, line.begin))  # as the tellings say them
    chosen = _led(chosen, core, origins)
    disputed = [_told_otherwise(line, found) for line in chosen]
    roles = ["shared" if other is None else "differs" for other in disputed]
    chosen = [line if other is None else other for line, other in zip(chosen, disputed, strict=True)]
    if not chosen:
        for line in _leads(texts, settings):
            if len(chosen) < settings.most_shared and _new(line, chosen, settings):
                chosen.append(line)
        roles = ["only"] * len(chosen)
    for line, over in _differs(texts, found, by, chosen, settings):  # what contradicts a line stands right below it
        at = next((n + 1 for n, other in enumerate(chosen) if over and _covered(over, [_span_of(other)])), len(chosen))
        chosen.insert(at, line)
        roles.insert(at, "differs")
    for line in [*_of_each_origin(texts, origins, settings), *_only_lines(texts, only, by, settings)]:
        if sum(role == "only" for role in roles) >= settings.most_only_lines or len(chosen) >= settings.most_lines:
            break
        above = [x for x in chosen if core is None or _span_of(x) != _span_of(core)]  # whose words all lines share
        if _new(line, above, settings) and not (core and _tells_no_more(line, core)):
            chosen.append(line)
            roles.append("only")
    return [
        BriefLine(story, n, role, texts.text(line.article, line.begin, line.end), line.evidence)
        for n, (line, role) in enumerate(zip(chosen, roles, strict=True))
    ]


def _core(origins: Origins | None) -> Line | None:
    """What happened, as the clause of a lead that most origins say."""
    told = origins.core() if origins else None
    return origins.line(told) if origins and told else None


def _tells_no_more(line: Line, core: Line) -> bool:
    """Whether a line holds little besides what the core says already."""
    words = _fields(line.content)
    return len(words & _fields(core.content)) >= _NO_MORE * len(words)


def _led(chosen: Sequence[Line], core: Line | None, origins: Origins | None) -> list[Line]:
    """The lines with what happened first: the line that says the core for as many origins, else the core itself."""
    if core is None or origins is None:
        return list(chosen)
    many = origins.count(core.evidence)
    for n, line in enumerate(chosen):
        if share(_fields(line.content), _fields(core.content)) >= _NO_MORE and origins.count(line.evidence) >= many:
            return [line, *chosen[:n], *chosen[n + 1 :]]
    return [core, *chosen]


def _of_each_origin(texts: Texts, origins: Origins | None, settings: Briefs) -> list[Line]:
    """For each origin the sentence of most weight that no other origin says: news first, then the others by weight."""
    if origins is None or len(set(origins.of.values())) < 2:
        return []
    weigh: dict[Evidence, float] = {}
    for article in sorted(texts.sentences):
        for s in texts.sentences[article]:
            if s.label == "body":
                place = _whole(texts, Evidence(article, s.begin, s.end))
                score = telling(texts, *_span(place))
                well = _well(texts, place) if acts_in(texts.words(*_span(place))) else 0.0
                weigh[place] = score if score >= settings.least_telling and well >= _LEAST_WELL else 0.0
    return [origins.line(told) for told in origins.alone(weigh, 2 * settings.most_only_lines)]


def _early(texts: Texts, line: Line) -> float:
    """How early the tellings say a line, on average."""
    return round(sum(_lead(texts, e) for e in line.evidence) / max(1, len(line.evidence)), 6)


def _only_lines(
    texts: Texts, only: Sequence[OnlyIn], by: Mapping[str, list[StatementMember]], settings: Briefs
) -> list[Line]:
    """Candidates that one telling alone has, and that stand among words of the story."""
    out = []
    common = texts.common()
    for row in only:
        member = by[row.statement][0]
        if not about(texts.around(member.article, member.begin), common, settings.least_about_line):
            continue
        place = _whole(texts, Evidence(member.article, member.begin, member.end))
        out.append(
            Line(
                *_span(place),
                texts.content(*_span(place)),
                (place,),
                telling(texts, member.article, member.begin, member.end),
            )
        )
    return sorted(out, key=lambda line: (-line.weight, line.article, line.begin))
