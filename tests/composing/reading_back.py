"""Figures drawn, composed into a Word file, and read again: for the tests of composing and for the longer run of them."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.checking.engine import check_reading
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import to_bytes
from danvan.composing.model import ReportModel
from danvan.composing.office import Office
from danvan.composing.own import own_figures
from danvan.documents.opening import open_document
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger
from danvan.reading.read import read_document

UNIT = "xã Trà Lũng"
PERIOD = Period.nine_months(2024)
MADE = datetime(2024, 10, 1, tzinfo=UTC)
OFFICE = Office(
    issuer="Ủy ban nhân dân xã Trà Lũng",
    superior="UBND huyện Xuân Trường",
    symbol="BC-UBND",
    place="Trà Lũng",
    day=date(2024, 9, 20),
    addressees=("Ủy ban nhân dân huyện Xuân Trường",),
    recipients=("Thường trực Đảng ủy xã", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã"),
    signs=("TM. Ủy ban nhân dân", "Chủ tịch"),
    name="Nguyễn Văn An",
)


def figure(indicator: Indicator, number: Decimal | int, period: Period = PERIOD) -> Figure:
    """A figure of `indicator`; a share and a mean have two decimals."""
    decimals = 2 if indicator.kind in {"ratio", "rate"} else 0
    value = Decimal(number).quantize(Decimal(1).scaleb(-decimals))
    quantity = Quantity(value, indicator.measure, decimals)
    name = f"{indicator.code}.{period.start.year}"
    return Figure(name, indicator.code, UNIT, "commune", period, quantity, Entry("x"), MADE, "1")


def drawn(seed: int, known: Mapping[str, Indicator], share: float = 0.35, period: Period = PERIOD) -> list[Figure]:
    """Any figures: a share of all indicators, each with any number, zero among them; they need not add up."""
    rng = random.Random(seed)  # noqa: S311 - for invented figures
    return [figure(each, _number(each, rng), period) for each in known.values() if rng.random() < share]


def _number(indicator: Indicator, rng: random.Random) -> Decimal:
    if rng.random() < 0.08:
        return Decimal(0)
    return Decimal(rng.randrange(10_000)) / (100 if indicator.kind == "ratio" else 1)


def own_report(figures: Iterable[Figure], catalogue: Catalogue, before: Iterable[Figure] = ()) -> ReportModel:
    """The report of the unit itself."""
    own = own_figures(figures, UNIT, PERIOD, catalogue)
    return consolidate(own, catalogue.outlines["recommended_commune_interim"], catalogue, before=list(before))


def lost(figures: Iterable[Figure], model: ReportModel, catalogue: Catalogue, folder: Path) -> list[str]:
    """The indicators told in sentences of `model` whose figure is not read back, with the sentence each is told in."""
    path = folder / "report.docx"
    path.write_bytes(to_bytes(model, made=MADE, office=OFFICE))
    read = defaultdict(set)
    for each in read_document(open_document(path), catalogue).figures:
        read[each.indicator].add(each.quantity.value)
    lines = [line for part in model.parts for area in part.areas for line in area.sentences if not line[0].text.startswith("[")]
    told = {piece.figure: line for line in lines for piece in line}
    return [
        f"{each.indicator} {each.quantity}: {''.join(piece.text for piece in told[each.id])}"
        for each in figures
        if each.id in told and each.amount.value not in read[each.indicator]
    ]


OF_THE_FIGURES = ("AR", "UN01")
"""Checks of the numbers themselves: sums that do not add up, sizes that are not believable. Drawn figures may be both."""


def consolidated_report(seed: int, catalogue: Catalogue, folder: Path, share: float = 0.2) -> ReportModel:
    """A report over four units whose figures are drawn, some of them missing in some."""
    return consolidate(rolled_up(seed, catalogue, folder, share), catalogue.outlines["consolidated"], catalogue)


def rolled_up(seed: int, catalogue: Catalogue, folder: Path, share: float = 0.2) -> RolledUp:
    """The figures of such a report."""
    known = catalogue.at(PERIOD.end).indicators
    names = ("xã Trà Lũng", "xã Xuân Phú", "xã Thọ Nghiệp", "thị trấn Xuân Trường")
    ledger = Ledger.open(folder / f"ledger-{seed}")
    for at, name in enumerate(names):
        figures = drawn(seed * 10 + at, known, share)
        ledger.append([replace(each, id=f"{at}.{each.id}", unit=name) for each in figures])
    return roll_up(ledger, catalogue, PERIOD, names)


def found_in(model: ReportModel, catalogue: Catalogue, folder: Path) -> list[Finding]:
    """What `danvan check` finds above a note in the Word file of `model`, but for what the figures themselves are at fault."""
    path = folder / "checked.docx"
    path.write_bytes(to_bytes(model, made=MADE, office=OFFICE))
    report = check_reading(read_document(open_document(path, appearance=True), catalogue), catalogue)
    return [each for each in report.findings if each.severity is not Severity.NOTE and not each.code.startswith(OF_THE_FIGURES)]
