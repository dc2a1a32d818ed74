"""Folders and zips, and answers kept in a folder: whole, taken up again, one bad file never stopping the rest."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from danvan.cli.bulk.folder import Answers
from danvan.cli.work import bulk

Danvan = Callable[..., Any]


@pytest.fixture
def in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same work in this process: what processes are for is tested beside."""
    monkeypatch.setattr(bulk, "shared_out", _in_turn)


def _in_turn(sources: list[Any], start: Any, _lost: Any, _terms: Any, done: Any) -> Iterator[Any]:
    do = start()
    for source in sources:
        yield do(source)
        done()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def _counts(ended: Any) -> tuple[int, int, int]:
    summary = json.loads(ended.out)
    return summary["read"], summary["kept"], summary["failed"]


def test_a_folder_stands_for_its_reports_by_name(folder: Path, danvan: Danvan) -> None:
    answers = json.loads(danvan("read", folder, "--format", "json").out)
    assert [Path(one["file"]).name for one in answers] == ["an-hoa.txt", "binh-yen.txt"]


def test_a_folder_with_one_report_gives_an_array_all_the_same(true_report: Path, danvan: Danvan) -> None:
    assert len(json.loads(danvan("read", true_report.parent, "--format", "json").out)) == 1


def test_files_folders_and_zips_may_be_mixed(folder: Path, true_report: Path, tmp_path: Path, danvan: Danvan) -> None:
    bundle = tmp_path / "bundle.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(true_report, "xa/inner.txt")
    answers = json.loads(danvan("check", bundle, folder, true_report, "--format", "json").out)
    assert [Path(one["file"]).name for one in answers] == ["inner.txt", "an-hoa.txt", "binh-yen.txt", "true.txt"]


def test_an_empty_folder_does_not_stop_the_others(true_report: Path, tmp_path: Path, danvan: Danvan) -> None:
    (tmp_path / "empty").mkdir()
    ended = danvan("read", tmp_path / "empty", true_report, "--format", "json")
    assert ended.code == 2
    assert [("error" in one) for one in json.loads(ended.out)] == [True, False]


def test_the_text_of_a_folder_is_printed_too(folder: Path, danvan: Danvan) -> None:
    assert danvan("read", folder, "--text").out.count("BÁO CÁO") == 2


def test_a_line_separator_in_a_report_stays_as_it_is(tmp_path: Path, danvan: Danvan) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Đã tiếp\u2028 20 lượt\x85 công dân.", encoding="utf-8")
    one = json.loads(danvan("read", tmp_path / "a.txt", "--format", "json").out)
    assert json.loads(danvan("read", tmp_path, "--format", "json").out)[0] == one


def test_each_report_has_its_answer_and_the_folder_a_summary(folder: Path, out: Path, danvan: Danvan) -> None:
    ended = danvan("read", folder, "--out", out)
    assert ended.code == 0
    assert sorted(path.name for path in out.iterdir()) == ["an-hoa.txt.json", "binh-yen.txt.json", "danvan-read.json"]
    alone = json.loads(danvan("read", folder / "an-hoa.txt", "--format", "json").out)
    kept = json.loads((out / "an-hoa.txt.json").read_text(encoding="utf-8"))
    made = kept.pop("made")
    assert kept == alone
    assert {"command", "danvan", "catalogue", "source"} <= set(made)


@pytest.mark.usefixtures("in_turn")
@pytest.mark.parametrize("command", ["read", "check"])
def test_kept_answers_are_by_the_schema(command: str, folder: Path, out: Path, danvan: Danvan) -> None:
    schema = Path(__file__).parents[2] / f"docs/reference/schema/{command}.schema.json"
    danvan(command, folder, "--out", out)
    answers = sorted(out.rglob("*.txt.json"))
    assert answers
    for answer in answers:
        validate(json.loads(answer.read_text(encoding="utf-8")), json.loads(schema.read_text(encoding="utf-8")))


@pytest.mark.usefixtures("in_turn")
def test_reports_of_one_name_in_two_folders_do_not_collide(
    tmp_path: Path, true_report: Path, out: Path, danvan: Danvan
) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "bc.txt").write_bytes(true_report.read_bytes())
    danvan("read", tmp_path / "2023", tmp_path / "2024", "--out", out)
    assert (out / "2023/bc.txt.json").exists()
    assert (out / "2024/bc.txt.json").exists()


