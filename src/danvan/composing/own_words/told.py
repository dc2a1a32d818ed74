"""What one unit told, in its own words."""

from dataclasses import dataclass

from danvan.reading.model import Reading


@dataclass(frozen=True, slots=True)
class Below:
    """A report of a unit below: whose it is, as it is called in the report of the unit above, and what was read."""

    unit: str
    file: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Told:
    """`words` exactly as they stand in the report of `unit`; `cut` when the sentence goes on. `name` is that of a model,
    '' for a statement."""

    kind: str
    words: str
    unit: str
    name: str = ""
    cut: bool = False
