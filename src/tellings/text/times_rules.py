"""The rules that find time expressions: linear regular expressions, each with the builder of its piece."""

from __future__ import annotations

import re
from functools import cache

from tellings.text import times_clock as clock
from tellings.text import times_pieces as make
from tellings.text.openings import Opened
from tellings.text.quantities_words import CARDINAL, ONE_WORD, ORDINAL
from tellings.text.streets import KIND_OF, capitals
from tellings.text.times_pieces import Builder, Piece
from tellings.text.times_words import HOLIDAYS, MONTH, MONTH_LONG, MONTH_OTHER, MOVABLE, WEEKDAY, WEEKDAY_SHORT

NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?:[ -]1/2|[ ]and[ ]a[ ]half)?|(?:{CARDINAL})(?:[ "
    rf"]and[ ]a[ ]half)?|half[ ]an?|a[ ]few|few|"
    r"several|(?:a[ ])?couple(?:[ ]of)?|an?[ ]additional|another|an?)"
)
UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|decades?|"
    r"centuries|century)(?!\w)"
)
_SINGULAR = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century)(?!\w)"
_PLURAL = r"(?:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)(?!\w)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\d%])(?!,\d{3})(?!\.\d)"
_NEAR = r"(?:19\d\d|20\d\d)(?![\d%])(?!,\d{3})(?!\.\d)"
#: What stands behind the number of a house: "2036 Larch Avenue"; and behind one of many.
_ROAD = rf" (?:[A-Z0-9][\w.'’-]{{0,20}} ){{0,3}}(?:{capitals(KIND_OF)}|Broadway)(?!\w)"
_BLOCK = r"(?: hundred)? block(?!\w)"
_YEAR_WORDS = r"(?:(?:nineteen|eighteen)[ ](?:\w+ty|\w+teen|ten|eleven|twelve)(?:-\w+)?|two[ ]thousand)"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_ORD = r"(?:st|nd|rd|th)?"
_PART = r"(?:mornings?|afternoons?|evenings?|nights?|dawn|midday|lunchtime|dusk)(?!\w)"
_ANY_LEAN = r"(?:the[ ]|this[ ])?(?:last|past|previous|next|coming|upcoming)|this|the[ ]current|current"
_DAY_LEAN = r"last|this[ ]past|next|this[ ]coming|this|past"
_HOLIDAY = "|".join(
    sorted((re.escape(h).replace("'", "['’]") for h in (*HOLIDAYS, *MOVABLE)), key=lambda s: (-len(s), s))
)
_FALL = r"spring|summer|autumn|fall|winter"
_ZONE = r"(?:[ ](?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|IST|local time)(?!\w))?"

Table = tuple[tuple[str, Builder], ...]


def _calendar() -> Table:
    return (
        (rf"(?<!\w)(?P<m>{MONTH}) ?(?P<d>{_D}){_ORD}(?!\w),? ?(?:of )?(?P<y>{_YEAR})", make.full),
        (rf"(?<!\w)(?P<m>{MONTH}) (?P<y>{_YEAR}), (?P<d>{_D})(?![\w.,:]\d|\w|[ -][a-z])", make.full),
        (rf"(?<![\w.])(?:the )?(?P<d>{_D}){_ORD}[ -]?(?:of )?(?P<m>{MONTH}),?[ -]?(?:of )?(?P<y>{_YEAR})", make.full),
        (rf"(?<![\w.])(?P<d>{_D})\.? (?:de |di )?(?P<m>(?i:{MONTH_OTHER})) (?:de |del )?(?P<y>{_YEAR})", make.full),
        (
            rf"(?<!\w)(?:(?P<lean>(?i:last|next|this(?: past| coming)?)) )?(?P<m>{MONTH}) ?(?P<d>{_D})"
            rf"{_ORD}(?![\w%]|[.,:]\d)"
            r"(?:,? (?P<tail>(?i:(?:of )?(?:this|last|next) year))(?!\w))?",
            make.month_day,
        ),
        (
            rf"(?<![\w.:,/$£€])(?P<d>{_D}){_ORD}(?P<gap> ?[-–] ?| to | and | or )(?P<e>{_D}){_ORD} (?P<m>{MONTH})"
            rf"(?:,? (?P<y>{_YEAR}))?",
            make.day_range,
        ),
        (
            rf"(?<!\w)(?P<m>{MONTH}) (?P<d>{_D}){_ORD}(?P<gap> ?[-–] ?| to | and | or )(?P<e>{_D})"
            rf"{_ORD}(?![\w%]|[.,:]\d)"
            rf"(?:,? (?P<y>{_YEAR}))?",
            make.day_range,
        ),
        (rf"(?<!\w)(?P<m>{MONTH_LONG}) (?:the )?(?P<dw>(?i:{ORDINAL}))", make.month_day),
        (rf"(?<![\w.:,/$£€])(?:the )?(?P<d>{_D}){_ORD} (?:of )?(?P<m>{MONTH})", make.month_day),
        (rf"(?<!\w)the (?P<dw>(?i:{ORDINAL})) of (?P<m>{MONTH})", make.month_day),
        (rf"(?<![\w.])(?P<d>{_D})\.? (?:de |di )?(?P<m>(?i:{MONTH_OTHER}))", make.month_day),
        (rf"(?<!\w)(?P<m>{MONTH}),? (?:of )?(?P<y>{_YEAR}|(?i:{_YEAR_WORDS}))", make.month_year),
        (rf"(?<!\w)(?P<m>(?i:{MONTH_OTHER})) (?:de |del )?(?P<y>{_YEAR})", make.month_year),
        (
            rf"(?<!\w)(?:(?P<lean>(?i:{_DAY_LEAN})) )?(?P<m>{MONTH})"
            r"(?: (?P<tail>(?i:(?:of )?(?:this|last|next) year)))?(?!\w)",
            make.month,
        ),
        (r"(?<![\d./-])(?P<y>(?:1[5-9]|20)\d\d)[-/.](?P<m>[01]\d)[-/.](?P<d>[0-3]\d)"
         r"(?:[T ](?P<t>[0-2]\d:[0-5]\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d/])", make.iso),
        (
            r"(?<![\d./-])(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/])",
            make.numeric,
        ),
    )  # fmt: skip


