"""Scorecards: groups of criteria with their points, deductions, gates and grades.

Points are exact decimals. A criterion is computed from indicators (`formula`) or given by a person; a formula's value is a
share (1 = all of it) and earns that share of the criterion's maximum, or the points of the highest step it reaches.
"""

from decimal import Decimal

from pydantic import Field

from danvan.catalogue.models import Card, Code, Dated, Source, Words


class Step(Card):
    """Points for a share that is at least so much."""

    at_least: Decimal
    points: Decimal = Field(ge=0)


class Criterion(Card):
    """One thing that is scored."""

    code: Code
    name: Words
    maximum: Decimal = Field(gt=0)
    formula: str = ""
    """Over indicators by their full codes; empty = a person gives the points."""
    steps: tuple[Step, ...] = ()
    """Empty = in proportion."""
    source: Source | None = None
    """Where it is another, or less sure, than the scorecard's."""


class Group(Card):
    """Criteria that belong together; their maxima make that of the group."""

    code: Code
    name: Words
    maximum: Decimal = Field(gt=0)
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    source: Source | None = None


class Deduction(Card):
    """Points taken off for each time something happened, no more than `most`."""

    code: Code
    name: Words
    formula: str
    """How many times: over indicators by their full codes."""
    points: Decimal = Field(gt=0)
    most: Decimal | None = None
    source: Source | None = None


class Gate(Card):
    """A condition to be graded at all, as a comparison of indicators by their full codes."""

    code: Code
    name: Words
    formula: str
    source: Source | None = None


class Grade(Card):
    """What a total of at least so many points is called."""

    name: Words
    at_least: Decimal
    source: Source | None = None


class Scorecard(Dated):
    """How units are scored and graded."""

    code: str
    """By its place, set by the loader."""
    name: Words
    total: Decimal = Field(gt=0)
    superior: Decimal = Field(default=Decimal(0), ge=0)
    """Points of the total that the superior body gives; the groups make the rest."""
    groups: tuple[Group, ...] = Field(min_length=1)
    deductions: tuple[Deduction, ...] = ()
    gates: tuple[Gate, ...] = ()
    ungraded: Words | None = None
    """What a unit is called that a gate keeps from being graded."""
    grades: tuple[Grade, ...] = ()
    """The highest first."""
    source: Source

    @property
    def own(self) -> Decimal:
        """The most a unit can give itself."""
        return self.total - self.superior

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for group in self.groups for criterion in group.criteria)
