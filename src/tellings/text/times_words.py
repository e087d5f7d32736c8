"""Words of time: months, weekdays, units, seasons, parts of the day, fixed holidays. Spelled as in print."""

from __future__ import annotations

import re

_MONTHS_EN = "January February March April May June July August September October November December".split()
_WEEKDAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

#: Month names of other languages, January first; "|" separates spellings. Small letters.
_MONTHS_OTHER = {
    "de": "januar|jänner februar märz|maerz april mai juni juli august september oktober november dezember",
    "fr": "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março|marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
}
_ABBREVIATED = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
_WEEKDAYS_SHORT = {
    "Mon": 1, "Tue": 2, "Tues": 2, "Wed": 3, "Thu": 4, "Thur": 4, "Thurs": 4, "Fri": 5, "Sat": 6, "Sun": 7,
}  # fmt: skip

#: English month name or abbreviation (small letters, no full stop) -> number.
MONTHS: dict[str, int] = {name.lower(): n for n, name in enumerate(_MONTHS_EN, 1)} | {
    name.lower(): n for name, n in _ABBREVIATED.items()
}
#: English weekday (small letters) -> 1 (Monday) to 7.
WEEKDAYS: dict[str, int] = {name.lower(): n for n, name in enumerate(_WEEKDAYS_EN, 1)} | {
    name.lower(): n for name, n in _WEEKDAYS_SHORT.items()
}
#: Month name of any other known language (small letters) -> number.
MONTHS_OTHER: dict[str, int] = {
    spelling: n
    for names in _MONTHS_OTHER.values()
    for n, listed in enumerate(names.split(), 1)
    for spelling in listed.split("|")
}


def _cased(names: list[str]) -> str:
    """Alternatives as print spells them: capitalised or in capitals."""
    return "|".join(sorted({form for n in names for form in (n, n.upper())}, key=lambda s: (-len(s), s)))


#: Regex pieces. Month and weekday names need their capital: "may" and "march" are words too.
MONTH = rf"(?:(?:{_cased(_MONTHS_EN)})(?!\w)|(?:{_cased(list(_ABBREVIATED))})(?:\.|(?!\w)))"
MONTH_LONG = rf"(?:{_cased(_MONTHS_EN)})(?!\w)"
WEEKDAY = rf"(?:{_cased(_WEEKDAYS_EN)})(?![\w])"
WEEKDAY_SHORT = rf"(?:{_cased(list(_WEEKDAYS_SHORT))})(?:\.|(?!\w))"
MONTH_OTHER = "(?:" + "|".join(sorted(map(re.escape, MONTHS_OTHER), key=lambda s: (-len(s), s))) + r")(?!\w)"

#: Unit word (singular) -> TIMEX letter; time units carry the T of "PT2H".
UNITS: dict[str, str] = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "season": "Y",
    "decade": "E",
    "century": "C",
}
SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
#: Months of a season in the northern hemisphere (first month, last month); winter ends in the next year.
SEASON_MONTHS: dict[str, tuple[int, int]] = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS: dict[str, str] = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "midday": "MI",
    "lunchtime": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "overnight": "NI",
}
#: Holidays of a fixed date: (month, day).
HOLIDAYS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "st patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "may day": (5, 1),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
}
#: Holidays that a rule places: the n-th weekday of a month (month, weekday, n; -1 the last), or days after Easter.
MOVABLE: dict[str, tuple[int, int, int] | int] = {
    "thanksgiving day": (11, 4, 4),
    "thanksgiving": (11, 4, 4),
    "labor day": (9, 1, 1),
    "memorial day": (5, 1, -1),
    "martin luther king day": (1, 1, 3),
    "easter sunday": 0,
    "easter monday": 1,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
}


def month_number(name: str) -> int:
    """The number of a month as written, in any known language; 0 when unknown."""
    key = name.lower().rstrip(".")
    return MONTHS.get(key) or MONTHS_OTHER.get(key, 0)


def weekday_number(name: str) -> int:
    """1 (Monday) to 7 for an English weekday as written; 0 when unknown."""
    return WEEKDAYS.get(name.lower().rstrip("."), 0)
