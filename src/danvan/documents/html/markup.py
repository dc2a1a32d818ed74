"""Whether a text is a web page, by how it begins: names say nothing, and Markdown may begin with a tag too."""

import re

from danvan.documents.html.mhtml import is_mhtml
from danvan.documents.letters import wide

_PAGE = re.compile(
    r"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_PIECE = re.compile(r"\s*<(?:meta|title|p|div|table|span|center|font|h[1-6]|article|section|main)\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</\w+\s*>")
_LEAST_CLOSING = 3
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|.*\|\s*$|```|[-*] \S)|\*\*\S", re.MULTILINE)


def is_page(head: bytes) -> bool:
    """Whether a file that begins with `head` is a web page, whole, saved whole in an envelope, or a piece of one."""
    text = _told(head)
    if _PAGE.match(text) or is_mhtml(head):
        return True
    return bool(_PIECE.match(text)) and len(_CLOSING.findall(text)) >= _LEAST_CLOSING and not _MARKDOWN.search(text)


def _told(head: bytes) -> str:
    """The plain letters of the beginning, whatever the encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode(wide.order_of(head) or "latin-1", "ignore")