def _years() -> Table:
    before = (
        r"(?i:in|since|from|by|of|until|till|to|during|after|before|for|through|around|circa|fiscal|the year|"
        r"year|early|late|mid|spring|summer|autumn|fall|winter|season|between|and|until|ago|end|back)"
    )
    return (
        (rf"(?<![\w$£€.,-])(?P<y>{_NEAR})(?![\w-]|\.\d)(?!{_ROAD}|{_BLOCK})", make.year),
        (rf"(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=[Ss]ince )|(?<=[Uu]ntil ))(?P<y>{_NEAR})(?={_ROAD})", make.year),
        (rf"(?<![\w$£€.,])(?P<y>{_NEAR})[-–/](?P<z>\d\d)(?!\w)(?![-–/.]\d)", clock.season_years),
        (rf"(?<![\w$£€.,])(?P<y>{_NEAR})(?=[-–/](?:19|20)\d\d(?!\w))", make.year),
        (rf"(?<=\d[-–])(?P<y>{_NEAR})(?!\w)", make.year),
        (rf"(?<=mid-)(?P<y>{_NEAR})(?!\w)", make.year),
        (rf"(?<!\w)(?P<b>{before}) (?P<y2>)(?P<y>1[0-8]\d\d)(?!\w|[.,]\d)", clock.old_year),
        (r"(?<!\w)(?i:AD|A\.D\.) ?(?P<y>\d{1,4})(?P<era>)(?!\w)", make.year_era),
        (r"(?<![\w.,])(?P<y>\d{1,4}) (?P<era>AD|BC|CE|BCE|A\.D\.|B\.C\.)(?!\w)", make.year_era),
        (rf"(?<!\w)(?i:the year) (?P<y>(?i:{_YEAR_WORDS}))(?!\w)", make.year_words),
        (r"(?<!\w)(?P<y>(?i:nineteen (?:\w{2,}ty|\w+teen|ten|eleven|twelve)(?:-\w+)?))(?!\w)", make.year_words),
        (r"(?<!\w)(?i:fiscal(?: year)?|FY) ?['’]?(?P<y>(?:19|20)?\d\d)(?!\w)", clock.fiscal),
        (r"(?<!\w)(?i:the )?(?:(?i:fiscal) )?(?i:year[- ]end|year['’]s end)(?!\w)", clock.year_end),
        (r"(?<!\w)(?i:the )?(?:(?i:early|late|mid)[ -])?(?P<y>(?:1[0-9]|20)\d0)['’]?s(?!\w)", make.decade),
        (r"(?<!\w)(?i:the )?(?:(?i:early|late|mid)[ -])?(?P<y>['’]?[2-9]0['’]?s)(?!\w)", make.decade),
        (r"(?<!\w)(?i:the )(?:(?i:early|late|mid)[ -])?"
         r"(?P<w>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?!\w)", make.decade_word),
        (rf"(?<!\w)(?i:the )?(?:(?i:early|late|mid)[ -])?(?P<n>\d\d?(?=st|nd|rd|th)|(?i:{ORDINAL}))(?:st|nd|rd|th)?"
         r"[ -](?i:century)(?!\w)", make.century),
    )  # fmt: skip


