"""An output folder appears whole or not at all, and never costs anybody a file."""

from pathlib import Path

import pytest

from danvan.cli.folder import FolderTaken, made_whole
from danvan.kernel.errors import OutputError


def _fill(target: Path, content: str = "first") -> None:
    with made_whole(target) as beside:
        (beside / "report.txt").write_text(content, encoding="utf-8")


def test_a_folder_appears_with_its_parents(tmp_path: Path) -> None:
    _fill(tmp_path / "a" / "out")
    assert (tmp_path / "a/out/report.txt").read_text(encoding="utf-8") == "first"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _fill(tmp_path / "out")
    assert (tmp_path / "out/report.txt").exists()


def test_what_an_earlier_run_made_is_replaced(tmp_path: Path) -> None:
    _fill(tmp_path / "out")
    _fill(tmp_path / "out", "second")
    assert (tmp_path / "out/report.txt").read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["letter.docx", "deep/letter.docx", ".~lock.report.txt#"])
def test_a_folder_with_a_foreign_file_is_refused(tmp_path: Path, name: str) -> None:
    _fill(tmp_path / "out")
    foreign = tmp_path / "out" / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("mine", encoding="utf-8")
    with pytest.raises(FolderTaken, match="did not make"):
        _fill(tmp_path / "out", "second")
    assert foreign.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "out/report.txt").read_text(encoding="utf-8") == "first"


def test_a_report_that_somebody_corrected_is_not_overwritten(tmp_path: Path) -> None:
    _fill(tmp_path / "out")
    (tmp_path / "out/report.txt").write_text("corrected by hand", encoding="utf-8")
    with pytest.raises(FolderTaken, match=r"report\.txt"):
        _fill(tmp_path / "out", "second")
    assert (tmp_path / "out/report.txt").read_text(encoding="utf-8") == "corrected by hand"


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', "{"])
def test_a_manifest_that_says_nothing_protects_everything(tmp_path: Path, manifest: str) -> None:
    _fill(tmp_path / "out")
    (tmp_path / "out/danvan-run.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(FolderTaken):
        _fill(tmp_path / "out", "second")


def test_a_crash_leaves_what_was_there_and_nothing_more(tmp_path: Path) -> None:
    _fill(tmp_path / "out")

    def crash() -> None:
        with made_whole(tmp_path / "out") as beside:
            (beside / "half.txt").write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crash()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert not (tmp_path / "out/half.txt").exists()


def test_a_folder_put_there_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    def meanwhile() -> None:
        with made_whole(tmp_path / "out"):
            (tmp_path / "out").mkdir()
            (tmp_path / "out/letter.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(FolderTaken):
        meanwhile()
    assert (tmp_path / "out/letter.txt").read_text(encoding="utf-8") == "mine"


def test_when_the_last_step_fails_the_old_folder_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tmp_path / "out")
    real, calls = Path.rename, []

    def fail_on_the_new_one(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_new_one)
    with pytest.raises(OutputError, match="No space left"):
        _fill(tmp_path / "out", "second")
    assert (tmp_path / "out/report.txt").read_text(encoding="utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
