"""What an office achieved, as the last report says that was accepted above: main figures, small counts withheld.

A satisfaction stands with its number of answers, and no share of fewer than ten is a percentage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.catalogue.models import Area, Indicator, Words
from danvan.kernel.period import Period
from danvan.site.figures.lines import BLANK_MARKS
from danvan.site.figures.models import Blank
from danvan.site.figures.months import KEY
from danvan.site.figures.ratios import FEW, Share, share_of
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.offices.models import Office
from danvan.site.public.hiding import hidden_of
from danvan.site.registers.books import book_of
from danvan.site.reports.models import Report, ReportVersion, State

_MOST_KEYS = 6
_FIELDS = ("reception", "health", "education", "land", "justice")


@dataclass(frozen=True)
class Result:
    """A figure for everybody. `value` None: there is none, and `blank` says why."""

    indicator: Indicator
    value: Decimal | None
    blank: str
    share: Share | None = None

    @property
    def withheld(self) -> bool:
        return self.blank == Blank.WITHHELD

    @property
    def few(self) -> bool:
        """Shown as '3 / 4', for a percentage of so few says nothing."""
        return self.share is not None and self.share.is_small

    @property
    def mark(self) -> str:
        return BLANK_MARKS.get(self.blank, "")

    @property
    def is_share(self) -> bool:
        return self.indicator.measure == "%"


@dataclass(frozen=True)
class AreaResults:
    """The main figures of an area."""

    area: Area
    results: Sequence[Result]


@dataclass(frozen=True)
class Satisfaction:
    """What people answered. `share`: of those satisfied, in percent; None where there are fewer than ten answers (`few`).
    `field`: as the survey book calls it, '' = all answers together."""

    answers: int
    share: Decimal | None
    few: bool
    field: str = ""

    @property
    def name(self) -> Words | str:
        return book_of("satisfaction.answers").columns["field"].choices[self.field] if self.field else ""


@dataclass(frozen=True)
class Results:
    """Of one report. `accepted`: when it was accepted."""

    report: Report
    rules: Rules
    values: Mapping[str, Decimal]
    blanks: Mapping[str, str]
    hidden: frozenset[str]

    @property
    def period(self) -> Period:
        return self.report.of_period

    @property
    def areas(self) -> list[AreaResults]:
        """Every main figure that was reported, by area; satisfaction stands by itself."""
        areas = sorted(self.rules.catalogue.areas.values(), key=lambda area: (area.order, area.code))
        found = [AreaResults(area, self._of(area.code)) for area in areas if area.code != "satisfaction"]
        return [each for each in found if each.results]

    @property
    def keys(self) -> list[Result]:
        """The few everybody asks about first."""
        known = [result for code in KEY if (result := self._result(code)) and result.indicator.area != "satisfaction"]
        return [each for each in known if not each.withheld and each.value is not None][:_MOST_KEYS]

    @property
    def satisfaction(self) -> list[Satisfaction]:
        """All answers together first, then by field; without those nobody answered about."""
        found = [self._satisfied("satisfaction.answers", "satisfaction.satisfied", "")]
        found += [self._satisfied(f"satisfaction.{at}_answers", f"satisfaction.{at}_satisfied", at) for at in _FIELDS]
        return [each for each in found if each]

    @property
    def withheld(self) -> bool:
        return any(result.withheld for each in self.areas for result in each.results)

    def _of(self, area: str) -> list[Result]:
        mine = [each for each in self.rules.catalogue.indicators.values() if each.area == area and each.main]
        return [result for each in mine if (result := self._result(each.code))]

    def _result(self, code: str) -> Result | None:
        indicator = self.rules.catalogue.indicators.get(code)
        if indicator is None or (code not in self.values and code not in self.blanks):
            return None
        if code in self.hidden:
            return Result(indicator, None, Blank.WITHHELD)
        share = share_of(self.rules.formulas.get(code), self.values)
        return Result(indicator, self.values.get(code), self.blanks.get(code, ""), share)

    def _satisfied(self, answers: str, satisfied: str, field: str) -> Satisfaction | None:
        number = self.values.get(answers)
        if not number:
            return None
        few, pleased = number < FEW, self.values.get(satisfied)
        share = None if few or pleased is None else 100 * pleased / number
        return Satisfaction(int(number), share, few, field)


def results_of(office: Office) -> Results | None:
    """Of the last period whose report is accepted; None where none is yet. Two queries."""
    report = Report.objects.filter(office=office, state=State.ACCEPTED).order_by("-end", "start").first()
    version = ReportVersion.objects.filter(report=report).only("figures").order_by("-number").first() if report else None
    if report is None or version is None:
        return None
    rules = rules_on(report.end)
    values, blanks = _told(version.figures)
    return Results(report, rules, values, blanks, hidden_of(values, rules))


def _told(figures: Mapping[str, Sequence[str]]) -> tuple[dict[str, Decimal], dict[str, str]]:
    values, blanks = {}, {}
    for code, (_key, value, blank) in figures.items():
        if blank == Blank.NONE_HAPPENED:
            values[code] = Decimal(0)
        elif value:
            values[code] = Decimal(value)
        elif blank:
            blanks[code] = blank
    return values, blanks
