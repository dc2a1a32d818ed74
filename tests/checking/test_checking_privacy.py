"""Personal data are pointed at and never repeated, whatever is printed."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.checking.engine import check_reading
from danvan.checking.privacy import hidden, masked_name, masked_number, shown_quotation, shown_words
from danvan.checking.render_json import render_json
from danvan.checking.render_text import render_text
from danvan.documents.text.reader import read_text
from danvan.reading.read import read_document

TEXT = (
    "Đơn tố cáo của bà Nguyễn Thị Hoa theo Kết luận số 43-KH/TW, nhận 20 đơn gồm 12 đơn và 9 đơn. "
    "Ông Trần Văn Sáu, CCCD 034081002345, điện thoại 0912345678, khiếu nại việc thu hồi đất."
)
SECRETS = ("Nguyễn Thị Hoa", "Hoa", "Trần Văn Sáu", "034081002345", "0912345678")


@pytest.fixture(scope="module")
def report(catalogue):
    return check_reading(read_document(read_text(TEXT.encode(), "a.txt"), catalogue), catalogue)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_output_repeats_personal_data(report, secret, lang):
    assert secret not in render_text(report, lang)
    assert secret not in json.dumps(render_json(report, lang), ensure_ascii=False)


def test_a_finding_beside_personal_data_quotes_its_sentence_without_them(report):
    citation = next(finding for finding in report.findings if finding.code == "CI01")
    quoted = shown_quotation(report, citation)
    assert "bà N… T… H… theo" in quoted.text
    assert quoted.marks[0].of(quoted.text) == "Kết luận số 43-KH/TW"


def test_words_that_are_no_personal_data_are_shown_as_they_are(report):
    citation = next(finding for finding in report.findings if finding.code == "CI01")
    assert shown_words(report, citation) == citation.span.of(TEXT)


def test_hidden_places_stand_in_order_and_apart(report):
    places = [span for span, _ in hidden(report)]
    assert places == sorted(places)
    assert not any(one.overlaps(other) for one, other in pairwise(places))
    assert {span.of(TEXT) for span in places} >= {"bà Nguyễn Thị Hoa", "034081002345", "0912345678"}


def test_findings_keep_no_personal_data(report):
    kept = " ".join(str((finding.data, finding.found, finding.expected)) for finding in report.findings)
    assert not any(secret in kept for secret in SECRETS)


@given(st.lists(st.text("abcđêơưNTVHĐ", min_size=2, max_size=7), min_size=1, max_size=5))
def test_a_masked_name_shows_first_letters_only(words):
    masked = masked_name(" ".join(words))
    assert [len(word) for word in masked.split()] == [2] * len(words)


def test_a_name_that_is_also_a_word_of_address_is_masked():
    assert masked_name("Hộ ông Hoàng Đình Anh") == "Hộ ông H… Đ… A…"


@given(st.from_regex(r"\d{3}[ .]?\d{3}[ .]?\d{3,6}", fullmatch=True))
def test_a_masked_number_shows_three_digits(number):
    assert masked_number(number) == "".join(filter(str.isdigit, number))[:3] + "…"
