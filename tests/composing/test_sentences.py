import pytest

from danvan.catalogue.models import Phrase
from danvan.composing.model import Run
from danvan.composing.numbers import Marks, capitalised, digits, filled
from danvan.composing.sentences import sentences
from danvan.composing.wholes import Whole
from danvan.kernel.quantity import Quantity

DEEP = [Whole("w", ((Whole("a", ((Whole("c", ((Whole("e"), Whole("f")),)), Whole("d")),)), Whole("b")),))]


@pytest.fixture
def say(sample):
    """What is said of wholes whose parts have these totals, all over the same units."""
    row = sample.usual().rows["reception.visits"]

    def told(wholes, **totals):
        rows = {}
        for code, number in totals.items():
            quantity = sample.Quantity(sample.Decimal(number), "đơn")
            figure = sample.Figure(code, code, "huyện", "", sample.PERIOD, quantity, sample.RollUp(()), sample.MADE, "")
            indicator = row.indicator.model_copy(update={"code": code, "measure": "đơn"})
            rows[code] = type(row)(indicator, {}, figure, ())
        phrases = [Phrase(indicator=code, says=("…",), writes=f"{code} {{n}}") for code in totals]
        return ["".join(piece.text for piece in line) for line in sentences(wholes, rows, phrases, Marks())]

    return told


def test_totals_without_parts_share_a_sentence(say):
    assert say([Whole("a"), Whole("b")], a=1, b=2) == ["A 1 đơn; b 2 đơn."]


def test_at_most_four_share_one(say):
    assert len(say([Whole(code) for code in "abcdefghi"], **dict.fromkeys("abcdefghi", 1))) == 3


def test_a_total_with_parts_has_its_own_sentence(say):
    found = say([Whole("a"), Whole("w", ((Whole("b"), Whole("c")), (Whole("d"),)))], a=1, w=5, b=2, c=3, d=1)
    assert found == ["A 1 đơn.", "W 5 đơn, trong đó b 2 đơn, c 3 đơn.", "Cũng trong tổng số này, d 1 đơn."]


def test_parts_of_parts_stand_in_brackets(say):
    split = [Whole("w", ((Whole("a", ((Whole("c"), Whole("d")),)), Whole("b")),))]
    assert say(split, w=9, a=7, b=2, c=4, d=3) == ["W 9 đơn, trong đó a 7 đơn (c 4 đơn, d 3 đơn), b 2 đơn."]
    assert say(split, w=9, a=7, b=2, c=4, d=2) == ["W 9 đơn, trong đó a 7 đơn (trong đó c 4 đơn, d 2 đơn), b 2 đơn."]


def test_parts_that_are_split_further_are_told_in_the_next_sentence(say):
    found = say(DEEP, w=9, a=7, b=2, c=4, d=3, e=3, f=1)
    assert found == ["W 9 đơn, trong đó a 7 đơn, b 2 đơn.", "A 7 đơn, trong đó c 4 đơn (e 3 đơn, f 1 đơn), d 3 đơn."]


def test_a_sentence_that_begins_with_a_number_stays_as_it_is():
    assert capitalised((Run("8", "id"), Run(" lượt"))) == (Run("8", "id"), Run(" lượt"))


def test_a_phrase_is_filled_wherever_its_number_stands():
    assert filled("có {n} đơn", {"n": (Run("3", "id"),)}) == (Run("có "), Run("3", "id"), Run(" đơn"))
    assert filled("{n}", {"n": (Run("3", "id"),)}) == (Run("3", "id"),)


@pytest.mark.parametrize(
    ("number", "decimals", "text"), [("1637", 0, "1.637"), ("83.39", 2, "83,39"), ("0", 0, "0"), ("22488577", 0, "22.488.577")]
)
def test_numbers_are_written_the_vietnamese_way(sample, number, decimals, text):
    assert digits(Quantity(sample.Decimal(number), "", decimals)) == text


def test_notes_after_the_twenty_sixth_are_marked_with_two_letters(sample):
    marks, row = Marks(), sample.usual().rows["reception.visits"]
    found = [marks.of(type(row)(row.indicator, {}, row.total, (f"xã {at}",))) for at in range(53)]
    assert [found[at] for at in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
    assert len(set(found)) == 53
