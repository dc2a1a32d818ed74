"""Identities over many units as JSON, version 1: what `danvan ledger check --format json` prints."""

from collections.abc import Sequence

from danvan.checking.certainty import capped
from danvan.cli.reading_json import VERSION, Json, number, period_json
from danvan.kernel.period import Period
from danvan.ledger.believable import Doubtful
from danvan.ledger.identities import Checked, Failure, Tally


def identities_json(periods: Sequence[Period], checked: Checked, odd: Sequence[Doubtful]) -> Json:
    """The whole object. `failures` may be fewer than `failed`: as many as were asked for."""
    return {
        "version": VERSION,
        "periods": [period_json(period) for period in periods],
        "tested": checked.tested,
        "failed": checked.failed,
        "incomplete": checked.incomplete,
        "blanks": dict(checked.blanks),
        "identities": [_tally(tally) for tally in checked.tallies],
        "failures": [_failure(failure) for failure in checked.failures],
        "doubtful": [_doubtful(one) for one in odd],
    }


def _tally(tally: Tally) -> Json:
    identity = tally.rule.identity
    return {
        "identity": identity.code,
        "formula": identity.formula,
        "name": {"vi": identity.name.vi, "en": identity.name.en},
        "severity": capped(identity.severity, identity.source.certainty),
        "tested": tally.tested,
        "failed": tally.failed,
        "incomplete": tally.incomplete,
    }


def _failure(failure: Failure) -> Json:
    return {
        "identity": failure.identity.code,
        "unit": failure.unit,
        "unit_code": failure.unit_code,
        "level": failure.level,
        "period": period_json(failure.period),
        "left": number(failure.left),
        "operator": failure.rule.operator,
        "right": number(failure.right),
        "difference": number(failure.difference),
        "terms": [
            {
                "indicator": term.indicator,
                "figure": term.figure,
                "value": number(term.quantity.value),
                "measure": term.quantity.measure,
            }
            for term in failure.terms
        ],
    }


def _doubtful(one: Doubtful) -> Json:
    return {
        "why": one.why,
        "indicator": one.indicator,
        "figure": one.figure,
        "unit": one.unit,
        "unit_code": one.unit_code,
        "level": one.level,
        "period": period_json(one.period),
        "value": number(one.quantity.value),
        "measure": one.quantity.measure,
        "least": None if one.least is None else number(one.least),
        "most": None if one.most is None else number(one.most),
        "indicator_measure": one.measure or one.quantity.measure,
    }
