"""What a chart draws, looked at in its specification and as a picture."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from danvan.catalogue.models import Certainty, Indicator, Source, Words
from danvan.kernel.errors import OptionInvalid, OutputError
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.comparison.model import Boundaries, Break, Point, Series, Weight

pytest.importorskip("altair", reason="the extra `charts` is not installed")

from danvan.composing.charts import COLOURS, Chart, draw, specification

INDICATOR = Indicator(
    code="work.visits",
    area="work",
    name=Words(vi="Số lượt tiếp công dân", en="Visits"),
    measure="lượt",
    kind="count",
    source=Source(certainty=Certainty.OBSERVED),
)


def series(values, *, estimated=(), breaks=(), boundaries=Boundaries.ON_DAY, unit="xã An"):
    points = tuple(
        Point(
            id=f"p{at}",
            indicator="work.visits",
            unit=unit,
            period=Period.year(2021 + at),
            quantity=None if value is None else Quantity(Decimal(value), "lượt", 0),
            estimated=at in estimated,
        )
        for at, value in enumerate(values)
    )
    return Series(INDICATOR, unit, "10001", boundaries, date(2025, 7, 1), Weight.PEOPLE, points, tuple(breaks))


def rows(chart, wanted):
    """The rows that are drawn and have the column `wanted`."""
    return [row for rows in specification(chart)["datasets"].values() for row in rows if wanted in row]


def test_numbers_are_written_as_offices_write_them():
    assert {row["said"] for row in rows(Chart((series([1637, 83]),)), "said")} == {"1.637", "83"}


def test_an_estimate_is_marked_and_drawn_another_way():
    chart = Chart((series([10, 20, 30], estimated=(1,)),))
    assert {row["said"]: row["estimated"] for row in rows(chart, "said")} == {"10": False, "≈ 20": True, "30": False}
    assert [row["estimated"] for row in rows(chart, "end")] == [True, True]
    assert "Rỗng, nét đứt: số ước tính (chia theo dân số)" in specification(chart)["title"]["subtitle"]


def test_no_line_is_drawn_over_a_gap():
    assert [(row["at"], row["to"]) for row in rows(Chart((series([10, None, 30, 40]),)), "end")] == [(2, 3)]


def test_as_it_was_no_line_is_drawn_over_a_change_of_territory():
    change = Break(date(2023, 1, 1), 2, ("xã An",), "1/NQ")
    as_was = Chart((series([10, 20, 30], breaks=[change], boundaries=Boundaries.AS_WAS),))
    assert [(row["at"], row["to"]) for row in rows(as_was, "end")] == [(0, 1)]
    assert "① 1/1/2023: xã An (1/NQ)" in specification(as_was)["title"]["subtitle"]


def test_a_change_stands_where_its_day_is_between_the_periods():
    changes = [Break(date(2023, 1, 1), 2, ("xã An",)), Break(date(2023, 7, 2), 2, ("xã An",))]
    marks = {row["mark"]: row["at"] for row in rows(Chart((series([10, 20, 30], breaks=changes),)), "mark")}
    assert marks["①"] == 1.5
    assert marks["②"] == pytest.approx(2, abs=0.01)


def test_series_differ_in_colour_and_in_shape():
    text = str(specification(Chart((series([10, 20]), series([1, 2], unit="xã Bình")))))
    assert all(colour in text for colour in COLOURS[:2])
    assert "'circle', 'square'" in text


@pytest.mark.parametrize("width", [320, 640, 1200])
@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_a_picture_is_written(tmp_path: Path, width, ending):
    file = tmp_path / f"chuỗi{ending}"
    draw(Chart((series([10, None, 30], estimated=(2,)),), width=width), file)
    assert file.read_bytes()[:4] in (b"<svg", b"\x89PNG")


def test_a_series_without_any_number_is_drawn_as_gaps(tmp_path: Path):
    draw(Chart((series([None, None]),)), tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_bytes()[:4] == b"<svg"


def test_another_kind_of_picture_is_refused(tmp_path: Path):
    with pytest.raises(OptionInvalid, match=r"\.svg, \.png"):
        draw(Chart((series([10]),)), tmp_path / "a.gif")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(OutputError, match="cannot be written"):
        draw(Chart((series([10]),)), tmp_path / "none" / "a.svg")
