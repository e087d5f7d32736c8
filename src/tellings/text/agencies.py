"""News agencies: a closed list. A bracketed word that is not in it is no agency (it may be a call sign).

Columns: short canonical name; other spellings, ";" between them; country (ISO 3166, "-" for several).
`!` before the name: the short form also stands for other things ("PA" Pennsylvania, "AA" airline), so it
counts only where an agency is expected: in a dateline, a sign-off, a byline or a picture credit.
`+` before the name: distributes press releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_TABLE = """
AP|The Associated Press;Associated Press;AP News;A.P.;Assoc. Press|US
AFP|Agence France-Presse;Agence France Presse;A.F.P.;AFP-Jiji|FR
Reuters|Thomson Reuters;Reuters News;Reuters News Agency;Reuter|GB
UPI|United Press International|US
Bloomberg|Bloomberg News|US
dpa|Deutsche Presse-Agentur;Deutsche Presse Agentur;dpa-AFX;dpa international|DE
!epd|Evangelischer Pressedienst|DE
!KNA|Katholische Nachrichten-Agentur|DE
!SID|Sport-Informations-Dienst|DE
AFX|AFX News|GB
!APA|Austria Presse Agentur;Austria Press Agency|AT
!Keystone-SDA|Keystone-SDA;Keystone-ATS;SDA-ATS;SDA;ATS;Schweizerische Depeschenagentur|CH
EFE|Agencia EFE;EFE News Agency|ES
Europa Press||ES
!Lusa|Agência Lusa;Lusa News Agency|PT
ANSA|Agenzia ANSA;Agenzia Nazionale Stampa Associata|IT
!AGI|Agenzia Giornalistica Italia;Agenzia Italia|IT
Adnkronos|AdnKronos International|IT
LaPresse||IT
!PA|Press Association;PA Media;The Press Association;PA news agency|GB
SWNS|South West News Service|GB
Belga|Belga News Agency;Agence Belga|BE
ANP|Algemeen Nederlands Persbureau|NL
Ritzau||DK
!TT|Tidningarnas Telegrambyrå;TT News Agency|SE
NTB|Norsk Telegrambyrå|NO
!STT|Suomen Tietotoimisto;STT-Lehtikuva|FI
!BNS|Baltic News Service|-
ELTA|ELTA news agency|LT
LETA|LETA news agency|LV
!PAP|Polska Agencja Prasowa;Polish Press Agency|PL
ČTK|CTK;Česká tisková kancelář;Czech News Agency|CZ
TASR|Tlačová agentúra Slovenskej republiky|SK
!MTI|Magyar Távirati Iroda;Hungarian News Agency|HU
Agerpres||RO
Mediafax||RO
BTA|Bulgarian News Agency;Bulgarian Telegraph Agency|BG
ANA-MPA|AMNA;Athens-Macedonian News Agency;Athens News Agency|GR
!HINA|Croatian News Agency;Hrvatska izvještajna novinska agencija|HR
!STA|Slovenian Press Agency;Slovenska tiskovna agencija|SI
Tanjug||RS
FoNet||RS
FENA|Federalna novinska agencija|BA
TASS|ITAR-TASS;Itar-Tass;ТАСС;ИТАР-ТАСС|RU
RIA Novosti|RIA;РИА Новости;RIA-Novosti|RU
Interfax|Interfax News Agency;Интерфакс;Interfax-Ukraine|RU
Ukrinform|Укринформ;Укрінформ|UA
UNIAN|УНИАН;УНІАН|UA
BelTA|БелТА|BY
!AA|Anadolu Agency;Anadolu Ajansı;Anadolu|TR
!DHA|Demirören News Agency;Demirören Haber Ajansı|TR
!IHA|İhlas News Agency;Ihlas News Agency;İHA|TR
Azertac|AZERTAC;Azerbaijan State News Agency|AZ
!Trend|Trend News Agency|AZ
Armenpress||AM
Interpressnews||GE
Kazinform||KZ
Xinhua|Xinhua News Agency;New China News Agency;新华社|CN
!CNS|China News Service|CN
!CNA|Central News Agency|TW
Kyodo|Kyodo News;共同通信|JP
Jiji|Jiji Press;時事通信|JP
Yonhap|Yonhap News Agency;Yonhap News;연합뉴스|KR
Newsis||KR
KCNA|Korean Central News Agency|KP
PTI|Press Trust of India|IN
ANI|Asian News International|IN
IANS|Indo-Asian News Service|IN
!UNI|United News of India|IN
!APP|Associated Press of Pakistan|PK
PPI|Pakistan Press International|PK
!BSS|Bangladesh Sangbad Sangstha|BD
UNB|United News of Bangladesh|BD
!RSS|Rastriya Samachar Samiti|NP
Bernama|Bernama News Agency|MY
Antara|Antara News Agency;LKBN Antara|ID
!PNA|Philippine News Agency|PH
!VNA|Vietnam News Agency;TTXVN;Thông tấn xã Việt Nam|VN
!TNA|Thai News Agency|TH
!AKP|Agence Kampuchea Presse|KH
!KPL|Khaosan Pathet Lao;Lao News Agency|LA
Montsame||MN
!AVA|Afghan Voice Agency|AF
Pajhwok|Pajhwok Afghan News|AF
!Bakhtar|Bakhtar News Agency|AF
IRNA|Islamic Republic News Agency|IR
ISNA|Iranian Students' News Agency;Iranian Students News Agency|IR
Fars|Fars News Agency|IR
!Mehr|Mehr News Agency|IR
Tasnim|Tasnim News Agency|IR
!SPA|Saudi Press Agency|SA
WAM|Emirates News Agency|AE
QNA|Qatar News Agency|QA
KUNA|Kuwait News Agency|KW
!BNA|Bahrain News Agency|BH
!ONA|Oman News Agency|OM
Petra|Petra News Agency;Jordan News Agency|JO
!NNA|National News Agency|LB
SANA|Syrian Arab News Agency|SY
!INA|Iraqi News Agency|IQ
WAFA|Palestinian News and Information Agency|PS
!Ma'an|Ma'an News Agency;Maan News Agency|PS
!MENA|Middle East News Agency|EG
!APS|Algérie Presse Service;Algeria Press Service|DZ
!MAP|Maghreb Arabe Presse|MA
!TAP|Tunis Afrique Presse|TN
!LANA|Libyan News Agency|LY
!SUNA|Sudan News Agency|SD
!ENA|Ethiopian News Agency|ET
!NAN|News Agency of Nigeria|NG
GNA|Ghana News Agency|GH
PANA|Panapress;Panafrican News Agency|-
!SAPA|South African Press Association|ZA
!ANGOP|Angola Press Agency;Agência Angola Press|AO
!AAP|Australian Associated Press|AU
RNZ|Radio New Zealand|NZ
!CP|The Canadian Press;Canadian Press;La Presse Canadienne|CA
QMI|QMI Agency;Agence QMI|CA
Notimex||MX
Télam|Telam|AR
!NA|Noticias Argentinas|AR
Agência Brasil||BR
Estadão Conteúdo||BR
Folhapress||BR
Colprensa||CO
!Andina|Agencia Andina|PE
!ABI|Agencia Boliviana de Información|BO
!AVN|Agencia Venezolana de Noticias|VE
Prensa Latina||CU
!ACN|Agencia Cubana de Noticias;Australian Community Newspapers|-
!CMC|Caribbean Media Corporation|BB
JTA|Jewish Telegraphic Agency|US
!TNS|Tribune News Service;Tribune Content Agency|US
States Newsroom||US
CNN Newsource|CNN Wire|US
NYT News Service|New York Times News Service|US
Scripps News|Scripps News Service|US
!CNS|Catholic News Service|US
Bay City News|Bay City News Service|US
Sun-Times Media Wire||US
GlobalPost||US
Inter Press Service||-
Media OutReach|Media OutReach Newswire|HK
+PR Newswire|PRNewswire;Cision PR Newswire|US
+Business Wire|BUSINESS WIRE|US
+GlobeNewswire|GLOBE NEWSWIRE|US
+Accesswire|ACCESSWIRE|US
+Newsfile|Newsfile Corp.|CA
+EIN Presswire|EINPresswire|US
+news aktuell|ots|DE
"""


_TOKEN = re.compile(r"\w+")
#: What of ASCII is a letter, a digit or a low line; anything else ends a word.
_ASCII = bytes(b if (chr(b).isalnum() and b < 128) or b == 95 else 32 for b in range(256))


@lru_cache(maxsize=64)  # of one line, asked some three times
def tokens(text: str) -> frozenset[str]:
    """The words of a text, as written."""
    if text.isascii():
        return frozenset(text.encode().translate(_ASCII).decode().split())
    return frozenset(_TOKEN.findall(text))


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency; `plain` are the spellings that name it anywhere, `placed` those that need a place."""

    name: str
    plain: tuple[str, ...]
    placed: tuple[str, ...]
    country: str
    releases: bool


