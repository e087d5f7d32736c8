"""Words attributed by a noun, and what can be a speaker at all.

`"..." was the answer of X`, `came the reply from X`, `X's verdict: "..."`: the noun names the act, its possessor
or the phrase behind "of", "from" or "by" the speaker. Somebody speaks who is a person, a body, a place acting as
one, people in general, or a text that somebody wrote; a visit, a day or a debate says nothing.
"""

from __future__ import annotations

from tellings.text.quotes_view import View, aged, noun_phrase
from tellings.text.quotes_words import ORGANISATION_KIN, PERSON_NOUNS, PRONOUNS, SAY

#: Nouns of an act of speech.
ACTS = frozenset(
    "admission advice announcement answer appeal argument assessment boast comment complaint conclusion cry defence "
    "defense demand description diagnosis excuse explanation greeting judgement judgment justification line message "
    "motto observation opinion phrase plea pledge prediction prognosis promise question reaction refrain rejoinder "
    "remark reply response retort slogan statement summary verdict view vow warning word".split()
)
#: Texts that speak for whoever wrote them.
TEXTS = frozenset(
    "account ad advertisement affidavit analysis article audit biography blog book brief broadcast brochure "
    "bulletin caption chapter charter clip column communique communiqué complaint constitution data database datum "
    "declaration diary dispatch document editorial email evidence figure figures filing forecast guideline "
    "guidelines headline indictment inquiry interview investigation journal label law lawsuit legend letter listing "
    "manifesto medium memo memorandum message note notice obituary order page pamphlet paper petition piece policy "
    "poll post poster press probe program programme radio record records release report reports research resolution "
    "review rule rules ruling rumor rumour scan sign site slide source speech statement statistic statistics story "
    "study suit summary survey television test testimonial testimony transcript tv tweet verdict video warrant "
    "website wire".split()
)
#: Of these, what is itself the source: whoever publishes it may be anybody.
FIGURES = frozenset("data database datum figure figures records statistic statistics".split())
#: Of these, what stands for its author; a transcript, a video or a survey holds the words of others.
_AUTHORED = ACTS | frozenset(
    "article column communique communiqué declaration editorial email lawsuit letter listing manifesto memo "
    "memorandum note petition post release report resolution speech study suit tweet".split()
)
#: Texts in which whoever gives them speaks, and which are spoken of again as "the statement".
GIVEN = frozenset("announcement email letter memo message note notice post release statement tweet".split())
#: Verbs with which somebody gives such a text.
GIVING = frozenset("carry deliver distribute file give issue make post publish put release send sign write".split())
_LINKS = frozenset("are came come comes goes is ran read reads runs was went were".split())
_OWNING = frozenset({"of", "from", "by"})
_WRITTEN = frozenset({"from", "by"})  # the survey "of" somebody is about them
_PEOPLE = frozenset(
    "academic accused administration adult adversary advocate agency aide all ally anybody anyone apprentice "
    "architect army associate association athlete attorney audience aunt authority baby bank beneficiary bloc bloke "
    "board both boy bride bureau cabinet camp candidate captain cast catholic celebrity chair chaplain chief child "
    "chorus christian church citizen city cleric clerk club coach coalition colleague college comedian commission "
    "committee community company congress conservative council country couple court cousin crew critic crowd dad "
    "deceased delegate democrat department deputy detective dove elder electorate embassy envoy establishment "
    "everybody everyone ex executive faithful family fan federation few figure firm foe folk force foundation "
    "friend fund generation girl government graduate groom group guard guest gunman guru guy half hawk head heir "
    "hospital host hotline household husband immigrant individual industry injured institute institution "
    "intellectual intermediary jew judge jury kid king kremlin lad laureate leadership league liberal local lot "
    "magnate majority many market mate mayor mechanic media medic member military mind ministry minority missionary "
    "mogul mom monarch monk most movement mp mum muslim nation national native neighborhood neighbourhood nephew "
    "network niece nobody none number nurse office official one operative operator opposition organisation "
    "organization orphan other outlet panel parliament partisan party patriarch peer people percent person pilot "
    "police politician pope prelate priest primate professional protestant public pupil queen radical rebel recruit "
    "regime relative representative republican rest rival sceptic school scout secretary senate service several "
    "sheriff side skeptic society some somebody someone spokesperson spouse spy staff star state surrogate survey "
    "team teen teenager third thug town troop twin tycoon uncle union university veteran viewership village "
    "visionary voice whip wife world youngster youth".split()
)
_AGENTS = ("er", "or", "ist", "ian", "ant", "dent", "gent", "nent", "man", "men", "woman", "women", "eer", "ee", "ess")
_NO_AGENTS = frozenset(
    "access accident air answer barrier bear beer border business cancer career center centre chain chapter "
    "character coffee computer container corner covenant cover danger darkness degree dinner disaster disorder "
    "domain door encounter era error excess factor fear fee fewer finger fitness flavor flavour floor gender grant "
    "guarantee hammer honor horror humor hunger illness incident labor laser layer lumber manner master matter "
    "meter minor mirror murder number offer order other pepper plant plaster power prayer precedent process "
    "progress quarter regimen remainder restaurant river rubber september shelter shoulder shower slaughter soccer "
    "specimen stress success summer sweater talent tear terror tower trailer transfer tree trend trigger tumor "
    "under vapor want warrant water weakness weather whether winter wonder year".split()
)
_DEICTIC = frozenset("here it that there these this those what when where which".split())


