"""Who is missing, as the report says it."""

from danvan.catalogue.models import OutlinePart
from danvan.composing.from_below import FromBelow
from danvan.composing.owed import lacking, owed_appendices, owed_result
from danvan.composing.own_words.told import Told


def text(result):
    return " ".join(piece.text for line in result.sentences for piece in line)


def many(sample, silent=12):
    """A report of thirty units; `silent` gave nothing, twelve others no figure of reception."""
    units = tuple(f"xã A{at:02}" for at in range(30))
    visits = [None if at < silent + 12 else at for at in range(30)]
    received = [None if at < silent else 100 for at in range(30)]
    return sample.rolled({"reception.visits": visits, "procedures.received": received}, units)


def test_nobody_missing_is_said(sample):
    rolled = sample.rolled({"reception.visits": (40, 13, 5)})
    assert "đều đã có số liệu" in text(owed_result(None, rolled))


def test_silent_units_are_folded_and_listed_whole(sample):
    rolled = many(sample)
    assert "xã A00" in text(owed_result(None, rolled))
    assert "và 4 xã khác" in text(owed_result(None, rolled))
    (appendix,) = owed_appendices(None, rolled)
    rows = appendix.areas[0].listing.rows
    assert rows[0][1].text == ", ".join(f"xã A{at:02}" for at in range(12))


def test_units_missing_from_a_total_are_listed_without_those_that_gave_nothing(sample):
    told = {names[0]: units for units, names in lacking(many(sample))}
    assert told["Số lượt tiếp công dân"] == tuple(f"xã A{at:02}" for at in range(12, 24))


def test_a_silent_unit_has_no_row_of_dashes_where_it_is_named_elsewhere(sample, composed):
    owed = OutlinePart(code="owed", number="IV", heading=sample.both("Tình hình báo cáo"), owed=True)
    outline = sample.outline()
    model = composed(many(sample), outline.model_copy(update={"parts": (*outline.parts, owed)}))
    tables = [area.table for part in model.parts for area in part.areas if area.table]
    assert {len(table.rows) for table in tables} == {18}
    assert [appendix.code for appendix in model.appendices] == ["appendix.lacking"]


def test_without_reports_to_look_through_the_writer_is_asked(sample):
    part = OutlinePart(code="x", number="1", heading=sample.both("Khó khăn"), told=("difficulties",))
    assert list(FromBelow().results(part, sample.usual(), sample.catalogue())) == []
    assert FromBelow(told=(Told("difficulties", "x", "xã A"),)).told
