"""From a converted text back to what it was converted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from danvan.kernel.span import Span

_STEP = 1024


class Unit(StrEnum):
    """What places in the original count."""

    BYTE = "byte"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class Original:
    """Where each character of a converted text stood: it took `widths[i]` units of the original, the first from `marks[0]`.

    One byte for a character, and a mark for every thousand. `encoding` is what the original was written in, such as 'TCVN3'.
    """

    encoding: str
    unit: Unit
    widths: bytes
    marks: Sequence[int]

    @staticmethod
    def of(encoding: str, unit: Unit, widths: bytes, start: int = 0) -> "Original":
        """The way back from a text whose characters took `widths`, from unit `start` of the original on."""
        blocks = (sum(widths[at : at + _STEP]) for at in range(0, len(widths), _STEP))
        return Original(encoding, unit, widths, tuple(accumulate(blocks, initial=start)))

    def span(self, span: Span) -> Span:
        """The place in the original, in its units, of a span of the text. Raises IndexError beyond the text."""
        return Span(self._place(span.start), self._place(span.end))

    def _place(self, at: int) -> int:
        if at > len(self.widths):
            raise IndexError(at)
        block = at // _STEP
        return self.marks[block] + sum(self.widths[block * _STEP : at]) if at else self.marks[0]
