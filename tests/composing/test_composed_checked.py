"""`danvan check` has nothing to say of what danvan writes, but for the figures it was given."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.composing.appendices import annexed
from danvan.composing.consolidate import consolidate
from danvan.composing.from_below import FromBelow
from danvan.composing.own_words.told import Told
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger

BACK = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("reading_back.py"))))
CATALOGUE = load_catalogue()
KNOWN = CATALOGUE.at(BACK.PERIOD.end).indicators


def said(findings):
    return [(each.code, each.found, each.expected) for each in findings]


@pytest.mark.parametrize("seed", range(4))
def test_a_units_own_report_has_no_finding(seed, tmp_path):
    before = BACK.drawn(seed + 100, KNOWN, 0.7, BACK.PERIOD.previous()) if seed % 2 else []
    model = BACK.own_report(BACK.drawn(seed, KNOWN), CATALOGUE, before)
    assert said(BACK.found_in(model, CATALOGUE, tmp_path)) == []


@pytest.mark.parametrize("seed", range(2))
def test_a_consolidated_report_has_no_finding(seed, tmp_path):
    model = BACK.consolidated_report(seed, CATALOGUE, tmp_path)
    assert said(BACK.found_in(model, CATALOGUE, tmp_path)) == []


def test_a_report_without_a_figure_has_no_finding(tmp_path):
    assert said(BACK.found_in(BACK.own_report([], CATALOGUE), CATALOGUE, tmp_path)) == []


def test_a_report_that_quotes_in_their_own_words_has_no_finding(tmp_path):
    misspelt = "việc tuyên truyền chưa tạo được sự lan lan tỏa, làm luớt, 206 hồ sơ = 129 + 70 hồ sơ"
    told = (Told("difficulties", misspelt, "xã Trà Lũng"), Told("models", "", "xã Xuân Phú", name="Hủ gạo tiết kiệm"))
    ledger = Ledger.open(tmp_path / "ledger")
    ledger.append(BACK.drawn(1, KNOWN))
    rolled = roll_up(ledger, CATALOGUE, BACK.PERIOD, [BACK.UNIT, "xã Xuân Phú"])
    model = consolidate(rolled, CATALOGUE.outlines["consolidated"], CATALOGUE, below=FromBelow(told, 2))
    assert said(BACK.found_in(annexed(model, {}), CATALOGUE, tmp_path)) == []
