"""Typing a figure in: strictly read, held against what it must fit with while it is typed, a reason for what is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from danvan.catalogue.models import Column, Indicator
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.accounts.models import User
from danvan.site.core.templatetags.said import number
from danvan.site.figures.fitting import Fit, after, fits_of
from danvan.site.figures.lines import Line, PeriodFigures, Said, figures_of
from danvan.site.figures.models import Blank, Kind, Target
from danvan.site.figures.pages import area_fragment
from danvan.site.figures.periods import get_period_or_404
from danvan.site.figures.reading import set_entry
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.offices.models import Office
from danvan.site.registers.values import Mistake, read

_NO_BLANK = ("", gettext_lazy("there is a number"))


class EntryForm(forms.Form):
    """A number or why there is none; the year's plan; why it is changed."""

    value = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=40)
    blank = forms.ChoiceField(
        label=gettext_lazy("Or why there is no number"), required=False, choices=[_NO_BLANK, *Blank.choices]
    )
    plan = forms.CharField(label=gettext_lazy("Plan for the year"), required=False, max_length=40)
    reason = forms.CharField(label=gettext_lazy("Why it is changed"), required=False, max_length=500)

    def __init__(self, indicator: Indicator, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.indicator = indicator

    def clean_value(self) -> Decimal | None:
        return self._number("value")

    def clean_plan(self) -> Decimal | None:
        return self._number("plan")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("value") is not None and given.get("blank"):
            self.add_error("blank", _("A number and a reason why there is none: keep one of them."))
        if given.get("value") is not None and given["value"] < 0 and self.indicator.kind in ("count", "stock"):
            self.add_error("value", _("There are no fewer than 0 of them."))
        return given

    def _number(self, name: str) -> Decimal | None:
        try:
            found = read(_column(self.indicator), self.cleaned_data.get(name, ""))
        except Mistake as mistake:
            raise ValidationError(mistake.said()) from mistake
        return None if found is None else Decimal(str(found))

    @property
    def said(self) -> Decimal | Blank | None:
        """What was typed; None for nothing."""
        value: Decimal | None = self.cleaned_data.get("value")
        blank = self.cleaned_data.get("blank")
        return value if value is not None else Blank(blank) if blank else None


@dataclass(frozen=True, slots=True)
class Being:
    """A figure while it is typed in."""

    found: PeriodFigures
    line: Line
    rules: Rules

    @property
    def typed(self) -> Said | None:
        """What was typed before, if it stands."""
        every = [*([self.line.figure] if self.line.figure else []), *self.line.beside]
        return next((each for each in every if each.kind == Kind.ENTRY), None)

    def fits(self, said: Decimal | Blank | None) -> list[Fit]:
        """What it has to fit with, as if it stood."""
        lines = self.found.lines.items()
        values = {code: amount for code, line in lines if line.figure and (amount := line.figure.amount) is not None}
        amount = Decimal(0) if said is Blank.NONE_HAPPENED else said if isinstance(said, Decimal) else None
        return fits_of(self.line.code, self.rules, after(values, {self.line.code: amount}))


@asks(Right.ENTER_FIGURES)
def enter(request: WorkingRequest, period: str, indicator: str) -> HttpResponse:
    """The form: in the place of the line, or on a page of its own; what it is sent with is kept."""
    office = cast("Office", request.office)
    being = _being(office, period, indicator)
    form = EntryForm(being.line.indicator, request.POST or None, initial=_initial(being))
    if request.method == "POST" and form.is_valid() and _kept(request, office, being, form):
        return _done(request, period, being)
    shown = {
        "form": form,
        "line": being.line,
        "being": being,
        "period": period,
        "reported": being.found.reported,
        "fits": _fits(being, form),
        "show": request.POST.get("show") or request.GET.get("show", ""),
    }
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "figures/entry_line.html", shown)
        if request.method == "POST":
            answer["HX-Retarget"], answer["HX-Reswap"] = f"#f-{indicator.replace('.', '-')}", "outerHTML"
        return answer
    return render(request, "figures/entry.html", shown)


@require_POST
@asks(Right.ENTER_FIGURES)
def check(request: WorkingRequest, period: str, indicator: str) -> HttpResponse:
    """While it is typed: what is wrong with the number, and what it fits with or does not. Keeps nothing."""
    being = _being(cast("Office", request.office), period, indicator)
    form = EntryForm(being.line.indicator, request.POST)
    form.is_valid()
    return render(request, "figures/fits.html", {"form": form, "fits": _fits(being, form), "line": being.line, "live": True})


def _being(office: Office, period: str, indicator: str) -> Being:
    reported = get_period_or_404(office, period)
    rules = rules_on(reported.period.end)
    if indicator not in rules.catalogue.indicators:
        raise Http404
    wanted = {indicator, *(code for _identity, formula in rules.about(indicator) for code in formula.codes)}
    found = figures_of(office, reported, wanted)
    return Being(found, found.lines[indicator], rules)


def _initial(being: Being) -> dict[str, Any]:
    typed, target = being.typed, being.line.target
    return {
        "value": "" if typed is None or typed.blank else number(typed.value, typed.decimals),
        "blank": typed.blank if typed else "",
        "plan": number(target.value, target.decimals) if target else "",
    }


def _fits(being: Being, form: EntryForm) -> list[Fit]:
    """Of a number that can be read; of none where nothing is typed."""
    if not form.is_bound or "value" in form.errors:
        return []
    return being.fits(form.said)


def _kept(request: WorkingRequest, office: Office, being: Being, form: EntryForm) -> bool:
    """Whether it was kept; what is in the way is told beside its field."""
    taking_back = "take_back" in request.POST
    said = None if taking_back else form.said
    try:
        if said is not None or taking_back:
            set_entry(office, being.found.reported, being.line.code, said, request.user, form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error("reason" if error.code == "reason" else None, error)
        return False
    if "plan" in request.POST:
        _plan(office, being, form.cleaned_data["plan"], request.user)
    return True


def _plan(office: Office, being: Being, plan: Decimal | None, person: User) -> None:
    where: dict[str, Any] = {"office": office, "indicator": being.line.code, "year": being.found.reported.period.end.year}
    if plan is None:
        Target.objects.filter(**where).delete()
        return
    decimals = max(0, -int(plan.as_tuple().exponent))
    if being.line.target is None or being.line.target.value != plan:
        Target.objects.update_or_create(
            **where, defaults={"value": plan, "decimals": decimals, "person": person, "recorded": timezone.now()}
        )


def _done(request: WorkingRequest, period: str, being: Being) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        # The whole area comes back: what is computed from the figure changed too.
        return area_fragment(request, period, being.line.indicator.area)
    messages.success(request, _("Saved."))
    return redirect("figure", period, being.line.code)


def _column(indicator: Indicator) -> Column:
    """The figure as a column of a book, so that it is read by the same rules."""
    whole = indicator.kind in ("count", "stock") and not indicator.decimals
    return Column(code="value", name=indicator.name, type="integer" if whole else "decimal")
