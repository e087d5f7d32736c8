"""The brief: verbatim lines chosen by how many independent origins carry them, then what differs, then what one has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tellings.collate.brief_differs import differs, told_otherwise
from tellings.collate.brief_origins import Line, Origins, acts_in
from tellings.collate.brief_places import (
    LEAST_ALONE,
    Collated,
    covered,
    holds,
    in_body,
    lead,
    sayers,
    span,
    stated,
    voiceless,
    whole,
)
from tellings.collate.brief_places import well as reads
from tellings.collate.wording import UNENDED, Texts, about, ends, share, stub
from tellings.records import BriefLine, Evidence, OnlyIn, Statement, StatementMember
from tellings.settings import Briefs
from tellings.text.concepts import concept

#: What stands before a picture's text: "JUNE 08: Students leave".
_LABEL = re.compile(r"[A-Z]{3,}[A-Z0-9 ,.]{0,30}: ")

#: A sentence that reads worse than this is no line: it leans on what is not shown.
_LEAST_READ = 0.3

#: One that reads worse than this comes after those that need nothing else, however many say it.
_LEANS = 0.66

#: A line so much of whose words another line holds tells no more than it.
_NO_MORE = 0.75

#: A line that fits the leads by this share of how well the first line does tells the same event once more.
_AS_WELL = 0.8

#: A line that fits the leads less tells something else, however little the first line fits them.
_LEAST_FIT = 0.35

_WORDS = re.compile(r"[^\W\d_]+")

#: Share of its longer words that a heading writes with a capital; in a sentence of names the verb has none.
_CAPITALS = 0.95

#: Half of the words, or of the places.
_HALF = 0.5


def _shared(
    texts: Texts, statements: Sequence[Statement], by: Mapping[str, list[StatementMember]],
    carried: Mapping[str, tuple[int, int]], settings: Briefs,
) -> list[Line]:  # fmt: skip
    """Candidates that two or more tellings say: those that can be read alone, heaviest first, then the others."""
    out: list[tuple[bool, Line]] = []
    wells: dict[Evidence, float] = {}
    for statement in statements:
        members = sayers(by.get(statement.id, []), settings)
        tellings = {m.article for m in members}
        place = stated(texts, statement, members) if len(tellings) > 1 else None
        if place is None:
            continue
        if place not in wells:
            wells[place] = reads(texts, place)
        low, high = carried.get(statement.id, (1, 1))
        leads = [lead(texts, Evidence(m.article, m.begin, m.end)) for m in members]
        many = (low + high) / 2 + 0.5 * len(tellings)  # five tellings of one origin count less than three of three
        alike = sum(m.support for m in members) / len(members)  # loosely joined places may not say quite the same
        early = 0.3 + 0.7 * sum(leads) / len(leads) + 0.7 * lead(texts, place)  # what many put first is the news
        if (
            wells[place] < _LEAST_READ
            or texts.text(*span(place)).rstrip().endswith(":")
            or stub(texts.words(*span(place)))
            or heading(texts.text(*span(place)))
            or not acts_in(texts.words(*span(place)))
        ):
            continue
        weight = many / (many + 4) * alike * early * (0.1 + wells[place])
        evidence = tuple(sorted({Evidence(m.article, m.begin, m.end) for m in members}))
        line = Line(place.article, place.begin, place.end, texts.content(*span(place)), evidence, round(weight, 6))
        cut = 0.0 if ends(texts.text(*span(place)).strip()) else UNENDED  # a clause ends without a mark
        out.append((wells[place] + cut < _LEANS, line))
    return [line for _, line in sorted(out, key=lambda x: (x[0], -x[1].weight, x[1].article, x[1].begin))]


def _span_of(line: Line) -> tuple[str, int, int]:
    return line.article, line.begin, line.end


def _place_of(line: Line) -> Evidence:
    return Evidence(line.article, line.begin, line.end)


def _new(line: Line, chosen: Sequence[Line], settings: Briefs) -> bool:
    """Whether a line adds something: neither its words nor the places that say it are mostly those of one above."""
    for other in chosen:
        if share(_fields(line.content), _fields(other.content)) >= settings.redundant:
            return False
        common = sum(covered(e, [(o.article, o.begin, o.end) for o in other.evidence]) for e in line.evidence)
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
            out.append(Line(*span(place), texts.content(*span(place)), (place,), round(well - 0.1 * n, 6)))
    return sorted(out, key=lambda line: (-line.weight, line.article, line.begin))


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
        if not in_body(texts, Evidence(member.article, member.begin, member.end)):
            continue
        content = texts.content(member.article, member.begin, member.end)
        near = texts.around(member.article, member.begin)
        if not about(near, common, settings.least_about) or (member.article, content) in seen:
            continue
        seen.add((member.article, content))
        score = telling(texts, member.article, member.begin, member.end, settings.least_telling)
        if score >= settings.least_telling:
            row = OnlyIn(statement.story, member.article, statement.id)
            found.setdefault(member.article, []).append((-round(score, 6), member.begin, row))
    out: list[OnlyIn] = []
    for article in sorted(found):
        best = sorted(found[article], key=lambda r: (r[0], r[1], r[2].statement))[: settings.most_only]
        out.extend(row for _, _, row in sorted(best, key=lambda r: (r[1], r[2].statement)))
    return out


def telling(texts: Texts, article: str, begin: int, end: int, least: float = 0.0) -> float:
    """How much a sentence tells: names, numbers and quotations, in a sentence that stands by itself; 0 where that is
    less than `least` however it reads."""
    most = 0.4 + 0.4 * texts.specific(article, begin, end)
    return round(texts.reads(article, begin, end) * most, 6) if most >= least else 0.0


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
    same: list[Line] = []
    for line in _shared(texts, found.statements, by, carried, settings):
        if len(chosen) >= settings.most_shared:
            break
        if core and _says_it(texts, line, core):
            same.append(line)
        elif _new(line, chosen, settings) and not (core and _tells_no_more(line, core)):
            chosen.append(line)
    if core is None and origins is not None and (nearest := origins.nearest(chosen)):
        core = nearest
    chosen.sort(key=lambda line: (-_early(texts, line), line.article, line.begin))  # as the tellings say them
    chosen = _led(chosen, same, core, origins)
    disputed = [told_otherwise(line, found) for line in chosen]
    counted = [() if x or not origins else origins.rivals(line) for line, x in zip(chosen, disputed, strict=True)]
    roles = ["shared" if other is None else "differs" for other in disputed]
    chosen = [line if other is None else other for line, other in zip(chosen, disputed, strict=True)]
    if core and origins and origins.count(chosen[0].evidence) == 1 and roles[0] == "shared":
        roles[0] = "only"
    if not chosen or (len(chosen) == 1 and roles == ["only"]):  # nothing is told by several: the leads
        for line in _leads(texts, settings):
            if len(chosen) < settings.most_shared and _new(line, chosen, settings):
                chosen.append(line)
        roles = ["only"] * len(chosen)
    for line, rivals in zip(list(chosen), counted, strict=False):
        roles[chosen.index(line)] = "differs" if rivals else roles[chosen.index(line)]
        fresh = [r for r in rivals if not covered(r, map(_span_of, chosen)) and _new(_line(texts, r), chosen, settings)]
        against = fresh[0] if fresh else None
        if against and sum(role == "differs" for role in roles) <= settings.most_differs:
            chosen.insert(chosen.index(line) + 1, _line(texts, against))
            roles.insert(chosen.index(line) + 1, "differs")
    _place_differs(chosen, roles, differs(texts, found, by, chosen, core, settings))
    for line in [*_of_each_origin(texts, origins, settings), *_only_lines(texts, only, by, settings)]:
        if sum(role == "only" for role in roles[1:]) >= settings.most_only_lines or len(chosen) >= settings.most_lines:
            break
        at_core = core is not None and covered(_place_of(line), [span(e) for e in core.evidence])
        if core and ((at_core and _retells(texts, line, core)) or _says_it(texts, line, core)):
            continue  # what happened, once more
        if core and origins and origins.fit(line) >= max(_LEAST_FIT, _AS_WELL * origins.fit(core)):
            continue  # and so is what holds as much of what all leads share
        above = [x for x in chosen if core is None or _span_of(x) != _span_of(core)]  # whose words all lines share
        if _new(line, above, settings) and not (core and _tells_no_more(line, core)):
            chosen.append(line)
            roles.append("only")
    return [
        BriefLine(story, n, role, texts.text(line.article, line.begin, line.end), line.evidence)
        for n, (line, role) in enumerate(zip(chosen, roles, strict=True))
    ]


def _place_differs(chosen: list[Line], roles: list[str], lines: Iterable[tuple[Line, Evidence | None]]) -> None:
    """Put the lines of differences where they belong: right below the rival, or in place of their own clause."""
    for line, over in lines:
        part = next((n for n, x in enumerate(chosen) if holds(_place_of(line), _place_of(x))), None)
        if part is not None:  # its clause stands there already: the sentence shows what is told otherwise
            chosen[part], roles[part] = line, "differs"
            continue
        below = (n + 1 for n, x in enumerate(chosen) if over and covered(over, [_span_of(x)]))
        at = next(below, len(chosen))
        chosen.insert(at, line)
        roles.insert(at, "differs")


def _line(texts: Texts, place: Evidence) -> Line:
    """A sentence as a line of its own."""
    return Line(*span(place), texts.content(*span(place)), (place,), 0.0)


def _core(origins: Origins | None) -> Line | None:
    """What happened, as the clause of a lead that most origins say."""
    told = origins.core() if origins else None
    return origins.line(told) if origins and told else None


def _tells_no_more(line: Line, core: Line) -> bool:
    """Whether a line holds little besides what the core says already."""
    words = _fields(line.content)
    return len(words & _fields(core.content)) >= _NO_MORE * len(words)


def _retells(texts: Texts, line: Line, core: Line) -> bool:
    """Whether a sentence tells the core's deed first of all: "a fund was set up after the crash" tells a fund."""
    words = texts.words(line.article, line.begin, line.end)
    top = next((w for w in words if w.dep == "ROOT"), None)
    tops = [w for w in words if top and (w is top or (w.head == top.ordinal and w.dep == "ccomp"))]
    return bool(_fields(frozenset(w.lemma.lower() for w in tops)) & _fields(core.content))


