"""What the fixed values of a card's fields are called: 'stock', 'same_period', 'weighted_mean'."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.site.core.templatetags.said import number

_ADDED: Mapping[str, Promise] = {
    "sum": _("summed"),
    "ratio": _("computed again from numerator and denominator"),
    "weighted_mean": _("weighted mean"),
    "none": _("not added up"),
    "last": _("the last one"),
}
_PERIODS: Mapping[str, Promise] = {
    "month": _("month"),
    "quarter": _("quarter"),
    "half": _("half-year"),
    "nine_months": _("nine months"),
    "year": _("year"),
    "years": _("several years"),
}
_LEVELS: Mapping[str, Promise] = {
    "commune": _("commune"),
    "district": _("district"),
    "department": _("department"),
    "province": _("province"),
    "ministry": _("ministry"),
}
_VALUES: Mapping[str, Mapping[str, Promise]] = {
    "kind": {
        "count": _("count"),
        "stock": _("stock at the end of the period"),
        "money": _("money"),
        "ratio": _("ratio"),
        "rate": _("rate"),
        "periodic": _("periodic"),
        "thematic": _("on a subject"),
        "ad_hoc": _("when asked for"),
        "unit": _("report of one unit"),
        "consolidated": _("consolidated report"),
        "appendix": _("appendix"),
        **_PERIODS,
    },
    "rollup": _ADDED,
    "over_time": _ADDED,
    "compares": {"plan": _("the plan"), "same_period": _("the same period of last year")},
    "severity": {"error": _("wrong"), "warning": _("worth a look"), "note": _("note")},
    "periods": _PERIODS,
    "level": _LEVELS,
    "levels": _LEVELS,
    "sends": {"report": _("a report"), "report_and_forms": _("a report with forms"), "forms": _("forms")},
    "moves_to": {
        "next_working_day": _("the next working day"),
        "working_day_before": _("the working day before"),
        "stays": _("stays"),
    },
    "counted": {"days": _("days"), "working_days": _("working days")},
}
"""Field -> its value -> what it is called."""


def called(field: str, value: Any) -> Any:
    """The value as a page says it; itself where it is words already."""
    if isinstance(value, (list, tuple)):
        if len(value) == 2 and all(isinstance(each, Decimal) for each in value):
            return " – ".join(map(number, value))
        return type(value)(called(field, each) for each in value)
    return str(_VALUES.get(field, {}).get(value, value)) if isinstance(value, str) else value
