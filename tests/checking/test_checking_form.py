"""The public set of Word files: each gives the findings of form its entry names, no more and no fewer."""

import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from danvan.catalogue.models.profiles import Limits
from danvan.checking.engine import check_reading
from danvan.documents.opening import open_document
from danvan.reading.read import read_document

fixtures = sys.modules["make_form_fixtures"]
INDEX = fixtures.read_index()
LARGEST = 15_000
"""Bytes: anyone may add a file, and all of them stay small."""


def findings(path, catalogue):
    document = open_document(path, appearance=True)
    report = check_reading(read_document(document, catalogue), catalogue)
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "at": one.span.of(document.text),
            "found": one.found,
            "expected": one.expected,
        }
        for one in report.findings
        if "FO20" <= one.code <= "FO39"
    ]


@pytest.mark.parametrize("name", sorted(INDEX))
def test_a_file_gives_the_findings_of_its_entry(name, catalogue):
    assert findings(INDEX[name].path, catalogue) == list(map(dict, INDEX[name].expected))


def test_a_file_that_says_it_is_right_has_no_findings():
    assert [name for name, one in INDEX.items() if name.startswith("right") and one.expected] == []


def test_the_files_are_what_the_tool_makes_of_the_index(capsys):
    assert fixtures.main(["--check"]) == 0, capsys.readouterr().out


def test_every_file_is_small():
    assert max(one.path.stat().st_size for one in INDEX.values()) < LARGEST


def test_every_check_of_form_has_a_file_it_fails(catalogue):
    codes = {one["code"] for fixture in INDEX.values() for one in fixture.expected}
    assert codes == {code for code in catalogue.checks if "FO20" <= code <= "FO39"}


def test_an_unknown_change_is_refused_by_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(fixtures, "FOLDER", tmp_path)
    (tmp_path / "index.yml").write_text(
        "wrong:\n  shows: a typing mistake\n  changes: {margin: {left: 10}}\n", encoding="utf-8"
    )
    with pytest.raises(SystemExit, match="'wrong' has the unknown margin"):
        fixtures.read_index()


def test_a_file_read_without_its_look_gives_no_finding_of_form(catalogue):
    reading = read_document(open_document(INDEX["letter_paper"].path), catalogue)
    assert [one.code for one in check_reading(reading, catalogue).findings if "FO20" <= one.code <= "FO39"] == []


def test_nothing_is_said_of_a_file_that_is_no_official_document(catalogue, tmp_path):
    changes = {"page": {"left": "5"}, "without": [*fixtures._PARTS]}
    path = tmp_path / "notes.docx"
    path.write_bytes(fixtures.document(changes))
    assert findings(path, catalogue) == []


@pytest.mark.parametrize(
    ("millimetres", "said"),
    [("27", "lề trái 27 mm"), ("24.95", "lề trái 24,9 mm"), ("0", "lề trái 0 mm"), ("29.4", "lề trái 29,4 mm")],
)
def test_a_margin_is_said_to_a_tenth_of_a_millimetre(millimetres, said, catalogue, tmp_path):
    path = tmp_path / "margin.docx"
    path.write_bytes(fixtures.document({"page": {"left": millimetres}}))
    assert [one["found"] for one in findings(path, catalogue)] == [said]


def test_the_limits_are_those_of_the_profile_card(catalogue):
    profile = catalogue.profiles["decree_30_2020"]
    narrower = profile.margins.model_copy(update={"left": Limits(least=Decimal(33), most=Decimal(35))})
    changed = replace(catalogue, profiles={profile.code: profile.model_copy(update={"margins": narrower})})
    assert [one["expected"] for one in findings(INDEX["right"].path, changed)] == ["lề trái từ 33 đến 35 mm"]
