"""`events_words.words` over UTF-8 bytes, compiled: for a corpus. A test holds it to the plain path's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numba import int64, uint32, uint64

from tellings.text import events_words as plain
from tellings.text.events_words import Words
from tellings.text.fingerprints import I32, I64, LETTER, START, U8, WINDOW
from tellings.text.fingerprints_kernels import add, decode, inline, kernel, mix, pack
from tellings.text.fingerprints_tables import tables
from tellings.text.folding import HAN, NOTHING, SOUTHEAST, WORD

_LETTER, _WINDOW, _START = np.uint64(LETTER), np.uint64(WINDOW), np.uint64(START)
_STEM, _BODY, _LEAD, _REACH = plain.STEM, plain.BODY_WORDS, plain.LEAD_WORDS, plain.NAMES_REACH
_STEM_DROP, _REST_DROP = 34, 64 - plain.REST_BITS
_REST, _LOW = plain.REST_BITS, plain.LOW_BITS
_COUNT, _NAMES, _TITLE, _LEADS = plain.COUNT, plain.NAMES, plain.TITLE, plain.LEAD
_FIGURE, _FIGURES = plain.FIGURE_BITS, (1 << plain.FIGURE_BITS) - 1
_MOST_COUNT, _MOST_NAMES = plain.MOST_COUNT, plain.MOST_NAMES
_HAN_RUN, _SOUTHEAST_RUN = plain.RUN[HAN], plain.RUN[SOUTHEAST]
_SPACE, _COMMA, _SEMICOLON, _OPEN, _HYPHEN = (ord(c) for c in (*plain.INSIDE, "-"))


@lru_cache(maxsize=1)
def capitals() -> U8:
    """1 for every code point that is a capital."""
    out = np.zeros(0x110000, np.uint8)
    for low, high in ((0, 0x3400), (0xA000, 0xD800), (0xE000, 0x1F200)):
        out[low:high] = [chr(code).isupper() for code in range(low, high)]
    return out


@inline
def finish(tokens, n, h, stem, chars, digits):  # type: ignore[no-untyped-def]
    """Write the hashes of a word that has ended."""
    tokens[n, 0] = mix(h)
    tokens[n, 1] = tokens[n, 0] if digits == chars or chars <= _STEM else mix(stem)
    if digits > 0:
        tokens[n, 2] |= uint64(2)


@kernel
def _scan(buf, begin, end, table, rows, upper, most, tokens):  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0915
    """Write the units of one text: hash, hash of the stem, flags (1 name, 2 digit, 4 capital), kind; their number.

    Of words beyond `most` only those within the reach of names are wanted; reading stops behind both.
    """
    n = 0
    p, extra = begin, begin
    state = 0  # 1: inside a word
    gap_fine, gap_long, hyphen = False, 0, False
    h, stem = _START, _START
    chars = digits = 0
    while p < end and (state == 1 or n < most or p - extra < _REACH):
        at = p - extra
        if buf[p] < 128:
            code = uint32(buf[p])
            p += 1
        else:
            code, size = decode(buf, p, end)
            p += size
            extra += size - 1
        v = table[code]
        kind = v >> uint32(24)
        if kind == NOTHING:
            continue
        if kind == WORD:
            if state == 0:
                inside = n > 0 and gap_long > 0 and (gap_fine or (hyphen and gap_long == 1))
                capital = upper[code] == 1 and at < _REACH
                tokens[n, 2] = uint64(capital and inside) | (uint64(4) if capital else uint64(0))
                tokens[n, 3] = uint64(WORD)
                state, chars, digits = 1, 0, 0
                h, stem = _START, _START
            h = add(h, v, rows)
            if chars < _STEM:
                stem = add(stem, v, rows)
            chars += 1
            low = v & uint32(0xFFFFFF)
            digits += uint32(48) <= low <= uint32(57)
        else:
            if state == 1:
                finish(tokens, n, h, stem, chars, digits)
                n += 1
                state, gap_fine, gap_long, hyphen = 0, True, 0, False
            if kind == 0:
                gap_fine &= code in (_SPACE, _COMMA, _SEMICOLON, _OPEN)
                hyphen = code == _HYPHEN
                gap_long += 1
            else:
                h = mix(add(_START, v, rows))
                tokens[n, 0], tokens[n, 1], tokens[n, 2], tokens[n, 3] = h, h, uint64(0), uint64(kind)
                n += 1
                gap_fine, gap_long, hyphen = True, 0, False
    if state == 1:
        finish(tokens, n, h, stem, chars, digits)
        n += 1
    return n


@inline
def run_at(tokens, i, n):  # type: ignore[no-untyped-def]
    """Hash of the run of an unsegmented script that begins at unit i."""
    h = tokens[i, 0]
    width = _HAN_RUN if tokens[i, 3] == HAN else _SOUTHEAST_RUN
    for k in range(i + 1, min(n, i + width)):
        if tokens[k, 3] != tokens[i, 3]:
            break
        h = h * _WINDOW + tokens[k, 0]
    return h


@inline
def key_of(tokens, i, n):  # type: ignore[no-untyped-def]
    """Stem and rest of the word at unit i, above room for what is counted."""
    whole, stem = tokens[i, 0], tokens[i, 1]
    if tokens[i, 3] != WORD:
        whole = run_at(tokens, i, n)
        stem = whole
    whole, stem = whole * _LETTER, stem * _LETTER
    key = ((stem >> uint64(_STEM_DROP)) << uint64(_REST)) | (whole >> uint64(_REST_DROP))
    return int64(key) << _LOW


@inline
def figures_of(tokens, n, out):  # type: ignore[no-untyped-def]
    """Write the figures of a text's first words, distinct and ascending; how many."""
    m = 0
    last = min(n, _BODY)
    for i in range(last):
        if tokens[i, 2] & uint64(2):
            figure = (key_of(tokens, i, n) >> _LOW) & _FIGURES
            for side in range(2):
                j = i + 1 - 2 * side
                if 0 <= j < last and not tokens[j, 2] & uint64(2):
                    place = (key_of(tokens, j, n) >> (_LOW + _REST)) << 1 | side
                    out[m] = place << _FIGURE | figure
                    m += 1
    out[:m].sort()
    kept = 0
    for i in range(m):
        if i == 0 or out[i] != out[i - 1]:
            out[kept] = out[i]
            kept += 1
    return kept


