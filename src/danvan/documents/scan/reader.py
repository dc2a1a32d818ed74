"""Scans and pictures of pages as Documents: recognised page by page, with how sure each word is."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from danvan.documents.kinds import Kind
from danvan.documents.model import Document
from danvan.documents.page.layout import LaidOut, lay_out_pages
from danvan.documents.page.words import PagePicture, PageWords, Word
from danvan.documents.scan.image import READ, Picture, demand_pillow, picture_of, pictures_in
from danvan.documents.scan.in_parallel import Later, in_parallel
from danvan.documents.scan.rules import cleaned, ruled_lines, rules_of
from danvan.documents.scan.tesseract import PageTooHard, RecogniserFailed, demand, quarters_of, words_of
from danvan.kernel.errors import InputError, NothingRecognised
from danvan.kernel.said import mark

RECOGNISED = mark(
    "Some pages are pictures; their words were recognised from them and may be wrong. Compare them with the paper."
)
LEFT_OUT = mark("Some pages are pictures in which no words could be recognised; they were left out.")
DOUBTFUL = mark("Some words were hard to recognise; each is listed with how sure it is. Compare them with the paper.")

_POINTS_PER_INCH = 72
_POOR = 55
"""Percent, on the average of all words: a page that lies on its side is read as badly as that."""


_FORMATS = {Kind.JPEG: "jpg", Kind.TIFF: "tif"}
PICTURES = frozenset(READ)
"""The kinds of files that are read as pictures of pages."""


class Recogniser:
    """Reads the pages of one file; a page that cannot be read is left out and counted."""

    def __init__(self, path: Path) -> None:
        """Raises ExtraMissing, RecogniserMissing, LanguageMissing when nothing can be recognised here."""
        demand_pillow()
        demand(path)
        self._path = path
        self.failure: InputError | None = None
        """Why the first page that was left out could not be read."""

    def rendered(self, page: PagePicture, number: int) -> PageWords:
        """The words of page `number`, rendered from a PDF."""
        dpi = page.columns / page.width * _POINTS_PER_INCH
        return self.words(picture_of(page.columns, page.rows, page.colours, dpi), number)

    def words(self, picture: Picture, number: int) -> PageWords:
        """The words of page `number`, and the lines drawn on it."""
        try:
            return _page(picture, self._path, number)
        except (PageTooHard, RecogniserFailed) as error:
            self.failure = self.failure or error
            return PageWords(0, 0, ())

    def warnings(self, laid: LaidOut) -> tuple[str, ...]:
        """What is to be said of a text some of whose pages were recognised. Raises the first failure when there is no text."""
        if self.failure and not laid.text.strip():
            raise self.failure
        said = ((True, RECOGNISED), (bool(laid.doubtful), DOUBTFUL), (bool(self.failure), LEFT_OUT))
        return tuple(sentence for holds, sentence in said if holds)


def read_scan(file: BinaryIO, path: Path, kind: Kind) -> Document:
    """The Document of a picture of one page, or of several in one TIFF.

    Raises ExtraMissing, RecogniserMissing, LanguageMissing, FileTooLarge, FormatDamaged, and when no page can be read
    PageTooHard or RecogniserFailed; NothingRecognised when there are no words.
    """
    recogniser = Recogniser(path)
    pages = enumerate(pictures_in(file, path, kind), 1)
    laid = lay_out_pages(in_parallel(Later(partial(recogniser.words, picture, number)) for number, picture in pages))
    warnings = recogniser.warnings(laid)
    if not laid.text.strip():
        raise NothingRecognised(file=path)
    return Document(
        file=str(path),
        format=_FORMATS.get(kind, kind.name.lower()),
        text=laid.text,
        blocks=laid.blocks,
        hard_breaks=True,
        warnings=warnings,
        pages=laid.pages,
        doubtful=laid.doubtful,
    )


def _page(picture: Picture, path: Path, number: int) -> PageWords:
    page = _recognised(picture, path, number)
    if _sureness(page.words) >= _POOR and not _sideways(page.words):
        return page
    quarters = quarters_of(picture, path, number)
    if not quarters:
        return page
    turned = _recognised(picture.turned(quarters), path, number)
    return max(page, turned, key=lambda one: (not _sideways(one.words), _sureness(one.words)))


def _recognised(picture: Picture, path: Path, number: int) -> PageWords:
    lines = ruled_lines(picture.image, picture.dpi)
    clean = Picture(cleaned(picture.image, lines), picture.dpi)
    width, height = (side / picture.dpi * _POINTS_PER_INCH for side in picture.image.size)
    words = words_of(clean, path, number)
    return PageWords(width, height, words, rules_of(lines, picture.dpi))


def _sureness(words: Sequence[Word]) -> float:
    """Percent, on the average of all letters; 0 without any."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _sideways(words: Sequence[Word]) -> bool:
    """Whether most words of three letters and more stand upright like books on a shelf."""
    long = [word for word in words if len(word.text) > 2]
    return 2 * sum(word.bottom - word.top > word.right - word.left for word in long) > len(long)
