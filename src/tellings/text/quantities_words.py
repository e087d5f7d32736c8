"""Numbers written in words, in English: "forty-seven", "two hundred and six", "1.2 million"."""

from __future__ import annotations

SMALL: dict[str, int] = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS: dict[str, int] = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
} | {"fourty": 40}
SCALES: dict[str, float] = {
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
ORDINALS: dict[str, int] = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
}

#: Numbers below a hundred that are one word. For regexes that ignore case.
ONE_WORD = "|".join(sorted([*SMALL, *TENS], key=len, reverse=True))
_MORE = "|".join(
    sorted([*SMALL, *TENS, "hundred", "thousand", "million", "billion", "trillion"], key=len, reverse=True)
)
#: Only behind these "and" goes on: "two hundred and six"; "six and seven" are two numbers.
_SCALED = "|".join(rf"(?<={word}[ -])" for word in ("hundred", "thousand", "million", "billion", "trillion"))
#: A cardinal number in words, "a hundred" and "a thousand" included. For regexes that ignore case.
CARDINAL = (
    rf"(?:(?:{ONE_WORD})|(?:a|one)[ -](?:hundred|thousand|million|billion|trillion))"
    rf"(?:[ -](?:(?:{_SCALED})and[ ])?(?:{_MORE})){{0,9}}(?!\w)"
)
_LAST = "|".join(sorted(ORDINALS, key=len, reverse=True))
#: An ordinal number in words.
ORDINAL = rf"(?:(?:{'|'.join(TENS)})[ -])?(?:{_LAST})(?!\w)"


def cardinal(words: str) -> float | None:
    """The value of a cardinal in words; None when it is none.

    >>> cardinal("two hundred and six")
    206.0
    """
    total = 0.0
    current = 0.0
    seen = False
    for word in words.lower().replace("-", " ").split():
        if word in ("and",):
            continue
        if word in ("a", "an"):
            current += 1
        elif word in SMALL:
            current += SMALL[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        else:
            return None
        seen = True
    return total + current if seen else None


def ordinal(words: str) -> int | None:
    """The value of an ordinal in words ("twenty-first"); None when it is none."""
    parts = words.lower().replace("-", " ").split()
    if not parts or parts[-1] not in ORDINALS:
        return None
    rest = cardinal(" ".join(parts[:-1])) if parts[:-1] else 0.0
    return None if rest is None else int(rest) + ORDINALS[parts[-1]]


def year_in_words(words: str) -> int | None:
    """ "nineteen ninety-six" -> 1996, "two thousand and five" -> 2005; None when it is no year."""
    parts = words.lower().replace("-", " ").split()
    if len(parts) >= 2 and parts[0] in SMALL and 13 <= SMALL[parts[0]] <= 19 and parts[1] in TENS:
        rest = cardinal(" ".join(parts[1:]))
        return None if rest is None or rest > 99 else SMALL[parts[0]] * 100 + int(rest)
    value = cardinal(words)
    return int(value) if value is not None and 1900 <= value <= 2100 else None
