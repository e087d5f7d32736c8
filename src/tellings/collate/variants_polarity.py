"""Whether something happened, may have happened, will happen or did not: one verb, another polarity or modality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Token
from tellings.text.concepts import concept

_MAY = frozenset("may might could".split())
_WILL = frozenset("will shall 'll ’ll".split())
_DUE = frozenset("expect plan schedule due set slate".split())
_HOPE = frozenset("hope intend aim want wish".split())
_PERHAPS = frozenset("possibly perhaps maybe probably likely".split())
_OPEN = frozenset("would should must ought 'd ’d".split())
_SUPPOSING = frozenset("if whether unless until".split())
_WHEN = frozenset("when where how why".split())
_PART_OF = frozenset("xcomp acl pcomp prep acomp".split())
_NO = frozenset("no neither nor none nobody never".split())
_DENYING = frozenset("deny refute dispute".split())
#: Verbs that say too little to be compared.
_DULL = frozenset(
    "say be have do go get make take come tell know think see add give want need like let put use".split()
)

#: The key of claims that work is to go.
WORK_LOST = "work lost"

#: Work that is feared for, the verbs that say of it that it goes, and those that take it away.
_WORK = frozenset("job post".split())
_GOING = frozenset("go lose cut axe shed slash eliminate disappear vanish".split())
_TAKING = frozenset("cost lose cut axe shed slash eliminate".split())
_CUTS, _LAYOFFS = frozenset({"loss", "cut"}), frozenset({"redundancy", "layoff"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PAST = frozenset({"VBD", "VBN"})

#: The most words that a claim shows.
MOST_WORDS = 9

_PAIRS = (
    ("not", "yes"),
    ("not", "will"),
    ("may", "will"),
    ("may", "yes"),
    ("may", "due"),
    ("not", "due"),
    ("due", "yes"),
    ("hope", "yes"),
    ("hope", "not"),
    ("hope", "will"),
    ("hope", "may"),
    ("will", "now"),
    ("not", "now"),
)

#: Values that exclude one another. A plain past against "will" is a matter of when, not of whether.
_AGAINST = frozenset({frozenset(p) for p in _PAIRS})
_WORK_AGAINST = frozenset({frozenset({"not", value}) for value in ("may", "will", "due")})

#: Words on either side of a verb that tell of what it is said.
REACH = 14

#: The share of content words around the verb that two sentences must have in common.
SAME_MATTER = 0.25
SAME_MATTER_OTHER_VERB = 0.4  # "may summon", "will call in"
#: Sentences aligned so surely are of one matter if they have one verb and one more word in common.
SURE = 0.8
WITHIN, WITHIN_WORDS = 0.6, 3  # a short sentence within a long one


@dataclass(frozen=True, slots=True)
class Claim:
    """A verb (or a noun with "no") as one sentence has it."""

    place: Place
    key: str  # concept of the verb
    lemma: str
    value: str  # yes | not | may | will | due
    begin: int
    end: int
    around: frozenset[str]
    subject: str = ""  # concept of what the verb is said of
    echoed: bool = False  # another word of the concept stands near by: "held in jail"
    outright: bool = False  # "no arrests", "no jobs will go": told of the whole story, not of one matter
    past: bool = False  # told as done


def _denies(view: View, place: Place, token: Token) -> bool:
    text = view.shown(place[0], token.begin, token.end).lower()
    shortened = len(text) > 2 and text[-3] == "n" and text[-1] == "t" and not text[-2].isalpha()
    return token.dep == "neg" or token.lemma.lower() in _NO or shortened or text in ("'t", "’t")


def _chain(token: Token, by: dict[int, Token]) -> list[Token]:
    """The verb and what it hangs on as a part of one claim: "did not try to hide", "no attempt to hide"."""
    out = [token]
    while out[-1].dep in _PART_OF and out[-1].head in by and len(out) < 5:
        out.append(by[out[-1].head])
    return out


def _status(
    view: View, place: Place, token: Token, below: dict[int, list[Token]], by: dict[int, Token]
) -> tuple[str, Token]:
    """yes, not, may, will or open (asked, wished, supposed), and the first word that shows it."""
    above = by.get(token.head)
    if token.dep in ("ccomp", "xcomp", "pcomp") and above is not None:
        saying = by.get(above.head, above) if above.pos == "ADP" else above
        if saying.lemma.lower() in _DENYING:
            return "not", saying
    chain = _chain(token, by)
    for link in chain:
        children = [*below[link.ordinal], *(g for c in below[link.ordinal] if c.pos == "AUX" for g in below[c.ordinal])]
        about = [
            g
            for c in children
            if c.dep in ("nsubj", "nsubjpass", "dobj", "attr")
            for g in [c, *below[c.ordinal]]
            if g.dep in ("det", "nsubj", "nsubjpass") and g.pos in ("DET", "PRON")
        ]
        deny = [c for c in [*children, *about] if _denies(view, place, c) and (c.begin < link.begin or c in about)]
        if deny:
            return "not", min(deny, key=lambda t: t.begin)
    helpers = {
        view.shown(place[0], c.begin, c.end).lower(): c for link in chain for c in below[link.ordinal] if c.dep == "aux"
    }
    if any(c.lemma.lower() in _WHEN and c.dep == "advmod" for c in below[token.ordinal]):
        return "open", token  # "decided when we could fly" says nothing of whether
    for value, words in (("may", _MAY), ("will", _WILL), ("open", _OPEN)):
        found = [c for word, c in helpers.items() if word in words]
        if found:
            told = value == "open" and found[0].lemma.lower() in ("would", "will") and _reported(token, by, below)
            return ("will" if told else value), found[0]
    if token.tag == "VBN" and token.dep == "acl" and not helpers:
        return "yes", token  # "a plan approved by the council"
    infinitive = token.tag == "VB" or any(c.pos == "PART" and c.dep == "aux" for c in below[token.ordinal])
    for value, words in (("due", _DUE), ("hope", _HOPE)):
        found = [link for link in chain[1:] if link.lemma.lower() in words]
        if infinitive and found:
            return value, found[0]
    doubt = [c for c in below[token.ordinal] if c.lemma.lower() in _PERHAPS]
    if doubt:
        return "may", doubt[0]
    marks = {c.lemma.lower() for link in chain for c in below[link.ordinal] if c.dep in ("mark", "advmod")}
    if token.dep == "acomp" and not marks & _SUPPOSING:
        return "yes", token
    if marks & _SUPPOSING or len(chain) > 1 or (token.tag == "VB" and not helpers) or token.tag == "VBG":
        return "open", token
    being = [c for c in below[token.ordinal] if c.lemma.lower() == "be" and c.tag == "VBG"]
    if being:
        return "now", min([token, *helpers.values(), *being], key=lambda t: t.begin)
    finite = token.tag in ("VBD", "VBZ", "VBP") or (
        token.tag == "VBN" and bool(helpers or _passive(below[token.ordinal]))
    )
    return ("yes" if finite else "open"), min([token, *helpers.values()], key=lambda t: t.begin)


def _reported(token: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> bool:
    """Whether "would" is "will" in somebody's mouth: "said he would appeal", and no condition beside it."""
    above = by.get(token.head)
    supposed = any(c.dep == "advcl" and any(m.lemma.lower() in _SUPPOSING for m in below[c.ordinal])
                   for c in below[token.ordinal])  # fmt: skip
    return token.dep == "ccomp" and above is not None and above.tag in ("VBD", "VBN") and not supposed


