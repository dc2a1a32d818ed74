"""Every check against the texts of its case file, read and checked from end to end."""

from danvan.checking.message import message


def findings_of(code, report):
    return [finding for finding in report.findings if finding.code == code]


def test_a_wrong_text_is_found_at_its_exact_place(wrong_case, run_case):
    code, case = wrong_case
    report = run_case(case)
    found = [(finding.span, finding.span.of(case.text)) for finding in findings_of(code, report)]
    assert found == [(place, place.of(case.text)) for place in case.places]


def test_a_wrong_text_gives_the_values_found_and_expected(wrong_case, run_case):
    code, case = wrong_case
    found = findings_of(code, run_case(case))
    wanted = [dict(one) for one in case.expected]
    told = [{"found": one.found, "expected": one.expected, "severity": one.severity.value} for one in found]
    assert [{key: one[key] for key in wish} for one, wish in zip(told, wanted, strict=True)] == wanted


def test_a_wrong_text_gives_its_message(wrong_case, run_case):
    code, case = wrong_case
    report = run_case(case)
    told = [message(report.cards[code], finding, "vi") for finding in findings_of(code, report)]
    assert case.message in (told or [""])[0]


def test_a_right_text_is_left_alone(right_case, run_case):
    code, case = right_case
    report = run_case(case)
    assert [(one.span.of(case.text), message(report.cards[code], one, "vi")) for one in findings_of(code, report)] == []
