"""Why a figure cannot be compared, and what a reader has to know of one that can: each a sentence, put into words last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danvan.kernel.said import Said, mark


class Why(StrEnum):
    """What stands in the way of a number."""

    NO_FIGURE = "no_figure"
    BLANK = "blank"
    RULE_NONE = "rule_none"
    RULE_NONE_OVER_TIME = "rule_none_over_time"
    SIZE_UNKNOWN = "size_unknown"
    NOT_TRACED = "not_traced"
    PART_MISSING = "part_missing"
    INDICATOR_BEGAN = "indicator_began"
    INDICATOR_ENDED = "indicator_ended"
    CONVENTIONS = "conventions"
    LEVEL_GONE = "level_gone"
    NOT_ALIVE = "not_alive"
    NOT_YET = "not_yet"
    GONE = "gone"
    STRADDLES = "straddles"
    MEASURE = "measure"
    NO_RATIO = "no_ratio"
    NO_PERIOD = "no_period"
    NO_PLAN = "no_plan"
    ZERO_BASE = "zero_base"
    TERRITORY = "territory"
    NOT_COUNTED_TWICE = "not_counted_twice"
    """Two figures claim one place: nothing is chosen."""


class Note(StrEnum):
    """What is true of a number that is there."""

    ESTIMATE = "estimate"
    BOUNDARY_MOVED = "boundary_moved"
    PREDECESSOR_ENDED = "predecessor_ended"
    PARTLY_ALIVE = "partly_alive"
    PARTLY_UNTIL = "partly_until"
    PARTLY_SINCE = "partly_since"
    ADDED_UP = "added_up"
    LAST_OF = "last_of"


SENTENCES: dict[Why | Note, str] = {
    Why.NO_FIGURE: mark("{unit} reported no figure for {period}"),
    Why.BLANK: mark("{unit}, {period}: {blank}"),
    Why.RULE_NONE: mark("this indicator is not added over units, and the territory is not one unit's"),
    Why.RULE_NONE_OVER_TIME: mark("this indicator is not added over periods, and nobody reported {period} as a whole"),
    Why.SIZE_UNKNOWN: mark("how much of {unit} is in {to} by {basis} is not known by {weight}"),
    Why.NOT_TRACED: mark("{unit} cannot be followed to {day}: {reason}"),
    Why.PART_MISSING: mark("not reported for {period}: {units}"),
    Why.INDICATOR_BEGAN: mark("the indicator is counted only since {day}"),
    Why.INDICATOR_ENDED: mark("the indicator was counted until {day}"),
    Why.CONVENTIONS: mark("data of {period} run {one}, those of {other_period} {other}: other closing dates, other months"),
    Why.LEVEL_GONE: mark("there are no units of this level on {day}"),
    Why.NOT_ALIVE: mark("{unit} was there from {first} to {last} only"),
    Why.NOT_YET: mark("{unit} is there only since {first}"),
    Why.GONE: mark("{unit} was there until {last} only"),
    Why.STRADDLES: mark("{unit} began on {day}, within {period}: two reporting units, and no shorter periods reported"),
    Why.MEASURE: mark("{unit} reported it in {found}, not in {allowed}"),
    Why.NO_RATIO: mark("a ratio needs its parts ({codes}), and a whole that is not 0"),
    Why.NO_PERIOD: mark("there is no period of this kind before {period}"),
    Why.NO_PLAN: mark("no target is given for {unit}, {period}"),
    Why.ZERO_BASE: mark("the base is 0: there is no rate of change"),
    Why.TERRITORY: mark("the territory of {unit} is another since {day} ({basis}): compare on the boundaries of one day"),
    Why.NOT_COUNTED_TWICE: mark("two figures stand for {unit}, {period}: {found}, {other}"),
    Note.ESTIMATE: mark("estimate: shared out by {weight}"),
    Note.BOUNDARY_MOVED: mark("the boundary of {unit} moved on {day}, within the period"),
    Note.PREDECESSOR_ENDED: mark("{unit} ended on {day}, within the period, and reported nothing for it: not in this number"),
    Note.PARTLY_ALIVE: mark("{unit} was there from {first} to {last} only"),
    Note.PARTLY_UNTIL: mark("{unit} was there until {last} only"),
    Note.PARTLY_SINCE: mark("{unit} is there only since {first}"),
    Note.ADDED_UP: mark("added up from {periods}"),
    Note.LAST_OF: mark("the last of {periods}"),
}

WEIGHTS = {"people": mark("people"), "area": mark("area")}
BLANKS = {
    "not_reported": mark("not reported"),
    "not_applicable": mark("not applicable"),
    "not_comparable": mark("not comparable"),
    "withheld": mark("withheld"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of reason and its sentence."""

    code: Why | Note
    said: Said

    def __str__(self) -> str:
        return str(self.said)


def reason(code: Why | Note, **blanks: object) -> Reason:
    """The reason `code` with the blanks of its sentence in SENTENCES."""
    return Reason(code, Said(SENTENCES[code], **blanks))


def distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each once, in their order."""
    return tuple({str(each): each for each in reasons}.values())


def weight_said(weight: str) -> Said:
    """'people', 'area' as words to translate."""
    return Said(WEIGHTS[weight])


def lifetime(unit: str, first: date | None, last: date | None, codes: tuple[Why | Note, Why | Note, Why | Note]) -> Reason:
    """From when to when a unit was there: `codes` are for both days, the last alone, the first alone."""
    code = codes[0] if first and last else codes[1] if last else codes[2]
    return reason(code, unit=unit, first=day_said(first), last=day_said(last))


def day_said(day: date | None) -> str:
    """A day as people write it: 30/6/2025."""
    return f"{day.day}/{day.month}/{day.year}" if day else "…"
