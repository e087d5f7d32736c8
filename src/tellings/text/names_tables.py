"""General knowledge about names: titles, particles, nicknames. No name of any story stands here."""

from __future__ import annotations

COURTESY = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme mlle monsieur m herr frau fräulein señor "
    "señora senor senora don doña sr sra rev reverend fr father sister brother st saint hon honorable honourable".split()
)
HONORIFICS = frozenset(
    "president premier chancellor king queen prince princess sheikh shaikh sheik emir sultan imam ayatollah mullah "
    "maulana haji hajj hajji general gen colonel col lt lieutenant major maj captain capt sergeant sgt admiral senator "
    "sen governor gov minister ambassador judge justice pope bishop archbishop cardinal rabbi llc ltd inc".split()
)
PARTICLES = frozenset(
    "al el ul ur ud bin ben ibn bint abu von van der den de del della di da do dos das du la le les los las "
    "ter ten zu zur af av y e i na".split()
)
#: Between a person's name and the father's.
FILIATION = frozenset("bin ben ibn bint ould wuld".split())
_NICK = """
alexander alex sasha sacha alec sandy|alexandra alex sandra sasha|andrew andy drew|anthony tony|benjamin ben|
barbara barb|catherine katherine kathryn kate katie cathy kathy|charles charlie chuck|christopher chris|
daniel dan danny|david dave|deborah debbie|dmitry dima mitya|donald don|edward ed eddie ted|elizabeth liz beth betty lizzie|
eugene gene|francis frank|frederick fred freddie|gabriel gabe|gerald gerry jerry|gregory greg|harold harry hal|henry harry hank|
isabella bella|jacob jake|james jim jimmy jamie|jennifer jen jenny|jeffrey jeff|jessica jess|john jack johnny jon|jonathan jon|
joseph joe joey|joshua josh|kenneth ken|kimberly kim|lawrence larry|leonard len leo|margaret maggie meg peggy|
matthew matt|michael mike mick mickey|mikhail misha|nicholas nick|nathaniel nate nathan|olivia liv|patrick pat paddy|
patricia pat patty trish|peter pete|philip phil|raymond ray|rebecca becky|richard rick dick rich richie|robert bob rob bobby robbie|
ronald ron ronnie|samuel sam|samantha sam|sarah sally|sergei seryozha|stephen steve|steven steve|susan sue|theodore ted theo|
thomas tom tommy|timothy tim|victoria vicky|vincent vince|vladimir vova volodya|walter walt|william bill will billy willie liam|
yevgeny zhenya|zachary zach|giuseppe beppe|francisco paco pancho|jose pepe|ignacio nacho|stjepan stipe|josip joso|johannes hannes|
"""


def _nicknames() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for group in _NICK.replace("\n", "").split("|"):
        words = group.split()
        for word in words:
            out.setdefault(word, set()).add(words[0])
    return {word: frozenset(full) for word, full in out.items() if word}


#: Given name or short form -> the full given names it may stand for.
NICKNAMES = _nicknames()
