"""What charts are made of: the figures of a report, those of earlier years, and where units lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from danvan.composing.own import is_own
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.units.names import unit_key

MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """`before`: figures of the same period of the year before. `history`: of some indicators, the figures of every period that
    may stand beside today's (the same territory). `places`: unit -> degrees of longitude and latitude."""

    rolled: RolledUp
    before: Sequence[Figure] = ()
    history: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        return is_own(self.rolled)

    @property
    def periods(self) -> list[Period]:
        """The same period of so many years, the earliest first."""
        found = [self.rolled.period]
        while len(found) < MOST_YEARS:
            found.insert(0, found[0].previous())
        return found

    def over_years(self, code: str) -> dict[str, dict[Period, Figure]]:
        """Unit -> period -> figure, of the same periods of earlier years and this one."""
        spans = {(period.start, period.end): period for period in self.periods}
        measure = self.rolled.rows[code].indicator.measure
        asked = {unit_key(unit): unit for unit in self.rolled.units}
        found: dict[str, dict[Period, Figure]] = {}
        for figure in self.history.get(code, ()):
            period = spans.get((figure.period.start, figure.period.end))
            unit = asked.get(unit_key(figure.unit))
            if period and unit and figure.quantity is not None and figure.quantity.measure == measure:
                found.setdefault(unit, {})[period] = figure
        return found


def said(quantity: Quantity) -> str:
    """The number with its unit of measure: '1.637 lượt', '83,39%'."""
    number = vietnamese(quantity.value, quantity.decimals)
    return f"{number}%" if quantity.measure == "%" else f"{number} {quantity.measure}".strip()


def lowered(name: str) -> str:
    """A name within a sentence."""
    return name[:1].lower() + name[1:]


_SPOKEN = 40


def listed(words: Iterable[str]) -> str:
    """What is told one after the other; of very many the first, and how many more there are."""
    every = list(words)
    more = f"; và {len(every) - _SPOKEN} đơn vị khác" if len(every) > _SPOKEN else ""
    return "; ".join(every[:_SPOKEN]) + more
