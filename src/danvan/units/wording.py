"""The ways words may be read as a unit and the units above it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.units.folding import KINDS_FOLDED, fold, tokens

_PARTS = re.compile(
    r"[,;()\n]|\s[-–—]\s(?=(?:xã|phường|thị|huyện|quận|thành phố|tỉnh|tp|tx)\b)|\s(?:trực\s)?thuộc\s", re.IGNORECASE
)
_COMMITTEE = re.compile(r"^\s*(?:ủy ban nhân dân|uỷ ban nhân dân|uy ban nhan dan|ubnd)\s+", re.IGNORECASE)
_LONGEST = 8
"""Syllables of the longest name of a unit, with some to spare."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One reading of the words: a kind ('' when they do not say one), a proper name folded and as it was written, what follows
    it without a comma, and the parts that follow with one; both folded."""

    kind: str
    proper: str
    written: str
    rest: str = ""
    uppers: tuple[str, ...] = ()


def wordings(words: str) -> Iterator[Wording]:
    """Every reading of `words`, those that take more of them for the name first."""
    parts = [part for part in _PARTS.split(_COMMITTEE.sub("", words)) if fold(part)]
    if not parts:
        return
    uppers = tuple(" ".join(folded for folded, _ in tokens(part)) for part in parts[1:])
    yield from _readings(tokens(parts[0]), uppers)


def _readings(pieces: Sequence[tuple[str, str]], uppers: tuple[str, ...]) -> Iterator[Wording]:
    for end in range(len(pieces), 0, -1):
        rest = " ".join(folded for folded, _ in pieces[end:])
        for kind, start in _kinds(pieces[:end]):
            name = pieces[start:end]
            if name and len(name) <= _LONGEST:
                proper, written = (" ".join(each) for each in zip(*name, strict=True))
                yield Wording(kind, proper, written, rest, uppers)


def _kinds(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """The kinds the first words may be, with where the name begins; none is one of them."""
    for length in (2, 1):
        folded = " ".join(each for each, _ in pieces[:length])
        written = " ".join(each for _, each in pieces[:length]).casefold()
        kind = KINDS_FOLDED.get(folded, "")
        # 'phương' with its horn is not 'phường': accents, where there are any, must be those of the kind.
        if (
            kind
            and len(pieces) > length
            and (written.isascii() or fold(written) != fold(kind) or _toned(written) == _toned(kind))
        ):
            yield kind, length
    yield "", 0


def _toned(word: str) -> str:
    return word.casefold()
