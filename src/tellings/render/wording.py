"""How things are said: dates, ranges, counts, kinds and labels in words. Pure functions."""

from __future__ import annotations

import re

from tellings import views

#: What the kinds and types mean, for legends.
GLOSSARY: dict[str, dict[str, str]] = {
    "Derivations": {
        "verbatim": "reprinted, all or nearly all of it",
        "abridged": "cut, otherwise word for word",
        "rewrite": "the same text retold in other words",
        "credited": "goes back to a text that is not here to compare",
        "translation": "the same text by way of another language",
        "quotes-only": "takes quotes from it, and has its own text",
    },
    "Differences": {
        "contradiction": "both cannot be true",
        "update": "a later telling knows more",
        "rounding": "the same number, coarser",
        "vaguer": "says less, not something else",
        "spelling": "one name written in two ways",
        "translation": "one expression rendered in two ways",
        "wording": "put differently; the weight may shift",
    },
    "Quotes": {
        "cut": "words left out",
        "wording": "other words inside the quotation marks",
        "translation": "rendered differently",
        "splice": "two utterances joined into one",
        "speaker": "given to somebody else",
        "qualifier": "a hedge or condition added or lost",
    },
    "Origins": {
        "agency": "the text of a news agency",
        "press release": "the text of an interested party",
        "own": "an outlet's own reporting",
        "missing": "credited or inferred, but not among these tellings",
        "unknown": "cannot be told",
    },
}

#: Control characters, and the marks that turn the direction of text around: neither belongs on a page.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """A text without characters that could steer a terminal or turn a line around; each becomes "�"."""
    return _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(clean(text).split())


def inline(text: str) -> str:
    """A piece of a text on one line; a space at its ends stays, so that pieces can be put together again."""
    return re.sub(r"\s+", " ", clean(text))


def plural(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def between(r: views.Range) -> str:
    """A range in figures: "2" or "2–3"."""
    return str(r.max) if r.min == r.max else f"{r.min}–{r.max}"


def letters(n: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    out = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


def day(date: str | None) -> str:
    """An ISO date as people read it: "4 May 2031", "May 2031", "2031"; with the time of day where it is known."""
    if not date:
        return "undated"
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d:\d\d).*)?", date)
    if not match:
        return flat(date)
    year, month, number, clock = match.groups()
    names = "January February March April May June July August September October November December".split()
    if not month or not 1 <= int(month) <= 12:
        return year
    out = f"{names[int(month) - 1]} {year}"
    if number:
        out = f"{int(number)} {out}"
    return f"{out}, {clock}" if clock and clock != "00:00" else out


def origin_name(origin: views.Origin) -> str:
    """An origin's label without its kind in front, which stands beside it."""
    label = flat(origin.label)
    head, colon, rest = label.partition(":")
    return rest.strip() if colon and rest.strip() and head.strip() in GLOSSARY["Origins"] else label


def days(first: str | None, last: str | None) -> str:
    """From one day to another: "4–5 May 2031", "30 April to 2 May 2031", "undated"."""
    a, b = (day(d[:10]) if d else None for d in (first, last))
    if not a or not b or a == b:
        return a or b or "undated"
    one, other = a.split(), b.split()
    if one[1:] == other[1:] and len(one) == 3:
        return f"{one[0]}–{b}"
    if one[-1] == other[-1] and len(one) > 1:
        a = " ".join(one[:-1])
    return f"{a} to {b}"


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


_PHRASES = {
    "verbatim": "a reprint of",
    "abridged": "abridged from",
    "rewrite": "a rewrite of",
    "translation": "a translation of",
    "quotes-only": "quotes",
}


def kind(d: views.Derivation) -> str:
    """A derivation's kind in a word; how closely an absent parent is followed cannot be seen, only that it is named."""
    return "credited" if d.parent.startswith("missing:") and d.kind != "quotes-only" else d.kind


#: Confidence from which it is left unsaid that two surely have one text.
_CLEAR = 0.8


def sureness(d: views.Derivation) -> str:
    """How sure a derivation is: of two that surely have one text it may be open which was first."""
    said = f"{d.confidence:.0%} sure"
    return f"{said} (surely one text; less sure which came first)" if d.joined and d.confidence < _CLEAR else said


def phrase(d: views.Derivation) -> str:
    """A derivation's kind as it stands before the parent's name; "perhaps" where more speaks against it than for it."""
    said = "goes back to" if kind(d) == "credited" else _PHRASES.get(d.kind, d.kind)
    return ("perhaps " if d.confidence < 0.5 else "") + said
