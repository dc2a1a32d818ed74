"""One report as the level above reads it: what was sent, beside last year's and what the unit's own book says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.catalogue.models import Area
from danvan.site.figures.asked import asked_of
from danvan.site.figures.lines import Line
from danvan.site.figures.locking import pending_of
from danvan.site.figures.models import FigureValue, Kind
from danvan.site.figures.periods import get_period_or_404
from danvan.site.figures.ratios import Share, share_of
from danvan.site.figures.reading import witnesses
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.reports.drafting import Draft, draft_of, material_of_version
from danvan.site.reports.models import Report, ReportVersion, State


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent last: the version, put together as it is printed."""

    version: ReportVersion
    draft: Draft


@dataclass(frozen=True, slots=True)
class AreaSent:
    """The figures of one area that went with the report, and those it asks for that did not."""

    area: Area
    lines: Sequence[Line]

    @property
    def wrong(self) -> int:
        return sum(line.wrong for line in self.lines)

    @property
    def lacking(self) -> int:
        return sum(line.missing for line in self.lines)


def sent(report: Report) -> Sent | None:
    """None for a report that never was sent, or was recalled. Three queries. Raises NoOutline."""
    if report.sent_at is None:
        return None
    number = report.events.filter(did="sent").values_list("version", flat=True).first()
    version = report.versions.filter(number=number).first() if number else None
    return Sent(version, draft_of(report, material_of_version(version, report))) if version else None


def areas_sent(report: Report, found: Sent, *, every: bool = False, also: Collection[str] = ()) -> list[AreaSent]:
    """The figures by area, in the catalogue's order: those the report asks for, those that differ from another source, and
    `also`; with `every` all that went with it. Two queries; of a report that was returned nothing is compared with what
    the unit's book says by now: it is being mended."""
    rules = rules_on(report.end)
    numbers = found.draft.material.numbers
    now = {each.indicator: each for each in numbers.now if not each.withdrawn}
    before = {each.indicator: each for each in numbers.before if not each.withdrawn}
    stands = report.state in (State.SENT, State.ACCEPTED)
    beside = witnesses(report.office, report.period) if stands else {}
    pending = pending_of(report.office, report.period, now) if stands else {}
    asked = asked_of(report.office, get_period_or_404(report.office, report.period))
    values = _amounts(now), _amounts(before)
    by_area: dict[str, list[Line]] = {}
    for code, indicator in rules.catalogue.indicators.items():
        if code not in now and code not in asked:
            continue
        line = Line(
            indicator, now.get(code), before.get(code), None, beside.get(code, ()), pending.get(code), code in asked, True,
            *(_share(rules, code, figures.get(code), amounts) for figures, amounts in zip((now, before), values, strict=True)),
        )  # fmt: skip
        if every or line.asked or line.wrong or code in also:
            by_area.setdefault(indicator.area, []).append(line)
    areas = sorted(rules.catalogue.areas.values(), key=lambda area: (area.order, area.code))
    return [AreaSent(area, by_area[area.code]) for area in areas if area.code in by_area]


def reasons_of(posted: Mapping[str, str], codes: Sequence[str], known: Collection[str]) -> dict[str, str]:
    """Indicator -> the words it is returned with, of those ticked; '' where none were given."""
    return {code: posted.get(f"why-{code}", "").strip()[:_LONGEST] for code in codes if code in known}


_LONGEST = 500


def _amounts(figures: Mapping[str, FigureValue]) -> dict[str, Decimal]:
    return {code: amount for code, each in figures.items() if (amount := each.amount) is not None}


def _share(rules: Rules, code: str, figure: FigureValue | None, values: Mapping[str, Decimal]) -> Share | None:
    return share_of(rules.formulas.get(code), values) if figure is not None and figure.kind == Kind.FORMULA else None
