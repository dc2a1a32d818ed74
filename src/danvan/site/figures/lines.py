"""The figures of a period as lines of a page: value, last year's, change, plan, where it comes from, what disagrees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.catalogue.models import Area, Indicator
from danvan.catalogue.regimes.periods import Reported
from danvan.kernel.quantity import rounded
from danvan.ledger.ids import period_code
from danvan.site.figures.asked import asked_of
from danvan.site.figures.locking import Lock, lock_of, pending_of
from danvan.site.figures.models import Blank, FigureValue, Kind, Pending, Target
from danvan.site.figures.periods import code_of
from danvan.site.figures.ratios import FEW, Share, share_of
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.offices.models import Office

CHIPS: Mapping[str, tuple[str, str | Promise]] = {
    Kind.ROWS: ("good", _("register")),
    Kind.FORMULA: ("info", _("computed")),
    Kind.ENTRY: ("soon", _("typed")),
    Kind.WORDS: ("plain", _("document")),
    Kind.ROLLUP: ("info", _("added up")),
}
"""Kind of source -> colour and word of its chip."""
BLANK_MARKS: Mapping[str, str] = {
    Blank.NONE_HAPPENED: "0",
    Blank.NOT_REPORTED: "…",
    Blank.NOT_APPLICABLE: "x",
    Blank.NOT_COMPARABLE: "≠",
    Blank.WITHHELD: "*",
}
"""As in printed tables."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a list needs of a FigureValue, and no more: a page has more than a thousand of them."""

    pk: int
    indicator: str
    period: str
    value: Decimal | None
    blank: str
    decimals: int
    kind: str
    of_record: bool

    @property
    def amount(self) -> Decimal | None:
        """The value, a zero for 'none happened'."""
        return Decimal(0) if self.blank == Blank.NONE_HAPPENED else self.value


_POINT = Decimal("0.01")
"""Percentage points are told in hundredths, as reports do; less is no change."""
_FIELDS = tuple(each.name for each in fields(Value))
Said = FigureValue | Value
"""A version of a figure: whole, where its source is shown too."""


@dataclass(frozen=True, slots=True)
class Change:
    """Against last year: in the figure's own unit, and in percent where last year's is large enough; of shares in points."""

    amount: Decimal
    percent: Decimal | None
    points: bool

    @property
    def direction(self) -> str:
        return "up" if self.amount > 0 else "down" if self.amount < 0 else "same"

    @property
    def size(self) -> Decimal:
        return abs(self.amount)


@dataclass
class Line:
    """One indicator of the period."""

    indicator: Indicator
    figure: Said | None
    before: Said | None
    target: Target | None
    beside: Sequence[Said]
    pending: Pending | None
    asked: bool
    locked: bool
    share: Share | None = None
    share_before: Share | None = None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def is_share(self) -> bool:
        return self.indicator.kind in ("ratio", "rate") and self.indicator.measure == "%"

    @property
    def few(self) -> bool:
        """Whether it is shown as 'part / whole', for a percentage of so few says nothing."""
        return self.share is not None and self.share.is_small

    @property
    def counted_by(self) -> bool:
        """Whether the number of answers stands beside it always."""
        return self.indicator.area == "satisfaction" and self.share is not None

    @property
    def answers_unknown(self) -> bool:
        """Whether nobody knows how many answers a satisfaction is a share of: then it says little."""
        return self.indicator.area == "satisfaction" and self.is_share and self.figure is not None and self.share is None

    @property
    def missing(self) -> bool:
        return self.figure is None or self.figure.blank == Blank.NOT_REPORTED

    @property
    def disagreeing(self) -> Said | None:
        """The other source that says something else; what is not applicable must not have happened either."""
        return next((each for each in self.beside if self._differs(each)), None)

    def _differs(self, other: Said) -> bool:
        if self.figure is None or other.amount is None:
            return False
        if self.figure.amount is None:
            return self.figure.blank == Blank.NOT_APPLICABLE and other.amount != 0
        return other.amount != self.figure.amount

    @property
    def difference(self) -> Decimal | None:
        """What that other source says less what is of record; None where there is nothing to take away from."""
        other, mine = self.disagreeing, self.figure.amount if self.figure else None
        return None if other is None or other.amount is None or mine is None else other.amount - mine

    @property
    def waiting(self) -> bool:
        """Whether the registers say something else by now than what was sent."""
        return self.pending is not None

    @property
    def wrong(self) -> bool:
        return self.disagreeing is not None or self.waiting

    @cached_property
    def change(self) -> Change | None:
        now = self.figure.amount if self.figure else None
        then = self.before.amount if self.before else None
        if now is None or then is None or self._too_few:
            return None
        if self.is_share:
            return Change((now - then).quantize(_POINT), None, points=True)
        percent = rounded(Fraction(now - then) / Fraction(then) * 100, 1) if then >= FEW else None
        return Change(now - then, percent, points=False)

    @property
    def _too_few(self) -> bool:
        return any(share is not None and share.is_small for share in (self.share, self.share_before))

    @property
    def of_plan(self) -> Decimal | None:
        """Percent of the year's plan."""
        now = self.figure.amount if self.figure else None
        if self.target is None or now is None or not self.target.value or self.is_share:
            return None
        return rounded(Fraction(now) / Fraction(self.target.value) * 100, 1)

    @property
    def chip(self) -> tuple[str, str | Promise] | None:
        return CHIPS.get(self.figure.kind) if self.figure else None

    @property
    def mark(self) -> str:
        return BLANK_MARKS.get(self.figure.blank, "") if self.figure else ""


