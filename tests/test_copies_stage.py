"""The copies room: what it leaves in the tables, and that adding articles gives what a run from scratch gives."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copies_texts import FOOTER, family, invent
from tellings.engine.duck import Duck
from tellings.records import Article, Copy, Judgement, Line, Passage
from tellings.schema import content_id, to_rows, to_table
from tellings.settings import Copies, Settings
from tellings.stages.copies import STAGE

#: Caps that bite among a handful of articles.
SMALL = Settings(copies=replace(Copies(), cap=16))
COMPILED = Settings(copies=replace(SMALL.copies, compile_from=1))


class Notes:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.lines: list[str] = []

    def start(self, stage: str, total: int | None = None) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def note(self, message: str) -> None:
        self.notes.append(message)

    def done(self, line: str) -> None:
        self.lines.append(line)


def article(number: int, text: str, source: str | None = None) -> Article:
    key = content_id(number)
    return Article(key, f"{number}.txt", number, source, None, None, None, None, None, "en", None, text,
                   content_id(text), "test")  # fmt: skip


def add(engine: Duck, articles: list[Article], how: Settings = SMALL, notes: Notes | None = None) -> None:
    engine.append("articles", to_table(articles, Article))
    STAGE.run(engine, how, notes or Notes())


def found(engine: Duck) -> tuple[list[Copy], list[Passage]]:
    copies = to_rows(engine.read("SELECT * FROM copies ORDER BY a, b"), Copy)
    passages = to_rows(engine.read("SELECT * FROM passages ORDER BY a, b, a_begin, b_begin, a_end"), Passage)
    return copies, passages


def scratch(
    articles: list[Article], how: Settings = SMALL, judged: Sequence[Judgement] = ()
) -> tuple[list[Copy], list[Passage]]:
    engine = Duck()
    engine.append("judgements", to_table(judged, Judgement))
    add(engine, articles, how)
    return found(engine)


def corpus(random_: random.Random, count: int) -> list[Article]:
    """Families of copies, some larger than the cap, outlets with footers, formulas, and articles of their own."""
    out = []
    for n in range(count):
        text = invent(n, random_.randint(20, 160))
        kind = random_.random()
        if kind < 0.5:
            text = f"{invent(1000 + random_.randint(0, 3), 90)} {invent(n, random_.randint(5, 60))}"
        elif kind < 0.6:
            text = " ".join(invent(1000, 90).split()[: random_.randint(20, 90)])
        source = random_.choice(["Courier", "Herald", None])
        out.append(article(n, f"{text}\n{FOOTER}" if source == "Courier" else text, source))
    return out


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 60))
def test_articles_added_in_parts_give_what_a_run_from_scratch_gives(random_: random.Random, count: int) -> None:
    articles = corpus(random_, count)
    random_.shuffle(articles)
    engine = Duck()
    cuts = sorted(random_.choices(range(count + 1), k=2))
    for a, b in zip([0, *cuts], [*cuts, count], strict=True):
        add(engine, articles[a:b])
    assert found(engine) == scratch(sorted(articles, key=lambda a: a.id))


@pytest.mark.parametrize("seed", range(4))
def test_compiled_code_adds_in_parts_too(seed: int) -> None:
    """Few articles are added to many, so only the difference is worked out; caps are crossed on the way."""
    articles = corpus(random.Random(seed), 90)
    engine = Duck()
    for a, b in itertools.pairwise([0, 40, 48, 49, 58, 68, 70, 80, 90]):
        add(engine, articles[a:b], COMPILED)
    assert found(engine) == scratch(articles, COMPILED) == scratch(articles)
    assert len(found(engine)[0]) > 50


@pytest.mark.parametrize("odd", ["Courier\nHerald", "Courier\\nHerald", "\n"])
def test_outlets_with_a_line_break_in_their_names_are_told_apart_in_later_runs_too(odd: str) -> None:
    articles = corpus(random.Random(1), 60)
    articles = [replace(a, source=odd if a.source == "Courier" else a.source) for a in articles]
    engine = Duck()
    for a, b in itertools.pairwise([0, 30, 45, 60]):
        add(engine, articles[a:b])
    assert found(engine) == scratch(articles)


@pytest.mark.parametrize("seed", range(3))
def test_many_additions_and_judgements_on_disk_give_what_a_run_from_scratch_gives(seed: int, tmp_path: Path) -> None:
    """A workspace that is closed and opened again, grows by a few articles at a time, and is judged on the way."""
    choose = random.Random(seed)
    articles = corpus(choose, 110)
    judged: list[Judgement] = []
    engine, done = Duck(tmp_path / "w.duckdb"), 0
    while done < len(articles):
        step = 70 if not done else choose.choice((0, 1, 2, 5, 9))
        if choose.random() < 0.4:
            engine.close()
            engine = Duck(tmp_path / "w.duckdb")
        if judged and choose.random() < 0.3:
            judged.pop(choose.randrange(len(judged)))
        elif done and choose.random() < 0.5:
            a, b = sorted(one.id for one in choose.sample(articles[:done], 2))
            if copies := found(engine)[0]:
                a, b = choose.choice([(a, b), (copies[0].a, copies[0].b), (copies[-1].a, copies[-1].b)])
            if not any((one.a, one.b) == (a, b) for one in judged):
                kind = choose.choice(("copy", "not a copy"))
                judged.append(Judgement(f"{a} {b}", 1, "2026", None, kind, a, b, None, None, None))
        engine.delete("judgements", "true")
        engine.append("judgements", to_table(judged, Judgement))
        add(engine, articles[done : done + step], COMPILED)
        done = min(done + step, len(articles))
        assert found(engine) == scratch(articles[:done], COMPILED, judged), done
    engine.close()


def test_a_footer_that_is_known_once_a_third_article_has_it_is_no_copy_then() -> None:
    """Two articles of one outlet share its footer; the third tells that it is one, and takes the first pair with it."""
    articles = [article(n, f"{invent(n, 40)} {FOOTER}", "Courier") for n in range(3)]
    articles += [article(n, invent(n, 60)) for n in range(3, 40)]
    engine = Duck()
    add(engine, [*articles[:2], *articles[3:]], COMPILED)
    assert len(found(engine)[0]) == 1
    add(engine, articles[2:3], COMPILED)
    assert found(engine) == scratch(articles, COMPILED) == ([], [])


@pytest.mark.parametrize("kind", ["hashes", "run", "pairs", "bodies"])
def test_files_beside_the_tables_that_are_gone_or_cut_off_are_made_again(kind: str, tmp_path: Path) -> None:
    articles, kept = corpus(random.Random(6), 60), tmp_path / "w.duckdb.kept"
    engine = Duck(tmp_path / "w.duckdb")
    add(engine, articles[:50], COMPILED)
    engine.close()
    (path,) = kept.glob(f"*-{kind}")
    if kind == "run":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    (kept / "copies-000000777-run").write_bytes(b"left by a run that was broken off")
    engine = Duck(tmp_path / "w.duckdb")
    add(engine, articles[50:], COMPILED)
    assert found(engine) == scratch(articles, COMPILED)
    assert len(list(kept.iterdir())) == 11  # one of each kind, and nothing that no longer holds
    engine.close()


def test_a_pair_whose_words_have_become_a_formula_is_withdrawn_and_said_so() -> None:
    articles = [article(n, f"{invent(n, 60)} {FOOTER}") for n in range(40)]
    engine, notes = Duck(), Notes()
    add(engine, articles[:4])
    assert len(found(engine)[0]) == 6
    add(engine, articles[4:], notes=notes)
    assert found(engine) == ([], []) and any("withdrawn" in note for note in notes.notes)


def test_nothing_is_done_twice() -> None:
    engine, notes = Duck(), Notes()
    add(engine, corpus(random.Random(1), 20), notes=notes)
    before = found(engine)
    add(engine, [], notes=notes)
    assert found(engine) == before and len(notes.lines) == 1


def test_another_setting_or_another_text_starts_anew() -> None:
    articles = corpus(random.Random(1), 20)
    engine = Duck()
    add(engine, articles)
    add(engine, [], COMPILED)
    assert found(engine) == scratch(articles)
    engine.delete("articles", '"id" = $id', id=articles[0].id)
    add(engine, [replace(articles[0], text="something else", text_hash="x")])
    assert found(engine) == scratch([replace(articles[0], text="something else"), *articles[1:]])


def test_an_article_that_turns_out_to_be_of_another_outlet_starts_anew() -> None:
    articles = [replace(one, source=None) for one in corpus(random.Random(2), 40)]
    engine = Duck()
    add(engine, articles[:30], COMPILED)
    engine.delete("articles", "true")
    told = [replace(one, source="Courier" if FOOTER in one.text else None) for one in articles]
    random.Random(3).shuffle(told)
    add(engine, told, COMPILED)
    assert found(engine) == scratch(told, COMPILED) != scratch(articles, COMPILED)


@pytest.mark.parametrize("table", ["passages", "runs"])
def test_what_breaks_off_amid_adding_leaves_what_was_there_and_is_made_good(
    table: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    articles = corpus(random.Random(5), 60)
    engine = Duck(tmp_path / "w.duckdb")
    add(engine, articles[:50], COMPILED)
    before, append = found(engine), engine.append

    def breaks(name: str, rows: pa.Table) -> int:
        if name == table:
            raise KeyboardInterrupt
        return append(name, rows)

    monkeypatch.setattr(engine, "append", breaks)
    assert append("articles", to_table(articles[50:], Article)) == 10
    with pytest.raises(KeyboardInterrupt):
        STAGE.run(engine, COMPILED, Notes())
    monkeypatch.undo()
    assert found(engine) == before
    engine.close()
    engine, notes = Duck(tmp_path / "w.duckdb"), Notes()
    add(engine, [], COMPILED, notes)
    assert found(engine) == scratch(articles, COMPILED) and "(10 new)" in notes.lines[0]
    engine.close()


@pytest.mark.parametrize("how", [SMALL, COMPILED])
def test_only_body_lines_count(how: Settings) -> None:
    head, body, credit = "The same headline over two reports about one bridge in the north", invent(1, 60), "Photo: X"
    other = f"{head}\n{invent(2, 60)}\n{credit}"
    articles = [article(1, f"{head}\n{body}\n{credit}"), article(2, other), article(3, f"Ä {body}")]
    engine = Duck()
    for one in articles[:2]:
        at = len(head) + 1
        end = len(one.text) - len(credit) - 1
        rows = [Line(one.id, 0, len(head), "title"), Line(one.id, at, end, "body"),
                Line(one.id, end + 1, len(one.text), "credit")]  # fmt: skip
        engine.append("lines", to_table(rows, Line))
    add(engine, articles, how)
    copies, passages = found(engine)
    texts = {one.id: one.text for one in articles}
    (copy,) = copies
    assert copy.label == "copy" and sorted((copy.coverage_a, copy.coverage_b)) == pytest.approx([60 / 61, 1], abs=1e-5)
    (passage,) = passages
    assert texts[passage.a][passage.a_begin : passage.a_end] == texts[passage.b][passage.b_begin : passage.b_end]
    assert texts[passage.a][passage.a_begin : passage.a_end].rstrip(".") == body.rstrip(".")


def test_adding_a_few_articles_costs_a_fraction_of_a_run_from_scratch_and_gives_the_same() -> None:
    """Of 6,000 articles; benchmarks/copies_adding.py measures it at any size. What both compile is compiled before."""
    rows = family(6000).to_pylist()
    articles = [article(n, row["text"], row["source"]) for n, row in enumerate(rows)]
    warm, whole, base = Duck(), Duck(), Duck()
    for part in (articles[:2000], articles[2000:2050]):
        add(warm, part, Settings())
    spent = []
    for engine, parts in ((whole, [articles]), (base, [articles[:-120], articles[-120:-60], articles[-60:]])):
        for part in parts:
            engine.append("articles", to_table(part, Article))
            began = time.process_time()
            STAGE.run(engine, Settings(), Notes())
            spent.append(time.process_time() - began)
    assert min(spent[2:]) < 0.7 * spent[0]
    assert found(base) == found(whole) and len(found(whole)[0]) > 1000


def test_no_articles_no_copies() -> None:
    assert scratch([]) == ([], [])
    assert scratch([article(1, "")]) == ([], [])
