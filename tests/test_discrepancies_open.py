"""What one telling leaves open and another tells, who acted, where by street, with what charged, how far damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import told
from tellings.collate.variants_addresses import address_type, addresses
from tellings.collate.variants_view import view
from tellings.records import Sentence

_REST = (
    "\nSchools and ferries in Ostra and Kelm {} shut on Monday."
    "\nMayor Lotte Brand asked residents of Ostra to stay calm."
)


def _differences(title: str, one: str, two: str) -> list[tuple[str, str, list[str]]]:
    tables = told(
        one=(f"{title}\n\n{one}{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"{title}\n\n{two}{_REST.format('stayed')}", "2031-03-11T12:00"),
    )
    return [(kind, type_, sorted(readings)) for kind, type_, readings in tables.differences()]


@pytest.mark.parametrize(
    ("one", "two", "row"),
    [
        (
            "Police in Ostra have not identified the gunman who held up the ferry office.",
            "Police in Ostra arrested Daniel Roth on Monday over the robbery of the ferry office.",
            ("description", "update", ["named", "not named"]),
        ),
        (
            "Protesters threw stones at police outside the Kelm town hall.",
            "Police dispersed protesters outside the Kelm town hall with water cannon.",
            ("description", "contradiction", ["against the crowd", "against the police"]),
        ),
        (
            "The fire destroyed the Kelm church, its pastor said.",
            "The Kelm church was badly damaged by the fire, its pastor said.",
            ("description", "contradiction", ["badly damaged", "destroyed"]),
        ),
        (
            "Three people were hurt, one of them seriously, the hospital in Kelm said.",
            "None of the three was seriously hurt, the hospital in Kelm said.",
            ("negation", "contradiction", ["none", "some"]),
        ),
        (
            "Roth was charged with arson on Tuesday in Kelm.",
            "In Kelm, Roth faces a charge of manslaughter.",
            ("description", "wording", ["charge: arson", "charge: manslaughter"]),
        ),
        (
            "The Belgian MPs completely boycotted the Kelm hearing.",
            "Almost all of the Belgian members chose not to attend the Kelm hearing.",
            ("description", "contradiction", ["all", "almost all"]),
        ),
        (
            "The chapel lies four miles north of Ostra.",
            "The chapel lies four miles south of Ostra.",
            ("place", "contradiction", ["north", "south"]),
        ),
        (
            "A revolver was reportedly recovered from the cellar of the mill in Kelm on Sunday.",
            "A revolver was recovered from the cellar of the mill in Kelm on Sunday.",
            ("attribution", "vaguer", ["told as a fact", "told as believed"]),
        ),
        (  # of whom it is believed stands in both, who did it in one
            "Detectives suspect Daniel Roth was stabbed by a lodger before the fire at the mill in Kelm.",
            "Daniel Roth had been stabbed when the mill burned, the coroner in Kelm said.",
            ("attribution", "vaguer", ["told as a fact", "told as believed"]),
        ),
        (  # a charge, and the telling's own voice
            "A man accused of burning three barns near Kelm was held on Sunday, the court said.",
            "A man burned three barns near Kelm on Sunday and was held in Ostra.",
            ("attribution", "vaguer", ["told as a fact", "told as believed"]),
        ),
        (  # two relations to one person
            "Lea Brunn, Roth's aunt, saw the fire at the Kelm mill on Sunday.",
            "Lea Brunn, Roth's cousin, saw the fire at the Kelm mill on Sunday.",
            ("description", "contradiction", ["kin: aunt", "kin: cousin"]),
        ),
        (
            "Daniel Roth, a plumber, died in the fire at the Kelm mill.",
            "Daniel Roth, a construction worker, died in the fire at the Kelm mill.",
            ("description", "vaguer", ["is a plumber", "is a worker"]),
        ),
        (
            "A 13-year-old boy was in critical condition after the blast at the Kelm works.",
            "Nils Berg, 13, died on Tuesday. He was hurt in the blast at the Kelm works.",
            ("description", "update", ["dead", "in danger"]),
        ),
        (
            "A woman fell from the Kelm tower. The woman's condition was not known on Monday.",
            "The woman who fell from the Kelm tower was in serious condition on Tuesday.",
            ("description", "update", ["left open", "told"]),
        ),
        (
            "Police would not say where the boys found the lantern that burned in Kelm.",
            "The boys found the lantern in a shed in Kelm, the police said.",
            ("description", "update", ["left open", "told"]),
        ),
        (
            "Police in Kelm were looking for the driver who hit two cyclists.",
            "The driver who hit two cyclists in Kelm was arrested in a garage.",
            ("description", "update", ["caught", "sought"]),
        ),
        (
            "Police in Kelm did not release the names of the officers or the victim of the raid.",
            "Daniel Roth was killed in the raid on the bank in Kelm on Monday.",
            ("description", "update", ["named", "not named"]),
        ),
        (  # who is looked for, and whoever is suspected of it
            "A gunman shot three people in Kelm and officers were searching for the shooter.",
            "A man suspected of shooting three people in Kelm was arrested in a garage.",
            ("description", "update", ["caught", "sought"]),
        ),
        (
            "Two deputies were critically wounded in the attack on the Kelm jail.",
            "The two deputies hurt in the attack on the Kelm jail were out of critical condition.",
            ("description", "update", ["in danger", "out of danger"]),
        ),
        (
            "Prosecutors in Kelm said charges against the gunman are pending.",
            "The gunman in Kelm was charged with arson on Tuesday.",
            ("description", "update", ["charged", "charges pending"]),
        ),
        (
            "Two guards were in critical condition after the escape from the prison in Kelm.",
            "The two guards hurt in the escape from the prison in Kelm were out of critical condition.",
            ("description", "update", ["in danger", "out of danger"]),
        ),
        (
            "Prosecutors refused to confirm that the Kelm harbour master had been dismissed.",
            "Prosecutors confirmed that the Kelm harbour master had been dismissed.",
            ("negation", "update", ["not", "yes"]),
        ),
        (
            "Tickets for the Kelm concert will be refunded, the band said.",
            "Tickets for the Kelm concert will not be refunded, the band said.",
            ("negation", "contradiction", ["not", "will"]),
        ),
        (
            "Brand praised states such as Norway, Sweden and Denmark for their aid.",
            "Brand praised states such as Norway and Denmark for their aid.",
            ("list", "vaguer", ["Norway, Denmark, …", "Norway, Sweden, Denmark, …"]),
        ),
    ],
)
def test_what_is_open_or_told_otherwise_is_a_difference(one: str, two: str, row: tuple[str, str, list[str]]) -> None:
    assert row in _differences("Ostra and Kelm", one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # he is named there too: another man is not
            "Daniel Roth was arrested on Monday in Ostra. Police have not identified a second suspect.",
            "Police in Ostra arrested Daniel Roth on Monday over the robbery of the ferry office.",
        ),
        (  # both sides act in one telling
            "Protesters threw stones at police in Kelm, and police beat protesters with batons.",
            "Police dispersed protesters in Kelm with water cannon.",
        ),
        (  # one names fewer of the charges
            "Roth was charged with arson and manslaughter on Tuesday in Kelm.",
            "Roth was charged with manslaughter on Tuesday in Kelm.",
        ),
        (  # an earlier year's charge
            "Roth was charged with arson in 2019, the court in Kelm said.",
            "Roth was charged with manslaughter on Tuesday in Kelm.",
        ),
        (  # a name of its own for each relation
            "Lea Brunn, Roth's mother, and Nora Brunn, Roth's aunt, saw the fire at the Kelm mill.",
            "Roth's mother, Lea Brunn, saw the fire at the Kelm mill.",
        ),
        (  # two words for one trade, and what somebody is besides
            "Attorney Daniel Roth opened the shelter in Kelm on Monday.",
            "Daniel Roth, a lawyer and the owner of the shelter in Kelm, opened it on Monday.",
        ),
        (  # a man was found, a gun was not
            "Police in Kelm found Daniel Roth in the cellar of the mill on Sunday.",
            "The gun has not been found, police in Kelm said on Sunday.",
        ),
        (  # others
            "Three drivers in Kelm reported cuts after the blast on Sunday.",
            "No other injuries were reported in Kelm on Sunday.",
        ),
        (  # two people are 17
            "Arne Holt, 17, and Ivo Lund, 17, were held after the raid on the bank in Kelm.",
            "A 17-year-old was held after the raid in Kelm. His name was not released because he is a minor.",
        ),
        (  # who found it is another question than where
            "Police would not say where the boys found the lantern that burned in Kelm.",
            "The boys found a dog in a shed in Kelm, the police said.",
        ),
        (  # who wants to thank somebody thanks him
            "“I want to thank the crews of the Kelm ferry,” Mayor Lotte Brand said.",
            "Mayor Lotte Brand thanked the crews of the Kelm ferry.",
        ),
        (  # one suspect is caught, two are sought
            "Police in Kelm were looking for two suspects after the raid on the bank.",
            "A suspect in the raid on the bank in Kelm was arrested on Tuesday.",
        ),
        (  # the second of several
            "A second suspect is being sought after the raid on the bank in Kelm.",
            "The first suspect in the raid on the bank in Kelm was arrested on Tuesday.",
        ),
        (  # cars are captured on film
            "Police in Kelm were looking for two cars after the raid on the bank.",
            "Two cars were captured on film after the raid on the bank in Kelm.",
        ),
        (  # an earlier arrest
            "Police in Kelm were looking for Daniel Roth after the raid on the bank.",
            "In May 2019 Daniel Roth was arrested in Kelm after a raid on a bank.",
        ),
        (  # an earlier case
            "In 2019 Daniel Roth was released by a court in Kelm.",
            "Daniel Roth was arrested in Kelm after the raid on the bank.",
        ),
        (  # both tell that he is dead
            "Nils Berg was taken to the hospital in Kelm in critical condition and pronounced dead on Sunday.",
            "Nils Berg died in the hospital in Kelm on Sunday.",
        ),
        (  # nobody is suspected yet
            "Police in Kelm have not identified any suspects in the raid on the bank.",
            "Police in Kelm arrested Daniel Roth on Monday over a robbery of the ferry office.",
        ),
        (  # a picture is given out, nobody is let go
            "Daniel Roth was taken to the Kelm jail after the raid on the bank.",
            "Police released a picture of Daniel Roth after the raid on the bank in Kelm.",
        ),
        (  # names are kept back, a chart is given out
            "The coastguard has not released the names of the two divers hurt off Kelm.",
            "The coastguard released a chart of the place off Kelm where two divers were hurt.",
        ),
        (  # the surrounding of a ship, and what it was for
            "Pirates surrounded the freighter Adela off Kelm on Sunday.",
            "Pirates tried to hijack the freighter Adela off Kelm on Sunday.",
        ),
        (  # another thing was not found
            "Police found the body of a man behind the Kelm mill on Sunday.",
            "No weapon was found behind the Kelm mill on Sunday, police said.",
        ),
        (  # what police say he did is no bolder than what he is accused of
            "Daniel Roth, accused of burning three barns near Kelm, was held on Sunday.",
            "Daniel Roth burned three barns near Kelm on Sunday, police said.",
        ),
        (  # what somebody is charged with is no fact
            "Daniel Roth allegedly burned three barns near Kelm on Sunday.",
            "Daniel Roth was charged with burning three barns near Kelm on Sunday.",
        ),
        (  # who did it is believed, that it was done is not
            "Daniel Roth is believed to have burned three barns near Kelm on Sunday.",
            "Three barns were burned near Kelm on Sunday.",
        ),
        (  # a name with an "and" in it is no list; nor is what stands before one
            "The Kelm Academy of Arts and Sciences and the harbour board will share the mill.",
            "Shortly after the vote, the Kelm Academy of Arts and Sciences said it would share the mill.",
        ),
        (  # an interim chief is one wherever the word stands
            "Interim Kelm Police Chief Lotte Brand said the fire was out.",
            "Kelm police interim chief Lotte Brand said the fire was out.",
        ),
        (  # two places
            "The chapel lies four miles north of Ostra. The mill lies two miles south of Ostra.",
            "The mill lies two miles south of Ostra.",
        ),
    ],
)
def test_what_two_tellings_both_tell_is_none(one: str, two: str) -> None:
    words = {"named", "against the crowd", "charge: arson", "north", "south", "by villagers", "hope", "surround"}
    words |= {"not", "caught", "release", "told as a fact", "in danger"}
    assert not any(words & set(values) for _, _, values in _differences("Ostra and Kelm", one, two))


def test_addresses_of_one_street_are_compared() -> None:
    found = _differences(
        "Fire in Ostra",
        "The fire broke out in the 300 block of Brenner Street on Monday.",
        "The fire broke out at the corner of Brenner Street and Ninth Avenue on Monday.",
    )
    row = next(row for row in found if row[0] == "place")
    assert row[1:] == (
        "wording",
        ["block 300: 300 block of Brenner Street", "corner: corner of Brenner Street and Ninth Avenue"],
    )


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["house 12: 12 Mill Road", "house 14: 14 Mill Road"], "contradiction"),
        (["block 300: 300 block of Mill Road", "house 312: 312 Mill Road"], "vaguer"),
        (["block 300: 300 block of Mill Road", "house 512: 512 Mill Road"], "contradiction"),
        (["corner: Mill Road and 3rd Street", "house 512: 512 Mill Road"], "wording"),
        (["range: from Mill Road to Elm Road", "range: from Mill Road to Ash Road"], "contradiction"),
    ],
)
def test_the_type_of_two_addresses(values: list[str], type_: str) -> None:
    found = address_type(values)
    assert found is not None
    assert found[0] == type_


def test_other_values_are_no_addresses() -> None:
    assert address_type(["north", "south"]) is None


@given(
    st.text(max_size=200) | st.from_regex(r"([1-9]{1,5} (North )?[A-Z][a-z]{0,5} (St|Road)\.? ?){0,6}", fullmatch=True)
)
def test_any_text_is_looked_through_for_addresses(text: str) -> None:
    story = view([], [], [], [])
    story.text["a"] = text
    story.sentences["a", 0] = Sentence("a", 0, 0, len(text), 0, "body")
    for found in addresses(story, ("a", 0)):
        assert text[found.begin : found.end].strip()
        assert found.roads


def _asked(one: str, two: str) -> list[str]:
    tables = told(
        one=(f"Ostra and Kelm\n\n{one}{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"Ostra and Kelm\n\n{two}{_REST.format('stayed')}", "2031-03-10T12:00"),
    )
    return [d.about for d in tables.rows_of("discrepancies")]


@pytest.mark.parametrize(
    ("one", "two", "about"),
    [
        (
            "Sirens sounded within four minutes of the leak at the Kelm works.",
            "Sirens sounded within 14 minutes of the leak at the Kelm works.",
            "how soon sirens sounded",
        ),
        (
            "The Kelm foundry employs 180 people, the company said.",
            "The Kelm foundry employs 240 people, the company said.",
            "how many people the Kelm foundry employs",
        ),
        (
            "“We lost everything,” said Dora Venn, 39, of Mill Lane.",
            "“We lost everything,” said Dora Venn, 36, of Mill Lane.",
            "the age of Dora Venn",
        ),
        (
            "The inspectors wrote a 48-page report on the Kelm ferry.",
            "The inspectors wrote a 47-page report on the Kelm ferry.",
            "how many pages",
        ),
        (
            "The Kelm recount took six days, the council said.",
            "The Kelm recount took nine days, the council said.",
            "how long the Kelm recount took",
        ),
    ],
)
def test_a_difference_says_what_is_asked(one: str, two: str, about: str) -> None:
    assert about in _asked(one, two)


def test_one_sentence_of_a_quote_is_shown_once_however_many_of_its_words_differ() -> None:
    one = (
        "“In the end the choice is yours, but several of our members who had as a rule never to sell arms changed it.”"
    )
    two = "“At last the choice is yours, but many of our members who never had a rule of selling arms altered it.”"
    tables = told(
        one=(f"Ostra\n\n{one} Mayor Lotte Brand said.{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"Ostra\n\n{two} Mayor Lotte Brand said.{_REST.format('stayed')}", "2031-03-10T12:00"),
    )
    assert [kind for kind, _, _ in tables.differences()].count("quote") <= 1
