"""Who signed a document and who receives it."""

import re
from collections.abc import Sequence

from danvan.reading.formal_lines import RECIPIENTS, is_formal, is_office, person, without_signs
from danvan.reading.model import Signatory

_BULLET = re.compile(r"\s*[-–—+•*▪]\s*(?=\S)")
_LISTED = 120
"""A recipient is not longer."""
_NAME_WITHIN = 4


def read_signatory(tail: Sequence[str]) -> Signatory:
    """The last block of posts among the last lines, with the name that stands under it."""
    lines = list(without_signs(tail))
    last = next((at for at in range(len(lines) - 1, -1, -1) if is_office(lines[at])), -1)
    if last < 0:
        return Signatory()
    first = last
    while first > 0 and is_office(lines[first - 1]):
        first -= 1
    below = (person(line) for line in lines[last + 1 : last + 1 + _NAME_WITHIN])
    return Signatory(" ".join(lines[first : last + 1]), next(filter(None, below), ""))


def read_recipients(tail: Sequence[str]) -> tuple[str, ...]:
    """The list under the last 'Nơi nhận', one recipient to a line or all in one line parted by ';'."""
    found: tuple[str, ...] = ()
    for at, line in enumerate(tail):
        match = RECIPIENTS.match(line)
        if match:
            found = tuple(_listed(line[match.end() :], tail[at + 1 :])) or found
    return found


def _listed(rest: str, below: Sequence[str]) -> list[str]:
    items = [item for item in rest.split(";") if item.strip(" .")]
    bulleted = bool(below) and bool(_BULLET.match(below[0]))
    for at, line in enumerate(below):
        if _BULLET.match(line):
            items.append(_BULLET.sub("", line, count=1))
        elif at and line[:1].islower() and len(line) < _LISTED:
            items[-1] += f" {line}"
        elif bulleted or (rest and not rest.rstrip().endswith(";")) or not _is_listed(line, items if at else []):
            break
        else:
            items.append(line)
    return [item.strip(" ;.,") for item in items if item.strip(" ;.,")]


def _is_listed(line: str, before: Sequence[str]) -> bool:
    """Whether a line without a dash still belongs to the list: none after the full stop that ends it."""
    ended = bool(before) and before[-1].rstrip().endswith(".")
    return not ended and line.rstrip()[-1:] in ";,." and len(line) < _LISTED and not is_formal(line)
