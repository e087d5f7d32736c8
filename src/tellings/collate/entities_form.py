"""Which of its forms names an entity, and the forms as they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from tellings.collate.entities_nodes import base, fold, known_place
from tellings.records import Copy, Mention
from tellings.settings import Entities
from tellings.text.names_places import states
from tellings.text.names_script import latin
from tellings.text.names_tables import (
    BODIES,
    FIELDS,
    NOT_NAMES,
    POLITE,
    RANKS,
    ROLES,
    SITES,
    THINGS,
    TITLE_PARTS,
    TITLES,
)

#: Capitals of so few letters are initials.
SHORT = 4
#: A capital "The" inside a sentence is part of the name.
_NEXT = re.compile(r"[ -]([^\W\d_]+)")
_HEADS = BODIES | SITES | THINGS
#: Who heads an office, and what bodies deal with that are called by it: "the coroner's office", "the fire department".
_HEADED = TITLES | frozenset("examiner prosecutors".split())
_DEALT = FIELDS | frozenset("state city town school task parks".split())
_BARE = frozenset("office police department".split())
#: Titles that stand by themselves before a name too.
_ALONE = frozenset(
    "president senator sen representative rep governor gov mayor sheriff deputy detective officer sergeant sgt captain "
    "capt lieutenant lt inspector chief judge justice commissioner superintendent minister pastor bishop coach "
    "trooper congressman congresswoman councilman councilwoman undersheriff".split()
)
#: What leads up to a name is no longer than this, in code points.
LED = 80
_WORDS = re.compile(r"[^\s,;:()“”\"]+(?=[ ]|$)|[,;:()“”\"]")
_JOINING = frozenset("and of for his her the to in former then ex".split())
#: "Holm, Jr.", "Brandt, LLC"
_BEHIND = re.compile(r", (?:Jr|Sr|Inc|LLC|Ltd|LLP)\b\.?")
_THE = re.compile(r"[a-z0-9] The $")


def origins(articles: Iterable[str], copies: Sequence[Copy], settings: Entities) -> dict[str, str]:
    """Article -> the first of the articles that it is a near-copy of: near-copies are one witness."""
    home = {article: article for article in articles}

    def root(article: str) -> str:
        while home[article] != article:
            article = home[article]
        return article

    for copy in sorted(copies, key=lambda c: (c.a, c.b)):
        if max(copy.coverage_a, copy.coverage_b) >= settings.copy and copy.a in home and copy.b in home:
            a, b = root(copy.a), root(copy.b)
            home[max(a, b)] = min(a, b)
    return {article: root(article) for article in home}


def canonical(mentions: Sequence[Mention], kind: str, witness: Mapping[str, str], settings: Entities) -> str:
    """The most complete form among those that enough independent tellings use."""
    seen: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        seen[mention.text].add(witness.get(mention.article, mention.article))
    best = next(iter(seen)) if len(seen) == 1 else _best(mentions, kind, seen, settings)
    if kind == "place" and best.isupper() and len(best) > SHORT:
        return " ".join(word.capitalize() for word in best.split())  # capitals are the dateline's, not the town's
    return best


def _best(mentions: Sequence[Mention], kind: str, seen: Mapping[str, Set[str]], settings: Entities) -> str:
    """Of several forms the most complete; `seen`: form -> its witnesses."""
    most = max(map(len, seen.values()))
    usual = [form for form in seen if len(seen[form]) >= settings.attested * most]
    if kind == "person":
        usual = [form for form in seen if len(form.split()) > 1] or usual  # a full name, however few write it
    if all(len(form.split()) == 1 and form.lower() in BODIES | SITES | THINGS for form in usual):
        usual = list(seen)  # "the Chronicle" is nobody's whole name
    alike: dict[str, set[str]] = defaultdict(set)  # marks and capitals aside, a spelling has one witness list
    for form in seen:
        alike[fold(form)] |= seen[form]
    count = Counter(m.text for m in mentions)
    using: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        using[m.text].add(m.article)
    tellings = {form: len(articles) for form, articles in using.items()}

    def rank(form: str) -> tuple[float, ...]:
        words = len(form.split())
        shouted = form.isupper() and words + (len(form) > 6) > 1
        small = not any(ch.isupper() for ch in form)
        marks = sum(a != b for a, b in zip(form.lower(), latin(form), strict=False))
        if kind == "person":
            backed = len(alike[fold(form)])
            return (-(shouted or small), min(words, 2), backed, len(seen[form]), tellings[form], words, marks)
        if kind == "place":
            clipped = f"{form.rstrip('.').lower()}." in states()  # "Mo.", "Conn"
            shouted = form.replace(".", "").isupper() or clipped  # "US" is short for something
            return (-(shouted or small), -(base(form) != form), len(seen[form]), tellings[form], words, marks)
        common = words == 1 and form.lower() in BODIES | SITES | THINGS
        return (-((shouted and words > 1) or small), not common, words > 1, words * len(seen[form]) ** 2, marks)

    return max(sorted(usual), key=lambda form: (rank(form), tellings[form], count[form], known_place(form) == form))


def titled(mentions: Sequence[Mention], texts: Mapping[str, str]) -> dict[str, list[Mention]]:
    """ "Mr Fenwick", "Prophet Muhammad": names with the courtesy or one-word title that stands before them."""
    out: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        title = mention.title or ""
        several = title.lower().replace(".", "").split()
        if not several:
            continue
        if len(several) > 1 and not RANKS.issuperset(several) and several[0] not in POLITE:
            if several[-1] not in _ALONE:
                continue
            title = title.split()[-1]  # "Detective Ken Holm" of "Vale police Detective Ken Holm"
        if title.lower() in ROLES or not title[0].isupper():
            continue  # "Challenger Dana Orme" is no form of her name
        form = f"{title} {mention.text}"
        if texts.get(mention.article, "")[mention.end - len(form) : mention.end] == form:
            out[form].append(mention)
    return dict(out)


def led(mentions: Sequence[Mention], texts: Mapping[str, str]) -> dict[str, list[Mention]]:
    """ "Tarn police Sgt. Ken Holm", "general manager Ken Holm": persons' full names with all that leads up to them."""
    out: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.type != "person" or " " not in m.text:
            continue
        text = texts.get(m.article, "")
        before = text[max(0, m.begin - LED) : m.begin]
        words = _WORDS.findall(before[before.rfind("\n") + 1 :])
        own: list[str] = []
        for word in reversed(words if before.endswith(" ") else ()):
            bare = word.lower().strip(".")
            known = bare in TITLES or bare in TITLE_PARTS
            title = known if own else bare in TITLES
            name = bool(own) and word[0].isupper() and (bare not in NOT_NAMES or bare == "new")
            if not (title or name) or bare in _JOINING or (word.endswith(".") and len(bare) > SHORT):
                break
            own.append(word)
        if len(own) > 1:
            form = f"{' '.join(reversed(own))} {m.text}"
            if text[m.end - len(form) : m.end] == form:
                out[form].append(m)
    return dict(out)


