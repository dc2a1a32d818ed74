"""Scores as JSON, version 1: what `danvan ledger score --format json` prints."""

from collections.abc import Mapping

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.scorecards import Criterion
from danvan.catalogue.scoring import Points
from danvan.cli.reading_json import VERSION, Json, number, period_json
from danvan.ledger.scores import Scored, Scores


def scores_json(scores: Scores, catalogue: Catalogue, contradicted: Mapping[str, int]) -> Json:
    """The whole object: units by rank, those without one behind them."""
    card = scores.card
    return {
        "version": VERSION,
        "card": card.code,
        "name": {"vi": card.name.vi, "en": card.name.en},
        "period": period_json(scores.period),
        "total": number(card.total),
        "superior": number(card.superior),
        "units": [_unit(one, scores, catalogue, contradicted.get(one.reported.key, 0)) for one in scores.units],
        "strangers": list(scores.strangers),
    }


def _unit(one: Scored, scores: Scores, catalogue: Catalogue, contradicted: int) -> Json:
    score, standing = one.score, one.standing
    known = {criterion.code: criterion for criterion in scores.card.criteria}
    return {
        "unit": one.reported.unit,
        "unit_code": one.reported.unit_code,
        "level": one.reported.level,
        "rank": standing.rank,
        "tied_with": standing.tied,
        "best_rank": standing.best,
        "worst_rank": standing.worst,
        "total": None if score.total is None else number(score.total),
        "between": [number(bound) for bound in one.between],
        "grade": {"vi": score.grade.name.vi, "en": score.grade.name.en} if score.grade else None,
        "closed_gates": list(score.closed_gates),
        "open_gates": list(score.open_gates),
        "contradicted": contradicted,
        "superior": None if score.superior is None else number(score.superior),
        "criteria": [_points(part, known[part.code], scores) for part in score.criteria],
        "deductions": [_points(part, None, scores) for part in score.deductions],
        "figures": {
            code: {
                "figure": figure,
                "value": number(one.reported.inputs[code].value) if code in one.reported.inputs else None,
                "measure": catalogue.indicators[code].measure,
                "blank": one.reported.blanks.get(code),
            }
            for code, figure in one.reported.figures.items()
        },
        "steps": [
            {
                "indicator": swing.indicator,
                "step": number(swing.step),
                "total": None if swing.total is None else number(swing.total),
                "rank": scores.rank_if(one, swing.total),
            }
            for swing in one.swings
        ],
    }


def _points(part: Points, criterion: Criterion | None, scores: Scores) -> Json:
    formula = (scores.scoring.criteria if criterion else scores.scoring.deductions).get(part.code)
    return {
        "code": part.code,
        "points": None if part.points is None else number(part.points),
        **({"maximum": number(criterion.maximum)} if criterion else {}),
        "formula": formula.text({}) if formula else "",
        "indicators": list(formula.depends_on) if formula else [],
        "missing": list(part.missing),
    }
