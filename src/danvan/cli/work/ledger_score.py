"""The work of `danvan ledger score`."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models.scorecards import Scorecard
from danvan.cli.exits import CLEAN
from danvan.cli.keeping import LevelsMixed
from danvan.cli.record_asked import Wanted, record_of, wanted
from danvan.cli.results import as_json
from danvan.cli.scores_explained import explained_text
from danvan.cli.scores_json import scores_json
from danvan.cli.scores_text import scores_text
from danvan.cli.session import Session
from danvan.cli.work.ledger_check import severity_of
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.finding import Severity
from danvan.kernel.said import Said
from danvan.ledger.chosen import of_indicators
from danvan.ledger.given_points import Given, read_points
from danvan.ledger.identities import Run, check_identities
from danvan.ledger.scores import Reported, Scored, Scores, score_units
from danvan.units.names import unit_key


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line: names as they were typed."""

    ledger: Path
    card: str
    period: str
    units: list[str]
    level: str
    points: Path | None
    engine: str
    explain: str


def score(asked: Asked, layout: str, session: Session) -> int:
    """Scores units; returns the exit code. Raises OptionInvalid, PointsRefused, LevelsMixed, LedgerError, UnitError."""
    catalogue = session.catalogue()
    card = _card(asked.card, catalogue)
    given = read_points(asked.points, card) if asked.points else Given()
    chosen = wanted([asked.period], asked.units, asked.level, catalogue)
    period = chosen.periods[0]
    with record_of(asked.ledger, chosen, asked.engine, session) as (record, run):
        scores = score_units(record, card, catalogue, period, run, given=given, also=_alive(chosen))
        contradicted = _contradicted(record, catalogue, scores, run)
    _refuse_mixed(scores, asked)
    apart = _one(asked.explain, scores) if asked.explain else None
    if layout == "json":
        session.write(as_json(scores_json(scores, catalogue, contradicted)))
    elif apart:
        for piece in explained_text(apart, scores, catalogue, contradicted, session.language):
            session.out.print(piece)
    else:
        for piece in scores_text(scores, contradicted, session.language):
            session.out.print(piece)
    return CLEAN


def _contradicted(record: Any, catalogue: Catalogue, scores: Scores, run: Run) -> dict[str, int]:
    """How many identities a unit's figures of the card break, by the unit's key: points from such figures mean little."""
    checked = check_identities(of_indicators(record, scores.scoring.codes), catalogue, run)
    found = (failure for failure in checked.failures if severity_of(failure.identity) is not Severity.NOTE)
    return Counter(failure.unit_code or unit_key(failure.unit) for failure in found)


def _one(words: str, scores: Scores) -> Scored:
    """The unit to be taken apart. Raises OptionInvalid."""
    found = [one for one in scores.units if words == one.reported.unit_code or unit_key(words) == unit_key(one.reported.unit)]
    if len(found) == 1:
        return found[0]
    names = [f"{one.reported.unit} ({one.reported.unit_code})" for one in found or scores.units]
    raise OptionInvalid(option="--explain", found=f"'{words}'", allowed=", ".join(names))


def _card(code: str, catalogue: Catalogue) -> Scorecard:
    if code not in catalogue.scorecards:
        found = Said("'{name}'{hint}", name=code, hint=did_you_mean(code, catalogue.scorecards))
        raise OptionInvalid(option="--card", found=found, allowed=", ".join(catalogue.scorecards))
    return catalogue.scorecards[code]


def _alive(chosen: Wanted) -> list[Reported]:
    """The units asked for that are right under those named, so that one that reported nothing is listed too."""
    units = chosen.units.get(chosen.periods[0], ())
    levels = [unit.level for unit in units]
    wanted_level = chosen.level or (max(levels, key=list(levels).count) if levels else "")
    return [Reported(unit.name, unit.code, unit.level) for unit in units if unit.level == wanted_level]


def _refuse_mixed(scores: Scores, asked: Asked) -> None:
    """Units of several levels are not ranked among each other."""
    levels = sorted({one.reported.level for one in scores.units if one.reported.level and one.reported.figures})
    if len(levels) > 1:
        names = ", ".join(one.reported.unit for one in scores.units[:5])
        raise LevelsMixed(file=asked.ledger, levels=", ".join(levels), units=f"{names} …")
