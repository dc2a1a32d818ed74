"""Figures of an office and period, read; and typed in."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.catalogue.models import Indicator
from danvan.catalogue.regimes.periods import Reported
from danvan.kernel.quantity import Quantity
from danvan.ledger import figure as ledger_figure
from danvan.ledger.figure import Figure
from danvan.ledger.rows import plain
from danvan.ledger.sources import from_content
from danvan.site.accounts.models import User
from danvan.site.figures.counting import recompute
from danvan.site.figures.models import Blank, FigureValue, Kind, period_of
from danvan.site.figures.periods import code_of
from danvan.site.figures.placing import By, Stated, opened
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Office


def current_figures(office: Office, period: str, codes: Iterable[str] | None = None) -> dict[str, FigureValue]:
    """Indicator -> its figure of record, in one query; of `codes` only, where they are given."""
    found = FigureValue.objects.filter(office=office, period=period, superseded=False, of_record=True)
    return {each.indicator: each for each in (found if codes is None else found.filter(indicator__in=set(codes)))}


def witnesses(office: Office, period: str) -> dict[str, list[FigureValue]]:
    """Indicator -> what other kinds of source say now, beside the figure of record; in one query."""
    found: dict[str, list[FigureValue]] = {}
    beside = FigureValue.objects.filter(office=office, period=period, superseded=False, of_record=False, withdrawn=False)
    for each in beside:
        found.setdefault(each.indicator, []).append(each)
    return found


def figure_name(figure: Any, office: Office) -> str:
    """As the ledger and composed texts call it, whatever its version: '21001.2026-9m.petitions.received'."""
    return f"{office.code}.{figure.period}.{figure.indicator}"


FIELDS = ("indicator", "period", "start", "end", "value", "blank", "decimals", "source", "recorded", "catalogue", "withdrawn")
"""What a figure of the ledger is made of."""


def as_ledger_figures_of(figures: Iterable[Any], office: Office) -> list[Figure]:
    """Versions of one office, each by itself: it supersedes nothing. `figures`: FigureValues, or rows with their FIELDS."""
    in_force: dict[date, Mapping[str, Indicator]] = {}
    found = []
    for each in figures:
        if each.end not in in_force:
            in_force[each.end] = rules_on(each.end).catalogue.indicators
        found.append(_as_ledger_figure(each, office, in_force[each.end].get(each.indicator)))
    return found


def _as_ledger_figure(figure: Any, office: Office, known: Indicator | None) -> Figure:
    amount = Decimal(0) if figure.blank == Blank.NONE_HAPPENED else figure.value
    quantity = None if amount is None else Quantity(plain(amount), known.measure if known else "", figure.decimals)
    return Figure(
        id=figure_name(figure, office), indicator=figure.indicator, unit=office.name, level=office.level,
        period=period_of(figure.period, figure.start, figure.end), quantity=quantity,
        source=from_content(figure.source), recorded=figure.recorded, catalogue=figure.catalogue,
        unit_code=office.code,
        blank=ledger_figure.Blank(figure.blank) if figure.blank else None, withdrawn=figure.withdrawn,
    )  # fmt: skip


def set_entry(
    office: Office, reported: Reported, indicator: str, value: Decimal | Blank | None, person: User, reason: str = ""
) -> FigureValue | None:
    """Types a figure in: a number, or why there is none; None takes back what was typed, and what was counted stands again.

    Gives the figure of record now. Raises ValidationError: an unknown indicator, a figure that left with a report, no reason
    where a figure is overwritten.
    """
    rules = rules_on(reported.period.end)
    if (card := rules.catalogue.indicators.get(indicator)) is None:
        raise ValidationError(_("There is no figure '%(code)s' in this period."), params={"code": indicator})
    with transaction.atomic():
        place = opened(office, reported)
        place.load([indicator])
        if place.lock.holds(indicator):
            raise ValidationError(
                _("This figure left with a report and stays as it was sent. Ask for the report to be returned.")
            )
        standing = place.of_record(indicator)
        stated = _typed(value, card.decimals, person, reason)
        if standing is not None and not reason.strip() and not stated.same_as(standing):
            raise ValidationError(_("Say why this figure is changed."), code="reason")
        place.put({(indicator, Kind.ENTRY.value): stated}, By(person, reason.strip()))
        recompute(office, reported, [indicator])
    return current_figures(office, code_of(reported), [indicator]).get(indicator)


def _typed(value: Decimal | Blank | None, decimals: int, person: User, reason: str) -> Stated:
    source = {"kind": "entry", "person": str(person), "reason": reason.strip()}
    if value is None:
        return Stated()
    if isinstance(value, Blank):
        zero = Decimal(0) if value is Blank.NONE_HAPPENED else None
        return Stated(zero, value, 0, source)
    digits = max(decimals, -int(value.as_tuple().exponent) if isinstance(value.as_tuple().exponent, int) else 0)
    return Stated(value, "", digits, source)
