"""The forms of the answer of `danvan check` that programs and browsers take, and where it is written."""

import json
from pathlib import Path

import jsonschema
import pytest

from danvan.cli import check_sarif


def sarif(ended):
    return json.loads(ended.out)["runs"][0]


def test_sarif_is_one_run_over_all_files(folder, tmp_path, danvan, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = danvan("check", "reports", "reports/missing.txt", "--format", "sarif")
    run = sarif(ended)
    assert ended.code == 2
    assert [one["location"]["uri"] for one in run["artifacts"]] == [
        "reports/an-hoa.txt",
        "reports/binh-yen.txt",
        "reports/missing.txt",
    ]
    assert "AR02" in {one["ruleId"] for one in run["results"]}
    assert "there is no such file" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert run["invocations"][0]["exitCode"] == 2


def test_addresses_are_escaped_and_of_files_elsewhere_they_are_whole(tmp_path):
    here = tmp_path / "kho"
    assert check_sarif.address(here / "báo cáo #1: a.txt", here) == "b%C3%A1o%20c%C3%A1o%20%231%3A%20a.txt"
    assert check_sarif.address(tmp_path / "b.txt", here) == (tmp_path / "b.txt").as_uri()


def test_notes_on_waivers_are_results_in_sarif(tmp_path, true_report, danvan, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "danvan.toml").write_text('[[waive]]\ncheck = "AR02"\nreason = "a"\nby = "b"\n', encoding="utf-8")
    run = sarif(danvan("check", ".", "--format", "sarif"))
    (note,) = [one for one in run["results"] if one["ruleId"] == "WA01"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "danvan.toml"


def test_html_is_one_page_over_all_files(folder, danvan):
    ended = danvan("check", folder, folder / "missing.txt", "--format", "html", "--lang", "vi")
    assert ended.code == 2
    assert ended.out.startswith('<!DOCTYPE html>\n<html lang="vi">')
    for words in ("an-hoa.txt", "binh-yen.txt", "missing.txt", "Các phần cộng lại vượt quá tổng"):
        assert words in ended.out


@pytest.mark.parametrize("layout", ["text", "json", "sarif", "html"])
def test_the_answer_goes_into_a_file_when_one_is_named(layout, false_report, tmp_path, danvan):
    said = danvan("check", false_report, "--format", layout)
    ended = danvan("check", false_report, "--format", layout, "--output-file", tmp_path / "new" / "answer")
    assert (ended.code, ended.out) == (1, "")
    written = (tmp_path / "new" / "answer").read_text(encoding="utf-8")
    assert "AR02" in written
    assert len(written) == len(said.out)


def test_a_report_is_never_written_over(false_report, danvan):
    before = false_report.read_bytes()
    ended = danvan("check", false_report, "--output-file", false_report)
    assert (ended.code, false_report.read_bytes()) == (2, before)
    assert "it is one of the reports to be checked" in ended.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "sarif"], "'sarif --out'"),
        (["--format", "html"], "'html --out'"),
        (["--output-file", "a.txt"], "'--output-file --out'"),
    ],
)
def test_what_does_not_go_together_with_a_folder_of_answers_is_refused(options, words, true_report, tmp_path, danvan):
    ended = danvan("check", true_report, "--out", tmp_path / "out", *options)
    assert (ended.code, words in ended.err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_an_unknown_form_is_refused_with_those_there_are(true_report, danvan):
    assert "Allowed: text, json, sarif, html" in danvan("check", true_report, "--format", "xml").err


def test_the_profile_is_a_table_on_stderr(false_report, danvan):
    ended = danvan("check", false_report, "--profile", "--select", "AR")
    first, *rows = [line.split()[0] for line in ended.err.splitlines()]
    assert (first, rows[:2]) == ("Check", ["reading", "all"])
    assert "AR02" in rows
    assert "reading" not in ended.out


def test_in_json_the_profile_is_a_key(false_report, danvan, schema):
    answer = json.loads(danvan("check", false_report, "--profile", "--format", "json").out)
    schema.validate(answer)
    assert answer["profile"]["reading"] > 0
    assert "AR02" in answer["profile"]["checks"]


@pytest.fixture
def schema():
    file = Path(__file__).parents[2] / "docs/reference/schema/check.schema.json"
    return jsonschema.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def test_a_check_that_fails_is_told_in_every_form(false_report, danvan, schema, monkeypatch):
    def broken(*_arguments):
        raise ValueError("planted")

    monkeypatch.setattr("danvan.checking.kinds.sum.evaluate", broken)
    assert "AR02 (" in danvan("check", false_report).out
    answer = json.loads(danvan("check", false_report, "--format", "json").out)
    schema.validate(answer)
    assert {"code": "AR02", "cut": "", "failure": "ValueError: planted"} in answer["ran_short"]
    run = sarif(danvan("check", false_report, "--format", "sarif"))
    assert "AR02" in {one["associatedRule"]["id"] for one in run["invocations"][0]["toolExecutionNotifications"]}
    assert "ValueError: planted" in danvan("check", false_report, "--format", "html").out