@pytest.mark.usefixtures("in_turn")
@pytest.mark.parametrize("name", ['{"made"}.txt', "a\udcff.txt", "a\nb.txt"])
def test_a_report_may_have_any_name(name: str, true_report: Path, tmp_path: Path, out: Path, danvan: Danvan) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    true_report.rename(folder / name)
    call = ("read", folder, "--out", out, "--format", "json")
    assert [_counts(danvan(*call)) for _ in range(2)] == [(1, 0, 0), (0, 1, 0)]


@pytest.mark.usefixtures("in_turn")
def test_a_report_named_twice_is_read_once(folder: Path, out: Path, danvan: Danvan) -> None:
    assert _counts(danvan("read", folder, folder / "an-hoa.txt", "--out", out, "--format", "json")) == (2, 0, 0)


@pytest.mark.usefixtures("in_turn")
def test_the_second_run_reads_only_what_changed(folder: Path, out: Path, danvan: Danvan) -> None:
    call = ("read", folder, "--out", out, "--format", "json")
    assert _counts(danvan(*call)) == (2, 0, 0)
    assert _counts(danvan(*call)) == (0, 2, 0)
    report = folder / "an-hoa.txt"
    report.write_text(report.read_text(encoding="utf-8").replace("20 lượt", "21 lượt"), encoding="utf-8")
    assert _counts(danvan(*call)) == (1, 1, 0)


@pytest.mark.usefixtures("in_turn")
@pytest.mark.parametrize("what", ["danvan", "catalogue", "command"])
def test_an_answer_of_other_rules_is_made_again(what: str, folder: Path, out: Path, danvan: Danvan) -> None:
    call = ("read", folder, "--out", out, "--format", "json")
    danvan(*call)
    answer = out / "an-hoa.txt.json"
    content = json.loads(answer.read_text(encoding="utf-8"))
    content["made"][what] = "another"
    answer.write_text(json.dumps(content), encoding="utf-8")
    assert _counts(danvan(*call)) == (1, 1, 0)


@pytest.mark.usefixtures("in_turn")
def test_checking_remembers_what_it_found(folder: Path, out: Path, danvan: Danvan) -> None:
    assert danvan("check", folder, "--out", out).code == 1
    ended = danvan("check", folder, "--out", out, "--format", "json")
    assert (ended.code, _counts(ended)) == (1, (0, 2, 0))
    assert danvan("check", folder, "--out", out, "--format", "json").code == 1


@pytest.mark.usefixtures("in_turn")
def test_a_bad_report_is_in_the_summary_and_is_tried_again(folder: Path, out: Path, danvan: Danvan) -> None:
    bad = folder / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 8)
    ended = danvan("read", folder, "--out", out)
    assert ended.code == 2
    assert "2 read, 0 kept from an earlier run, 1 failed" in ended.out
    summary = json.loads((out / "danvan-read.json").read_text(encoding="utf-8"))
    assert [(Path(one["file"]).name, "binary data" in one["error"]) for one in summary["failures"]] == [("bad.txt", True)]
    bad.write_text("Đã tiếp 20 lượt công dân.", encoding="utf-8")
    assert _counts(danvan("read", folder, "--out", out, "--format", "json")) == (1, 2, 0)


@pytest.mark.usefixtures("in_turn")
def test_the_answer_of_a_report_that_turned_bad_goes_away(folder: Path, out: Path, danvan: Danvan) -> None:
    danvan("read", folder, "--out", out)
    (folder / "an-hoa.txt").write_bytes(b"")
    danvan("read", folder, "--out", out)
    assert not (out / "an-hoa.txt.json").exists()


@pytest.mark.usefixtures("in_turn")
def test_a_file_that_is_not_ours_is_left_alone(folder: Path, out: Path, danvan: Danvan) -> None:
    out.mkdir()
    mine = out / "an-hoa.txt.json"
    mine.write_text("{}", encoding="utf-8")
    ended = danvan("read", folder, "--out", out)
    assert ended.code == 2
    assert "danvan did not make it" in ended.err
    assert mine.read_text(encoding="utf-8") == "{}"


