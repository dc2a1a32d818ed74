"""Folders that are not a ledger, or no longer one."""

import os
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from danvan.kernel.errors import LedgerError, OutputError
from danvan.ledger import delta
from danvan.ledger.errors import FolderUnusable
from danvan.ledger.rows import to_row
from danvan.ledger.store import Ledger


def test_a_missing_folder_becomes_a_ledger(tmp_path):
    Ledger.open(tmp_path / "năm 2024" / "sổ cái")
    assert Ledger.open(tmp_path / "năm 2024" / "sổ cái", create=False).figures() == []


def test_an_empty_folder_becomes_a_ledger(tmp_path):
    assert Ledger.open(str(tmp_path)).version == 0


def test_nothing_is_made_when_a_ledger_is_only_read(tmp_path):
    with pytest.raises(LedgerError, match="no ledger in this folder"):
        Ledger.open(tmp_path / "gõ nhầm", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "bao-cao.docx").write_text("x")
    with pytest.raises(LedgerError, match="not a ledger and not empty"):
        Ledger.open(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["bao-cao.docx"]


def test_a_file_is_no_ledger(tmp_path):
    (tmp_path / "so-cai").write_text("x")
    with pytest.raises(LedgerError, match="this is a file"):
        Ledger.open(tmp_path / "so-cai")


def test_a_table_with_other_columns_is_no_ledger(tmp_path):
    DeltaTable.create(str(tmp_path), pa.schema([("id", pa.string()), ("value", pa.float64())]))
    with pytest.raises(LedgerError, match="not a ledger of this program"):
        Ledger.open(tmp_path)


def test_a_ledger_whose_log_is_gone_is_not_started_anew(ledger, make):
    ledger.append([make("visits", 206)])
    shutil.rmtree(ledger.folder / "_delta_log")
    with pytest.raises(LedgerError, match=r"log .* is gone"):
        Ledger.open(ledger.folder)


@pytest.mark.parametrize("content", ["", "not json", '{"add":{}}'])
def test_a_ledger_whose_log_is_damaged_says_so(ledger, content):
    for entry in (ledger.folder / "_delta_log").glob("*.json"):
        entry.write_text(content)
    with pytest.raises(LedgerError, match="log is damaged"):
        Ledger.open(ledger.folder)


def test_a_ledger_whose_log_is_empty_says_so(ledger):
    for entry in (ledger.folder / "_delta_log").iterdir():
        entry.unlink()
    with pytest.raises(LedgerError, match="log is damaged"):
        Ledger.open(ledger.folder)


def _data_file(folder: Path) -> Path:
    return next(folder.glob("year=*/level=*/*.parquet"))


def test_a_ledger_whose_data_is_gone_says_so(ledger, make):
    ledger.append([make("visits", 206)])
    _data_file(ledger.folder).unlink()
    with pytest.raises(LedgerError, match="missing or damaged"):
        ledger.figures()


def test_a_ledger_whose_data_is_cut_short_says_so(ledger, make):
    ledger.append([make("visits", 206)])
    data = _data_file(ledger.folder)
    data.write_bytes(data.read_bytes()[:100])
    with pytest.raises(LedgerError, match="missing or damaged"):
        ledger.figures()


@pytest.mark.parametrize("name", ["sổ [2024]", "100%20", "a|b", "a^b"])
def test_a_name_the_storage_cannot_take_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(FolderUnusable, match="without such a character"):
        Ledger.open(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_spaces_marks_and_brackets_is_fine(tmp_path, make):
    ledger = Ledger.open(tmp_path / "sổ cái (9 tháng), bản #1 & 'mới' *?")
    ledger.append([make("visits", 206)])
    assert len(Ledger.open(ledger.folder, create=False).figures()) == 1


def test_a_place_where_no_folder_can_be_made_is_named(tmp_path):
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(OutputError, match="nothing was changed"):
        Ledger.open(tmp_path / "tệp" / "sổ cái")


@pytest.fixture
def read_only(ledger, make, monkeypatch):
    """A ledger this account may not write to. The system is made to say so: an administrator may write anywhere."""
    ledger.append([make("visits", 206)])
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and may(path, mode))
    return ledger


def test_a_read_only_ledger_cannot_be_opened_for_adding(read_only):
    with pytest.raises(OutputError, match="read-only"):
        Ledger.open(read_only.folder)


def test_a_read_only_ledger_can_be_read_and_not_added_to(read_only, make):
    ledger = Ledger.open(read_only.folder, create=False)
    assert len(ledger.figures()) == 1
    with pytest.raises(OutputError, match="read-only"):
        ledger.append([make("received", 320)])
    assert ledger.version == 1


def test_an_empty_read_only_folder_does_not_become_a_ledger(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    with pytest.raises(OutputError):
        Ledger.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_another_program_is_told(ledger, make):
    row = to_row(make("visits", 206)) | {"source": "hearsay"}
    delta.commit(delta.load(ledger.folder), ledger.folder, [row])
    with pytest.raises(LedgerError, match="missing or damaged"):
        ledger.figures()
