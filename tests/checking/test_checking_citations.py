"""Findings on citations, made by hand against a small register."""

from datetime import date

import pytest

from danvan.catalogue.models import Certainty
from danvan.checking.citing.register import Register, same_subject
from danvan.checking.citing.symbols import number_key, read_symbol
from danvan.checking.engine import check_reading
from danvan.kernel.finding import Severity
from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.model import Citation

LETTERS = ("QH", "NĐ", "TT", "CT", "KH", "KL", "QĐ", "NQ", "PL", "CTr", "UBTVQH")


@pytest.mark.parametrize(
    ("number", "digits", "year", "letters", "issuer"),
    [
        ("02/2017/TT-VPCP", "02", 2017, "TT", "VPCP"),
        ("25-NQ/TW", "25", None, "NQ", "TW"),
        ("33/CT-TTg", "33", None, "CT", "TTg"),
        ("10/2022/QH15", "10", 2022, "QH", "QH15"),
        ("34/2007/PL-UBTVQH11", "34", 2007, "PL", "UBTVQH11"),
        ("1211/2016/UBTVQH13", "1211", 2016, "UBTVQH", "UBTVQH13"),
        ("2789/UBND-NV", "2789", None, "", "UBND-NV"),
        ("17-CTr/KDVĐU-UBND", "17", None, "CTr", "KDVĐU-UBND"),
        ("218- QĐ/TW", "218", None, "QĐ", "TW"),
    ],
)
def test_a_symbol_is_taken_apart(number, digits, year, letters, issuer):
    symbol = read_symbol(number, LETTERS)
    assert (symbol.digits, symbol.year, symbol.letters, symbol.issuer) == (digits, year, letters, issuer)


@pytest.mark.parametrize("number", ["34", "TW 7 (khóa XI)", ""])
def test_a_bare_number_has_no_symbol(number):
    assert read_symbol(number, LETTERS) is None


@pytest.mark.parametrize("number", ["02/2017/TT-VPCP", "25-NQ/TW", "33/CT-TTg", "34/2007/PL-UBTVQH11"])
def test_a_symbol_is_written_back_as_it_was(number):
    assert str(read_symbol(number, LETTERS)) == number


def test_spaces_case_and_leading_zeros_make_no_other_number():
    assert number_key("05-CT/TW") == number_key("5- ct/TW")


def codes(report):
    return [finding.code for finding in report.findings]


def the(report, code):
    (finding,) = (finding for finding in report.findings if finding.code == code)
    return finding


def test_the_register_is_asked_by_number_for_central_texts(register, entry):
    known = register(entry("59/2023/NĐ-CP", "2023-08-14"))
    assert Register(known).find(cited("59/2023/NĐ-CP"))


def cited(number, day=None, **more):
    return Citation(Span(0, 1), "Nghị định", number, day, **more)


def test_the_register_is_never_asked_by_number_alone_for_local_texts(register, entry):
    known = Register(register(entry("3367/QĐ-UBND", "2016-10-26", issuer="UBND tỉnh Quảng Bình")))
    assert not known.find(cited("3367/QĐ-UBND"))
    assert not known.find(cited("3367/QĐ-UBND", issuer="UBND tỉnh Quảng Bình"))


def test_a_local_text_is_found_by_number_year_and_issuer(register, entry):
    known = Register(register(entry("02/2020/QĐ-UBND", "2020-01-08", issuer="UBND tỉnh Hưng Yên")))
    assert known.find(cited("02/2020/QĐ-UBND", issuer="Ủy ban nhân dân tỉnh Hưng Yên"))
    assert not known.find(cited("02/2020/QĐ-UBND", issuer="UBND tỉnh Nam Định"))


def test_of_two_texts_with_one_number_the_date_chooses(register, entry):
    known = Register(register(entry("124-QĐ/TW", "2018-02-02"), entry("124-QĐ/TW", "2023")))
    assert [one.signed for one in known.find(cited("124-QĐ/TW", date(2023, 10, 4)))] == ["2023"]


def test_quoted_words_may_show_that_it_is_the_same_text(entry):
    title = "Tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước"
    assert same_subject(cited("16/CT-TTg", title="đổi mới công tác dân vận"), entry("16/CT-TTg", title=title))


def test_a_register_that_disagrees_is_a_warning_that_names_its_source(page, register, entry):
    page.cite("Nghị định số 59", "59/2023/NĐ-CP", date(2023, 8, 15))
    finding = the(check_reading(page.reading(), register(entry("59/2023/NĐ-CP", "2023-08-14"))), "CI02")
    assert (finding.severity, finding.expected) == (Severity.WARNING, "14/08/2023")
    assert finding.data["source"] == "https://example.org"


def test_an_entry_that_is_not_confirmed_is_worth_a_look_only(page, register, entry):
    page.cite("Nghị định số 59", "59/2023/NĐ-CP", date(2023, 8, 15))
    known = register(entry("59/2023/NĐ-CP", "2023-08-14", certainty=Certainty.INFERRED))
    assert the(check_reading(page.reading(), known), "CI02").severity is Severity.NOTE


def test_the_year_in_the_number_needs_no_register(page, register):
    page.cite("Nghị định số 4", "04/2015/NĐ-CP", date(2007, 10, 20))
    assert the(check_reading(page.reading(), register()), "CI02").severity is Severity.ERROR


def test_one_wrong_date_is_one_finding(page, register, entry):
    page.cite("Nghị định số 4", "04/2015/NĐ-CP", date(2015, 1, 9), issuer="Chính phủ")
    page.cite("Nghị định số 4 bis", "04/2015/NĐ-CP", date(2025, 1, 9), issuer="Chính phủ")
    report = check_reading(page.reading(dated=date(2024, 9, 10)), register(entry("04/2015/NĐ-CP", "2015-01-09")))
    assert codes(report) == ["CI02"]