def _says_it(texts: Texts, line: Line, core: Line) -> bool:
    """Whether a line tells what the core does: its words and its deed, or half of its words at the same places."""
    common = share(_fields(line.content), _fields(core.content))
    if common >= _NO_MORE and _retells(texts, line, core):
        return True
    at = sum(covered(e, [span(o) for o in core.evidence]) for e in line.evidence)
    return common >= _HALF and at >= _HALF * len(line.evidence) and _retells(texts, line, core)


def _led(chosen: Sequence[Line], same: Sequence[Line], core: Line | None, origins: Origins | None) -> list[Line]:
    """The lines with what happened first: of those that say the core, one that does so for as many origins, else the
    core itself."""
    if core is None or origins is None:
        return list(chosen)
    many = origins.count(core.evidence)
    for line in same:
        if share(_fields(line.content), _fields(core.content)) >= _NO_MORE and origins.count(line.evidence) >= many:
            return [line, *chosen]
    return [core, *chosen]


def _of_each_origin(texts: Texts, origins: Origins | None, settings: Briefs) -> list[Line]:
    """For each origin the sentence of most weight that no other origin says: news first, then the others by weight."""
    if origins is None or len(set(origins.of.values())) < 2:
        return []
    weigh: dict[Evidence, float] = {}
    for article in sorted(texts.sentences):
        for s in texts.sentences[article]:
            if s.label == "body":
                place = whole(texts, Evidence(article, s.begin, s.end))
                score = telling(texts, *span(place), settings.least_telling)
                weigh[place] = score if score >= settings.least_telling else 0.0

    def fit(place: Evidence) -> bool:
        return _stands(texts, place) and reads(texts, place) >= LEAST_ALONE

    return [origins.line(told) for told in origins.alone(weigh, fit, 2 * settings.most_only_lines)]


