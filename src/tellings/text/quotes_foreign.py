# ruff: noqa: E501 - word lists
"""Attributions in German, French, Spanish, Italian, Portuguese and Dutch, by the words beside a quotation.

No tagger reads these languages: a closed list of verbs of speech stands for the parse. Behind a quotation the verb
leads and the speaker follows („...“, sagte Ida Brandt vor dem Rathaus); before one the speaker leads (Brandt a
déclaré : « ... »), but for languages that put the verb second (Am Freitag sagte Brandt: „...“).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Verbs of speech as they stand beside a quotation.
_VERBS = frozenset(
    # German
    "sagt sagte sagten erklärt erklärte erklärten meint meinte meinten betont betonte berichtet berichtete berichteten schreibt schrieb schrieben klagt klagte "
    "kritisiert kritisierte warnt warnte fordert forderte fragt fragte antwortet antwortete ergänzt ergänzte fügt fügte erzählt erzählte erzählten teilt teilte "
    "teilten bestätigt bestätigte behauptet behauptete versichert versicherte verkündet verkündete äußert äußerte ruft rief glaubt räumt räumte kündigt kündigte "
    "lobt lobte twittert twitterte urteilt urteilte mahnt mahnte resümiert resümierte unterstreicht unterstrich bekräftigt bekräftigte verspricht versprach scherzt "
    "scherzte erinnert erinnerte begründet begründete befand beklagt beklagte stellte bedauert bedauerte bilanziert bilanzierte beteuert beteuerte gesagt "
    # French
    "dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté précise précisé indique indiqué raconte raconté estime estimé assure assuré souligne souligné "
    "confie confié répond répondu lance lancé regrette regretté déplore déploré annonce annoncé écrit rappelle rappelé insiste insisté poursuit poursuivi conclut conclu "
    "témoigne témoigné prévient prévenu martèle martelé inquiète inquiété indigne réagit réagi commente commenté note noté reconnaît reconnu confirme confirmé dénonce "
    "dénoncé promet promis avertit averti résume résumé juge jugé félicite félicité plaide plaidé soupire "
    # Spanish
    "dijo dice dicho dijeron declaró declara declarado afirmó afirma afirmado explicó explica explicado añadió añade añadido agregó agrega señaló señala señalado aseguró "
    "asegura asegurado indicó indica indicado contó cuenta manifestó comentó comenta lamentó lamenta sostuvo sostiene respondió responde advirtió advierte subrayó destacó "
    "destaca anunció anuncia reconoció reconoce precisó precisa insistió insiste apuntó apunta expresó expresa escribió escribe denunció denuncia confirmó exclamó concluyó "
    "concluye recordó recuerda relató relata admitió reiteró puntualizó enfatizó aclaró "
    # Italian
    "detto disse dichiarato dichiara dichiarò affermato afferma spiegato spiega aggiunto aggiunge sottolineato sottolinea raccontato racconta commentato scritto scrive "
    "precisato assicurato assicura ribadito ribadisce osservato osserva lamentato risposto risponde annunciato annuncia concluso conclude sostenuto avvertito avverte ricordato "
    "ricorda confermato conferma denunciato "
    # Portuguese
    "diz disseram declarou afirmou explicou acrescentou acrescenta contou conta lamentou ressaltou destacou garantiu garante comentou escreveu escreve respondeu informou informa "
    "anunciou alertou avisou reconheceu confirmou sublinhou adiantou referiu relatou criticou concluiu completou assegurou salientou frisou "
    # Dutch
    "zei zegt zeiden zeggen verklaarde verklaart vertelde vertelt legt legde voegde voegt meent meende stelt stelde benadrukt benadrukte schrijft schreef waarschuwt "
    "waarschuwde antwoordt antwoordde klaagt klaagde vindt vond meldt meldde bevestigt bevestigde reageert reageerde vraagt vroeg".split()
)  # fmt: skip
#: Words that attribute without a verb, behind a quotation; and before one.
_SO, _AFTER_SOURCE = frozenset({"so", "aldus", "selon", "según", "secondo", "segundo", "laut", "volgens"}), frozenset(
    {"selon", "según", "secondo", "segundo", "laut", "volgens"}
)  # fmt: skip
_FEMALE = frozenset("sie elle ella lei ela zij ze".split())
_MALE = frozenset("er il él lui egli ele hij".split())
#: Verb and pronoun in one: "ajoute-t-elle", "a-t-il dit".
_INVERTED = re.compile(r"(.+?)-(?:t-)?(il|elle|ils|elles|on)$")
_ARTICLES = frozenset(
    "der die das ein eine einer des le la les un une l' el los las una unos unas il lo gli i uno o a os as um uma de het een the".split()
)
_F_ARTICLES, _M_ARTICLES = frozenset("die la une una uma".split()), frozenset("der le el il lo o um".split())
#: What a phrase that names a speaker does not go over, and no name is taken behind: places, times, hearers, clauses.
_BARRIERS = frozenset(
    "vor am im in an nach bei gegenüber zu zum zur auf dem den mit über während unter als dass und aber aus gegen "
    "devant à au aux dans lors après sur en pour avec auprès pendant que qui et mais dès vers par "
    "ante al tras durante por con sobre desde para y e pero "
    "davanti ai alla alle nel nella nei dopo per su che ma da dal dalla "
    "em no na nos nas ao à aos às após com perante mas "
    "voor op tegen na tijdens bij aan met over dat maar "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
)
#: Inside a name.
_PARTICLES = frozenset("de la del der den van von di da do dos das du des della degli el al bin af zu".split())
#: Words with a capital that begin a sentence and are no name.
_OPENERS = frozenset(
    "gestern heute dann zuvor später danach außerdem dabei dazu darauf auch doch aber und gisteren vandaag daarna eerder later ook toen puis ensuite hier "
    "luego después ayer hoy poi ieri oggi depois ontem hoje também además también inoltre".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_JOINED = re.compile(r"(?i)(?:l|d|dell|all|un)['’](?=\w)")
#: A speaker is told within so many characters; so many words stand between the quotation and its verb at most.
_REACH, _LEAD = 110, 3
_STOP = re.compile(r"[.!?;:…\n“”„\"«»()—]|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class Said:
    """What attributes a quotation: the verb's place, the speaker's, and the pronoun's gender where it is one."""

    verb: tuple[int, int]
    speaker: tuple[int, int] | None
    gender: str | None = None


