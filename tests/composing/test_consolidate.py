import re
from dataclasses import replace

import pytest

from danvan.catalogue.models import OutlineTable, Phrase, Sentence, Words
from danvan.composing.consolidate import consolidate, kinds_of_units
from danvan.composing.notes import _as_share
from danvan.kernel.errors import CatalogueError

WORDS = Words(vi="Bảng", en="Table")


def area_of(model, code):
    return next(area for part in model.parts for area in part.areas if area.area == code)


def said(lines):
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def cell(table, unit, indicator):
    at = [column.indicator for column in table.columns].index(indicator)
    return next(row for row in (*table.rows, table.total) if row.name == unit).cells[at]


def numbers_of(model):
    """(text, figure) of every piece of text the composer put a number in: sentences, notes, cells."""
    for part in model.parts:
        for area in part.areas:
            for line in (*area.sentences, *area.notes):
                yield from ((piece.text, piece.figure) for piece in line)
            if area.table:
                yield from ((each.text, each.figure) for row in (*area.table.rows, area.table.total) for each in row.cells)


def test_a_total_names_the_units_missing_from_it(composed):
    reception = area_of(composed(), "reception")
    assert cell(reception.table, "Tổng cộng", "reception.visits").mark == "a"
    assert "(a) Chưa có số liệu của: thị trấn Cẩm Giang." in said(reception.notes)


def test_totals_that_lack_different_units_have_different_marks(composed, sample):
    model = composed(sample.rolled({"reception.visits": (4, 5, None), "reception.people": (4, None, 9)}))
    assert "(a) Chưa có số liệu của: thị trấn Cẩm Giang." in said(area_of(model, "reception").notes)
    assert "(b) Chưa có số liệu của: xã Bình Sơn." in said(area_of(model, "reception").notes)


def test_the_part_under_a_whole_does_not_repeat_its_mark(composed):
    assert "53 lượt(a), trong đó thường xuyên 38 lượt, định kỳ 15 lượt." in said(area_of(composed(), "reception").sentences)


def test_an_area_nobody_reported_is_said_in_words_without_a_zero(composed):
    mediation = area_of(composed(), "mediation")
    assert said(mediation.sentences) == "Không đơn vị nào báo cáo số liệu về các lĩnh vực: Hòa giải ở cơ sở."
    assert mediation.table is None


def test_a_reported_zero_and_a_missing_report_look_different(composed):
    ranking = area_of(composed(), "ranking")
    assert cell(ranking.table, "xã Bình Sơn", "ranking.points").text == "0"
    assert cell(ranking.table, "thị trấn Cẩm Giang", "ranking.points").text == "–"
    assert "“–”: đơn vị không báo cáo" in said(ranking.notes)


def test_a_table_without_dashes_needs_no_legend(composed, sample):
    model = composed(sample.rolled({"reception.visits": (0, 1, 2)}))
    assert said(area_of(model, "reception").notes).count("Dấu") == 0


def test_what_cannot_be_added_has_no_total(composed):
    ranking = area_of(composed(), "ranking")
    assert cell(ranking.table, "Tổng cộng", "ranking.rank").text == "x"
    assert cell(ranking.table, "Tổng cộng", "ranking.rank").figure == ""
    assert "hứ hạng" not in said(ranking.sentences)


def test_a_ratio_shows_what_it_was_computed_from(composed):
    notes = said(area_of(composed(), "procedures").notes)
    assert "Tỷ lệ giải quyết đúng hạn: 1.910 / 1.937 hồ sơ = 98,61%" in notes


def test_a_ratio_over_fewer_units_shows_the_sums_of_just_those(composed, sample):
    model = composed(sample.rolled({"procedures.settled": (10, 20, 30), "procedures.on_time": (9, 18, None)}))
    procedures = area_of(model, "procedures")
    assert "đúng hạn: 27 / 30 hồ sơ = 90,00%" in said(procedures.notes)
    assert cell(procedures.table, "Tổng cộng", "procedures.settled").text == "60"
    thirty = next(piece for line in procedures.notes for piece in line if piece.text == "30")
    assert thirty.figure == "total.procedures.on_time_rate"


def test_every_number_has_the_identifier_of_its_figure(composed):
    found = list(numbers_of(composed()))
    of_figures = [(text, figure) for text, figure in found if figure]
    loose = [text for text, figure in found if not figure and re.search(r"\d", text)]
    assert len(of_figures) > 40
    assert all(re.fullmatch(r"[\d.,]+", text) for text, _ in of_figures)
    # What is left are the number of a table and the zero of the legend.
    assert all(re.fullmatch(r".*(Bảng \d|“0”.*)\.?", text) for text in loose)


def test_parts_that_are_more_than_their_whole_are_not_called_parts_of_it(composed, sample):
    model = composed(
        sample.rolled({"reception.visits": (320, 1, 1), "reception.regular": (206, 1, 0), "reception.periodic": (129, 0, 1)})
    )
    reception = area_of(model, "reception")
    assert "trong đó" not in said(reception.sentences)
    assert (
        "Số liệu chưa khớp, đề nghị rà soát: số lượt tiếp công dân (322 lượt) ≠ "
        "số lượt tiếp thường xuyên (207 lượt) + số lượt tiếp định kỳ (130 lượt)."
    ) in said(reception.notes)


def test_a_part_that_counts_a_unit_its_whole_lacks_is_not_called_a_part_of_it(composed, sample):
    model = composed(
        sample.rolled({"reception.visits": (9, None, 9), "reception.regular": (4, 3, 2), "reception.periodic": (1, None, 1)})
    )
    assert "lượt, trong đó thường xuyên" not in said(area_of(model, "reception").sentences)
    assert "trong đó" not in said(area_of(model, "reception").sentences)  # nor is the rest: it would seem not to be all


