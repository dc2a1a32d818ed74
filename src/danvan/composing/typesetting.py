"""Typst: from a template of ours and its content to a PDF that archives and screen readers accept."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any, Literal

from danvan.composing.text import UNPRINTABLE
from danvan.kernel.errors import ComposeError, ExtraMissing

try:
    import typst
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="compose") from error

Standard = Literal["a-2a", "ua-1"]

_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed|contains the codepoint `"(.*?)"`', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_ALIKE = (range(0x10000, 0x110000), range(0xE000, 0xF900))
"""Emoji and old scripts; letters of nobody but one font's maker, which archives refuse. Where one of them is not
shown, the others are not either."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF. `unshown`: letters that no typeface of the machine has; the code of each stands in its place."""

    pdf: bytes
    unshown: tuple[str, ...] = ()


class Verbatim(str):
    """What a program reads and not people, a picture for instance: nothing is put between its letters."""

    __slots__ = ()


def compiled(template: str, content: Mapping[str, Any], made: datetime, standard: Standard) -> Typeset:
    """`template` (a file of danvan.composing) with `content`, which it reads from sys.inputs.report as JSON.

    Raises ComposeError when the typesetter refuses.
    """
    source = files("danvan.composing").joinpath(template).read_bytes()
    given = json.dumps(_printable(content), ensure_ascii=False)
    unshown: list[str] = []
    while True:
        try:
            pdf = typst.compile(source, format="pdf", sys_inputs={"report": given}, pdf_standards=[standard], timestamp=made)
            # A signature is written behind the end, and must begin on a line of its own (ISO 19005-2, 6.1.9).
            return Typeset(bytes(pdf) + b"\n", tuple(unshown))
        except typst.TypstError as error:
            missing = _unshown(str(error), given)
            if not missing:
                raise ComposeError(found=str(error).splitlines()[0]) from error
            unshown += missing
            given = given.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in missing})


def _printable(value: Any) -> Any:
    """`value` without what no document can hold, in each of its strings."""
    match value:
        case Verbatim():
            return value
        case str():
            return UNPRINTABLE.sub("", value)
        case Mapping():
            return {key: _printable(each) for key, each in value.items()}
        case list() | tuple():
            return [_printable(each) for each in value]
        case _:
            return value


def _unshown(said: str, given: str) -> list[str]:
    """The letters of `given` that the typesetter says it has no form for. None are left of them after their replacement, so
    that this comes to an end."""
    found = _UNSHOWN.search(said)
    if not found:
        return []
    letters = set(_CODE.sub(lambda code: chr(int(code[1], 16)), found[1] or found[2]))
    groups = [group for group in _ALIKE if any(ord(letter) in group for letter in letters)]
    alike = {letter for letter in set(given) if any(ord(letter) in group for group in groups)}
    return sorted(letter for letter in letters | alike if letter in given and not letter.isascii())
