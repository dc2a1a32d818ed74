"""`danvan compose --form`: an official form filled in from the ledger; and what cannot be composed together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

Danvan = Callable[..., Any]
PERIOD = "9 tháng đầu năm 2024"


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", *sorted(folder.glob("*.txt")), "--ledger", made).code == 0
    return made


@pytest.fixture
def compose(ledger: Path, danvan: Danvan, tmp_path: Path) -> Danvan:
    def compose(*options: object, out: str = "bieu.xlsx") -> Any:
        return danvan("compose", "--period", PERIOD, "--ledger", ledger, "--out", tmp_path / out, *options)

    return compose


def test_a_form_is_filled_and_it_is_told_what_was_left_open(compose: Danvan, tmp_path: Path) -> None:
    ended = compose("--form", "01/TCD")
    assert ended.code == 0
    assert f"{tmp_path / 'bieu.xlsx'}: " in ended.out
    assert "columns with figures: 1; computed: 2; left open to fill in: " in ended.out
    rows = CalamineWorkbook.from_path(str(tmp_path / "bieu.xlsx")).get_sheet_by_index(0).to_python()
    assert any("xã An Hòa" in row and 20 in row for row in rows)
    assert any("xã Bình Yên" in row and 15 in row for row in rows)


def test_a_form_of_one_unit_has_no_other_in_it(compose: Danvan, tmp_path: Path) -> None:
    assert compose("--form", "01/TCD", "--of", "xã An Hòa").code == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "bieu.xlsx")).get_sheet_by_index(0).to_python()
    assert not any("xã Bình Yên" in row for row in rows)


@pytest.mark.parametrize(
    ("options", "out", "words"),
    [
        (("--form", "01/TCD"), "bieu.docx", "--out: 'bieu.docx' is not allowed. Allowed: ….xlsx"),
        (("--form", "99/TCD"), "bieu.xlsx", "99/TCD"),
        (("--of", "xã An Hòa", "--under", "tỉnh Quảng Ngãi"), "a.docx", "--under: 'tỉnh Quảng Ngãi' (--of) is not allowed"),
    ],
)
def test_what_cannot_be_composed_is_told(compose: Danvan, options: tuple[str, ...], out: str, words: str) -> None:
    ended = compose(*options, out=out)
    assert (ended.code, words in ended.err) == (2, True)


def test_a_workbook_leads_to_no_command_that_reads_only_word(compose: Danvan) -> None:
    ended = compose(out="bao-cao.xlsx")
    assert (ended.code, "2 units" in ended.out, "explain" in ended.out) == (0, True, False)