def placed(
    mentions: Sequence[Mention],
    texts: Mapping[str, str],
    wider: Mapping[tuple[str, int], int],
    verbs: Set[tuple[str, int]] = frozenset(),
) -> dict[str, list[Mention]]:
    """ "Jackson, Tennessee", "The Associated Press", "the Courier": what stands around a name and belongs to it.

    The article belongs to a name when it is capitalised inside a sentence, when the rest is a common noun, or when
    the name mostly does without it.
    `wider` maps (article, begin) of each generally known country or state to its end, `verbs` are places of verbs.
    """
    out: dict[str, list[Mention]] = defaultdict(list)
    articled: list[Mention] = []
    for m in mentions:
        text = texts.get(m.article, "")
        end = wider.get((m.article, m.end + 2)) if text[m.end : m.end + 2] == ", " else None
        behind = _BEHIND.match(text, m.end) if text[m.end : m.end + 1] == "," else None
        if behind is not None and m.type in ("person", "organisation"):
            out[text[m.begin : behind.end()]].append(m)
        if end is not None and m.type == "place" and " of " not in m.text and (m.article, m.begin) not in wider:
            out[text[m.begin : end]].append(m)
        if (
            m.type in ("organisation", "other")
            and text[max(0, m.begin - 4) : m.begin].lower() == "the "
            and (
                (m.article, m.end + 1) in verbs
                or _ends(text, m.end)
                or _THE.search(text[max(0, m.begin - 6) : m.begin])
            )
        ):
            articled.append(m)
    common = {m.text for m in mentions if len(m.text.split()) == 1 and m.text.lower() in _HEADS}
    for m in articled:
        text = texts[m.article]
        inside = _THE.search(text[max(0, m.begin - 6) : m.begin])
        if inside or m.text in common or 2 * len(articled) < len(mentions):
            out[text[m.begin - 4 : m.end]].append(m)
    return dict(out)


def lowered(merged: Sequence[Sequence[Mention]], texts: Mapping[str, str]) -> dict[int, dict[str, list[Mention]]]:
    """ "the sheriff's office", "state police": the end of a body's name in small letters, where one body bears it.

    Index of the body in `merged` -> form -> where it stands. Inside a known mention it is no form of its own.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, found in enumerate(merged):
        for name in {m.text for m in found if m.type == "organisation"}:
            for tail in _tails(name):
                bearers[tail].add(i)
    out: dict[int, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    ends = sorted(tail for tail, owners in bearers.items() if len(owners) == 1)
    if not ends:
        return out
    for m in (m for found in merged for m in found):
        taken[m.article].append((m.begin, m.end))
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(t).replace("'", "['’]") for t in ends) + r")\b")
    for article in sorted(texts):
        rows = sorted(taken[article])
        for hit in pattern.finditer(texts[article]):
            k = bisect_right(rows, (hit.start(), 1 << 60))
            if (k and rows[k - 1][1] > hit.start()) or (k < len(rows) and rows[k][0] < hit.end()):
                continue
            the = texts[article][max(0, hit.start() - 4) : hit.start()].lower() == "the "
            if not the and hit[0].split()[-1] not in _BARE:
                continue  # "a community college"
            (owner,) = bearers[hit[0].replace("’", "'")]
            out[owner][hit[0]].append(Mention(article, hit.start(), hit.end(), hit[0], "organisation", None, None))
    return out


def _tails(name: str) -> Iterator[str]:
    """The ends, in small letters, by which a body is called without its own name: "sheriff's office"."""
    words = name.replace("’", "'").lower().split()
    if len(words) < 3 or words[-1] not in BODIES:
        return
    for size in (2, 3):
        tail = words[-size:]
        heads = tail[-2].endswith("'s") and tail[-2][:-2] in _HEADED
        if len(words) > size and (heads if size == 3 else heads or tail[0] in _DEALT):
            yield " ".join(tail)


def _ends(text: str, end: int) -> bool:
    """Whether a noun phrase ends with a name: "the Nato chief" is not about "the Nato"."""
    after = _NEXT.match(text, end)
    return after is None or after[1].lower() in NOT_NAMES


def witnesses(mentions: Iterable[Mention]) -> tuple[int, tuple[str, ...]]:
    """How often a form stands, and in which tellings."""
    counted = Counter(mention.article for mention in mentions)
    return sum(counted.values()), tuple(sorted(counted))
