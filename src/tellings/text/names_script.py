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
#: Korean surnames as their bearers write them in English; given names follow Unicode's (revised) romanisation.
KOREAN_SURNAMES = _table(
    "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 전 홍 문 양 손 "
    "배 백 허 유 남 심 노 하 곽 성 차 주 우 구 민 채 원 천 공 현",
    "kim lee park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song ryu jeon hong moon yang son bae "
    "baek heo yoo nam shim roh ha kwak sung cha joo woo koo min chae won chun kong hyun",
)
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
    for letter in unicodedata.normalize("NFKC", text).lower():
        known = _LETTERS.get(letter)
        if known is not None:
            out.append(known)
        elif letter.isascii() or "가" <= letter <= "힣":
            out.append(letter)
        else:
            out.extend(_plain(part) for part in unicodedata.normalize("NFKD", letter))
    flat = "".join(out)
    return flat if flat.isascii() else _syllables(flat)


def _plain(part: str) -> str:
    """A part of a decomposed letter: its sound, nothing for a mark, itself when no table knows it."""
    mark = unicodedata.category(part) == "Mn" and "VIRAMA" not in unicodedata.name(part, "")
    return "" if mark and _by_name(part)[1] == "other" else _LETTERS.get(part, part)


def _syllables(text: str) -> str:
    """Syllabic scripts: a vowel sign replaces a consonant's own vowel, a killer takes it away."""
    out: list[str] = []
    for letter in text:
        sound, kind = (letter, "other") if letter.isascii() else _by_name(letter)
        if kind in ("sign", "killer") and out and out[-1].endswith("a"):
            out[-1] = out[-1][:-1]
        out.append(sound)
    return "".join(out)
