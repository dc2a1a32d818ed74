"""Filters of the pages of figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.kernel.period import Period, PeriodKind
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.language import code as language
from danvan.site.core.language import words
from danvan.site.core.templatetags.said import number
from danvan.site.figures.fitting import Fit
from danvan.site.figures.lines import BLANK_MARKS
from danvan.site.figures.models import FigureValue
from danvan.site.figures.pages import EVERY
from danvan.site.reports.models import Report

register = template.Library()
_ENGLISH: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: "{start:%m/%Y}",
    PeriodKind.QUARTER: "quarter {quarter} of {start.year}",
    PeriodKind.HALF: "{half} half of {start.year}",
    PeriodKind.NINE_MONTHS: "first nine months of {start.year}",
    PeriodKind.YEAR: "{start.year}",
    PeriodKind.YEARS: "{start.year}–{end.year}",
    PeriodKind.CUSTOM: "{start:%d/%m/%Y}–{end:%d/%m/%Y}",
}

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@register.filter
def period_name(period: Period) -> str:
    """'9 tháng đầu năm 2026'; in English 'first nine months of 2026'."""
    if language() == "vi":
        return str(period)
    half = "first" if period.start.month == 1 else "second"
    quarter = (period.start.month + 2) // 3
    return _ENGLISH[period.kind].format(start=period.start, end=period.end, half=half, quarter=quarter)


@register.filter
def anchor(code: str) -> str:
    """A code as the name of a place in the page."""
    return code.replace(".", "-")


@register.filter
def whole(value: Any) -> str:
    """An exact number, shown as short as it can be."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
        value = value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value
    return number(value)


@register.filter
def sign(direction: str) -> str:
    """In front of a change."""
    return {"up": "+", "down": "−"}.get(direction, "")


@register.filter
def kind_words(kind: str) -> str:
    """Where a figure comes from, in a few words."""
    said = {
        "rows": _("counted from the register"),
        "formula": _("computed from other figures"),
        "entry": _("typed in"),
        "words": _("read from a document"),
        "rollup": _("added up over units"),
    }
    return said.get(kind, kind)


@register.filter
def blank_words(blank: str) -> str:
    """Why there is no number."""
    said = {
        "none_happened": _("none happened"),
        "not_reported": _("not reported"),
        "not_applicable": _("not applicable"),
        "not_comparable": _("not comparable"),
        "withheld": _("withheld"),
    }
    return said.get(blank, blank)


@register.filter
def is_open(area: str, opened: str) -> bool:
    """Whether the lines of an area are shown."""
    return opened in (area, EVERY)


@register.filter
def abs_number(value: Any) -> str:
    """A number without its sign."""
    return "" if value is None else number(abs(value))


@register.filter
def mark(figure: FigureValue) -> str:
    """What stands in printed tables for a blank."""
    return BLANK_MARKS.get(figure.blank, "")


@register.filter
def marked(sentence: str, said: str) -> SafeString:
    """A sentence with the words a figure was read from set off."""
    before, found, after = (sentence or "").partition(said or "\0")
    return format_html("{}<mark>{}</mark>{}", before, found, after) if found else format_html("{}", sentence or said)


@register.filter
def indicator_name(code: str) -> str:
    """What an indicator is called; its code where the catalogue no longer has it."""
    known = the_catalogue().indicators.get(code)
    return words(known.name) if known else code


@register.filter
def holding(fits: Iterable[Fit]) -> list[Fit]:
    """Those that fit."""
    return [fit for fit in fits or () if fit.holds]


@register.filter
def weekday(day: date) -> str:
    """'Thứ Hai', 'Monday'."""
    return _WEEKDAYS[day.weekday()] if language() == "vi" else f"{day:%A}"


@register.filter
def grave(report: Report) -> int:
    """How much of what was found in a report is more than a note."""
    counts = report.findings or {}
    return int(counts.get("error", 0)) + int(counts.get("warning", 0))