def _days() -> Table:
    return (
        (rf"(?<!\w)(?:(?P<lean>(?i:{_DAY_LEAN})) )?(?P<w>{WEEKDAY})", make.weekday),
        (rf"(?<!\w)(?P<lean>)(?P<w>{WEEKDAY_SHORT})(?=,? (?:{_D}|{MONTH}))", make.weekday),
        (r"(?<!\w)(?i:the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight|last night|"
         r"last evening|overnight|this morning|this afternoon|this evening|this lunchtime)(?!\w)", make.relative_day),
        (rf"(?<!\w)(?i:the) (?P<w>(?i:previous|preceding|following|next)) (?P<u>(?i:{_SINGULAR}))", clock.shifted),
        (rf"(?<!\w)(?i:the) (?P<w>(?i:previous|preceding|following)) (?P<d>{WEEKDAY})", clock.shifted_weekday),
        (
            r"(?<!\w)(?i:the|a|one) (?i:day|night) (?P<w>(?i:earlier|later|(?:before|after)(?=[.,;:)"
            r"\n]|$)))(?!\w)",
            clock.day_before,
        ),
        (rf"(?<!\w)(?i:the) (?P<w>(?i:previous|following|next|same)) (?P<p>(?i:{_PART}))", clock.next_part),
        (rf"(?<!\w)(?i:that(?: same)?|the same) (?P<u>(?i:{_SINGULAR}))", clock.same),
        (
            r"(?<!\w)(?i:the) (?:(?i:fiscal) )?(?P<u>(?i:quarter|weekend|week|month|year|period))(?!\w)"
            r"(?P<run>(?<=year) (?:ended|ending|to)(?= ))?",
            clock.the_unit,
        ),
        (
            r"(?<!\w)(?i:the (?:latest|comparable|corresponding)) (?P<u>(?i:quarter|week|month|year|"
            r"period))(?!\w)",
            clock.same,
        ),
        (
            rf"(?<!\w)(?:(?P<lean>(?i:last|next|this)) )?(?P<h>(?i:{_HOLIDAY}))(?:,? (?P<y>{_NEAR}))"
            rf"?(?!\w)",
            clock.holiday,
        ),
        (rf"(?<!\w)(?P<lean>(?i:{_ANY_LEAN})) (?:calendar |fiscal )?"
            rf"(?P<u>(?i:week|fortnight|month|quarter|year|decade|century|weekend|{_FALL}))"
         r"(?!\w)(?!-)", make.relative_unit),
        (
            rf"(?<!\w)(?P<n>(?i:{NUMBER}))[ -](?P<u>(?i:{UNIT})) (?i:or so )?(?P<way>(?i:ago|earlier|"
            rf"later|from now|hence|previously|back|before(?=[.,;:)\n]|$)))(?!\w)",
            make.ago,
        ),
        (rf"(?<!\w)(?P<n>(?i:{CARDINAL}|a|\d\d?)) (?P<s>(?i:{_FALL}))s? (?i:ago)(?!\w)", clock.seasons_ago),
        (rf"(?<!\w)(?P<n>(?i:X))?(?P<u>(?i:{_PLURAL})) (?P<way>(?i:ago|earlier|later))(?!\w)", make.ago),
        (r"(?<!\w)(?i:the )?(?i:year-(?:ago|earlier))(?: (?i:quarter|period|third quarter))?(?!\w)", clock.year_ago),
    )  # fmt: skip


def _quarters() -> Table:
    shift = r"(?i:last year['’]s|this year['’]s|next year['’]s|year-ago|year-earlier)"
    return (
        (rf"(?<!\w)(?:(?i:the|its|a) )?(?:(?P<shift>{shift}) )?(?:(?P<y1>{_NEAR}) )?(?i:fiscal[ -])?"
         rf"(?P<o>(?i:first|second|third|fourth|1st|2nd|3rd|4th))[ -](?i:quarter)(?:,? (?:of "
         rf")?(?:(?i:fiscal) )?(?P<y2>{_NEAR})| of (?P<of>(?i:last|this|next) year))?(?!\w)",
         make.quarter),
        (rf"(?<!\w)Q(?P<q>[1-4])(?:[ /-]?(?P<y>{_NEAR}))?(?!\w)", make.q_form),
        (rf"(?<!\w)(?i:the )?(?P<o>(?i:first|second|last)) half of (?:the year )?(?P<y>{_NEAR})?(?!\w)", make.half),
        (rf"(?<!\w)(?i:the )?(?P<s>(?i:{_FALL}))(?: of)? (?P<y>{_NEAR}|(?i:{_YEAR_WORDS}))(?!\w)", make.season),
        (rf"(?<!\w)(?<=in |by )(?i:the )?(?:(?i:early|late|mid)[ -])?(?P<s>(?i:{_FALL}))(?P<y>)(?!\w)", make.season),
        (r"(?<!\w)(?i:the) (?:(?i:early|late) )?(?P<s>(?i:spring|summer|autumn|winter))(?P<y>)(?!\w)", make.season),
    )  # fmt: skip