def _words(text: str, low: int, high: int) -> list[re.Match[str]]:
    """Words from `low` on; articles and particles that an apostrophe joins to a word stand alone: l'ingénieur."""
    out: list[re.Match[str]] = []
    for m in _WORD.finditer(text, low, high):
        parted = _JOINED.match(text, m.start(), m.end())
        if parted:
            again = _WORD.match(text, parted.end(), m.end())
            out += [parted, again] if again else [parted]
        else:
            out.append(m)
    return out


def _gender(word: str) -> str | None:
    return "f" if word in _FEMALE else "m" if word in _MALE else None


def told_gender(text: str, begin: int, end: int) -> str | None:
    """What the words of a speaker, or the article before, tell of the gender: "Bürgermeisterin Ida Brandt"."""
    words = text[begin:end].split()
    if len(words) > 2 and words[0][0].isupper():  # German nouns; other languages write roles small
        return "f" if words[0].endswith("in") else "m"
    before = text[max(0, begin - 40) : begin].lower().split()[-2:]
    found = next((w for w in [*before, words[0].lower()] if w in _F_ARTICLES | _M_ARTICLES), None)
    return None if found is None else "f" if found in _F_ARTICLES else "m"


def behind(text: str, low: int, high: int) -> Said | None:
    """`..., sagte X`, `..., a déclaré X`, `..., so X` in text[low:high]; None where no verb of speech leads."""
    stop = _STOP.search(text, low, min(high, low + _REACH))
    words = _words(text, low, stop.start() if stop else min(high, low + _REACH))
    for k, word in enumerate(words[: _LEAD + 1]):
        lower = word[0].lower()
        if inverted := _INVERTED.match(lower):
            verb = inverted[1] in _VERBS or (
                len(words) > k + 1 and {w[0].lower() for w in words[k + 1 : k + 4]} & _VERBS
            )
            if verb:
                pronoun = (word.end() - len(inverted[2]), word.end())
                return Said(word.span(), pronoun, "f" if inverted[2].startswith("elle") else "m")
        if k == 0 and lower in _SO:
            so = _following(text, words)
            return so if so.speaker else None
        if lower in _VERBS:
            return _following(text, words[k:])
        if word[0][0].isupper():
            return None
    return None


