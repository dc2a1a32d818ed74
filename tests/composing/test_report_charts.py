"""Charts in a report: drawn where they tell something, with their numbers in words, and none of them in the way of a reader."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree
from pypdf import PdfReader

pytest.importorskip("altair", reason="the extra `charts` is not installed")

from danvan.catalogue.models import OutlineChart
from danvan.composing.appendices import annexed
from danvan.composing.charting.asked import charts_asked
from danvan.composing.charting.drawing import png, specification
from danvan.composing.charting.shown import Shown
from danvan.composing.docx import to_bytes
from danvan.composing.model import Chart, Datum, Panel
from danvan.composing.office import Office
from danvan.composing.pdf import to_pdf
from danvan.composing.trace import ids_in
from danvan.composing.xlsx import to_xlsx
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure

W = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
UNITS = tuple(f"xã Số {number}" for number in range(1, 41))


def asked(kind, *indicators, part=""):
    return OutlineChart(kind=kind, indicators=indicators, part=part)


def charts(sample, rolled, *wanted, **shown):
    outline = sample.outline(charts=wanted)
    return [chart for each in charts_asked(Shown(rolled, **shown), outline).values() for chart in each]


def figure(sample, code, number, period, unit="xã An Hòa", measure="lượt"):
    quantity = Quantity(Decimal(number), measure, 0)
    return Figure(f"{code}.{period.start.year}.{unit}", code, unit, "commune", period, quantity, Entry("x"), sample.MADE, "1")


def shares(sample, units, numbers):
    every = {"procedures.settled": [1000] * len(numbers), "procedures.on_time": numbers}
    return sample.rolled({**every, "procedures.on_time_rate": [number / 10 for number in numbers]}, units)


@pytest.fixture
def one(sample):
    """A chart of three units."""
    rolled = shares(sample, sample.UNITS, (900, 950, 1000))
    return charts(sample, rolled, asked("share", "procedures.on_time_rate"))[0]


@pytest.fixture
def report(sample, composed, one):
    return annexed(composed(), {"": [one], "reception": [replace(one, number=2)]})


def test_a_share_of_each_unit_is_shown_beside_the_total_the_highest_first(one):
    assert [datum.label for datum in one.panels[0].data] == ["thị trấn Cẩm Giang", "xã Bình Sơn", "xã An Hòa"]
    assert one.line.text == "95,00%"
    assert "xã An Hòa 90,00%" in one.told


def test_of_many_units_is_shown_how_many_lie_where(sample):
    rolled = shares(sample, UNITS, [850] * 10 + [990] * 28 + [1000] * 2)
    (chart,) = charts(sample, rolled, asked("share", "procedures.on_time_rate"))
    assert chart.kind == "classes"
    assert [(each.label, each.text) for each in chart.panels[0].data if each.value] == [
        ("80 – dưới 90%", "10 đơn vị"), ("98 – dưới 100%", "28 đơn vị"), ("100%", "2 đơn vị"),
    ]  # fmt: skip


@pytest.mark.parametrize("numbers", [(900,), (900, 950), (900, 900, 900)])
def test_too_few_or_equal_shares_are_no_chart(sample, numbers):
    assert charts(sample, shares(sample, sample.UNITS, numbers), asked("share", "procedures.on_time_rate")) == []


@pytest.fixture
def of_one(sample):
    """The chart of one unit's own share on time over the years, `numbers` by year."""

    def of_one(numbers):
        unit = UNITS[0]
        rolled = replace(shares(sample, (unit,), [950]), whole=unit)
        kept = [figure(sample, "procedures.on_time_rate", number, Period.nine_months(year), unit, "%")
                for year, number in numbers.items()]  # fmt: skip
        return charts(sample, rolled, asked("share", "procedures.on_time_rate"), history={"procedures.on_time_rate": kept})

    return of_one


def test_a_unit_alone_sees_its_share_over_the_years_and_a_year_without_figures_as_a_gap(of_one):
    (chart,) = of_one({2020: 90, 2021: 92, 2023: 93, 2024: 95})
    assert [(datum.label, datum.text) for datum in chart.panels[0].data] == [
        ("2020", "90%"), ("2021", "92%"), ("2022", "không có số liệu"), ("2023", "93%"), ("2024", "95%"),
    ]  # fmt: skip
    assert chart.told.startswith("Biểu đồ đường: năm 2020 90%; năm 2021 92%; năm 2022 không có số liệu")


@pytest.mark.parametrize("numbers", [{2023: 93, 2024: 95}, {2020: 90, 2021: 92, 2022: 93}], ids=["two", "not of today"])
def test_two_years_or_years_without_this_one_are_no_line(of_one, numbers):
    assert of_one(numbers) == []


def test_small_multiples_need_units_with_more_than_one_year(sample):
    rolled, then = sample.rolled({"reception.visits": (40, 13, 20)}), sample.PERIOD.previous()
    now = [figure(sample, "reception.visits", 9, sample.PERIOD, unit) for unit in sample.UNITS]
    old = [figure(sample, "reception.visits", 7, then, unit) for unit in sample.UNITS]
    wanted = asked("units", "reception.visits")
    assert charts(sample, rolled, wanted, history={"reception.visits": now}) == []
    (chart,) = charts(sample, rolled, wanted, history={"reception.visits": now + old})
    assert [[datum.label for datum in panel.data] for panel in chart.panels] == [["2023", "2024"]] * 3


