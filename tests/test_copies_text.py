"""Fingerprints, joins and passages: what a reader of two texts would see, and that both paths see the same."""

from __future__ import annotations

import itertools
import random
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copies_texts import FOOTER, VOCABULARY, invent, number_sources
from tellings.settings import Copies
from tellings.text.fingerprints import mix, only, prints, units
from tellings.text.fingerprints_common import common, flags
from tellings.text.fingerprints_join import candidates
from tellings.text.folding import WORD
from tellings.text.passages import LABELS, Aligner, align_all
from tellings.text.passages_pairs import Block, plain_pairs

RULE = Copies()
ANY_TEXT = st.text(st.characters(), max_size=300)
SPAN = st.tuples(st.integers(0, 160), st.integers(0, 160)).map(lambda span: (min(span), max(span)))


def pairs(texts: list[str], sources: list[str | None] | None = None) -> list[Block]:
    return list(plain_pairs(texts, number_sources(sources or [None] * len(texts)), RULE))


def labels(texts: list[str], sources: list[str | None] | None = None) -> dict[tuple[int, int], str]:
    out = {}
    for block in pairs(texts, sources):
        for a, b, label in zip(block.a.tolist(), block.b.tolist(), block.aligned.labels(RULE).tolist(), strict=True):
            out[a, b] = LABELS[label]
    return out


def word_spans(text: str) -> list[str]:
    found = units([text])
    return [text[a:b] for a, b in zip(found.begin.tolist(), found.end.tolist(), strict=True)]


def test_words_are_the_readers_words() -> None:
    assert word_spans("The U.S. said: “don’t”—5,000 café-goers…") == [
        "The", "U", "S", "said", "don", "t", "5", "000", "café", "goers",
    ]  # fmt: skip
    assert word_spans("क्षत्रिय हिन्दी में") == ["क्षत्रिय", "हिन्दी", "में"]
    assert word_spans("東京でAPが報道") == ["東", "京", "で", "AP", "が", "報", "道"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE Größe", "straße grösse"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("Tomáš Škvorecký", unicodedata.normalize("NFD", "Tomáš Škvorecký")),
        ("Tomas Skvorecky", "Tomáš Škvorecký"),
        ("ＡＢＣ１２３", "abc123"),
        ("ofﬁce", "office"),
        ("محمد", "مُحَمَّد"),
        ("soft\u00adware", "software"),
        ("한국어", unicodedata.normalize("NFD", "한국어")),
        ("ガス", "ｶﾞｽ"),
    ],
)
def test_spellings_of_one_word_agree(one: str, other: str) -> None:
    assert units([one]).hash.tolist() == units([other]).hash.tolist()


