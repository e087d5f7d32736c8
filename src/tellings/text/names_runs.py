"""Runs of capitalised words, and the names in them: joined, cut, and with titles and nationalities taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.text.names import GENERATIONS
from tellings.text.names_fields import LONGEST, linked, listed_fields, of_fields
from tellings.text.names_nicks import nicked
from tellings.text.names_places import canonical_places, countries, demonyms, states
from tellings.text.names_tables import (
    BODIES,
    FIELDS,
    JOINTS,
    NOBLE,
    NOT_NAMES,
    PARTICLES,
    POLITE,
    SITES,
    THINGS,
    TITLE_PARTS,
    TITLES,
    VESSELS,
)
from tellings.text.names_words import Habits, Word, lettered
from tellings.text.prior import known as common
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES

GIVEN_NAMES = FEMALE_NAMES | MALE_NAMES
_HEADS = BODIES | SITES | THINGS
_NO_TITLES = _HEADS - TITLES
_ANY_TITLES = TITLES | TITLE_PARTS
_NAMED = BODIES | THINGS
_PLAIN_BODIES = BODIES - {"general", "press", "group", "court", "service"}
_JOINED = JOINTS | {"and"}
_VESSELS = VESSELS | {"the"}
_BODY_LABELS = frozenset(("ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "GPE", "LOC", "PRODUCT"))
#: Titles that are also first words of the names of bodies and places ("General Motors", "King County").
_AMBIGUOUS = frozenset(
    "general major prince king lord queen master private father chief judge justice head count earl duke saint baron "
    "president princess engineer teacher whip speaker captain trainer doctor cap editor don m pan director attorney "
    "leader press st".split()
)
_FORMERLY = frozenset("former then ex late acting then- ex-".split())
#: Members of parties, each by that name one of many.
_PARTISANS = frozenset("democrat republican conservative liberal socialist communist".split())
_PARTY = re.compile(r"[RDI]-[A-Z][A-Za-z.]*$")
_ELECT = re.compile(r"-(?:elect|designate|nominee|to-be)$")
_UNDER = re.compile(r"(?:under-?|vice-?|co-|sub-|ex-|deputy-|arch-)(?=\w{4})")
_PEOPLE = ("ian", "ians", "ist", "ists", "ite", "ites", "ish", "ese", "ic", "an", "ans")
_ENDINGS = frozenset("general king judge prince lord master count earl duke baron father major private queen".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A name as words [start, stop) of its sentence, with the words [title, start) before it that are its title."""

    start: int
    stop: int
    title: int


def _begins(words: Sequence[Word], i: int, known: Habits) -> bool:
    """Whether a capitalised word may begin a name."""
    word = words[i]
    if not word.cap or word.function or not lettered(word.text):
        return False
    if not word.initial:
        return True
    if word.pos == "VERB" and word.key.endswith("ing") and common(word.key):
        return False  # "Joining Holm"
    follows = i + 1 < len(words) and words[i + 1].cap and not words[i + 1].function and linked(word.gap)
    if _before_name(words, i) or (follows and word.key in TITLES and words[i + 1].pos in ("PROPN", "")):
        return True
    if word.label in ("PERSON", "GPE", "ORG", "LOC", "FAC") or known.capital[word.key] > known.small[word.key]:
        return word.pos == "PROPN" or known.small[word.key] == 0
    if word.text.isupper() and len(word.text) > 3 and word.gap.strip() in ("(", "-", "–", "—", "--"):
        return True  # a dateline
    if not word.pos:  # no tagger: one capital at the start of a sentence says nothing
        return follows and known.small[word.key] == 0
    if word.pos == "PROPN":
        return known.small[word.key] == 0 or (follows and known.capital[word.key] > 0)
    if follows and known.small[word.key] == 0 and not common(word.key) and word.text[1:].islower():
        return True  # "Ilse Brandt was ...": no word of the language, whatever the tagger takes it for
    return follows and (word.key in _ANY_TITLES or (word.pos in ("NOUN", "ADJ") and word.key in demonyms()))


def _before_name(words: Sequence[Word], i: int) -> bool:
    """Whether the capitalised word that opens a sentence leads to a title and a name: "Attorney General Ann Lowe"."""
    if words[i].key not in _ANY_TITLES or words[i].function:
        return False
    k = i + 1
    while k < len(words) and k - i < 4 and words[k].cap and linked(words[k - 1].gap) and words[k].key in TITLES:
        k += 1
    return k > i + 1 and k < len(words) and words[k].cap and linked(words[k - 1].gap) and not words[k].function


