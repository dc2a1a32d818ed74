"""A copy of a PDF with its words highlighted and a note at each; the pages themselves stay as they are.

The notes are added behind the bytes of the file (ISO 32000-1, 7.5.6, incremental update): everything before is the original,
byte for byte. The only place that knows pypdf.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from danvan.documents.model import Document
from danvan.documents.notes import Note
from danvan.documents.pdf.engine import Pdf
from danvan.documents.pdf.places import OnPage, Places
from danvan.kernel.errors import ExtraMissing, FileLocked, FormatDamaged
from danvan.kernel.said import mark

if TYPE_CHECKING:
    from pypdf import PdfWriter

SIGNED = mark(
    "The PDF bears a digital signature: readers will say that the copy was changed after signing. Only the original counts."
)
UNPLACED = mark(
    "Some remarks could not be placed at their words (a scan, or letters of an old font); they stand beside the page."
)
MARK = "danvan-"
"""How the names of our annotations begin."""
_PRINTED = 4
_ICON = 20.0
_EDGE = 6.0
_THIN = 1.0


def annotated(data: bytes, document: Document, notes: Sequence[Note]) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a copy of a PDF (`data`) with a highlight for each of `notes`, and what is to be said of it.

    Words that cannot be found on their page (a scan) have an icon at its edge. Raises ExtraMissing, FileLocked for a file that
    a password protects against changes, FormatDamaged for one pypdf cannot read.
    """
    if not notes:
        return data, ()
    file = Path(document.file)
    places = _placed(data, document, notes, file)
    writer = _opened(data, file)
    remarks = (SIGNED,) if _is_signed(writer) else ()
    icons: dict[int, int] = {}
    for number, (note, found) in enumerate(zip(notes, places, strict=True)):
        for part, one in enumerate(found):
            if one.boxes:
                shape = _highlight(note, one)
            else:
                icons[one.page] = icons.get(one.page, 0) + 1
                shape = _icon(note, writer.pages[one.page].cropbox, icons[one.page] - 1)
            writer.add_annotation(one.page, _annotation(note, shape, f"{MARK}{number}-{part}"))
    out = BytesIO()
    writer.write(out)
    return out.getvalue(), (*remarks, *((UNPLACED,) if icons else ()))


def _placed(data: bytes, document: Document, notes: Sequence[Note], file: Path) -> list[list[OnPage]]:
    pdf = Pdf(data, file)
    try:
        places = Places(document, pdf)
        return [places.of(note.span) for note in notes]
    finally:
        pdf.close()


def _opened(data: bytes, file: Path) -> "PdfWriter":
    try:
        from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - an extra, and slow to import
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - the same
    except ImportError as error:
        raise ExtraMissing(extra="annotate") from error
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise FileLocked(file=file)
        return PdfWriter(reader, incremental=True)
    except (PyPdfError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise FormatDamaged(file=file, found="PDF", reason="its list of objects cannot be added to") from error


def _is_signed(writer: "PdfWriter") -> bool:
    """Whether the form of the file says that it holds signatures (ISO 32000-1, 12.7.2)."""
    form: Any = writer.root_object.get("/AcroForm")
    form = form.get_object() if form is not None else {}
    return bool(int(form.get("/SigFlags", 0)) & 1)


def _highlight(note: Note, found: OnPage) -> Mapping[str, Any]:
    quads = [side for box in found.boxes for side in _quad(*box)]
    lefts, bottoms, rights, tops = zip(*found.boxes, strict=True)
    around = [min(lefts), min(bottoms) - _THIN, max(rights), max(tops) + _THIN]
    return {"/Subtype": "/Highlight", "/Rect": around, "/QuadPoints": quads, "/C": note.colour}


def _quad(left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
    """The corners in the order readers use: upper left, upper right, lower left, lower right."""
    low, high = bottom - _THIN, top + _THIN
    return left, high, right, high, left, low, right, low


def _icon(note: Note, page: Any, below: int) -> Mapping[str, Any]:
    """A sign at the right edge of the page, each below the last."""
    left, top = float(page.right) - _ICON - _EDGE, float(page.top) - _EDGE - below * (_ICON + _EDGE)
    return {"/Subtype": "/Text", "/Name": "/Comment", "/Rect": [left, top - _ICON, left + _ICON, top], "/C": note.colour}


def _annotation(note: Note, shape: Mapping[str, Any], name: str) -> Any:
    from pypdf import generic  # noqa: PLC0415 - an extra; it is there when this is called

    lines = [note.heading, *([note.where] if shape["/Subtype"] == "/Text" and note.where else []), note.text]
    said = {"/T": note.author, "/Contents": "\n".join(line for line in lines if line), "/NM": name}
    day = f"D:{note.date:%Y%m%d%H%M%S}"
    made = generic.DictionaryObject({generic.NameObject("/Type"): generic.NameObject("/Annot")})
    for key, value in shape.items():
        made[generic.NameObject(key)] = (
            generic.NameObject(value)
            if isinstance(value, str)
            else generic.ArrayObject(generic.FloatObject(round(one, 2)) for one in value)
        )
    for key, text in {**said, "/M": day, "/CreationDate": day}.items():
        made[generic.NameObject(key)] = generic.TextStringObject(text)
    made[generic.NameObject("/F")] = generic.NumberObject(_PRINTED)
    return made
