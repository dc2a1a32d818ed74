"""Spaces lost between the words of a narrow cell: put back where Vietnamese leaves one way, or the picture shows which."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from danvan.documents.letters.syllables import is_syllable

if TYPE_CHECKING:
    from PIL import Image

_LETTERS = re.compile(r"([(\"“]?)([^\W\d_]{4,24})([)\"”,.;:]*)")
_LEAST = 2
"""Letters of a part: single ones fit in anywhere."""
_LONGEST = 7
_MOST_WAYS = 6
_NARROW = frozenset("ijltrfI")
_INK = 6
"""Of 255: a column of points with less of it on the average is white, but for grain."""
_CLEARLY = 1.5
"""Times: the spaces must be so much wider than the widest white between two letters."""

Gaps = Callable[[int], Sequence[float]]
"""Where so many spaces are, as shares of the word's length without them; nothing when they do not stand out."""


def spaced(text: str, gaps: Gaps = lambda _: ()) -> str:
    """'hànhchính' as 'hành chính'.

    Unchanged when it is one syllable or no Vietnamese, or when two ways need as few parts and `gaps` does not tell.
    """
    found = _LETTERS.fullmatch(text)
    if not found or found[2].isascii() or is_syllable(found[2]):
        return text
    ways = _ways(found[2])
    if len(ways) > 1:
        places = gaps(ways[0].count(" "))
        ways = (min(ways, key=lambda way: _distance(way, places)),) if places else ()
    return f"{found[1]}{ways[0]}{found[3]}" if ways else text


def gaps_in(image: "Image.Image", count: int) -> list[float]:
    """The `count` widest white gaps within the picture of a word on white, as `Gaps` says."""
    columns = image.resize((image.width, 1), 4).tobytes()
    white = [(run.start(), run.end()) for run in re.finditer(_WHITE, columns) if run.start() and run.end() < len(columns)]
    white.sort(key=lambda run: run[0] - run[1])
    spaces, others = sorted(white[:count]), white[count:]
    widths = [end - start for start, end in spaces]
    if len(spaces) < count or (others and min(widths) < _CLEARLY * (others[0][1] - others[0][0])):
        return []
    before = accumulate(widths, initial=0)
    return [(start - gone) / (len(columns) - sum(widths)) for (start, _), gone in zip(spaces, before, strict=False)]


_WHITE = re.compile(b"[" + bytes([255 - _INK]) + b"-\xff]+")


def _distance(way: str, places: Sequence[float]) -> float:
    """How far the spaces of one way to part a word lie from where they are in the picture."""
    ends = list(accumulate(sum(map(_breadth, part)) for part in way.split()))
    return sum(abs(end / ends[-1] - place) for end, place in zip(ends, places, strict=False))


def _breadth(letter: str) -> float:
    """About how wide a letter is, times one like 'n'."""
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _NARROW:
        return 0.55
    return 1.4 if plain.isupper() or plain in "mw" else 1.0


@lru_cache(maxsize=5_000)
def _ways(word: str) -> tuple[str, ...]:
    """The ways to part a word into as few syllables as will do."""
    if is_syllable(word):
        return (word,)
    ends = range(_LEAST, min(_LONGEST, len(word) - _LEAST) + 1)
    ways = [f"{word[:end]} {rest}" for end in ends if is_syllable(word[:end]) for rest in _ways(word[end:])]
    fewest = min((way.count(" ") for way in ways), default=0)
    return tuple(way for way in ways if way.count(" ") == fewest)[:_MOST_WAYS]
