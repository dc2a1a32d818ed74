"""Every letter of a .docx's text leads back to the element it stands in; what is generated leads nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.test_documents_docx_words import CASES, STYLES
from tests.documents.word_marks import RICH, run

from danvan.documents.docx.markup import Markup
from danvan.documents.docx.package import open_package
from danvan.documents.docx.trace import Trace, trace
from danvan.documents.docx.transformed import offsets
from danvan.documents.opening import open_document
from danvan.kernel.errors import InputError

WordFile = Callable[..., Path]


def traced(path: Path) -> Trace:
    with path.open("rb") as file:
        return trace(file, path, open_document(path).text)


def generated(read: Trace) -> str:
    held = {at for one in read.stretches for at in range(one.span.start, one.span.end)}
    return "".join(letter for at, letter in enumerate(read.text) if at not in held and not letter.isspace())


@pytest.mark.parametrize("content", [content for content, _ in CASES.values()], ids=CASES)
def test_every_letter_of_a_paragraph_has_its_element(word_file: WordFile, content: str) -> None:
    assert generated(traced(word_file(f"<w:p>{content}</w:p>", styles=STYLES))) == ""


def test_the_numbers_of_lists_and_notes_are_generated(word_file: WordFile) -> None:
    assert generated(traced(word_file(**RICH))) == "I.¹"


def test_letters_stand_in_the_bytes_where_the_trace_says(word_file: WordFile) -> None:
    path = word_file(**RICH)
    read = traced(path)
    with path.open("rb") as file:
        package = open_package(file, path)
        markups = {part: Markup(package.read(part), root, path) for part, root in read.parts.items()}
    for one in read.stretches:
        if one.words:
            markup = markups[read.part_of(one.element)]
            start, end = (markup.letter(one.element, one.place(at)) for at in (one.span.start, one.span.end))
            assert markup.data[start:end].decode().replace("&amp;", "&") == one.span.of(read.text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text("ab é\u00a0\u00ad1&\t", max_size=4), max_size=4), min_size=1, max_size=4), st.booleans())
def test_any_runs_join_to_the_text(word_file: WordFile, paragraphs: list[list[str]], capitals: bool) -> None:
    look = "<w:caps/>" if capitals else ""
    said = [[words.replace("&", "&amp;") for words in runs] for runs in paragraphs]
    body = "".join(f"<w:p>{''.join(run(words, look) for words in runs)}</w:p>" for runs in said)
    path = word_file(f"<w:p>{run('x')}</w:p>{body}")
    read = traced(path)
    assert generated(read) == ""
    assert all(len(one.places) == one.span.end - one.span.start + 1 for one in read.stretches)


@pytest.mark.parametrize(
    ("words", "shown", "places"),
    [
        ("ab", "ab", [0, 1, 2]),
        ("  ab ", "ab", [2, 3, 4]),
        ("dân\u00advận", "DÂNVẬN", [0, 1, 2, 4, 5, 6, 7]),
        ("Maß", "MASS", [0, 1, 2, 2, 3]),
        ("coâng daân", "công dân", [0, 1, 3, 4, 5, 6, 7, 9, 10]),
    ],
)
def test_changed_letters_keep_their_places(words: str, shown: str, places: list[int]) -> None:
    assert list(offsets(words, shown)) == places


def test_a_file_that_changed_since_it_was_read_is_refused(word_file: WordFile) -> None:
    path = word_file(f"<w:p>{run('đã đạt')}</w:p>")
    with path.open("rb") as file, pytest.raises(InputError, match="not the one that was read"):
        trace(file, path, "đã đến")


def test_another_encoding_than_utf_8_is_refused(word_file: WordFile) -> None:
    path = word_file(f"<w:p>{run('a')}</w:p>")
    root = traced(path).parts["word/document.xml"]
    with pytest.raises(InputError, match="utf-16"):
        Markup(b'<?xml version="1.0" encoding="UTF-16"?><a/>', root, path)