@given(ANY_TEXT)
def test_any_text_has_units_that_stand_in_it_in_order(text: str) -> None:
    found = units([text, text])
    spans = list(zip(found.begin.tolist(), found.end.tolist(), strict=True))[: len(found.begin) // 2]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
    assert found.hash.tolist()[: len(spans)] == found.hash.tolist()[len(spans) :]


@given(st.text("ab c", max_size=60), st.text("ab c", max_size=60))
def test_passages_agree_word_for_word_where_they_say_so(one: str, other: str) -> None:
    shared = Aligner(units([one, other])).align(0, 1)
    for p in shared.passages:
        assert 0 <= p.a_begin < p.a_end <= len(one) and 0 <= p.b_begin < p.b_end <= len(other)
        assert one[p.a_begin : p.a_end].split()[0] == other[p.b_begin : p.b_end].split()[0]
    assert shared.quarters[0] <= shared.quarters[2] and shared.quarters[1] <= shared.quarters[3]


def test_a_copy_an_abridgement_and_a_shared_paragraph_are_told_apart() -> None:
    text = invent(1, 400)
    words = text.split()
    other = invent(2, 500)
    quoted = invent(3, 300) + " " + " ".join(words[100:140])
    found = labels(
        [text, text.upper(), " ".join(words[:150]), " ".join(words[:330]) + " " + invent(4, 50), other, quoted]
    )
    assert found == {
        (0, 1): "identical", (0, 2): "abridged", (1, 2): "abridged", (0, 3): "copy", (1, 3): "copy",
        (2, 3): "abridged", (2, 5): "derived",
        (0, 5): "shared passage", (1, 5): "shared passage", (3, 5): "shared passage",
    }  # fmt: skip


def test_paragraphs_in_another_order_are_found() -> None:
    parts = [invent(seed, 60) for seed in range(5)]
    shared = Aligner(units(["\n".join(parts), "\n".join(reversed(parts))])).align(0, 1)
    assert len(shared.passages) == 5 and shared.quarters[0] == shared.quarters[2] == 4 * 300


def test_a_copy_with_every_other_word_edited_is_found() -> None:
    choose = random.Random(5)
    texts = [invent(seed, 500) for seed in range(20)]
    for text in texts[:20]:
        texts.append(" ".join(w if choose.random() < 0.55 else choose.choice(VOCABULARY) for w in text.split()))
    found = labels(texts)
    assert sum((n, n + 20) in found for n in range(20)) >= 18
    assert set(found) <= {(n, n + 20) for n in range(20)}


@pytest.mark.parametrize(
    "sentence",
    [
        "警方周二表示，两名男子在北部山区的一座桥梁附近被捕，调查仍在继续，法院将于下周开庭审理此案。",
        "警察は火曜日、北部の山間部にある橋の近くで男二人を逮捕したと発表し、裁判は来週始まる見通しだ。",
        "ตำรวจกล่าวเมื่อวันอังคารว่าชายสองคนถูกจับกุมใกล้สะพานทางภาคเหนือและศาลจะเริ่มพิจารณาคดีในสัปดาห์หน้า",
        "ရဲတပ်ဖွဲ့ကအင်္ဂါနေ့တွင်တံတားအနီး၌အမျိုးသားနှစ်ဦးကိုဖမ်းဆီးခဲ့သည်ဟုပြောကြားခဲ့သည်",
    ],
)
def test_a_sentence_without_spaces_is_a_passage(sentence: str) -> None:
    one, other = f"AP {sentence} {invent(1, 30)}", f"{invent(2, 25)}\n{sentence}"
    shared = Aligner(units([one, other])).align(0, 1)
    assert [one[p.a_begin : p.a_end].strip("。") for p in shared.passages] == [sentence.strip("。")]
    assert labels([one, other])


def test_an_outlets_footer_is_no_copy() -> None:
    texts = [f"{invent(seed, 90)}\n{FOOTER}" for seed in range(4)]
    assert set(labels(texts).values()) == {"shared passage"}  # nothing is known of outlets
    assert labels(texts, ["Harbour Courier"] * 4) == {}
    assert labels(texts, ["Harbour Courier", "Harbour Courier", "Elsewhere", "Nowhere"]) != {}


def test_an_outlets_updates_of_one_report_stay_copies() -> None:
    text = invent(1, 120)
    texts = [f"{text} {invent(seed, 15)}\n{FOOTER}" for seed in range(2, 6)]
    texts += [f"{invent(seed, 120)}\n{FOOTER}" for seed in range(6, 12)]
    found = labels(texts, ["Harbour Courier"] * len(texts))
    assert {pair: label for pair, label in found.items() if label == "copy"} == {
        (a, b): "copy" for a in range(4) for b in range(a + 1, 4)
    }
    assert len(found) == 6


def test_a_family_larger_than_the_cap_stays_together() -> None:
    text = invent(1, 200)
    family = [f"{text} {invent(seed, 10)}" for seed in range(2, 92)]
    found = labels(family + [invent(seed, 200) for seed in range(100, 140)])
    tied = {b for a, b in found if a == 0} | {0}
    assert tied == set(range(90)) and set(found.values()) == {"copy"}


def test_a_formula_in_many_articles_makes_no_pairs() -> None:
    texts = [f"{invent(seed, 60)} {FOOTER} {invent(seed + 1000, 60)}" for seed in range(100)]
    assert labels(texts) == {}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_the_order_of_articles_changes_nothing(random_: random.Random, count: int) -> None:
    made = [invent(seed % 4, 40 + seed) for seed in range(count)]
    named = sorted((f"{seed:02}", text) for seed, text in enumerate(made))
    first = labels([text for _, text in named])
    random_.shuffle(named)
    assert labels([text for _, text in sorted(named)]) == first


def test_blanked_lines_do_not_count_and_offsets_stay() -> None:
    text = "Título\nuno dos tres\nFoto: X"
    assert only(text, [(7, 19)]) == " " * 7 + "uno dos tres" + " " * 8
    assert only(text, []) == " " * len(text)
    assert units([only(text, [(7, 19)])]).begin.tolist() == [7, 11, 15]


def test_nothing_makes_no_pairs() -> None:
    assert labels([]) == {} and labels([""]) == {} and labels(["", "", "!", "one two"]) == {}


@pytest.fixture(scope="module")
def mixed() -> tuple[list[str], list[str | None]]:
    """Texts of all kinds: lengths over all sampling levels, scripts, broken characters, copies, footers, families."""
    choose = random.Random(11)
    texts = [invent(seed, choose.randint(0, 700)) for seed in range(60)]
    texts += [" ".join(w for w in text.split() if choose.random() > 0.1) for text in texts[:40]]
    texts += [f"{invent(1, 80)} {invent(seed, 12)}" for seed in range(200, 280)]
    texts += [f"{invent(seed, 50)} {FOOTER}" for seed in range(300, 320)]
    texts += [
        "한국어 기사 " * 30,
        "中文新闻报道称昨天发生事故" * 9,
        "ความสุขในบ้านเมืองของเราทั้งหมด" * 5,
        "ﬁne ß İstanbul e\u0301t\u0301 \ud800 x",
    ]
    texts += ["É" * 9 + " abcdefgh abcdefghi abcdefghijklmnopqré " * 9 + "x" * 70 + " 8chars88 " + "y" * 200 + "é"]
    texts += ["a b " * 300, "", "x" * 5000, "カ\uff9eキク㍿", "".join(map(chr, range(1, 0x3000)))]
    sources: list[str | None] = [choose.choice(["one", "two", None]) for _ in texts]
    sources[180:200] = ["three"] * 20
    return texts, sources


def test_compiled_code_finds_the_same(mixed: tuple[list[str], list[str | None]]) -> None:
    """The plain path and the kernels agree on units, fingerprints, candidates, common text, passages and coverage."""
    from tellings.text import fingerprints_kernels as kernels
    from tellings.text.fingerprints_common_kernels import common as fast_common
    from tellings.text.fingerprints_join_kernels import candidates as fast_candidates
    from tellings.text.fingerprints_join_kernels import postings
    from tellings.text.fingerprints_tables import tables
    from tellings.text.passages_kernels import align

    texts, sources = mixed
    source = number_sources(sources)
    found = units(texts)
    text = kernels.pack(texts, source)
    out, places, edges = np.empty(20_000, np.uint64), np.empty((20_000, 2), np.int32), np.empty(20_000, np.int32)
    for n in range(len(texts)):
        own = texts[n].encode("utf-8", "surrogatepass")
        weights = np.full(20_000, WORD, np.uint8)
        m = kernels.units_of(np.frombuffer(own, np.uint8), *tables(), edges, out, places, weights)
        a, b = found.starts[n], found.starts[n + 1]
        assert (m < 0) == bool((found.weight[a:b] != WORD).any())
        m = max(m, ~m)
        assert m == b - a and mix(out[:m]).tolist() == found.hash[a:b].tolist()
        points = np.r_[0, np.cumsum([(byte & 0xC0) != 0x80 for byte in own])]
        assert points[places[:m]].tolist() == np.c_[found.begin[a:b], found.end[a:b]].tolist()
        assert weights[:m].tolist() == found.weight[a:b].tolist()
    marks, fast_marks = prints(found), kernels.prints_of(text)
    for name in ("starts", "hash", "counts", "level"):
        assert getattr(fast_marks, name).tolist() == getattr(marks, name).tolist()
    shared = postings(marks)
    chosen, fast = candidates(marks, RULE), fast_candidates(shared, marks, RULE)
    assert (chosen.a.tolist(), chosen.b.tolist(), chosen.hot) == (fast.a.tolist(), fast.b.tolist(), fast.hot)
    assert len(chosen.a) > 100 and chosen.hot > 10
    entries = common(marks, source, RULE)
    assert entries.tolist() == fast_common(shared, marks, source, RULE).tolist() and len(entries)
    plain = align_all(Aligner(found, flags(found, source, entries)), chosen.a, chosen.b)
    compiled = align(text, chosen.a, chosen.b, entries)
    assert plain.cover.tolist() == compiled.cover.tolist()
    assert plain.starts.tolist() == compiled.starts.tolist()
    assert plain.passages.tolist() == compiled.passages.tolist()


def test_thirty_articles_need_no_compiler() -> None:
    import subprocess
    import sys

    code = (
        "import sys, tellings; n = tellings.copies(['a b c d e f g h i j k l ' * 3] * 30).num_rows;"
        "print(n, 'numba' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["435", "False"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=150), st.lists(SPAN)), max_size=4))
def test_bodies_are_cut_out_alike_by_compiled_code(given_: list[tuple[str, list[tuple[int, int]]]]) -> None:
    from tellings.text.fingerprints_packed import pack, strings
    from tellings.text.passages_bodies import bodies

    texts = [text.encode("utf-8", "replace").decode() * 3 for text, _ in given_]
    kept = [[(min(a, len(t)), min(b, len(t))) for a, b in own] for t, (_, own) in zip(texts, given_, strict=True)]
    listed = [sorted(own) for own in kept]
    text = pack(texts)
    starts = np.cumsum([0, *map(len, listed)])
    flat = np.array([span for spans in listed for span in spans], np.int64).reshape(-1, 2)
    made = bodies(*text.where(), starts.astype(np.int64), flat[:, 0].copy(), flat[:, 1].copy())
    assert strings(made) == [only(t, spans) if spans else t for t, spans in zip(texts, listed, strict=True)]
