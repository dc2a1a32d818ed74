"""What the XML of a workbook says beside the values: how numbers are shown, errors, merged cells, how far a sheet reaches.

The scan comes before the values are read, for a sheet of two cells at opposite corners would fill the memory.
"""

from dataclasses import dataclass, field

from danvan.documents.sheet.model import Merge, Place, Shown


@dataclass(slots=True)
class Scan:
    """One sheet. `shown`: by place, only where a number is shown otherwise than it stands."""

    shown: dict[Place, Shown] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    cells: int = 0
    last_row: int = -1
    last_column: int = -1
    no_result: bool = False
    """A formula without its result."""

    @property
    def places(self) -> int:
        return (self.last_row + 1) * (self.last_column + 1)

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Counts filled cells, of which the last stands at `row` and `column`."""
        self.cells += cells
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
