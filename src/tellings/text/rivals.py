"""Words of English news that exclude one another: a bus is no train, who was acquitted was not convicted.

General knowledge of the language, not of any story. Words of a row are rivals: said of the same thing by two
reports, at most one of them is right at one time. Words joined by "/" mean the same and are no rivals. Where a row
is written with "<", its words are stages that follow one another, so that a later report may have moved on: missing,
then dead. A word may stand in several rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

#: kind of word (noun, verb, any; office, fate: compared by person; body: by wound), then the rivals.
_ROWS = """
noun father/dad mother/mum/mom brother sister son daughter uncle aunt cousin nephew niece grandfather grandmother
noun husband wife boyfriend girlfriend brother sister father mother son daughter cousin
noun boy girl
noun man/gentleman woman/lady
any male female
noun baby/infant/newborn toddler teenager/teen pensioner
noun knife/machete/dagger gun/pistol/rifle/handgun/firearm/shotgun/revolver axe/hatchet bomb/grenade hammer sword bat
noun pistol/handgun/revolver rifle shotgun
any stab/stabbing shoot/shooting strangle/strangulation poison/poisoning drown/drowning bludgeon
noun car/sedan/suv van lorry/truck/tanker bus/coach/minibus motorcycle/motorbike bicycle/bike train tram taxi tractor
noun helicopter/chopper plane/airplane/aeroplane/jet/airliner drone balloon glider
noun ferry tanker yacht trawler freighter barge submarine dinghy canoe frigate
noun house apartment/flat hotel/motel hostel restaurant/cafe bar/pub nightclub school kindergarten hospital/clinic \
church mosque temple synagogue supermarket office factory warehouse barn cinema theatre/theater museum library \
prison/jail station airport barracks embassy bank farm market
noun roof wall ceiling floor basement/cellar attic kitchen bathroom bedroom balcony corridor staircase elevator
noun river lake sea canal reservoir pond
noun landslide/mudslide avalanche flood/flooding earthquake/quake storm/hurricane/typhoon/cyclone tsunami \
fire/blaze explosion/blast
noun fog ice snow rain hail wind lightning heat drought
noun brake engine tyre/tire steering clutch gearbox rudder propeller
noun neck chest stomach/abdomen leg shoulder knee ankle hip thigh skull
body neck/throat chest stomach/abdomen leg shoulder knee ankle hip thigh skull/head arm hand foot back face/jaw
any left right
any upper lower
any northbound southbound eastbound westbound
any front rear/back
any red blue green yellow white black brown grey/gray orange purple pink
noun spring summer autumn/fall winter
noun murder manslaughter robbery burglary fraud rape kidnapping/abduction arson bribery embezzlement treason \
espionage perjury blackmail
noun murder/homicide suicide accident
any convict/guilty acquit/acquittal/exonerate/innocent
verb question/interrogate < arrest/detain/hold
verb question/interrogate < charge/indict < convict
any arrest/detain/custody/jail/imprison < release/free/freed/bail
verb surrender/turn arrest/capture/catch
any missing/unaccounted < dead/die/kill/body/drown rescue/safe/alive/survive
any dead/die/kill alive/survive/survivor
fate unhurt/unharmed/uninjured/unscathed injure/injured/hurt/wound/wounded/critical/critically < \
dead/die/kill/succumb
fate treat/hospitalize/hospitalise < dead/die/kill/succumb
any trap/stuck < rescue/free/freed
any critical/critically stable < dead/die
any minor/slight/slightly serious/seriously/severe/severely critical/critically/life-threatening
any close/closed/shut/closure/block/blocked < reopen/open/reopening
any suspend/halt/suspended < resume/restart/resumption
any lose/cut < restore/reconnect
any collapse/destroy/flatten stand/intact/undamaged/unharmed
any accept/acceptance reject/rejection/refuse/decline
any approve/approval reject/rejection/veto
verb back/support/favour/favor oppose/resist
verb confirm deny
verb admit/confess/concede deny
verb allow/permit ban/forbid/prohibit
any win/winner/victory lose/loser/defeat draw
any rise/increase/climb/jump/grow fall/decrease/drop/decline/slump/shrink
verb buy/purchase/acquire sell rent/lease
verb join quit
any resign/resignation dismiss/sack/dismissal
verb keep/retain/preserve scrap/drop/abandon/axe demolish
verb postpone/delay/defer cancel/scrap
verb expand/widen shrink/narrow
verb strengthen weaken
verb tighten ease/relax loosen
verb succeed fail
any unanimous/unanimously narrow/narrowly divided/split
any public private
any temporary/temporarily permanent/permanently
any partial/partially/partly full/fully/complete/completely/entire/entirely/total/totally
any voluntary/voluntarily compulsory/mandatory/obligatory
any armed unarmed
any peaceful/peacefully violent/violently
any legal/lawful illegal/unlawful
any conscious unconscious
any sober drunk
any daily weekly monthly annual/yearly
any direct/directly indirect/indirectly
any deliberate/deliberately/intentional accidental/accidentally
any married unmarried/single divorced
noun captain major colonel general lieutenant sergeant corporal admiral commander
office executive chair/chairman/chairwoman/chairperson treasurer founder shareholder spokesman
office mayor governor minister ambassador senator councillor
office artistic/creative managing/executive finance/financial sporting/sports technical medical commercial marketing \
musical/music operations/operating legal communications
office director curator trustee
office interior/home foreign finance defence/defense health education justice transport agriculture environment energy \
labour/labor trade culture
noun drummer guitarist bassist singer pianist violinist keyboardist trumpeter
noun judge prosecutor lawyer/attorney/barrister juror
noun doctor/surgeon nurse paramedic dentist pharmacist
noun soldier policeman/policewoman firefighter/fireman paramedic
noun driver passenger pedestrian cyclist motorcyclist pilot conductor
noun teacher/headteacher pupil/student caretaker/janitor
noun goalkeeper defender midfielder striker/forward winger
noun final semifinal/semi-final quarterfinal/quarter-final
noun penalty header
any gold silver bronze
noun petrol/gasoline diesel gas coal oil kerosene hydrogen
any coal-fired gas-fired nuclear solar hydroelectric
noun dog cat horse cow/bull sheep pig bear wolf shark whale dolphin elephant tiger lion monkey snake crocodile
noun fish/seafood chicken beef pork lamb egg milk cheese salad rice mushroom
noun flu/influenza measles cholera ebola malaria dengue polio tuberculosis covid salmonella listeria norovirus anthrax
noun beer wine whisky/whiskey vodka rum gin
any wooden/wood stone brick concrete steel iron glass plastic marble bronze granite
any christian muslim/islamic jewish hindu buddhist sikh
any sunni shiite/shia
any catholic protestant orthodox
any conservative liberal socialist
noun republican democrat
noun loan grant gift donation
"""


@cache
def _table() -> Mapping[str, tuple[tuple[int, int, str, bool], ...]]:
    """Word -> for every row that holds it: the row, the place of its meaning in it, the kind, whether it is ordered."""
    out: dict[str, list[tuple[int, int, str, bool]]] = defaultdict(list)
    for number, line in enumerate(_ROWS.strip().splitlines()):
        kind, *members = line.split()
        stage = 0
        ordered = "<" in members
        for place, member in enumerate(members):
            if member == "<":
                stage += 1
                continue
            for word in member.split("/"):
                out[word].append((number, place + 100 * stage, kind, ordered))
    return {word: tuple(rows) for word, rows in out.items()}


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    return {word: frozenset(kind for _, _, kind, _ in rows) for word, rows in _table().items()}


def kinds(word: str) -> frozenset[str]:
    """The kinds of word (noun, verb, office, any) as which a lower-cased lemma has rivals; empty when it has none."""
    return _kinds().get(word, frozenset())


def rivalling() -> Mapping[str, frozenset[str]]:
    """Every lower-cased lemma that has rivals, with its kinds."""
    return _kinds()


#: What turns a word of a state into its contrary.
CONTRARY = ("un", "in", "im", "il", "ir", "dis", "non")

#: Words that only look so: "in" is where, or the rest is another word.
_LOOKS_SO = frozenset(
    "unless inbound incoming income increase increased indent indict indoor inflame inflow inform informed information "
    "infuse inland inmate input inquest inside insight install installed instance insure insured intake intact intend "
    "intended intense intent intone invent invested invest investment invoice inward image immigrant immigrate "
    "immigration impact impair impart impeach implant import imported impose imposed impound impress impressed "
    "imprison imprisoned improve improved improvement imprint impulse injury disappoint disappointed disappointment "
    "disband discard discharge disclose disclosed disclosure discount discourse discover discovered disease dismiss "
    "dismissed disorder dispatch display displayed dispose dispute dissent distance distill distract distress "
    "distressed distribute district".split()
)


def contrary(a: str, b: str) -> bool:
    """Whether one of two lower-cased words is the other with a prefix that denies it: damaged, undamaged."""
    short, long = sorted((a, b), key=len)
    formed = (short, f"{short}d", f"{short}ed")  # undamaged, damage
    if len(short) < len("able") or long in _LOOKS_SO:
        return False
    return any(long == prefix + form for prefix in CONTRARY for form in formed)


@lru_cache(maxsize=1 << 15)
def rival(a: str, b: str, kind: str | None = None) -> bool:
    """Whether two lower-cased lemmas exclude one another. `kind`: look at rows of this kind and of any kind only."""
    found = kind in (None, "any") and contrary(a, b)
    for row, place, sort, _ in _table().get(a, ()):
        for other, where, _, _ in _table().get(b, ()):
            if row == other and (kind in (None, sort) or sort == "any"):
                if place == where:
                    return False
                found = True
    return found


@lru_cache(maxsize=1 << 15)
def means(a: str, b: str) -> bool:
    """Whether two lower-cased lemmas are one word, or stand for one another in some row."""
    if a == b:
        return True
    held = {(row, place) for row, place, _, _ in _table().get(a, ())}
    return any((row, place) in held for row, place, _, _ in _table().get(b, ()))


def tells(words: AbstractSet[str], word: str) -> bool:
    """Whether one of some lower-cased lemmas means a word."""
    return any(means(w, word) for w in words)


@lru_cache(maxsize=1 << 15)
def stages(a: str, b: str) -> int:
    """1 when `b` is a stage that may follow `a`, -1 when `a` may follow `b`, 0 when neither is."""
    for row, place, _, ordered in _table().get(a, ()):
        for other, where, _, _ in _table().get(b, ()):
            if row == other and ordered and place // 100 != where // 100:
                return 1 if place < where else -1
    return 0
