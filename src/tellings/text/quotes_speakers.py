"""Which name a speaker's pronoun, surname or role stands for in the article."""

from __future__ import annotations

import re

from tellings.text.quotes_ages import of_age, possible
from tellings.text.quotes_cast import FADE, W_SUBJECT, Cast
from tellings.text.quotes_names import Member, Name, fold, no_body
from tellings.text.quotes_nouns import GIVEN, GIVING, TEXTS
from tellings.text.quotes_roles import another, by_role
from tellings.text.quotes_view import View, noun_phrase
from tellings.text.quotes_words import (
    FEMALE,
    FEMALE_NOUNS,
    MALE,
    MALE_NOUNS,
    ORGANISATION_KIN,
    PERSON_NOUNS,
    PLURAL,
    SAY,
)

#: Bodies whose names do without such a word: "the company" may be any, "the ministry" is called one.
_UNNAMED = frozenset("company paper club party movement town".split())
#: Words for anybody, also for whom another word brought in: "a gentleman" is "the man".
_ANYBODY = frozenset("man woman boy girl".split())
#: Bodies of which a story may have several at once.
_FORCES = frozenset("police force".split())
_DEFINITE = frozenset("the this that his her their its".split())
_OWNED = frozenset("his her their its".split())
_PARENT = re.compile(r"the (?:single )?(?:mother|father|mum|mom|dad|grandmother|grandfather)[ -]of[ -]\w+$", re.I)
_AGED = re.compile(r"(\d{1,3})-year-old$")
#: What may stand between "of" and a name: "a spokesman for Mr. Hale".
_COURTESY = re.compile(r"(?:\s+(?:the|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Rev|Prof|Sir)\b\.?)*\s*$")
#: What leads from a text to who put it out.
_BY = re.compile(
    r"(?: (?:released|issued|posted|published|sent|signed|put out)(?: \w+day)?)? (?:by|from) (?:the )?(?=\w)"
)
#: Who of them, whose name follows: "signed by its head, Ada Kranz".
_ROLE_OF = re.compile(r"(?:its|his|her|their|the|a) [^,.;:\n“”\"]{3,40}, (?=[^\W\d_a-z])")
#: One of several, whose name follows: "one of her lawyers, Ada Kranz,".
_ONE_OF = re.compile(r"(?i:one|another) of [^,.;:\n“”\"]{3,40}, (?=[^\W\d_a-z])")


def _named(cast: Cast, begin: int, end: int) -> Member | None:
    """The member whose name stands in a phrase, or behind it as an apposition; not a possessor."""
    v = cast.v
    inside = cast.between(begin, end)
    for name in sorted(inside, key=lambda n: (not n.person, -n.end)):
        behind = v.text[name.end : name.end + 2]
        owner = (name.end < end and behind in ("'s", "’s")) or (
            name.end <= end and v.text[name.begin : name.end].endswith(("'s", "’s"))
        )
        of = _COURTESY.sub("", v.text[begin : name.begin]).endswith((" of", " for", " at", " to"))
        if not owner and not (of and name.begin > begin) and name.end >= end - 1:
            return cast.of_name[name.begin]
        if not owner and not of and name.person:
            return cast.of_name[name.begin]
    if (one := _ONE_OF.match(v.text, begin)) and cast.between(one.end(), one.end() + 1):
        return cast.of_name[cast.between(one.end(), one.end() + 1)[0].begin]
    for name in cast.between(end, end + 7):
        apposed = end < name.begin and v.text[end : name.begin].strip() in (",", "", ", the")
        if apposed and not _goes_on(v, name, begin):
            return cast.of_name[name.begin]
    for name in inside:
        if not name.person and name.begin <= begin + 4 and name.end >= end - 1:
            return cast.of_name[name.begin]
    return None


