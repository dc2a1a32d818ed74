"""`ledger score` in words: the ranking, one unit taken apart, what a correction changes; on a small scorecard."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from tests.cli.conftest import Danvan, Ended

from danvan.cli import main
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Blank, Entry, Figure, RollUp
from danvan.ledger.store import Ledger

NOW = datetime(2026, 1, 10, 8, 30, tzinfo=UTC)
CARD = """\
name: {vi: Chấm điểm hồ sơ, en: Scoring of dossiers}
since: 2024-01-01
total: 20
superior: 5
groups:
  - code: handling
    name: {vi: Giải quyết, en: Handling}
    maximum: 15
    criteria:
      - code: resolved
        name: {vi: Tỷ lệ giải quyết, en: Share resolved}
        maximum: 10
        formula: "admin_procedures.resolved_in_time / admin_procedures.received"
      - code: few_pending
        name: {vi: Ít tồn, en: Few pending}
        maximum: 3
        formula: "1 - admin_procedures.pending / (admin_procedures.resolved + admin_procedures.pending)"
        steps: [{at_least: "0.9", points: 3}, {at_least: "0.5", points: 1}]
      - code: manner
        name: {vi: Thái độ phục vụ, en: Manner}
        maximum: 2
deductions:
  - code: left_over
    name: {vi: Hồ sơ tồn, en: Dossiers left over}
    formula: "admin_procedures.pending"
    points: "0.1"
    most: 2
gates:
  - code: resolves
    name: {vi: Có giải quyết, en: Resolves dossiers}
    formula: "admin_procedures.resolved_in_time + admin_procedures.resolved_late >= 1"
ungraded: {vi: Không đủ điều kiện xếp loại, en: Kept from grading}
grades:
  - {name: {vi: Tốt, en: Good}, at_least: 16}
  - {name: {vi: Đạt, en: Passed}, at_least: 0}
source: {seen: invented, certainty: observed}
"""
CAM_THANH, VE_GIANG, SA_THAY, CA_DAM = "phường Cẩm Thành", "xã Vệ Giang", "xã Sa Thầy", "xã Cà Đam"
UNITS = {"21025": CAM_THANH, "21238": VE_GIANG, "23527": SA_THAY, "21136": CA_DAM}
NAMES = ("received", "resolved", "pending", "resolved_in_time", "resolved_late")
# The first two stand alike, what the third resolved does not add up, the fourth resolved nothing.
NUMBERS = {
    "21025": (100, 90, 10, 90, 0),
    "21238": (100, 90, 10, 90, 0),
    "23527": (100, 40, 70, 40, 5),
    "21136": (10, 0, 10, 0, 0),
}


def figure(code: str, name: str, value: int) -> Figure:
    return Figure(
        id=f"{code}.2025.{name}",
        indicator=f"admin_procedures.{name}",
        unit=UNITS[code],
        level="commune",
        period=Period.year(2025),
        quantity=Quantity(Decimal(value), "hồ sơ"),
        source=Entry("x"),
        recorded=datetime(2026, 1, 5, tzinfo=UTC),
        catalogue="c",
        unit_code=code,
    )


def reported() -> list[Figure]:
    return [figure(code, *pair) for code, said in NUMBERS.items() for pair in zip(NAMES, said, strict=True)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `own`, the office's catalogue, `ledger` and `diem.csv`."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "own" / "scorecards").mkdir(parents=True)
    (folder / "own" / "scorecards" / "trial.yml").write_text(CARD, "utf-8")
    (folder / "own" / "catalogue.yml").write_text('name: {vi: Thử, en: Trial}\nversion: "1"\nowner: Văn phòng\n', "utf-8")
    Ledger.open(folder / "ledger").append(reported())
    points = [f"{unit},{what}\n" for unit in UNITS.values() for what in ("manner,2", "superior,5")]
    (folder / "diem.csv").write_text("unit,criterion,points\n" + "".join(points) + "xã Không Có,manner,1\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def danvan(office: Path) -> Danvan:
    """The command in January 2026, in the office's folder; what was asked before is not computed again."""

    @cache
    def call(*arguments: object) -> Ended:
        out, err = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("DANVAN_LANG", "en")
            patch.setenv("COLUMNS", "160")
            patch.chdir(office)
            code = main([*map(str, arguments), "--catalogue", "own"], now=NOW)
        return Ended(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="module")
