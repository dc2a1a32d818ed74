"""The examples themselves: every one is described, and what is said of them can be found in them."""

import runpy
import sys
import zipfile
from decimal import Decimal

import pytest

from danvan.documents.opening import find_reports, open_document


def test_every_report_is_described_and_every_description_has_its_report(examples, expected):
    assert [path.name for path in find_reports(examples)] == sorted(expected)


@pytest.mark.parametrize("key", ["errors", "figures", "holds"])
def test_the_words_expected_in_a_report_stand_in_it_once(example, key, examples, expected, places):
    text = open_document(examples / example).text
    counts = {case["words"]: len(places(text, case["words"])) for case in expected[example][key]}
    assert counts == dict.fromkeys(counts, 1)


def test_the_sums_expected_to_hold_do_hold(example, expected):
    sums = [case for case in expected[example]["holds"] if case["kind"] == "sum"]
    assert sums
    assert all(sum(case["parts"]) == Decimal(str(case["stated"])) for case in sums)


def test_the_word_report_is_what_its_script_writes(tmp_path, monkeypatch, examples):
    monkeypatch.setattr(sys, "argv", ["make_docx.py", str(tmp_path)])
    runpy.run_path(str(examples / "make_docx.py"), run_name="__main__")
    name = "thi-tran-kim-lung.docx"
    # Members, not the file's bytes: another zlib packs the same text differently.
    assert members(tmp_path / name) == members(examples / name)


def test_the_broken_report_is_broken_as_a_pdf_breaks_it(examples):
    lines = (examples / "xa-tra-lung.txt").read_text(encoding="utf-8").splitlines()
    assert not any(lines[1::2])
    assert max(map(len, lines)) <= 82


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
