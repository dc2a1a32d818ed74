"""`danvan simulate`: the folder it writes, and every mistake in its options as one sentence."""

import csv
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from danvan.cli.app import main
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.units.register import UnitRegister

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
SMALL = ["--province", "91", "--years", "2025", "--workers", "1"]
MISTAKES = {
    "no such province": (["--province", "99"], "99"),
    "years that are no years": (["--years", "24"], "Allowed: 2024, 2023-2025"),
    "years backwards": (["--years", "2025-2023"], "Allowed: 2015-2035"),
    "years long past": (["--years", "1999"], "Allowed: 2015-2035"),
    "no commune": (["--communes", "0"], "Allowed: 1, 2, 3…"),
    "a seed below nothing": (["--seed", "-1"], "Allowed: 0, 1, 2…"),
    "a share above one": (["--late", "1.5"], "Allowed: 0 … 1"),
    "more than every report": (["--late", "0.7", "--missing", "0.7"], "--late + --missing"),
    "something that is not written": (["--what", "charts"], "Allowed: registers, figures, reports"),
    "a format we do not write": (["--registers", "xlsx"], "Allowed: parquet, csv"),
    "an unknown regime": (["--regime", "tax"], "Allowed: "),
    "a regime without periods then": (["--regime", "inspection_2025", "--years", "2024"], "it has nothing reported in 2024"),
}


@pytest.fixture(autouse=True)
def _small_country(monkeypatch: pytest.MonkeyPatch, register: UnitRegister) -> None:
    monkeypatch.setattr(UnitRegister, "load", lambda *_: register)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, register: UnitRegister) -> Path:
    out = tmp_path_factory.mktemp("country") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UnitRegister, "load", lambda *_: register)
        options = ["--wrong", "0.6", "--what", "registers,figures,reports", "--missing", "0"]
        assert main(["simulate", str(out), *SMALL, *options], now=NOW) == 0
    return out


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_ledger_holds_the_figures_with_their_errors_and_corrections(made: Path) -> None:
    summary = json.loads((made / "simulation.json").read_text(encoding="utf-8"))
    ledger = Ledger.open(made / "ledger", create=False)
    errors = rows(made / "errors.csv")
    assert summary["counts"]["errors"] == len(errors) > 0
    assert ledger.dataset().count_rows() == summary["counts"]["figures"] + summary["counts"]["corrections"]
    corrected = next(error for error in errors if error["corrected_on"])
    first, second = ledger.history(corrected["figure"])
    assert (second.supersedes, second.person) == (first.id, "mô phỏng")
    assert second.amount.value == float(corrected["right"])


def test_registers_are_parquet_with_their_units(made: Path) -> None:
    table = pq.read_table(made / "registers" / "admin_procedures.dossiers.parquet")
    assert table.column_names[:3] == ["unit_code", "unit", "code"]
    assert set(table["unit_code"].to_pylist()) <= {f"9100{at}" for at in range(1, 9)}


def test_every_report_that_is_owed_has_a_row(made: Path) -> None:
    owed = rows(made / "submissions.csv")
    # Eight communes in June, three in September and December.
    assert len(owed) == 8 + 3 + 3
    assert {row["due_by"] for row in owed} == {"letter"}


def test_the_ledger_knows_what_was_sent_and_returned(made: Path) -> None:
    events = Submissions(made / "ledger").events()
    owed = rows(made / "submissions.csv")
    days = [row[name] for row in owed for name in ("sent_on", "returned_on", "sent_again_on") if row[name]]
    assert sorted(event.day.isoformat() for event in events) == sorted(days)
    assert {event.regime for event in events} == {"danvan"}


def test_some_communes_have_their_report_in_word(made: Path) -> None:
    assert len(list((made / "reports").glob("*.docx"))) == 3


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_one_sentence_and_leaves_nothing(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options, says = MISTAKES[what]
    assert main(["--lang", "en", "simulate", str(tmp_path / "out"), *SMALL, *options], now=NOW) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    assert main(["--lang", "en", "simulate", str(tmp_path), *SMALL], now=NOW) == 2
    assert "this folder is not empty" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_is_left_when_it_fails_half_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("danvan.simulate.writing.pq.ParquetWriter.write_table", full)
    assert main(["--lang", "en", "simulate", str(tmp_path / "out"), *SMALL], now=NOW) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


AREA = """\
name: {vi: Giải phóng mặt bằng, en: Land clearance}
order: 90
about: {vi: Thu hồi đất, en: Land taken}
registers:
  plots:
    name: {vi: Sổ thửa đất, en: Plots}
    row: {vi: thửa, en: plot}
    begins: taken_on
    columns:
      - {code: taken_on, name: {vi: Ngày thu hồi, en: Taken on}, type: date, required: true}
      - {code: owner, name: {vi: Chủ đất, en: Owner}, type: text, personal: true}
      - code: use
        name: {vi: Loại đất, en: Use}
        type: choice
        choices: {rice: {vi: lúa, en: rice}, house: {vi: ở, en: house}}
      - {code: agreed, name: {vi: Đồng thuận, en: Agreed}, type: yes_no}
      - {code: people, name: {vi: Số người, en: People}, type: integer, minimum: 1}
      - {code: note, name: {vi: Ghi chú, en: Note}, type: text}
  notes:
    name: {vi: Sổ ghi chép, en: Notes}
    row: {vi: dòng, en: line}
    columns: [{code: words, name: {vi: Nội dung, en: Words}, type: text}]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, register: UnitRegister) -> Path:
    """What is simulated of a province's own registers, which no recipe describes."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "areas" / "land").mkdir(parents=True)
    (folder / "areas" / "land" / "area.yml").write_text(AREA, encoding="utf-8")
    (folder / "catalogue.yml").write_text('name: {vi: Thử, en: Trial}\nversion: "1"\nowner: Sở\n', encoding="utf-8")
    options = [*SMALL, "--registers", "csv", "--what", "registers", "--communes", "1"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UnitRegister, "load", lambda *_: register)
        assert main(["--catalogue", str(folder), "simulate", str(folder / "out"), *options], now=NOW) == 0
    return folder / "out" / "registers"


def test_csv_is_written_where_it_is_asked_for_and_no_ledger_where_it_is_not(own: Path) -> None:
    assert rows(own / "mediation.cases.csv")
    assert not (own.parent / "ledger").exists()


def test_a_register_nobody_described_is_filled_by_the_types_of_its_columns(own: Path) -> None:
    plots = rows(own / "land.plots.csv")
    assert plots
    assert {plot["use"] for plot in plots} <= {"rice", "house"}
    assert all(int(plot["people"]) >= 1 for plot in plots)
    assert all(plot["taken_on"].startswith("202") for plot in plots)


def test_no_person_stands_in_a_register_nobody_described(own: Path) -> None:
    assert not any(plot.get("owner") for plot in rows(own / "land.plots.csv"))


def test_a_register_without_a_date_is_left_out(own: Path) -> None:
    assert not (own / "land.notes.csv").exists()