def _lemma(v: View, n: int) -> str:
    return v.tokens[n].lemma.lower()


def root(v: View, low: int, high: int) -> int:
    """The token of [low, high) that the others hang on: the last nominal one where the parse gives several."""
    tops = [n for n in range(low, high) if not low <= v.tokens[n].head < high or v.tokens[n].head == n]
    nominal = [n for n in tops if v.tokens[n].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return (nominal or tops or [high - 1])[0]


def owner(v: View, noun: int) -> tuple[int, int] | None:
    """The phrase, as a token range, of whose act or text a noun is: "[Anna]'s verdict", "the reply of [the chair]"."""
    low, high = v.bounds[v.tokens[noun].sentence]
    held = next((c for c in v.children[noun] if v.tokens[c].dep in ("poss", "nmod") and c < noun), None)
    if held is not None and v.tokens[held].dep == "poss":
        return noun_phrase(v, held, low, noun)
    at = noun + 1
    behind = _OWNING if _lemma(v, noun) in ACTS else _WRITTEN
    if at + 1 < high and v.lowers[at] in behind:
        for n in range(at + 1, min(high, at + 10)):
            token = v.tokens[n]
            if token.pos in ("VERB", "AUX", "PUNCT"):
                break
            if token.pos in ("NOUN", "PROPN") and not (n + 1 < high and v.tokens[n + 1].pos in ("NOUN", "PROPN")):
                if n + 1 < high and v.tokens[n + 1].pos == "PART":
                    continue
                return min(noun_phrase(v, n, at + 1, high)[0], at + 1), noun_phrase(v, n, at + 1, high)[1]
            if v.lowers[n] in PRONOUNS:
                return n, n + 1
    given = v.tokens[noun].head  # "issued a statement"
    if v.tokens[noun].dep == "dobj" and _lemma(v, given) in GIVING:
        giver = v.child(given, "nsubj")
        if giver is not None and v.tokens[giver].pos in ("NOUN", "PROPN"):
            return noun_phrase(v, giver, low, given)
    return None


def act(v: View, low: int, high: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """`was the answer of X`, `came the reply from X` in [low, high): the token ranges of cue and speaker."""
    n = low
    while n < high and v.tokens[n].pos in ("PUNCT", "SYM"):
        n += 1
    if n >= high or (v.lowers[n] not in _LINKS and v.lowers[n : n + 2] != ["in", "the"]):
        return None
    for k in range(n + 1, min(high, n + 9)):
        token = v.tokens[k]
        if token.lemma.lower() in ACTS and (token.pos in ("NOUN", "PROPN") or k == n + 2):
            held = owner(v, k)
            return ((n, k + 1), held) if held else None
        if token.pos in ("VERB", "SCONJ", "ADP") or v.lowers[k] in (",", ":", ";"):
            return None
    return None


def whose(v: View, begin: int, end: int) -> tuple[int, int]:
    """A speaker's span; where it is an act or a text of somebody's, the span of that somebody."""
    low, high = v.first_token(begin), v.first_token(end)
    if low >= high:
        return begin, end
    head = root(v, low, high)
    if v.tokens[head].pos == "NOUN" and _lemma(v, head) in _AUTHORED:
        held = owner(v, head)
        if held is not None and can_speak(v, range(*held)):
            return v.tokens[held[0]].begin, v.tokens[held[1] - 1].end
    return begin, end


def can_speak(v: View, phrase: range) -> bool:
    """Whether a phrase, as token numbers, can stand for somebody who speaks."""
    if not len(phrase):
        return False
    head = root(v, phrase.start, phrase.stop)
    token, word = v.tokens[head], _lemma(v, head)
    if token.pos == "PROPN":
        says = token.dep == "nsubj" and _lemma(v, token.head) in SAY  # then a title is a name tagged wrongly
        return token.entity[2:] not in ("DATE", "TIME", "EVENT", "LAW") and (says or token.entity[2:] != "WORK_OF_ART")
    if v.lowers[head] in _DEICTIC:
        return False
    if aged(v, head) is not None:
        return True
    if token.pos in ("PRON", "DET", "ADJ", "NUM"):
        return token.entity[2:] not in ("DATE", "TIME")
    if token.entity[2:] in ("DATE", "TIME", "EVENT"):
        return False
    for form in (word, v.lowers[head]):
        if form in _PEOPLE or form in PERSON_NOUNS or form in TEXTS or any(form in kin for kin in ORGANISATION_KIN):
            return True
    if token.pos != "NOUN" and v.text[token.begin].isupper():
        return True  # a name that the tagger took for another word
    return is_agent(word)


def is_agent(word: str) -> bool:
    """Whether a noun's ending tells somebody who does something: "baker", "pianist"."""
    return word not in _NO_AGENTS and word.endswith(_AGENTS)
