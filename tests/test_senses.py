"""How words are related, by the shipped table of senses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.text.senses import PARTS, Relation, generic, is_a, relation, senses, sort

#: Part of speech, relation, pairs. Written before the table was first read.
PAIRS = """
NOUN same car:automobile physician:doctor lawyer:attorney sofa:couch murder:homicide movie:film
NOUN same photograph:photo gun:firearm jail:prison infant:baby agreement:accord earthquake:quake truck:lorry
NOUN same flat:apartment autumn:fall blaze:fire cop:policeman sailor:seaman garbage:trash salary:wage
NOUN same gasoline:petrol aeroplane:airplane shop:store bike:bicycle holiday:vacation
NOUN broader vehicle:car dog:poodle weapon:rifle building:warehouse boat:ferry child:boy relative:aunt
NOUN broader crime:burglary aircraft:helicopter gun:pistol animal:horse fruit:apple disease:cholera metal:copper
NOUN broader officer:sergeant woman:widow vessel:tanker tool:hammer bird:eagle drug:cocaine fish:salmon
NOUN broader parent:mother bomb:grenade storm:hurricane tree:oak worker:miner road:highway drink:beer
NOUN rivals aunt:cousin brother:sister bus:train pistol:rifle church:mosque cat:dog lake:river town:city
NOUN rivals knife:axe helicopter:balloon tuesday:friday winter:spring wine:beer gold:silver hospital:school
NOUN rivals motorcycle:truck uncle:nephew roof:floor canal:river shirt:trousers husband:son shark:whale
NOUN rivals cholera:malaria ankle:shoulder hammer:screwdriver pine:oak violin:trumpet lamb:beef hotel:restaurant
NOUN rivals ferry:submarine kitchen:bathroom earthquake:avalanche robbery:arson stadium:theatre carrot:potato
NOUN rivals copper:zinc wife:mother
NOUN none minister:car report:river officer:man student:driver doctor:mother crowd:street money:deal
NOUN none house:family leader:politician actor:singer plan:president victim:teacher driver:woman
NOUN none company:country week:attack suspect:soldier statement:court resident:farmer director:founder
NOUN none man:friend witness:neighbour group:army fire:smoke crash:driver plane:passenger battle:war
NOUN opposite victory:defeat increase:decrease arrival:departure success:failure guilt:innocence buyer:seller
NOUN opposite winner:loser ally:enemy
VERB same purchase:buy begin:start assist:help kill:slay conceal:hide phone:telephone destroy:demolish
VERB same permit:allow rescue:save postpone:delay
VERB broader kill:murder kill:strangle move:run say:whisper walk:limp injure:stab take:steal cook:fry
VERB opposite accept:reject win:lose open:close rise:fall arrive:depart approve:disapprove succeed:fail
VERB opposite increase:decrease confirm:deny allow:prohibit lock:unlock load:unload agree:disagree
VERB opposite strengthen:weaken
VERB none eat:drive arrest:speak build:sing pay:crash meet:warn win:arrest hit:flee vote:burn
ADJ same big:large wealthy:rich ill:sick enormous:huge wounded:injured quick:fast afraid:frightened
ADJ same angry:furious
ADJ opposite rich:poor guilty:innocent legal:illegal armed:unarmed alive:dead public:private strong:weak
ADJ opposite temporary:permanent married:unmarried huge:tiny male:female northern:southern wealthy:poor
ADJ opposite violent:peaceful conscious:unconscious civilian:military
ADJ none political:red young:angry local:large red:heavy old:rich national:armed wooden:empty foreign:cold
ADV opposite well:badly quickly:slowly partially:fully early:late legally:illegally deliberately:accidentally
ADV same quickly:rapidly almost:nearly
ADV none badly:yesterday quickly:abroad
"""


def listed() -> list[tuple[str, str, str, str]]:
    out = []
    for line in PAIRS.strip().splitlines():
        part, told, *pairs = line.split(" ")
        out += [(part, told, *pair.split(":")) for pair in pairs]
    return out


def test_what_is_said_of_two_words_is_mostly_right() -> None:
    right = said = known = 0
    for part, told, a, b in listed():
        found = relation(a, b, part).value
        known += told != "none"
        said += found != "none"
        right += found == told != "none"
    assert right / said >= 0.87
    assert right / known >= 0.75


def test_words_that_have_nothing_to_do_with_one_another() -> None:
    wrong = [row for row in listed() if row[1] == "none" and relation(row[2], row[3], row[0]) is not Relation.NONE]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(("part", "told", "a", "b"), [row for row in listed() if row[1] in ("broader", "rivals")][::7])
def test_a_relation_seen_from_the_other_side(part: str, told: str, a: str, b: str) -> None:
    assert relation(b, a, part) is relation(a, b, part).turned()


def test_what_a_word_is() -> None:
    assert sort("nurse") == "person" and sort("tractor") == "artifact" and sort("plumbago zyx") == ""
    assert sort("demand", "VERB") == "saying"
    assert is_a("aunt", "relative") and not is_a("tractor", "relative")
    assert generic("person") and not generic("tractor")
    assert sum(s.share for s in senses("bank", "NOUN")) <= 1.01


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from([*PARTS, "X"]))
def test_any_words_are_related_alike_from_both_sides(a: str, b: str, part: str) -> None:
    assert relation(b, a, part) is relation(a, b, part).turned()
