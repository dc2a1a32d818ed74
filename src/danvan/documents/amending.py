"""Replacements in a file, for the formats where nothing is lost by them: tracked changes in .docx, plain text in place."""

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from danvan.documents.amend import Amendment
from danvan.documents.annotating import bytes_of
from danvan.documents.docx.amending import tracked
from danvan.documents.docx.trace import CHANGED
from danvan.documents.model import Document
from danvan.documents.text.amending import rewritten
from danvan.documents.text.plain import plain_text
from danvan.documents.zips import bundle
from danvan.kernel.errors import InputError, OutputError
from danvan.kernel.said import mark

FORMATS = ("docx", "txt")
_IN_A_ZIP = mark("it stands in a zip, where nothing is mended; unpack the zip, and give the file by itself")


class NotMended(InputError):
    """Fields: file, found."""

    template = "{file}: a {found} file is not mended, only .docx and text files are. Save it as .docx in Word and give that."


def amend(document: Document, amendments: Sequence[Amendment], date: datetime) -> list[Amendment]:
    """Makes safe `amendments`, in order, in the file a document was read from; gives back those that were made.

    A .docx gets tracked changes, a text file keeps its encoding and line ends. The file takes its new state at once or not at
    all. Raises NotMended for other formats, InputError for a file in a zip or one changed since it was read, OutputError.
    """
    path = Path(document.file)
    if document.format not in FORMATS:
        raise NotMended(file=path, found=f".{document.format}")
    if bundle.archive_of(path):
        raise InputError(file=path, reason=_IN_A_ZIP)
    data = bytes_of(path)
    if document.format == "docx":
        new, made = tracked(data, path, document.text, amendments, date)
    else:
        if plain_text(data, str(path)).text != document.text:
            raise InputError(file=path, reason=CHANGED)
        new, made = rewritten(data, path, document.text, amendments, document.original), list(amendments)
    if new != data:
        replace_whole(path, new)
    return made


def replace_whole(path: Path, data: bytes) -> None:
    """Gives the file at `path` other bytes and its old rights: written beside, then put in its place. Raises OutputError."""
    place = Path(os.path.realpath(path))
    part = place.with_name(f".danvan-{uuid4().hex}.part")
    try:
        place.open("r+b").close()  # a file that may not be written to is not replaced either
        part.write_bytes(data)
        shutil.copymode(place, part)
        part.replace(place)
    except OSError as error:
        raise OutputError(file=path, reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
