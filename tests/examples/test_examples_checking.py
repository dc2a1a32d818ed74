"""Checking the examples finds their deliberate errors and nothing else."""

from functools import cache

import pytest

from danvan.checking.engine import check_reading
from danvan.kernel.finding import Severity


@pytest.fixture(scope="session")
def check_example(read_example, catalogue):
    return cache(lambda file: check_reading(read_example(file), catalogue))


def test_a_deliberate_error_is_found(example_error, check_example, places):
    file, wanted = example_error
    report = check_example(file)
    kinds = {report.cards[finding.code].kind for finding in at(report, wanted, places)}
    assert wanted["kind"] in kinds, wanted["words"]


def test_a_deliberate_error_is_found_with_the_right_value(example_error, check_example, places):
    file, wanted = example_error
    report = check_example(file)
    proposed = [without_padding(finding.expected) for finding in at(report, wanted, places)]
    assert any(wanted.get("right", "") in value for value in proposed), (wanted["words"], proposed)


def test_nothing_else_in_an_example_is_called_wrong(example, check_example, places, expected):
    report = check_example(example)
    known = [finding for wanted in expected[example]["errors"] for finding in at(report, wanted, places)]
    others = [finding for finding in report.findings if finding.severity is not Severity.NOTE and finding not in known]
    assert [(finding.code, finding.span.of(report.document.text), dict(finding.data)) for finding in others] == []


def at(report, wanted, places):
    """The findings that lie in the expected words, or rest on them."""
    (place,) = places(report.document.text, wanted["words"])
    return [finding for finding in report.findings if any(span.overlaps(place) for span in (finding.span, *finding.related))]


def without_padding(value):
    """16/08/2023 and 16/8/2023 are one date."""
    return value.replace("/0", "/")
