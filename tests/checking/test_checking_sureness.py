"""A miss that looks like a slip of the hand is called wrong; one that looks like numbers of two matters is a note."""

import pytest

from danvan.checking.engine import check_reading
from danvan.documents.text.reader import read_text
from danvan.kernel.finding import Severity
from danvan.reading.model import Direction, FigureKind, RelationKind
from danvan.reading.read import read_document


def parts_of_capital(page, whole, *parts, why, **more):
    figures = [page.figure(whole, "tổng nguồn vốn", **more)]
    figures += [page.figure(part, f"nguồn {at}", **more) for at, part in enumerate(parts)]
    page.relation(RelationKind.SUM, figures, sum(int(part.replace(",", "")) for part in parts), why=why)


def severity(page, catalogue):
    (finding,) = check_reading(page.reading(), catalogue).findings
    return finding.severity


def read(text, catalogue):
    report = check_reading(read_document(read_text(text.encode(), "bao-cao.txt"), catalogue), catalogue)
    return [finding.severity for finding in report.findings if finding.code.startswith("AR")]


@pytest.mark.parametrize(
    ("why", "parts", "grave"),
    [
        ("gồm", ("600", "380"), Severity.ERROR),
        ("gồm", ("600", "160"), Severity.NOTE),
        ("trong đó", ("603", "407"), Severity.ERROR),
        ("trong đó", ("641", "413"), Severity.NOTE),
        ("một lệ chưa ai biết", ("600", "407"), Severity.NOTE),
    ],
)
def test_a_list_that_need_not_be_complete_must_miss_by_less(page, catalogue, why, parts, grave):
    parts_of_capital(page, "1000", *parts, why=why)
    assert severity(page, catalogue) is grave


def test_one_digit_mended_tells_a_slip_where_the_distance_does_not(page, catalogue):
    parts_of_capital(page, "5320", "5100", "1220", why="trong đó")
    assert severity(page, catalogue) is Severity.ERROR


def test_a_sum_of_rounded_amounts_that_is_off_by_the_rounding_is_a_note(page, catalogue):
    parts_of_capital(page, "1000", "600", "401", why="gồm", kind=FigureKind.MONEY)
    assert severity(page, catalogue) is Severity.NOTE


@pytest.mark.parametrize(
    ("text", "grave"),
    [
        ("Đã giải quyết 2.416/2.762 hồ sơ, đạt 78,47%.", Severity.ERROR),
        ("Có 78/79 thôn được công nhận thôn văn hóa (tỷ lệ 92%).", Severity.ERROR),
        ("Có 3/40 thôn được công nhận thôn văn hóa (tỷ lệ 92%).", Severity.NOTE),
    ],
)
def test_a_percentage_beside_its_two_numbers_may_miss_by_some_points(catalogue, text, grave):
    assert read(text, catalogue) == [grave]


@pytest.mark.parametrize(("end", "grave"), [(", trong đó", Severity.ERROR), (". Trong đó", Severity.NOTE)])
def test_numbers_of_two_sentences_are_trusted_less(catalogue, end, grave):
    text = f"Tổng dư nợ đạt 1.000 triệu đồng{end}: nguồn trung ương 603 triệu đồng, nguồn địa phương 410 triệu đồng."
    assert read(text, catalogue) == [grave]


@pytest.mark.parametrize(("rate", "grave"), [("71,2", Severity.ERROR), ("99,9", Severity.NOTE)])
def test_shares_near_a_hundred_are_near_to_each_other_anyway(page, catalogue, rate, grave):
    part, whole = ("696", "1000") if rate == "71,2" else ("994", "1000")
    figures = [page.figure(rate, "đạt", "%"), page.figure(part, "đã giải quyết"), page.figure(whole, "tiếp nhận")]
    page.relation(RelationKind.RATIO, figures, f"{part}/10", why="đạt")
    assert severity(page, catalogue) is grave


def test_a_rise_called_a_fall_is_a_slip(page, catalogue):
    rate = page.figure("12,5", "giảm", "%", kind=FigureKind.RATE_OF_CHANGE, direction=Direction.DOWN)
    change = page.figure("50", "giảm", "đơn", kind=FigureKind.CHANGE, direction=Direction.DOWN)
    page.relation(RelationKind.CHANGE, [rate, change, page.figure("450", "tiếp nhận", "đơn")], "10", why="cùng kỳ")
    assert severity(page, catalogue) is Severity.ERROR


@pytest.mark.parametrize(("told", "grave"), [("5", Severity.ERROR), ("25", Severity.NOTE)])
def test_a_difference_is_held_against_the_size_of_its_two_levels(page, catalogue, told, grave):
    change = page.figure(told, "tăng", kind=FigureKind.CHANGE, direction=Direction.UP)
    figures = [change, page.figure("34", "tiếp nhận"), page.figure("28", "cùng kỳ")]
    page.relation(RelationKind.CHANGE, figures, "6", why="cùng kỳ")
    assert severity(page, catalogue) is grave
