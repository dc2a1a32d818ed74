"""The report as text for people and as JSON for programs."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from danvan.checking.engine import check_reading
from danvan.checking.render_json import render_json
from danvan.checking.render_text import Role, lines, render_text
from danvan.checking.report import Verdict
from danvan.reading.model import RelationKind

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "schema" / "check.schema.json"


@pytest.fixture
def report(page, register):
    whole, online = page.figure("320", "tiếp nhận hồ sơ", "hồ sơ"), page.figure("206", "trực tuyến", "hồ sơ")
    page.relation(RelationKind.SUM, [whole, online, page.figure("129", "trực tiếp", "hồ sơ")], 335)
    page.cite("Nghị định số 20", "20/2021/NĐ-CP", None, issuer="Chính phủ")
    return check_reading(page.reading(dated=date(2024, 9, 10)), register())


@pytest.fixture
def clean(page, register):
    page.figure("7", "buổi")
    return check_reading(page.reading(), register())


def test_the_verdict_comes_first_then_the_coverage(report):
    first, second, *_ = render_text(report).splitlines()
    assert first == "bao-cao.txt: có 1 chỗ sai, 1 chỗ nên xem lại."
    assert second == "Đã hiểu 3/3 con số; 3 số được đối chiếu qua 1 phép tính: 0 đúng, 1 sai."


def test_a_finding_gives_code_place_words_arithmetic_and_mend(report):
    block = render_text(report).split("\n\n")[1].splitlines()
    assert block[0] == "Sai AR02, dòng 1: Các phần cộng lại vượt quá tổng"
    assert "«320 hồ sơ», trực tuyến «206 hồ sơ», trực tiếp «129 hồ sơ»" in block[1]
    assert block[2] == "  trực tuyến 206 + trực tiếp 129 = 335, khác 320 (thừa 15)."
    assert block[3].startswith("  Cách sửa: ")


def test_english_is_the_second_language(report):
    shown = render_text(report, "en")
    assert shown.startswith("bao-cao.txt: 1 wrong, 1 worth a look.")
    assert "= 335, not 320 (15 too many)." in shown


def test_a_clean_report_says_so(clean):
    assert clean.verdict is Verdict.CLEAN
    assert render_text(clean).startswith("bao-cao.txt: không thấy chỗ nào sai.")


def test_notes_alone_are_no_mistakes(page, register):
    page.cite("Nghị định số 20", "20/2021/NĐ-CP", None, issuer="Chính phủ")
    report = check_reading(page.reading(), register())
    assert report.verdict is Verdict.NOTES
    assert render_text(report).startswith("bao-cao.txt: không thấy chỗ nào sai; có 1 chỗ nên xem lại.")


@pytest.mark.parametrize(
    ("letterhead", "words"),
    [
        ({"dated": date(2024, 9, 10)}, "ngày 10/09/2024 (ngày của văn bản)"),
        ({}, "văn bản không ghi ngày và không rõ kỳ báo cáo"),
    ],
)
def test_the_day_that_was_judged_by_is_told(page, register, letterhead, words):
    assert words in render_text(check_reading(page.reading(**letterhead), register()))


def test_every_line_has_a_role(report):
    roles = [line.role for line in lines(report)]
    assert roles[:3] == [Role.VERDICT, Role.COVERAGE, Role.COVERAGE]
    assert roles[3:7] == [Role.HEADING, Role.QUOTE, Role.MESSAGE, Role.MEND]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_json_keeps_its_contract(report, clean, lang):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for one in (report, clean):
        jsonschema.validate(json.loads(json.dumps(render_json(one, lang))), schema)
    jsonschema.validate([render_json(report, lang), render_json(clean, lang)], schema)


def test_the_json_of_a_finding_points_into_the_text(report):
    first = render_json(report)["findings"][0]
    text = report.document.text
    assert text[first["start"] : first["end"]] == first["text"] == "320 hồ sơ"
    assert [text[one["start"] : one["end"]] for one in first["related"]] == ["206 hồ sơ", "129 hồ sơ"]
    assert (first["code"], first["severity"], first["found"], first["expected"]) == ("AR02", "error", "320", "335")


def test_the_json_says_the_same_in_every_language_but_for_the_prose(report):
    vietnamese, english = render_json(report, "vi"), render_json(report, "en")
    for one, other in zip(vietnamese["findings"], english["findings"], strict=True):
        assert one.pop("message") != other.pop("message")
        assert one.pop("mend") != other.pop("mend")
    assert vietnamese == english
