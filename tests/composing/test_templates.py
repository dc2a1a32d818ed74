"""Sentences of an area filled with totals."""

import pytest

from danvan.catalogue.arithmetic import Linear
from danvan.catalogue.formulas import IdentityFormula
from danvan.catalogue.models import Sentence
from danvan.composing.numbers import Marks
from danvan.composing.templates import told

SAYS = "Trong kỳ tiếp {visits}[, trong đó thường xuyên {regular}][, định kỳ {periodic}]."
NOTHING = "Trong kỳ không tiếp công dân."


@pytest.fixture
def say(sample):
    """What is said with these totals."""

    def filled(says=SAYS, nothing=NOTHING, missing=(), formulas=(), **totals):
        usual = sample.usual().rows["reception.visits"]
        area = sample.catalogue().areas["reception"].model_copy(update={"sentences": (Sentence(says=says, nothing=nothing),)})
        rows = {}
        for code, number in totals.items():
            quantity = sample.Quantity(sample.Decimal(number), "lượt")
            figure = sample.Figure(code, code, "huyện", "", sample.PERIOD, quantity, sample.RollUp(()), sample.MADE, "")
            indicator = usual.indicator.model_copy(update={"code": f"reception.{code}", "measure": "lượt"})
            rows[indicator.code] = type(usual)(indicator, {}, figure, missing)
        return told(area, rows, formulas, Marks())

    return filled


def words(found):
    return ["".join(piece.text for piece in sentence.line) for sentence in found]


def test_every_figure_that_is_there_is_said(say):
    assert words(say(visits=9, regular=7, periodic=2)) == [
        "Trong kỳ tiếp 9 lượt, trong đó thường xuyên 7 lượt, định kỳ 2 lượt."
    ]


def test_what_stands_in_brackets_is_left_out_without_its_figure(say):
    assert words(say(visits=9, periodic=2)) == ["Trong kỳ tiếp 9 lượt, trong đó định kỳ 2 lượt."]


def test_a_sentence_without_its_main_figure_is_not_said(say):
    assert say(regular=7) == []


def test_nothing_at_all_is_said_in_words(say):
    assert words(say(visits=0, regular=0)) == [NOTHING]


def test_a_zero_among_figures_is_said_as_a_figure(say):
    assert words(say(visits=0, regular=7)) == ["Trong kỳ tiếp 0 lượt, trong đó thường xuyên 7 lượt."]


def test_figures_that_do_not_add_up_are_not_put_into_one_sentence(say):
    whole, parts = Linear({"reception.visits": 1}), Linear({"reception.regular": 1, "reception.periodic": 1})
    rule = IdentityFormula("reception.sessions", whole, "=", parts)
    assert say(visits=9, regular=8, periodic=2, formulas=[rule]) == []
    assert len(say(visits=9, regular=7, periodic=2, formulas=[rule])) == 1


def test_it_is_known_which_indicators_a_sentence_gives(say):
    (sentence,) = say(visits=9, periodic=2)
    assert sentence.codes == ("reception.visits", "reception.periodic")


def test_a_number_carries_its_figure_and_the_mark_of_units_that_are_missing(say):
    (sentence,) = say(visits=9, missing=("xã An Hòa",))
    assert [(piece.text, piece.figure) for piece in sentence.line if piece.figure] == [("9", "visits")]
    assert [piece.text for piece in sentence.line if piece.raised] == ["(a)"]


def test_what_follows_a_list_gets_a_sentence_of_its_own(say):
    says = "Trong kỳ tiếp {visits}[, trong đó thường xuyên {regular}][; hoãn {periodic}]."
    said = words(say(says, visits=9, regular=7, periodic=1))
    assert said == ["Trong kỳ tiếp 9 lượt, trong đó thường xuyên 7 lượt. Hoãn 1 lượt."]


def test_without_a_list_it_stays_in_the_sentence(say):
    says = "Trong kỳ tiếp {visits}[, trong đó thường xuyên {regular}][; hoãn {periodic}]."
    assert words(say(says, visits=9, periodic=1)) == ["Trong kỳ tiếp 9 lượt; hoãn 1 lượt."]
