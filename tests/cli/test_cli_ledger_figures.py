"""`danvan ledger correct|withdraw|history|disagreements|at|compact|rebuild`."""

import json
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Blank, Entry, Figure, Formula, RollUp, Rows, Shared, Source
from danvan.ledger.store import Ledger

Danvan = Callable[..., Any]
VISITS = "xa-an-hoa.2024-9m.citizen_reception.visits"
WHY = ("--reason", "đếm lại sổ", "--person", "Nguyễn Thị Lan")


@pytest.fixture
def ledger(folder: Path, tmp_path: Path, danvan: Danvan) -> Path:
    made = tmp_path / "ledger"
    assert danvan("ledger", "add", folder / "an-hoa.txt", "--ledger", made).code == 0
    return made


def value(ledger: Path, name: str = VISITS) -> Any:
    quantity = Ledger.open(ledger, create=False).figure(name).quantity
    return quantity and quantity.value


def test_a_correction_says_what_became_of_what(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "correct", VISITS, "--ledger", ledger, "--value", "1.637", *WHY)
    assert (ended.code, f"→ 1.637 lượt: {VISITS}-2" in ended.out) == (0, True)
    assert value(ledger, f"{VISITS}-2") == 1637


def test_a_history_tells_who_when_and_why(ledger: Path, danvan: Danvan) -> None:
    danvan("ledger", "correct", VISITS, "--ledger", ledger, "--value", "25", *WHY)
    shown = danvan("ledger", "history", VISITS, "--ledger", ledger).out
    assert all(words in shown for words in ("an-hoa.txt", "25 lượt", "Nguyễn Thị Lan", "đếm lại sổ", "1/10/2024 15:30"))


def test_a_blank_can_be_typed_in_the_words_of_a_form(ledger: Path, danvan: Danvan) -> None:
    assert danvan("ledger", "correct", VISITS, "--ledger", ledger, "--value", "chưa có số liệu", *WHY).code == 0
    shown = json.loads(danvan("ledger", "show", "--ledger", ledger, "--format", "json").out)["figures"]
    assert [(each["value"], each["blank"]) for each in shown if each["id"] == f"{VISITS}-2"] == [(None, "not_reported")]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"--value": "nhiều"}, "nhiều"),
        ({"--value": "-5"}, "never below 0"),
        ({"--reason": " "}, "--reason"),
        ({"--person": ""}, "--person"),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused(changed: dict[str, str], words: str, ledger: Path, danvan: Danvan) -> None:
    options = {"--value": "25", "--reason": "đếm lại", "--person": "Lan"} | changed
    ended = danvan("ledger", "correct", VISITS, "--ledger", ledger, *(f"{name}={given}" for name, given in options.items()))
    assert (ended.code, words in ended.err) == (2, True)
    assert Ledger.open(ledger).version == 1


def test_a_figure_taken_back_is_no_longer_listed(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "withdraw", VISITS, "--ledger", ledger, "--reason", "của xã khác", "--person", "Mai")
    assert (ended.code, "taken back" in ended.out) == (0, True)
    assert VISITS not in danvan("ledger", "show", "--ledger", ledger).out
    assert "của xã khác" in danvan("ledger", "history", VISITS, "--ledger", ledger).out


def test_an_unknown_figure_is_told_how_to_find_them(ledger: Path, danvan: Danvan) -> None:
    for command in ("correct", "withdraw", "history"):
        options = [] if command == "history" else [*WHY, *(["--value", "5"] if command == "correct" else [])]
        ended = danvan("ledger", command, "xa-nao.2024.nothing", "--ledger", ledger, *options)
        assert (ended.code, "ledger show" in ended.err) == (2, True)


@pytest.fixture
def disputed(ledger: Path) -> Path:
    """A ledger in which somebody typed three visits more than the report states."""
    opened = Ledger.open(ledger)
    figure = opened.figure(VISITS)
    more = figure.amount.__class__(figure.amount.value + 3, figure.amount.measure, 0)
    typed = figure.__class__(
        **{name: getattr(figure, name) for name in ("indicator", "unit", "level", "period", "catalogue")},
        id="typed",
        quantity=more,
        source=Entry("Mai"),
        recorded=figure.recorded + timedelta(days=1),
    )
    opened.append([typed])
    return ledger


def test_sources_that_disagree_are_listed_with_the_difference(disputed: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "disagreements", "--ledger", disputed)
    assert ended.code == 1
    assert all(words in ended.out for words in (VISITS, "typed", "+3 lượt", "entered by Mai", "an-hoa.txt"))


def test_disagreements_as_json(disputed: Path, danvan: Danvan) -> None:
    (one,) = json.loads(danvan("ledger", "disagreements", "--ledger", disputed, "--format", "json").out)["disagreements"]
    assert (one["record"]["id"], one["witness"]["id"], one["difference"]) == (VISITS, "typed", 3)


