"""What danvan writes is in the form that danvan checks: the limits of the profile in force hold for it."""

from datetime import date
from decimal import Decimal

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.composing import styles
from danvan.composing.docx import to_bytes
from danvan.composing.office import Office
from danvan.documents.opening import open_document
from danvan.reading.read import read_document

CATALOGUE = load_catalogue()
PROFILE = CATALOGUE.profiles["decree_30_2020"]
OFFICE = Office(
    issuer="Ủy ban nhân dân huyện Ba Vì",
    superior="UBND thành phố Hà Nội",
    symbol="BC-UBND",
    place="Ba Vì",
    day=date(2024, 2, 5),
    addressees=("Sở Nội vụ",),
    recipients=("Thường trực Huyện ủy",),
    signs=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    name="Nguyễn Văn A",
)


def test_a_composed_report_has_no_finding_of_form(composed, sample, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(to_bytes(composed(), made=sample.MADE, office=OFFICE))
    document = open_document(path, appearance=True)
    report = check_reading(read_document(document, CATALOGUE), CATALOGUE)
    assert [(one.code, one.found, one.expected) for one in report.findings if "FO20" <= one.code <= "FO39"] == []


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
def test_the_margins_written_are_allowed(side):
    assert getattr(PROFILE.margins, side).beyond(Decimal(getattr(styles, side.upper()))) == 0


def test_sheet_and_typeface_written_are_those_asked_for():
    assert ((PROFILE.paper.width, PROFILE.paper.height), PROFILE.letters.font) == (styles.PAGE, styles.TYPEFACE)
