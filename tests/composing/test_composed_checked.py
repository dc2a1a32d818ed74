"""`danvan check` has nothing to say of what danvan writes, but for the figures it was given."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from danvan.catalogue.loading import load_catalogue

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
