"""What must hold of every reading, whatever the text."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.documents.text.reader import read_text
from danvan.kernel.quantity import vietnamese
from danvan.reading.model import RelationKind
from danvan.reading.read import read_document

WORDS = st.sampled_from(
    [
        *(
            "tiếp nhận",
            "hồ sơ",
            "đơn",
            "trong đó",
            "gồm",
            "đạt",
            "tăng",
            "giảm",
            "so với cùng kỳ",
            "vụ việc",
            "lượt",
            "và",
            "số",
        ),
        *("năm 2024", "ngày", "còn lại", "UBND xã", "Kế hoạch số", "/KH-UBND", "quá hạn", "trực tuyến", "không", "triệu đồng"),
        *("(", ")", ":", ",", ";", ".", "%", "/", "=", "-", "“", "”", "\n", "\n\n", "\t", "I.", "1.", "a)"),
        *("2", "05", "1.637", "83,39", "12.5", "14,560", "0", "100", "1/2"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join).filter(str.strip)
COUNTS = st.lists(st.integers(0, 20000), min_size=2, max_size=6)
PARTS = ("đất đai", "môi trường", "xây dựng", "chính sách", "hộ tịch", "giao thông")


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_figure_points_at_words_of_the_text_and_every_number_is_accounted_for(catalogue, text):
    reading = read_document(read_text(text.encode(), "x.txt"), catalogue)
    assert [figure.id for figure in reading.figures] == [f"f{at}" for at in range(1, len(reading.figures) + 1)]
    for figure in reading.figures:
        assert figure.span.covers(figure.number)
        assert figure.number.of(reading.document.text).strip()
    known = {figure.id for figure in reading.figures}
    assert all(set(relation.figures) <= known for relation in reading.relations)
    assert 0 <= reading.coverage.accounted <= reading.coverage.numbers


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_a_sum_that_holds_is_called_true(read, counts):
    listed = ", ".join(f"{part} {vietnamese(Decimal(count))} đơn" for part, count in zip(PARTS, counts, strict=False))
    relations = read(f"Tiếp nhận {vietnamese(Decimal(sum(counts)))} đơn, gồm: {listed}.").relations
    assert [relation.holds for relation in relations if relation.kind is RelationKind.SUM] == [True]


@given(COUNTS, st.integers(-50, 50).filter(bool))
@settings(max_examples=60, deadline=None)
def test_a_sum_that_misses_is_called_false_with_what_the_parts_give(read, counts, miss):
    total = sum(counts)
    if total + miss <= 0:
        return
    listed = ", ".join(f"{part} {vietnamese(Decimal(count))} đơn" for part, count in zip(PARTS, counts, strict=False))
    relations = read(f"Tiếp nhận {vietnamese(Decimal(total + miss))} đơn, gồm: {listed}.").relations
    assert [(relation.holds, relation.computed) for relation in relations] == [(False, total)]


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 2))
@settings(max_examples=80, deadline=None)
def test_a_rounded_share_is_never_called_false(read, whole, part, decimals):
    part = min(part, whole)
    share = round(Decimal(100 * part) / Decimal(whole), decimals)
    text = f"Đã giải quyết {part}/{whole} đơn, đạt {vietnamese(share, decimals)}%."
    assert all(relation.holds is not False for relation in read(text).relations)


def test_offsets_count_the_code_points_of_the_file_as_it_is(catalogue):
    text = "Dòng đầu.\r\nTiếp 05 lượt.\r\n"
    figure = read_document(read_text(text.encode(), "x.txt"), catalogue).figures[0]
    assert text[figure.span.start : figure.span.end] == "05 lượt"


def test_an_undecided_number_keeps_both_values(read):
    figure = read("Tổng thu 14,560 triệu đồng.").figures[0]
    assert (figure.quantity.value, figure.readings) == (Decimal("14.560"), (Decimal(14560),))


def test_a_target_is_not_a_result(read):
    assert read("Phấn đấu đến năm 2025 có 95% hồ sơ đúng hạn.").figures[0].target


@pytest.mark.parametrize(
    "text", ["(((((((" * 300 + "5 đơn", "trong đó " * 2000 + "5 đơn", "1/2/3/4/5/6 " * 500, "a" * 20000, "1.637 " * 3000]
)
def test_absurd_texts_are_read_without_a_crash(read, text):
    assert read(text).coverage.numbers >= 0


def _paragraphs_of_passages():
    """Passages that are running text: a table has lines that mean something."""
    read_all = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(PASSAGES.glob("*.yml")))
    texts = [case if isinstance(case, str) else case.get("text", "") for cases in read_all for case in cases]
    return [text for text in texts if "\t" not in text and "|" not in text]


PASSAGES = Path(__file__).parent / "passages"
EXAMPLES = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))]
BROKEN = {
    "line": "\n",
    "blank line": "\n\n",
    "page, its number above": "\n12\n\f",
    "page, its number below": "\n\f12\n",
    "note": "\n[1] Theo số liệu của Phòng Nội vụ.\n",
}
BETWEEN_WORDS = re.compile(r"(?<=[^\n]{20}\S)[ ](?=[^\sA-ZĐÀ-Ỹ“\"(+*–-])(?!\d+\. [A-ZĐ])")
"""Where a line may break so that it shows: before a small letter or a digit, well inside the line. A capital or a sign may open
a paragraph of its own, and '74. Thời' a numbered one."""


def counted(reading):
    return sorted((figure.quantity.value, " ".join(figure.quantity.measure.split())) for figure in reading.figures)


@given(st.sampled_from(_paragraphs_of_passages()), st.sampled_from(sorted(BROKEN)), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_a_break_anywhere_in_a_passage_changes_no_figure(read, text, kind, random):
    places = [match.start() for match in BETWEEN_WORDS.finditer(text)]
    at = random.choice(places) if places else len(text)
    assert counted(read(text[:at] + BROKEN[kind] + text[at + 1 :])) == counted(read(text))


@given(st.sampled_from(EXAMPLES), st.sampled_from(sorted(BROKEN)), st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_a_break_anywhere_in_a_report_changes_no_figure(read, text, kind, random):
    lines = [match.span() for match in re.finditer(r"[^\n\t|]{60,}", text)]
    places = [match.start() for start, end in lines for match in BETWEEN_WORDS.finditer(text, start, end)]
    at = random.choice(places)
    assert counted(read(text[:at] + BROKEN[kind] + text[at + 1 :])) == counted(read(text))
