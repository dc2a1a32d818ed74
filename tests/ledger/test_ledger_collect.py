from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.kernel.span import Span
from danvan.ledger.collect import SkipReason, collect, figures_of
from danvan.ledger.figure import Words
from danvan.reading.model import Coverage, FigureKind, Letterhead, Reading, StatedFigure

NOW = datetime(2024, 10, 1, tzinfo=UTC)
NINE_MONTHS = Period.nine_months(2024)
TEXT = "Công tác tiếp dân được quan tâm. Trong kỳ đã tiếp 206 lượt công dân. Không có đoàn đông người."


def stated(name="visits", value="206", measure="lượt", **fields):
    """A figure at '206 lượt' of TEXT."""
    decimals = max(0, -Decimal(value).as_tuple().exponent)
    whole = {
        "id": "f1",
        "span": Span(50, 58),
        "number": Span(50, 53),
        "quantity": Quantity(Decimal(value), measure, decimals),
        "label": "tiếp công dân",
        "indicator": f"work.{name}",
    }
    return StatedFigure(**(whole | fields))


def reading(*figures, unit="UBND XÃ TRÀ SƠN", period=NINE_MONTHS, level="commune"):
    document = Document("/tmp/báo cáo.txt", "txt", TEXT, (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),))  # noqa: S108 - no file is made
    return Reading(document, Letterhead(unit=unit, level=level, period=period), (), figures, (), (), Coverage(len(figures)))


@pytest.fixture
def collected(catalogue):
    return lambda *figures, **letterhead: collect(reading(*figures, **letterhead), "d1", catalogue, NOW)


def test_a_stated_result_becomes_a_figure_with_its_words(collected):
    (figure,) = collected(stated()).figures
    assert figure.id == "xa-tra-son.2024-9m.work.visits"
    assert (figure.unit, figure.level, figure.period, figure.catalogue) == ("xã Trà Sơn", "commune", NINE_MONTHS, "c1")
    assert figure.source == Words("báo cáo.txt", "d1", 50, 58, "206 lượt", "Trong kỳ đã tiếp 206 lượt công dân.")


def test_figures_of_gives_the_figures_alone(catalogue):
    assert [figure.indicator for figure in figures_of(reading(stated()), "d1", catalogue, NOW)] == ["work.visits"]


@pytest.mark.parametrize(
    ("figure", "letterhead", "reason"),
    [
        (stated(target=True), {}, SkipReason.TARGET),
        (stated(kind=FigureKind.CHANGE), {}, SkipReason.CHANGE),
        (stated(kind=FigureKind.RATE_OF_CHANGE), {}, SkipReason.CHANGE),
        (stated(indicator=None, candidates=("work.visits", "work.received")), {}, SkipReason.AMBIGUOUS),
        (stated(readings=(Decimal(14560), Decimal("14.560"))), {}, SkipReason.AMBIGUOUS),
        (stated(indicator=None), {}, SkipReason.UNMAPPED),
        (stated(indicator="no.such"), {}, SkipReason.UNMAPPED),
        (stated(), {"unit": ""}, SkipReason.NO_UNIT),
        (stated(), {"period": None}, SkipReason.NO_PERIOD),
        (stated("given", "83", "%"), {}, SkipReason.MEASURE),
        (stated("on_time_rate", "83", "hồ sơ"), {}, SkipReason.MEASURE),
    ],
    ids=str,
)
def test_what_is_not_kept_says_why(collected, figure, letterhead, reason):
    result = collected(figure, **letterhead)
    assert (result.figures, [(each.stated, each.reason) for each in result.skipped]) == ((), [(figure, reason)])


def test_the_same_figure_stated_twice_is_kept_once(collected):
    again = stated(id="f2", span=Span(60, 63))
    result = collected(stated(), again)
    assert len(result.figures) == 1
    assert [(each.stated, each.reason, each.kept) for each in result.skipped] == [
        (again, SkipReason.REPEATED, result.figures[0].id)
    ]


def test_a_rounded_repetition_leaves_the_exact_one(collected):
    result = collected(stated("on_time_rate", "83.4", "%"), stated("on_time_rate", "83.39", "%", id="f2"))
    assert [figure.quantity.value for figure in result.figures] == [Decimal("83.39")]
    assert [each.reason for each in result.skipped] == [SkipReason.REPEATED]


def test_two_values_for_one_thing_are_both_left_out(collected):
    result = collected(stated(), stated(id="f2", value="207"), stated("received", "320", "hồ sơ", id="f3"))
    assert [figure.indicator for figure in result.figures] == ["work.received"]
    assert [(each.stated.id, each.reason) for each in result.skipped] == [("f1", "contradictory"), ("f2", "contradictory")]


def test_a_figure_of_another_period_is_kept_under_its_own(collected):
    year = Period.year(2023)
    assert [figure.id for figure in collected(stated(), stated(period=year, id="f2", value="180")).figures] == [
        "xa-tra-son.2024-9m.work.visits",
        "xa-tra-son.2023.work.visits",
    ]


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        (Period(date(2024, 9, 14), date(2024, 9, 14)), NINE_MONTHS),
        (Period(date(2024, 10, 5), date(2024, 10, 5)), NINE_MONTHS),
        (Period.year(2023), Period.year(2023)),
    ],
    ids=["as of a day in the period", "as of the day of writing", "of the year before"],
)
def test_a_stock_as_of_a_day_belongs_to_the_report_and_an_old_one_to_its_time(collected, own, kept):
    (figure,) = collected(stated("households", "2382", "hộ", period=own)).figures
    assert figure.period == kept


@pytest.mark.parametrize(
    ("value", "measure", "expected", "decimals"),
    [
        ("14560", "triệu đồng", "14560000000", 0),
        ("169.751", "tỷ", "169751000000", 0),
        ("8254.817", "triệu đồng", "8254817000", 0),
        ("5565871416", "đồng", "5565871416", 0),
        ("0.5", "VNĐ", "0.5", 1),
    ],
)
def test_money_is_kept_exactly_in_one_measure(collected, value, measure, expected, decimals):
    (figure,) = collected(stated("given", value, measure, kind=FigureKind.MONEY)).figures
    assert figure.quantity == Quantity(Decimal(expected), "đồng", decimals)


def test_money_stated_in_two_measures_is_compared_as_it_was_rounded(collected):
    result = collected(stated("given", "14.6", "tỷ đồng"), stated("given", "14560", "triệu đồng", id="f2"))
    assert [figure.quantity.value for figure in result.figures] == [14560000000]


def test_a_count_takes_the_measure_of_its_indicator(collected):
    (figure,) = collected(stated(measure="lượt người")).figures
    assert figure.quantity.measure == "lượt"


def test_a_level_the_letterhead_leaves_out_follows_from_the_name(collected):
    assert collected(stated(), level="").figures[0].level == "commune"


def test_nothing_read_gives_nothing(collected):
    assert collected() == type(collected())((), ())


def test_what_is_collected_can_be_kept_and_added_again(collected, ledger):
    figures = collected(stated(), stated("received", "320", "hồ sơ", id="f2")).figures
    assert len(ledger.append(figures)) == 2
    assert ledger.append(figures) == []
