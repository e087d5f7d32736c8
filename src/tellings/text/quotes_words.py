"""Words of reporting: the verbs, phrases and nouns with which English news tells who said what."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Verbs (lemmas) that introduce another's words and can stand alone beside a quotation: "...", she said.
SAY = _words(
    "say tell add note explain argue warn insist claim declare announce state write ask reply respond answer "
    "admit acknowledge concede stress emphasise emphasize suggest comment remark observe recall continue conclude "
    "complain lament boast joke quip laugh shout cry yell scream whisper murmur mutter exclaim tweet retweet post "
    "read advise caution counter retort recount reveal report predict promise pledge vow swear propose maintain "
    "contend assert affirm confirm reiterate repeat testify allege confess enthuse muse wonder chant sing pray "
    "plead beg urge demand interject opine agree disagree protest object clarify elaborate tease gush deadpan "
    "rejoin intone bellow snap growl thunder fume counsel inform reassure assure believe think express relate "
    "narrate put recite describe disclose demur exhort boom holler bark chuckle crack implore interrupt echo "
    "chime chirp huff marvel riff gripe grumble carp hiss howl moan mumble preach rage rant roar sob stammer "
    "stutter swear taunt threaten warn whine yelp stress note joke sigh email text inquire enquire query reckon "
    "joke sneer scoff volunteer venture signal speculate estimate theorise theorize hypothesise hypothesize"
)

#: Verbs that report what somebody said or thinks with a clause or an infinitive, or judge something in their words.
REPORT = SAY | _words(
    "call accuse denounce condemn criticise criticize hail praise label brand dub describe blame liken compare "
    "deny threaten refuse reject dismiss refer cite quote hope fear feel expect know understand find show "
    "indicate imply hint mean consider view see deem regard decide agree acknowledge estimate forecast project "
    "allege realise realize remember doubt suspect assume guess imagine figure conclude "
    "determine decry deplore lambast lambaste blast slam deride lament ridicule mock welcome applaud "
    "commend thank encourage appeal ask order instruct command invite recommend plan intend want wish seek offer "
    "guarantee forewarn remind persuade convince teach notify brief underline underscore highlight specify detail "
    "outline document record rule hold characterise characterize portray depict term title name style tout"
)

#: Nouns of speech that take a clause: "the claim that", "a statement saying".
SPEECH_NOUNS = _words(
    "claim statement assertion allegation accusation suggestion belief warning argument report announcement "
    "acknowledgement admission assumption conclusion contention declaration denial expectation fear hope idea "
    "insistence notion opinion prediction promise pledge vow view theory testimony threat concern complaint "
    "demand request call question assessment estimate finding proposal comment remark observation criticism doubt "
    "sentiment indication evidence sign news word"
)

PRONOUNS = _words("he she they we i it you who him her them")
MALE = _words("he him his himself")
FEMALE = _words("she her hers herself")
PLURAL = _words("they them their we us")
FIRST = _words("i we me us you")

MALE_TITLES = _words("mr sir lord king prince father monsignor brother mister herr signor señor monsieur")
FEMALE_TITLES = _words("mrs ms miss lady dame queen princess sister madam madame frau signora señora")
MALE_NOUNS = _words(
    "man boy father son brother husband uncle grandfather grandson spokesman chairman businessman policeman "
    "congressman fisherman fireman salesman king prince actor widower nephew gentleman bloke guy monk priest imam "
    "docker councilman serviceman cameraman foreman statesman postman sportsman"
)
FEMALE_NOUNS = _words(
    "woman girl mother daughter sister wife aunt grandmother granddaughter spokeswoman chairwoman businesswoman "
    "policewoman congresswoman queen princess actress widow niece lady nun waitress councilwoman saleswoman"
)

#: What somebody is to another.
RELATIVES = _words(
    "mother father parent son daughter brother sister wife husband uncle aunt grandfather grandmother grandson "
    "granddaughter widow widower nephew niece cousin partner fiancé fiancee fiancée girlfriend boyfriend friend "
    "neighbour neighbor lawyer attorney spokesman spokeswoman spokesperson"
)

#: Role nouns that news uses for each other when it varies its words for one person.
ROLE_KIN: tuple[frozenset[str], ...] = (
    _words(
        "chief head leader boss president director chair chairman chairwoman chairperson secretary-general secretary "
        "commander premier captain principal"
    ),
    _words("minister secretary diplomat"),
    _words("coach manager trainer boss"),
    _words("mayor mayoress"),
    _words("spokesman spokeswoman spokesperson representative"),
    _words("lawyer attorney solicitor barrister counsel advocate"),
    _words("doctor physician surgeon medic"),
    _words("agent adviser advisor representative"),
    _words("officer policeman policewoman detective sergeant lieutenant inspector constable superintendent"),
    _words("lawmaker legislator senator congressman congresswoman representative deputy mp parliamentarian politician"),
    _words("executive ceo boss chief"),
)
#: Nouns for people at large: "the man", "the 44-year-old".
PERSON_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | _words(
        "minister president mayor spokesperson chief leader head director officer official secretary chair "
        "chairperson coach manager captain governor senator lawmaker lawyer attorney judge doctor nurse professor "
        "teacher student analyst expert researcher scientist ambassador diplomat envoy resident witness victim "
        "survivor driver farmer owner founder executive boss commander general colonel sergeant lieutenant detective "
        "sheriff prosecutor candidate politician deputy activist author writer journalist reporter editor player "
        "striker midfielder defender goalkeeper singer artist veteran pensioner neighbour neighbor friend relative "
        "parent premier chancellor commissioner principal superintendent economist inspector critic agent trainer "
        "adviser advisor aide"
    )
)
#: Verbs whose clause is somebody's words or thought: "X says that ...", "X believes ...". What somebody learns, hears,
#: discovers or forgets is told by the outlet: "police learned that ...".
CLAUSE = SAY | _words(
    "deny threaten hope fear feel expect know understand find show indicate imply hint consider view regard "
    "decide forecast project allege realise realize remember doubt suspect assume guess imagine "
    "figure lament joke rule hold recommend order request underscore underline highlight specify outline "
    "document remind persuade convince teach notify brief warn wonder ask question worry mind recognise recognize "
    "reason calculate concede anticipate foresee instruct guarantee dispute acknowledge retell suppose"
)
#: Verbs whose infinitive is: "X vowed to ...", "X urged them to ...".
INFINITIVE = _words(
    "vow promise pledge threaten refuse decline offer agree swear hope want wish plan intend propose seek ask "
    "tell urge order instruct command invite encourage call advise warn request beg implore expect claim demand "
    "prefer decide say believe consider know think estimate report allege project predict forecast"
)
#: Of these, the ones whose object belongs to the content: "urged [the council to act]".
PEOPLE_OBJECT = _words(
    "urge order instruct command invite encourage call advise warn request beg implore expect want ask tell "
    "pressure push direct require prefer need challenge"
)
#: Verbs with which a study, a survey or its figures say something.
FINDING = _words("find show suggest indicate reveal put estimate project forecast predict report confirm")
#: Verbs whose gerund is somebody's words: "X suggested waiting", "X denied knowing it".
GERUND = _words("suggest recommend propose deny admit advise advocate")
#: Verbs whose object is what is said or judged: "X denied the charge".
TOPIC = _words(
    "deny reject dismiss denounce condemn criticise criticize hail praise endorse announce cite "
    "propose demand describe defend dispute acknowledge admit predict promise blame accuse attack mock welcome "
    "applaud question suggest express reiterate mention discuss request allege claim confirm declare "
    "recommend decry blast slam deride ridicule commend recall emphasise emphasize stress note highlight voice "
    "quote outline reveal disclose urge slam lambast lambaste echo report affirm"
)
#: Verb -> prepositions behind which the topic stands: "warned of ...", "called for ...".
TOPIC_PREP: dict[str, frozenset[str]] = {
    "warn": _words("of against about"),
    "call": _words("for on"),
    "speak": _words("of about against"),
    "talk": _words("about of"),
    "complain": _words("of about"),
    "refer": _words("to"),
    "point": _words("to"),
    "insist": _words("on"),
    "ask": _words("about for"),
    "appeal": _words("for"),
    "accuse": _words("of"),
    "boast": _words("of about"),
    "allude": _words("to"),
    "object": _words("to"),
    "argue": _words("for against"),
    "hint": _words("at"),
    "worry": _words("about"),
    "comment": _words("on"),
    "caution": _words("against of about"),
    "push": _words("for"),
    "press": _words("for"),
    "agree": _words("with on"),
    "disagree": _words("with"),
}

#: Verbs that in the passive give a name, not a quotation: "a show called ...".
NAMING = _words("call name title entitle dub know brand term style label nickname subtitle")

#: Common given names by the gender they nearly always have, over languages: a sign, outvoted by pronouns and titles.
MALE_NAMES = _words(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony "
    "mark donald steven steve paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey "
    "jeff ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin ben samuel sam "
    "gregory greg frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas "
    "zachary peter kyle walter ethan jeremy harold carl keith roger gerald christian sean arthur austin "
    "noah lawrence jesse joe bryan billy albert bruce willie gabriel logan alan juan wayne roy ralph randy "
    "eugene vincent russell louis philip bobby johnny bradley antonio carlos luis miguel pedro jorge fernando "
    "pablo diego javier rafael manuel francisco hans karl klaus heinz wolfgang jurgen stefan andreas martin "
    "matthias jean pierre jacques michel francois luc giovanni giuseppe marco paolo luca andrea matteo mario "
    "sergio vladimir sergei dmitry ivan nikolai mikhail yuri oleg igor boris alexei ahmed mohammed muhammad "
    "mohamed ali hassan hussein omar abdullah ibrahim mustafa khalid yusuf mahmoud mehmet recep lars erik olaf "
    "ole sven bjorn anders nils tom tim jim bob bill mike dan dave rob nick tony fred harry simon neil graham ian "
    "colin stuart nigel trevor derek geoff malcolm ted barack joao rui giorgos dimitris kwame emmanuel olivier "
    "laurent nicolas xavier raj rahul amit sanjay vijay narendra arjun bernie bernard pavel piotr jan andrzej "
    "krzysztof jakub milan goran zoran dragan josip seth asa caleb lucas isaac owen liam mason elijah oliver levi "
    "gavin dylan austin dominic evan ian adrian marcus derrick darren craig keith barry leon leonard stanley norman "
    "clarence ernest leroy curtis glenn chad brett brent clint dustin travis cody shane corey wesley troy todd jared "
    "malik tyrone jamal darnell lamar andre dwayne mitchell warren howard fredrick frederick gordon duncan alistair "
    "angus callum declan rhys gareth hamish rory finlay kieran conor eamon padraig seamus brendan desmond clive "
    "rupert hugh giles edmund cedric cyril wilfred archie alfie theo felix oscar hugo arnaud thierry didier yves "
    "guillaume mathieu cyrille enrico stefano davide lorenzo federico alessandro vincenzo gonzalo alvaro ramon jaime "
    "ernesto julio hector raul enrique felipe rodrigo thiago joaquin mateus paulo hiroshi kenji takashi kazuo "
    "sunil rajesh suresh ramesh mahesh deepak ashok anil arvind vikram rohit manoj imran tariq faisal bilal hamza "
    "kofi kwesi chinedu emeka tunde femi segun chidi musa sipho thabo jabulani"
)
FEMALE_NAMES = _words(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia "
    "kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel "
    "carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina "
    "joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances "
    "kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly "
    "isabella theresa diana natalie brittany charlotte marie kayla alexis lori angelina hillary theresa nicola "
    "claire fiona louise jane kate katie lucy zoe chloe sophie ursula angela petra monika sabine heike anke "
    "ingrid astrid helga brigitte chiara francesca paola elena irina olga natalia svetlana tatiana ekaterina "
    "anastasia yulia marina fatima aisha zainab leila layla maryam noor carmen lucia pilar dolores isabel rosa "
    "ana ines beatriz priya anjali sonia indira sunita mei ling yuki sakura nadia amina katarzyna agnieszka "
    "malgorzata zuzana marta vesna ivana jelena snezana marija ana katja annalena sanna mette kirsten jacinda "
    "gillian heidi wendy tracy stacy tina dawn gail joanna joanne lynn melania ivanka kamala nikki sheila yvonne "
    "paula caroline loretta debbie ava mia harper evelyn ella scarlett aria lily layla zoey nora hazel violet aurora "
    "savannah brooklyn audrey bella skylar paisley naomi ruby autumn caitlin kaitlyn alexandra sydney morgana erin "
    "brianna gabrielle vanessa natasha monica veronica erica regina gina yolanda latoya keisha shanice tamika bonnie "
    "peggy connie rosemary marjorie phyllis edith florence ethel irene josephine lois norma lucille geraldine "
    "beatrice bernadette siobhan aoife niamh ciara roisin maeve eilidh catriona morag rhiannon sian bronwyn cerys "
    "freya imogen harriet phoebe tabitha beatrix camilla penelope cordelia philippa geraldine lynne maureen bethany "
    "colette simone veronique brigitte nathalie sylvie amelie celine giulia valentina federica alessandra rosario "
    "consuelo mercedes guadalupe esperanza ximena lucia yoko akiko keiko haruka sushma kavita meena lakshmi deepa "
    "anita pooja neha shreya divya kiran farah nadira samira rania yasmin aaliyah ngozi chioma adaeze amaka folake "
    "yetunde abena akua ama esi thandiwe nomvula lerato ayanda wanjiru akinyi"
)

#: Nouns that stand for an organisation named before.
ORGANISATION_KIN: tuple[frozenset[str], ...] = (
    _words("company firm operator airline carrier manufacturer maker group corporation business retailer bank giant"),
    _words("paper newspaper daily magazine outlet weekly broadcaster channel station agency"),
    _words("ministry department administration"),
    _words("office bureau agency authority"),
    _words("commission council committee panel board body"),
    _words("club team side franchise"),
    _words("university school college institute academy"),
    _words("hospital clinic"),
    _words("police force"),
    _words("party movement organisation organization union association federation charity foundation campaign"),
    _words("court tribunal"),
    _words("government parliament cabinet regime"),
    _words("embassy consulate mission"),
    _words("town city village municipality borough county district"),
)

#: Last words of the names of news outlets, and what they are called.
OUTLETS = _words(
    "agency broadcaster bulletin channel chronicle courier daily dispatch examiner gazette herald inquirer journal "
    "ledger magazine mail mirror news newspaper observer outlet paper post radio record register sentinel standard "
    "star station sun telegraph television times tribune tv website weekly"
)

#: Verbs that judge something in a phrase: "called the plan a disgrace", "blamed the driver for the crash".
JUDGE = _words(
    "call label brand deem consider describe portray see regard hail praise blame accuse criticise criticize "
    "condemn defend cite denounce characterise characterize depict dismiss slam compare thank commend mock decry "
    "view attack"
)

#: Verbs of what goes on in a mind: inside somebody's report the words are the reporter's.
MIND = _words("see view regard deem consider believe think feel hope fear expect know understand")

#: Every verb that can govern reported speech.
GOVERNING = SAY | CLAUSE | INFINITIVE | TOPIC | JUDGE | frozenset(TOPIC_PREP)