def _passive(children: list[Token]) -> bool:
    return any(c.dep in ("auxpass", "aux") for c in children)


def claims(view: View, place: Place) -> list[Claim]:
    """What one sentence claims, verb by verb; a noun with "no" denies its verb ("no arrests")."""
    tokens = view.tokens[place]
    by = {t.ordinal: t for t in tokens}
    below: dict[int, list[Token]] = defaultdict(list)
    for t in tokens:
        if t.head != t.ordinal:
            below[t.head].append(t)
    out: list[Claim] = list(_work_lost(view, place, below, by))
    for i, t in enumerate(tokens):
        lemma = t.lemma.lower()
        if t.pos == "ADJ" and lemma.endswith("ed"):
            lemma = lemma[:-1]  # "were related" is a verb to one tagger and an adjective to another
        if t.pos == "NOUN":
            told_of = _nominal(t, by, below)
            if told_of is None:
                continue
            value, first = told_of
        elif (t.pos == "VERB" or t.dep == "acomp") and (
            lemma not in _DULL or any(c.dep == "auxpass" for c in below[t.ordinal])
        ):
            value, first = _status(view, place, t, below, by)
        else:
            continue
        if value == "open" or abs(t.begin - first.begin) > 60:
            continue
        told = [
            concept(n.lemma.lower())
            for n in tokens[max(0, i - REACH) : i + REACH + 1]
            if n.pos in ("NOUN", "PROPN", "VERB", "ADJ")
        ]
        near = frozenset(told)
        if value == "not" and any(n.lemma.lower() == "until" for n in tokens[i : i + 4]):
            continue  # "not vote until the 18th" is a vote on the 18th
        begin, end = _shown(tokens, first, t)
        who = _subject(t, by, below)
        outright = t.pos == "NOUN" and (t.dep in ("nsubj", "nsubjpass") or _there(t, by, below))
        out.append(
            Claim(
                place,
                concept(lemma),
                lemma,
                value,
                begin,
                end,
                near - {concept(lemma)},
                who,
                told.count(concept(lemma)) > 1,
                outright,
                t.tag in ("VBD", "VBN"),
            )
        )
    return out


