"""Numbers that belong to the page or the outline are known as such; a bare number that may be data is signalled."""

from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "layout.yml").read_text(encoding="utf-8"))
ASKED = [pytest.param(case["text"], case["unaccounted"], id=case["name"]) for case in CASES if "unaccounted" in case]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_only_numbers_of_unknown_meaning_stay_open(read, text, expected):
    reading = read(text)
    assert [span.of(text) for span in reading.coverage.unaccounted] == expected


def test_a_long_line_of_anything_is_one_paragraph(read):
    for text in ("NGUYỄN VĂN AN " * 300, "* " * 3000, "\\" * 3000, "_" * 3000 + "a"):
        assert len(read(text).sections) == 0
