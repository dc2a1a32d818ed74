"""`ledger series|compare|consequences` and `explain` on the worked example: Nghĩa Phương and Vệ Giang, 2021–2025."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Danvan = Callable[..., Any]
EXAMPLE = Path(__file__).parents[2] / "examples" / "nghia-phuong"
UNIT = "xã Nghĩa Phương, huyện Tư Nghĩa"
VISITS = "citizen_reception.visits"
SERIES = ("series", "--from", "2021", "--to", "2025")
COMPARE = ("compare", "--unit", "21283", "--indicator", VISITS, "--period", "năm 2024")
OF_2024 = "xa-nghia-phuong-21283.2024.citizen_reception.visits"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("make_ledger", EXAMPLE / "make_ledger.py")
    assert spec
    assert spec.loader
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    folder = tmp_path_factory.mktemp("example") / "ledger"
    assert example.make(folder) == 80
    return folder


@pytest.fixture
def series(danvan: Danvan, ledger: Path) -> Danvan:
    def series(*options: object) -> Any:
        fixed = ("--ledger", ledger, "--unit", UNIT, "--indicator", VISITS, "--from", 2021, "--to", 2025)
        return danvan("ledger", "series", *fixed, *options)

    return series


def test_as_it_was_the_series_is_what_the_commune_reported_and_ends_with_it(series: Danvan) -> None:
    ended = series("--format", "json")
    points = json.loads(ended.out)["series"][0]["points"]
    assert [point["value"] for point in points] == [187, 174, 196, 203, None]
    assert points[-1]["why"]["text"] == "xã Nghĩa Phương was there until 30/6/2025 only"
    assert points[-1]["of"][0]["value"] == 118


def test_on_ve_giangs_boundary_it_is_added_up_from_all_that_became_ve_giang(series: Danvan) -> None:
    told = json.loads(series("--boundaries", "2026-01-01", "--format", "json").out)["series"][0]
    assert (told["unit"], told["code"]) == ("xã Vệ Giang", "21238")
    assert [point["value"] for point in told["points"]] == [643, 622, 677, 680, 773]
    assert [part["unit"] for part in told["points"][0]["parts"]] == [
        "thị trấn Sông Vệ", "xã Nghĩa Hiệp", "xã Nghĩa Phương", "xã Nghĩa Mỹ",
    ]  # fmt: skip
    assert [each["basis"] for each in told["breaks"]] == ["1279/NQ-UBTVQH15", "1677/NQ-UBTVQH15"]


def test_what_nobody_published_is_not_estimated_but_told(series: Danvan) -> None:
    ended = series("--boundaries", "2025-06-30")
    assert "how much of xã Nghĩa Phương" in ended.out
    assert "≈" not in ended.out


def test_with_the_numbers_of_people_filled_in_estimates_are_marked(series: Danvan) -> None:
    ended = series("--boundaries", "2025-06-30", "--catalogue", EXAMPLE / "catalogue")
    assert "≈ 188 lượt" in ended.out
    assert "83,60% × xã Nghĩa Phương 203 ≈ 170" in " ".join(ended.out.split())


def test_explain_takes_an_estimate_apart_with_the_share_and_its_basis(danvan: Danvan, ledger: Path) -> None:
    name = "xa-nghia-phuong-21283.2024.citizen_reception.visits@2025-06-30.people"
    told = " ".join(danvan("explain", name, "--ledger", ledger, "--catalogue", EXAMPLE / "catalogue").out.split())
    assert "83,60% of this figure, by people: 170" in told
    assert "1279/NQ-UBTVQH15" in told
    assert "203 lượt" in told


def test_a_chart_is_drawn_beside_the_table(series: Danvan, tmp_path: Path) -> None:
    pytest.importorskip("altair", reason="the extra `charts` is not installed")
    picture = tmp_path / "chuỗi số.svg"
    assert series("--boundaries", "as-was,2026-01-01", "--chart", picture).code == 0
    assert "xã Vệ Giang, on the boundaries of 1/1/2026" in picture.read_text(encoding="utf-8")


def test_a_comparison_is_made_on_one_territory(danvan: Danvan, ledger: Path) -> None:
    fixed = ("ledger", "compare", "--ledger", ledger, "--unit", "xã Vệ Giang", "--period", "năm 2025", "--indicator")
    told = json.loads(danvan(*fixed, VISITS, "--boundaries", "2026-01-01", "--format", "json").out)["comparisons"][0]
    assert (told["change"], told["rate"]) == (93, 13.68)


def test_a_plan_is_read_from_a_table(danvan: Danvan, ledger: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(f"indicator,unit_code,period,target\n{VISITS},21283,năm 2024,200\n", encoding="utf-8")
    fixed = ("ledger", "compare", "--ledger", ledger, "--unit", "21283", "--period", "năm 2024", "--indicator", VISITS)
    told = json.loads(danvan(*fixed, "--plan", plan, "--format", "json").out)["comparisons"][0]
    assert (told["reached"], told["change"]) == (101.5, 3)


def test_consequences_are_told_for_every_level_and_nothing_is_written(danvan: Danvan, ledger: Path) -> None:
    ended = danvan("ledger", "consequences", OF_2024, "--value", "1.300", "--ledger", ledger)
    assert ended.code == 0
    assert "203 lượt → 1.300 lượt" in ended.out
    for unit in ("huyện Tư Nghĩa", "tỉnh Quảng Ngãi", "cả nước"):
        assert unit in ended.out
    shown = danvan("ledger", "show", "--ledger", ledger, "--indicator", VISITS, "--unit", "xã Nghĩa Phương")
    assert "1.300" not in shown.out


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((*SERIES, "--unit", "21283", "--indicator", VISITS, "--from", "2026"), "Give the earlier year first."),
        ((*SERIES, "--unit", "21283", "--indicator", "citizen_reception.visit"), VISITS),
        ((*SERIES, "--unit", "21283", "--indicator", VISITS, "--boundaries", "soon"), "as-was"),
        ((*SERIES, "--unit", "xã Nghĩa Phượng Mới", "--indicator", VISITS), "Nghĩa Phượng Mới"),
        ((*SERIES, "--unit", "21286", "--indicator", VISITS, "--boundaries", "2025-06-30"), "several units"),
        ((*SERIES, "--unit", "21283", "--indicator", VISITS, "--chart", "a.gif"), ".svg, .png"),
        ((*COMPARE, "--against", "nothing"), "same_period"),
        ((*COMPARE, "--regime", "none"), "inspection"),
        ((*COMPARE, "--plan", "none.csv"), "no such file"),
        (("consequences", OF_2024, "--value", "many"), "1.637"),
        (("consequences", OF_2024), "--withdraw"),
        (("consequences", OF_2024, "--value", "3", "--withdraw"), "--withdraw"),
        (("consequences", OF_2024, "--value", "-3"), "-3"),
        (("consequences", "no.such.figure", "--value", "3"), "no.such.figure"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    danvan: Danvan, ledger: Path, command: tuple[str, ...], words: str
) -> None:
    ended = danvan("ledger", command[0], *command[1:], "--ledger", ledger)
    assert ended.code == 2
    assert words in ended.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("indicator,period,target\n", "row 1: unit_code"),
        (f"indicator,unit_code,period,target\n{VISITS},21283,bao giờ,1\n", "row 2: 'bao giờ', '1'"),
        (f"indicator,unit_code,period,target\n{VISITS},21283,năm 2024,nhiều\n", "row 2: 'năm 2024', 'nhiều'"),
        (f"indicator,unit_code,period,target\n{VISITS},21283,năm 2024,NaN\n", "row 2: 'NaN'"),
        (f"indicator,unit_code,period,target\n{VISITS},21283,năm 2024,1\n{VISITS},21283,năm 2024,2\n", "row 3"),
        ("\xff\xfe".encode("latin-1"), "CSV"),
    ],
)
def test_a_plan_that_cannot_be_read_names_the_row(
    danvan: Danvan, ledger: Path, tmp_path: Path, content: str | bytes, words: str
) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_bytes(content if isinstance(content, bytes) else content.encode())
    fixed = ("ledger", "compare", "--ledger", ledger, "--unit", "21283", "--period", "năm 2024", "--indicator", VISITS)
    ended = danvan(*fixed, "--plan", plan)
    assert ended.code == 2
    assert words in ended.err


@pytest.fixture
def compare(danvan: Danvan, ledger: Path) -> Danvan:
    def compare(unit: str, year: int, *options: object, indicator: str = VISITS) -> str:
        asked = ("--ledger", ledger, "--unit", unit, "--period", f"năm {year}", "--indicator", indicator)
        return " ".join(danvan("ledger", "compare", *asked, *options).out.split())

    return compare


def test_people_read_both_values_the_difference_the_rate_and_what_was_added_up(compare: Danvan) -> None:
    said = compare("21238", 2025, "--boundaries", "2026-01-01")
    assert "Same period of the year before 773 lượt 680 lượt +93 +13,68% added up from 6 tháng đầu năm 2025" in said
    assert "năm 2024" in said


def test_a_difference_of_percentages_is_told_in_points_and_has_no_rate(compare: Danvan) -> None:
    said = compare("21283", 2024, indicator="admin_procedures.on_time_rate")
    assert "99,05% 97,91% +1,14 percentage points" in said


def test_what_there_is_nothing_to_hold_against_says_why(compare: Danvan) -> None:
    said = compare("21283", 2021, "--against", "same_period", "--against", "plan")
    assert "187 lượt –" in said
    assert "xã Nghĩa Phương reported no figure for năm 2020" in said
    assert "no target is given for xã Nghĩa Phương, năm 2021" in said


def test_a_plan_reached_is_told_as_a_share_of_it(compare: Danvan, tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(f"indicator,unit_code,period,target\n{VISITS},21283,năm 2024,200\n", encoding="utf-8")
    assert "Plan 203 lượt 200 lượt +3 101,50%" in compare("21283", 2024, "--against", "plan", "--plan", plan)


@pytest.fixture
def explained(danvan: Danvan, ledger: Path) -> Danvan:
    def explained(name: str) -> Any:
        ended = danvan("explain", name, "--ledger", ledger)
        return ended.code, " ".join(ended.out.split()), ended.err

    return explained


def test_a_ratio_as_it_was_is_taken_apart_to_its_formula_and_both_figures(explained: Danvan) -> None:
    code, said, _ = explained("xa-nghia-phuong-21283.2023.admin_procedures.on_time_rate@as-was.2025-06-30")
    assert code == 0
    assert "97,91% Share of dossiers resolved on time" in said
    assert "computed: 100 * resolved_on_time / resolved" in said
    assert said.count("all of it is in the value") == 2
    assert "on the boundaries of" not in said


def test_a_value_on_other_boundaries_is_taken_apart_to_shorter_periods_and_every_unit(explained: Danvan) -> None:
    _, said, _ = explained(f"xa-ve-giang-21238.2025.{VISITS}@2026-01-01.people")
    assert "on the boundaries of 1/1/2026" in said
    assert "added up from 6 tháng đầu năm 2025, 6 tháng cuối năm 2025" in said
    assert "the territory moved by 1677/NQ-UBTVQH15" in said


def test_a_value_nobody_can_tell_is_explained_by_why(explained: Danvan) -> None:
    _, said, _ = explained(f"xa-nghia-phuong-21283.2019.{VISITS}@as-was.2025-06-30")
    assert "xã Nghĩa Phương reported no figure for năm 2019" in said


def test_a_kept_figure_asked_for_by_a_computed_name_is_shown_itself(explained: Danvan) -> None:
    _, said, _ = explained(f"xa-nghia-phuong-21283.2024.{VISITS}@as-was.2025-06-30")
    assert said.startswith("203 lượt")
    assert "@as-was" not in said


@pytest.mark.parametrize(
    "name",
    [
        f"xa-nghia-phuong-21283.2024.{VISITS}@as-was.2025-13-40",
        f"xa-nghia-phuong-21283.2024-m13.{VISITS}@as-was.2025-06-30",
        "xa-nghia-phuong-21283.2024.no.such@as-was.2025-06-30",
        "xa-nghia-phuong-21283.2024.citizen_reception.nothing@as-was.2025-06-30",
    ],
)
def test_a_name_that_names_no_value_is_told(explained: Danvan, name: str) -> None:
    code, _, err = explained(name)
    assert (code, "no figure" in err) == (2, True)


@pytest.mark.parametrize(
    ("every", "first_ends", "count"),
    [
        ("half", "2025-06-30", 2),
        ("nine_months", "2025-09-30", 1),
        ("quarter", "2025-03-31", 4),
        ("month", "2025-01-31", 12),
    ],
)
def test_a_series_is_told_for_shorter_periods_too(
    danvan: Danvan, ledger: Path, every: str, first_ends: str, count: int
) -> None:
    asked = ("--ledger", ledger, "--unit", "21238", "--indicator", VISITS, "--from", 2025, "--to", 2025, "--every", every)
    points = json.loads(danvan("ledger", "series", *asked, "--format", "json").out)["series"][0]["points"]
    assert (len(points), points[0]["period"]["to"]) == (count, first_ends)
