"""Something wrong in an accepted report: what a correction would change above, and the letter that mends a misprint."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from django.utils.translation import gettext as _

from danvan.composing.letters.docx import write_letter
from danvan.composing.letters.letter import day, figures_in, letter
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.ledger.consequences.model import Consequences
from danvan.ledger.consequences.preview import Preview
from danvan.ledger.engines import open_engine
from danvan.ledger.figure import Figure
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.core.language import words
from danvan.site.figures.ledger import the_ledger
from danvan.site.figures.models import Published
from danvan.site.offices.models import Office
from danvan.site.reports.drafting import draft_of
from danvan.site.reports.letterhead import issuer_of
from danvan.site.reports.models import Report
from danvan.units.register import UnitRegister


class NotCounted(Exception):
    """The figure is not in the ledger: nothing above stands on it yet."""


class NumberCorrected(Exception):
    """A letter would change a number; that takes a new report."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change. `kind`: total, kept, begin, cease, points; `old`, `new`: as people read them."""

    kind: str
    name: str
    unit: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a correction of `figure` changes. `unplaced`: the unit is in no list of units, so that nothing above is told."""

    figure: Figure
    old: str
    new: str
    changes: Sequence[Change]
    unplaced: bool


def foresee(report: Report, indicator: str, new: Decimal | None) -> Foreseen:
    """What changes when a figure of an accepted report becomes `new`, or is taken back (None). Nothing is written.

    Raises NotCounted; LedgerError and its kinds for a value that may not be.
    """
    catalogue = the_catalogue()
    identifier = _identifier(report, indicator)
    measure = catalogue.indicators[indicator].measure if indicator in catalogue.indicators else ""
    quantity = None if new is None else Quantity(new, measure, max(0, -int(new.as_tuple().exponent)))
    with open_engine("duckdb") as engine:
        found = Preview(the_ledger(), engine, catalogue, _register(report)).of(identifier, quantity)
    old = str(found.figure.quantity) if found.figure.quantity else "–"
    return Foreseen(
        found.figure, old, str(quantity) if quantity else "–", tuple(_changes(found, report.office)), found.unplaced
    )


def said_change(report: Report, indicator: str, new: Decimal | None) -> dict[str, str]:
    """Indicator -> '49 lượt → 52 lượt', as the event of asking for it keeps it; nothing for a figure the report has not."""
    figure = next((one for one in draft_of(report).figures.values() if one.indicator == indicator), None)
    if figure is None:
        return {}
    old = str(figure.quantity) if figure.quantity else "–"
    measure = figure.quantity.measure if figure.quantity else ""
    return {indicator: f"{old} → {'–' if new is None else Quantity(new, measure, max(0, -int(new.as_tuple().exponent)))}"}


def misprint_letter(report: Report, slips: Sequence[tuple[str, str]]) -> bytes:
    """A letter that corrects slips of form (printed, right) as a Word file.

    Raises NumberCorrected: what is said is corrected by a new report (Nghị định 30/2020/NĐ-CP, điều 18 khoản 3).
    """
    if figures_in([right for _printed, right in slips]) or figures_in([printed for printed, _right in slips]):
        raise NumberCorrected
    items = [f"Tại văn bản đã in “{printed}”, nay đính chính là “{right}”" for printed, right in slips]
    issuer = issuer_of(report.office, report.office.letterhead)
    sent = f" gửi ngày {day(report.sent_at.date())}" if report.sent_at else ""
    named = f"Báo cáo {report.of_period}{sent}"
    made = letter("correct", items, report=named, issuer=issuer.issuer, today=day(today()))
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        file = Path(folder) / "dinh-chinh.docx"
        write_letter(made, file, made=datetime.now(UTC), office=issuer)
        return file.read_bytes()


def _identifier(report: Report, indicator: str) -> str:
    place = f"{report.office.code}.{report.period}.{indicator}"
    kept = Published.objects.filter(place=place).order_by("-pk").values_list("identifier", flat=True).first()
    if kept is None:
        raise NotCounted
    return kept


def _register(report: Report) -> UnitRegister:
    """The offices of its province: nothing beyond it stands in this ledger, and the nation's list takes seconds to read."""
    every = Office.objects.filter(path__startswith=report.office.province_path).select_related("parent")
    return UnitRegister(office.unit for office in every)


def _changes(found: Consequences, office: Office) -> Iterator[Change]:
    """Of the office and those above it; what this site holds of the nation is no total of it."""
    for moved in (each for each in found.totals if each.unit_code in office.path.split("/")):
        old, new = (_number(value, moved.decimals) for value in (moved.old, moved.new))
        yield Change("total", words(moved.indicator.name), moved.unit, old, new)
    for kept in found.kept:
        indicator = the_catalogue().indicators.get(kept.figure.indicator)
        name = words(indicator.name) if indicator else kept.figure.indicator
        yield Change("kept", name, kept.figure.unit, str(kept.old), _number(kept.new, kept.old.decimals))
    yield from (Change("begin", words(failure.identity.name)) for failure in found.begin)
    yield from (Change("cease", words(failure.identity.name)) for failure in found.cease)
    for scored in found.scores:
        old, new = (_points(value) for value in scored.total)
        yield Change("points", words(scored.card.name), found.figure.unit, old, new)


def _number(value: Decimal | None, decimals: int) -> str:
    return "–" if value is None else vietnamese(value, decimals)


def _points(value: Fraction | None) -> str:
    return "–" if value is None else vietnamese(Decimal(value.numerator) / Decimal(value.denominator), 2)


def told(change: Change) -> str:
    """What kind of change it is, in words."""
    return {
        "total": _("total or rate"), "kept": _("computed figure"), "begin": _("begins to contradict itself"),
        "cease": _("ceases to contradict itself"), "points": _("points"),
    }[change.kind]  # fmt: skip
