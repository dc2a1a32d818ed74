"""A line of thousands of numbers is read whole, and in pieces: no number is lost where a piece ends."""

import pytest

from danvan.reading.sentences import sentence_bounds


@pytest.mark.parametrize(("piece", "times", "each"), [("12 hộ, ", 900, 1), ("12/13 hộ; ", 900, 2), ("(12 hộ) ", 900, 1)])
def test_every_number_of_an_endless_line_is_read(read, piece, times, each):
    reading = read("Có " + piece * times)
    assert len(reading.figures) == times * each
    assert not reading.coverage.unaccounted


def test_an_endless_sentence_is_cut_at_its_pauses_and_nothing_is_left_out():
    text = "12 hộ, " * 2000
    bounds = sentence_bounds(text)
    assert "".join(text[start:end] for start, end in bounds) == text
    assert max(end - start for start, end in bounds) <= 3000
    assert all(text[start:end].endswith(", ") for start, end in bounds)


def test_an_endless_word_is_not_cut():
    text = "0," * 3000
    assert sentence_bounds(text) == [(0, len(text))]


def test_sums_are_found_at_the_end_of_an_endless_line(read):
    reading = read("Có " + "12 hộ, " * 900 + "còn lại 3 hộ. Tổng số 22 đơn, gồm 10 đơn khiếu nại, 12 đơn tố cáo.")
    assert [relation.formula for relation in reading.relations if relation.holds][-1] == "10 + 12 = 22"


def test_a_list_of_very_many_lines_under_lines_of_their_own_is_read(read):
    assert len(read("gồm:\n- 5 hộ\n" * 300).figures) == 300