def test_sums_over_different_units_are_not_held_against_each_other(composed, sample):
    model = composed(
        sample.rolled({"reception.visits": (9, 9, 9), "reception.regular": (4, None, 4), "reception.periodic": (5, 5, 5)})
    )
    assert "chưa khớp" not in said(area_of(model, "reception").notes)


def test_an_indicator_nobody_reported_gets_no_column_but_is_named(composed, sample):
    reception = area_of(composed(sample.rolled({"reception.visits": (1, 2, 3)})), "reception")
    assert [column.indicator for column in reception.table.columns] == ["reception.visits"]
    assert "Không đơn vị nào báo cáo: số lượt tiếp thường xuyên, số lượt tiếp định kỳ." in said(reception.notes)


def test_an_area_with_minor_figures_only_still_has_a_table(composed, sample):
    reception = area_of(composed(sample.rolled({"reception.people": (1, 2, 3)})), "reception")
    assert [column.indicator for column in reception.table.columns] == ["reception.people"]


def test_an_indicator_without_a_phrase_is_told_by_its_name(composed):
    assert "Số người được tiếp là 65 người" in said(area_of(composed(), "reception").sentences)


def test_areas_that_share_a_part_are_headed_by_their_names(composed):
    assert area_of(composed(), "ranking").heading == "Xếp hạng công tác dân vận"
    assert area_of(composed(), "reception").heading == ""


def test_the_blanks_of_the_outline_are_filled(composed):
    model = composed()
    assert model.title == "Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024"
    assert model.parts[0].text == "Báo cáo này tổng hợp số liệu 9 tháng đầu năm 2024 của 3 xã, thị trấn."


def test_a_unit_that_gave_nothing_is_named_and_not_counted(composed, sample):
    model = composed(sample.rolled({"reception.visits": (1, 2, None)}))
    assert model.silent == ("thị trấn Cẩm Giang",)
    assert model.parts[0].text.endswith("của 2 xã, thị trấn.\nChưa có số liệu của: thị trấn Cẩm Giang.")


def test_figures_the_outline_has_no_place_for_are_reported(composed, sample):
    short = sample.outline(parts=sample.outline().parts[:2])
    assert "procedures.received" in composed(outline=short).left_out
    assert composed().left_out == ()


@pytest.mark.parametrize("wrong", ["{periods}", "{}", "{unit}"])
def test_a_blank_that_does_not_exist_is_a_mistake_of_the_catalogue(composed, sample, wrong):
    with pytest.raises(CatalogueError, match="period"):
        composed(outline=sample.outline(title=sample.both(f"Báo cáo {wrong}")))


def test_an_area_that_does_not_exist_is_a_mistake_of_the_catalogue(composed, sample):
    part = sample.outline().parts[1].model_copy(update={"areas": ("receptions",)})
    with pytest.raises(CatalogueError, match="receptions"):
        composed(outline=sample.outline(parts=(part,)))


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("Tiếp {visit}.", "the blank '{visit}'.*visits"),
        ("Tiếp {visits.", "'{' without its partner"),
        ("Tiếp {visits}[, trong đó {regular}.", "'\\[' without its partner"),
        ("Tiếp công dân.", "a sentence without a figure"),
    ],
)
def test_a_sentence_that_cannot_be_filled_is_told(says, message, sample):
    known = sample.catalogue()
    area = known.areas["reception"].model_copy(update={"sentences": (Sentence(says=says),)})
    wrong = replace(known, areas={**known.areas, "reception": area})
    with pytest.raises(CatalogueError, match=message):
        consolidate(sample.usual(), sample.outline(), wrong)


def test_a_phrase_that_takes_no_number_is_told(sample):
    known = sample.catalogue()
    phrase = Phrase(indicator="reception.visits", says=("…",), writes="tiếp {m} công dân")
    area = known.areas["reception"].model_copy(update={"phrases": (phrase,)})
    wrong = replace(known, areas={**known.areas, "reception": area})
    with pytest.raises(CatalogueError, match=r"tiếp {m} công dân.*'{n}' once"):
        consolidate(sample.usual(), sample.outline(), wrong)


@pytest.mark.parametrize(
    ("asks", "message"),
    [
        ({"indicators": ("reception.visit",)}, "the indicator 'reception.visit'.*reception.visits"),
        ({"tables": (OutlineTable(title=WORDS, indicators=("reception.x",)),)}, "the indicator 'reception.x'.*reception"),
        ({"tables": (OutlineTable(title=WORDS, form="99/XYZ"),)}, "the form '99/XYZ'"),
    ],
)
def test_what_an_outline_asks_for_and_the_catalogue_does_not_know_is_told(asks, message, composed, sample):
    part = sample.outline().parts[1].model_copy(update=asks)
    with pytest.raises(CatalogueError, match=message):
        composed(outline=sample.outline(parts=(part,)))


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (("xã A", "xã B"), "xã"),
        (("thị trấn A", "phường B", "xã C"), "xã, phường, thị trấn"),
        (("xã A", "Chi cục X"), "đơn vị"),
        ((), "đơn vị"),
    ],
)
def test_the_kinds_of_units_are_told_from_their_names(units, words):
    assert kinds_of_units(units) == words


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("100 × a / b", "a / b"),
        ("100 × (a + b) / c", "(a + b) / c"),
        ("100 × a / b - 100", "100 × a / b - 100"),
        ("a / b", "a / b"),
    ],
)
def test_the_hundred_of_a_percentage_is_said_by_its_sign_alone(formula, shown):
    assert _as_share(formula) == shown
