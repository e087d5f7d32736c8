"""Bytes -> text: the encoding found out, and said when it was a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

#: First bytes of files that are no text, and what they are.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Bytes looked at to tell text from binary, and to guess an encoding: enough for any statistics.
_SAMPLE = 65536
#: More control characters than this share of a sample, and it is no text.
_CONTROL_SHARE = 0.02
#: Western text in an 8-bit encoding has few high bytes; above this share another script is likely.
_WESTERN_SHARE = 0.15
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; `problem` says why there is none, `note` what was guessed."""

    text: str = ""
    note: str | None = None
    problem: str | None = None


def decode(data: bytes) -> Decoded:
    """Text of any bytes. Never raises: what is no text has a `problem` in words."""
    for mark, what in _MAGIC:
        if data.startswith(mark):
            return Decoded(problem=f"{what}, not text; save it as text or HTML and give that file")
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return _sane(data.decode(name).removeprefix("\ufeff"), None)
            except UnicodeDecodeError:
                break
    if wide := _utf16(data[:_SAMPLE]):
        return _sane(data.decode(wide, "replace"), f"read as {wide}, a guess")
    try:
        return _sane(data.decode("utf-8"), None)
    except UnicodeDecodeError:
        return _guess(data)


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark, told by its zero bytes: every other one in Western text."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def whole(text: str) -> str:
    """Text that can be stored: halves of a surrogate pair, which no encoding knows, become \ufffd."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def encoding_of(head: bytes) -> tuple[str, str | None]:
    """The encoding of a stream that begins with `head`, and why it is none that can be read."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        found = decode(head)
        if found.problem or not found.note or "read as " not in found.note:
            return "utf-8-sig", found.problem
        return found.note.split("read as ", 1)[1].split(",")[0].replace("Windows-1252", "cp1252"), None
    wide = _utf16(head[:_SAMPLE])
    return wide or "utf-8-sig", None if wide else decode(head.decode("utf-8", "ignore").encode()).problem


def _sane(text: str, note: str | None) -> Decoded:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _CONTROL_SHARE * max(len(sample), 1):
        return Decoded(problem="binary data, not text; save it as text or HTML and give that file")
    if "\x00" in text:
        note, text = note or "zero bytes in it; they are shown as \ufffd", text.replace("\x00", "\ufffd")
    return Decoded(text, note)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, UnicodeError):
        return None


def _guess(data: bytes) -> Decoded:
    """Text that is not UTF-8: what the page declares, UTF-16 by its zero bytes, Western, or statistics."""
    sample = data[:_SAMPLE]
    if sample.count(0) > _CONTROL_SHARE * len(sample):
        return Decoded(problem="binary data, not text; save it as text or HTML and give that file")
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(1, len(text) // 2000) and any(ch > "\x7f" and ch != "\ufffd" for ch in text):
        return _sane(text, "UTF-8 with broken bytes; they are shown as \ufffd")
    declared = _META_CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        if name not in ("utf-8", "utf8") and (found := _try(data, "cp1252" if name == "iso-8859-1" else name)):
            return _sane(found, None)
    high = sum(byte > 0x7F for byte in sample)
    if high <= _WESTERN_SHARE * len(sample) and (found := _try(data, "cp1252")) is not None:
        return _sane(found, "not UTF-8; read as Windows-1252, a guess")
    return _statistics(data, sample)


def _statistics(data: bytes, sample: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is not None and (found := _try(data, best.encoding)) is not None:
        return _sane(found, f"not UTF-8; read as {best.encoding}, a guess")
    western = data.decode("cp1252", "replace")
    if western.count("\ufffd") > 0.02 * max(len(western), 1):
        return Decoded(problem="in an encoding that cannot be told; save it as UTF-8 and give that file")
    return _sane(western, "not UTF-8; read as Windows-1252, a guess")
