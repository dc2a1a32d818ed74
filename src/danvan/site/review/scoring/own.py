"""What an office has of a scorecard's indicators by now, whether it has sent it or not."""

from collections.abc import Mapping

from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.scoring import Scoring
from danvan.kernel.quantity import Quantity
from danvan.ledger.rows import plain
from danvan.ledger.scores import Reported
from danvan.site.figures.models import FigureValue
from danvan.site.figures.rules import Rules
from danvan.site.offices.models import Office


def own_reported(office: Office, figures: Mapping[str, FigureValue], card: Scorecard, rules: Rules) -> tuple[Reported, Scoring]:
    """`figures`: those of record, by indicator. Raises FormulaError."""
    scoring = Scoring.of(card, rules.catalogue)
    one = Reported(office.name, office.code, office.level)
    for code in scoring.codes:
        figure = figures.get(code)
        amount = figure.amount if figure else None
        if figure is None or amount is None:
            if figure is not None and figure.blank:
                one.blanks[code] = figure.blank
            continue
        one.figures[code] = f"{office.code}.{figure.period}.{code}"
        one.inputs[code] = Quantity(plain(amount), rules.catalogue.indicators[code].measure, figure.decimals)
    return one, scoring
