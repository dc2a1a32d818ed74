"""Patterns with signs: a sign saves time and changes nothing."""

import re
from pathlib import Path

import pytest

from danvan.reading.known import KNOWN
from danvan.reading.lexicon import fold

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
TEXTS = [
    fold(line)
    for path in sorted((*HERE.glob("cases/*.yml"), *HERE.glob("passages/*.yml"), *EXAMPLES.glob("*.txt")))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("sought", [sought for _, sought in KNOWN], ids=lambda sought: sought.pattern.pattern[:40])
def test_where_a_pattern_is_found_one_of_its_signs_stands(sought):
    found = [text for text in TEXTS if sought.pattern.search(text)]
    assert [text for text in found if not ((sought.worded or re.search(r"\d", text)) and sought.may_be_in(text))] == []
