from dataclasses import replace

import pytest

from danvan.composing.explain import as_tree, marked
from danvan.ledger.explanation import Explanation
from danvan.ledger.figure import Entry, Formula, Words

WORDS = Words("xa-an-hoa.docx", "0123456789abcdef" * 4, 120, 126, "40 lượt", "Trong kỳ đã tiếp 40 lượt công dân.")


@pytest.fixture
def total(sample):
    return sample.usual().rows["reception.visits"].total


@pytest.fixture
def read(total, sample):
    quantity = sample.Quantity(sample.Decimal(40), "lượt")
    return replace(total, id="xa-an-hoa.visits", unit="xã An Hòa", quantity=quantity, source=WORDS)


NAMES = {"reception.visits": "Số lượt tiếp công dân"}


def test_a_total_leads_over_its_parts_to_the_words_of_a_file(total, read):
    assert as_tree(Explanation(total, (Explanation(read),)), NAMES).splitlines() == [
        "Số lượt tiếp công dân, huyện Ba Vì, 9 tháng đầu năm 2024: 53 lượt  [total.reception.visits]",
        "│  Sum of 2 units.",
        "└─ Số lượt tiếp công dân, xã An Hòa, 9 tháng đầu năm 2024: 40 lượt  [xa-an-hoa.visits]",
        "      xa-an-hoa.docx, characters 120 to 126 (sha-256 0123456789ab):",
        "      “Trong kỳ đã tiếp >>40 lượt<< công dân.”",
    ]


def test_the_units_missing_from_a_total_are_named(total):
    lacking = replace(total, source=replace(total.source, missing=("xã Bình Sơn", "xã Chu Minh")))
    assert "Not in it, for want of figures: xã Bình Sơn, xã Chu Minh." in as_tree(Explanation(lacking), NAMES)


def test_the_sentences_are_said_in_the_readers_language(total):
    vietnamese = {"Sum of {count} units.": "Tổng của {count} đơn vị."}
    assert "Tổng của 2 đơn vị." in as_tree(Explanation(total), NAMES, lambda words: vietnamese.get(words, words))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Formula("100 * a / b", ("x", "y")), "Computed: 100 * a / b."),
        (Entry("Nguyễn Văn A", "báo cáo giấy"), "Reason: báo cáo giấy."),
    ],
)
def test_every_kind_of_source_is_told(total, source, line):
    assert line in as_tree(Explanation(replace(total, source=source)), NAMES)


def test_what_was_corrected_is_told_both_ways(read):
    corrected = replace(read, supersedes="old", reason="gõ nhầm")
    text = as_tree(Explanation(corrected, newer="newest"), NAMES)
    assert "Corrects old." in text
    assert "Reason: gõ nhầm." in text
    assert "Corrected since, by newest." in text


def test_an_unknown_indicator_is_told_by_its_code(read):
    assert "reception.visits, xã An Hòa" in as_tree(Explanation(read), {})


@pytest.mark.parametrize(
    ("context", "words", "text"),
    [
        ("tiếp 8 lượt, 18 lượt", "8 lượt", "tiếp >>8 lượt<<, 18 lượt"),
        ("8 | 1.8 | 8,5", "8", ">>8<< | 1.8 | 8,5"),
        ("đạt 83,39%.", "83,39%", "đạt >>83,39%<<."),
        ("tiếp 8 lượt công dân", "8\nlượt", "tiếp >>8 lượt<< công dân"),
        ("không có", "8", "không có"),
        ("câu", "", "câu"),
    ],
)
def test_words_are_marked_in_their_sentence_and_nowhere_inside_others(context, words, text):
    assert marked(context, words) == text