def scored(danvan: Danvan) -> Danvan:
    def scored(*options: object, ledger: str = "ledger", points: str = "diem.csv") -> Ended:
        given = ("--points", points) if points else ()
        return danvan("ledger", "score", "--ledger", ledger, "--period", "năm 2025", "--card", "trial", *given, *options)

    return scored


def row(ended: Ended, unit: str) -> list[str]:
    """The cells of a unit's line."""
    (line,) = [line for line in ended.out.splitlines() if f"{unit} (" in line]
    return line.replace(f"{unit} ", " ").split()


def test_units_of_equal_points_share_a_rank_and_the_others_follow(scored: Danvan) -> None:
    ended = scored()
    assert ended.code == 0
    assert ended.out.startswith("Scoring of dossiers\nnăm 2025, 4 units\n")
    assert row(ended, CAM_THANH)[0] == "1="
    assert row(ended, VE_GIANG)[0] == "1="
    assert row(ended, SA_THAY)[0] == "3"


def test_points_and_grade_stand_beside_the_unit(scored: Danvan) -> None:
    # 9 of 10, 3 of 3, 2 of 2 and 5 of the superior body, less 10 times 0.1.
    assert row(scored(), CAM_THANH)[-3:] == ["18", "Good", "(21025)"]


def test_a_closed_gate_says_that_there_is_no_grade(scored: Danvan) -> None:
    assert "Kept from grading" in " ".join(row(scored(), CA_DAM))


def test_figures_that_contradict_each_other_are_told_under_the_unit(scored: Danvan) -> None:
    lines = scored().out.splitlines()
    (at,) = [number for number, line in enumerate(lines) if f"{SA_THAY} (" in line]
    assert "its figures contradict each other" in lines[at + 1]


def test_points_of_units_that_are_not_there_are_told(scored: Danvan) -> None:
    assert "Points were given for units that are not among these: xã Không Có." in scored().out


def test_how_firm_the_ranks_are_is_told(scored: Danvan) -> None:
    said = scored().out
    assert "ranks, " in said
    assert "stay whatever single figure is one more or one less." in said


def test_without_points_of_people_no_unit_has_a_rank_and_what_is_open_is_named(scored: Danvan) -> None:
    ended = scored(points="")
    assert row(ended, CAM_THANH)[0] == "–"
    assert "open (2): manner, superior" in ended.out
    assert "4 units have no rank: what is open is not counted as nothing." in ended.out


def test_one_unit_is_taken_apart_to_arithmetic_and_figures(scored: Danvan) -> None:
    said = scored("--explain", SA_THAY).out
    assert "xã Sa Thầy (23527): 9 of 20 points, rank 3 of" in said
    assert "4/10  Share resolved" in said
    assert "40 / 100 = 0,4" in said
    assert "23527.2025.resolved" in said
    assert "2/2  Manner" in said
    assert "given by people" in said
    assert "5/5  points of the superior body" in said
    assert "−2  Dossiers left over" in said
    assert "fulfilled  Resolves dossiers" in said


def test_a_unit_that_shares_its_rank_is_told_with_how_many(scored: Danvan) -> None:
    assert "rank 1 of 3 (with 1 others)" in scored("--explain", CAM_THANH).out


def test_steps_are_told_by_the_one_reached(scored: Danvan) -> None:
    assert "at least 0,9: 3 points" in scored("--explain", CAM_THANH).out
    assert ", below every step" in scored("--explain", SA_THAY).out


def test_a_contradiction_is_told_of_the_unit_taken_apart(scored: Danvan) -> None:
    assert "its figures contradict each other" in scored("--explain", SA_THAY).out
    assert "its figures contradict each other" not in scored("--explain", CAM_THANH).out


def test_a_gate_that_is_not_passed_is_told(scored: Danvan) -> None:
    assert "not fulfilled  Resolves dossiers" in scored("--explain", "21136").out


def test_one_figure_more_that_would_change_the_rank_is_told(scored: Danvan) -> None:
    said = scored("--explain", CAM_THANH).out
    assert "One step" in said
    assert "+1" in said.partition("One step")[2]


def test_points_nobody_gave_are_told_as_open(scored: Danvan) -> None:
    said = scored("--explain", CAM_THANH, points="").out
    assert "no rank" in said
    assert "nobody has given points yet" in said
    assert "?/2  Manner" in said


def test_a_unit_that_is_not_among_them_is_answered_with_those_that_are(scored: Danvan) -> None:
    ended = scored("--explain", "xã Vắng")
    assert (ended.code, "--explain: 'xã Vắng'" in ended.err, "xã Sa Thầy (23527)" in ended.err) == (2, True, True)