@cache
def agencies() -> tuple[Agency, ...]:
    """The list, in its own order."""
    out = []
    for row in _TABLE.strip().split("\n"):
        name, others, country = row.split("|")
        mark = name[0] if name[0] in "!+" else ""
        name = name.removeprefix(mark) if mark else name
        full = [spelling for spelling in others.split(";") if spelling]
        long = [spelling for spelling in full if len(spelling) > 4]
        short = [name, *(spelling for spelling in full if len(spelling) <= 4)]
        plain, placed = (long, short) if mark == "!" else ([*short, *long], [])
        out.append(Agency(name, tuple(plain), tuple(placed), country, mark == "+"))
    return tuple(out)


def _fold(spelling: str) -> str:
    return re.sub(r"[\s\u2010-\u2015-]+", " ", spelling).strip(" .").casefold().removeprefix("the ")


@cache
def _names() -> dict[str, str]:
    out: dict[str, str] = {}
    for agency in agencies():
        for spelling in (*agency.plain, *agency.placed):
            out.setdefault(_fold(spelling), agency.name)
    return out


def canonical(spelling: str) -> str | None:
    """The short canonical name behind a spelling that stands where an agency is expected, or None.

    Short forms must be written as the agency writes them, or in capitals: "map" is no agency.
    """
    name = _names().get(_fold(spelling))
    bare = spelling.strip().removeprefix("the ").removeprefix("The ")
    if name is None or (len(bare) <= 4 and bare != bare.upper() and bare != name):
        return None
    return name


