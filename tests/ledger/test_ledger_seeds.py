"""The ledger over real reports: whatever is read of them is kept or said to be skipped, and can be traced."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.documents.opening import digest, open_document
from danvan.kernel.period import Period
from danvan.ledger.collect import collect
from danvan.ledger.rollup import keep_totals, roll_up
from danvan.reading.read import read_document

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.exists() and "CI" not in os.environ, reason="the shared reports are not beside the checkout"),
]


@pytest.fixture(scope="module")
def reports():
    """Reading and what was collected from it, for every seed."""
    catalogue = load_catalogue()
    files = sorted(SEEDS.glob("*.txt"))
    assert files, f"no reports in {SEEDS}"
    readings = [(read_document(open_document(file), catalogue), digest(file)) for file in files]
    return [(reading, collect(reading, key, catalogue, datetime(2024, 10, 1, tzinfo=UTC))) for reading, key in readings]


def test_every_stated_figure_is_kept_or_skipped_with_a_reason(reports):
    for reading, collected in reports:
        assert len(collected.figures) + len(collected.skipped) == len(reading.figures)


def test_the_words_of_every_figure_are_the_documents_and_stand_in_their_context(reports):
    for reading, collected in reports:
        for figure in collected.figures:
            words = figure.source
            assert words.text == reading.document.text[words.start : words.end]
            assert " ".join(words.text.split()) in words.context


def test_the_reports_can_be_added_rolled_up_and_explained(reports, ledger):
    for _, collected in reports:
        assert len(ledger.append(collected.figures)) == len(collected.figures)
        assert ledger.append(collected.figures) == []
    nine_months = Period.nine_months(2024)
    kept = keep_totals(ledger, roll_up(ledger, load_catalogue(), nine_months, ["xã Trà Sơn", "xã Tân Hưng"]))
    assert kept.totals
    for total in kept.totals:
        assert {each.figure.source.kind for _, each in ledger.explain(total.id).walk() if not each.parts} == {"words"}