@pytest.mark.usefixtures("in_turn")
def test_an_answer_of_another_report_is_not_written_over(
    folder: Path, tmp_path: Path, true_report: Path, out: Path, danvan: Danvan
) -> None:
    danvan("read", folder, "--out", out)
    other = tmp_path / "other" / "an-hoa.txt"
    other.parent.mkdir()
    other.write_bytes(true_report.read_bytes())
    ended = danvan("read", other.parent, "--out", out)
    assert ended.code == 2
    assert f"the answer of another report, {folder / 'an-hoa.txt'}" in ended.err


@pytest.mark.usefixtures("in_turn")
def test_a_folder_that_was_moved_takes_its_answers_along(folder: Path, tmp_path: Path, out: Path, danvan: Danvan) -> None:
    danvan("read", folder, "--out", out)
    moved = folder.rename(tmp_path / "moved")
    assert danvan("read", moved, "--out", out).code == 0
    assert json.loads((out / "an-hoa.txt.json").read_text(encoding="utf-8"))["file"] == str(moved / "an-hoa.txt")


def test_failures_beyond_a_screenful_are_in_the_summary(folder: Path, out: Path, danvan: Danvan) -> None:
    missing = [folder / f"{n}.txt" for n in range(22)]
    ended = danvan("read", *missing, "--out", out)
    assert ended.err.count("no such file") == 20
    assert "2 more" in ended.err


@pytest.mark.usefixtures("in_turn")
def test_a_file_for_the_folder_of_answers_is_refused(folder: Path, true_report: Path, danvan: Danvan) -> None:
    ended = danvan("read", folder, "--out", true_report)
    assert ended.code == 2
    assert "it is a file, not a folder" in ended.err


def test_stopping_leaves_whole_answers_and_says_how_to_go_on(
    folder: Path, out: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared_out = bulk.shared_out

    def stopped(*arguments: Any) -> Iterator[Any]:
        results = shared_out(*arguments)
        yield next(results)
        results.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(bulk, "shared_out", stopped)
    ended = danvan("read", folder, "--out", out, "--workers", "1")
    assert ended.code == 130
    assert "The same command goes on with the rest" in ended.err
    monkeypatch.setattr(bulk, "shared_out", _in_turn)
    assert sum(path.suffix == ".part" for path in out.rglob(".*")) == 0
    read, kept, _failed = _counts(danvan("read", folder, "--out", out, "--format", "json"))
    assert kept >= 1
    assert read + kept == 2


def test_a_very_long_name_has_an_answer_too(tmp_path: Path) -> None:
    answers = Answers(tmp_path, Path("/reports"))
    one, other = (answers.place_of(Path(f"/reports/{'á' * 120}{end}.txt")) for end in "ab")
    assert len(one.name.encode()) < 255
    assert one != other


def test_spark_wants_a_folder(folder: Path, danvan: Danvan) -> None:
    ended = danvan("read", folder, "--spark", "local[2]")
    assert ended.code == 2
    assert "--spark MASTER --out DIR" in ended.err


def test_the_text_of_a_folder_without_reports_is_an_error_and_the_others_are_printed(
    true_report: Path, tmp_path: Path, danvan: Danvan
) -> None:
    (tmp_path / "empty").mkdir()
    ended = danvan("read", "--text", tmp_path / "empty", true_report)
    assert ended.code == 2
    assert "empty" in ended.err
    assert "đã tiếp 20 lượt công dân" in ended.out


def test_a_text_that_cannot_be_opened_is_an_error_and_the_others_are_printed(
    true_report: Path, tmp_path: Path, danvan: Danvan
) -> None:
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04 not a document")
    ended = danvan("read", "--text", tmp_path / "hong.docx", true_report)
    assert (ended.code, "hong.docx" in ended.err, "đã tiếp 20 lượt công dân" in ended.out) == (2, True, True)


def test_a_zip_that_is_damaged_is_one_error(true_report: Path, tmp_path: Path, danvan: Danvan) -> None:
    (tmp_path / "gui.zip").write_bytes(b"PK\x03\x04 cut short")
    ended = danvan("read", "--text", tmp_path / "gui.zip", true_report)
    assert (ended.code, "gui.zip" in ended.err, "đã tiếp 20 lượt công dân" in ended.out) == (2, True, True)