@pytest.fixture
def thin(office: Path, tmp_path: Path) -> Path:
    """One commune: nothing came up, what is pending was not reported; a province beside it."""
    kept = Ledger.open(tmp_path / "thin")
    pending = replace(figure("21025", "pending", 0), quantity=None, blank=Blank.NOT_REPORTED)
    none = replace(figure("21025", "received", 0), blank=Blank.NONE_HAPPENED)
    kept.append([none, figure("21025", "resolved_in_time", 0), pending])
    return kept.folder


def test_a_share_of_nothing_is_told(thin: Path, scored: Danvan) -> None:
    said = scored("--explain", CAM_THANH, ledger=str(thin)).out
    assert "0 / 0: nothing to divide by" in said


def test_why_a_figure_has_no_number_is_told(thin: Path, scored: Danvan) -> None:
    assert "not reported" in scored("--explain", CAM_THANH, ledger=str(thin)).out


def test_units_of_several_levels_are_not_ranked_among_each_other(thin: Path, scored: Danvan) -> None:
    province = replace(figure("21025", "resolved", 5), id="p", unit="tỉnh Quảng Ngãi", unit_code="51", level="province")
    Ledger.open(thin).append([province])
    ended = scored(ledger=str(thin))
    assert (ended.code, "commune, province" in ended.err) == (2, True)


CLOSED = ("21025.2025.resolved_in_time", "--value", "0")
"""A correction that closes the gate."""


@pytest.fixture(scope="module")
def supposed(danvan: Danvan) -> Danvan:
    def supposed(figure: str, *options: object) -> Ended:
        return danvan("ledger", "consequences", figure, "--ledger", "ledger", *options)

    return supposed


def test_identities_that_a_correction_breaks_are_told(supposed: Danvan) -> None:
    said = supposed(*CLOSED).out
    assert "Identities that would begin to fail" in said
    assert "90 = 0 + 0" in said.partition("would begin to fail")[2]


def test_identities_that_a_correction_mends_are_told(supposed: Danvan) -> None:
    said = supposed("23527.2025.resolved", "--value", "45").out
    assert "Identities that would no longer fail" in said


def test_points_that_a_correction_changes_are_told_part_by_part(supposed: Danvan) -> None:
    said = supposed(*CLOSED).out
    assert "Scoring of dossiers: 11 → 2" in said
    assert "Share resolved: 9 → 0" in said


def test_a_gate_that_a_correction_closes_is_told(supposed: Danvan) -> None:
    assert "Resolves dossiers: fulfilled → not fulfilled" in supposed(*CLOSED).out


def test_a_gate_that_nobody_could_tell_any_more_is_told(supposed: Danvan) -> None:
    ended = supposed("21025.2025.resolved_in_time", "--withdraw")
    assert "90 hồ sơ → taken back" in ended.out
    assert "Resolves dossiers: fulfilled → not known" in ended.out


def test_a_correction_to_the_same_number_changes_nothing(supposed: Danvan) -> None:
    ended = supposed("21025.2025.resolved", "--value", "90")
    assert "Nothing else would change. Nothing was written." in ended.out


def test_a_total_somebody_kept_is_told_with_what_it_would_be(danvan: Danvan, tmp_path: Path) -> None:
    kept = Ledger.open(tmp_path / "ledger")
    kept.append(reported())
    parts = RollUp(("21025.2025.resolved", "21238.2025.resolved"))
    kept.append(
        [
            replace(
                figure("21025", "resolved", 180),
                id="sum",
                unit="tỉnh Quảng Ngãi",
                unit_code="51",
                level="province",
                source=parts,
            )
        ]
    )
    kept.append(
        [replace(figure("21025", "resolved", 180), id="all", unit="cả nước", unit_code="VN", level="", source=RollUp(("sum",)))]
    )
    said = danvan("ledger", "consequences", "21025.2025.resolved", "--ledger", kept.folder, "--value", "80").out
    made_again = said.partition("Totals kept in the ledger, to be made again")[2]
    assert "180 hồ sơ" in made_again
    assert "170" in made_again
    assert "through sum" in made_again


def test_the_answer_for_programs_on_a_correction_has_points_and_gates(supposed: Danvan) -> None:
    told = json.loads(supposed(*CLOSED, "--format", "json").out)
    [scored] = [each for each in told["scores"] if each["card"] == "trial"]
    assert scored["gates"] == [{"code": "resolves", "old": True, "new": False}]
