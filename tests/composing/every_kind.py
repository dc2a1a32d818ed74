"""Every kind of document danvan writes, of figures that are drawn, and what `danvan check` says of each.

KINDS: name -> writes one to a file, the seed choosing its figures. `findings(...)`: what is found above a note.
"""

import random
import runpy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.checking.engine import check_reading
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import write_docx
from danvan.composing.form_xlsx import write_form
from danvan.composing.letters.docx import write_letter
from danvan.composing.letters.letter import letter
from danvan.composing.model import ReportModel
from danvan.composing.naming import named as in_full
from danvan.composing.office import Office
from danvan.composing.own import own_figures
from danvan.composing.pdf import write_pdf
from danvan.composing.xlsx import write_xlsx
from danvan.documents.opening import open_document
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger
from danvan.reading.read import read_document

HERE = Path(__file__).parent
BACK = SimpleNamespace(**runpy.run_path(str(HERE / "reading_back.py")))
DRAWN = SimpleNamespace(**runpy.run_path(str(HERE / "believable.py")))


@dataclass(frozen=True)
class Setting:
    """What the documents of a run are made from: the units' figures of two years, and a folder to write in."""

    catalogue: Catalogue
    country: Mapping[tuple[str, Period], Sequence[Figure]]
    folder: Path

    def report(self, seed: int) -> tuple[str, Period]:
        """Whose report, of which period: one of the later year, so that there is a year before."""
        last = max(period.end.year for _unit, period in self.country)
        keys = sorted(
            (key for key in self.country if key[1].end.year == last), key=lambda key: (key[1].start, key[1].end, key[0])
        )
        return keys[seed % len(keys)]

    def figures(self, unit: str, period: Period, way: str, seed: int) -> list[Figure]:
        return DRAWN.bent(self.country.get((unit, period), ()), self.catalogue.at(period.end), way, seed)


