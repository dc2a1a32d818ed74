"""Whether an office file is locked with a password, told from its bytes: LibreOffice only says that it cannot open it."""

import io
from pathlib import Path

from danvan.documents import bounded
from danvan.documents.kinds import Kind
from danvan.documents.zips.zipped import BROKEN, Limits, open_zip

_HEADER = 512
_NAME = "WordDocument".encode("utf-16-le")
_ENCRYPTED = 0x0100
_MANIFEST = "META-INF/manifest.xml"
_LIMITS = Limits(packed=100 * bounded.MEGABYTE, unpacked=500 * bounded.MEGABYTE)
_MAX_MANIFEST = bounded.MEGABYTE


def locked(data: bytes, kind: Kind, path: Path) -> bool:
    """Whether the text cannot be read without a password. Raises as `open_zip` does for an OpenDocument that is hostile."""
    if kind is Kind.OLD_WORD:
        return _word_locked(data)
    return kind is Kind.OPEN_TEXT and _open_document_locked(data, path)


def _word_locked(data: bytes) -> bool:
    """The bit fEncrypted of the file information block ([MS-DOC] 2.5.1), which begins the stream named WordDocument.

    The stream is found in the directory ([MS-CFB] 2.6.1); it is never so small that it lies elsewhere than in sectors.
    """
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    directory = (int.from_bytes(data[48:52], "little") + 1) * sector
    at = data.find(_NAME, directory, directory + 8 * _HEADER)
    if at < 0:
        return False
    start = (int.from_bytes(data[at + 116 : at + 120], "little") + 1) * sector
    return bool(int.from_bytes(data[start + 10 : start + 12], "little") & _ENCRYPTED)


def _open_document_locked(data: bytes, path: Path) -> bool:
    """The list of parts says of each how it is encrypted (OpenDocument 1.3, part 2, 3.4.1)."""
    with open_zip(io.BytesIO(data), path, _LIMITS, ".odt") as archive:
        try:
            with archive.open(_MANIFEST) as manifest:
                return b"encryption-data" in manifest.read(_MAX_MANIFEST)
        except (KeyError, *BROKEN):
            return False
