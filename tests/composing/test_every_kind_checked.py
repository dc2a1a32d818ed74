"""`danvan check` finds nothing above a note in any document danvan writes of figures that fit each other."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.kernel.finding import Severity

KINDS = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("every_kind.py"))))
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    return KINDS.DRAWN.country(CATALOGUE, tmp_path_factory.mktemp("country"), units=("xã Bản Hon", "xã An Hòa"))


@pytest.mark.parametrize(
    ("kind", "seed"),
    [
        ("own_docx", 0),
        ("own_docx", 1),
        ("own_docx", 2),
        ("own_docx", 7),
        ("own_pdf", 5),
        ("consolidated_docx", 1),
        ("appendix_xlsx", 2),
        ("form_xlsx", 0),
        ("form_xlsx", 1),
        ("letter_docx", 0),
        ("letter_docx", 1),
        ("letter_docx", 2),
    ],
)
def test_a_document_of_ours_has_no_finding(kind, seed, country, tmp_path):
    path = KINDS.KINDS[kind](KINDS.Setting(CATALOGUE, country, tmp_path), seed)
    found = KINDS.findings(path, CATALOGUE)
    assert [(each.code, each.found, each.expected) for each in found] == []


def test_what_does_not_add_up_is_asked_about_and_an_error_of_the_check(country, tmp_path):
    setting = KINDS.Setting(CATALOGUE, country, tmp_path)
    unit, period = setting.report(0)
    wrong = [
        KINDS.DRAWN.times(each, 3) if each.indicator == "admin_procedures.resolved_late" else each
        for each in setting.figures(unit, period, "as it is", 0)
    ]
    assert any(each.indicator == "admin_procedures.resolved_late" and each.amount.value for each in wrong)
    path = KINDS.written(setting, unit, period, wrong)
    assert "Số liệu chưa khớp" in KINDS.open_document(path).text
    found = {each.code: each.severity for each in KINDS.findings(path, CATALOGUE, notes=True)}
    assert "AR03" in found
    assert found["AR38"] is Severity.ERROR
