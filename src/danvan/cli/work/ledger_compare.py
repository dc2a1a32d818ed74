"""The work of `danvan ledger compare`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.regimes import Regime
from danvan.checking.message import in_language
from danvan.cli.compare_json import comparisons_json
from danvan.cli.compare_text import comparisons_text
from danvan.cli.exits import CLEAN
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.cli.work.ledger_series import Telling, indicator_named, opened, whose
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.ledger.comparison.against import Asked, compared
from danvan.ledger.comparison.model import Against
from danvan.ledger.comparison.plans import read_plan


@dataclass(frozen=True, slots=True)
class Bases:
    """What is held against what."""

    period: str
    against: Sequence[str]
    plan: Path | None
    regime: str


def compare(folder: Path, telling: Telling, bases: Bases, layout: str, session: Session) -> int:
    """Shows the comparisons; returns the exit code."""
    period = Period.parse(bases.period)
    plan = read_plan(bases.plan) if bases.plan else {}
    with opened(folder, telling, session) as past:
        indicator = indicator_named(telling.indicator, past)
        unit, told = whose(telling, telling.boundaries[0], past.register, session)
        asked = Asked(indicator, unit, period, told, _regimes(bases.regime, past.catalogue))
        found = compared(past, asked, [Against(each) for each in bases.against], plan)
    if layout == "json":
        session.write(as_json(comparisons_json(found, session.language)))
    else:
        session.out.print(Text(f"{in_language(indicator.name, session.language.code)}, {unit.name}, {period}", "bold"))
        session.out.print(comparisons_text(found, indicator.decimals, indicator.measure, session.language))
    return CLEAN


def _regimes(name: str, catalogue: Catalogue) -> tuple[Regime, ...]:
    """The versions of the regime of that code or series. Raises OptionInvalid."""
    found = tuple(each for each in catalogue.regimes.values() if name in (each.code, each.series)) if name else ()
    if name and not found:
        allowed = ", ".join(dict.fromkeys(each.series for each in catalogue.regimes.values()))
        raise OptionInvalid(option="--regime", found=f"'{name}'", allowed=allowed)
    return found
