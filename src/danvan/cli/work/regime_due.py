"""The work of `danvan regime due`."""

from dataclasses import dataclass

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.cli.exits import CLEAN
from danvan.cli.options import day_of
from danvan.cli.regime_json import due_json
from danvan.cli.regime_text import due_text
from danvan.cli.reporting_unit import reporting_unit
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import Said


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line: names and a day as they were typed, '' = left out."""

    unit: str
    province: str
    on: str
    within: int
    regime: str


def show_due(asked: Asked, layout: str, session: Session) -> int:
    """Shows what is due; returns the exit code. Raises OptionInvalid."""
    catalogue = session.catalogue()
    _refuse_unknown(asked.regime, catalogue)
    on = day_of("--on", asked.on) if asked.on else session.now.date()
    unit = reporting_unit(asked.unit, asked.province, on, catalogue)
    owed = unit.owes(catalogue, asked.within, asked.regime)
    if layout == "json":
        session.write(as_json(due_json(unit, asked.within, owed, catalogue, session.language)))
        return CLEAN
    for piece in due_text(unit, asked.within, owed, catalogue, session.language):
        session.out.print(piece)
    return CLEAN


def _refuse_unknown(regime: str, catalogue: Catalogue) -> None:
    known = dict.fromkeys([*catalogue.regimes, *(card.series for card in catalogue.regimes.values())])
    if regime and regime not in known:
        found = Said("'{regime}'{hint}", regime=regime, hint=did_you_mean(regime, known))
        raise OptionInvalid(option="--regime", found=found, allowed=", ".join(known))