def test_a_map_tells_who_has_no_place(sample):
    rolled = sample.rolled({"reception.visits": (40, 13, 20, 5, 6)}, UNITS[:5])
    places = {unit: (105 + at / 10, 21.0) for at, unit in enumerate(UNITS[:4])}
    (chart,) = charts(sample, rolled, asked("map", "reception.visits"), places=places)
    assert len(chart.panels[0].data) == 4
    assert "xã Số 5" in chart.note


def test_change_leaves_out_what_was_too_small_a_year_ago(sample):
    rolled = replace(sample.rolled({"reception.visits": (40,), "reception.regular": (30,), "reception.periodic": (10,),
                                    "reception.people": (50,)}, UNITS[:1]), whole=UNITS[0])  # fmt: skip
    then = sample.PERIOD.previous()
    before = [figure(sample, f"reception.{code}", number, then, measure="người" if code == "people" else "lượt")
              for code, number in {"visits": 32, "regular": 40, "periodic": 9, "people": 50}.items()]  # fmt: skip
    wanted = asked("change", "reception.visits", "reception.regular", "reception.periodic", "reception.people")
    (chart,) = charts(sample, rolled, wanted, before=before)
    assert [each.text for each in chart.panels[0].data] == [
        "tăng 25% (từ 32 lên 40 lượt)", "giảm 25% (từ 40 xuống 30 lượt)", "bằng cùng kỳ (50 người)",
    ]  # fmt: skip


def test_every_picture_says_its_numbers_and_is_in_the_file(sample, report, one):
    with zipfile.ZipFile(io.BytesIO(to_bytes(report, made=sample.MADE, office=Office()))) as file:
        body = etree.fromstring(file.read("word/document.xml"))
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
        assert all(file.read(name).startswith(b"\x89PNG") for name in pictures)
    assert [each.get("descr") for each in body.iter(f"{W}docPr")] == [one.told] * 2
    assert len(pictures) == 2


def test_the_same_report_with_charts_gives_the_same_bytes(sample, report):
    both = [to_bytes(report, made=sample.MADE, office=Office()) for _ in range(2)]
    assert both[0] == both[1]


def test_numbers_lead_to_their_figures_beside_a_picture(sample, report, composed, tmp_path):
    (tmp_path / "with.docx").write_bytes(to_bytes(report, made=sample.MADE, office=Office()))
    (tmp_path / "without.docx").write_bytes(to_bytes(composed(), made=sample.MADE, office=Office()))
    assert ids_in(tmp_path / "with.docx") == ids_in(tmp_path / "without.docx")


@pytest.mark.parametrize("standard", ["a-2a", "ua-1"])
def test_a_pdf_for_archives_and_screen_readers_has_the_words_of_its_pictures(sample, report, one, standard):
    made = PdfReader(io.BytesIO(to_pdf(report, made=sample.MADE, office=Office(), standard=standard)))
    told = [str(made.get_object(number).get("/Alt", "")) for number in range(1, made.trailer["/Size"])
             if isinstance(made.get_object(number), dict)]  # fmt: skip
    assert one.told in told


def test_a_workbook_has_charts_people_can_change(sample, one):
    content = to_xlsx(sample.usual(), sample.catalogue(), made=sample.MADE, sources={}, charts=[one])
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert "xl/charts/chart1.xml" in file.namelist()
        assert one.told in etree.fromstring(file.read("xl/drawings/drawing1.xml")).xpath("//@descr")


@pytest.mark.parametrize("kind", ["change", "share", "classes", "time", "units", "map"])
def test_odd_names_and_values_are_drawn(kind):
    names = ("xã " + "Thượng " * 30, "Đơn vị 'nháy' \"kép\" \\", "x")
    data = tuple(Datum(name, Decimal(value), "1.000.000%", ("f",), (105.0 + at, 21.0 + at))
                 for at, (name, value) in enumerate(zip(names, ("-250", "0", "999999.99"), strict=True)))  # fmt: skip
    chart = Chart(1, kind, "Biểu", "", (Panel("xã A", "%", data),), Datum("Chung", Decimal(5), "5%"))
    assert specification(chart)
    assert png(chart).height > 0


def test_a_chart_is_numbered_in_the_order_of_the_report(sample):
    rolled = shares(sample, sample.UNITS, (900, 950, 1000))
    wanted = (asked("share", "procedures.on_time_rate"), asked("share", "procedures.on_time_rate", part="procedures"))
    found = charts_asked(Shown(rolled), sample.outline(charts=wanted))
    assert [found["procedures"][0].number, found[""][0].number] == [1, 2]


def test_periods_are_the_same_of_each_year(sample):
    assert Shown(sample.usual()).periods[-2:] == [Period.nine_months(2023), Period.nine_months(2024)]
