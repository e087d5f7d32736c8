"""Which time an expression stands for: anchored on the day of writing, led by tense and by what was said before.

Follows the TIMEX3 guidelines of TimeML; the choice of direction by tense is HeidelTime's (Strötgen and Gertz 2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tellings.text import times_values as values
from tellings.text.times_pieces import Piece
from tellings.text.times_tense import FUTURE, OPEN, PAST
from tellings.text.times_words import MOVABLE, SEASON_MONTHS


@dataclass(frozen=True, slots=True)
class Resolved:
    """Value and how sure it is; `span` where the value itself names no interval ("the past two weeks")."""

    value: str | None
    confidence: float
    type: str = "DATE"
    span: tuple[str, str] | None = None


SURE, FIRM, FAIR, WEAK, GUESS = 0.97, 0.9, 0.75, 0.5, 0.3
UNKNOWN = Resolved(None, 0.0)


#: Months: a date without a year that lies further back than FAR_BACK, in the year before, means the coming one
#: when that is at most SOON_AHEAD away. News names the year of everything else.
FAR_BACK, SOON_AHEAD = 8, 3
_UNTIL = frozenset(("until", "till", "by", "through", "record"))

#: Kinds that say which time the text speaks of from here on; comparisons ("a year earlier") do not.
_REMEMBERED = frozenset(
    "calendar numeric monthday month weekday weekend offset quarter half season holiday movable".split()
)


@dataclass
class Teller:
    """What is known while reading one article from top to bottom."""

    day: date | None  # the day of writing
    precision: str = "D"  # how precisely it is known: D, M or Y
    language: str = "en"
    focus: str | None = None  # the calendar value last spoken of
    near: bool = False  # whether that was in the same paragraph
    quarter_focus: str | None = None  # the quarter last spoken of
    tense: int = OPEN
    lead: str = ""  # the word before the expression, small letters
    timetable: bool = False  # the expression hangs on a plain present: "flies on to Baku on Friday"
    loose: bool = False  # the day of writing is only near what is known
    noun: bool = False  # the expression modifies a noun: "Wednesday's ruling", "the Jan. 14 deadline"

    def _unit(self, unit: str, n: int) -> Resolved:
        """The unit n units from the day of writing."""
        if self.day is None or (self.precision != "D" and unit in "DW") or (self.precision == "Y" and unit in "MQ"):
            return UNKNOWN
        moved = values.shift(self.day, unit, n)
        return UNKNOWN if moved is None else Resolved(values.at_unit(moved, unit), FIRM)

    def _focus_day(self) -> date | None:
        if self.focus and (found := values.interval(self.focus)):
            return values.parse_day(found[0])
        return self.day

    # ------------------------------------------------------------ one method per kind of piece

    def calendar(self, p: Piece) -> Resolved:
        if values.granularity(p.value) == "D" and values.parse_day(p.value) is None:
            return UNKNOWN
        return Resolved(p.value, SURE)

    def numeric(self, p: Piece) -> Resolved:
        """03/04/2023: the reading next to the day of writing; without one, the language decides."""
        both = [values.make_day(p.year or 1, p.day, p.month), values.make_day(p.year or 1, p.month, p.day)]
        days = [d for d in both if d is not None]
        if not days:
            return UNKNOWN
        if self.day is not None and len(days) == 2:
            near = min(days, key=lambda d: (abs((d - self.day).days), d))  # type: ignore[operator]
            return Resolved(near.isoformat(), FAIR)
        return Resolved(days[-1 if self.language == "en" else 0].isoformat(), WEAK)

    def _year_for(self, month: int, day: int, lean: int) -> tuple[int, float] | None:
        """The year of a month (and day) that was named without one.

        Print leaves the year out only where the date is near: the tense decides between two near ones, and a
        date of last year that is more than FAR_BACK months old gives way to one at most SOON_AHEAD months ahead.
        """
        if self.day is None:
            return None
        back, ahead = (self.day.month - month) % 12, (month - self.day.month) % 12
        if day and month == self.day.month:
            back = 12 if day > self.day.day else 0
            ahead = 12 if day < self.day.day else 0
        tense = lean or (OPEN if self.noun else FUTURE if self.timetable and self.tense == OPEN else self.tense)
        if self.lead in _UNTIL and not lean and not self.noun and tense != PAST:
            tense = FUTURE
        last_year = month > self.day.month or back == 12
        if not lean and tense == PAST and last_year and back > FAR_BACK and ahead <= SOON_AHEAD:
            tense = FUTURE
        if not lean and tense == FUTURE and back <= 1 and ahead > FAR_BACK:
            tense = PAST
        if tense == OPEN:
            tense = FUTURE if ahead <= SOON_AHEAD or back > FAR_BACK else PAST
            how = FAIR
        else:
            how = FIRM
        year, _ = values.add_months(self.day.year, self.day.month, -back if tense == PAST else ahead)
        return year, how

    def _year_by_weekday(self, p: Piece) -> int | None:
        """The nearest year in which a day of a month falls on the weekday that stands beside it."""
        if self.day is None:
            return None
        here = self.day
        days = [values.make_day(here.year + n, p.month, p.day) for n in (-1, 0, 1) if 0 < here.year + n < 10000]
        fit = [d for d in days if d is not None and d.isoweekday() == p.weekday]
        return min(fit, key=lambda d: (abs((d - here).days), d)).year if fit else None

    def monthday(self, p: Piece) -> Resolved:
        if p.unit == "Y" and self.day is not None:
            exact = values.make_day(self.day.year + p.n, p.month, p.day)
            return UNKNOWN if exact is None else Resolved(exact.isoformat(), FIRM)
        if p.weekday and not p.lean and (year := self._year_by_weekday(p)) is not None:
            found: tuple[int, float] | None = (year, SURE)
        else:
            found = self._year_for(p.month, p.day, p.lean)
        if found is None:
            return Resolved(f"XXXX-{p.month:02d}-{p.day:02d}", WEAK)
        day = values.make_day(found[0], p.month, p.day)
        return UNKNOWN if day is None else Resolved(day.isoformat(), found[1])

    def month(self, p: Piece) -> Resolved:
        if p.unit == "Y" and self.day is not None:
            return Resolved(f"{self.day.year + p.n:04d}-{p.month:02d}", FIRM)
        if p.this and self.day is not None:
            return Resolved(f"{self.day.year:04d}-{p.month:02d}", FIRM)
        found = self._year_for(p.month, 0, p.lean)
        if found is None:
            return Resolved(f"XXXX-{p.month:02d}", WEAK)
        year, how = found
        if p.lean and self.day and year == self.day.year and p.month == self.day.month:
            year += p.lean
        return Resolved(f"{year:04d}-{p.month:02d}", how)

    def weekday(self, p: Piece) -> Resolved:
        if self.day is None or self.precision != "D":
            return UNKNOWN
        back = (self.day.isoweekday() - p.n) % 7
        ahead = (p.n - self.day.isoweekday()) % 7
        tense = PAST if self.noun else self.tense
        if not self.noun and ((self.lead in _UNTIL and tense != PAST) or self.lead == "for" or self.timetable):
            tense = FUTURE
        if p.lean:
            move = -(back or 7) if p.lean < 0 else (ahead or 7)
        elif p.this:
            move = -back if tense == PAST else ahead
        elif self.loose and tense != FUTURE and ahead < back:
            move = ahead  # written some days off the story's day: the nearest such day
        else:
            move = ahead if tense == FUTURE else -back
        day = values.add_days(self.day, move)
        how = FIRM if p.lean or tense else FAIR
        return UNKNOWN if day is None else Resolved(day.isoformat(), how)

    def weekend(self, p: Piece) -> Resolved:
        if self.day is None or self.precision != "D":
            return UNKNOWN
        held = self.tense == FUTURE or p.this or self.day.isoweekday() >= 6
        n = p.lean or (0 if held else -1)
        moved = values.shift(self.day, "W", n)
        return UNKNOWN if moved is None else Resolved(values.week_of(moved) + "-WE", FAIR)

    def offset(self, p: Piece) -> Resolved:
        if p.unit == "Y" and p.n == -1 and self.quarter_focus and p.value == "ago":
            return self.shifted(p)
        found = self._unit(p.unit, p.n)
        if p.part == "NI" and p.n == -1 and self.noun:  # "an overnight ferry" is no night in particular
            return UNKNOWN
        return found

    def shifted(self, p: Piece) -> Resolved:
        """A step from the time spoken of: "a year earlier", "the next day"."""
        if p.unit == "Y" and self.quarter_focus:
            return Resolved(f"{int(self.quarter_focus[:4]) + p.n:04d}{self.quarter_focus[4:]}", FAIR)
        finer = {"D": "D", "weekday": "D", "W": "DW", "M": "DMW", "Q": "DMQ"}.get(p.unit)
        told = self.focus is not None and values.interval(self.focus) is not None
        if finer and told and values.granularity(self.focus or "") not in finer:
            told = False
        day = self._focus_day() if told else self.day
        if day is None or (not told and self.precision != "D" and p.unit != "Y"):
            return UNKNOWN
        if p.unit == "weekday":
            move = -((day.isoweekday() - p.day) % 7 or 7) if p.n < 0 else ((p.day - day.isoweekday()) % 7 or 7)
            moved = values.add_days(day, move)
        else:
            moved = values.shift(day, p.unit, p.n)
        unit = "D" if p.unit == "weekday" else p.unit
        return UNKNOWN if moved is None else Resolved(values.at_unit(moved, unit), FAIR if told and self.near else WEAK)

    def same(self, p: Piece) -> Resolved:
        """ "that year", "the quarter": the time spoken of, at that granularity."""
        if p.unit.startswith("T"):
            return UNKNOWN
        if p.value == "edge" and self.tense == FUTURE:
            return self._unit(p.unit, 0)
        if p.unit == "Q" and (self.quarter_focus or p.this):
            return Resolved(self.quarter_focus, FAIR) if self.quarter_focus else self._unit("Q", -1)
        focus = self.focus
        if focus and values.interval(focus):
            if values.granularity(focus) == p.unit:
                return Resolved(focus, FAIR)
            if not p.this and (day := self._focus_day()) is not None and values.granularity(focus) in ("D", "M", "W"):
                return Resolved(values.at_unit(day, p.unit), FAIR if self.near else WEAK)
        return self._unit(p.unit, 0) if p.this else UNKNOWN

    def quarter(self, p: Piece) -> Resolved:
        if p.year:
            return Resolved(f"{p.year:04d}-Q{p.n}", SURE)
        if self.day is None:
            return Resolved(f"XXXX-Q{p.n}", WEAK)
        year = self.day.year
        if p.unit == "Y":
            return Resolved(f"{year + p.lean:04d}-Q{p.n}", FAIR)
        now = (self.day.month - 1) // 3 + 1
        if p.n > now and self.tense != FUTURE:
            year -= 1
        if p.n < now - 1 and self.tense == FUTURE:  # the quarter just past is still to be reported on
            year += 1
        return Resolved(f"{year:04d}-Q{p.n}", FAIR)

    def half(self, p: Piece) -> Resolved:
        year = p.year or (self.day.year if self.day else None)
        return UNKNOWN if year is None else Resolved(f"{year:04d}-H{p.n}", FIRM if p.year else FAIR)

    def season(self, p: Piece) -> Resolved:
        if p.year:
            return Resolved(f"{p.year:04d}-{p.value}", SURE)
        if self.day is None:
            return Resolved(f"XXXX-{p.value}", WEAK)
        if p.unit == "ago":
            begun = self.day.month >= SEASON_MONTHS[p.value][0]
            late = 0 if begun or p.value != "WI" else 1  # the winter of a January began the year before
            return Resolved(f"{self.day.year - p.n - late:04d}-{p.value}", FAIR)
        first, last = SEASON_MONTHS[p.value]
        year, month = self.day.year, self.day.month
        inside = first <= month <= last if first <= last else month >= first or month <= last
        started = month >= first or (p.value == "WI" and month <= last)
        if p.value == "WI" and month <= last and not p.lean > 0:
            year -= 1
        if p.lean < 0:
            year -= 1 if inside or not started else 0
        elif p.lean > 0 or (self.tense == FUTURE and not p.this):
            year += 1 if (started or month > last >= first) and not (inside and not p.lean) else 0
        elif not p.this and self.tense == PAST and not started:
            year -= 1
        return Resolved(f"{year:04d}-{p.value}", FAIR)

    def holiday(self, p: Piece) -> Resolved:
        if p.year:
            day = values.make_day(p.year, p.month, p.day)
            return UNKNOWN if day is None else Resolved(day.isoformat(), FIRM)
        return self.monthday(p)

    def movable(self, p: Piece) -> Resolved:
        """A holiday that a rule places (Thanksgiving, Easter Monday)."""
        rule = MOVABLE[p.value]

        def of(year: int) -> date | None:
            return (
                values.add_days(values.easter(year), rule) if isinstance(rule, int) else values.nth_weekday(year, *rule)
            )

        if p.year:
            found = of(p.year)
        elif self.day is None or not 2 < self.day.year < 9998:
            return UNKNOWN
        else:
            here = self.day
            days = [d for d in (of(here.year + n) for n in (-1, 0, 1)) if d is not None]
            tense = p.lean or self.tense
            if tense == PAST:
                days = [d for d in days if d <= here]
            elif tense == FUTURE:
                days = [d for d in days if d >= here]
            found = min(days, key=lambda d: (abs((d - here).days), d), default=None)
        return UNKNOWN if found is None else Resolved(found.isoformat(), FIRM)

    def _near_day(self) -> tuple[date | None, float]:
        """The day a bare time belongs to: the one spoken of just before, else (a guess) the day of writing."""
        told = values.parse_day(self.focus)
        if told and not self.near and self.day and self.tense == PAST and told > self.day:
            told = None  # "takes office on July 1. He conceded at 11 p.m."
        if told:
            return told, FAIR if self.near else GUESS
        return (self.day if self.precision == "D" else None), GUESS

    def clock(self, p: Piece) -> Resolved:
        """A clock time without a day."""
        if not p.part:
            return UNKNOWN
        day, how = self._near_day()
        lead = day.isoformat() if day else ""
        return Resolved(f"{lead}T{p.part}", how if day else WEAK, "TIME")

    def part(self, p: Piece) -> Resolved:
        day, how = self._near_day()
        return UNKNOWN if day is None else Resolved(f"{day.isoformat()}T{p.part}", min(how, WEAK), "TIME")

    def ref(self, p: Piece) -> Resolved:
        return Resolved(p.value, FAIR)

    def set(self, p: Piece) -> Resolved:
        return Resolved(p.value, FAIR, "SET")

    def duration(self, p: Piece) -> Resolved:
        """A length; with "past" or "next" also the interval that it covers."""
        span = None
        if p.lean and p.n and self.day is not None and self.precision == "D" and not p.unit.startswith("T"):
            other = values.shift(self.day, p.unit, p.lean * p.n)
            if other is not None:
                span = (min(self.day, other).isoformat(), max(self.day, other).isoformat())
        return Resolved(p.value, FIRM, "DURATION", span)

    def resolve(self, p: Piece) -> Resolved:
        """Value of a piece; what it tells about the time spoken of is remembered."""
        found: Resolved = getattr(self, p.kind)(p)
        if p.part and p.kind not in ("clock", "part") and found.value and values.granularity(found.value) == "D":
            tail = p.part
            found = Resolved(f"{found.value[:10]}T{tail}", found.confidence, "TIME")
        if found.value and p.kind in _REMEMBERED and values.interval(found.value):
            self.focus, self.near = found.value, True
            if values.granularity(found.value) == "Q":
                self.quarter_focus = found.value
        return found
