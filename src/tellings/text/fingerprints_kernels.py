"""The fingerprint pass of `fingerprints` over UTF-8 bytes, compiled: for a corpus of thousands of articles and more.

Same numbers as the plain path; a test holds both to it. No Python object per article or per word: eight bytes are read
at a time, and a text's hashes are sorted while they are still in the cache. Kernels release the interpreter's lock,
so that callers may run them on several threads. Importing this module imports numba: only the corpus path does so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import int64, uint32, uint64

from tellings.text import fingerprints as plain
from tellings.text.fingerprints_compile import LITTLE, beyond64, inner, load8, trailing, words64
from tellings.text.fingerprints_compile import inline as inline  # other rooms take these from here
from tellings.text.fingerprints_compile import kernel as kernel
from tellings.text.fingerprints_tables import MANY, tables
from tellings.text.folding import HAN, NOTHING, SOUTHEAST, WORD

#: Bits that number an article, beside a hash of 40 bits in one sortable word; so many articles fit one run.
ARTICLE_BITS = 64 - plain.HASH_BITS
MOST_ARTICLES = 1 << ARTICLE_BITS

#: What a word is worth in a rolling hash once it has left the window.
OUT = pow(plain.WINDOW, plain.FINGERPRINT[WORD], 1 << 64)

_OUT = np.uint64(OUT)
_LETTER, _WINDOW, _MIX = np.uint64(plain.LETTER), np.uint64(plain.WINDOW), np.uint64(plain.MIX)
_WORDS, _HANS, _SOUTHEASTS = plain.FINGERPRINT[WORD], plain.FINGERPRINT[HAN], plain.FINGERPRINT[SOUTHEAST]
_LOW = MANY - 1
_LIMITS = np.array(plain.SAMPLE_LIMITS, np.int64)
_BITS, _LEVELS = plain.HASH_BITS, plain.LEVELS
_DROP = 64 - plain.HASH_BITS


#: Of eight bytes, the bit that a letter of ASCII has and a digit has not, and all bits.
_UPPER, _ALL = np.uint64(0x4040404040404040), np.uint64(0xFFFFFFFFFFFFFFFF)


@inline
def mix(h):  # type: ignore[no-untyped-def]
    """`fingerprints.mix` for one hash."""
    h = (h ^ (h >> uint64(32))) * _MIX
    h = (h ^ (h >> uint64(32))) * _MIX
    return h ^ (h >> uint64(32))


@inline
def decode(buf, p, end):  # type: ignore[no-untyped-def]
    """(code point, bytes) of the character at p, whose first byte is not ASCII. Broken bytes separate words."""
    c = uint32(buf[p])
    size = 2 if c < 0xE0 else (3 if c < 0xF0 else 4)
    if c < 0xC2 or c > 0xF4 or p + size > end:
        return uint32(0), 1
    code = c & uint32(0xFF >> (size + 1))
    for k in range(1, size):
        code = (code << uint32(6)) | (uint32(buf[p + k]) & uint32(0x3F))
    return code if code < 0x110000 else uint32(0), size


@inline
def add(h, v, rows):  # type: ignore[no-untyped-def]
    """The hash of a word, letter by letter so far, with the letters of one more table entry."""
    if v & uint32(MANY):
        for k in range(4):
            if rows[v & uint32(_LOW), k] != 0:
                h = h * _LETTER + uint64(rows[v & uint32(_LOW), k])
        return h
    return h * _LETTER + uint64(v & uint32(_LOW))


@inner
def _letters(whole, block, filled, v, rows):  # type: ignore[no-untyped-def]
    """A word's blocks so far with the letters of one more table entry: (whole blocks, open block, letters in it)."""
    for k in range(4):
        letter = uint64(rows[v & uint32(_LOW), k]) if v & uint32(MANY) else uint64(v & uint32(_LOW))
        if letter != uint64(0):
            block += (letter if letter < uint64(128) else letter * _LETTER) << uint64(8 * filled)
            filled += 1
            if filled == 8:
                whole = whole * _LETTER + block
                block, filled = uint64(0), 0
        if not v & uint32(MANY):
            break
    return whole, block, filled