def _clocks() -> Table:
    return (
        (
            rf"(?<![\w.:$£€])(?P<h>1[0-2]|0?[1-9]|0(?=[.:]))(?:(?:[.:h ]|[.:] )(?P<mi>[0-5]\d))? ?(?P<ap>(?i:a\. ?m\.|"
            rf"p\. ?m\.|am|pm))(?!\w){_ZONE}",
            clock.clock,
        ),
        (
            rf"(?<![\w.:$£€])(?P<h>[01]?\d|2[0-3])(?P<ap>)[:h](?P<mi>[0-5]\d)(?![\w:]|[.]\d)(?::\d\d)"
            rf"?{_ZONE}",
            clock.clock,
        ),
        (
            r"(?i:(?<=at )|(?<=at the ))(?P<h>[01]?\d|2[0-3])\.(?P<mi>[0-5]\d)(?= (?:on|local|yesterday|"
            r"today|this|in the)\b|[,;]|\. )",
            clock.clock_digits,
        ),
        (
            r"(?<!\w)(?P<h>0\d|1\d|2[0-3])(?P<mi>[0-5]\d) ?(?:hrs|hours|GMT|UTC|BST|CET|CEST|local "
            r"time)(?!\w)",
            clock.clock_digits,
        ),
        (r"(?i:(?<=at )|(?<=by ))(?P<h>0\d)(?P<mi>[0-5]\d)(?![\w.,]\d|\w)", clock.clock_digits),
        (
            rf"(?<!\w)(?P<h>1[0-2]|[1-9]|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
            rf"twelve)) o['’]clock(?!\w){_ZONE}",
            clock.oclock,
        ),
        # "Noon Road", "Midnight Express": a name has it, unless the whole line is in capitals
        (rf"(?<!\w)(?<!high )(?<!High )(?P<w>(?!(?:Noon|Midnight|Midday) (?!{WEEKDAY})[A-Z][a-z])"
         r"(?i:noon|midday|midnight))(?!\w)", clock.noon),
        (
            r"(?<=at )(?P<h>1[0-2]|[1-9]|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
            rf"(?= (?:on )?(?:{WEEKDAY}|(?i:yesterday|this|the next|the following|last)) ?"
            r"(?i:mornings?|afternoon|evening|night)(?!\w))",
            clock.oclock,
        ),
        (r"(?<!\w)(?<!past )(?<!to )"
         r"(?P<h>1[0-2]|[1-9]|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
         r" in the (?P<p>morning|afternoon|evening)(?!\w)", clock.hour_of_part),
        (
            rf"(?<!\w)(?:(?P<mi>(?i:half|(?:a )?quarter|five|ten|twenty|twenty-five|(?:{ONE_WORD}) minutes)"
            r") (?P<way>(?i:past|to))) "
            r"(?P<h>(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))(?! (?:other|"
            r"more|people|\w+s)\b)(?!\w)",
            clock.minutes_past,
        ),
        (rf"(?<!\w)(?P<the>(?:in )?(?:the|that) )?(?P<p>(?i:{_PART}))", clock.part),
        (r"(?<!\w)(?i:(?:in )?the (?:early|small|wee) hours(?: of)?)(?!\w)", clock.small_hours),
    )  # fmt: skip


