"""`danvan run`: a folder of reports in; findings, ledger and consolidated reports out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.cli.folder import MANIFEST

Danvan = Callable[..., Any]
REPORT = "tong-hop-cap-xa.2024-9m.docx"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_everything_is_written_and_told_on_one_screen(folder: Path, out: Path, danvan: Danvan) -> None:
    ended = danvan("run", folder, "--out", out)
    assert ended.code == 1
    assert ended.err == ""
    assert "binh-yen.txt, line 19: 206 + 129 = 335 ≠ 320" in ended.out
    assert len(ended.out.splitlines()) <= 40
    made = {path.name for path in out.iterdir()}
    assert made == {REPORT, "figures.json", "findings.json", "findings.txt", "ledger", MANIFEST}


def test_the_files_are_named_as_they_stand_in_the_folder(folder: Path, out: Path, danvan: Danvan) -> None:
    danvan("run", folder, "--out", out)
    for name in ("figures.json", "findings.json"):
        answer = json.loads((out / name).read_text(encoding="utf-8"))
        assert [one["file"] for one in answer] == ["an-hoa.txt", "binh-yen.txt"]


def test_true_sums_everywhere_end_with_0(folder: Path, out: Path, danvan: Danvan) -> None:
    (folder / "binh-yen.txt").unlink()
    ended = danvan("run", folder, "--out", out)
    assert ended.code == 0
    assert "False sums: 0" in ended.out


def test_the_same_folder_twice_gives_the_same_bytes(folder: Path, out: Path, danvan: Danvan) -> None:
    danvan("run", folder, "--out", out)
    first = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != MANIFEST}
    assert danvan("run", folder, "--out", out).code == 1
    assert {name: (out / name).read_bytes() for name in first} == first


def test_output_inside_the_folder_is_not_read_as_reports(folder: Path, danvan: Danvan) -> None:
    danvan("run", folder, "--out", folder / "out")
    again = danvan("run", folder, "--out", folder / "out")
    assert again.code == 1
    assert len(json.loads((folder / "out/figures.json").read_text(encoding="utf-8"))) == 2


def test_a_folder_with_nothing_but_our_output_has_no_reports(folder: Path, danvan: Danvan) -> None:
    danvan("run", folder, "--out", folder / "out")
    for file in folder.glob("*.txt"):
        file.unlink()
    assert "no report in this folder" in danvan("run", folder, "--out", folder / "out").err


def test_a_district_is_not_added_to_its_communes(folder: Path, out: Path, danvan: Danvan) -> None:
    commune = (folder / "an-hoa.txt").read_text(encoding="utf-8")
    (folder / "huyen.txt").write_text(commune.replace("XÃ AN HÒA", "HUYỆN VÂN KHÊ").replace("xã An Hòa", "huyện Vân Khê"))
    danvan("run", folder, "--out", out)
    assert sorted(path.name for path in out.glob("*.docx")) == ["tong-hop-cap-huyen.2024-9m.docx", REPORT]


def test_a_bad_file_is_named_and_the_others_are_consolidated(folder: Path, out: Path, danvan: Danvan) -> None:
    (folder / "empty.txt").write_text("")
    ended = danvan("run", folder, "--out", out)
    assert ended.code == 2
    assert "empty.txt: the file is empty" in ended.err
    assert "could not be read" in ended.out
    assert "the file is empty" in (out / "findings.txt").read_text(encoding="utf-8")
    assert (out / REPORT).exists()


def test_two_reports_that_contradict_each_other_are_told(folder: Path, out: Path, danvan: Danvan) -> None:
    other = (folder / "an-hoa.txt").read_text(encoding="utf-8").replace("20 lượt", "21 lượt")
    (folder / "an-hoa-2.txt").write_text(other, encoding="utf-8")
    ended = danvan("run", folder, "--out", out)
    assert ended.code == 2
    assert "21" in ended.err
    assert (out / REPORT).exists()


def test_the_command_it_ends_with_works(folder: Path, out: Path, danvan: Danvan) -> None:
    told = danvan("run", folder, "--out", out).out.splitlines()[-1]
    ended = danvan(*told.partition("danvan ")[2].split())
    assert ended.code == 0
    assert "hồ sơ" in ended.out


def test_many_files_and_findings_still_fit_the_screen(folder: Path, out: Path, danvan: Danvan) -> None:
    text = (folder / "binh-yen.txt").read_text(encoding="utf-8")
    for n in range(60):
        name = f"Số {n}"
        made = text.replace("Bình Yên", name).replace("BÌNH YÊN", name.upper())
        (folder / f"{n:02}.txt").write_text(made, encoding="utf-8")
    ended = danvan("run", folder, "--out", out)
    assert len(ended.out.splitlines()) <= 40
    assert "more, see findings.txt" in ended.out


@pytest.mark.shared
def test_the_false_sums_of_the_real_reports_are_shown(seeds: list[Path], out: Path, danvan: Danvan) -> None:
    ended = danvan("run", seeds[0].parent, "--out", out)
    for words in ("206 + 129 = 335 ≠ 320", "3 + 21 + 36 = 60 ≠ 59", "19.545 + 789 = 20.334 ≠ 20.335"):
        assert words in ended.out
    assert len(ended.out.splitlines()) <= 40
