"""Places as lines and columns."""

from bisect import bisect_right
from dataclasses import dataclass

from danvan.kernel.span import Span


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one text; a line ends with '\\n'. Lines and columns count from 1, columns in code points."""

    starts: tuple[int, ...]

    @staticmethod
    def of(text: str) -> "Lines":
        starts = [0]
        while (at := text.find("\n", starts[-1])) >= 0:
            starts.append(at + 1)
        return Lines(tuple(starts))

    def place(self, at: int) -> tuple[int, int]:
        """The line and column of a character."""
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def region(self, span: Span) -> dict[str, int]:
        """The span as SARIF 2.1.0 §3.30 writes it; the end column is that of the character behind."""
        (start_line, start_column), (end_line, end_column) = self.place(span.start), self.place(span.end)
        return {
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }
