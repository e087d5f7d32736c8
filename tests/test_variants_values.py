"""Values of one thing told in other words, and values of two things that look like one, in invented tellings."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.collate.discrepancies_values import number_type
from tellings.extract.printed import read
from tellings.text.quantities import find_quantities
from tellings.text.times import Anchor, find_times


@pytest.fixture(scope="module")
def quarry() -> Tables:
    """Two tellings of a landslip: counts, ages, grades and sums told in other sentences."""
    return told(
        early=(
            "Landslip at Dunmere quarry hurts 12\n\n"
            "A landslip at Dunmere quarry injured 12 workers on Tuesday, the county said.\n"
            "Four of the injured were in a serious condition.\n"
            "Three masked men had been seen near the pumps, a guard told police.\n"
            "The repair will cost A$3 million ($2.1 million).\n"
            "Firefighters searched with dogs and three helicopters in temperatures of minus 12 degrees.\n"
            "The foreman, 51, got out by himself.",
            "2031-03-05T09:00",
        ),
        late=(
            "Quarry slip: 15 treated\n\n"
            "Fifteen workers were treated after the landslip at Dunmere quarry on Tuesday, seven of them badly hurt.\n"
            "Police are looking for four masked men whom a guard had seen near the pumps.\n"
            "Repairs are put at A$3 million.\n"
            "Five helicopters joined the search, in minus-15 degree cold.\n"
            "A driver, 38, was pulled out alive.",
            "2031-03-05T12:00",
        ),
    )


@pytest.mark.parametrize("values", [{"3", "4"}, {"4", "7"}, {"3", "5"}])
def test_counts_told_in_other_sentences_are_compared(quarry: Tables, values: set[str]) -> None:
    assert values in [set(r) for kind, _, r in quarry.differences() if kind == "number"]


def test_temperatures_below_zero_are_compared(quarry: Tables) -> None:
    assert {"-12 degree", "-15 degree"} in [set(r) for _, _, r in quarry.differences()]


def test_a_sum_again_in_brackets_and_ages_of_two_people_are_not(quarry: Tables) -> None:
    found = [value for _, _, r in quarry.differences() for value in r]
    assert not [value for value in found if "2.1 million" in value or "years" in value]


def test_a_value_that_the_other_telling_gives_too_differs_in_nothing() -> None:
    tables = told(
        one="Two courts rule\n\nThe court in Arlen fined a baker 300 crowns.\nThat in Bossel fined a smith 900 crowns.",
        two="Smith fined\n\nA smith has to pay 900 crowns, a court in Bossel ruled.\nThe baker paid 300 crowns.",
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]


@pytest.fixture(scope="module")
def spill() -> Tables:
    """Four tellings of a spill: officials and a clinic differ, a roundup reports both, a works and its owner."""
    return told(
        officials=(
            "Spill at Korvo\n\nA spill at the Korvo works on Tuesday left 27 people needing treatment, officials said."
            "\nThe spill began at 6:40 a.m.\nThe works employs 160 people.\nTwo workers told reporters of a loud bang.",
            "2031-03-05T09:00",
        ),
        clinic=(
            "Clinic: dozens came\n\nThe clinic at Korvo treated 36 people after Tuesday's spill.\n"
            "The spill at the works began at 6.20am.",
            "2031-03-05T10:00",
        ),
        owner=(
            "Statement\n\nAurel, which has 4,100 employees, regrets the spill at its Korvo works on Tuesday morning."
            "\nEleven people, among them five workers, received treatment.\nThe spill began at 6.55am.",
            "2031-03-05T11:00",
        ),
        roundup=(
            "What is known\n\nOfficials said 27 people needed treatment after the spill at the Korvo works on Tuesday."
            "\nThe clinic at Korvo said it had treated 36 people.",
            "2031-03-06T11:00",
        ),
    )


def test_a_roundup_reports_both_tolls(spill: Tables) -> None:
    (readings,) = [r for kind, _, r in spill.differences() if kind == "number" and "27" in r]
    assert {"11", "27", "36"} <= set(readings)
    assert "roundup" in readings["27"] and "roundup" in readings["36"]


def test_hours_of_one_event_are_one_difference(spill: Tables) -> None:
    (readings,) = [r for kind, _, r in spill.differences() if kind == "time"]
    assert len(readings) == 3 and not any("morning" in value for value in readings)


def test_sources_and_staffs_of_others_are_not_compared(spill: Tables) -> None:
    found = {value for kind, _, r in spill.differences() if kind == "number" for value in r}
    assert not found & {"2", "5", "160", "4100", "4,100"}


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (("240000 GBP", "about 250000 GBP"), "rounding"),
        (("64000 m", "about 64400 m"), "rounding"),
        (("2600", "more than 2000"), "vaguer"),
        (("310", "more than 200"), "contradiction"),
        (("58 %", "61 %"), "contradiction"),
    ],
)
def test_types_of_numbers(values: tuple[str, str], type_: str) -> None:
    assert number_type(values, {}, grows="%" in values[0]).type == type_


def test_a_year_older_months_later_is_an_update() -> None:
    ages = ("20 year", "21 year")
    when = {"20 year": ("2031-02-01", "2031-02-01"), "21 year": ("2031-09-01", "2031-09-01")}
    assert number_type(ages, when).type == "update"
    assert number_type(ages, dict.fromkeys(ages, ("2031-02-01", "2031-02-01"))).type == "contradiction"


def test_tolls_are_read_where_they_rise_and_who_is_saved() -> None:
    tables = told(
        early=(
            "Bad gin kills 14 in Osk\n\nFourteen people have died of bad gin in Osk, doctors said on Monday.\n"
            "Eight of those in hospital are in a critical condition.\nFive people were rescued from a burning still.",
            "2031-03-03T09:00",
        ),
        late=(
            "Gin deaths rise to 16\n\nThe number of people killed by bad gin in Osk has gone up to 16, police said.\n"
            "Many are in hospital, six of them gravely ill.\nFour people were pulled out of a burning still alive.",
            "2031-03-04T09:00",
        ),
    )
    found = [(type_, set(r)) for kind, type_, r in tables.differences() if kind == "number"]
    assert ("update", {"14", "16"}) in found
    assert {"6", "8"} in [values for _, values in found] and {"4", "5"} in [values for _, values in found]


def test_minutes_past_midnight_are_an_hour_and_votes_are_a_score() -> None:
    (found,) = find_times("Police were called at 0.38 a.m.", [], Anchor("2031-03-05", "en"))
    assert found.value == "2031-03-05T00:38"
    assert find_quantities("The vote was 142 to 31", [])[0].kind == "score"
    assert find_quantities("The toll has gone up to 19", [])[0].bound == "exact"
    assert find_quantities("with up to 19 people", [])[0].bound == "at most"


def test_numbers_joined_by_and_are_two() -> None:
    found = find_quantities("The boys, ages six and seven, and two hundred and six others", [])
    assert [q.low for q in found] == [6.0, 7.0, 206.0]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("in minus-20 degree cold", "measure", -20.0, -20.0),
        ("it was minus 20 as", "measure", -20.0, -20.0),
        ("children under ten, who", "age", None, 10.0),
        ("the 51 - year - old actor", "age", 51.0, 51.0),
        ("at $US1 million, he", "money", 1e6, 1e6),
    ],
)
def test_quantities_of_other_forms(text: str, kind: str, low: float | None, high: float | None) -> None:
    (found,) = find_quantities(text, [])
    assert (found.kind, found.low, found.high) == (kind, low, high)


def test_for_a_week_is_a_length() -> None:
    (found,) = find_times("The town will mourn for a week.", [], Anchor("2031-03-05", "en"))
    assert (found.type, found.value) == ("DURATION", "P1W")
    (found,) = find_times("She earns 20 euros a week.", [], Anchor("2031-03-05", "en"))
    assert found.type == "SET"


@pytest.mark.parametrize(
    "line",
    [
        "North Coast staff, 5 March 2031, 11:40",
        "Monitor of Mining | 5 March 2031",
        "Dunmere Courier desk, 5 March 2031",
    ],
)
def test_a_line_of_outlet_and_date_prints_a_date(line: str) -> None:
    (found,) = read(line) or ()
    assert found.value.startswith("2031-03-05") and found.how == "printed"


def test_house_numbers_and_numbers_in_a_word_count_nothing() -> None:
    tables = told(
        early=(
            "Robbery at Elm Street\n\nFour robbers forced their way into 12 Elm Street on Tuesday, police said.\n"
            "They fled in a six-wheeler. The robbers had come in an eight-by-eight lorry.",
            "2031-03-04T18:00",
        ),
        late=(
            "Three robbers sought\n\nThree robbers forced their way into a house in Elm Street, police said.\n"
            "They fled in two lorries. The robbers had come in four lorries.",
            "2031-03-04T20:00",
        ),
    )
    found = [set(r) for kind, _, r in tables.differences() if kind == "number"]
    assert {"3", "4"} in found and not any({"12", "6", "8"} & r for r in found)


def _shown(tables: Tables, kind: str, words: str) -> list[str]:
    """The words of readings of one kind that hold some words."""
    told_words = [w for k, _, r in tables.differences() if k == kind for by in r.values() for w in by.values()]
    return [w for w in told_words if words in w]


DATED = (
    "Minister meets envoy\n\nThe minister Ola Brandt met with the envoy Per Lund and senior Tarn officials in Tarn on "
    "June 3, 2031.\nBrandt praised the ferry.\n",
    "2031-06-03T18:00",
)
SIBLING = (
    "Ferry talks in Tarn\n\nThe minister Ola Brandt is in Tarn, the first stop on a tour of the islands.\n"
    "She met with senior Tarn officials.\nBrandt praised the ferry on Tuesday.\n",
    "2031-06-03",
)
UNDATED = (
    "Minister urges lower fares\n\nOla Brandt urged the envoy Per Lund on Tuesday to lower the fares.\nShe had met "
    "with senior Tarn officials the day before, as part of a tour of the islands.\nBrandt praised the ferry.\n"
)


@pytest.mark.parametrize(("text", "listed"), [(UNDATED, True), (UNDATED.replace(" on Tuesday", ""), False)])
def test_a_day_of_writing_taken_from_siblings_is_no_guess_where_weekdays_bear_it_out(text: str, listed: bool) -> None:
    tables = told(dated=DATED, sibling=SIBLING, undated=text)
    assert bool(_shown(tables, "date", "the day before")) == listed


@pytest.fixture(scope="module")
def relay() -> Tables:
    """Three tellings of a fire at a relay mast: distances with their conversions, bounds and lengths of time."""
    return told(
        one=(
            "Relay mast burns\n\nThe relay mast at Orvane burned on Tuesday, less than 40 km (25 miles) from the "
            "border with Tessia.\nThe mast stands about half a mile from the Orvane dam.\nIt took five years.\n"
            "A third engineer was seen near the mast.",
            "2031-03-05T09:00",
        ),
        two=(
            "Fire at Orvane\n\nThe relay mast at Orvane, which burned on Tuesday, is less than 20 kilometres from the "
            "border with Tessia.\nThe mast stands about a mile from the Orvane dam.\nIt had stood there for years."
            "\nThe fourth engineer called the police.",
            "2031-03-05T10:00",
        ),
        three=(
            "Orvane mast\n\nThe relay mast at Orvane stands less than half a mile from the dam.",
            "2031-03-05T11:00",
        ),
    )


def test_a_distance_is_one_though_its_conversion_stands_behind_it(relay: Tables) -> None:
    assert {"less than 40 km", "less than 20 km"} in [set(r) for _, _, r in relay.differences()]


def test_a_bound_of_a_measure_is_a_reading(relay: Tables) -> None:
    (readings,) = [set(r) for _, _, r in relay.differences() if any("805 m" in v for v in r)]
    assert {"about 805 m", "less than 805 m", "about 1.609 km"} == readings


def test_ranks_and_lengths_without_a_number_are_of_other_things(relay: Tables) -> None:
    assert not [r for _, _, r in relay.differences() if {"3", "4"} & set(r) or "some years" in r]


_SALT = {
    "miller": (
        "Salt spilled at Hagby\n\nA lorry overturned at Hagby bridge on Monday and lost 1.8 tonnes of salt.\n"
        "The driver, Ulla Brenn, 44, was unhurt.\nThe bridge was closed for two hours.",
        "2031-03-04T09:00",
    ),
    "echo": (
        "Bridge closed\n\nThree tonnes of salt were lost when a lorry overturned at Hagby bridge on Monday.\n"
        "The bridge was closed for four hours.\nUlla Brenn, 45, who drove it, was unhurt.",
        "2031-03-04T10:00",
    ),
}


def _unrelated(number: int) -> tuple[str, str]:
    """A telling of something else, of another day, with a measure, an age and a length of time of its own."""
    return (
        f"Concert number {number}\n\nThe Orvane choir sang for {number + 5} hours in the old mill on May {number}.\n"
        f"Its conductor, Per Dahl, {30 + number}, had {number} tonnes of organ pipes brought from Tessia.",
        f"2031-05-{10 + number}T09:00",
    )


def test_tellings_of_something_else_take_no_difference_away() -> None:
    alone = told(**_SALT).differences()
    others = {f"other{n}": _unrelated(n) for n in range(6, 12)}
    beside = [set(r) for _, _, r in told(**_SALT, **others).differences()]
    assert alone
    assert all(set(r) in beside for _, _, r in alone)


def test_a_table_is_not_compared_number_by_number() -> None:
    rows = [", ".join(str(n) for n in range(start, start + 60)) for start in (100, 300)]
    tables = told(
        one=f"Draw\n\nThe numbers drawn at Hagby on Monday were {rows[0]}.",
        two=f"Draw\n\nThe numbers drawn at Hagby on Monday were {rows[1]}.",
    )
    assert not tables.differences()


def test_people_of_one_sentence_are_not_those_who_came_to_something_else() -> None:
    tables = told(
        one=(
            "Barge burns\n\nA barge burned at Sundhage on Monday and four men jumped overboard, police said.\n"
            "It was not clear whether the four men had attended the harbour fair.\nThe barge had left Orvane at noon.",
            "2031-03-04T09:00",
        ),
        two=(
            "Fire on a barge\n\nFour men jumped into the water when their barge caught fire at Sundhage on Monday.\n"
            "The harbour fair was attended by about 900 people.\nNobody was hurt.",
            "2031-03-04T10:00",
        ),
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]


def test_a_weekday_that_no_other_telling_names_is_read_in_the_week_of_the_others() -> None:
    tables = told(
        one=(
            "Barge sinks\n\nA barge sank at Korvo lock on Tuesday, the harbour master said.\nTwo sailors swam ashore.",
            "2031-03-04T20:00",
        ),
        two=(
            "Barge lost\n\nA barge sank at Korvo lock on Wednesday, the harbour master said.\nTwo sailors got ashore.",
            "2031-03-04T21:00",
        ),
    )
    assert {"4 March 2031", "5 March 2031"} in [set(r) for kind, _, r in tables.differences() if kind == "date"]
