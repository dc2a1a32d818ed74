"""Pages saved whole (.mhtml, and the .doc that some programs write so): the page in the envelope of a mail message."""

import base64
import binascii
import quopri
import re
from email.message import Message
from email.parser import BytesHeaderParser

from danvan.kernel.errors import FormatDamaged

_START = re.compile(rb"\s*(?:mime-version|from|subject|date|content-type|snapshot-content-location)\s*:", re.IGNORECASE)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_PAGE = "text/html"
_FOUND = ".mhtml"


def is_mhtml(head: bytes) -> bool:
    """Whether a file that begins with `head` is a page in an envelope."""
    return bool(_START.match(head)) and b"multipart/related" in head.lower()


def page_of(data: bytes, file: str) -> tuple[bytes, str]:
    """The bytes of the page and the charset said for it ('' for none); a file that is no envelope is the page itself.

    Raises FormatDamaged for an envelope without a page.
    """
    if not is_mhtml(data[:4096]):
        return data, ""
    head, _ = _parted(data)
    boundary = head.get_boundary()
    parts = data.split(b"--" + boundary.encode("utf-8", "replace"))[1:] if boundary else []
    for part in parts:
        inner, body = _parted(part.lstrip(b"\r\n"))
        if inner.get_content_type() == _PAGE:
            return _decoded(body, inner, file), (inner.get_content_charset() or "").lower()
    raise FormatDamaged(file=file, found=_FOUND, reason="there is no page in it")


def _parted(data: bytes) -> tuple[Message, bytes]:
    """The head of a message and its body."""
    end = _END_OF_HEAD.search(data)
    stop = end.start() if end else len(data)
    return BytesHeaderParser().parsebytes(data[: min(stop, 20_000)]), data[end.end() :] if end else b""


def _decoded(body: bytes, head: Message, file: str) -> bytes:
    coding = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if coding == "base64":
            return base64.b64decode(body)
        return quopri.decodestring(body) if coding == "quoted-printable" else body
    except (binascii.Error, ValueError) as error:
        raise FormatDamaged(file=file, found=_FOUND, reason="its page cannot be unpacked") from error