def _following(text: str, words: list[re.Match[str]]) -> Said:
    """The speaker behind a verb: words[0] is the verb."""
    verb, rest = words[0].span(), words[1:]
    if rest and (gender := _gender(rest[0][0].lower())) and rest[0][0][0].islower():
        return Said(verb, rest[0].span(), gender)
    if rest and rest[0][0].lower() == "es":
        return Said(verb, None)
    for k, word in enumerate(rest):
        lower = word[0].lower()
        if text[word.start() - 2 : word.start()].startswith(",") and k:
            break
        if word[0][0].isupper() and lower not in _ARTICLES:
            return Said(verb, _apposed(text, rest, k) or _run(text, rest, k))
        if lower in _BARRIERS and not (lower in _PARTICLES and k):
            break
    role = [w for w in rest[:3] if w[0].lower() not in _BARRIERS]
    named = len(role) > 1 and role[0] is rest[0] and role[1] is rest[1] and role[0][0].lower() in _ARTICLES
    joined = named and text[role[0].end() : role[1].start()].strip() == ""
    return Said(verb, (role[0].start(), role[1].end()) if joined else None)


def _apposed(text: str, words: list[re.Match[str]], k: int) -> tuple[int, int] | None:
    """`der Sprecher der Polizei, Uwe Kern`: a name of two words behind the comma that ends a phrase."""
    end = _run(text, words, k)[1]
    after = next((n for n, w in enumerate(words) if w.start() > end), None)
    if after is None or text[end : words[after].start()].strip() != ",":
        return None
    begin, stop = _run(text, words, after)
    single = " " not in text[begin:stop] or not text[begin].isupper()
    return None if single or (text[stop : stop + 1].strip() and text[stop] not in ",.") else (begin, stop)


def _run(text: str, words: list[re.Match[str]], k: int) -> tuple[int, int]:
    """The words with capitals from the k-th on, particles between them included, and the article of a single one."""
    last = n = k
    held = 0  # where the particles behind several words begin: "Jonas Weil [von der] Firma Tarnbau"
    while n + 1 < len(words) and text[words[n].end() : words[n + 1].start()] in (" ", "\xa0", ""):
        n += 1
        if words[n][0][0].isupper():
            if held and n > held and words[n - 1][0][0].isupper():
                last = held - 1  # a body, not the rest of a surname
                break
            last = n
        elif words[n][0].lower() not in _PARTICLES:
            break
        elif last > k:
            held = held or n
    single = last == k and k and words[k - 1][0].lower() in _ARTICLES
    return words[k - 1 if single else k].start(), words[last].end()


def ahead(text: str, low: int, high: int) -> Said | None:
    """`Brandt a déclaré : `, `X aseguró que `, `Am Freitag sagte X: `, `Selon X, ` in text[low:high], which leads to a
    quotation."""
    tail = text[low:high].rstrip()
    words = _words(text, max(low, high - 2 * _REACH), high)
    colon = tail.endswith((":", "："))
    if words and words[0][0].lower() in _AFTER_SOURCE and tail.endswith(","):
        return _following(text, words)
    for k in range(len(words) - 1, -1, -1):
        lower = words[k][0].lower()
        if not words[k][0][0].islower() or lower not in _VERBS:
            continue
        if not colon and not {w[0].lower() for w in words[k + 1 :]} & {"que", "che", "dass", "dat", "qu"}:
            return None
        return _leading(text, words[:k], words[k]) or _following(text, words[k:])
    return None


def _leading(text: str, words: list[re.Match[str]], verb: re.Match[str]) -> Said | None:
    """The speaker before a verb: the last name of several words, else the first of one; a pronoun that begins."""
    runs: list[tuple[int, int]] = []
    k = 0
    while k < len(words):
        lower = words[k][0].lower()
        if words[k][0][0].isupper() and lower not in _ARTICLES | _OPENERS | _BARRIERS and not _gender(lower):
            run = _run(text, words, k)
            before = words[k - 1][0].lower() if k else ""
            if before in _ARTICLES and k > 1:
                before = words[k - 2][0].lower()
            if before not in _BARRIERS:
                runs.append(run)
            while k < len(words) and words[k].start() < run[1]:
                k += 1
        else:
            k += 1
    several = [run for run in runs if " " in text[slice(*run)] and text[run[0]].isupper()]
    if several or runs:
        return Said(verb.span(), several[-1] if several else runs[0])
    opener = words[0][0].lower() if words else ""
    return Said(verb.span(), words[0].span(), _gender(opener)) if _gender(opener) else None
