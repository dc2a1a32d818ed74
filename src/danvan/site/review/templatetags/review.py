"""Filters and tags of the pages of the upper level."""

from fractions import Fraction
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.catalogue.models import Words
from danvan.catalogue.regimes.periods import Reported
from danvan.ledger.scores import Scored
from danvan.ledger.standings import Standing
from danvan.site.core.language import words as in_language
from danvan.site.figures.periods import code_of as period_code
from danvan.site.review.matrix import STATES
from danvan.site.review.outside.lines import Line
from danvan.site.review.scoring.ranking import Apart, points_words

register = template.Library()


@register.filter
def code_of(reported: Reported) -> str:
    """A period as in addresses."""
    return period_code(reported)


@register.filter
def state_colour(state: str) -> str:
    """The colour of a state's chip."""
    return STATES[state][0]


@register.simple_tag(takes_context=True)
def sorting(context: Context, name: str, words: str, css: str = "") -> SafeString:
    """The head of a column that can be sorted by: pressed again, the other way round."""
    wanted: Any = context["wanted"]
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    here = wanted.sort == name
    asked["sort"] = f"-{name}" if here and not wanted.down else name
    sorted_by = format_html(' aria-sort="{}"', "descending" if wanted.down else "ascending") if here else ""
    return format_html('<th scope="col" class="{}"{}><a href="?{}">{}</a></th>', css, sorted_by, asked.urlencode(), words)


@register.filter
def posted_why(posted: Any, code: str) -> str:
    """What was written beside a figure, when the page comes back."""
    return str(posted.get(f"why-{code}", ""))


@register.filter
def why_open(why: str) -> str:
    """Why a number of a document is asked about."""
    said = {
        "unsure": _("Looks like it: please look"),
        "ambiguous": _("Several figures fit: choose"),
        "contradictory": _("The document says it twice, differently: choose"),
        "measure": _("Another unit of measure than the figure's"),
        "unmapped": _("No figure found for it"),
    }
    return said.get(why, why)


@register.simple_tag(takes_context=True)
def grid_head(context: Context, name: str, of: Any, measure: str = "") -> SafeString:
    """The head of a column of the roll-up: its name leads to the indicator, the arrow sorts by it."""
    asked = context["request"].GET.copy()
    sort = str(context.get("sort", ""))
    here = sort.removeprefix("-") == name
    # A number is wanted largest first, a name from A on.
    asked["sort"] = name if (name == "unit" and sort != "unit") or sort == f"-{name}" else f"-{name}"
    sorted_by = format_html(' aria-sort="{}"', "descending" if sort.startswith("-") else "ascending") if here else ""
    label = in_language(of) if isinstance(of, Words) else str(of)
    label = label[:1].upper() + label[1:]
    arrow = "↓" if sort == f"-{name}" else "↑" if here else "↕"
    by = _("Sort by %(name)s") % {"name": label}
    link = format_html('<a href="?{}" title="{}" aria-label="{}">{}</a>', asked.urlencode(), by, by, arrow)
    if name == "unit":
        return format_html('<th scope="col"{}>{} {}</th>', sorted_by, label, link)
    page = reverse("rollup_indicator", args=[context["period"], name])
    unit = format_html(' <span class="unit">{}</span>', measure) if measure else ""
    return format_html('<th scope="col"{}><a href="{}">{}</a>{} {}</th>', sorted_by, page, label, unit, link)


@register.filter
def points(value: Fraction | None) -> str:
    """Points as people write them: 8; 17,5; 6,67."""
    return points_words(value)


@register.filter
def could_be(standing: Standing) -> str:
    """'2–5'; '2–' where it may be out of the ranking."""
    if standing.best == standing.worst:
        return str(standing.best)
    return f"{standing.best}–{'' if standing.worst is None else standing.worst}"


@register.filter
def lacking(one: Scored) -> int:
    """How many of its criteria and deductions have no points."""
    return sum(each.points is None for each in (*one.score.criteria, *one.score.deductions)) + (one.score.superior is None)


@register.filter
def posted_points(posted: Any, code: str) -> str:
    """What was typed, when the page comes back."""
    return str(posted.get(f"points-{code}", ""))


@register.filter
def posted_evidence(posted: Any, code: str) -> str:
    """The same of the words beside it."""
    return str(posted.get(f"evidence-{code}", ""))


@register.filter
def gives(apart: Apart, by: str) -> bool:
    """Whether there is any criterion a person gives points for."""
    return (by == "above" and apart.superior is not None) or any(
        mark.by_people for _group, marks in apart.groups for mark in marks
    )


@register.filter
def in_sentence(line: Line) -> SafeString:
    """The sentence of a number, with the number set off."""
    sentence, at = line.sentence, line.at
    if at < 0:
        return format_html("{} <mark>{}</mark>", sentence, line.text)
    end = at + len(line.text)
    return format_html("{}<mark>{}</mark>{}", sentence[:at], sentence[at:end], sentence[end:])
