"""The sentences of the site: what its templates and its Python hand to Django's gettext. Read by `tools/i18n.py`."""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
_KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "lazy": None, "gettext_noop": None, "noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
}  # fmt: skip
_BLANK = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def sentences(source: Path) -> dict[Any, list[tuple[str, int]]]:
    """Every sentence (a pair for one with a plural), with the places it is written in; `source` is `src/danvan`."""
    found: dict[Any, list[tuple[str, int]]] = {}
    for file in sorted((source / "site").rglob("*")):
        if file.suffix in (".py", ".html", ".txt") and "migrations" not in file.parts:
            for line, message in _in_file(file):
                found.setdefault(message, []).append((file.relative_to(source.parents[1]).as_posix(), line))
    return found


def blanks(sentence: Any) -> set[str]:
    """The named blanks: '%(name)s is back' -> {'name'}."""
    text = sentence[0] if isinstance(sentence, tuple) else sentence
    return {name or other for name, other in _BLANK.findall(text)}


def _in_file(file: Path) -> Iterator[tuple[int, Any]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        from django.utils.translation.template import templatize  # noqa: PLC0415 - only where the site is installed

        text = templatize(text, origin=str(file))
    for line, message, _comments, _context in extract("python", BytesIO(text.encode()), keywords=_KEYWORDS):
        yield line, tuple(message) if isinstance(message, (list, tuple)) else message
