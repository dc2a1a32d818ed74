"""The papers whose look is tested: a unit's own report, a consolidated one, a letter, each with its office filled in.

`written(folder)` writes them all; `pictures(pdf)` shows a PDF as small pictures.
"""

import runpy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from danvan.composing.consolidate import consolidate
from danvan.composing.docx import write_docx
from danvan.composing.letters.docx import write_letter
from danvan.composing.letters.letter import letter
from danvan.composing.office import Office
from danvan.composing.own import own_figures
from danvan.composing.pdf import write_pdf
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.ids import figure_id

SAMPLE = runpy.run_path(str(Path(__file__).with_name("sample.py")))
UNIT = "xã An Hòa"
DISTRICT = Office(
    issuer="Ủy ban nhân dân huyện Ba Vì",
    superior="UBND thành phố Hà Nội",
    symbol="BC-UBND",
    place="Ba Vì",
    day=date(2024, 2, 5),
    addressees=("Sở Nội vụ", "Ban Dân vận Thành ủy"),
    recipients=("Thường trực Huyện ủy",),
    signs=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    name="Nguyễn Văn A",
)
COMMUNE = replace(
    DISTRICT,
    issuer=f"Ủy ban nhân dân {UNIT}",
    superior="UBND huyện Ba Vì",
    place="An Hòa",
    addressees=("Ủy ban nhân dân huyện Ba Vì",),
    recipients=("Thường trực Đảng ủy xã", "Thường trực Hội đồng nhân dân xã"),
    signs=("TM. Ủy ban nhân dân", "Chủ tịch"),
)
GIVEN = {
    "reception.visits": (40, 27),
    "reception.regular": (30, 20),
    "reception.periodic": (10, 7),
    "reception.people": (45, 30),
    "procedures.received": (1200, 1300),
    "procedures.settled": (1180, 1240),
    "procedures.on_time": (1170, 1200),
    "procedures.late": (10, 40),
    "procedures.on_time_rate": ("99.15", "96.77"),
}


def figures(period, at):
    known = SAMPLE["catalogue"]().indicators
    return [
        Figure(
            figure_id(code, UNIT, period), code, UNIT, "commune", period,
            Quantity(Decimal(numbers[at]), known[code].measure, known[code].decimals), Entry("văn thư"),
            SAMPLE["MADE"], "sample",
        )
        for code, numbers in GIVEN.items()
    ]  # fmt: skip


def own():
    catalogue, period = SAMPLE["catalogue"](), Period.nine_months(2024)
    rolled = own_figures(figures(period, 0), UNIT, period, catalogue)
    before = figures(Period.nine_months(2023), 1)
    first, *others = SAMPLE["outline"]().parts
    long = (
        "Thực hiện chương trình công tác năm, Ủy ban nhân dân xã đã ban hành kế hoạch, phân công người phụ trách từng nội dung,"
        " hằng tháng kiểm điểm tiến độ trước Thường trực Đảng ủy xã; việc đối thoại giữa người đứng đầu với Nhân dân được tổ"
        " chức đúng kỳ, ý kiến của người dân được trả lời bằng văn bản và niêm yết công khai tại trụ sở."
    )
    told = first.model_copy(update={"text": SAMPLE["both"]("\n".join([long] * 4))})
    return consolidate(rolled, SAMPLE["outline"](parts=(told, *others)), catalogue, before=before)


def consolidated():
    return consolidate(SAMPLE["usual"](), SAMPLE["outline"](), SAMPLE["catalogue"]())


def reminder():
    blanks = {"due": "20/9/2024", "today": "25/9/2024", "new_due": "30/9/2024", "issuer": DISTRICT.issuer}
    return letter("remind", ["xã Bình Sơn", "thị trấn Cẩm Giang"], period="9 tháng đầu năm 2024", **blanks)


def written(folder):
    """name -> Word file; name -> PDF by our typesetter. Of the letter there is a Word file only."""
    made = {"made": SAMPLE["MADE"]}
    for name, model, office in (("own", own(), COMMUNE), ("consolidated", consolidated(), DISTRICT)):
        write_docx(model, folder / f"{name}.docx", office=office, **made)
        write_pdf(model, folder / f"{name}.pdf", office=office, **made)
    write_letter(reminder(), folder / "letter.docx", office=replace(DISTRICT, symbol="UBND-NV"), **made)
    words = {path.stem: path for path in sorted(folder.glob("*.docx"))}
    return words, {path.stem: path for path in sorted(folder.glob("*.pdf"))}
