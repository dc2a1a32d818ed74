"""Files that belong to rows: told by what they hold, kept by content, encrypted; only ever downloaded, never shown in a page.

Of a book with personal columns they are personal too: what is scanned there names who wrote.
"""

import hashlib
import zipfile
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from danvan.documents.kinds import Kind, kind_of
from danvan.kernel.said import Said
from danvan.site.accounts.models import User
from danvan.site.core.language import said
from danvan.site.core.secrets import opened_bytes, sealed_bytes
from danvan.site.registers.models import Attachment, Record, upload_path

_LONGEST_NAME = 150
_TAKEN = {Kind.PDF: "application/pdf", Kind.PNG: "image/png", Kind.JPEG: "image/jpeg", Kind.TIFF: "image/tiff"}
_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ENDINGS = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif",
    _OFFICE["word/document.xml"]: ".docx", _OFFICE["xl/workbook.xml"]: ".xlsx",
}  # fmt: skip


class FileRefused(ValueError):
    """A file that is not kept, with a sentence in the language of the page."""


def attach(record: Record, upload: UploadedFile[bytes], person: User) -> Attachment:
    """Keeps a file with a row; the same file again is the one that is there. Raises FileRefused."""
    if not upload.size:
        raise FileRefused(_("The file is empty. Choose it again."))
    content = upload.read()
    kind = media_type(content)
    digest = hashlib.sha256(content).hexdigest()
    there = record.attachments.filter(digest=digest, struck_at=None).first()
    if there:
        return there
    made = Attachment(
        record=record,
        digest=digest,
        about={"name": _name(upload.name or "", kind)},
        kind=kind,
        size=len(content),
        person=person,
    )
    path = upload_path(made, "")
    if made.file.storage.exists(path):
        made.file.name = path
    else:
        made.file.save(path, ContentFile(sealed_bytes(content)), save=False)
    made.save()
    return made


def content_of(attachment: Attachment) -> bytes:
    """What was attached."""
    with attachment.file.open("rb") as file:
        return opened_bytes(file.read())


def media_type(content: bytes) -> str:
    """By its first bytes, and by what is in it. Raises FileRefused."""
    kind = kind_of(BytesIO(content))
    if kind in _TAKEN:
        return _TAKEN[kind]
    if kind is Kind.ZIP and (found := _office(content)):
        return found
    raise FileRefused(
        _("This is %(found)s. Kept are PDF, pictures (PNG, JPEG, TIFF), Word (.docx) and Excel (.xlsx) without macros.")
        % {"found": said(Said(str(kind)))}
    )


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    return next((kind for part, kind in _OFFICE.items() if part in names), "")


def _name(given: str, kind: str) -> str:
    """The name without a folder and without what no file is called; its ending is that of what it holds."""
    plain = "".join(sign for sign in PurePath(given.replace("\\", "/")).name if sign.isprintable() and sign not in '"<>|:*?')
    stem, ending = PurePath(plain).stem or "tep", _ENDINGS[kind]
    kept = PurePath(plain).suffix.lower()
    return stem[:_LONGEST_NAME] + (kept if (kept, ending) in ((".jpeg", ".jpg"), (".tiff", ".tif")) else ending)
