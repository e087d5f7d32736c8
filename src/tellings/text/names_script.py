"""Names of any script in plain Latin letters: simple transliteration, enough to compare names.

Cyrillic, Greek, Georgian, Arabic and Hebrew by table; Hangul, kana, Ethiopic and the Indic scripts from the
names that Unicode gives their letters; Latin letters lose their marks. Chinese characters stay as they are.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def _table(letters: str, sounds: str) -> dict[str, str]:
    return dict(zip(letters.split(), (s.replace("_", "") for s in sounds.split()), strict=True))


_CYRILLIC = _table(
    "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ ў ј љ њ ђ ћ џ ѓ ќ ѕ қ ғ ң ө ұ ү һ ә",
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g u j lj nj dj c dz gj kj dz "
    "k g n o u u h a",
)
_GREEK = _table(
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
)
_GEORGIAN = _table(
    "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
_ARABIC = _table(
    "ا آ أ إ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ک ل م ن ه ة و ي ی ى ئ ؤ ء پ چ ژ گ",
    "a a a i b t th j h kh d dh r z s sh s d t z a gh f q k k l m n h a u i i a i u _ p ch zh g",
)
_HEBREW = _table(
    "א ב ג ד ה ו ז ח ט י כ ך ל מ ם נ ן ס ע פ ף צ ץ ק ר ש ת",
    "a b g d h u z h t i k k l m m n n s a p f ts ts k r sh t",
)
_LATIN = _table("ß ø æ œ ł đ ð þ ı ħ ŋ ə", "ss o ae oe l d d th i h n a")
_LETTERS = _CYRILLIC | _GREEK | _GEORGIAN | _ARABIC | _HEBREW | _LATIN


@lru_cache(maxsize=8192)
def _by_name(letter: str) -> tuple[str, str]:
    """What Unicode's name of a letter says about its sound: (sound, kind), kind syllable | sign | killer | other."""
    words = unicodedata.name(letter, "").split()
    if words[:2] == ["HANGUL", "SYLLABLE"] or words[:2] == ["ETHIOPIC", "SYLLABLE"]:
        return words[2].lower(), "syllable"
    if words[:1] in (["HIRAGANA"], ["KATAKANA"]) and "LETTER" in words:
        return words[-1].lower(), "syllable"
    if "VIRAMA" in words or "COENG" in words:
        return "", "killer"
    if words[1:3] == ["VOWEL", "SIGN"]:
        return words[-1].lower(), "sign"
    if words[1:2] == ["LETTER"] and words[0] not in ("LATIN", "MODIFIER", "ARABIC"):
        return words[-1].lower(), "letter"
    return letter, "other"


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """The text in lower-case Latin letters without marks; what no rule knows stays. Never fails."""
    if text.isascii():
        return text.lower()
    out: list[str] = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower().replace("й", "й")):
        known = _LETTERS.get(letter)
        if known is not None:
            out.append(known)
            continue
        if letter.isascii():
            out.append(letter)
            continue
        if (
            unicodedata.combining(letter)
            and unicodedata.category(letter) == "Mn"
            and "VIRAMA" not in unicodedata.name(letter, "")
        ):
            continue
        out.append(letter)
    flat = "".join(out)
    return flat if flat.isascii() else _syllables(unicodedata.normalize("NFC", flat))


def _syllables(text: str) -> str:
    """Syllabic scripts: a vowel sign replaces a consonant's own vowel, a killer takes it away."""
    out: list[str] = []
    for letter in text:
        sound, kind = (letter, "other") if letter.isascii() else _by_name(letter)
        if kind in ("sign", "killer") and out and out[-1].endswith("a"):
            out[-1] = out[-1][:-1]
        out.append(sound)
    return "".join(out)
