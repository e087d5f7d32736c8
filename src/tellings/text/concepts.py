"""Words of English news that tell the same thing: a lemma's concept.

Two newsrooms rarely choose the same verb: one has people hurt, another injured, a third wounded. The table groups
lemmas of everyday news English that stand for one another in reports; it is general knowledge of the language,
coarse on purpose (a group is a field of meaning, not a list of synonyms), and used as one signal among others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_GROUPS = """
die death dead kill killing fatal fatality fatally deceased slay slain perish decease lethal murder homicide lifeless
injure injury injured hurt wound wounded casualty maim
arrest detain detention custody jail imprison hold apprehend nab prison cell incarcerate capture remand
charge accuse indict indictment accusation allege allegation count prosecute prosecution
court trial hearing tribunal judge magistrate justice
convict guilty conviction sentence verdict condemn
acquit innocent clear exonerate
shoot shooting gunfire gunshot gunman fire shot gun firearm bullet shooter pistol rifle
fight brawl argument altercation dispute quarrel scuffle row clash confrontation melee
attack assault raid strike offensive storm ambush
explode explosion blast bomb bombing detonate detonation burst
burn fire blaze flame flames inferno arson ignite alight
crash collide collision hit slam smash plough plow ram accident impact strike wreck pile-up
vehicle car automobile sedan auto
truck lorry van trailer
bus coach minibus
train rail railway locomotive
ship vessel boat ferry liner tanker craft
plane aircraft airplane jet airliner flight aeroplane
pier quay jetty wharf dock harbour harbor port
dive diver underwater
helicopter chopper airlift
driver motorist chauffeur trucker
drown sink capsize submerge
flood flooding inundate deluge
storm hurricane typhoon cyclone gale tornado wind gust
quake earthquake tremor seismic aftershock
rescue save evacuate evacuation extricate
search hunt seek look comb scour manhunt
missing disappear vanish unaccounted lost disappearance
find discover locate recover uncover discovery
hospital clinic infirmary ward medic doctor medical physician surgeon nurse
treat treatment therapy care
patient sick ill illness disease
police officer policeman policewoman cop constable detective sheriff law-enforcement trooper inspector
investigate investigation probe inquiry inquest investigator enquiry examine
suspect suspected alleged culprit perpetrator accused
victim sufferer
witness onlooker bystander eyewitness passer-by passerby
weapon arm arms armament munition ammunition weaponry
soldier troop military army force serviceman
war conflict hostility warfare combat battle
invade invasion aggression incursion
ceasefire truce armistice
peace treaty accord pact agreement deal memorandum contract
sign ink initial conclude signature signing
minister ministry secretary cabinet
president chairman chairwoman chairperson chair head chief leader boss director
parliament legislature lawmaker mp congress senate assembly knesset legislator deputy
vote ballot poll referendum
elect election electoral
government administration authority state regime
ambassador envoy diplomat diplomatic embassy mission emissary
expel expulsion oust eject evict
visit trip tour travel journey arrive arrival
meet meeting talk talks summit conversation negotiation negotiate discussion discuss debate
leave depart departure exit
protest demonstrate demonstration protester demonstrator rally march activist
supporter fan follower backer
crowd throng gathering gather assemble
announce announcement declare declaration proclaim reveal unveil disclose
confirm confirmation verify corroborate
deny denial refute reject dismiss
refuse decline reject
demand call urge ask appeal request insist
warn warning caution alert threaten threat
criticise criticize criticism condemn denounce slam blast
praise welcome hail commend thank gratitude
apologise apologize apology regret excuse sorry
resign resignation step-down quit
appoint name nominate appointment nomination
ban prohibit prohibition forbid bar outlaw embargo restrict restriction
allow permit permission authorise authorize let permitted
approve approval endorse ratify back
delay postpone defer postponement
cancel scrap abandon call-off withdraw freeze suspend suspension revoke
begin start open launch commence onset opening
end finish close conclude stop halt cease shut closure
continue persist keep remain
increase rise raise grow growth climb surge jump soar intensify up
decrease fall drop decline reduce reduction cut lower plunge slump down
buy purchase acquire acquisition buyer
sell sale auction seller vendor
bid offer tender bidding
price cost value worth fee sum
pay payment paid remit
money fund funding finance financing cash
tax levy duty tariff
profit earnings gain revenue income
loss deficit lose
bank lender creditor
debt loan credit borrow
company firm business corporation enterprise operator
owner proprietor own possess
employ employee worker staff job labour labor
strike walkout stoppage
union federation syndicate
factory plant mill
build construct construction erect building
house home residence dwelling
school college classroom
university campus academy
student pupil schoolchild undergraduate
child kid boy girl youngster juvenile minor teenager teen youth
woman female lady
man male guy
mother father parent mum dad
wife husband spouse partner
son daughter
brother sister sibling
relative family kin
friend colleague companion
person people individual human
passenger traveller traveler commuter
crew sailor seaman deckhand mariner seafarer crewman
captain skipper master
worker labourer docker
resident inhabitant citizen local townspeople
town city municipality village borough
region province county district prefecture
street road avenue lane highway motorway
border frontier
church temple shrine mosque monastery
monk priest cleric nun clergyman
pray prayer worship worshipper worshiper
drug narcotic cannabis substance
smuggle traffic trafficking
steal theft rob robbery burglary thief
kidnap abduct abduction hostage
rape molest
beat punch batter
throw hurl pelt toss shower
stone rock
gas oil petroleum fuel
pipeline pipe
electricity power energy
win victory triumph beat defeat
match game fixture appearance outing
team club side squad
player footballer striker midfielder defender goalkeeper
coach manager trainer
goal score
stadium ground arena venue
transfer sign signing move
contract deal
league championship tournament cup
doctor physician
scientist researcher expert analyst
study research survey
say tell state add declare note
promise pledge vow commit commitment
plan intend intention propose proposal scheme
hope expect expectation anticipate await
fear worry concern afraid
believe think consider deem
know aware knowledge
want wish desire
need require necessity urgent
help aid assist assistance support
give provide supply deliver delivery donate hand
send dispatch ship export
receive get obtain
take bring carry transport convey fly
keep retain preserve maintain
change alter revise amend modify revision
show display exhibit demonstrate
cause trigger provoke lead
damage destroy destruction ruin wreckage wreck
break breach violate violation contravene
rule law regulation policy legislation legal act
prevent avoid avert block
remove removal dispose
body corpse remains
bury burial funeral mourning mourn
anniversary commemorate memorial
identify name identification
accident incident mishap
danger dangerous risk hazard peril
safe safety security secure
speed velocity fast
brake slow decelerate
engine motor propulsion
late night evening
early morning dawn
drunk alcohol drink breathalyser breath
test check inspect inspection examine
website site online internet
post listing ad advert advertisement
message letter note text
statement communique release
spokesman spokeswoman spokesperson
press news media
journalist reporter correspondent
newspaper daily gazette journal
television broadcaster tv channel
photo photograph picture image
adversary opponent enemy foe rival competitor
ally partner friend
challenge threat
democracy freedom liberty
autocracy dictatorship tyranny totalitarianism authoritarian dictator
cooperate cooperation collaborate collaboration partnership
strengthen reinforce consolidate bolster deepen
aim intend purpose goal
important vital crucial key essential
large big huge giant gigantic massive
small little tiny
many numerous several
first initial original
last final latest
whole entire all
walk stroll
stair step staircase
bag suitcase luggage baggage
wall barrier
capacity volume
former ex old
"""


@cache
def _table() -> Mapping[str, str]:
    """Lemma -> the first word of the first group that holds it."""
    out: dict[str, str] = {}
    for line in _GROUPS.strip().splitlines():
        words = line.split()
        for word in words:
            out.setdefault(word, words[0])
    return out


def concept(lemma: str) -> str:
    """The concept of a lower-cased lemma; the lemma itself when no group holds it."""
    return _table().get(lemma, lemma)