def test_where_all_agree_nothing_is_listed(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "disagreements", "--ledger", ledger)
    assert (ended.code, ended.out, "No two sources" in ended.err) == (0, "", True)


def test_other_sources_are_shown_when_asked_for(disputed: Path, danvan: Danvan) -> None:
    assert "typed" not in danvan("ledger", "show", "--ledger", disputed).out
    assert "other source: entered by Mai" in danvan("ledger", "show", "--ledger", disputed, "--witnesses").out
    assert "typed" in danvan("ledger", "history", VISITS, "--ledger", disputed).out


def test_a_report_that_says_something_else_can_be_kept_beside(folder: Path, ledger: Path, danvan: Danvan) -> None:
    other = folder / "an-hoa-2.txt"
    other.write_text((folder / "an-hoa.txt").read_text(encoding="utf-8").replace("đã tiếp ", "đã tiếp 9"), encoding="utf-8")
    assert danvan("ledger", "add", other, "--ledger", ledger, "--beside").code == 0
    assert danvan("ledger", "disagreements", "--ledger", ledger).code == 1


def test_replacing_and_keeping_beside_exclude_each_other(folder: Path, ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "add", folder, "--ledger", ledger, "--beside", "--replace")
    assert (ended.code, "--replace" in ended.err) == (2, True)


def test_a_past_day_is_listed_as_it_was(ledger: Path, danvan: Danvan) -> None:
    before = value(ledger)
    opened = Ledger.open(ledger)
    figure = opened.figure(VISITS)
    later = datetime(2024, 10, 5, tzinfo=UTC)
    opened.withdraw(VISITS, "nhầm", "Mai", later)
    shown = json.loads(danvan("ledger", "at", "3/10/2024", "--ledger", ledger, "--format", "json").out)["figures"]
    assert [each["value"] for each in shown if each["id"] == VISITS] == [before]
    assert figure.id not in danvan("ledger", "at", "2024-10-06", "--ledger", ledger).out


def test_a_day_before_anything_was_reported_is_empty(ledger: Path, danvan: Danvan) -> None:
    ended = danvan("ledger", "at", "2020-01-01", "--ledger", ledger)
    assert (ended.code, "no such figure" in ended.err) == (0, True)
    ended = danvan("ledger", "at", "2020-01-01", "--ledger", ledger, "--by-commit")
    assert (ended.code, "not there yet at 1/1/2020 23:59" in ended.err) == (2, True)


def test_a_day_that_is_none_is_refused(ledger: Path, danvan: Danvan) -> None:
    assert danvan("ledger", "at", "hôm qua", "--ledger", ledger).code == 2


def test_compacting_says_what_it_did(ledger: Path, danvan: Danvan) -> None:
    danvan("ledger", "correct", VISITS, "--ledger", ledger, "--value", "25", *WHY)
    ended = danvan("ledger", "compact", "--ledger", ledger, "--clear-older-than", "30", "--yes")
    assert (ended.code, "2 files" in ended.out, "nothing to clear" in ended.out) == (0, True, True)
    assert value(ledger, f"{VISITS}-2") == 25


def test_a_ledger_is_rebuilt_from_the_old_one_and_the_reports(
    folder: Path, ledger: Path, tmp_path: Path, danvan: Danvan
) -> None:
    danvan("ledger", "correct", VISITS, "--ledger", ledger, "--value", "25", *WHY)
    new = tmp_path / "new"
    ended = danvan("ledger", "rebuild", ledger, folder / "an-hoa.txt", "--ledger", new)
    assert (ended.code, "versions of figures copied" in ended.out) == (0, True)
    old, made = Ledger.open(ledger), Ledger.open(new)
    assert made.figures(current=False) == old.figures(current=False)


def test_a_ledger_rebuilt_from_reports_is_the_same_in_whatever_order_they_are_named(
    folder: Path, tmp_path: Path, danvan: Danvan
) -> None:
    files = sorted(folder.glob("*.txt"))
    danvan("ledger", "rebuild", *files, "--ledger", tmp_path / "one")
    danvan("ledger", "rebuild", *reversed(files), "--ledger", tmp_path / "other")
    danvan("ledger", "add", *files, "--ledger", tmp_path / "added")
    one, other, added = (Ledger.open(tmp_path / name).figures(current=False) for name in ("one", "other", "added"))
    assert one == other == added


def test_two_old_ledgers_are_not_mixed(ledger: Path, tmp_path: Path, danvan: Danvan) -> None:
    shutil.copytree(ledger, tmp_path / "second")
    ended = danvan("ledger", "rebuild", ledger, tmp_path / "second", "--ledger", tmp_path / "new")
    assert (ended.code, "one old ledger" in ended.err) == (2, True)


