"""Words of English news that tell the same thing: a lemma's concept.

Two newsrooms rarely choose the same verb: one has people hurt, another injured, a third wounded. The table groups
lemmas of everyday news English that stand for one another in reports; it is general knowledge of the language,
coarse on purpose (a group is a field of meaning, not a list of synonyms), and used as one signal among others. It goes
by lemma, not by sense: a word of several everyday meanings ("block", "minor", "state") stands in no group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

#: Groups, separated by commas.
_GROUPS = """
die death dead kill killing fatal fatality fatally deceased slay slain perish decease lethal murder homicide lifeless,
injure injury injured hurt wound wounded casualty maim,
arrest detain detention custody jail imprison hold apprehend nab prison incarcerate incarceration remand,
capture seize seizure confiscate impound,
charge accuse indict indictment accusation allege allegation prosecute prosecution,
court trial hearing tribunal judge magistrate justice, lawyer attorney counsel barrister solicitor,
prisoner inmate detainee captive, evidence proof testimony testify, jury juror,
convict guilty conviction sentence verdict condemn, acquit innocent clear exonerate, penalty fine punish punishment,
bribe bribery corruption corrupt graft kickback, fraud deceive deception scam swindle,
free release liberate liberation,
shoot shooting gunfire gunshot gunman fire shot gun firearm bullet shooter pistol rifle, stab stabbing knife,
fight fistfight gunfight brawl argument altercation dispute quarrel scuffle row clash confrontation melee,
attack assault raid strike offensive storm ambush, violence violent unrest riot rioting disorder,
explode explosion blast bomb bombing detonate detonation burst,
airstrike air-strike bombardment bombard shelling shell, burn blaze flame flames inferno arson ignite alight,
crash collide collision hit slam smash plough plow ram accident impact wreck pile-up,
vehicle car automobile sedan auto, truck lorry van trailer, bus coach minibus, train rail railway locomotive,
station platform terminal, ship vessel boat ferry liner tanker craft,
plane aircraft airplane jet airliner flight aeroplane, pier quay jetty wharf dock harbour harbor port marina,
dive diver underwater, helicopter chopper airlift, driver motorist chauffeur trucker,
rider cyclist motorcyclist biker, drown sink capsize submerge, flood flooding inundate deluge, rain rainfall downpour,
snow snowfall blizzard, hurricane typhoon cyclone gale tornado wind gust, landslide mudslide avalanche rockslide,
drought dry arid, heatwave heat temperature, weather forecast meteorological meteorologist,
quake earthquake tremor seismic aftershock, emergency crisis disaster catastrophe,
rescue save evacuate evacuation extricate, search hunt seek look comb scour manhunt,
missing disappear vanish unaccounted lost disappearance, find discover locate recover uncover discovery, flee escape,
hide conceal, hospital clinic infirmary ward medic doctor medical physician surgeon nurse,
treat treatment therapy care, patient sick sickness ill illness disease ailment,
virus infection infect infectious outbreak epidemic pandemic contagion,
vaccine vaccination vaccinate jab inoculate immunise immunize, surgery surgical, birth born baby infant newborn,
pregnant pregnancy expectant,
police officer policeman policewoman cop constable detective sheriff law-enforcement trooper inspector,
investigate investigation probe inquiry inquest investigator enquiry examine,
suspect suspected alleged culprit perpetrator accused, victim sufferer,
witness onlooker bystander eyewitness passer-by passerby, weapon arm arms armament munition ammunition weaponry,
missile rocket, tank armour armor armoured armored, soldier troop military army serviceman force,
war conflict hostility warfare combat battle, invade invasion aggression incursion, refugee migrant asylum immigrant,
hostage kidnap abduct abduction, ceasefire truce armistice, treaty pact agreement deal memorandum contract,
sign ink initial conclude signature signing, minister ministry secretary,
president chairman chairwoman chairperson chair head chief leader boss director, king queen monarch royal crown,
parliament legislature lawmaker mp congress senate assembly legislator deputy, vote ballot poll referendum,
elect election electoral, candidate contender nominee, constitution constitutional,
government administration authority regime, ambassador envoy diplomat diplomatic embassy consul consulate emissary,
expel expulsion oust eject evict deport deportation, visit trip tour travel journey arrive arrival, return come-back,
meet meeting talk talks summit conversation negotiation negotiate discussion discuss debate,
leave depart departure exit, protest demonstrate demonstration protester demonstrator rally march activist,
curfew lockdown, supporter fan follower backer, crowd throng gathering gather assemble,
announce announcement declare declaration proclaim reveal unveil disclose, publish publication issue,
confirm confirmation verify corroborate, deny denial refute reject dismiss, refuse decline, agree consent,
oppose opposition resist resistance object objection, demand call urge ask appeal request insist,
warn warning caution alert threaten threat, criticise criticize criticism denounce,
praise welcome hail commend thank gratitude, apologise apologize apology regret sorry,
resign resignation step-down quit, appoint nominate appointment nomination,
replace replacement substitute succeed successor, retire retirement pension pensioner,
ban prohibit prohibition forbid bar outlaw embargo restrict restriction,
allow permit permission authorise authorize authorisation authorization permitted,
approve approval ratify ratification, support back endorse endorsement, delay postpone defer postponement,
cancel scrap abandon call-off withdraw revoke abolish, freeze suspend suspension halt,
resume resumption restart reopen, begin start open launch commence onset opening,
end finish close stop cease shut closure complete completion, continue persist keep remain,
increase rise raise grow growth climb surge jump soar intensify up,
decrease fall drop reduce reduction cut lower plunge slump down,
buy purchase acquire acquisition buyer takeover merge merger, sell sale auction seller vendor,
bid offer tender bidding, price cost value worth fee sum, pay payment paid remit, wage salary,
spend spending expenditure budget, money fund funding finance financing cash, tax levy duty tariff,
profit earnings gain revenue income, loss deficit lose, bankrupt bankruptcy insolvent insolvency liquidation,
bank lender creditor, debt loan credit borrow, invest investment investor shareholder, share stock equity,
insurance insure insurer, company firm business corporation enterprise operator, customer client consumer shopper,
product goods merchandise, shop store retailer supermarket, trade export import commerce,
owner proprietor possess ownership, employ employee worker staff job labour labor post labourer,
unemployment unemployed jobless redundancy redundant layoff, walkout stoppage, union federation syndicate,
factory plant mill, mine miner mining, farm farmer agriculture agricultural, crop harvest,
build construct construction erect building, found establish establishment create creation,
house home residence dwelling, tenant rent landlord, hotel guesthouse inn, restaurant cafe diner eatery,
room hall chamber, school college classroom, university campus academy, teacher lecturer tutor professor,
student pupil schoolchild undergraduate, child kid boy girl youngster juvenile teenager teen youth adolescent,
woman female lady, man male guy, mother father parent mum dad, wife husband spouse partner,
marry marriage wedding wed, son daughter, brother sister sibling, relative family kin, friend colleague companion,
person people individual human, passenger traveller traveler commuter, tourist tourism holidaymaker visitor,
crew sailor seaman deckhand mariner seafarer crewman, captain skipper master,
resident inhabitant citizen local townspeople, town city municipality village borough,
region province county district prefecture, street road avenue lane highway motorway, border frontier,
coast shore beach seaside coastline, river stream waterway, forest woodland wood, animal wildlife creature beast,
church temple shrine mosque monastery, monk priest cleric nun clergyman vicar pastor chaplain,
pray prayer worship worshipper worshiper, drug narcotic cannabis substance,
smuggle smuggler trafficking trafficker contraband, steal theft rob robbery burglary thief, rape molest,
beat punch batter, throw hurl pelt toss, stone rock,
poison poisoning toxic pollution pollute contaminate contamination, waste rubbish garbage trash,
gas oil petroleum fuel, pipeline pipe, electricity electrical energy, nuclear atomic reactor,
satellite space spacecraft orbit, computer software digital cyber, hack hacker,
phone telephone mobile cellphone smartphone, camera footage video film clip, win victory triumph defeat,
draw stalemate, match game fixture, team club squad, player footballer, manager trainer, goal score,
stadium ground arena venue, transfer move, league championship tournament cup, award prize medal,
concert perform performance gig, music singer musician song, scientist researcher expert analyst,
study research survey, training exercise drill, say tell add note, speak speech address,
promise pledge vow commit commitment, plan intend intention propose proposal scheme,
hope expect expectation anticipate await, try attempt, fear worry concern afraid, believe think consider deem,
know aware knowledge, want wish desire, need require necessity urgent, choose choice select selection pick,
join enter, help aid assist assistance, give provide provision supply deliver delivery donate donation, send dispatch,
receive get obtain, take bring carry transport convey fly, retain preserve maintain,
change alter revise amend modify revision, show display exhibit, cause trigger provoke, happen occur,
damage destroy destruction ruin wreckage, break breach violate violation contravene,
rule law regulation policy legislation legal act, prevent avoid avert thwart foil, protect protection guard,
remove removal dispose, body corpse remains, bury burial funeral mourning mourn, anniversary commemorate memorial,
identify name identification, incident mishap, danger dangerous risk hazard peril, safe safety security secure,
speed velocity fast rapid quick swift, brake slow, engine motor propulsion, late night evening, early morning dawn,
drunk alcohol drink, test check inspect inspection examination, website site online internet,
ad advert advertisement advertise advertising commercial, message letter text, statement communique,
spokesman spokeswoman spokesperson, press news media, journalist reporter correspondent,
newspaper daily gazette journal, television broadcaster tv channel, photo photograph picture image,
adversary opponent enemy foe rival competitor, democracy freedom liberty,
autocracy autocrat dictatorship dictator tyranny tyrant despot despotism totalitarian totalitarianism authoritarian,
cooperate cooperation collaborate collaboration partnership, strengthen reinforce consolidate bolster deepen,
weaken undermine erode weak, aim purpose, important vital crucial key essential, strong powerful mighty,
difficult hard tough, angry anger fury furious outrage rage, glad happy pleased delight joy, sad sadness grief sorrow,
shock stun surprise astonish, poor poverty, rich wealthy affluent wealth, wrong mistake error erroneous,
secret confidential covert clandestine, large big huge giant gigantic massive, small little tiny,
many numerous several, first original, last final latest, whole entire all, near nearby adjacent,
stair staircase stairway stairwell, bag suitcase luggage baggage, wall barrier fence,
confess confession admit acknowledge concede, former ex, surrender capitulate capitulation, plead plea, bail bond,
parole probation, lawsuit sue litigation litigate, estimate reckon, inform notify notification,
celebrate celebration festivity, honour honor tribute homage, loot looting plunder ransack, siege besiege encircle,
occupy occupation, retreat pullout pull-out, rebel rebellion insurgent insurgency uprising revolt mutiny, coup putsch,
spy espionage, terrorist terrorism extremist extremism militant, coalition alliance bloc,
reform overhaul restructure restructuring, scandal controversy uproar furore, councillor councilor alderman,
subsidy grant subsidise subsidize, bailout bail-out, recession downturn slowdown, shortage scarcity, exchange bourse,
brand label trademark, licence license, pilot aviator, runway airstrip tarmac, airport airfield aerodrome,
derail derailment, carriage wagon railcar, bridge overpass viaduct footbridge, tower pylon mast, crane winch hoist,
cable wire, cellar basement, apartment flat, skyscraper high-rise, collapse topple crumble cave-in,
leak spill seep leakage spillage, fog mist haze smog, thunderstorm thunder lightning, cold chill frost freezing,
volcano eruption erupt lava, dose dosage, diagnose diagnosis, cure remedy, medicine medication pill,
obese obesity overweight, abortion abort, telescope observatory, astronaut cosmonaut, laboratory lab, referee umpire,
medallist medalist, swim swimmer, spectator audience, painting artwork canvas, cinema movie,
theatre theater playhouse, discount rebate, blackout outage, landmark monument, slum shantytown,
starve starvation famine hunger hungry, thirst thirsty, homeless homelessness, orphan orphanage,
ransom extortion extort blackmail, hoax prank, boycott shun, petition signatory, mock ridicule deride, insult slur,
pardon amnesty clemency, execute execution hang, torture abuse mistreat mistreatment, rubble debris,
stretcher ambulance paramedic, firefighter fireman, coroner mortuary morgue autopsy post-mortem
"""


@cache
def _table() -> Mapping[str, str]:
    """Lemma -> the first word of the first group that holds it."""
    out: dict[str, str] = {}
    for group in _GROUPS.split(","):
        words = group.split()
        for word in words:
            out.setdefault(word, words[0])
    return out


@lru_cache(maxsize=1 << 16)
def concept(lemma: str) -> str:
    """The concept of a lower-cased lemma; the lemma itself when no group holds it."""
    return _table().get(lemma, lemma)


def concepts(lemmas: Iterable[str]) -> list[str]:
    """The concept of each of some lower-cased lemmas."""
    lemmas = list(lemmas)
    return list(map(_table().get, lemmas, lemmas))


def grouped(lemma: str) -> bool:
    """Whether a lower-cased lemma stands in a group."""
    return lemma in _table()
