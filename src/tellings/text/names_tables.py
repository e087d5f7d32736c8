"""General knowledge about names: titles, particles, nicknames. No name of any story stands here."""

from __future__ import annotations

COURTESY = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme mlle monsieur m herr frau "
    "fräulein señor "
    "señora senor senora doña sr sra rev reverend fr father sister brother st saint hon honorable "
    "honourable".split()
)
HONORIFICS = frozenset(
    "president premier chancellor king queen prince princess sheikh shaikh sheik emir sultan imam ayatollah mullah "
    "maulana haji hajj hajji general gen colonel col lt lieutenant major maj captain capt sergeant sgt admiral "
    "senator "
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
daniel dan danny|david dave|deborah debbie|dmitry dima mitya|donald don|edward ed eddie ted|
elizabeth liz beth betty lizzie|eugene gene|francis frank|frederick fred freddie|gabriel gabe|
gerald gerry jerry|gregory greg|harold harry hal|henry harry hank|isabella bella|jacob jake|
james jim jimmy jamie|jennifer jen jenny|jeffrey jeff|jessica jess|john jack johnny jon|jonathan jon|
joseph joe joey|joshua josh|kenneth ken|kimberly kim|lawrence larry|leonard len leo|margaret maggie meg peggy|
matthew matt|michael mike mick mickey|mikhail misha|nicholas nick|nathaniel nate nathan|olivia liv|
patrick pat paddy|patricia pat patty trish|peter pete|philip phil|raymond ray|rebecca becky|
richard rick dick rich richie|robert bob rob bobby robbie|ronald ron ronnie|samuel sam|samantha sam|
sarah sally|sergei seryozha|stephen steve|steven steve|susan sue|theodore ted theo|thomas tom tommy|
timothy tim|victoria vicky|vincent vince|vladimir vova volodya|walter walt|william bill will billy willie liam|
yevgeny zhenya|zachary zach|giuseppe beppe|francisco paco pancho|jose pepe|ignacio nacho|johannes hannes|
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


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: What somebody is in a story, written before the name like a title but no part of any form of it.
ROLES = _set(
    "challenger incumbent candidate nominee contender runner-up frontrunner activist campaigner historian novelist "
    "biologist geologist scientist researcher neighbor neighbour resident witness teacher nurse actor actress singer "
    "striker midfielder defender goalkeeper winger analyst economist author founder owner producer presenter comedian "
    "footballer pensioner showrunner screenwriter playwright composer photographer blogger"
)
#: Words that stand before a person's name, alone or joined ("Foreign Minister", "Lt Col"). Lower case, no full stop.
TITLES = ROLES | _set(
    "mr mrs ms miss mx dr prof professor executive mk msp td pm holiness excellency highness majesty sir dame "
    "lord lady baroness baron count earl duke duchess king queen "
    "prince princess emperor empress sultan emir sheikh shaikh sheik ayatollah imam mullah rabbi pope cardinal "
    "archbishop bishop father fr brother sister rev reverend pastor canon monsignor president vice-president "
    "cto cio coo cmo vp svp evp "
    "premier chancellor minister secretary secretary-general general chairman chairwoman chair chairperson chief "
    "ceo cfo director director-general head leader spokesman spokeswoman spokesperson mayor governor gov senator "
    "sen representative rep congressman congresswoman mp mep mla councillor councilman councilwoman alderman "
    "deputy ambassador envoy consul commissioner superintendent inspector detective constable officer sergeant sgt "
    "corporal cpl private pvt lieutenant lt captain capt cap major maj colonel col brigadier brig gen admiral adm "
    "commodore commander cmdr marshal sheriff judge justice magistrate prosecutor attorney lawyer counsel coroner "
    "coach manager trainer striker midfielder defender goalkeeper winger editor correspondent reporter analyst "
    "economist dean principal teacher nurse doctor surgeon master mistress author actor actress singer founder "
    "neighbor neighbour resident witness operator co-founder owner partner boss tsar czar speaker whip treasurer "
    "harbourmaster harbormaster skipper first-mate "
    "clerk auditor comptroller registrar ombudsman "
    "engineer agent trooper paramedic firefighter archdeacon deacon vicar prophet saint señor señora herr frau "
    "member councilmember assemblyman assemblywoman selectman trustee delegate "
    "insp supt det dep lcpl pfc spc tsgt ssgt cmdt asst "
    "shri sri smt shrimati kumari thiru selvi alhaji alhaja hajia mallam malam chief-mrs engr barr otunba datuk datin "
    "dato tengku ustaz dsp asp csp acp dcp dci det pc wpc cllr ppro "
    "monsieur madame m mme maître doña signor signora pan pani hon judge-advocate"
)
#: Of these, ranks: several stand together, in full or cut short ("Det Sgt", "Staff Sgt.", "Lt. Col.").
RANKS = _set(
    "superintendent inspector detective constable officer sergeant sgt corporal cpl private pvt lieutenant lt captain "
    "capt cap major maj colonel col brigadier brig general gen admiral adm commodore commander cmdr marshal sheriff "
    "deputy det insp supt pc wpc dc ds di dci dsp asp csp acp dcp chief staff master first second third class spc pfc "
    "petty warrant wing flight squadron leader trooper firefighter rear vice air specialist airman seaman"
)
#: Courtesy titles: they tell a person, not a post.
POLITE = _set(
    "mr mrs ms miss mx dr prof sir dame lord lady madam madame mme herr frau señor señora monsieur shri sri smt thiru "
    "alhaji alhaja hajia mallam malam datuk datin"
)
FEMALE = _set(
    "mrs ms miss dame lady madam madame mme frau señora queen princess duchess baroness sister actress chairwoman "
    "spokeswoman smt shrimati alhaja hajia datin"
)
MALE = _set(
    "mr sir lord herr señor monsieur king prince duke baron father brother actor chairman spokesman shri sri thiru "
    "alhaji mallam malam datuk"
)
#: Words that stand before a title and belong to it.
TITLE_PARTS = _set(
    "prime foreign vice deputy acting former ex interim assistant associate senior junior chief police fire "
    "defence defense interior finance justice health education transport energy trade home state attorney "
    "secretary district city county town council party opposition parliamentary federal national general under "
    "managing executive supreme court retired lieutenant major brigadier rear first second staff petty field air "
    "lord high holy his her royal highness excellency majesty grand crown press harbour harbor station head club "
    "team company group research medical environment culture agriculture labour labor tourism economy economic "
    "union then-prime then-president co and of for the"
)
#: Last (or first, before "of") words of the names of organisations.
BODIES = _set(
    "capital partners energy media oil motors records networks systems technologies solutions insurance "
    "shipping lines railways brothers gas agency agencies academy administration airline airlines airways "
    "alliance army assembly association authority "
    "bank board brigade bureau cabinet centre center chamber church club coalition college commission committee "
    "company confederation conference congress consortium corporation corps council court department directorate "
    "federation firm force forces foundation front fund government group guard holdings hospital house industries "
    "institute institution international investigation league legislature magistrates ministry mission movement "
    "museum navy network nations newspaper office ombudsman orchestra organisation organization parliament party "
    "police post press prosecutors regiment republic-of school secretariat senate service services society squad "
    "squadron station studios support syndicate team television tribunal trust tribune union unit united "
    "university union's ventures watch times herald chronicle gazette courier telegraph guardian bulletin observer "
    "inc ltd llc plc co corp gmbh ag sa spa nv bv oy ab fc cf rovers wanderers city-council clinic infirmary "
    "monastery abbey seminary laboratory laboratories lab"
)
#: Words that end (or begin, before "of") the names of places.
SITES = _set(
    "airport alley archipelago arena armory armoury avenue ave bay beach boulevard blvd border bridge building "
    "camp canal canyon cape castle cathedral cemetery city coast compound county creek crossing dam delta desert "
    "district dock docks drive estate falls field fields forest fort gardens gate glacier gulf hall harbour harbor "
    "heights highway hill hills hotel island islands isle isles jail kingdom lake lane lodge mall market memorial "
    "mosque mount mountain mountains mt ocean palace park parkway pass peak peninsula pier plain plateau plaza "
    "point pond pool port prefecture prison province quarter quay range reef region reservoir ridge river road rd "
    "rock route ruins sea shire shore shrine sound square stadium station strait straits street strip st synagogue "
    "temple terminal territory theatre theater tower town township tunnel valley village volcano wall ward wharf wood "
    "woods yard zone inn cafe café restaurant diner tavern pub bakery place republic oblast raion canton governorate "
    "end parish courthouse estates apartments subdivision speedway raceway"
)
#: Events, laws, works: the last word of a name that is neither person, body nor place.
THINGS = _set(
    "act accord agreement amendment award awards bill championship championships code constitution convention cup "
    "day declaration dialogue doctrine festival final finals forum games initiative law marathon olympics open "
    "operation pact plan prize programme program project protocol regulation resolution revolution schedule series "
    "summit super tour tournament treaty war week link pipeline one-day ferry ship vessel"
)
#: What a town or country has: a body of this kind is not called by the bare name of its owner.
OWNED = _set(
    "police department council hospital county court university school college station office authority district "
    "ministry parliament government army navy embassy airport church mosque museum stadium street road park river "
    "lake bridge port times chronicle herald post courier tribune gazette news daily mayor clinic prison jail city "
    "town-hall shire"
)
#: What goes by water: the name behind such a word is a vessel's.
VESSELS = _set(
    "ferry ship vessel boat tanker freighter trawler yacht submarine frigate cruiser aboard liner tug barge cutter "
    "schooner dredger lifeboat steamer sailboat catamaran ketch dinghy icebreaker destroyer corvette carrier"
)
#: Titles that vessels are named with: "the Lady Jane", "the Queen Mary".
NOBLE = _set("lady lord queen king princess prince duke duchess empress emperor miss sir saint")
#: Bodies that a place or nation has, written small: "Israeli parliament", "Denver police".
INSTITUTIONS = _set(
    "government parliament police army navy military authorities ministry embassy senate congress cabinet "
    "government-in-exile"
)
INSTITUTION_PARTS = _set(
    "foreign defence defense interior finance justice health environment transport energy education federal state "
    "city town coast national government county district public medical fire police"
)
#: Bodies named by who heads them or what they do: "sheriff's office", "fire department".
OFFICES = _set("office department bureau")
DUTIES = _set("police fire health")
#: What bodies deal with, as their names tell it: "Fire and Rescue Service", "Department of Trade, Industry and Labour".
FIELDS = _set(
    "affairs aging agriculture aid air alcohol ambulance antiquities arts aviation border borders broadcasting "
    "business care census children citizenship climate commerce communications communities community competition "
    "conservation consumer consumers control corrections crime culture customs data defence defense development "
    "digital disability disaster disease diseases drug drugs education elderly emergency employment energy "
    "enterprise environment ethics exchange explosives export family finance fire firearms fish fisheries food "
    "forestry forests gas health heritage highways homeland hospitals housing human hygiene immigration industry "
    "information infrastructure innovation intelligence investment justice labor labour land lands legal leisure "
    "licensing livestock local management marine maritime markets medical medicine medicines mental migration "
    "minerals mines mining monuments natural nuclear nursing oceans parks pensions planning police population posts "
    "prevention prison prisons privacy probation property prosecutions public quality railways recreation "
    "reconstruction reform refugees rehabilitation relief religion religious rescue research resources revenue rights "
    "roads rural safety science sciences search securities security skills social space sport sports standards "
    "statistics technology telecommunications terrorism tobacco tourism trade traffic training transport "
    "transportation treasury urban veterans water welfare wildlife women work works youth"
)
#: What some bodies and offices are generally called, where neither a part nor initials of the name tell it.
BYNAMES = {
    "gop": "republican party", "tories": "conservative party", "tory party": "conservative party",
    "lib dems": "liberal democrats", "liberal democrat party": "liberal democrats", "fed": "federal reserve",
    "scotland yard": "metropolitan police", "beeb": "bbc",
}  # fmt: skip
#: What connects the parts of one name.
JOINTS = _set("of for on at")
NOT_NAMES = _set(
    "the a an this that these those it its he she his her him they their them we our us you your i my me who whom "
    "whose which what when where why how if though although while because since as at by for from in into of off "
    "on onto out over to under up upon with without within after before during until till than then there here now "
    "not no nor yes or and but so yet also only just even both either neither each every all any some many much "
    "more most few several other another such same one two three four five six seven eight nine ten first second "
    "third last next new old is are was were be been being am do does did has have had will would shall should can "
    "could may might must let about above across against along among around behind below beneath beside between "
    "beyond despite down inside near outside past per plus through toward towards via according however meanwhile "
    "moreover therefore thus still again once twice anyone everyone someone anybody everybody "
    "somebody nobody anything everything something nothing posted today yesterday tomorrow tonight earlier later "
    "recently monday "
    "tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january "
    "february march april june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec photo photos picture image video file read update updated breaking news source editor's note "
    "click share print email pm gmt utc est edt bst cet local dear ok please thanks thank said says told"
)
#: Verbs after which, or before which, a speaker is named.
SAYING = _set(
    "said says say told tells added adds explained warned insisted claimed announced confirmed stated noted argued "
    "urged denied replied called wrote tweeted vowed declared admitted"
)