def _lengths() -> Table:
    span = r"(?:the[ ]|this[ ])?(?:last|past|previous|next|coming|first|final|latest)"
    return (
        (rf"(?<!\w)(?P<lean>(?i:{span})) (?P<n>(?i:{NUMBER})) (?P<u>(?i:{UNIT}))(?: or so)?", make.span),
        (
            rf"(?<!\w)(?P<n>(?i:{NUMBER}))[ -](?:(?i:more|further|extra|additional|full|whole|long|straight|"
            rf"consecutive)[ ])?(?P<u>(?i:{UNIT}))(?!-old| old| of age|-olds|(?<=quarters) of )(?:[ -]long(?!\w)"
            rf")?",
            make.duration,
        ),
        (
            rf"(?<!\w)(?P<lo>\d+|(?i:{CARDINAL})) ?(?:to|-|–) ?(?P<n>\d+|(?i:{CARDINAL}))[ -](?P<u>(?i:{UNIT})"
            rf")(?!-old| old)",
            make.duration,
        ),
        (rf"(?<!\w)(?P<half>(?i:an? (?P<u>{_SINGULAR}) and a half))(?!\w)", clock.and_a_half),
        (r"(?<![\w-])(?P<u>(?i:hour|day|night|week|month|year|decade|century|hours|days|weeks|months|years|decades|"
         r"centuries))-?long(?!\w)", make.long),
        (
            rf"(?<!\w)(?:(?<!as )(?P<lead>(?i:for|in|after|within|over|many|recent|coming)) )?(?P<u>(?i:{_PLURAL})"
            rf")(?! ago| old|-old)",
            make.bare_duration,
        ),
    )  # fmt: skip


def _references() -> Table:
    now = r"now|currently|current|at present|at the moment|right now|these days|nowadays|presently|at this time"
    past = r"recently|the past|the recent past|lately"
    future = (
        r"(?<!as )soon(?! after)|the (?:near |immediate |foreseeable )?future(?! of)|the coming "
        r"(?:years|months|weeks|days)"
    )
    return (
        (rf"(?<!\w)(?i:{now})(?!\w)", clock.ref("PRESENT_REF")),
        (rf"(?<!\w)(?i:{past})(?!\w)(?! \w+ (?:year|month|week|day)s)", clock.ref("PAST_REF")),
        (rf"(?<!\w)(?i:{future})(?!\w)", clock.ref("FUTURE_REF")),
        (rf"(?<!\w)(?i:every|each) (?P<w>{WEEKDAY})(?: (?P<p>(?i:{_PART})))?", clock.set_weekday),
        (
            rf"(?<!\w)(?P<w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)(?: (?P<p>(?i:{_PART})))?(?!\w)",
            clock.set_weekday,
        ),
        (rf"(?<!\w)(?i:every|each) (?P<m>{MONTH})", clock.set_month),
        (
            rf"(?<!\w)(?i:every|each|per|once an?|twice an?|(?<!\bfor )a) (?:(?P<n>(?i:{CARDINAL}|\d+|other)) )"
            rf"?(?P<u>(?i:{UNIT}))",
            clock.set_unit,
        ),
        (r"(?<!\w)(?i:daily)(?!\w)(?! [A-Z])", clock.set_value("P1D")),
        (r"(?<!\w)(?i:hourly)(?!\w)", clock.set_value("PT1H")),
        (r"(?<!\w)(?i:weekly)(?!\w)", clock.set_value("P1W")),
        (r"(?<!\w)(?i:monthly)(?!\w)", clock.set_value("P1M")),
        (r"(?<!\w)(?i:annually|yearly)(?!\w)", clock.set_value("P1Y")),
    )  # fmt: skip


@cache
def rules() -> Opened[Builder]:
    """Every rule, compiled once. Of two matches of one length the earlier rule wins; none reaches over a line's end."""
    tables = (_calendar, _days, _quarters, _years, _clocks, _references, _lengths)
    return Opened([(re.compile(pattern), build) for table in tables for pattern, build in table()])


def find_pieces(text: str) -> list[Piece]:
    """Expressions in order of the text, none overlapping: the longest wins, then the earlier rule."""
    found: list[tuple[int, int, int, Piece]] = []
    for rank, match, build in rules().finditer(text):
        made = build(match)
        for piece in made if isinstance(made, tuple) else (made,):
            if piece is not None and piece.end > piece.begin:
                found.append((match.start() - match.end(), rank, piece.begin, piece))
    found.sort(key=lambda row: row[:3])
    taken = bytearray(len(text))
    kept: list[Piece] = []
    for *_, piece in found:
        if not any(taken[piece.begin : piece.end]):
            taken[piece.begin : piece.end] = b"\1" * (piece.end - piece.begin)
            kept.append(piece)
    return _summed(text, sorted(kept, key=lambda p: p.begin))


def _summed(text: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces, with a length of time told in two units made one: "four years and six months"."""
    out: list[Piece] = []
    for piece in pieces:
        if out and (whole := make.summed(out[-1], piece, text[out[-1].end : piece.begin])) is not None:
            out[-1] = whole
        else:
            out.append(piece)
    return out
