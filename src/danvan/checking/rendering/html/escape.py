"""Text on its way into a page: nothing in a report may become a tag, a script, or reorder what stands around it."""

import re
from html import escape

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, those that turn the direction of writing, halves of letters."""


def shown(text: str) -> str:
    """`text` for the body of a page or an attribute in double quotes; what cannot be seen is shown as '�'."""
    return escape(_UNSEEN.sub("\ufffd", text), quote=True)
