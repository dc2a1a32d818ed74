"""SARIF 2.1.0: by the standard's own schema, and what other programs need of it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from danvan.checking.engine import check_reading
from danvan.checking.render_text import place_in_words
from danvan.checking.rendering.fingerprints import fingerprints
from danvan.checking.rendering.lines import Lines
from danvan.checking.rendering.sarif import Run, sarif_file, sarif_log, sarif_unread
from danvan.checking.report import CutShort, Ran
from danvan.checking.waiver_notes import UNUSED, WaiverNote
from danvan.checking.waivers import Waived, Waiver
from danvan.kernel.span import Span
from danvan.reading.model import RelationKind

MOMENT = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
RUN = Run("vi", "1.2.3", MOMENT, MOMENT, 1)
WAIVER = Waiver("CI", "văn bản nội bộ", "Lê Văn An", line=4)


@pytest.fixture
def report(page, register):
    page.text = "UBND xã\n"
    whole, online = page.figure("320", "tiếp nhận hồ sơ", "hồ sơ"), page.figure("206", "trực tuyến", "hồ sơ")
    page.relation(RelationKind.SUM, [whole, online, page.figure("129", "trực tiếp", "hồ sơ")], 335)
    made = check_reading(page.reading(dated=date(2024, 9, 10)), register())
    return replace(made, findings=tuple(one for one in made.findings if one.code == "AR02"))


def log(*files, notes=(), run=RUN):
    made = json.loads(json.dumps(sarif_log(files, notes, run)))
    Sarif.model_validate(made)
    return made["runs"][0]


def test_a_log_with_everything_in_it_is_what_the_standard_allows(report):
    (finding,) = report.findings
    waived = replace(report, findings=(), waived=(Waived(finding, WAIVER),), ran={"AR02": Ran(1.0, failure="ValueError: x")})
    files = [sarif_file(report, "a.txt", "en"), sarif_file(waived, "b.txt", "en"), sarif_unread("c.docx", "damaged")]
    told = log(*files, notes=[(WaiverNote(UNUSED, "danvan.toml", WAIVER), "danvan.toml")])
    assert [result["ruleId"] for result in told["results"]] == ["AR02", "AR02", "WA01"]


def test_a_result_points_at_its_words_in_the_file(report):
    (result,) = log(sarif_file(report, "bao%20cao.txt", "vi"))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "bao%20cao.txt"
    start = report.document.text.index("320 hồ sơ")
    assert place["region"] == {
        "startLine": 2,
        "startColumn": start - len("UBND xã\n") + 1,
        "endLine": 2,
        "endColumn": start - len("UBND xã\n") + 1 + len("320 hồ sơ"),
        "charOffset": start,
        "charLength": len("320 hồ sơ"),
        "snippet": {"text": "320 hồ sơ"},
    }


def test_a_result_says_what_is_wrong_how_grave_and_what_to_do(report):
    (result,) = log(sarif_file(report, "a.txt", "vi"))["results"]
    assert result["level"] == "error"
    assert "= 335, khác 320" in result["message"]["text"]
    assert "\nCách sửa: " in result["message"]["text"]
    assert len(result["relatedLocations"]) == 2


def test_every_check_that_ran_is_a_rule_and_results_know_which(report):
    run = log(sarif_file(report, "a.txt", "en"))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(report.cards)
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == "AR02"
    assert rules[result["ruleIndex"]]["defaultConfiguration"] == {"level": "error"}
    assert not any("helpUri" in rule for rule in rules)


def test_rules_link_to_the_pages_of_a_project_that_has_an_address(report):
    run = log(sarif_file(report, "a.txt", "en"), run=replace(RUN, address="https://example.org/danvan/"))
    uris = {rule["helpUri"] for rule in run["tool"]["driver"]["rules"]}
    assert "https://example.org/danvan/docs/reference/checks/AR02.md" in uris


def test_no_rule_shows_an_open_blank(report):
    for rule in log(sarif_file(report, "a.txt", "vi"))["tool"]["driver"]["rules"]:
        assert not set("{}") & set(rule["help"]["text"]), rule["id"]


def test_a_waived_finding_is_suppressed_with_its_reason_and_who_gave_it(report):
    (finding,) = report.findings
    waived = replace(report, findings=(), waived=(Waived(finding, WAIVER),))
    (result,) = log(sarif_file(waived, "a.txt", "vi"))["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "văn bản nội bộ (Lê Văn An)"}]


def test_a_file_that_could_not_be_read_is_told_and_the_run_is_no_success(report):
    run = log(sarif_file(report, "a.txt", "vi"), sarif_unread("b.docx", "tệp hỏng"), run=replace(RUN, exit_code=2))
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["level"], told["message"]["text"]) == ("error", "tệp hỏng")


@pytest.mark.parametrize(("ran", "level"), [(Ran(0.1, failure="KeyError: x"), "error"), (Ran(9, CutShort.SECONDS), "warning")])
def test_a_check_that_ran_short_is_told(report, ran, level):
    run = log(sarif_file(replace(report, ran={"AR02": ran}), "a.txt", "vi"))
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (told["level"], told["associatedRule"]) == (level, {"id": "AR02"})


def test_in_a_word_file_a_logical_location_says_where_to_look(report):
    word = replace(report, document=replace(report.document, format="docx"))
    run = log(sarif_file(word, "a.docx", "vi"))
    (where,) = run["results"][0]["locations"][0]["logicalLocations"]
    assert where == {"name": place_in_words(word.document, word.findings[0].span, "vi"), "kind": "paragraph"}
    assert "danvan read --text" in run["artifacts"][0]["description"]["text"]


def test_brackets_of_a_report_are_no_link(report):
    run = log(sarif_unread("a.txt", "xem [đây](1) và [x]"))
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "xem \\[đây](1) và [x]"


def test_a_fingerprint_does_not_change_when_the_lines_above_do(report):
    above = "Một dòng mới\n"
    moved = [
        replace(
            one,
            span=Span(one.span.start + len(above), one.span.end + len(above)),
            related=tuple(Span(each.start + len(above), each.end + len(above)) for each in one.related),
        )
        for one in report.findings
    ]
    other = replace(report, document=replace(report.document, text=above + report.document.text), findings=tuple(moved))
    assert fingerprints(report, report.findings) == fingerprints(other, other.findings)


def test_equal_findings_have_fingerprints_of_their_own(report):
    twice = [*report.findings, *report.findings]
    assert len(set(fingerprints(report, twice))) == 2


def test_lines_and_columns_count_code_points():
    lines = Lines.of("à\n𝄞b\n\n")
    assert [lines.place(at) for at in range(6)] == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1)]
