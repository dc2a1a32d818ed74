"""What a zip is: the formats of office programs are zips with a file in them that says which."""

from pathlib import Path
from typing import BinaryIO

from danvan.documents import bounded
from danvan.documents.kinds import Kind
from danvan.documents.zips.zipped import BROKEN, Limits, open_zip
from danvan.kernel.errors import InputError

_LIMITS = Limits(packed=1_000 * bounded.MEGABYTE, unpacked=2_000 * bounded.MEGABYTE)
_MARKERS = (("xl/workbook.", Kind.EXCEL), ("ppt/presentation.", Kind.POWERPOINT))
_OPEN_DOCUMENT = (
    ("application/vnd.oasis.opendocument.text", Kind.OPEN_TEXT),
    ("application/vnd.oasis.opendocument.spreadsheet", Kind.OPEN_SHEET),
)


def kind_of_zip(file: BinaryIO, path: Path) -> Kind:
    """EXCEL, POWERPOINT, OPEN_TEXT or OPEN_SHEET; ZIP for all others, Word files and broken zips among them.

    The position of `file` is left at the start.
    """
    try:
        with open_zip(file, path, _LIMITS, "zip") as archive:
            names = [info.filename.replace("\\", "/").lower() for info in archive.infolist()]
            if "mimetype" in names:
                with archive.open("mimetype") as opened:
                    said = opened.read(100).decode("ascii", "replace").strip()
                return next((kind for start, kind in _OPEN_DOCUMENT if said.startswith(start)), Kind.ZIP)
    except (InputError, KeyError, *BROKEN):
        return Kind.ZIP
    finally:
        file.seek(0)
    return next((kind for start, kind in _MARKERS if any(name.startswith(start) for name in names)), Kind.ZIP)