def test_an_unknown_unit_is_told_and_refused_when_asked(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    file = folder / "an-hoa.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("An Hòa", "Ân Hoá Kỳ").replace("AN HÒA", "ÂN HOÁ KỲ"), encoding="utf-8")
    told = danvan("ledger", "add", file, "--ledger", tmp_path / "lenient")
    assert (told.code, "does not know xã Ân Hoá Kỳ" in told.err) == (0, True)
    refused = danvan("ledger", "add", file, "--ledger", tmp_path / "strict", "--strict")
    assert (refused.code, "knows no 'xã Ân Hoá Kỳ'" in refused.err) == (2, True)
    assert Ledger.open(tmp_path / "strict").version == 0


def test_nothing_is_cleared_away_without_a_yes(ledger: Path, danvan: Danvan) -> None:
    left = left_behind(ledger)
    ended = danvan("ledger", "compact", "--ledger", ledger, "--clear-older-than", "1")
    assert (ended.code, "1 files (1 kB) are needed by no current version." in ended.out) == (2, True)
    assert "--yes" in ended.err
    assert left.exists()


def test_what_nobody_needs_is_cleared_away_and_said(ledger: Path, danvan: Danvan) -> None:
    left = left_behind(ledger)
    ended = danvan("ledger", "compact", "--ledger", ledger, "--clear-older-than", "1", "--yes")
    assert (ended.code, ended.out.endswith("Cleared away.\n"), left.exists()) == (0, True, False)


def left_behind(ledger: Path) -> Path:
    """A file of a writer that failed a week ago."""
    file = ledger / "part-left-behind.parquet"
    file.write_bytes(b"x" * 1024)
    os.utime(file, (time.time() - 7 * 86400,) * 2)
    return file


def kept(ledger: Path, source: Source, **fields: object) -> str:
    """A figure of another source beside that of the report; its identifier."""
    opened = Ledger.open(ledger)
    first = opened.figure(VISITS)
    given = {"id": "other", "unit": "xã Khác", "source": source, "unit_code": ""} | fields
    opened.append([Figure(**{name: getattr(first, name) for name in FIELDS} | given)])
    return str(given["id"])


FIELDS = ("indicator", "level", "period", "quantity", "recorded", "catalogue")


@pytest.mark.parametrize(
    ("source", "fields", "words"),
    [
        (Rows("citizen_reception", "count(*)", 7), {}, "counted from citizen_reception"),
        (Formula("a + b", (VISITS,)), {}, "computed: a + b"),
        (RollUp((VISITS,)), {}, "added up from 1 figures"),
        (Shared((VISITS,), "area", "1/2"), {"estimated": True}, "≈ 20 lượt"),
        (Shared((VISITS,), "area", "1/2"), {}, "shared out from units before"),
        (Entry("Mai"), {"quantity": None, "blank": Blank.WITHHELD}, "withheld"),
        (Rows("citizen_reception", "count(*)", 7), {"person": "Mai"}, "counted from citizen_reception, recorded by Mai"),
    ],
    ids=str,
)
def test_a_history_tells_of_each_kind_of_source(
    ledger: Path, danvan: Danvan, source: Source, fields: dict[str, object], words: str
) -> None:
    assert words in danvan("ledger", "history", kept(ledger, source, **fields), "--ledger", ledger).out


def test_a_history_tells_what_other_sources_say(disputed: Path, danvan: Danvan) -> None:
    told = json.loads(danvan("ledger", "history", VISITS, "--ledger", disputed, "--format", "json").out)
    assert [each["id"] for each in told["others"]] == ["typed"]
    assert "What other sources say of it:" in danvan("ledger", "history", VISITS, "--ledger", disputed).out


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Rows("citizen_reception", "count(*)", 7), "counted over 7 rows of citizen_reception: count(*)"),
        (Shared((VISITS,), "area", "1/2"), "1/2"),
        (RollUp((VISITS,), ("xã Vắng",)), "not in it: xã Vắng"),
    ],
    ids=str,
)
def test_a_figure_of_any_source_is_explained(ledger: Path, danvan: Danvan, source: Source, words: str) -> None:
    assert words in danvan("explain", kept(ledger, source), "--ledger", ledger).out


def test_two_shares_that_disagree_differ_by_points(ledger: Path, danvan: Danvan) -> None:
    for number, source in ((80, Rows("admin_procedures", "*", 1)), (78, Entry("Mai"))):
        share = Quantity(Decimal(number), "%")
        kept(ledger, source, id=f"share{number}", indicator="admin_procedures.on_time_rate", quantity=share)
    ended = danvan("ledger", "disagreements", "--ledger", ledger)
    assert "2 percentage points" in ended.out


def test_a_blank_and_a_number_disagree_without_a_difference(ledger: Path, danvan: Danvan) -> None:
    kept(ledger, Rows("citizen_reception", "*", 1), id="counted")
    kept(ledger, Entry("Mai"), id="blank", quantity=None, blank=Blank.WITHHELD)
    ended = danvan("ledger", "disagreements", "--ledger", ledger)
    assert "withheld" in ended.out
    assert "lượt  " not in ended.out.splitlines()[0]
