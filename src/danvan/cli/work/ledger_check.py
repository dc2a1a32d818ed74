"""The work of `danvan ledger check`."""

from dataclasses import dataclass, replace
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Identity
from danvan.checking.certainty import capped
from danvan.cli.exits import CLEAN, FINDINGS
from danvan.cli.identities_json import identities_json
from danvan.cli.identities_text import identities_text
from danvan.cli.record_asked import record_of, wanted
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.kernel.finding import Severity
from danvan.ledger.believable import doubtful
from danvan.ledger.identities import check_identities


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line: periods and names as they were typed."""

    ledger: Path
    periods: list[str]
    units: list[str]
    level: str
    least: Severity
    most: int
    engine: str


def check(asked: Asked, layout: str, session: Session) -> int:
    """Lists what fails; returns the exit code. Raises LedgerError, PeriodError, UnitError."""
    catalogue = _tested(session.catalogue(), asked.least)
    chosen = wanted(asked.periods, asked.units, asked.level, catalogue)
    with record_of(asked.ledger, chosen, asked.engine, session) as (record, run):
        checked = check_identities(record, catalogue, run, most=asked.most)
        odd = doubtful(record, catalogue, run) if asked.least is not Severity.ERROR else []
    if layout == "json":
        session.write(as_json(identities_json(chosen.periods, checked, odd)))
    else:
        for piece in identities_text(chosen.periods, checked, odd, catalogue, session.language, asked.most):
            session.out.print(piece)
    return FINDINGS if checked.failed or odd else CLEAN


def severity_of(identity: Identity) -> Severity:
    """How grave a failure is: what the identity says, as far as its source is sure."""
    return capped(identity.severity, identity.source.certainty)


def _tested(catalogue: Catalogue, least: Severity) -> Catalogue:
    """With the identities that are grave enough."""
    return replace(catalogue, identities=tuple(each for each in catalogue.identities if severity_of(each).rank <= least.rank))