def office(unit: str, period: Period) -> Office:
    """The unit's own, the day after the period's figures were closed."""
    place = unit.partition(" ")[2] or unit
    above = "huyện" if unit.startswith("xã") else "quận"
    return Office(
        issuer=f"Ủy ban nhân dân {unit}",
        superior=f"UBND {above} Mường Mẫu",
        symbol="BC-UBND",
        place=place,
        day=period.end - timedelta(16),
        addressees=(f"Ủy ban nhân dân {above} Mường Mẫu",),
        recipients=("Thường trực Đảng ủy", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân"),
        signs=("TM. Ủy ban nhân dân", "Chủ tịch"),
        name="Nguyễn Văn A",
    )


ABOVE = replace(
    office("huyện Mường Mẫu", Period.nine_months(2024)),
    superior="UBND tỉnh Mẫu",
    addressees=("Ủy ban nhân dân tỉnh Mẫu",),
    place="Mường Mẫu",
)


def usual(setting: Setting, period: Period, level: str = "commune", kind: str = "unit") -> Outline:
    """The outline recommended for a report of the period."""
    outlines = setting.catalogue.at(period.end).outlines.values()
    fitting = (one for one in outlines if one.kind == kind and level in one.levels and one.recommended)
    return next(one for one in fitting if period.kind in one.periods)


def _own(setting: Setting, seed: int) -> tuple[ReportModel, Office]:
    unit, period = setting.report(seed)
    figures = setting.figures(unit, period, DRAWN.WAYS[(seed + seed // 8) % len(DRAWN.WAYS)], seed)
    before = setting.figures(unit, period.previous(), "as it is", seed) if seed % 3 else []
    own = own_figures(figures, unit, period, setting.catalogue)
    return consolidate(own, usual(setting, period), setting.catalogue, before=before), office(unit, period)


def own_docx(setting: Setting, seed: int) -> Path:
    """A unit's own report in Word."""
    model, of = _own(setting, seed)
    path = setting.folder / "own.docx"
    write_docx(model, path, made=BACK.MADE, office=of)
    return path


def written(setting: Setting, unit: str, period: Period, figures: Sequence[Figure]) -> Path:
    """The report of a unit, of these figures and no others."""
    own = own_figures(figures, unit, period, setting.catalogue)
    path = setting.folder / "given.docx"
    write_docx(consolidate(own, usual(setting, period), setting.catalogue), path, made=BACK.MADE, office=office(unit, period))
    return path


def own_pdf(setting: Setting, seed: int) -> Path:
    """The same as a PDF."""
    model, of = _own(setting, seed)
    path = setting.folder / "own.pdf"
    write_pdf(model, path, made=BACK.MADE, office=of)
    return path


def rolled(setting: Setting, seed: int) -> RolledUp:
    """All units of a period added up, each bent another way; one of them sometimes silent."""
    period = setting.report(seed)[1]
    units = sorted({unit for unit, _period in setting.country})
    ledger = Ledger.open(setting.folder / f"ledger-{seed}")
    for at, unit in enumerate(units):
        if seed % 4 or at:
            ledger.append(setting.figures(unit, period, DRAWN.WAYS[(seed + at) % len(DRAWN.WAYS)], seed + at))
    return roll_up(ledger, setting.catalogue, period, units)


def consolidated_docx(setting: Setting, seed: int) -> Path:
    """The report of the unit above."""
    summed = rolled(setting, seed)
    model = consolidate(summed, setting.catalogue.outlines["consolidated"], setting.catalogue)
    path = setting.folder / "consolidated.docx"
    write_docx(model, path, made=BACK.MADE, office=replace(ABOVE, day=summed.period.end - timedelta(12)))
    return path


def consolidated_pdf(setting: Setting, seed: int) -> Path:
    """The same as a PDF."""
    summed = rolled(setting, seed)
    model = consolidate(summed, setting.catalogue.outlines["consolidated"], setting.catalogue)
    path = setting.folder / "consolidated.pdf"
    write_pdf(model, path, made=BACK.MADE, office=replace(ABOVE, day=summed.period.end - timedelta(12)))
    return path


def appendix_xlsx(setting: Setting, seed: int) -> Path:
    """The number appendix."""
    path = setting.folder / "appendix.xlsx"
    write_xlsx(rolled(setting, seed), setting.catalogue, path, made=BACK.MADE)
    return path


def form_xlsx(setting: Setting, seed: int) -> Path:
    """An official form, filled for all units or for one."""
    period = setting.report(seed)[1]
    forms = [form for form in setting.catalogue.at(period.end).forms.values() if form.rows != "fields"]
    summed = rolled(setting, seed)
    path = setting.folder / "form.xlsx"
    write_form(forms[seed % len(forms)], summed, setting.catalogue, path, made=BACK.MADE)
    return path


_REASONS = (
    "Đoạn 36: 19 / 22 × 100 = 86,36%, không phải 90,48%",
    "Đoạn 147: trực tuyến 296 + trực tiếp 31 = 327, khác 338 (thiếu 11); nếu 31 là 42 thì khớp",
    "Bảng 2, hàng 3, cột 4: tổng các cột là 1.205, báo cáo ghi 1.250",
    "Đoạn 12: viện dẫn Nghị định số 61/2018/NĐ-CP đã hết hiệu lực từ ngày 01/7/2025",
    "Đoạn 3: chữ “sử lý”, đúng là “xử lý”",
)


def letter_docx(setting: Setting, seed: int) -> Path:
    """A letter that reminds, returns or corrects."""
    unit, period = setting.report(seed)
    dice = random.Random(seed)  # noqa: S311 - for invented letters
    issuer, of = "Ủy ban nhân dân huyện Mường Mẫu", f"Ủy ban nhân dân {unit}"
    days = {"due": "15/12/2024", "new_due": "25/12/2024", "today": "20/12/2024", "issuer": issuer}
    named = f"Báo cáo số {dice.randrange(1, 999)}/BC-UBND ngày 05/12/2024"
    match seed % 3:
        case 0:
            silent = dice.sample([f"Ủy ban nhân dân {name}" for name in DRAWN.PEOPLE], dice.randrange(1, 5))
            text = letter("remind", silent, period=str(period), **days)
        case 1:
            wrong = dice.sample(_REASONS, dice.randrange(1, len(_REASONS)))
            text, silent = letter("return", wrong, report=named, unit=of, period=str(period), **days), [of]
        case _:
            slip = "Tại văn bản đã in “TM. CHỦ TỊCH”, nay đính chính là “TM. ỦY BAN NHÂN DÂN”"
            text, silent = letter("correct", [slip], report=named, **days), []
    path = setting.folder / "letter.docx"
    frame = replace(ABOVE, symbol="UBND-NV", addressees=tuple(silent), day=date(2024, 12, 20))
    told = replace(text, paragraphs=in_full(text.paragraphs, setting.catalogue))
    write_letter(told, path, made=BACK.MADE, office=frame)
    return path


Write = Callable[[Setting, int], Path]
KINDS: Mapping[str, Write] = {
    made.__name__: made
    for made in (own_docx, own_pdf, consolidated_docx, consolidated_pdf, appendix_xlsx, form_xlsx, letter_docx)
}


SIZE = "UN01"
"""What is too much to be believed, which figures made a thousand times as large are."""


def findings(path: Path, catalogue: Catalogue, *, notes: bool = False) -> list[Finding]:
    """What `danvan check` finds above a note in the file, `notes` too if asked for; but for the size of figures."""
    report = check_reading(read_document(open_document(path, appearance=True), catalogue), catalogue)
    return [each for each in report.findings if (notes or each.severity is not Severity.NOTE) and each.code != SIZE]