@dataclass
class AreaLines:
    """The lines of an area, those the filter leaves."""

    area: Area
    every: Sequence[Line]
    lines: Sequence[Line] = field(default_factory=list)

    @property
    def there(self) -> int:
        return sum(not line.missing for line in self.lines)

    @property
    def lacking(self) -> int:
        return sum(line.asked and line.missing for line in self.every)

    @property
    def disagreeing(self) -> int:
        return sum(line.wrong for line in self.every)


@dataclass
class PeriodFigures:
    """All figures of an office and period, read in a handful of queries whatever their number."""

    office: Office
    reported: Reported
    rules: Rules
    lines: Mapping[str, Line]
    lock: Lock

    @property
    def period(self) -> str:
        return code_of(self.reported)

    @property
    def asked(self) -> list[Line]:
        return [line for line in self.lines.values() if line.asked]

    def areas(self, choose: str = "") -> list[AreaLines]:
        """By area, in the catalogue's order; `choose`: 'asked', 'missing', 'wrong', or all. Without empty areas."""
        by_area: dict[str, list[Line]] = {}
        for line in self.lines.values():
            by_area.setdefault(line.indicator.area, []).append(line)
        areas = sorted(self.rules.catalogue.areas.values(), key=lambda area: (area.order, area.code))
        found = [AreaLines(area, by_area.get(area.code, [])) for area in areas]
        for each in found:
            each.lines = [line for line in each.every if _chosen(line, choose)]
        return [each for each in found if each.lines]


def figures_of(office: Office, reported: Reported, codes: Iterable[str] | None = None) -> PeriodFigures:
    """The lines of every indicator of the period, or of `codes` and what they are computed from, then with their sources: five
    queries."""
    now = code_of(reported)
    targets = {each.indicator: each for each in Target.objects.filter(office=office, year=reported.period.end.year)}
    beside = Beside(targets, pending_of(office, now), lock_of(office, now))
    return _lines(office, reported, codes, beside, whole=codes is not None)


def quick_figures(office: Office, reported: Reported, codes: Iterable[str]) -> PeriodFigures:
    """The lines of `codes` and of what the report asks for; nothing of plans and reports that left. One query."""
    return _lines(office, reported, {*codes, *asked_of(office, reported)}, Beside())


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the figures."""

    targets: Mapping[str, Target] = field(default_factory=dict)
    pending: Mapping[str, Pending] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


def _lines(
    office: Office, reported: Reported, codes: Iterable[str] | None, beside: Beside, *, whole: bool = False
) -> PeriodFigures:
    rules = rules_on(reported.period.end)
    now, then = code_of(reported), period_code(reported.period.previous())
    wanted = set(rules.catalogue.indicators) if codes is None else _with_parts(rules, codes)
    current = FigureValue.objects.filter(office=office, period__in=(now, then), superseded=False, withdrawn=False)
    chosen = current if codes is None else current.filter(indicator__in=wanted)
    every: Iterable[Said] = chosen if whole else (Value(*row) for row in chosen.values_list(*_FIELDS))
    record: dict[str, dict[str, Said]] = {now: {}, then: {}}
    others: dict[str, list[Said]] = {}
    for figure in every:
        if figure.of_record:
            record[figure.period][figure.indicator] = figure
        elif figure.period == now:
            others.setdefault(figure.indicator, []).append(figure)
    values = {period: _amounts(figures.values()) for period, figures in record.items()}
    asked = asked_of(office, reported)
    lines = {
        code: Line(
            indicator,
            record[now].get(code),
            record[then].get(code),
            beside.targets.get(code),
            others.get(code, ()),
            beside.pending.get(code),
            code in asked,
            beside.lock.holds(code),
            _share(rules, code, record[now].get(code), values[now]),
            _share(rules, code, record[then].get(code), values[then]),
        )
        for code, indicator in rules.catalogue.indicators.items()
        if code in wanted
    }
    return PeriodFigures(office, reported, rules, lines, beside.lock)


def _share(rules: Rules, code: str, figure: Said | None, values: Mapping[str, Decimal]) -> Share | None:
    """Of what was computed: a share that was typed or read may be of other parts."""
    return share_of(rules.formulas.get(code), values) if figure is not None and figure.kind == Kind.FORMULA else None


def _amounts(figures: Iterable[Said]) -> dict[str, Decimal]:
    return {each.indicator: amount for each in figures if (amount := each.amount) is not None}


def _with_parts(rules: Rules, codes: Iterable[str]) -> set[str]:
    """`codes` and what they are computed from."""
    found = set(codes)
    for code in reversed(list(rules.formulas)):
        if code in found:
            found |= set(rules.formulas[code].depends_on)
    return found


def _chosen(line: Line, choose: str) -> bool:
    return {"asked": line.asked, "missing": line.asked and line.missing, "wrong": line.wrong}.get(choose, True)
