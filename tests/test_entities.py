"""Names of a story merged into entities. All stories here are invented."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.collate.entities import resolve
from tellings.records import Copy, Entity, EntityMention, Form
from tellings.settings import Entities
from test_mentions import article, mentions, tagged


def story(*texts, copies=(), shuffle=None):
    articles, named, sentences, tokens = [], [], [], []
    for i, text in enumerate(texts):
        key = f"t{i}"
        articles.append(article(text, key=key))
        _, s, t = tagged(text, key=key)
        sentences += s
        tokens += t
        named += mentions(text, key=key)
    tables = [articles, named, sentences, tokens, list(copies)]
    if shuffle is not None:
        for rows in tables:
            shuffle.shuffle(rows)
    return list(resolve("story", tuple(tables), Entities()))


def forms(rows):
    """Canonical name -> the forms of the entity."""
    names = {r.id: r.canonical for r in rows if isinstance(r, Entity)}
    out = {}
    for row in rows:
        if isinstance(row, Form):
            out.setdefault(names[row.entity], set()).add(row.form)
    return out


def home(rows, form):
    """The forms of the one entity that has this form."""
    found = [listed for listed in forms(rows).values() if form in listed]
    assert len(found) == 1, (form, found)
    return found[0]


def test_spellings_and_surnames_meet():
    rows = story(
        "Foreign Minister Zdenka Marušić arrived in Split on Monday. Marušić met reporters.",
        "Foreign Minister Zdenka Marusic came to Split. Marusic said she was glad.",
        "The minister, Zdenka Marushich, spoke in Split.",
    )
    assert {"Zdenka Marušić", "Zdenka Marusic", "Marusic", "Marušić", "Zdenka Marushich"} <= home(
        rows, "Zdenka Marušić"
    )


def test_initials_meet_their_full_name():
    rows = story(
        "The World Health Organization (WHO) sent a team. The WHO said it would stay.",
        "A team of the World Health Organisation arrived.",
    )
    assert {"WHO", "World Health Organization", "World Health Organisation"} <= home(rows, "WHO")


def test_one_country_under_many_names():
    rows = story(
        "Talks in Kyiv went on. South Korea sent aid.",
        "Talks in Kiev ended. The Republic of Korea sent aid to Kiev.",
    )
    assert home(rows, "Kyiv") >= {"Kiev"}
    assert home(rows, "South Korea") >= {"Republic of Korea"}


def test_father_and_son_stay_two():
    rows = story(
        "Erik Dahlgren and Emil Dahlgren were rescued from the boat. Erik Dahlgren is a teacher.",
        "Rescuers found Erik Dahlgren and Emil Dahlgren alive.",
    )
    assert home(rows, "Erik Dahlgren").isdisjoint({"Emil Dahlgren"})


def test_a_name_with_and_without_junior_is_one():
    rows = story(
        "Police arrested Orrin Maddux Jr. on Monday. Maddux is held in Elko.",
        "Orrin Maddux was arrested on Monday. Maddux Jr. was to be heard on Friday.",
    )
    assert home(rows, "Orrin Maddux") >= {"Maddux"}
    assert any({"Orrin Maddux", "Maddux"} < listed for listed in forms(rows).values())
    assert len([listed for listed in forms(rows).values() if "Maddux" in " ".join(listed)]) == 1


def test_senior_and_junior_stay_two():
    rows = story(
        "Orrin Maddux Sr. founded the mill. Orrin Maddux Jr. sold the mill in May.",
        "The mill was sold by Orrin Maddux Jr. in May.",
    )
    assert len([listed for listed in forms(rows).values() if any("Orrin" in form for form in listed)]) == 2


def test_a_department_meets_its_initials_turned_round():
    rows = story(
        "The Transport Department closed the bridge. The DOT will reopen the bridge in May.",
        "The Transport Department closed the bridge on Monday.",
        "The DOT closed the bridge on Monday.",
    )
    assert "Transport Department" in home(rows, "DOT")


def test_the_united_states_in_a_longer_name():
    rows = story(
        "The United States Geological Survey measured the quake on Monday.",
        "The U.S. Geological Survey measured the quake on Monday.",
        "The US Geological Survey measured the quake.",
    )
    assert {"U.S. Geological Survey", "US Geological Survey"} <= home(rows, "United States Geological Survey")


def test_a_man_and_a_woman_stay_two():
    rows = story("Mr Robin Asher spoke first.", "Ms Robyn Asher spoke last.")
    assert home(rows, "Robin Asher").isdisjoint({"Robyn Asher"})


def test_a_post_joins_what_strings_cannot():
    rows = story(
        "President Cho Seung-wol spoke in Busan on Monday.",
        "President Cho Sung-wel made a speech in Busan.",
    )
    assert {"Cho Seung-wol", "Cho Sung-wel"} <= home(rows, "Cho Seung-wol")


def test_neighbouring_countries_stay_apart():
    rows = story("Slovakia and Slovenia signed. Iran and Iraq did not.", "Slovenia signed, Slovakia too. Iraq waited.")
    assert home(rows, "Slovakia").isdisjoint({"Slovenia"})
    assert home(rows, "Iran").isdisjoint({"Iraq"})


def test_a_towns_police_is_not_the_town():
    rows = story("Brackwell Police Department officers closed a road in Brackwell. The Brackwell Council met.")
    assert home(rows, "Brackwell").isdisjoint({"Brackwell Police Department", "Brackwell Council"})


def test_short_forms_of_bodies():
    rows = story(
        "Ostrava Nordwind S.p.A. runs the line. Experts of the Lindqvist Institute for Marine Studies doubt it.",
        "The operator, Ostrava Nordwind, said nothing. The Lindqvist Institute doubts it.",
    )
    assert {"Ostrava Nordwind", "Ostrava Nordwind S.p.A."} <= home(rows, "Ostrava Nordwind")
    assert {"Lindqvist Institute", "Lindqvist Institute for Marine Studies"} <= home(rows, "Lindqvist Institute")


def test_the_text_may_say_that_two_names_are_one():
    rows = story("They met at the Storting, the Norwegian parliament, on Monday. The Norwegian parliament voted late.")
    assert {"Storting", "Norwegian parliament"} <= home(rows, "Storting")


def test_what_one_house_writes_small_is_found_through_the_others():
    rows = story(
        "Officials in Kyiv were silent. Kyiv had asked for more time. In Kyiv nobody slept.",
        "kyiv had asked for more time, a spokesman said.",
    )
    assert "kyiv" in home(rows, "Kyiv")


def test_near_copies_count_once_for_the_name():
    text = "Anton Velde won the race in Ghent. Anton Velde said he was tired."
    other = "Anton Velden won in Ghent. Anton Velden was tired, he said."
    last = "In Ghent the race went to Anton Velden after two hours."
    copies = [Copy(f"t{a}", f"t{b}", "copy", 1.0, 1.0, 14, 14) for a, b in ((0, 1), (0, 2), (1, 2))]
    rows = story(text, text, text, other, last, copies=copies)
    assert "Anton Velden" in forms(rows)


def test_every_form_and_mention_stands_in_its_text():
    texts = ("Mr Jan Tveit met Anna Holmberg in Oslo.", "Tveit and Holmberg met in Oslo, Norway.")
    rows = story(*texts)
    for row in rows:
        if isinstance(row, Form):
            assert row.count >= 1
            assert all(row.form in texts[int(key[1:])] for key in row.tellings)
    assert any(isinstance(row, EntityMention) for row in rows)


TEXTS = (
    "Foreign Minister Zdenka Marušić met Jan Tveit of the Nordic Shipping Council (NSC) in Oslo.",
    "Zdenka Marusic and Jan Tveit met in Oslo, the NSC said. Tveit was pleased.",
    "Marusic's visit to Norway ended. The council's Jan Tveit waved.",
)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 1000))
def test_the_order_of_the_rows_does_not_matter(seed):
    assert story(*TEXTS, shuffle=random.Random(seed)) == story(*TEXTS)


def test_agencies_are_only_themselves():
    rows = story(
        "By ALAN PRICE\n\nKRESNA, Bulgaria (Reuters) - A fire closed the road on Monday. Officials told AP it was out.",
        "Kresna (Reuters) - A fire closed the road on Monday, Alan Price of the AP wrote from Bulgaria.",
    )
    for agency in ("Reuters", "AP"):
        assert home(rows, agency) == {agency}


def test_a_town_is_not_the_country_in_brackets():
    rows = story(
        "Port Tarn (Écosse), 3 mai 2031 (AFP) - Un ferry est resté devant Port Tarn, en Écosse, mardi.",
        "PORT TARN, Scotland (AP) - A ferry ran aground off Port Tarn on Tuesday.",
    )
    assert not any("Écosse" in form and "Port Tarn" in listed for listed in forms(rows).values() for form in listed)


def test_brackets_still_give_another_name():
    rows = story(
        "The Norwegian parliament (Storting) met on Monday. The Federal Guard Service (FSO) closed the square.",
        "The Storting met. The FSO closed the square.",
    )
    assert "Federal Guard Service" in home(rows, "FSO")


def test_a_surname_that_several_bear_is_told_apart_in_each_telling():
    rows = story(
        "Governor Asa Lindholm spoke on Monday. Lindholm said his son had asked him. His son, Seth Lindholm, is 31.",
        "Seth Lindholm is the governor's son. Seth Lindholm grew up here. Mr. Lindholm left at 18.",
        "Gov. Asa Lindholm will sign. Lindholm has a week.",
    )
    assert "Lindholm" in home(rows, "Asa Lindholm")
    assert "Mr. Lindholm" in home(rows, "Seth Lindholm")
    assert "Seth Lindholm" not in home(rows, "Asa Lindholm")


def test_father_and_son_of_one_name_are_two():
    rows = story(
        "Martin Vale Jr. pleaded guilty on Monday. His father, the Rev. Martin Vale, sat behind him. Vale wept.",
        "Martin Vale Jr. wept as he pleaded guilty. Vale is 41.",
    )
    assert "Vale" in home(rows, "Martin Vale Jr.")
    assert "Martin Vale" not in home(rows, "Martin Vale Jr.")


def test_short_given_names_and_names_written_apart_meet():
    rows = story(
        "Bethany Royce died on Monday. Beth was 20. Wal-Demar closed its shops. Olaf Rist III wept.",
        "Bethany Royce was a nurse. Waldemar closed. Olaf Rist left.",
    )
    assert "Beth" in home(rows, "Bethany Royce")
    assert "Waldemar" in home(rows, "Wal-Demar")
    assert "Olaf Rist" in home(rows, "Olaf Rist III")


def test_ranks_of_several_words_and_a_capital_article_are_kept():
    rows = story(
        "Det Sgt Ida Kranz told The Vale Herald on Monday that she was glad. The Vale Herald printed it.",
        "Ida Kranz is glad, the Vale Herald said.",
    )
    assert {"Ida Kranz", "Det Sgt Ida Kranz"} <= home(rows, "Ida Kranz")
    assert "The Vale Herald" in home(rows, "Vale Herald")


def test_a_surname_by_itself_is_no_form_of_whom_it_names_with_a_title_only():
    rows = story(
        "Senator Thomas Whitby denied it. His wife, Rhonda Whitby, sold shares. Whitby said he knew nothing. "
        "A lawyer for Mrs. Whitby would not comment.",
        "Thomas Whitby denied it again. Whitby left.",
    )
    assert "Whitby" in home(rows, "Thomas Whitby")
    assert "Mrs. Whitby" in home(rows, "Rhonda Whitby")


def test_a_double_name_is_one_word_of_a_full_name():
    rows = story(
        "Ilse Holm-Lund, 34, was hurt on Monday. Holm-Lund said she fell.",
        "Witnesses saw Rory O'Dowd. O'Dowd ran. Vera Lund, a neighbour, called the police.",
    )
    assert "Holm-Lund" in home(rows, "Ilse Holm-Lund") and "O'Dowd" in home(rows, "Rory O'Dowd")
    assert "Holm-Lund" not in home(rows, "Vera Lund")


def test_a_by_name_in_quotation_marks_belongs_to_the_name():
    rows = story(
        "Police named Bernard “Dodo” Lindqvist, 41, as the driver. “Dodo was kind,” a friend said.",
        'Bernard Lindqvist died on Friday, and Dodo Lindqvist was "a friend to all". Bernard "Dodo" Lindqvist was 41.',
    )
    found = home(rows, "Bernard Lindqvist")
    assert {"Bernard “Dodo” Lindqvist", 'Bernard "Dodo" Lindqvist', "Dodo Lindqvist"} <= found


def test_other_words_for_one_kind_of_place_meet():
    rows = story(
        "The boy was taken to Wexley Medical Center. The shooting was near Ovid Avenue.",
        "He died at Wexley Hospital. Neighbors on Ovid Avenue heard shots.",
        "He died at Brannock Hospital.",
    )
    assert "Wexley Hospital" in home(rows, "Wexley Medical Center")
    assert home(rows, "Brannock Hospital") == {"Brannock Hospital"}


def test_a_bar_is_called_by_its_own_name_but_a_town_is_not_its_hospital():
    rows = story(
        "Two men were shot at Zindle Lounge on Friday. Staff at Zindle called the police. Zindle has closed.",
        "They were taken to Marley Hospital. Both men live in Marley, and Marley police asked for help.",
    )
    assert "Zindle" in home(rows, "Zindle Lounge")
    assert "Marley" not in home(rows, "Marley Hospital")


def test_initials_in_a_headline_are_the_police_told_elsewhere():
    rows = story(
        "Two Men Shot Outside Corner Shop: BCPD\nOfficers were called at noon.", "Brock City police came at noon."
    )
    assert "BCPD" in home(rows, "Brock City police")


def test_the_end_of_a_name_in_small_letters_is_a_form_where_one_body_bears_it():
    one = story("The Orrin County Sheriff's Office made an arrest. The sheriff's office gave no name.")
    assert "sheriff's office" in home(one, "Orrin County Sheriff's Office")
    two = story(
        "The Orrin County Sheriff's Office made an arrest, and so did the Vale County Sheriff's Office.",
        "The sheriff's office gave no name.",
    )
    assert "sheriff's office" not in home(two, "Orrin County Sheriff's Office")


def test_a_bare_surname_is_whose_most_tellings_name():
    rows = story(
        "Hedda Brask, 61, was found dead. Her son, Jens Brask, was arrested. Brask denies the charge.",
        "Jens Brask was charged on Monday. Brask said nothing.",
        "Jens Brask appeared in court. Brask was held.",
    )
    assert "Brask" in home(rows, "Jens Brask") and "Brask" not in home(rows, "Hedda Brask")


def test_two_forms_of_one_given_name_meet():
    rows = story(
        "Leonidas Pavlakos, 15, was shot. The death of Pavlakos led to protests.", "Leonis Pavlakos, 15, was shot."
    )
    assert "Leonis Pavlakos" in home(rows, "Leonidas Pavlakos")


def test_a_chamber_and_a_party_have_general_names():
    rows = story(
        "The House of Representatives voted on Friday. The House will meet again. Many in the GOP objected.",
        "The Republican Party lost the vote in the House.",
    )
    assert "House" in home(rows, "House of Representatives") and "GOP" in home(rows, "Republican Party")


def test_a_firm_and_a_force_under_short_names():
    rows = story(
        "Brandwell Group Plc opened a plant. The Fort Onslow Police Department closed the road.",
        "Brandwell said so on Monday. Brandwell shares fell. Fort Onslow PD officers closed the road.",
    )
    assert "Brandwell" in home(rows, "Brandwell Group Plc")
    assert "Fort Onslow PD" in home(rows, "Fort Onslow Police Department")


def test_what_stands_on_a_street_is_not_the_street():
    rows = story(
        "He robbed the Orchid Bank on Tamarack Boulevard.", "Police closed Tamarack Boulevard near Orchid Bank."
    )
    assert not any("Orchid" in form for form in home(rows, "Tamarack Boulevard"))


def test_one_given_name_and_a_letter_of_the_surname_changed():
    rows = story("Marvin Lamar Wexden, 20, was held.", "Police arrested Marvin Wexder, 20.")
    assert "Marvin Wexder" in home(rows, "Marvin Lamar Wexden")


def test_the_last_of_several_titles_is_a_form_where_it_stands_alone():
    rows = story("Ardmore police Chief Ruth Vance spoke. City Council Member Ola Brandt agreed, and Vance left.")
    assert "Chief Ruth Vance" in home(rows, "Ruth Vance")
    assert not any(form.startswith("Member") for listed in forms(rows).values() for form in listed)


def test_an_island_and_a_generation_behind_a_comma():
    rows = story(
        "A quake shook Qarin island on Sunday. Arvid Joseph Brask, Jr. was hurt.",
        "Qarin shook on Sunday, and Arvid Joseph Brask Jr. was hurt in Qarin.",
    )
    assert "Qarin island" in home(rows, "Qarin") and "Arvid Joseph Brask, Jr." in home(rows, "Arvid Joseph Brask Jr.")


def test_a_hospital_of_a_saint_is_whole():
    rows = story("She died at St. Brannoc's Episcopal Hospital.", "She died at St. Brannoc’s Hospital.")
    assert "St. Brannoc’s Hospital" in home(rows, "St. Brannoc's Episcopal Hospital")


def test_a_given_name_that_nobody_knows_is_a_persons():
    text = (
        "Officers came to the harbour on Monday. They took Qhadeal Rook for a swimmer. "
        "Rook was cold. Rook told the nurse that he was sorry."
    )
    (found,) = [r for r in story(text) if isinstance(r, Entity) and "Rook" in r.canonical]
    assert (found.canonical, found.type) == ("Qhadeal Rook", "person")


def test_whose_father_he_is_does_not_part_him_from_himself_with_junior():
    rows = story(
        "Ida Ferrol was found in Tarn. Ferrol's father, Albert Ferrol, spoke in court on Monday.",
        "Ida Ferrol was found in Tarn. Albert Ferrol Jr, her father, wept in court. Ferrol was 20.",
    )
    assert "Albert Ferrol Jr" in home(rows, "Albert Ferrol")


def test_a_sheriff_is_not_the_county_of_his_name():
    rows = story(
        "Sheriff Howard Quill spoke in Quill County on Monday. Quill said that Quill County was safe.",
        "Howard Quill, sheriff of Quill County, spoke on Monday. Quill was calm.",
    )
    assert "Quill County" not in home(rows, "Howard Quill")


def test_don_is_a_given_name():
    rows = story(
        "Don Ferrol Jr. was arrested in Tarn on Monday. Ferrol said nothing.",
        "Donald Ferrol was arrested in Tarn on Monday. His daughter Ida Ferrol was unhurt.",
    )
    assert {"Donald Ferrol", "Don Ferrol Jr."} <= home(rows, "Donald Ferrol")


def test_what_leads_up_to_a_full_name_makes_a_form_of_it():
    rows = story(
        "The fire was put out, New Tarn police Sgt. Ada Tveit said on Monday. Tveit thanked the crew.",
        "On Monday Mayor Ada Tveit spoke. Tarn County Common Pleas Judge Ada Tveit did not.",
    )
    forms = {r.form for r in rows if isinstance(r, Form)}
    assert {"New Tarn police Sgt. Ada Tveit", "Tarn County Common Pleas Judge Ada Tveit"} <= forms
    assert "Monday Mayor Ada Tveit" not in forms
