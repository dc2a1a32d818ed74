"""Who reports, from the names a person types, and what it owes."""

from dataclasses import dataclass
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.regimes.due import Obligation, Reporter, due
from danvan.kernel.errors import OptionInvalid
from danvan.units.level import Kind, Level, kind_of, level_exists
from danvan.units.names import plain_name, unit_key


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """A unit as it was on the day `on`: its name, the kind the name tells, the province it is in ('' = not told)."""

    name: str
    kind: Kind
    province: str
    on: date

    @property
    def exists(self) -> bool:
        return self.kind.holds_at(self.on)

    def owes(self, catalogue: Catalogue, within: int, only: str) -> list[Obligation]:
        """What is due, without what falls due when there are no units of this kind: districts ended, special zones began."""
        found = due(catalogue, Reporter(self.kind.level, self.province), self.on, ahead=within, only=only)
        return [one for one in found if self.kind.holds_at(one.day)]


def reporting_unit(name: str, province: str, on: date, catalogue: Catalogue) -> ReportingUnit:
    """The unit called `name`. Raises OptionInvalid for a name that tells no kind, and for a province that is none."""
    kind = kind_of(name, on)
    if kind is None:
        raise OptionInvalid(
            option="--unit",
            found=f"'{name}'",
            allowed="a unit's name with its kind, e.g. 'xã Trà Sơn', 'phường Lê Lợi', 'huyện Nga Sơn', 'tỉnh Khánh Hòa'",
        )
    around = province or (name if kind.level is Level.PROVINCE else "")
    return ReportingUnit(plain_name(name), kind, _province(around, on, catalogue), on)


def _province(name: str, on: date, catalogue: Catalogue) -> str:
    """`name` as the catalogue spells it, where it has regimes of that province."""
    if not name:
        return ""
    kind = kind_of(name, on)
    if kind is None or kind.level is not Level.PROVINCE:
        raise OptionInvalid(
            option="--province", found=f"'{name}'", allowed="a province's full name, e.g. 'tỉnh Khánh Hòa', 'thành phố Cần Thơ'"
        )
    spelled = {unit_key(regime.place): regime.place for regime in catalogue.regimes.values() if regime.place}
    return spelled.get(unit_key(name), plain_name(name))


def straddles(one: Obligation) -> bool:
    """Whether the levels of government changed within the data: what was before and what came after are not one unit's."""
    reported = one.reported
    return level_exists(Level.DISTRICT, reported.first) != level_exists(Level.DISTRICT, reported.closing)