def _goes_on(v: View, name: Name, begin: int) -> bool:
    """Whether a name behind a phrase and its comma begins the clause: "According to the police, Ana Holm left"."""
    last = v.first_token(name.end) - 1
    token = v.tokens[last]
    if v.text[max(0, begin - 14) : begin].lower().strip().endswith("according to"):
        return token.dep != "appos"
    if token.dep not in ("nsubj", "nsubjpass", "poss"):
        return False
    inside = v.token_at(begin)
    return not inside <= token.head < v.token_at(name.begin) or token.dep == "poss"


def _place(member: Member) -> tuple[int, int]:
    return member.fullest().begin, member.fullest().end


def _body(cast: Cast, words: list[str], presence: dict[int, float], begin: int) -> Member | None:
    """The organisation that "the company" or "the paper" stands for: by its name's words, else the most present."""
    head = words[-1]
    kin = next((group for group in ORGANISATION_KIN if head in group), None)
    fits: list[tuple[int, float, int]] = []
    for member in cast.members:
        if member.person:
            continue
        full = set(member.fullest().words) | member.roles
        if kin and not full & kin and not no_body(member.fullest().words):
            continue  # "the committee" is no department
        if min(name.begin for name in member.names) > begin and not full & (set(words) - {head}):
            continue  # nobody knows it yet
        initials = len(member.fullest().words) == 1 and cast.v.text[slice(*_place(member))].isupper()
        if head in _FORCES and not full & (kin or {head}) and not (initials and member.fullest().words[0][-2:] == "pd"):
            continue  # an outlet that police told something is no force
        loose = kin is not None and (kin & _UNNAMED or initials)
        if full & (kin or {head}) or (loose and presence.get(member.number, 0.0) > 0.3):
            match = len(full & ((kin or frozenset()) | set(words)))
            fits.append((match, presence.get(member.number, 0.0), -member.number))
    if kin and head in _FORCES and len({words[-1], *words}) == 1 and len(fits) > 1:
        return None  # "police said" where the text names two forces
    return cast.members[-max(fits)[2]] if fits else None


def _issuer(cast: Cast, noun: str, begin: int, end: int) -> Member | None:
    """Who speaks by a text: whom the words behind it name, or those behind the last mention of it; None for others.

    "a statement released by the Transport Department", and later "the statement". Any other report or letter is itself.
    """
    v = cast.v
    for start in (end, *(m.end() for m in reversed(list(re.finditer(rf"\b{noun}\b", v.text[:begin]))))):
        if by := _BY.match(v.text, start):
            at = role.end() if (role := _ROLE_OF.match(v.text, by.end())) else by.end()
            named = cast.between(at, at + 1)
            if named or noun not in GIVEN:
                return cast.of_name[named[0].begin] if named else None
    return _giver(cast, noun, begin) if noun in GIVEN else None


def _giver(cast: Cast, noun: str, begin: int) -> Member | None:
    """Who gave a statement that is spoken of again: who said so in it, or issued it, where it was told of last."""
    v = cast.v
    at = v.text.rfind(f" {noun}", 0, begin)
    if at < 0:
        return None
    low, high = v.bounds[v.tokens[v.token_at(at + 1)].sentence]
    for n in range(low, min(high, v.first_token(begin))):
        token = v.tokens[n]
        verb = v.tokens[token.head].lemma.lower()
        if token.dep == "nsubj" and (verb in SAY or verb in GIVING) and token.lemma.lower() not in TEXTS:
            a, b = noun_phrase(v, n, low, high)
            return resolve(cast, *v.whole_names(v.tokens[a].begin, v.tokens[b - 1].end))
    return None


def _several(cast: Cast, pronoun: int) -> tuple[Member | None] | None:
    """Whom "they" goes on from, the last subject before it: a body, or people without a name (None inside).

    None where neither the pronoun's sentence nor the one before has a subject in question.
    """
    v = cast.v
    if pronoun < 0:
        return None
    floor = v.bounds[max(0, v.tokens[pronoun].sentence - 1)][0]
    for n in range(pronoun - 1, floor - 1, -1):
        token = v.tokens[n]
        if token.dep not in ("nsubj", "nsubjpass") or cast.in_quote(token.begin):
            continue
        named = cast.between(token.begin, token.begin + 1)
        if named:
            member = cast.of_name[named[0].begin]
            if not member.person:
                return (member,)
        elif token.tag == "NNS" or v.lowers[n] in ("several", "many", "some", "others", "both"):
            return (None,)
    return None