@inner
def _ascii(buf, p, extra, n, out, places):  # type: ignore[no-untyped-def]
    """Write the words of ASCII among the 64 bytes from p on that end there; (units so far, bytes that are done with).

    What is not ASCII, and a word that it or the last byte may lengthen, is left to the caller. There are 72 bytes.
    """
    bits, beyond = words64(buf, p), beyond64(buf, p)
    done = 64
    if beyond != uint64(0):
        done = int64(trailing(beyond))
        bits &= (uint64(1) << uint64(done)) - uint64(1)
    edges = bits ^ (bits << uint64(1))  # where words begin, and where they have ended
    while edges != uint64(0):
        at = int64(trailing(edges))
        edges &= edges - uint64(1)
        end = int64(trailing(edges)) if edges != uint64(0) else done
        if end == done and (beyond != uint64(0) or edges == uint64(0)):
            return n, at
        edges &= edges - uint64(1)
        whole, i = uint64(0), p + at
        while i < p + end:  # eight letters at a time
            x = load8(buf, i)
            x |= (x & _UPPER) >> uint64(1)
            if p + end - i < 8:
                x &= _ALL >> uint64(64 - 8 * (p + end - i))
            whole = whole * _LETTER + x
            i += 8
        out[n] = mix(whole)
        places[n, 0], places[n, 1], places[n, 2] = p - extra + at, p - extra + end, WORD
        n += 1
    return n, done


@kernel
def units_of(buf, offsets, text, table, rows, out, places):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the units of one text: hashes to `out`, (begin, end, weight) to `places`; their number."""
    begin, end = offsets[text], offsets[text + 1]
    n = done = int64(0)
    p = begin
    extra = begin  # p - extra counts code points
    state = 0  # 1: inside a word; 2: a character of its own has just ended
    whole, block, filled = uint64(0), uint64(0), 0
    while p < end:
        if LITTLE and state == 0 and p + 72 <= end:
            n, done = _ascii(buf, p, extra, n, out, places)
            if done > 0:
                p += done
                continue
        at, size = p - extra, 1
        code = uint32(buf[p])
        if code >= 128:
            code, size = decode(buf, p, end)
        v = table[code]
        p += size
        extra += size - 1
        kind = v >> uint32(24)
        if kind == WORD:
            if state != 1:
                if state == 2:
                    places[n - 1, 1] = at
                places[n, 0], places[n, 2] = at, WORD
                state = 1
                whole, block, filled = uint64(0), uint64(0), 0
            whole, block, filled = _letters(whole, block, filled, v, rows)
        elif kind != NOTHING:
            if state == 1:
                out[n] = mix(whole * _LETTER + block if filled else whole)
                n += 1
            if state != 0:
                places[n - 1, 1] = at
            state = 0
            if kind != 0:
                whole, block, filled = _letters(uint64(0), uint64(0), 0, v, rows)
                out[n] = mix(whole * _LETTER + block if filled else whole)
                places[n, 0], places[n, 2] = at, kind
                n += 1
                state = 2
    if state == 1:
        out[n] = mix(whole * _LETTER + block if filled else whole)
        n += 1
    if state != 0:
        places[n - 1, 1] = end - extra
    return n


@inline
def window_at(hashes, i, begin, weight):  # type: ignore[no-untyped-def]
    """(hash below 2**40, whether there is one) of the window that ends at unit i of a text that begins at `begin`."""
    width = _WORDS if weight == WORD else (_HANS if weight == HAN else _SOUTHEASTS)
    h = uint64(0)
    if i >= width - 1:
        for k in range(begin + i - width + 1, begin + i + 1):
            h = h * _WINDOW + hashes[k]
        h = mix(h) >> uint64(_DROP)
    return h, i >= width - 1


@inner
def ascending(source, begin, end, shift, bins, out):  # type: ignore[no-untyped-def]
    """Sort source[begin:end] into `out`: by the bits from `shift` on as spread by `bins`, then by insertion.

    `bins` are zeros, as many as values or so, their number a power of two; they are zeros again afterwards.
    """
    mask, count = uint64(bins.size - 1), end - begin
    for i in range(begin, end):
        bins[int64((source[i] >> shift) & mask)] += 1
    total = 0
    for k in range(bins.size):
        many = bins[k]
        bins[k] = total
        total += many
    for i in range(begin, end):
        k = int64((source[i] >> shift) & mask)
        out[bins[k]] = source[i]
        bins[k] += 1
    bins[:] = 0
    gap, moved = 1, 0
    for i in range(1, count):  # values are in order but for those of one bin
        value = out[i]
        j = i
        while j > 0 and out[j - 1] > value:
            out[j] = out[j - 1]
            j -= 1
        out[j] = value
        moved += i - j
        if moved > 16 * count:  # bins that many values share
            gap = count // 2
            break
    while gap > 1:  # Shell's sort
        gap = gap * 5 // 11 if gap > 2 else 1
        for i in range(gap, count):
            value = out[i]
            j = i
            while j >= gap and out[j - gap] > value:
                out[j] = out[j - gap]
                j -= gap
            out[j] = value


@kernel
def _fingerprint(buf, offsets, table, rows, out, starts, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write every text's distinct kept hashes, ascending, and count them by level; their number."""
    widest = 1
    for text in range(offsets.size - 1):
        widest = max(widest, offsets[text + 1] - offsets[text] + 1)
    hashes = np.empty(widest, np.uint64)
    places = np.empty((widest, 3), np.int32)
    kept, tidy = np.empty(widest, np.uint64), np.empty(widest, np.uint64)
    bins = np.zeros(256, np.int32)
    n = 0
    for text in range(offsets.size - 1):
        level = 0
        for limit in _LIMITS:
            level += offsets[text + 1] - offsets[text] >= limit
        thin = (uint64(1) << uint64(level)) - uint64(1)
        m = units_of(buf, offsets, text, table, rows, hashes, places)
        s, k = uint64(0), int64(0)
        for i in range(m):
            s = s * _WINDOW + hashes[i]
            if i >= _WORDS:
                s -= _OUT * hashes[i - _WORDS]
            if places[i, 2] == WORD:
                short, there = mix(s) >> uint64(_DROP), i >= _WORDS - 1
            else:
                short, there = window_at(hashes, i, 0, places[i, 2])
            kept[k] = short
            k += there and short & thin == uint64(0)
        ascending(kept, int64(0), k, uint64(_BITS - 8), bins, tidy)
        for i in range(k):
            if i == 0 or tidy[i] != tidy[i - 1]:
                h = int64(tidy[i])
                out[n] = h
                n += 1
                for at in range(_LEVELS):
                    counts[text, at] += h & ((1 << at) - 1) == 0
        starts[text + 1] = n
    return n


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts as one array of UTF-8 bytes; text k is buf[offsets[k]:offsets[k + 1]]. And each one's source, or -1."""

    buf: plain.U8
    offsets: plain.I64
    source: plain.I64

    def levels(self) -> plain.U8:
        """Every text's sampling level."""
        return levels_of(np.diff(self.offsets))


