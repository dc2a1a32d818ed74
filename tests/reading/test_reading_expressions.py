"""Arithmetic written out in a sentence: what is computed, and what only looks like it."""

from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.documents.opening import open_document
from danvan.reading.model import Relation, RelationKind
from danvan.reading.read import read_document


@pytest.fixture
def written(tmp_path: Path):
    """The relations between numbers that `words` write out."""

    def written(words: str) -> list[Relation]:
        path = tmp_path / "a.txt"
        path.write_text(f"BÁO CÁO\n\nI. KẾT QUẢ\n\n{words}\n", encoding="utf-8")
        found = read_document(open_document(path), load_catalogue()).relations
        return [one for one in found if one.why == "expression" or one.kind is RelationKind.EXPRESSION]

    return written


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Tổng số hồ sơ: 206 + 129 = 335 hồ sơ.", 335),
        ("Tổng số hồ sơ: (206 + 129) = 335 hồ sơ.", 335),
        ("Số còn lại: 335 - 129 = 206 hồ sơ.", 206),
        ("Bình quân: (206 + 130) : 2 = 168 hồ sơ.", 168),
        ("Tổng số: 2 x (10 + 15) = 50 lượt.", 50),
    ],
)
def test_written_arithmetic_is_computed_exactly(written, words: str, value: int) -> None:
    (found,) = written(words)
    assert (found.computed, found.holds) == (value, True)


def test_a_wrong_result_does_not_hold_and_the_right_one_is_told(written) -> None:
    (found,) = written("Tổng số hồ sơ: 206 + 129 = 345 hồ sơ.")
    assert (found.computed, found.holds) == (335, False)


def test_a_result_in_percent_is_of_a_hundred(written) -> None:
    (found,) = written("Tỷ lệ giải quyết: 150/200 = 75%.")
    assert (found.computed, found.holds) == (75, True)


@pytest.mark.parametrize(
    "words",
    [
        "Tổng số hồ sơ: (206 + 129 = 335 hồ sơ.",
        "Tổng số hồ sơ: 206) + 129 = 335 hồ sơ.",
        "Tỷ lệ: 15 / 0 = 12 hồ sơ.",
    ],
)
def test_what_cannot_be_computed_is_no_arithmetic(written, words: str) -> None:
    assert written(words) == []
