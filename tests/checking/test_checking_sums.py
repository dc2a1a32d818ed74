"""Wholes split at random: printed right they give no finding; with any one number changed, a finding at that calculation."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.documents.text.reader import read_text
from danvan.kernel.quantity import vietnamese
from danvan.reading.read import read_document

CATALOGUE = load_catalogue()
QUIET = settings(max_examples=60, deadline=None)
SPLITS = {
    "Đã giải quyết {0} hồ sơ, gồm: trước hạn {1} hồ sơ, đúng hạn {2} hồ sơ, quá hạn {3} hồ sơ.": 3,
    "Tiếp nhận {0} hồ sơ, bao gồm: trực tuyến {1} hồ sơ, trực tiếp {2} hồ sơ, bưu chính công ích {3} hồ sơ.": 3,
    "Tiếp nhận {0} đơn (khiếu nại {1} đơn, tố cáo {2} đơn, kiến nghị {3} đơn).": 3,
    "Tiếp nhận {0} vụ việc, trong đó hòa giải thành {1} vụ việc, không thành {2} vụ việc, đang hòa giải {3} vụ việc.": 3,
    "Tổ chức {0} hội nghị, chia ra: cấp huyện {1} hội nghị, cấp xã {2} hội nghị.": 2,
}
parts = st.lists(st.integers(11, 4000), min_size=3, max_size=3)


def printed(value):
    return vietnamese(Decimal(value))


def findings(text):
    report = check_reading(read_document(read_text(text.encode(), "report.txt"), CATALOGUE), CATALOGUE)
    return [finding for finding in report.findings if finding.code.startswith("AR")]


def written(template, numbers):
    return template.format(*map(printed, numbers))


@QUIET
@given(template=st.sampled_from(sorted(SPLITS)), terms=parts)
def test_a_split_printed_right_gives_no_finding(template, terms):
    terms = terms[: SPLITS[template]]
    assert findings(written(template, [sum(terms), *terms])) == []


@QUIET
@given(template=st.sampled_from(sorted(SPLITS)), terms=parts, data=st.data())
def test_any_one_number_of_a_split_changed_gives_a_finding_that_names_it(template, terms, data):
    terms = terms[: SPLITS[template]]
    numbers = [sum(terms), *terms]
    at = data.draw(st.integers(0, len(numbers) - 1))
    digit = data.draw(st.integers(1, 9))
    numbers[at] += digit if numbers[at] % 10 + digit < 10 else -digit
    text = written(template, numbers)
    found = findings(text)
    assert found
    told = [span.of(text) for finding in found for span in (finding.span, *finding.related)]
    assert any(words.startswith(printed(numbers[at])) for words in told)


@QUIET
@given(part=st.integers(101, 4000), more=st.integers(1, 900), decimals=st.sampled_from([1, 2]))
def test_a_share_printed_right_or_cut_off_is_never_an_error(part, more, decimals):
    share = 100 * part * 10**decimals // (part + more)
    cut = printed(share // 10**decimals) + "," + str(share % 10**decimals).zfill(decimals)
    text = f"Đã giải quyết {printed(part)}/{printed(part + more)} đơn, đạt {cut}%."
    assert [finding for finding in findings(text) if finding.severity != "note"] == []


@QUIET
@given(part=st.integers(101, 4000), more=st.integers(1, 900), off=st.integers(2, 40))
def test_a_share_that_is_off_is_an_error(part, more, off):
    share = 1000 * part // (part + more) - off
    told = f"{share // 10},{share % 10}"
    text = f"Đã giải quyết {printed(part)}/{printed(part + more)} đơn, đạt {told}%."
    assert [finding.severity for finding in findings(text)] == ["error"]


def test_more_than_stands_for_a_share_that_is_a_little_more():
    assert findings("Khoảng 160/394 hộ tham gia, đạt hơn 40%.") == []


def test_an_a_of_b_is_told_by_its_columns():
    text = "Tiếp 128 lượt/139 người. Trong đó, thường xuyên 87 lượt/92 người; định kỳ 41 lượt/45 người."
    assert [(one.code, one.found, one.expected) for one in findings(text)] == [("AR10", "139", "137")]


def test_more_than_does_not_stand_for_less():
    found = findings("Có 157/400 hộ tham gia, đạt hơn 40%.")
    assert [(one.code, one.found) for one in found] == [("AR13", "40%")]
