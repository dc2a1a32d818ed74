"""Spans, mapped texts, errors and findings."""

import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.kernel import errors
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"5\.\.3"):
        Span(5, 3)


def test_spans_overlap_cover_and_join():
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 9).covers(Span(2, 3))
    assert Span(7, 9).join(Span(2, 3)) == Span(2, 9)
    assert Span(1, 3).of("abcd") == "bc"


def test_composed_letters_still_know_where_they_came_from():
    source = unicodedata.normalize("NFD", "có 05 lượt")
    mapped = Mapped.of(source, 0, len(source))
    at = mapped.text.index("05")
    assert mapped.text == "có 05 lượt"
    assert mapped.origin(at, at + 2).of(source) == "05"


@given(st.text(alphabet="aăâêôơưđ áàảãạ\u0301\u0302\u0323 xyz", max_size=40))
def test_a_mapped_text_is_the_nfc_of_its_source_and_covers_it_in_order(source):
    mapped = Mapped.of(source, 0, len(source))
    assert mapped.text == unicodedata.normalize("NFC", source)
    places = [mapped.place(at) for at in range(len(mapped.text))]
    assert places == sorted(places)
    assert not places or (places[0].start, places[-1].end) == (0, len(source))


@given(st.text(alphabet="aâ\u0301\u0323 x", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_a_mapped_text_keeps_the_places_of_the_whole(source, start, end):
    mapped = Mapped.of(source, 0, len(source))
    part = mapped.part(start, min(end, len(mapped.text)))
    assert part.text == mapped.text[start:end]
    assert [part.place(at) for at in range(len(part.text))] == [mapped.place(start + at) for at in range(len(part.text))]


def test_what_lies_inside_a_span_of_the_source_is_found():
    mapped = Mapped.joined([Mapped.of("một hai ba", 0, 3), Mapped.whole(" ", 3, 4), Mapped.of("một hai ba", 8, 10)])
    assert mapped.text == "một ba"
    assert mapped.inside(Span(4, 10)) == (4, 6)
    assert mapped.inside(Span(2, 9)) == (2, 5)
    assert mapped.inside(Span(4, 8)) is None


def test_a_letter_beyond_the_text_has_no_place():
    with pytest.raises(IndexError):
        Mapped.of("ab", 0, 2).place(2)


def test_joined_texts_keep_their_places():
    joined = Mapped.joined([Mapped.of("abc", 0, 1), Mapped.of("abc", 2, 3)])
    assert joined.text == "ac"
    assert joined.origin(0, 2) == Span(0, 3)


def test_findings_are_ordered_by_place_then_code():
    first = Finding("AR02", Severity.ERROR, Span(0, 3))
    assert min([Finding("AR01", Severity.NOTE, Span(4, 5)), first], key=lambda finding: finding.order) is first
    assert Severity.ERROR.rank < Severity.NOTE.rank


def _all_errors(root=errors.DanvanError):
    for kind in root.__subclasses__():
        yield kind
        yield from _all_errors(kind)


KERNEL_ERRORS = [kind for kind in _all_errors() if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", KERNEL_ERRORS)
def test_every_error_stands_in_the_drawn_tree(kind):
    assert f" {kind.__name__}" in errors.__doc__


def test_an_error_is_a_sentence_and_is_rendered_in_any_language():
    missing = errors.FileMissing(file="a.docx")
    assert str(missing).startswith("a.docx: there is no such file")
    assert missing.render(lambda sentence: "{file}: không có tệp này.") == "a.docx: không có tệp này."


def test_an_error_survives_the_way_between_processes():
    again = pickle.loads(pickle.dumps(errors.FileMissing(file="a.docx")))  # noqa: S301 - made in the line itself
    assert (type(again), again.fields) == (errors.FileMissing, {"file": "a.docx"})
