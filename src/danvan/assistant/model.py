"""What is asked of the assistant, what it proposed, and what of that was dropped and why."""

from dataclasses import dataclass

from danvan.kernel.said import Said
from danvan.kernel.span import Span
from danvan.reading.model import StatedFigure

MASK = "▇"
"""Stands in what is sent for a name or a number of a person."""


@dataclass(frozen=True, slots=True)
class Question:
    """A figure that stayed unmapped. `sent` is its sentence with names masked: all of the report that is sent. `codes` are
    the indicators the assistant may choose from."""

    figure: StatedFigure
    sent: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a figure may be: an indicator's code, a label, or both ('' where not proposed). `evidence` are words of its
    sentence, letter for letter; `span` is the figure's."""

    figure: str
    indicator: str
    label: str
    evidence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was not asked or not accepted; `figure` is '' where it is not about one that was asked."""

    figure: str
    reason: Said


@dataclass(frozen=True, slots=True)
class Proposals:
    """`asked`: figures asked about. `answered`: the server answered every time."""

    asked: int = 0
    answered: bool = True
    accepted: tuple[Proposal, ...] = ()
    dropped: tuple[Dropped, ...] = ()