def _stands(texts: Texts, place: Evidence) -> bool:
    """Whether a place is a sentence of an article: it states something and ends, as no link or caption does."""
    words, text = texts.words(*span(place)), texts.text(*span(place)).strip()
    top = next((w for w in words if w.dep == "ROOT"), None)
    verb = top is None or top.pos in ("VERB", "AUX") or not any(w.dep for w in words)
    return verb and acts_in(words) and ends(text) and "|" not in text and not _LABEL.match(text) and not heading(text)


def heading(text: str) -> bool:
    """Whether a text is set as headings are, most of its longer words with a capital: "Mayor Is 'Sane,' Says Rival"."""
    longer = [w for w in _WORDS.findall(text)[1:] if len(w) > 3]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) >= _CAPITALS * len(longer)


def _early(texts: Texts, line: Line) -> float:
    """How early the tellings say a line, on average."""
    return round(sum(lead(texts, e) for e in line.evidence) / max(1, len(line.evidence)), 6)


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
        place = whole(texts, Evidence(member.article, member.begin, member.end))
        if not _stands(texts, place) or voiceless(texts.words(*span(place)), texts.text(*span(place))):
            continue
        out.append(
            Line(
                *span(place),
                texts.content(*span(place)),
                (place,),
                telling(texts, member.article, member.begin, member.end),
            )
        )
    return sorted(out, key=lambda line: (-line.weight, line.article, line.begin))
