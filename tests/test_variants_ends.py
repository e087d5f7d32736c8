"""Where somebody died, how a case ended, where a house stands: asked of the whole story, in invented tellings."""

from __future__ import annotations

import pytest

from one_story import told


def _found(one: str, two: str) -> list[tuple[str, str, set[str]]]:
    return [(kind, typed, set(r)) for kind, typed, r in told(one=one, two=two).differences()]


def test_one_dies_at_the_scene_or_in_hospital() -> None:
    found = _found(
        "Man shot dead\n\nA man was shot in Tarn on Monday night, police said. Oscar Holm, 22, was pronounced dead at "
        "the scene.\nNo arrests were made.",
        "Shooting in Tarn\n\nPolice identified the man who was shot in Tarn on Monday night as Oscar Holm, 22. Holm "
        "was taken to a hospital, where he died of his injuries.",
    )
    assert ("place", "contradiction", {"dead at the scene", "died in hospital"}) in found


def test_of_two_dead_one_may_die_at_the_scene_and_one_in_hospital() -> None:
    found = _found(
        "Two shot dead\n\nTwo people were killed in Tarn on Monday night, police said. A man was pronounced dead at "
        "the scene.\nNo arrests were made.",
        "Shooting in Tarn\n\nPolice said that a man was shot in Tarn on Monday night. The man was taken to a hospital, "
        "where he died of his injuries.",
    )
    assert not [f for f in found if "died in hospital" in f[2]]


def test_the_condition_of_the_only_one_hurt_is_compared_without_a_name() -> None:
    found = _found(
        "Girl hurt in Tarn\n\nA six-year-old girl was hit by a van in Tarn on Saturday evening and is in critical "
        "condition in hospital, police said.\nThe driver was not hurt.",
        "Van hits child\n\nPolice in Tarn said a girl of six who was struck by a van on Saturday evening was in stable "
        "condition. The driver stopped at once.",
    )
    assert ("description", "update", {"condition: critical", "condition: stable"}) in found


def test_how_somebody_is_now_counts_and_not_how_he_was_taken_to_hospital() -> None:
    found = _found(
        "Girl hurt in Tarn\n\nA six-year-old girl was hit by a van in Tarn on Saturday evening. The girl is in "
        "critical condition, police said.\nThe driver was not hurt.",
        "Van hits child\n\nA six-year-old was rushed to Holm Hospital in critical condition after she was struck by a "
        "van in Tarn on Saturday evening. The girl is now in stable condition, the hospital said.",
    )
    assert ("description", "update", {"condition: critical", "condition: stable"}) in found


def test_who_is_acquitted_was_not_let_off_by_dropped_charges() -> None:
    found = _found(
        "Engineer cleared\n\nEngineer Lise Fonn was acquitted on Wednesday of causing the collapse of the Holm bridge, "
        "in which six people died.\nHer lawyer said she was relieved.",
        "Bridge case\n\nCharges against engineer Lise Fonn over the collapse of the Holm bridge, which killed six "
        "people, were dropped on Wednesday. Her lawyer said she was relieved.",
    )
    assert ("description", "contradiction", {"acquitted", "charges dropped"}) in found


def test_a_suspended_sentence_is_no_prison() -> None:
    found = _found(
        "Driver sentenced\n\nBus driver Ole Hauk was given a suspended sentence of two years on Monday for the crash "
        "at Tarn in which four people died.\nThe court said he had been driving too fast.",
        "Crash at Tarn\n\nOle Hauk, the bus driver, was jailed for two years on Monday over the crash at Tarn that "
        "killed four people. He had been driving too fast, the court said.",
    )
    assert ("description", "contradiction", {"suspended sentence", "jailed"}) in found


def test_all_accounted_for_and_two_missing() -> None:
    found = _found(
        "Avalanche\n\nAn avalanche buried a group of skiers near Tarn on Sunday. Three people were killed, and two "
        "skiers are still missing, rescuers said.\nThe search will go on at first light.",
        "Skiers buried\n\nThree people were killed when an avalanche buried a group of skiers near Tarn on Sunday, "
        "rescuers said. All others have been accounted for, they said.",
    )
    assert ("negation", {"none", "some"}) in [(kind, values) for kind, _, values in found]


def test_who_has_not_been_charged_was_arrested_and_charged_later() -> None:
    found = _found(
        "Father not charged\n\nA boy of 11 was shot by accident in Tarn on Sunday. His father, Vince Pizzo, has not "
        "been charged.\nThe gun went off while he was putting it away.",
        "Father charged\n\nVince Pizzo was arrested and charged with assault after his son was shot by accident in "
        "Tarn on Sunday. The gun went off while he was putting it away.",
    )
    assert ("description", "update", {"charged", "not charged"}) in found


def test_who_is_not_charged_with_one_crime_may_be_charged_with_another() -> None:
    found = _found(
        "Father in court\n\nA boy of 11 was shot by accident in Tarn on Sunday. His father, Vince Pizzo, has not been "
        "charged with murder.\nThe gun went off while he was putting it away.",
        "Father charged\n\nVince Pizzo was arrested and charged with assault after his son was shot by accident in "
        "Tarn on Sunday. The gun went off while he was putting it away.",
    )
    assert not [f for f in found if "not charged" in f[2]]


@pytest.mark.parametrize(
    ("one", "two", "typed"),
    [
        ("the island of Krel", "the island of Cerr", "contradiction"),
        ("Holm Museum in Tarn", "Holm Museum in Brell", "vaguer"),
    ],
)
def test_a_house_is_in_one_of_two_places(one: str, two: str, typed: str) -> None:
    found = _found(
        f"Ferry stranded\n\nA ferry with 120 passengers ran aground off {one} on Tuesday morning, the coast guard said."
        "\nNobody was hurt, and all were taken off by boat within two hours.",
        f"Passengers taken off\n\nAll 120 passengers were taken off a ferry that ran aground off {two} on Tuesday "
        "morning, according to the coast guard.\nThe ship's owner said nobody was hurt.",
    )
    names = {x.split()[-1] for x in (one, two)}
    assert ("place", typed, names) in [(kind, t, {v.split()[-1] for v in values}) for kind, t, values in found]
