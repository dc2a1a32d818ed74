"""Figures counted from registers, and figures computed from those: after every write, for every period it touches.

`recount` is called where a row is saved, in the same transaction; once, after the last row, of an import.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from danvan.catalogue.formulas import IndicatorFormula
from danvan.catalogue.models import Indicator, Register
from danvan.catalogue.regimes.periods import Reported
from danvan.kernel.quantity import rounded
from danvan.site.core.catalogue import today
from danvan.site.figures import months
from danvan.site.figures.models import Blank, FigureValue, Kind
from danvan.site.figures.periods import code_of, open_periods, period_by_code, year_before
from danvan.site.figures.placing import By, Place, Slot, Stated, opened, quantised
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.figures.tallied import Asked, Counted, count
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report

_WHOLE = 6
"""Decimals of a sum that are kept, where its indicator asks for fewer."""


def recount(office: Office, book: str, *, on: Iterable[date] = ()) -> None:
    """Counts a register again for the periods that rows of the days `on` can be in (the dates a row begins and ends, as it was
    and as it is), for all of them if none is given; then whatever is computed from its figures. Keeps what changed.

    The periods: those open now, those a report of the office was begun for, and each of them a year before.
    """
    days = list(on)
    with transaction.atomic():
        for reported in periods_counted(office):
            rules = rules_on(reported.period.end)
            tally = rules.tallies.get(book)
            if tally and _touched(tally.register, reported, days):
                _recount(office, reported, rules, [book])
        months.recount(office, book)


def recompute(office: Office, reported: Reported, codes: Iterable[str]) -> None:
    """What is computed from `codes`, after one of them was entered."""
    with transaction.atomic():
        rules = rules_on(reported.period.end)
        formulas = rules.computed_from(codes)
        place = opened(office, reported)
        place.load(code for formula in formulas for code in (formula.code, *formula.depends_on))
        place.put(_computed(place, formulas, rules, {}), By())


def recount_period(office: Office, reported: Reported) -> None:
    """Everything of a period, from every register: for data loaded in bulk, and when something is in doubt."""
    rules = rules_on(reported.period.end)
    with transaction.atomic():
        _recount(office, reported, rules, list(rules.tallies))
        if reported.closing >= today():
            for book in rules.tallies:
                months.recount(office, book)


def periods_counted(office: Office) -> list[Reported]:
    """The periods whose figures follow the registers."""
    begun = Report.objects.filter(office=office).order_by("-end").values_list("period", flat=True).distinct()[:12]
    known = [period_by_code(office, code) for code in begun]
    now = [*open_periods(office, today()), *(each for each in known if each)]
    every = [*now, *(each for each in (year_before(office, one) for one in now) if each)]
    return list({code_of(each): each for each in every}.values())


def _touched(register: Register, reported: Reported, days: list[date]) -> bool:
    """Whether a row of one of these days can be in the period: begun in it, or before it and still open or staying."""
    if not days or register.stays:
        return not days or min(days) <= reported.closing
    if register.ends:
        return (min(days) <= reported.closing and max(days) >= reported.first) or min(days) < reported.first
    return any(reported.first <= day <= reported.closing for day in days)


def _recount(office: Office, reported: Reported, rules: Rules, books: Sequence[str]) -> None:
    columns = [code for book in books for code in rules.tallies[book].columns]
    formulas = rules.computed_from(columns)
    place = opened(office, reported)
    place.load([*columns, *_parts(formulas)])
    indicators = rules.catalogue.indicators
    stated: dict[Slot, Stated] = {}
    for book in books:
        counted = count(office.pk, Asked(book, reported.first, reported.closing, reported.period.end))
        stated |= {
            (code, Kind.ROWS.value): _of_rows(indicators[code], book, counted.get(code)) for code in rules.tallies[book].columns
        }
    # What is computed is computed from what stands once these are kept; of locked figures, from what would stand.
    place.put(stated, By())
    waiting = {code: each.value for (code, _), each in stated.items() if place.lock.holds(code)}
    place.put(_computed(place, formulas, rules, waiting), By())


def _of_rows(indicator: Indicator, book: str, counted: Counted | None) -> Stated:
    if counted is None or counted.value is None:
        return Stated()
    exact = Fraction(counted.value)
    needed = next((places for places in range(_WHOLE + 1) if (exact * 10**places).denominator == 1), _WHOLE)
    decimals = indicator.decimals if indicator.kind in ("ratio", "rate") else max(indicator.decimals, needed)
    source = {"kind": "rows", "register": book, "query": indicator.formula, "count": counted.rows, "digest": ""}
    return Stated(quantised(rounded(exact, decimals)), "", decimals, source)


def _computed(
    place: Place, formulas: Iterable[IndicatorFormula], rules: Rules, waiting: Mapping[str, Decimal | None]
) -> dict[Slot, Stated]:
    """The formulas in their order, each over what is of record of its parts; a locked one over what would be."""
    record = {code: known for code in _parts(formulas) if (known := _amount(place.of_record(code))) is not None}
    would = {**record, **{code: value for code, value in waiting.items() if value is not None and not _entered(place, code)}}
    for code, value in waiting.items():
        if value is None and not _entered(place, code):
            would.pop(code, None)
    found: dict[Slot, Stated] = {}
    for formula in formulas:
        locked = place.lock.holds(formula.code)
        exact = formula.evaluate(would if locked else record)
        stated = _of_formula(rules.catalogue.indicators[formula.code], formula, exact, place)
        found[formula.code, Kind.FORMULA.value] = stated
        _enter(would, formula.code, stated, place)
        if not locked:
            _enter(record, formula.code, stated, place)
    return found


def _enter(values: dict[str, Decimal], code: str, stated: Stated, place: Place) -> None:
    """What the next formulas see: what was typed or counted stands before what was computed."""
    standing = place.of_record(code)
    if standing is not None and standing.kind != Kind.FORMULA:
        return
    if stated.value is None:
        values.pop(code, None)
    else:
        values[code] = stated.value


def _of_formula(indicator: Indicator, formula: IndicatorFormula, exact: Fraction | None, place: Place) -> Stated:
    if exact is None:
        return Stated()
    before = f"{place.office.code}.{code_of(place.reported)}."
    source = {"kind": "formula", "formula": indicator.formula, "figures": [before + code for code in formula.depends_on]}
    return Stated(quantised(rounded(exact, indicator.decimals)), "", indicator.decimals, source)


def _parts(formulas: Iterable[IndicatorFormula]) -> Iterator[str]:
    return (code for formula in formulas for code in (formula.code, *formula.depends_on))


def _amount(figure: FigureValue | None) -> Decimal | None:
    return figure.amount if figure else None


def _entered(place: Place, code: str) -> bool:
    """Whether something else than a count is of record."""
    standing = place.of_record(code)
    return standing is not None and standing.kind in (Kind.WORDS, Kind.ENTRY) and standing.blank != Blank.NOT_REPORTED
