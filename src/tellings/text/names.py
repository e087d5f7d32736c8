"""How likely two written names are one person's: token by token, in any order, over spellings and scripts.

A name is cut into tokens, titles are set aside, particles count little. Tokens are paired one to one by the best
similarity of spelling (edit distance), of sound (a key that ignores how alphabets are romanised) or of short forms
(initials, nicknames). A pair of names is as good as its pairing, and as bad as its worst pair: one token that
clearly differs ("Bashar" / "Hafez") tells two people apart however well the others agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA, JaroWinkler

from tellings.text.names_script import KOREAN_SURNAMES, latin
from tellings.text.names_tables import COURTESY, FILIATION, HONORIFICS, NICKNAMES, PARTICLES

#: What marks son and father of one name.
GENERATIONS = {"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr"}
#: Numbers that do so behind a given name and a surname; behind a given name alone they tell monarchs apart.
_NUMBERS = frozenset(("ii", "iii", "iv"))
#: A token pair below this is no pair: the tokens are different words.
DIFFERENT = 0.5
#: What a short form that fits is worth: an initial says less than a name.
INITIAL = 0.8
NICKNAME = 0.9
SOUND = 0.94
INFLECTED = 0.92

REJOINED = 0.8
TURNED = 0.4
#: A single name that is the other's last one is likely a surname; any other single name is weaker.
SURNAME = 0.75
LONE = 0.5

#: A by-name inside a name: 'Robert "Bo" Lindqvist'.
BY_NAME = re.compile(r"\s(?:[“\"‘'„(]|``)\s?([^“”\"„()]{2,30}?)(?:[”\"“)]|[’']+)(?=\s)")
_TOKEN = re.compile(r"[^\W_]+(?:['’`ʼʹ][^\W_]+)*\.?")
_GENERATION = re.compile(r"[\s,]([JjSs](?:[Nn]?[Rr]|r|unior|enior)|I[IV]I?)\.?$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_LEET = str.maketrans("0134578", "oleastb")
_PATRONYMIC = re.compile(r"\w{3,}(?:ov|ev|yev|iv)(?:ich|ych|na|ich|yc)$|\w{3,}(?:ichna|inichna|ivna|ovych)$")
_SOUNDS = (
    ("tsch", "C"), ("shch", "S"), ("sch", "S"), ("tch", "C"), ("tsh", "C"), ("dzh", "J"), ("ch", "C"), ("cz", "C"),
    ("sh", "S"), ("sz", "S"), ("zh", "J"), ("dj", "J"), ("dsch", "J"), ("kh", "H"), ("gh", "G"),
    ("ph", "F"), ("th", "T"), ("dh", "D"),
    ("ck", "K"), ("ts", "Z"), ("tz", "Z"), ("hs", "S"), ("qu", "K"), ("ff", "F"),
)  # fmt: skip
_ONE = str.maketrans(
    {"q": "K", "k": "K", "c": "K", "g": "G", "j": "J", "x": "S", "w": "V", "v": "V", "f": "F", "z": "Z", "s": "S"}
)
_VOWELS = re.compile(r"[aeiouy]+|h(?=[^aeiouy]|$)")
_ENDINGS = frozenset("s as is us a e o u i y om em im em am".split())


def tokens(name: str) -> list[str]:
    """The tokens of a name in Latin letters, titles left off, "Last, First" turned round."""
    return list(_tokens(name))


@lru_cache(maxsize=16_384)
def _tokens(name: str) -> tuple[str, ...]:
    text = name.strip()
    if not text.isalnum():
        text = BY_NAME.sub("", text)
    if text.count(",") == 1 and not text.endswith(",") and generation(text) is None:
        last, first = text.split(",")
        text = f"{first} {last}"
    text = _CAMEL.sub(" ", text) if " " not in text else text
    out: list[str] = []
    for found in _TOKEN.findall(text.replace("-", " ")):
        if all("가" <= ch <= "힣" for ch in found):  # Korean names are written together, a syllable a letter
            out.append(KOREAN_SURNAMES.get(found[0], latin(found[0])))
            out.extend(latin(ch) for ch in found[1:])
            continue
        word = latin(found).rstrip(".")
        word = re.sub(r"['’`ʼʹ]", "", word)
        if word and not word.isdigit() and any(ch.isdigit() for ch in word):
            word = word.translate(_LEET)
        out.extend(word if len(word) == 2 and found.isupper() and not set(word) & set("aeiouy") else (word,))
    kept = [word for word in out if word not in HONORIFICS and word not in COURTESY]
    if len(kept) > 1 and (kept[-1] in GENERATIONS or (len(kept) > 2 and kept[-1] in _NUMBERS)):
        kept.pop()
    return tuple(_servants(kept or out))


@lru_cache(maxsize=16_384)
def generation(name: str) -> str | None:
    """ "jr", "sr" or "iii" where a name ends in it: it tells son from father, and most writers leave it off."""
    found = _GENERATION.search(name.strip())
    if found is None:
        return None
    return GENERATIONS.get(found[1].lower()) or (found[1].lower() if name.count(" ") > 1 else None)


def _servants(words: list[str]) -> list[str]:
    """Arabic "Abd al-Aziz", "Abdul Aziz": one name in several words."""
    out: list[str] = []
    i = 0
    while i < len(words):
        step = 1
        if words[i] in ("abd", "abdul", "abdel") and i + 1 < len(words):
            step = 2 if words[i] != "abd" or words[i + 1] not in ("al", "el", "ul") or i + 2 >= len(words) else 3
        out.append(words[i] if step == 1 else "abdul" + words[i + step - 1])
        i += step
    return out


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """A key that spellings of one name in several romanisations share: consonants by class, vowels as one mark."""
    text = _once(token)
    for written, key in _SOUNDS:
        text = text.replace(written, key)
    head = text[:1]
    text = _VOWELS.sub("", text[1:])
    head = "A" if head in "aeiouy" else head
    return _once((head + text).translate(_ONE).upper())


def _once(text: str) -> str:
    """The letters, one for several in a row that are the same."""
    return "".join([text[:1], *[b for a, b in pairwise(text) if a != b]])


def _hue(token: str) -> str:
    """The run of front and back vowels: "Kyiv" and "Kiev" have one front vowel."""
    return _once("".join(["f" if ch in "eiy" else "b" for ch in token if ch in "aeiouy"]))


@lru_cache(maxsize=65536)
def token_similarity(a: str, b: str) -> float:
    """0..1: how likely two tokens are spellings of one name."""
    if a == b:
        return 1.0
    if a.startswith("abdul") and b.startswith("abdul") and min(len(a), len(b)) > 7:
        return token_similarity(a[5:], b[5:])
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[:1] == b[:1] else 0.0
    if NICKNAMES.get(a, frozenset((a,))) & NICKNAMES.get(b, frozenset((b,))):
        return NICKNAME
    edit = 1.0 - OSA.distance(a, b) / max(len(a), len(b))
    jaro = JaroWinkler.similarity(a, b)
    best = 0.7 * edit + 0.3 * jaro
    short, long = sorted((a, b), key=len)
    if len(short) > 3 and long.startswith(short) and long[len(short) :] in _ENDINGS:
        return max(best, INFLECTED)
    ka, kb = sound(a), sound(b)
    if ka == kb:
        clear = len(ka) > 2 or _hue(a) == _hue(b)  # short names hang on their vowels: John, Jane
        return max(best, SOUND if clear and edit >= 0.5 else 0.85 if clear else 0.7)
    close = 1.0 - OSA.distance(ka, kb) / max(len(ka), len(kb))
    return max(best, 0.5 * best + 0.5 * close if len(ka) > 2 and len(kb) > 2 else 0.0)


def _pairing(a: list[str], b: list[str]) -> tuple[list[tuple[str, str, float]], list[str], list[str]]:
    """The best one-to-one pairing, found greedily; what is left over on each side."""
    scored = sorted(
        ((token_similarity(x, y), -abs(i - j), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True
    )
    left, right, pairs = set(range(len(a))), set(range(len(b))), []
    for score, _, i, j in scored:
        if i in left and j in right and (score >= DIFFERENT):
            left.discard(i)
            right.discard(j)
            pairs.append((a[i], b[j], score))
    return pairs, [a[i] for i in sorted(left)], [b[j] for j in sorted(right)]


def _rejoined(a: list[str], b: list[str]) -> list[str]:
    """Neighbours of `a` joined where the other name writes them as one: "Patr ushev", "Tse-tung" / "Zedong"."""
    out: list[str] = []
    i = 0
    while i < len(a):
        pair = a[i] + a[i + 1] if i + 1 < len(a) else ""
        joined = max((token_similarity(pair, y) for y in b), default=0.0) if pair else 0.0
        if joined > REJOINED and joined > max(token_similarity(x, y) for x in a[i : i + 2] for y in b):
            out.append(pair)
            i += 2
        else:
            out.append(a[i])
            i += 1
    return out


def _turned(a: list[str], b: list[str]) -> bool:
    """Whether the two names turn father and son: "Omar bin Said" / "Said bin Omar"."""
    sons = [{(n[i - 1], n[i + 1]) for i in range(1, len(n) - 1) if n[i] in FILIATION} for n in (a, b)]
    return any((y, x) in sons[1] for x, y in sons[0] if x != y)


def _weight(token: str) -> float:
    return 0.25 if token in PARTICLES else 0.6 if len(token) == 1 else 1.0


def _aligned(a: list[str], b: list[str]) -> float:
    pairs, left, right = _pairing(a, b)
    if not pairs or all(len(t) == 1 for t in a) or all(len(t) == 1 for t in b):
        return 0.0  # initials alone say nothing
    total = sum(_weight(x) for x, _, _ in pairs)
    mean = sum(_weight(x) * s for x, _, s in pairs) / total
    firm = [s for x, _, s in pairs if x not in PARTICLES]
    worst = min(firm, default=0.0)
    score = mean * (0.5 + 0.5 * worst)
    lone = [t for t in left if t not in PARTICLES], [t for t in right if t not in PARTICLES]
    if lone[0] and lone[1]:  # each has a name of its own: two people
        clash = max(token_similarity(x, y) for x in lone[0] for y in lone[1])
        return score * (0.3 + 0.4 * clash) * (len(firm) / (len(firm) + 1))
    if len(a) != len(b) and min(len(a), len(b)) == 1:
        last = token_similarity(a[-1], b[-1]) >= INFLECTED
        return score * (SURNAME if last else LONE)
    cost = sum(0.03 if _PATRONYMIC.match(t) else 0.08 for t in (*lone[0], *lone[1]))
    return score * max(0.4, 1.0 - cost)


@lru_cache(maxsize=65536)
def similarity(a: str, b: str) -> float:
    """0..1: how likely two written names are one person's. Symmetric; 1.0 for the same name."""
    x, y = tokens(a), tokens(b)
    if not x or not y:
        return float(a.strip().lower() == b.strip().lower())
    if generation(a) and generation(b) and generation(a) != generation(b):
        return TURNED
    if sorted(x) == sorted(y) and not _turned(x, y):
        return 1.0 if x == y else 0.98
    if ("".join(x), x) < ("".join(y), y):
        x, y = y, x
    if _turned(x, y):
        return TURNED
    x, y = _rejoined(x, y), _rejoined(y, x)
    score = _aligned(x, y)
    whole = "".join(x), "".join(y)
    if whole[0] == whole[1]:
        return 0.97
    if len(x) != len(y) and min(map(len, whole)) > 5:  # cut or run together: "Patr ushev"
        joined = 1.0 - OSA.distance(*whole) / max(map(len, whole))
        score = max(score, joined if joined > 0.85 else 0.0)
    return round(score, 6)
