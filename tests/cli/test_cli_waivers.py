"""`danvan.toml`, `--select` and `--ignore`: which checks are run, and what a person has decided to leave."""

import json
from pathlib import Path

import pytest

WAIVER = """\
[[waive]]
check = "AR02"
reason = "đã đối chiếu với sổ"
by = "Lê Văn An"
"""


@pytest.fixture
def settings(tmp_path):
    """Writes the `danvan.toml` of the reports."""

    def write(text: str, folder: Path = tmp_path) -> Path:
        file = folder / "danvan.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def codes(ended) -> list[str]:
    return [one["code"] for one in json.loads(ended.out)["findings"]]


def test_a_waived_finding_is_no_part_of_the_exit_code(false_report, settings, danvan):
    settings(WAIVER)
    ended = danvan("check", false_report)
    assert ended.code == 0
    assert "1 more waived by danvan.toml." in ended.out


def test_in_json_it_stands_apart_with_its_reason(false_report, settings, danvan):
    settings(WAIVER + 'until = 2024-12-31\nwords = "320 hồ sơ"\nfile = "*.txt"\n')
    answer = json.loads(danvan("check", false_report, "--format", "json").out)
    (waived,) = answer["waived"]
    assert waived["code"] == "AR02"
    assert waived["waiver"] == {"reason": "đã đối chiếu với sổ", "by": "Lê Văn An", "until": "2024-12-31"}
    assert "AR02" not in [one["code"] for one in answer["findings"]]


@pytest.mark.parametrize("more", ['words = "321 hồ sơ"', 'file = "khac.txt"', "until = 2024-09-30"])
def test_a_waiver_of_something_else_silences_nothing(more, false_report, settings, danvan):
    settings(WAIVER + more + "\n")
    assert danvan("check", false_report).code == 1


def test_the_nearest_file_counts(false_report, tmp_path, settings, danvan):
    settings(WAIVER)
    below = tmp_path / "2024"
    below.mkdir()
    moved = false_report.rename(below / "false.txt")
    assert danvan("check", moved).code == 0
    settings("", below)
    assert danvan("check", moved).code == 1


def test_every_command_that_checks_heeds_it(folder, tmp_path, settings, danvan):
    settings(WAIVER, folder)
    assert danvan("run", folder, "--out", tmp_path / "out").code == 0
    assert danvan("check", folder, "--out", tmp_path / "kept").code == 0


def test_kept_answers_are_made_again_when_a_waiver_comes(folder, tmp_path, settings, danvan):
    assert danvan("check", folder, "--out", tmp_path / "kept").code == 1
    settings(WAIVER, folder)
    ended = danvan("check", folder, "--out", tmp_path / "kept")
    assert (ended.code, "0 kept from an earlier run" in ended.out) == (0, True)


def test_a_waiver_that_silences_nothing_is_a_note(true_report, tmp_path, settings, danvan):
    file = settings(WAIVER)
    ended = danvan("check", tmp_path)
    assert ended.code == 0
    assert f"Note WA01, {file}:1: The waiver of AR02 has nothing left to silence." in ended.out
    assert danvan("check", tmp_path, "--at-least", "note").code == 1
    assert "WA01" not in danvan("check", true_report).out  # the waiver may be of use to others in the folder
    assert "WA01" not in danvan("check", tmp_path, "--ignore", "WA").out


def test_in_json_notes_on_waivers_are_told_aside(tmp_path, true_report, settings, danvan):
    settings(WAIVER)
    ended = danvan("check", tmp_path, "--format", "json")
    assert isinstance(json.loads(ended.out), list)
    assert "WA01" in ended.err


def test_a_waiver_that_has_ended_is_told(false_report, settings, danvan):
    settings(WAIVER + "until = 2024-09-30\n")
    assert "WA02" in danvan("check", false_report).out


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (WAIVER.replace('check = "AR02"\n', ""), 1, "a waiver without 'check'"),
        (WAIVER.replace('reason = "đã đối chiếu với sổ"\n', ""), 1, "a waiver without 'reason'"),
        ("\n\n" + WAIVER.replace('by = "Lê Văn An"\n', ""), 3, "a waiver without 'by'"),
        (WAIVER.replace('"Lê Văn An"', '"  "'), 4, "'by' without words"),
        (WAIVER.replace('"Lê Văn An"', "7"), 4, "'by' without words"),
        (WAIVER.replace("AR02", "XX01"), 2, "there is no check 'XX01'. Allowed: AR, "),
        (WAIVER + 'until = "31/12/2024"\n', 5, "'\"31/12/2024\"' as a date. Allowed: a day written 2025-12-31"),
        (WAIVER + "until = 2024-12-31T08:00:00\n", 5, "as a date"),
        (WAIVER + "\n" + WAIVER + 'expires = "x"\n', 10, "'expires', a word that means nothing here"),
        ("[waive]\n", 1, "waivers written in another way. Allowed: [[waive]]"),
        ("[checks]\n", 1, "'checks', a word that means nothing here. Allowed: check, waive"),
        ("check = 3\n", 1, "'check' that is no table"),
        ('[check]\nignore = "AR"\n', 2, "'AR' in the place of a list"),
        ('[check]\nselect = ["AR", "AR99"]\n', 2, "there is no check 'AR99'"),
        ('[check]\nother = ["AR"]\n', 2, "'other', a word that means nothing here. Allowed: select, ignore"),
        ("[[waive]\n", 1, "this line cannot be read: [[waive]"),
        ('a = 1\nreason = "x\n', 2, 'this line cannot be read: reason = "x'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(text, line, words, true_report, settings, danvan):
    file = settings(text)
    ended = danvan("check", true_report)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"{file}, line {line}: ")
    assert words in ended.err


def test_a_file_that_is_not_utf_8_is_told(true_report, tmp_path, danvan):
    (tmp_path / "danvan.toml").write_bytes("# đ".encode("utf-16"))
    ended = danvan("check", true_report)
    assert (ended.code, "letters that are not UTF-8" in ended.err) == (2, True)


def test_notepad_may_have_written_it(false_report, tmp_path, danvan):
    (tmp_path / "danvan.toml").write_bytes(b"\xef\xbb\xbf" + WAIVER.replace("\n", "\r\n").encode())
    assert danvan("check", false_report).code == 0


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--select", "AR"], True),
        (["--select", "ci, ar02"], True),
        (["--select", "CI"], False),
        (["--ignore", "AR"], False),
        (["--ignore", "AR", "--select", "AR02"], True),
        (["--select", "AR", "--ignore", "AR02"], False),
    ],
)
def test_checks_are_chosen_on_the_command_line(options, found, false_report, danvan):
    assert ("AR02" in codes(danvan("check", false_report, "--format", "json", *options))) is found


def test_the_command_line_comes_before_the_file(false_report, settings, danvan):
    settings('[check]\nselect = ["CI"]\nignore = ["SP"]\n')
    assert "AR02" not in codes(danvan("check", false_report, "--format", "json"))
    assert "AR02" in codes(danvan("check", false_report, "--format", "json", "--select", "AR"))


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_check_that_does_not_exist_is_refused(option, true_report, danvan):
    ended = danvan("check", true_report, option, "AR,XX")
    assert (ended.code, ended.out) == (2, "")
    assert f"{option}: 'XX' is not allowed. Allowed: AR, " in ended.err
