"""/cham-diem/: units by a scorecard, each point taken apart; /tu-cham/: where a unit gives itself points."""

from collections.abc import Mapping
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.catalogue.models.scorecards import Scorecard
from danvan.ledger.given_points import SUPERIOR, Given
from danvan.ledger.scores import scores_of
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.figures.periods import OURS, code_of, current_period, get_period_or_404, obligations_of
from danvan.site.figures.reading import current_figures
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.review.matrix_pages import nothing_below
from danvan.site.review.models import By
from danvan.site.review.rolling import rolled_up
from danvan.site.review.scoring.own import own_reported
from danvan.site.review.scoring.points import Giving, give, given_to, most_of, numbers, read_points
from danvan.site.review.scoring.ranking import apart, cards_of, ranking
from danvan.site.review.units import awaited, current_code, decides, home_of, tabs, unit_below

_LONGEST = 1000


@asks(Right.REVIEW)
def current(request: WorkingRequest) -> HttpResponse:
    """To the period that is being received."""
    code = current_code(home_of(request), today())
    return redirect("scoring_period", period=code) if code else nothing_below(request)


@asks(Right.REVIEW)
def period(request: WorkingRequest, period: str) -> HttpResponse:
    """The units by rank; those without one behind them, with what they can still come to."""
    office = home_of(request)
    found = awaited(office, period)
    if not found.units:
        return nothing_below(request)
    counted = rolled_up(found)
    rules = rules_on(counted.period.end)
    card, cards = _card(request, rules)
    ranked = ranking(found, counted, card)
    rows = [{"one": one, "own": ranked.own.get(one.reported.unit_code)} for one in ranked.verified.units]
    context = {
        "reported": found.reported, "period": period, "tabs": tabs(office, period, today()), "page_name": "scoring_period",
        "card": card, "cards": cards, "ranked": ranked, "rows": rows, "counted": counted,
        "complete": ranked.ranked == len(rows),
    }  # fmt: skip
    return render(request, "review/scoring.html", context)


@asks(Right.REVIEW, of="code")
def unit(request: WorkingRequest, period: str, code: str) -> HttpResponse:
    """One unit taken apart: every point with its figures; points the level above gives."""
    below, _obligation = unit_below(request, period)
    above = below.parent
    if above is None:
        raise Http404
    found = awaited(above, period)
    counted = rolled_up(found)
    rules = rules_on(counted.period.end)
    card, cards = _card(request, rules)
    may_give = decides(request, below)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if not may_give:
            raise PermissionDenied
        given, wrong = _given(request.POST, card, By.ABOVE)
        if not wrong:
            _say(request, give(below, period, card.code, By.ABOVE, given, request.user))
            return redirect(f"{reverse('scoring_unit', args=[period, code])}?card={card.code}")
    ranked = ranking(found, counted, card)
    one = next((each for each in ranked.verified.units if each.reported.unit_code == code), None)
    if one is None:
        raise Http404
    context = {
        "unit": below, "period": period, "reported": found.reported, "card": card, "cards": cards, "one": one,
        "own": ranked.own.get(code), "apart": apart(one, ranked.verified, rules, ranked.given.get(below.pk, {})),
        "ranked": ranked, "may_give": may_give, "wrong": wrong, "posted": request.POST, "by": "above",
        "counts": counted.names[code] in counted.counting,
    }  # fmt: skip
    return render(request, "review/scoring_unit.html", context, status=422 if wrong else 200)


@asks(Right.WRITE_REPORT)
def own_current(request: WorkingRequest) -> HttpResponse:
    """To the period the office works on."""
    office = home_of(request)
    owed = [one for one in obligations_of(office, today()) if one.regime.series == OURS]
    if not owed and not office.parent_id:
        raise Http404
    reported = owed[0].reported if owed else current_period(office, today())
    return redirect("self_scoring_period", period=code_of(reported))


@asks(Right.WRITE_REPORT)
def own(request: WorkingRequest, period: str) -> HttpResponse:
    """One's own unit by a scorecard, from its figures as they are now; points it gives itself, with what shows it."""
    office = home_of(request)
    reported = get_period_or_404(office, period)
    rules = rules_on(reported.period.end)
    card, cards = _card(request, rules)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        given, wrong = _given(request.POST, card, By.SELF)
        if not wrong:
            _say(request, give(office, period, card.code, By.SELF, given, request.user))
            return redirect(f"{reverse('self_scoring_period', args=[period])}?card={card.code}")
    kept = given_to([office.pk], period, card.code).get(office.pk, {})
    reported_now, scoring = own_reported(office, current_figures(office, period), card, rules)
    points = numbers(kept.get(By.SELF, {}))
    above = {code: each for code, each in numbers(kept.get(By.ABOVE, {})).items() if code == SUPERIOR}
    scores = scores_of([reported_now], scoring, reported.period, Given.to({office.code: {**points, **above}}))
    context = {
        "unit": office, "period": period, "reported": reported, "card": card, "cards": cards, "one": scores.units[0],
        "apart": apart(scores.units[0], scores, rules, kept), "may_give": True, "wrong": wrong, "posted": request.POST,
        "by": "self", "counts": True,
    }  # fmt: skip
    return render(request, "review/scoring_unit.html", context, status=422 if wrong else 200)


def _card(request: WorkingRequest, rules: Rules) -> tuple[Scorecard, Mapping[str, Scorecard]]:
    """The card asked for, else the one whose points people give part of; and all that are in force."""
    cards = cards_of(rules)
    if not cards:
        raise Http404
    asked = request.GET.get("card") or request.POST.get("card") or ""
    if asked and asked not in cards:
        raise Http404
    return cards[asked or next(iter(cards))], cards


def _given(posted: Mapping[str, str], card: Scorecard, by: By) -> tuple[list[Giving], dict[str, str]]:
    """What was typed, and what is wrong with it, by criterion."""
    given: list[Giving] = []
    wrong: dict[str, str] = {}
    for code, most in most_of(card, by).items():
        if f"points-{code}" not in posted:
            continue
        try:
            points = read_points(posted[f"points-{code}"], Decimal(most))
        except ValidationError as error:
            wrong[code] = error.messages[0]
        else:
            given.append(Giving(code, points, posted.get(f"evidence-{code}", "").strip()[:_LONGEST]))
    return given, wrong


def _say(request: WorkingRequest, changed: int) -> None:
    if changed:
        text = ngettext("Saved: the points of %(n)s criterion.", "Saved: the points of %(n)s criteria.", changed)
        messages.success(request, text % {"n": changed})
    else:
        messages.info(request, _("Nothing was changed."))
