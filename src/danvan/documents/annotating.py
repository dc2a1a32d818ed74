"""A copy of a document with remarks at its words, for the formats that can carry them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from danvan.documents import bounded
from danvan.documents.docx import annotating as docx
from danvan.documents.model import Document
from danvan.documents.notes import Note
from danvan.documents.pdf import annotating as pdf
from danvan.documents.zips import bundle
from danvan.kernel.errors import InputError

FORMATS = ("docx", "pdf")
MAX_COPIED = 150 * bounded.MEGABYTE


class CarriesNoRemarks(InputError):
    """Fields: file, found, allowed."""

    template = (
        "{file}: a {found} file carries no remarks; {allowed} do. Save it as .docx in Word and check that, or see the findings"
        " beside the text with --format html."
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of a copy, and sentences to be said of it."""

    data: bytes
    remarks: tuple[str, ...] = ()


def annotated(document: Document, notes: Sequence[Note]) -> Copy:
    """A copy of the file a document was read from, with a remark for each of `notes`. The file itself is only read.

    Raises CarriesNoRemarks for other formats than .docx and .pdf, and as the writers of both do.
    """
    if document.format not in FORMATS:
        raise CarriesNoRemarks(file=document.file, found=f".{document.format}", allowed=", ".join(f".{one}" for one in FORMATS))
    data = bytes_of(Path(document.file))
    if document.format == "docx":
        return Copy(docx.annotated(data, Path(document.file), document.text, notes))
    return Copy(*pdf.annotated(data, document, notes))


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, also of one in a zip. Raises as opening it does."""
    with bundle.opened(path) as file:
        return bounded.read_all(file, path, MAX_COPIED)
