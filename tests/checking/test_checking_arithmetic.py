"""Findings on relations, made by hand: what they say, where they stand, how grave they are."""

from dataclasses import replace
from datetime import date

from danvan.catalogue.models import Certainty, Identity, Source, Words
from danvan.checking.engine import check_reading
from danvan.checking.message import message
from danvan.kernel.finding import Severity
from danvan.reading.model import RelationKind


def checked(page, catalogue, **letterhead):
    return check_reading(page.reading(**letterhead), catalogue)


def only(report):
    (finding,) = report.findings
    return finding


def said(report):
    return message(report.cards[only(report).code], only(report), "vi")


def channels(page):
    whole = page.figure("320", "tiếp nhận hồ sơ", "hồ sơ")
    online = page.figure("206", "tiếp nhận trực tuyến", "hồ sơ")
    direct = page.figure("129", "tiếp nhận trực tiếp", "hồ sơ")
    return whole, online, direct


def test_a_sum_spells_its_arithmetic_with_short_labels_and_the_surplus(page, catalogue):
    page.relation(RelationKind.SUM, channels(page), 335)
    assert said(checked(page, catalogue)) == "trực tuyến 206 + trực tiếp 129 = 335, khác 320 (thừa 15)."


def test_a_sum_that_misses_by_one_is_an_error(page, catalogue):
    whole, settled, pending = (
        page.figure("20335", "tiếp nhận"),
        page.figure("19545", "đã giải quyết"),
        page.figure("789", "đang"),
    )
    page.relation(RelationKind.SUM, [whole, settled, pending], 20334, why="đã và đang giải quyết")
    report = checked(page, catalogue)
    assert only(report).code == "AR01"
    assert only(report).severity is Severity.ERROR
    assert said(report) == "đã giải quyết 19.545 + đang 789 = 20.334, khác 20.335 (thiếu 1)."


def test_parts_over_the_whole_have_a_check_of_their_own(page, catalogue):
    page.relation(RelationKind.SUM, channels(page), 335)
    assert only(checked(page, catalogue)).code == "AR02"


def test_a_finding_on_a_sum_stands_at_the_whole_and_rests_on_the_parts(page, catalogue):
    page.relation(RelationKind.SUM, channels(page), 335)
    report = checked(page, catalogue)
    text = report.document.text
    assert only(report).span.of(text) == "320 hồ sơ"
    assert [span.of(text) for span in only(report).related] == ["206 hồ sơ", "129 hồ sơ"]


def test_a_finding_holds_the_two_values_side_by_side(page, catalogue):
    page.relation(RelationKind.SUM, channels(page), 335)
    finding = only(checked(page, catalogue))
    assert (finding.found, finding.expected) == ("320", "335")


def test_a_sum_of_decimals_is_not_rounded(page, catalogue):
    whole, one, other = page.figure("5,0", "tổng"), page.figure("4,5", "đường"), page.figure("0,25", "cầu")
    page.relation(RelationKind.SUM, [whole, one, other], "4.75")
    assert said(checked(page, catalogue)) == "đường 4,5 + cầu 0,25 = 4,75, khác 5,0 (thiếu 0,25)."


def test_one_part_greater_than_its_whole_is_no_equation(page, catalogue):
    page.relation(RelationKind.SUM, [page.figure("300", "tổng"), page.figure("340", "đúng hạn")], 340)
    assert said(checked(page, catalogue)) == "đúng hạn 340, khác 300 (thừa 40)."


def test_another_split_that_fits_speaks_for_the_whole(page, catalogue):
    whole, online, direct = channels(page)
    page.relation(RelationKind.SUM, [whole, online, direct], 335)
    page.relation(RelationKind.SUM, [whole, page.figure("317", "trước hạn"), page.figure("3", "quá hạn")], 320, holds=True)
    assert "cách chia khác thì khớp với 320: trước hạn 317 + quá hạn 3 = 320" in said(checked(page, catalogue))


def test_a_relation_left_open_by_the_words_is_no_finding(page, catalogue):
    page.relation(RelationKind.SUM, channels(page), 335, holds=None)
    assert checked(page, catalogue).findings == ()