def _joins(words: Sequence[Word], start: int, j: int, k: int) -> bool:
    """Whether "of", "for", "and" between words j and k joins two parts of one name."""
    left, right = words[max(start, j - LONGEST) : j + 1], words[k]
    keys = {word.key for word in left}
    joint = words[j + 1].key
    one = words[j].part >= 0 and words[j].part == words[j + 1].part == right.part
    label = words[j].label
    if joint in ("and", "&"):
        if of_fields(words, j, k):
            return True
        body = bool(keys & BODIES) and any(w.key in JOINTS for w in left)
        if keys | {right.key} <= demonyms().keys() | {"of", "and"}:
            return False
        named = bool((keys | {w.key for w in words[k : k + 4]}) & _NAMED)
        whole = one and named and label in ("ORG", "LAW", "EVENT", "WORK_OF_ART")
        return (body and right.key not in TITLES) or whole
    if words[j].key in TITLES and not keys & _PLAIN_BODIES:
        return False
    if words[j].key in THINGS and k - j > 2:  # "First Schedule of the Act"
        return False
    if (keys & BODIES and (joint != "of" or words[j].key in _HEADS)) or (joint == "of" and words[j].key in _HEADS):
        return True
    stop = k
    while stop + 1 < len(words) and words[stop + 1].cap and linked(words[stop].gap):
        stop += 1
    if joint == "of" and words[stop].key in THINGS and len(left) == 1 and words[j].label != "PERSON":
        return True  # "Misuse of Drugs Act"
    return one and label in _BODY_LABELS and right.key not in countries()  # "the club SV Holm of Germany"


def _possessor(words: Sequence[Word], start: int, j: int, known: Habits) -> bool:
    """Whether "X's Y" is one name (Miller's Lane, Dockers' Union) and not a name and what it owns."""
    k = j + 1
    if k >= len(words) or not words[k].cap or not linked(words[j].gap.lstrip("'’sS") or " "):
        return False
    stop = k
    while stop + 1 < len(words) and words[stop + 1].cap and linked(words[stop].gap) and not words[stop].possessive:
        stop += 1
    if words[stop].key not in _HEADS and words[k].key not in _HEADS:
        one = j == start and words[j].part == words[k].part >= 0 and words[j].label in ("ORG", "FAC")
        named = (
            one and words[k].key not in GIVEN_NAMES and all(common(w.key) for w in words[k : stop + 1])
        )  # "Holm's Boat Yard", not "WKRT's Ida Holm"
        return named and known.free[words[j].key] == 0 and words[j].text.lower() not in canonical_places()
    if words[j].key in TITLES and words[stop].key in BODIES:
        return True  # "Sheriff's Office", "Prime Minister's Department"
    if j > start and words[j - 1].key in ("st", "saint"):
        return True  # "St. Brannoc's Hospital"
    if words[j].text.lower() in canonical_places() or words[j].label in ("GPE", "NORP"):
        return False
    plural = words[j].text[-1] in "sS" and words[k].begin - words[j].end == 2
    if plural or (j == start and words[j].part == words[k].part >= 0):
        return True
    return known.free[words[j].key] == 0 and (words[stop].key in SITES or words[j].label != "PERSON")