def _work_lost(view: View, place: Place, below: dict[int, list[Token]], by: dict[int, Token]) -> Iterator[Claim]:
    """Whether work is to go: "1,500 jobs could go", "will cost hundreds of jobs", "no job losses are planned".

    What is told as past is left out: jobs lost last year say nothing of those to come.
    """
    tokens = view.tokens[place]
    for t in tokens:
        lemma = t.lemma.lower()
        at = by.get(t.head)
        if lemma in _WORK and t.dep == "pobj" and at is not None and at.lemma.lower() == "of":
            t = by.get(at.head, t)  # hundreds of jobs
        verb = by.get(t.head)
        if verb is None or verb.pos not in ("VERB", "AUX"):
            continue
        subject = t.dep in ("nsubj", "nsubjpass")
        cuts = lemma in _CUTS and any(c.lemma.lower() in _WORK for c in below[t.ordinal])
        cuts = cuts or lemma in _LAYOFFS
        if verb.lemma.lower() == "go" and any(c.dep in ("prep", "prt", "acomp") for c in below[verb.ordinal]):
            continue  # "the post will go to Doe"
        lost = lemma in _WORK and verb.lemma.lower() in (_GOING if subject else _TAKING if t.dep == "dobj" else ())
        if not lost and not (cuts and subject):
            continue
        helpers = [c for c in below[verb.ordinal] if c.dep in ("aux", "auxpass")]
        ahead = any(c.tag == "MD" for c in helpers)
        if not ahead and any(c.tag in _PAST for c in (helpers or [verb])):
            continue
        value, first = _status(view, place, verb, below, by)
        if value in ("not", "may", "will", "due") and (lost or value == "not") and abs(verb.begin - first.begin) <= 60:
            begin, end = _shown(tokens, min(t, first, key=lambda w: w.begin), verb)
            where = frozenset(n.lemma.lower() for n in tokens if n.entity[2:] in _PLACES)
            yield Claim(place, WORK_LOST, WORK_LOST, value, begin, end, where, outright=True)


#: What verbs say of a deed that is their object: "needs approval", "is considering an appeal", "lodged an appeal".
_SUPPORT = {
    "not": frozenset("need require await lack".split()),
    "may": frozenset("consider weigh mull contemplate".split()),
    "yes": frozenset("lodge file launch stage grant".split()),
}