def levels_of(sizes: plain.I64) -> plain.U8:
    """The sampling levels of texts of these sizes in bytes."""
    return np.searchsorted(_LIMITS, sizes, side="right").astype(np.uint8)


def pack(texts: list[str], source: plain.I64 | None = None) -> Packed:
    """Texts for the kernels."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), out=offsets[1:])
    return packed(np.frombuffer(b"".join(parts), np.uint8), offsets, source)


def packed(buf: plain.U8, offsets: plain.I64, source: plain.I64 | None = None) -> Packed:
    """Bytes for the kernels. One kind of array only (not writable), or everything would be compiled twice."""
    held = np.asarray(buf).view()
    held.flags.writeable = False
    theirs = np.full(len(offsets) - 1, -1, np.int64) if source is None else source
    return Packed(held, offsets.astype(np.int64), theirs)


def prints_of(text: Packed) -> plain.Prints:
    """`fingerprints.prints` for packed texts."""
    sizes = np.diff(text.offsets)
    out = np.empty(int((sizes // 2 + 1).sum()), np.int64)  # no unit is shorter than two bytes with what ends it
    starts, counts = np.zeros(len(sizes) + 1, np.int64), np.zeros((len(sizes), _LEVELS), np.int32)
    n = _fingerprint(text.buf, text.offsets, *tables(), out, starts, counts)
    return plain.Prints(starts, out[:n].copy(), counts, text.levels())


@kernel
def _take(starts, hashes, order, begins, out):  # type: ignore[no-untyped-def]
    """Write the hashes of articles in another order; `begins` is where each one's begin in `out`."""
    for place in range(order.size):
        n = begins[place]
        for i in range(starts[order[place]], starts[order[place] + 1]):
            out[n] = hashes[i]
            n += 1


def in_order(marks: plain.Prints, order: plain.I64) -> plain.Prints:
    """Fingerprints in another order of their articles."""
    starts = np.zeros(len(order) + 1, np.int64)
    np.cumsum(np.diff(marks.starts)[order], out=starts[1:])
    out = np.empty(int(starts[-1]), np.int64)
    _take(marks.starts, marks.hash, order, starts, out)
    return plain.Prints(starts, out, marks.counts[order], marks.level[order])


@kernel
def count(starts, hashes, out):  # type: ignore[no-untyped-def]
    """`fingerprints.counts_by_level`, into `out`."""
    for text in range(out.shape[0]):
        for level in range(out.shape[1]):
            n = 0
            for i in range(starts[text], starts[text + 1]):
                n += hashes[i] & ((1 << level) - 1) == 0
            out[text, level] += n