def runs(words: Sequence[Word], known: Habits) -> list[tuple[int, int]]:
    """Maximal runs of words that may be one name, as [start, stop) of the sentence's words."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if not words[i].cap or not _begins(words, i, known):
            i += 1
            continue
        j = i
        while (step := _step(words, i, j, known)) > 0:
            j += step
        out.append((i, j + 1))
        i = j + 1
    return out


def _step(words: Sequence[Word], start: int, j: int, known: Habits) -> int:
    """How many words further a run goes behind its word j; 0 at its end."""
    if words[j].possessive:
        return 1 if _possessor(words, start, j, known) else 0
    if j > start and words[j].key in GENERATIONS:
        return 0  # "... Olaf Rist Jr. Jurors ..."
    if words[j].gap.strip() == "," and words[j].key in FIELDS:
        return listed_fields(words, start, j)
    if j + 1 >= len(words) or _state(words, j):
        return 0
    if not linked(words[j].gap):
        return nicked(words, j)
    nxt = words[j + 1]
    if words[j].key == "u" and nxt.key == "of" and j + 2 < len(words) and words[j + 2].cap and linked(nxt.gap):
        return 2  # "U of I", "U of M"
    if nxt.cap and nxt.text[0].isalnum() and not nxt.initial and not nxt.function:
        return 0 if nxt.key in NOT_NAMES and nxt.label in ("DATE", "TIME") else 1
    for size in (2, 3):
        k = j + size
        near = k - start < LONGEST
        if k >= len(words) or not words[k].cap:
            continue
        if near and " ".join([w.key for w in words[start : k + 1]]) in canonical_places():
            return size  # "Trinidad and Tobago"
        if words[k].function or words[k].initial:
            continue
        if words[k].label in ("DATE", "TIME"):
            continue
        between = words[j + 1 : k]
        if any(not linked(w.gap) or w.cap or w.possessive for w in between):
            continue
        keys = [w.key for w in between]
        if all(
            (key in PARTICLES or key in ("au", "aux", "sur")) and key not in ("y", "i", "e", "na", "do") for key in keys
        ):
            return size
        if keys[0] == "at" and not {w.key for w in words[start : j + 1]} & {"university", "college", "school"}:
            continue
        if keys[0] in _JOINED and keys[1:] in ([], ["the"]) and _joins(words, start, j, k):
            return size
    return 0


def _state(words: Sequence[Word], j: int) -> bool:
    """Whether word j is the short form of a state behind its town: "in Washington, D.C. Bell" names no D.C. Bell."""
    short = words[j].text.endswith(".") and words[j].text.lower() in states()
    return short and j > 0 and words[j - 1].cap and words[j - 1].gap.strip() == ","


def pieces(words: Sequence[Word], start: int, stop: int) -> list[Piece]:
    """The names in one run: what stands before a title, and what stands behind it."""
    keys = [word.key for word in words[start:stop]]
    whole = " ".join(keys)
    if whole in canonical_places() or words[start].text.lower() + " " + " ".join(keys[1:]) in canonical_places():
        return [Piece(start, stop, start)]
    office = _of_office(words, start, stop)
    if office is not None:
        return office
    place = _last_title(words, start, stop)
    if place is None:
        return _plain(words, start, stop, start)
    begin = place
    while begin > start and (words[begin - 1].key in TITLES or words[begin - 1].key in TITLE_PARTS):
        begin -= 1
    if begin > start + 1 and words[begin - 1].key == "u.s." and words[begin - 2].key in TITLE_PARTS:
        begin -= 2  # "Assistant U.S. Attorney"
    while begin < place and words[begin].key in ("of", "for", "the", "and", "co"):
        begin += 1
    if begin - start > 1 and _letters(words[start]) and all(common(w.key) for w in words[start + 1 : begin]):
        begin = start + 1  # "the DNC Communications Director"
    out = _plain(words, start, begin, start) if begin > start else []
    if place + 1 < stop:
        out.extend(_plain(words, place + 1, stop, begin))
    return out


def _letters(word: Word) -> bool:
    """Whether a word is the initials of a body: "DNC"."""
    return word.text.isupper() and word.text.isalpha() and 2 < len(word.text) < 6


def _of_office(words: Sequence[Word], start: int, stop: int) -> list[Piece] | None:
    """The name behind "Secretary of State", "Minister of the Sea": a run that begins inside such a title."""
    back = start - 1 - (start > 1 and words[start - 1].key == "the")
    if back < 1 or words[back].key != "of" or words[back - 1].key not in TITLES or not words[back - 1].cap:
        return None
    if stop - start == 1 and words[start].key in TITLE_PARTS:
        return []  # "as Secretary of State"
    k = start
    while k < stop - 1 and (words[k].key in TITLE_PARTS or (words[k].label != "PERSON" == words[stop - 1].label)):
        k += 1
    return _plain(words, k, stop, back - 1) if k > start else None


def _last_title(words: Sequence[Word], start: int, stop: int) -> int | None:
    """Where the last title word of a run stands, unless it is part of the name of a body, place or vessel."""
    if words[start].key in NOBLE and stop - start > 1 and start and words[start - 1].key in _VESSELS:
        return None
    if words[stop - 1].key in _NO_TITLES:
        named = stop - start == 3 and words[start].key in TITLES and words[start + 1].key in GIVEN_NAMES
        if named:
            return start  # "Deputy Martha Hall"
        polite = [i for i in range(start, stop - 2) if words[i].key in POLITE and i == start]
        return polite[0] if polite and words[stop - 1].label == "PERSON" else None
    for i in range(stop - 1, start - 1, -1):
        key = _office(words, i, stop)
        if key not in TITLES:
            continue
        if i == stop - 1 and stop - start > 1 and key in _AMBIGUOUS and words[i].label == "PERSON":
            continue  # "Jennifer Judge", "Martin Luther King"
        if i == stop - 1 and i > start and key in _ENDINGS and words[i - 1].key not in _ANY_TITLES:
            continue  # "Jackson General"
        if (
            key in _AMBIGUOUS
            and i + 1 < stop
            and words[i + 1].part == words[i].part >= 0
            and words[i].label in ("ORG", "FAC", "GPE")
        ):
            continue
        if key == "m" and i > start:  # "Arthur M. Holm"
            continue
        if key == "executive" and i > start + 1 and words[i - 1].key in FIELDS and words[i - 2].key == "and":
            continue  # "Health and Safety Executive"
        if words[i].key == "st" or (i and words[i - 1].key == "st"):
            continue
        if any(w.key in ("of", "for") for w in words[start:i]) and words[i].label in ("ORG", "FAC"):
            continue
        return i
    return None


def _office(words: Sequence[Word], i: int, stop: int) -> str:
    """The title in a word: "Governor-elect", "Undersheriff", "Presidents" before the first of several names."""
    key = words[i].key
    if key in TITLES:
        return key
    key = _UNDER.sub("", _ELECT.sub("", key), count=1)
    if key in TITLES or key[-1:] != "s" or i + 1 >= stop or stop + 1 >= len(words):
        return key
    several = words[stop].key == "and" and words[stop + 1].cap and not words[stop + 1].function
    whole = stop - i > 2 and words[i + 1].key in GIVEN_NAMES  # "Senators Ann Holm of Vale and Joe Lund"
    return key[:-1] if (several or whole) and words[i + 1].label == "PERSON" else key


def _plain(words: Sequence[Word], start: int, stop: int, title: int) -> list[Piece]:
    """A run without titles as a name, nationality and loose words at its edges taken off."""
    if stop - start > LONGEST:
        return []
    if words[start].key == "u" and stop - start > 2 and words[start + 1].key == "of":
        return [Piece(start, stop, start)]
    keys, lands = [word.key for word in words[start:stop]], countries()
    for cut in range(1, len(keys)):
        if " ".join(keys[:cut]) in lands and " ".join(keys[cut:]) in lands:  # "Russia Ukraine conflict"
            return [Piece(start, start + cut, start), Piece(start + cut, stop, start + cut)]
    while stop - start > 1 and words[start].key in _FORMERLY and title == start:
        start = title = start + 1
    if stop - start > 1 and words[stop - 1].key in _PARTISANS and words[stop - 1].text.lower() != words[stop - 1].text:
        stop -= 1  # "a California Democrat"
    people = demonyms()
    pair = words[start].key + " " + words[start + 1].key if stop - start > 1 else ""
    last = words[stop - 1].key
    named = stop - start > 1 and words[start].key in GIVEN_NAMES and words[start + 1].label == "PERSON"
    lead = 2 if pair in people else 1 if words[start].key in people and not named else 0
    if lead == stop - start or (lead and stop - start - lead == 1 and words[stop - 1].key in people):
        return []
    stateless = (
        lead == 1
        and not people[words[start].key]
        and (words[start + 1].label != "PERSON" or words[start].part == words[start + 1].part)
    )
    if (
        lead
        and not stateless
        and title == start
        and last not in _HEADS
        and not any(w.key in _HEADS for w in words[start:stop])
    ) and not (words[start].part == words[stop - 1].part >= 0 and words[start].label in _BODY_LABELS):
        start = title = start + lead
    while stop > start and (words[stop - 1].function or words[stop - 1].key in JOINTS):
        stop -= 1
    while start < stop and (words[start].function or words[start].key in JOINTS):
        start += 1
    if start >= stop or _bare(words[start:stop]):
        return []
    return [Piece(start, stop, min(title, start))]


def _common(word: Word) -> bool:
    """A title, a month or a small word by itself; capitals throughout make it initials: "WHO"."""
    if word.text.isupper() and len(word.text) > 1:
        return word.key in TITLES
    return word.key in NOT_NAMES or word.key in TITLES


def _bare(words: Sequence[Word]) -> bool:
    """Words that name nothing by themselves: a lone title, a month, a head noun, a number."""
    keys = [word.key for word in words]
    if len(keys) == 1 and len(words[0].text) < 9 and _PARTY.match(words[0].text):
        return True  # "(R-Ark.)"
    if len(keys) == 1 and words[0].label == "NORP" and keys[0].endswith(_PEOPLE):
        return not words[0].reader.surname(words[0].text)  # "Meese said", of Carl Meese
    if len(keys) == 1 and words[0].text[-1] == "s" and words[0].text[:-1].isupper():
        return True  # "MPs", "SUVs"
    if len(keys) == 1 and (len(keys[0]) < 2 or words[0].function or _common(words[0])):
        return True
    return not any(lettered(word.text) for word in words)