def _nominal(token: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> tuple[str, Token] | None:
    """What is claimed of a deed told as a noun: "no arrests", "subject to approval", "lodged an appeal"; else None."""
    deny = [c for c in below[token.ordinal] if c.lemma.lower() == "no" and c.dep == "det"]
    if deny:
        return "not", deny[0]
    verb = by.get(token.head)
    if verb is not None and token.dep == "dobj":
        own = {c.lemma.lower() for c in below[verb.ordinal]}
        for value, words in _SUPPORT.items():
            if verb.lemma.lower() in words and not own & ({"not", "no"} | _MAY | _WILL | _OPEN):
                return value, verb
    above = by.get(verb.head) if verb is not None and verb.pos == "ADP" else None
    if above is not None and token.dep == "pobj" and above.lemma.lower() == "subject" and verb is not None:
        return ("not", above) if verb.lemma.lower() == "to" else None
    return None


def _there(token: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> bool:
    """Whether a noun stands behind "there was", or is denied as what others say: "no such offer"."""
    verb = by.get(token.head)
    if any(c.lemma.lower() == "such" for c in below[token.ordinal]):
        return True
    return verb is not None and any(c.dep == "expl" for c in below[verb.ordinal])


def _telling(lemma: str, children: list[Token]) -> bool:
    """Whether a verb says enough to be compared: "taken to hospital" does, "take" does not."""
    return lemma not in _DULL or any(c.dep == "auxpass" for c in children)


def _subject(verb: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> str:
    """The concept of a claim's subject; "" when it is a pronoun or missing."""
    for link in _chain(verb, by):
        for child in below[link.ordinal]:
            if child.dep in ("nsubj", "nsubjpass") and child.pos in ("NOUN", "PROPN"):
                return concept(child.lemma.lower())
    return ""


def _alike(a: Claim, b: Claim, aligned: float = 0.0) -> bool:
    """Whether two claims of aligned sentences are about one matter."""
    if a.key != b.key:
        return False
    if {a.value, b.value} in ({"due", "yes"}, {"hope", "yes"}) and not (a if a.value == "yes" else b).past:
        return False  # "flies on Friday" is due too
    ahead = bool({a.value, b.value} & {"will", "due"})
    if ahead and "not" in (a.value, b.value) and (a if a.value == "not" else b).past:
        return False  # "has not been taken" and "will be taken" go together
    if a.subject and a.subject == b.subject:
        return True
    shared = len(a.around & b.around)
    if a.lemma == b.lemma and shared and aligned >= SURE:
        return True
    if a.lemma == b.lemma and shared >= WITHIN_WORDS and shared >= WITHIN * min(len(a.around), len(b.around)):
        return True
    size = len(a.around) + len(b.around)
    least = SAME_MATTER if a.lemma == b.lemma else SAME_MATTER_OTHER_VERB
    return bool(size) and 2 * len(a.around & b.around) / size >= least


def _shown(tokens: list[Token], first: Token, verb: Token) -> tuple[int, int]:
    """From the first word that shows the claim to a few words behind the verb."""
    low = min(i for i, t in enumerate(tokens) if t is first or t is verb)
    high = max(i for i, t in enumerate(tokens) if t is first or t is verb)
    while high + 1 < len(tokens) and high - low + 1 < MOST_WORDS and tokens[high + 1].pos not in ("PUNCT", "CCONJ"):
        high += 1
    for _ in range(3):
        if low > 0 and tokens[low - 1].pos not in ("PUNCT", "CCONJ"):
            low -= 1
    return tokens[low].begin, tokens[high].end


def polarity_points(view: View) -> Iterator[Point]:
    """Claims of aligned sentences that exclude one another, joined over the tellings; and outright denials."""
    found = {place: claims(view, place) for place in sorted(view.sentences)}
    linked: dict[str, list[tuple[Claim, Claim]]] = defaultdict(list)
    for place in sorted(view.aligned):
        for other in sorted(view.aligned[place]):
            if other > place:
                linked_here = (
                    (a, b)
                    for a in found.get(place, ())
                    for b in found.get(other, ())
                    if _alike(a, b, view.aligned[place][other])
                )
                for a, b in linked_here:
                    linked[a.key].append((a, b))
    everything = [c for row in found.values() for c in row]
    for a in everything:
        if a.outright and a.value == "not":
            linked[a.key].extend(
                (a, b)
                for b in everything
                if b.key == a.key
                and b.place[0] != a.place[0]
                and not (a.key == WORK_LOST and a.around and b.around and not a.around & b.around)  # two plants
                and (b.outright or (b.value in ("yes", "now") and (b.lemma == a.lemma or b.echoed)))
            )
    for key in sorted(linked):
        for part in _parts(linked[key]):
            values = {c.value for c in part}
            against = [pair for pair in (_WORK_AGAINST if key == WORK_LOST else _AGAINST) if pair <= values]
            if not against:
                continue
            told: dict[str, set[str]] = defaultdict(set)
            for c in part:
                told[c.place[0]].add(c.value)
            two = {article for article, values in told.items() if any(pair <= values for pair in against)}
            keep = [c for c in part if c.place[0] not in two and any(c.value in pair for pair in against)]
            if len({c.value for c in keep}) < 2:
                continue  # one telling says both: of two matters
            readings = tuple(Reading(c.place[0], c.begin, c.end, c.value) for c in keep)
            yield Point("negation", view.shown(keep[0].place[0], keep[0].begin, keep[0].end), readings)


def _parts(pairs: list[tuple[Claim, Claim]]) -> list[list[Claim]]:
    """Claims joined by pairs, part by part."""
    parts: list[set[Claim]] = []
    for a, b in pairs:
        home = [p for p in parts if a in p or b in p]
        parts = [p for p in parts if p not in home] + [{a, b}.union(*home)]
    return [sorted(p, key=lambda c: (c.place, c.begin)) for p in parts]