def test_one_wrong_number_seen_by_two_witnesses_is_one_finding(page, catalogue):
    settled, all_, left = page.figure("238", "giải quyết"), page.figure("316", "tổng"), page.figure("35", "còn lại")
    percent = page.figure("88,9", "đạt", "%")
    page.relation(RelationKind.SUM, [all_, settled, left], 273, suspect=settled)
    page.relation(RelationKind.RATIO, [percent, settled, all_], "75.3164", suspect=settled)
    report = checked(page, catalogue)
    assert "số dễ sai nhất là 238: nếu là 281 thì mọi phép tính đều khớp" in said(report)
    assert page.figures[3].span in only(report).related


def test_the_same_sum_seen_by_two_rules_is_one_finding(page, catalogue):
    figures = channels(page)
    page.relation(RelationKind.SUM, figures, 335, why="trong đó")
    page.relation(RelationKind.SUM, figures, 335, why="identity:admin_procedures.by_channel")
    assert only(checked(page, catalogue)).code == "AR02"


def test_two_false_sums_over_other_figures_stay_two(page, catalogue):
    page.relation(RelationKind.SUM, channels(page), 335)
    page.relation(RelationKind.SUM, channels(page), 335)
    assert len(checked(page, catalogue).findings) == 2


def identity(severity, certainty):
    return Identity(
        code="test.rule",
        area="test",
        formula="a = b + c",
        name=Words(vi="nhận = xong + còn", en="received = done + pending"),
        severity=severity,
        source=Source(seen="a form", certainty=certainty),
    )


def broken_identity(page, catalogue, severity=Severity.ERROR, certainty=Certainty.CONFIRMED, *, witnessed=True):
    figures = channels(page)
    formula, suspect = "206 + 129 = 335 ≠ 320", figures[2] if witnessed else None
    page.relation(RelationKind.SUM, figures, 335, why="identity:test.rule", formula=formula, suspect=suspect)
    return checked(page, replace(catalogue, identities=(identity(severity, certainty),)))


def test_a_broken_identity_names_its_rule(page, catalogue):
    report = broken_identity(page, catalogue, witnessed=False)
    assert only(report).code == "AR03"
    assert said(report) == "Phải khớp 'nhận = xong + còn', nhưng trực tuyến 206 + trực tiếp 129 = 335 ≠ 320."


def test_a_broken_identity_is_as_grave_as_the_identity_says(page, catalogue):
    assert only(broken_identity(page, catalogue, Severity.WARNING)).severity is Severity.WARNING


def test_a_broken_identity_with_no_second_witness_is_worth_a_look_only(page, catalogue):
    assert only(broken_identity(page, catalogue, witnessed=False)).severity is Severity.NOTE


def test_an_identity_that_is_not_confirmed_is_worth_a_look_only(page, catalogue):
    assert only(broken_identity(page, catalogue, certainty=Certainty.ONE_SIGHTING)).severity is Severity.NOTE


def test_a_practice_of_reports_may_at_most_warn(page, catalogue):
    assert only(broken_identity(page, catalogue, certainty=Certainty.OBSERVED)).severity is Severity.WARNING


def test_a_ratio_shows_the_right_value_and_more_of_it(page, catalogue):
    page.relation(RelationKind.RATIO, [page.figure("67,58", "đạt", "%"), page.figure("19"), page.figure("33")], "1900/33")
    report = checked(page, catalogue)
    assert only(report).code == "AR04"
    assert said(report) == "19 / 33 × 100 = 57,58%, không phải 67,58% (chính xác hơn: 57,5758%)."


def test_a_percentage_cut_off_is_a_note(page, catalogue):
    figures = [page.figure("99,85", "đạt", "%"), page.figure("19517"), page.figure("19545")]
    page.relation(RelationKind.RATIO, figures, "1951700/19545", holds=True, mode="truncated")
    report = checked(page, catalogue)
    assert (only(report).code, only(report).severity) == ("AR05", Severity.NOTE)
    assert only(report).expected == "99,86%"


def test_a_rounded_percentage_is_right(page, catalogue):
    figures = [page.figure("99,86", "đạt", "%"), page.figure("19517"), page.figure("19545")]
    page.relation(RelationKind.RATIO, figures, "1951700/19545", holds=True, mode="rounded")
    assert checked(page, catalogue).findings == ()


