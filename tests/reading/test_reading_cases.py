"""Sentences as offices of many provinces write them, each with what must be read from it: see `cases/`."""

import unicodedata
from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data

from danvan.reading.paragraphs import paragraphs

HOLDS = {True: "true", False: "false", None: "open"}
CASES = Path(__file__).parent / "cases"


def cases(key):
    return [
        pytest.param(case["text"], case[key] or [], id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
        if key in case
    ]


def words(reading, span):
    return unicodedata.normalize("NFC", " ".join(span.of(reading.document.text).split()))


@pytest.mark.parametrize(("text", "expected"), cases("figures"))
def test_the_figures_of_a_sentence_are_read(read, text, expected):
    reading = read(text)
    found = [f"{words(reading, f.span)} -> {f.quantity.value} {f.quantity.measure}".strip() for f in reading.figures]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), cases("relations"))
def test_the_calculations_of_a_sentence_are_judged(read, text, expected):
    found = [f"{relation.kind.value} {HOLDS[relation.holds]}: {relation.formula}" for relation in read(text).relations]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), cases("citations"))
def test_the_legal_texts_of_a_sentence_are_found(read, text, expected):
    found = [f"{citation.type} {citation.number} {citation.date or ''}".strip() for citation in read(text).citations]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), cases("indicators"))
def test_a_figure_is_given_the_indicator_it_is(read, text, expected):
    reading = read(text)
    found = [f"{words(reading, f.span)} -> {f.indicator}" for f in reading.figures if f.indicator]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), cases("letterhead"))
def test_a_letterhead_is_read(read, text, expected):
    head = read(text).letterhead
    found = {name: str(getattr(head, name) or "") for name in expected}
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), cases("sections"))
def test_the_sections_of_a_report_are_numbered(read, text, expected):
    assert [f"{section.number} {section.heading}" for section in read(text).sections] == expected


@pytest.mark.parametrize(("text", "expected"), cases("paragraphs"))
def test_lines_are_pieced_together(read, text, expected):

    assert [paragraph.text for paragraph in paragraphs(read(text).document)] == expected


def test_every_case_expects_something():
    for path in CASES.glob("*.yml"):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert set(case) - {"name", "text"}, f"{path.name}: {case['name']}"
