"""The work of `danvan ledger completeness`."""

from dataclasses import dataclass
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.cli.asked_units import unit_asked
from danvan.cli.completeness_json import completeness_json
from danvan.cli.completeness_text import completeness_text
from danvan.cli.exits import CLEAN, FINDINGS
from danvan.cli.options import day_of
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.kernel.said import Said
from danvan.ledger import completeness as complete
from danvan.ledger.completeness import State
from danvan.ledger.owed import Asked as Wanted
from danvan.ledger.owed import Duties
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.units.level import Level
from danvan.units.register import UnitRegister


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line: names and days as they were typed, '' = left out."""

    ledger: Path
    period: str
    unit: str
    regime: str
    level: str
    on: str
    deadline: str
    every: bool


def completeness(asked: Asked, layout: str, session: Session) -> int:
    """Lists how reports stand; returns the exit code. Raises OptionInvalid, PeriodError, UnitError, LedgerError."""
    catalogue = session.catalogue()
    refuse_unknown(asked.regime, catalogue)
    period = Period.parse(asked.period)
    on = day_of("--on", asked.on) if asked.on else session.now.date()
    deadline = day_of("--deadline", asked.deadline) if asked.deadline else None
    events = Submissions(Ledger.open(asked.ledger, create=False).folder).events()
    register = catalogue.derived(UnitRegister.load)
    upper = unit_asked(asked.unit, period.end, register) if asked.unit else None
    levels = (Level(asked.level),) if asked.level else tuple(Level)
    wanted = Wanted(period, asked.regime, upper, levels)
    found = complete.completeness(Duties(catalogue, register), wanted, events, on, deadline)
    if layout == "json":
        session.write(as_json(completeness_json(found)))
    else:
        for piece in completeness_text(found, upper, session.language, every=asked.every):
            session.out.print(piece)
    wrong = any(found.whole.counts[state] for state in (State.LATE, State.RETURNED, State.MISSING))
    return FINDINGS if wrong else CLEAN


def refuse_unknown(regime: str, catalogue: Catalogue) -> None:
    """Raises OptionInvalid for a code that is no regime's and no series'."""
    known = dict.fromkeys([*catalogue.regimes, *(card.series for card in catalogue.regimes.values())])
    if regime and regime not in known:
        found = Said("'{regime}'{hint}", regime=regime, hint=did_you_mean(regime, known))
        raise OptionInvalid(option="--regime", found=found, allowed=", ".join(known))