def test_written_arithmetic_is_quoted_as_written(page, catalogue):
    figures = [page.figure("84,39", "", "%"), page.figure("1637"), page.figure("1963"), page.figure("100")]
    page.relation(RelationKind.EXPRESSION, figures, "163700/1963", formula="1.637/1.963*100 ≈ 83,393 ≠ 84,39")
    report = checked(page, catalogue)
    assert only(report).code == "AR06"
    assert said(report).startswith("1.637/1.963*100 = 83,39%, không phải 84,39%")


def test_a_written_quotient_in_percent_is_written_arithmetic_too(page, catalogue):
    figures = [page.figure("84,39", "", "%"), page.figure("1637"), page.figure("1963")]
    page.relation(RelationKind.RATIO, figures, "163700/1963", why="expression")
    assert only(checked(page, catalogue)).code == "AR06"


def test_a_change_says_what_last_year_must_have_been(page, catalogue, changed):
    level, difference = page.figure("9", "tiếp nhận", "đơn"), page.figure("1", "tăng", "đơn", **changed["difference"])
    percent = page.figure("11,1", "tăng", "%", **changed["percent"])
    page.relation(RelationKind.CHANGE, [percent, difference, level], "12.5")
    report = checked(page, catalogue)
    assert only(report).code == "AR07"
    assert said(report) == "1 / (9 − 1) × 100 = 12,5%, không phải 11,1% (cùng kỳ phải là 8)."


def test_after_a_fall_last_year_was_higher(page, catalogue, changed):
    level, difference = page.figure("36", "hộ nghèo", "hộ"), page.figure("12", "giảm", "hộ", **changed["fall"])
    page.relation(RelationKind.CHANGE, [page.figure("30", "giảm", "%"), difference, level], 25)
    assert said(checked(page, catalogue)) == "12 / (36 + 12) × 100 = 25%, không phải 30% (cùng kỳ phải là 48)."


def test_a_change_between_two_levels(page, catalogue, changed):
    now, before = page.figure("120", "tiếp", "lượt"), page.figure("100", "cùng kỳ", "lượt")
    page.relation(RelationKind.CHANGE, [page.figure("25", "tăng", "%"), now, before], 20)
    assert said(checked(page, catalogue)) == "(120 − 100) / 100 × 100 = 20%, không phải 25%."


def test_percent_of_plan(page, catalogue):
    page.relation(RelationKind.PLAN, [page.figure("98", "đạt", "%"), page.figure("44"), page.figure("50")], 88)
    report = checked(page, catalogue)
    assert only(report).code == "AR08"
    assert said(report) == "44 / 50 × 100 = 88%, không phải 98%."


def test_a_relation_without_a_result_still_speaks(page, catalogue):
    page.relation(RelationKind.CHANGE, [page.figure("5", "tăng", "%"), page.figure("3")], None, formula="3 - 5 = -2")
    assert said(checked(page, catalogue)) == "3 - 5, không phải 5%."


def test_coverage_counts_figures_in_decided_calculations(page, catalogue):
    whole, online, direct = channels(page)
    page.relation(RelationKind.SUM, [whole, online, direct], 335)
    page.relation(RelationKind.SUM, [whole, online], 206, holds=None)
    page.figure("7", "khác")
    coverage = checked(page, catalogue).coverage
    assert (coverage.numbers, coverage.checked, coverage.right, coverage.wrong) == (4, 3, 0, 1)


def test_a_calculation_seen_by_two_rules_is_counted_once(page, catalogue):
    figures = channels(page)
    page.relation(RelationKind.SUM, figures, 335, holds=True)
    page.relation(RelationKind.SUM, figures, 335, holds=True, why="identity:x.y")
    assert checked(page, catalogue).coverage.right == 1


def test_findings_come_in_the_order_of_the_text(page, catalogue):
    page.cite("Kế hoạch số 1", "36/KH-UBND", None, date_text="31/4/2024", issuer="UBND xã")
    page.relation(RelationKind.SUM, channels(page), 335)
    report = checked(page, catalogue, dated=date(2024, 9, 10))
    assert [finding.order for finding in report.findings] == sorted(finding.order for finding in report.findings)
