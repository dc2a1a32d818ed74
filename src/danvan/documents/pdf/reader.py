"""PDF files as Documents: the text layer where there is one, recognised words where a page is only a picture."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.model import Document
from danvan.documents.page.grids import MAX_RULES, rule_of
from danvan.documents.page.layout import LaidOut, lay_out_pages
from danvan.documents.page.words import PageWords, Rule, Word
from danvan.documents.pdf.engine import Pdf, PdfPage
from danvan.documents.pdf.letters import is_garbled
from danvan.documents.pdf.lines import LineReader
from danvan.documents.scan.in_parallel import Later, in_parallel
from danvan.documents.scan.reader import Recogniser
from danvan.kernel.errors import DanvanError, FileTooLarge
from danvan.kernel.said import mark

MAX_PDF = 150 * bounded.MEGABYTE
MAX_PAGES = 3000
MAX_LETTERS = 20_000_000
"""Characters of all pages, as of a text file."""
_FEW = 150
"""A page with fewer letters than that below a picture was scanned: the letters are a stamp or an electronic signature."""
_COVERED = 0.4
_WHOLLY = 0.9
"""A page that is one picture, with letters under it that another program recognised, and not as Vietnamese."""
_MARKED = 1.05

UNREAD_PAGE = mark("Some pages of the PDF are damaged and were left out.")
PICTURES = mark(
    "Some pages are pictures without text; they were not read. Install danvan[ocr] and tesseract with Vietnamese (vie), "
    "or send the report with its text."
)
GARBLED = mark(
    "On some pages the letters of the PDF have no meaning a computer can read (a font without names for its letters). "
    "They are recognised from the picture of the page where that is possible; compare them with the paper."
)
OLD_FONT = mark("Some text is in an old font (.VnTime, VNI-…); it was converted to Unicode. Check its letters.")


@dataclass(slots=True)
class _Reading:
    """One PDF being read, and what is to be said of it."""

    path: Path
    recogniser: Recogniser | None = None
    refusal: DanvanError | None = None
    """Why pictures of pages cannot be recognised here."""
    letters: int = 0
    lines: LineReader = field(default_factory=LineReader)
    remarks: set[str] = field(default_factory=set)

    def pages(self, pdf: Pdf) -> Iterator[PageWords]:
        return in_parallel(self._begun(pdf))

    def _begun(self, pdf: Pdf) -> Iterator[PageWords | Later[PageWords]]:
        for number in range(pdf.pages):
            with pdf.page(number) as page:
                yield self._page(page, number + 1)

    def _page(self, page: PdfPage | None, number: int) -> PageWords | Later[PageWords]:
        if page is None:
            self.remarks.add(UNREAD_PAGE)
            return PageWords(0, 0, ())
        self.letters += len(page.text)
        if self.letters > MAX_LETTERS:
            raise FileTooLarge(file=self.path, found=f"a PDF of {self.letters} letters", allowed=f"{MAX_LETTERS}")
        rules = list(islice(_rules(page), MAX_RULES + 1))
        words = self.lines.words(page, rules)
        if self._needs_recognising(page):
            return self._scanned(page, words, number)
        return PageWords(page.width, page.height, words, rules)

    def _needs_recognising(self, page: PdfPage) -> bool:
        """Whether the words are to be read from what the page looks like."""
        if not page.sane:
            return False
        if is_garbled(page.text, page.unnamed):
            self.remarks.add(GARBLED)
            return True
        if len(page.text) < _FEW:
            return page.shows_picture >= _COVERED
        return _foreign(page.text) and page.shows_picture >= _WHOLLY

    def _scanned(self, page: PdfPage, words: list[Word], number: int) -> PageWords | Later[PageWords]:
        """A page that is a picture: recognised where that can be done here."""
        if self.recogniser is None and self.refusal is None:
            try:
                self.recogniser = Recogniser(self.path)
            except DanvanError as error:
                self.refusal = error
        if self.recogniser is None:
            self.remarks.add(PICTURES if page.shows_picture else GARBLED)
            return PageWords(page.width, page.height, words)
        return Later(partial(self.recogniser.rendered, page.picture(), number))

    def warnings(self, laid: LaidOut) -> tuple[str, ...]:
        """What is to be said of it. Raises why its pages could not be recognised when it has no other text."""
        if self.refusal and not laid.text.strip():
            raise self.refusal
        if self.lines.converted:
            self.remarks.add(OLD_FONT)
        return (*sorted(self.remarks), *(self.recogniser.warnings(laid) if self.recogniser else ()))


def _foreign(text: str) -> bool:
    """Whether a text can hardly be Vietnamese: one letter in four has a mark, and takes more than one byte."""
    return len(text.encode("utf-8", "replace")) < _MARKED * len(text)


def read_pdf(file: BinaryIO, path: Path) -> Document:
    """The Document of an open PDF file.

    Body first, then footnotes, then page heads and feet. Scripts, forms and embedded files are ignored. Raises FileTooLarge,
    FormatDamaged, and FormatUnknown for a file locked with a password.
    """
    pdf = Pdf(bounded.read_all(file, path, MAX_PDF), path)
    try:
        if pdf.pages > MAX_PAGES:
            raise FileTooLarge(file=path, found=f"a PDF of {pdf.pages} pages", allowed=f"{MAX_PAGES}")
        reading = _Reading(path)
        laid = lay_out_pages(reading.pages(pdf))
    finally:
        pdf.close()
    return Document(
        file=str(path),
        format="pdf",
        text=laid.text,
        blocks=laid.blocks,
        hard_breaks=True,
        warnings=reading.warnings(laid),
        pages=laid.pages,
        doubtful=laid.doubtful,
    )


def _rules(page: PdfPage) -> Iterator[Rule]:
    """The straight lines drawn on a page, the sides of drawn boxes among them."""
    for (left, top, right, bottom), outlined in page.strokes():
        rule = rule_of(left, top, right, bottom)
        if rule is not None:
            yield rule
        elif outlined and right - left > 4 and bottom - top > 4:
            yield Rule(left, top, right, top)
            yield Rule(left, bottom, right, bottom)
            yield Rule(left, top, left, bottom)
            yield Rule(right, top, right, bottom)
