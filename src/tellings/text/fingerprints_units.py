"""The units of one text, compiled: words of ASCII eight letters at a time, all others letter by letter.

First a pass over 64 bytes at a time says where words begin and end; then each is hashed, which no word before it holds
up. Hashes are written as they are before `fingerprints.mix`, so that all of a text can be mixed together.
"""

from __future__ import annotations

import numpy as np
from numba import int64, uint32, uint64

from tellings.text import fingerprints as plain
from tellings.text.fingerprints_compile import LITTLE, beyond64, inline, inner, kernel, load8, ones, trailing, words64
from tellings.text.fingerprints_tables import MANY
from tellings.text.folding import NOTHING, SEPARATOR, WORD

_LETTER, _MIX, _LOW = np.uint64(plain.LETTER), np.uint64(plain.MIX), MANY - 1
#: Of eight bytes, the bit that a letter of ASCII has and a digit has not, the bit beyond ASCII, and all bits.
_UPPER, _BEYOND = np.uint64(0x4040404040404040), np.uint64(0x8080808080808080)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


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


@inline
def _kinds(buf, p):  # type: ignore[no-untyped-def]
    """Of 64 bytes from p on, or as many as are left: which are letters or digits of ASCII, and which are not ASCII."""
    size = buf.size
    bits = beyond = uint64(0)
    if p + 64 <= size:
        bits, beyond = words64(buf, p), beyond64(buf, p)
    elif size >= 64:
        gone = uint64(64 - size + p)
        bits, beyond = words64(buf, size - 64) >> gone, beyond64(buf, size - 64) >> gone
    else:
        for k in range(size):
            beyond |= uint64(buf[k] >= 128) << uint64(k)
            bits |= uint64(97 <= buf[k] | 0x20 <= 122 or 48 <= buf[k] <= 57) << uint64(k)
    return bits, beyond


@inner
def _parted(buf, p, table, bits, beyond, skip):  # type: ignore[no-untyped-def]
    """`bits` of 64 bytes from p on without the characters `beyond` ASCII that separate words, and the next `skip`.

    So many of the first bytes end a character that began before; below zero, one that separates.
    """
    if skip < 0:
        bits &= _ALL << uint64(-skip)
    beyond &= _ALL << uint64(abs(skip))
    skip = int64(0)
    while beyond != uint64(0):
        at = int64(trailing(beyond))
        code, many = decode(buf, p + at, buf.size)
        after = at + many
        its = (_ALL << uint64(at)) & ~(_ALL << uint64(after) if after < 64 else uint64(0))
        beyond &= ~its
        separates = table[code] >> uint32(24) == uint32(SEPARATOR)
        if separates:
            bits &= ~its
        if after > 64:
            skip = 64 - after if separates else after - 64
    return bits, skip


@inner
def _spans(buf, table, edges):  # type: ignore[no-untyped-def]
    """Write where words begin and end, in turn: letters, digits and all beyond ASCII that does not separate; how many.

    `edges` has room for 64 places more than the text has bytes.
    """
    size = buf.size
    n = p = skip = int64(0)
    carry = uint64(0)
    while p < size:
        bits, beyond = _kinds(buf, p)
        if beyond | uint64(skip):
            bits, skip = _parted(buf, p, table, bits | beyond, beyond, skip)
        rest = bits ^ ((bits << uint64(1)) | carry)
        carry = bits >> uint64(63)
        end = n + int64(ones(rest))
        while n < end:  # eight at a time: what is written beyond `end` is written over
            for k in range(8):
                edges[n + k] = p + int64(trailing(rest))
                rest &= rest - uint64(1)
            n += 8
        n = end
        p += 64
    if n & 1:
        edges[n] = size
        n += 1
    return n


@kernel
def units_of(buf, table, rows, edges, out, places, weights):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the units of one text: hashes that are not mixed yet to `out`, where they begin and end to `places`.

    Their number; its complement when there are other units than words. Begin and end count bytes. `weights` are those
    of words (WORD) before; other units write theirs. `edges` is to work in (`_spans`).
    """
    n = e = uint64(0)  # unsigned, as all that is an index here: or each would be asked whether it counts from the end
    others = False
    if LITTLE:
        many = _spans(buf, table, edges)
    else:
        edges[0], edges[1], many = 0, buf.size, 2
    while e < uint64(many):
        begin, end = int64(edges[e]), int64(edges[e + uint64(1)])
        i = begin
        e += uint64(2)
        left = end - i
        whole, beyond = uint64(0), _BEYOND
        if LITTLE and end + 8 <= buf.size:
            whole = load8(buf, i)
            whole = (whole | (whole & _UPPER) >> uint64(1)) & (_ALL >> uint64(64 - 8 * min(left, 8)))
            beyond = whole & _BEYOND
            while left > 8:  # eight letters at a time
                i, left = i + 8, left - 8
                x = load8(buf, i)
                x = (x | (x & _UPPER) >> uint64(1)) & (_ALL >> uint64(64 - 8 * min(left, 8)))
                beyond |= x & _BEYOND
                whole = whole * _LETTER + x
        if beyond == uint64(0):
            places[n, 0], places[n, 1] = begin, end
            out[n] = whole
            n += uint64(1)
        else:
            done, some = _spelled(buf[begin:end], begin, int64(n), table, rows, out, places, weights)
            n = uint64(done)
            others |= some
    return ~int64(n) if others else int64(n)


@inner
def _spelled(buf, first, n, table, rows, out, places, weights):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the units of a part of a text that begins at byte `first`, letter by letter; units so far, and whether
    there are others than words."""
    end = buf.size
    p = int64(0)
    state = 0  # 1: inside a word; 2: a character of its own has just ended
    whole, block, filled = uint64(0), uint64(0), 0
    others = False
    while p < end:
        at, size = first + p, 1
        code = uint32(buf[p])
        if code >= 128:
            code, size = decode(buf, p, end)
        v = table[code]
        p += size
        kind = v >> uint32(24)
        if kind == WORD:
            if state != 1:
                if state == 2:
                    places[n - 1, 1] = at
                places[n, 0] = at
                state = 1
                whole, block, filled = uint64(0), uint64(0), 0
            whole, block, filled = _letters(whole, block, filled, v, rows)
        elif kind != NOTHING:
            if state == 1:
                out[n] = whole * _LETTER + block if filled else whole
                n += 1
            if state != 0:
                places[n - 1, 1] = at
            state = 0
            if kind != SEPARATOR:
                whole, block, filled = _letters(uint64(0), uint64(0), 0, v, rows)
                out[n] = whole * _LETTER + block if filled else whole
                places[n, 0] = at
                weights[n] = kind
                others = True
                n += 1
                state = 2
    if state == 1:
        out[n] = whole * _LETTER + block if filled else whole
        n += 1
    if state != 0:
        places[n - 1, 1] = first + end
    return n, others
