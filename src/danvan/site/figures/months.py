"""Key figures month by month, kept when their register changes, so that a page draws them without counting anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from danvan.kernel.quantity import rounded
from danvan.site.core.catalogue import today
from danvan.site.figures.models import Months
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.figures.tallied import Asked, count_by_month
from danvan.site.offices.models import Office

KEY = (
    "admin_procedures.in_time_rate",
    "citizen_reception.visits",
    "online_services.online_rate",
    "petitions.settled",
    "satisfaction.rate",
)
"""What the desk shows, where the catalogue has it: who was served in time, who came, how they are answered."""


@dataclass(frozen=True, slots=True)
class Series:
    """A year of an indicator: month ('2026-03') -> its number."""

    year: int
    values: Mapping[str, Decimal]

    def at(self, month: int) -> Decimal | None:
        return self.values.get(f"{self.year}-{month:02}")


def recount(office: Office, book: str) -> None:
    """Counts the key figures of a register again, this year and the last."""
    now = today()
    rules = rules_on(now)
    parts = {
        code: parts for code in KEY if (parts := _parts(code, rules)) and {rules.book_of(part) for part in parts} == {book}
    }
    if not parts:
        return
    asked = Asked(book, date(now.year - 1, 1, 1), now, now)
    counted = count_by_month(office.pk, asked, sorted({part for each in parts.values() for part in each}))
    kept = {(each.indicator, each.year): each for each in Months.objects.filter(office=office, indicator__in=parts)}
    for code in parts:
        every = _series(code, rules, {part: counted[part] for part in parts[code]})
        for year in (now.year - 1, now.year):
            _keep(
                office, code, year, {month: str(value) for month, value in every.items() if month.startswith(str(year))}, kept
            )


def series_of(office: Office, codes: Iterable[str], year: int) -> dict[str, dict[int, Series]]:
    """Indicator -> year -> its months, of `year` and the one before: one query."""
    found: dict[str, dict[int, Series]] = {}
    for each in Months.objects.filter(office=office, indicator__in=list(codes), year__in=(year - 1, year)):
        values = {month: Decimal(value) for month, value in each.values.items()}
        found.setdefault(each.indicator, {})[each.year] = Series(each.year, values)
    return found


def _parts(code: str, rules: Rules) -> tuple[str, ...]:
    """The counts an indicator is made of; itself where it is one; nothing where it is neither."""
    if code in rules.formulas:
        return rules.formulas[code].depends_on
    return (code,) if rules.book_of(code) else ()


def _series(code: str, rules: Rules, counted: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Decimal]:
    if code not in rules.formulas:
        return dict(counted[code])
    formula, decimals = rules.formulas[code], rules.catalogue.indicators[code].decimals
    months = {month for values in counted.values() for month in values}
    exact: dict[str, Fraction | None] = {
        month: formula.evaluate({part: values.get(month, Decimal(0)) for part, values in counted.items()})
        for month in sorted(months)
    }
    return {month: rounded(value, decimals) for month, value in exact.items() if value is not None}


def _keep(office: Office, code: str, year: int, values: dict[str, str], kept: dict[tuple[str, int], Months]) -> None:
    old = kept.get((code, year))
    if old is None and values:
        Months.objects.update_or_create(office=office, indicator=code, year=year, defaults={"values": values})
    elif old is not None and old.values != values:
        Months.objects.filter(pk=old.pk).update(values=values)