def ended(entry, **more):
    fields = {"ended": date(2023, 7, 1), "replaced_by": "10/2022/QH15"}
    return entry("34/2007/PL-UBTVQH11", "2007-04-20", **{**fields, **more})


def test_a_text_that_ended_is_a_warning_with_its_successor(page, register, entry):
    page.cite("Pháp lệnh số 34", "34/2007/PL-UBTVQH11")
    known = register(ended(entry), entry("10/2022/QH15", "2022-11-10", title="Luật Thực hiện dân chủ ở cơ sở"))
    finding = the(check_reading(page.reading(dated=date(2024, 9, 10)), known), "CI03")
    assert (finding.severity, finding.expected) == (Severity.WARNING, "10/2022/QH15")
    assert finding.data["successor_title"] == "Luật Thực hiện dân chủ ở cơ sở"


def test_a_text_that_had_not_ended_yet_is_right(page, register, entry):
    page.cite("Pháp lệnh số 34", "34/2007/PL-UBTVQH11")
    assert "CI03" not in codes(check_reading(page.reading(dated=date(2023, 6, 30)), register(ended(entry))))


def test_without_a_day_nothing_is_said_to_have_ended(page, register, entry):
    page.cite("Pháp lệnh số 34", "34/2007/PL-UBTVQH11")
    assert "CI03" not in codes(check_reading(page.reading(), register(ended(entry))))


def test_a_period_that_began_while_it_was_in_force_makes_a_note(page, register, entry):
    page.cite("Pháp lệnh số 34", "34/2007/PL-UBTVQH11")
    reading = page.reading(dated=date(2024, 1, 15), period=Period.year(2023))
    assert the(check_reading(reading, register(ended(entry))), "CI03").severity is Severity.NOTE


def test_what_ended_by_inference_is_a_note(page, register, entry):
    page.cite("Pháp lệnh số 34", "34/2007/PL-UBTVQH11")
    known = register(ended(entry, certainty=Certainty.INFERRED))
    assert the(check_reading(page.reading(dated=date(2024, 9, 10)), known), "CI03").severity is Severity.NOTE


def test_an_ended_text_is_named_once_with_its_other_mentions(page, register, entry):
    page.cite("Pháp lệnh số 34", "34/2007/PL-UBTVQH11")
    page.cite("Pháp lệnh số 34 lần hai", "34/2007/PL-UBTVQH11")
    report = check_reading(page.reading(dated=date(2024, 9, 10)), register(ended(entry)))
    assert the(report, "CI03").related == (page.citations[1].span,)


def test_a_successor_that_came_later_than_the_report_is_not_proposed(page, register, entry):
    page.cite("Thông tư số 2", "02/2021/TT-TTCP", date(2021, 3, 22))
    known = register(
        entry("02/2021/TT-TTCP", "2021-03-22", ended=date(2024, 3, 5), replaced_by="01/2024/TT-TTCP"),
        entry(
            "01/2024/TT-TTCP", "2024-01-20", in_force=date(2024, 3, 5), ended=date(2025, 9, 30), replaced_by="06/2025/TT-TTCP"
        ),
        entry("06/2025/TT-TTCP", "2025-09-29", in_force=date(2025, 9, 30)),
    )
    first = the(check_reading(page.reading(dated=date(2024, 12, 1)), known), "CI03")
    later = the(check_reading(page.reading(dated=date(2025, 12, 1)), known), "CI03")
    assert (first.expected, later.expected) == ("01/2024/TT-TTCP", "06/2025/TT-TTCP")


def test_a_ring_of_replacements_ends(page, register, entry):
    page.cite("Thông tư số 2", "02/2021/TT-TTCP", date(2021, 3, 22))
    one = {"ended": date(2022, 1, 1), "replaced_by": "03/2021/TT-TTCP"}
    other = {"ended": date(2022, 1, 1), "replaced_by": "02/2021/TT-TTCP"}
    known = register(entry("02/2021/TT-TTCP", "2021-03-22", **one), entry("03/2021/TT-TTCP", "2021-03-23", **other))
    assert "CI03" in codes(check_reading(page.reading(dated=date(2025, 1, 1)), known))


def test_a_wrong_letter_in_the_issuer_is_found_by_the_register(page, register, entry):
    page.cite("Thông tư số 2", "02/2017/TT-VPVP", date(2017, 10, 31))
    known = register(entry("02/2017/TT-VPCP", "2017-10-31", type="Thông tư", issuer="Văn phòng Chính phủ"))
    assert the(check_reading(page.reading(), known), "CI01").expected == "02/2017/TT-VPCP"


def test_an_unknown_issuer_alone_is_no_finding(page, register):
    page.cite("Thông tư số 2", "02/2017/TT-VPVP", date(2017, 10, 31))
    assert "CI01" not in codes(check_reading(page.reading(), register()))


def test_another_ministry_with_the_same_number_is_no_finding(page, register, entry):
    page.cite("Thông tư số 4", "04/2020/TT-BTC", date(2020, 2, 1))
    known = register(entry("04/2020/TT-BTP", "2020-05-28", type="Thông tư", issuer="Bộ Tư pháp"))
    assert "CI01" not in codes(check_reading(page.reading(), known))


def test_texts_that_miss_the_same_thing_are_one_note(page, register):
    for number in ("217-QĐ/TW", "218-QĐ/TW", "120-KL/TW"):
        page.cite(f"Quyết định {number}", number)
    finding = the(check_reading(page.reading(), register()), "CI05")
    assert finding.related == tuple(citation.span for citation in page.citations[1:])