def resolve(cast: Cast, begin: int, end: int) -> Member | None:
    """The member of the cast that the speaker at this place stands for; None when nothing in the article says so."""
    v = cast.v
    words = [w for w in (fold(w) for w in v.text[begin:end].split()) if w]
    if not words:
        return None
    token = v.token_at(begin)
    if len(words) == 1 and words[0] in MALE | FEMALE | PLURAL | {"it"}:
        if token in cast.meant:
            return cast.meant[token]
        if words[0] in PLURAL:  # a body that has just done something, else nobody in particular
            if (several := _several(cast, token)) is not None:
                return several[0]
            present = {k: w for k, w in cast.presence(begin).items() if w >= W_SUBJECT * FADE}
            return cast.best(present, None, person=False)
        if words[0] == "it":
            return cast.best(cast.presence(begin), None, person=False)
        return None
    found = _named(cast, begin, end)
    if found is not None:
        return found
    if words[-1] in TEXTS and words[0] in ("a", "an"):
        return _issuer(cast, words[-1], begin, end)
    presence = cast.presence(begin)
    definite = words[0] in _DEFINITE or v.text[begin].isupper()
    if not definite:
        return None
    head = words[-1] if words[-1] != "officer" or len(words) < 3 else words[-2]
    core = [w for w in words if w not in _DEFINITE]
    if " of " in f" {' '.join(words)} ":
        core = core[: core.index("of")] if "of" in core and core.index("of") else core
        head = core[-1]
    if any(head in group for group in ORGANISATION_KIN):  # before roles: "the party" is not the party's leader
        body = _body(cast, [*core[:-1], head], presence, begin)
        proper = {fold(v.lowers[k]) for k in v.words(begin, end) if v.tokens[k].pos == "PROPN"} - {head}
        if body is not None and not proper <= set(body.fullest().words) | body.roles | _DEFINITE:
            return None  # "the KQT agency" is not the agency named last
        owned = words[0] in _OWNED and body is not None and not set(core) <= set(body.fullest().words)
        return None if owned else body  # "its foreign ministry" is not the ministry named last
    if head in TEXTS and head not in PERSON_NOUNS:
        return _issuer(cast, head, begin, end)
    single = v.tokens[v.token_at(end - 1)].tag not in ("NNS", "NNPS")
    if not single:
        return None  # "the brothers" are not one of them
    return _described(cast, (begin, end), words, head, presence)


def _described(
    cast: Cast, place: tuple[int, int], words: list[str], head: str, presence: dict[int, float]
) -> Member | None:
    """Whom a description of one person means: "the minister", "the 58-year-old", "the Swede"."""
    v = cast.v
    gender = "m" if head in MALE_NOUNS else "f" if head in FEMALE_NOUNS else None
    age = next((int(m[1]) for w in words if (m := _AGED.match(w))), None)
    if age is not None and (told := of_age(cast.members, age, presence)) is not None:
        return told
    role = by_role(possible(cast.members, age), [*(w for w in words if w != head), head], presence, gender)
    if role is not None:
        return role
    within = v.words(*place)
    owned = any(v.lowers[k] in ("'s", "’s") for k in within)  # "the girl's mother"
    if words[0] not in ("the", "this") or owned:
        return None
    may = {m.number for m in possible(cast.members, age)}
    best = cast.best({k: w for k, w in presence.items() if k in may}, gender)
    if best is None or another(head, best):
        return None
    # "the man", "the friend" are mostly somebody whom nothing names; these vary a name
    nation = len(words) <= 2 and any(v.tokens[k].entity.endswith("NORP") for k in within)
    varied = age is not None or nation or _PARENT.match(v.text, *place)
    return best if varied or (best.nameless and (head in best.roles or head in _ANYBODY)) else None
