"""Numbers, days and names as people here read them, whatever the language of the page: 1.637 · 83,39 · 09/10/2018."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from danvan.catalogue.models import Words
from danvan.site.core.language import words as in_language

register = template.Library()
_SWAPPED = str.maketrans(",.", ".,")


@register.filter
def number(value: Any, decimals: Any = None) -> str:
    """1637 -> '1.637'; 83.39 -> '83,39'; with `decimals`, rounded to so many. '' for nothing."""
    if value is None or value == "":
        return ""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if decimals not in (None, ""):
        return f"{exact:,.{int(decimals)}f}".translate(_SWAPPED)
    text = f"{exact:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).translate(_SWAPPED)


@register.filter
def day(value: Any) -> str:
    """A day or a moment as 09/10/2018; ISO text too. '' for nothing."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return f"{_local(value):%d/%m/%Y}"


@register.filter
def moment(value: Any) -> str:
    """A moment as 08:12 ngày 09/10/2018."""
    return f"{_local(value):%H:%M %d/%m/%Y}" if value else ""


@register.filter
def words(value: Any) -> str:
    """A name of the catalogue in the language of the page."""
    return in_language(value) if isinstance(value, Words) else str(value or "")


@register.filter
def capital(value: Any) -> str:
    """With a capital first letter, the others as they are."""
    text = str(value or "")
    return text[:1].upper() + text[1:]


@register.filter
def item(of: Any, key: Any) -> Any:
    """`of[key]`, None where there is none."""
    return of.get(key) if hasattr(of, "get") else None


@register.simple_tag
def chip(kind: str, text: Any) -> SafeString:
    """A coloured label with words: late, soon, good, info, plain."""
    return format_html('<span class="chip {}">{}</span>', kind, text)


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