@kernel
def _words(buf, offsets, heads, head_offsets, table, rows, upper, out, starts, figures, figure_starts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the packed words of all articles to `out`, their figures to `figures`; where each begins to `starts`."""
    widest = 1
    for k in range(offsets.size - 1):
        size = offsets[k + 1] - offsets[k]
        widest = max(widest, min(size, 4 * (_BODY + _REACH)) + 1, head_offsets[k + 1] - head_offsets[k] + 1)
    tokens = np.empty((widest, 4), np.uint64)
    found = np.empty(2 * widest, np.int64)
    total = 0
    for k in range(offsets.size - 1):
        m = 0
        titled = _scan(heads, head_offsets[k], head_offsets[k + 1], table, rows, upper, widest, tokens)
        for i in range(titled):
            found[m] = key_of(tokens, i, titled) | (1 << _COUNT) | (1 << _TITLE)
            m += 1
        n = _scan(buf, offsets[k], offsets[k + 1], table, rows, upper, _BODY + _SOUTHEAST_RUN, tokens)
        cased = False
        for i in range(n):
            cased |= tokens[i, 2] & uint64(4) != 0
        for i in range(n):
            kept = i < _BODY
            name = tokens[i, 2] & uint64(1) != 0
            if kept or name:
                named = name or (kept and not cased)
                low = int64(kept) << _COUNT | int64(named) << _NAMES
                lead = int64(titled == 0 and i < _LEAD)
                found[m] = key_of(tokens, i, n) | low | lead << _TITLE | lead << _LEADS
                m += 1
        figure_starts[k + 1] = figure_starts[k] + figures_of(tokens, n, figures[figure_starts[k] :])
        found[:m].sort()
        i = 0
        starts[k] = total
        while i < m:
            key = found[i] >> _LOW
            count = names = low = 0
            while i < m and found[i] >> _LOW == key:
                count += (found[i] >> _COUNT) & _MOST_COUNT
                names += (found[i] >> _NAMES) & _MOST_NAMES
                low |= found[i] & 3
                i += 1
            out[total] = key << _LOW | min(count, _MOST_COUNT) << _COUNT | min(names, _MOST_NAMES) << _NAMES | low
            total += 1
    starts[offsets.size - 1] = total
    return total


def words(titles: Sequence[str], texts: Sequence[str]) -> Words:
    """As `events_words.words`."""
    body, head = pack(list(texts)), pack(list(titles))
    sizes = np.minimum(np.diff(body.offsets), 4 * (_BODY + _REACH)) + np.diff(head.offsets) + 2
    out = np.empty(int(sizes.sum()), np.int64)
    figures = np.empty(int(np.minimum(np.diff(body.offsets) + 1, 2 * _BODY).sum()), np.int64)
    starts, figure_starts = np.empty(len(texts) + 1, np.int64), np.zeros(len(texts) + 1, np.int64)
    n = _words(
        body.buf, body.offsets, head.buf, head.offsets, *tables(), capitals(), out, starts, figures, figure_starts
    )
    return Words(starts, out[:n].copy(), figure_starts, figures[: figure_starts[-1]].copy())


@inline
def slot_of(key, mask):  # type: ignore[no-untyped-def]
    """Where a word is first looked for in a hash table."""
    return int64((mix(uint64(key)) >> uint64(16)) & uint64(mask))


@kernel
def _distinct(packed):  # type: ignore[no-untyped-def]
    """The distinct words, not sorted."""
    size = 1 << 16
    table = np.full(size, -1, np.int64)
    n = 0
    for value in packed:
        key = value >> _LOW
        at = slot_of(key, size - 1)
        while table[at] >= 0 and table[at] != key:
            at = (at + 1) & (size - 1)
        if table[at] < 0:
            table[at] = key
            n += 1
            if 2 * n > size:
                old = table
                size *= 4
                table = np.full(size, -1, np.int64)
                for former in old:
                    if former >= 0:
                        at = slot_of(former, size - 1)
                        while table[at] >= 0:
                            at = (at + 1) & (size - 1)
                        table[at] = former
    return table[table >= 0]


@kernel
def _numbered(packed, vocabulary, out):  # type: ignore[no-untyped-def]
    """The place of every word in the sorted vocabulary."""
    size = 1 << 16
    while size < 2 * vocabulary.size:
        size *= 2
    table = np.full(size, -1, np.int32)
    for place in range(vocabulary.size):
        at = slot_of(vocabulary[place], size - 1)
        while table[at] >= 0:
            at = (at + 1) & (size - 1)
        table[at] = place
    for i in range(packed.size):
        key = packed[i] >> _LOW
        at = slot_of(key, size - 1)
        while vocabulary[table[at]] != key:
            at = (at + 1) & (size - 1)
        out[i] = table[at]


def number(found: Words) -> tuple[I64, I32]:
    """As `events_weights.number`."""
    vocabulary = np.sort(_distinct(found.packed))
    word = np.empty(len(found.packed), np.int32)
    _numbered(found.packed, vocabulary, word)
    return vocabulary, word