def _alternatives(spellings: list[str]) -> str:
    ordered = sorted(set(spellings), key=lambda s: (-len(s), s))
    return "|".join(re.escape(spelling).replace(r"\ ", r"[ \u00a0-]") for spelling in ordered)


@cache
def first_words() -> frozenset[str]:
    """First words of all spellings, as written and in capitals: a text without any of them names no agency."""
    forms = {form for agency in agencies() for form in _forms(agency, True)}
    return frozenset(re.split(r"\W", form.removeprefix("The "))[0] for form in forms)


def _forms(agency: Agency, placed: bool) -> list[str]:
    forms = [form for form in (*agency.plain, *(agency.placed if placed else ())) if not form.startswith("The ")]
    return [*forms, *(form.upper() for form in forms)]


class Spellings:
    """A pattern of spellings, of which only those are tried whose first word the text has: few, or none."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by: dict[str, list[str]] = {}
        for form in forms:
            self._by.setdefault(re.split(r"\W", form)[0], []).append(form)
        self._of = lru_cache(maxsize=512)(self._made)

    def _made(self, firsts: frozenset[str]) -> re.Pattern[str]:
        forms = [form for first in firsts for form in self._by[first]]
        return re.compile(rf"(?<![\w.])(?:{_alternatives(forms)})(?![\w])")

    def finditer(self, text: str, begin: int = 0) -> Iterator[re.Match[str]]:
        """All matches from `begin` on; match[0] is the spelling."""
        firsts = self._by.keys() & tokens(text)
        return self._of(frozenset(firsts)).finditer(text, begin) if firsts else iter(())

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        firsts = self._by.keys() & tokens(text)
        return self._of(frozenset(firsts)).fullmatch(text) if firsts else None


@cache
def anywhere() -> Spellings:
    """Matches spellings that name an agency wherever they stand."""
    return Spellings(form for agency in agencies() for form in _forms(agency, False))


@cache
def expected() -> Spellings:
    """Matches any spelling, short ambiguous ones too, for places where an agency is expected."""
    return Spellings(form for agency in agencies() for form in _forms(agency, True))
