"""Units of one's subtree."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.administration.people import PAGE, within
from danvan.site.offices.models import Office, OfficeQuery


class OfficeForm(forms.ModelForm[Office]):
    """An office; where it belongs is said once."""

    class Meta:
        model = Office
        fields = ("code", "name", "level", "parent", "people", "latitude", "longitude", "since", "until", "works_here")
        labels: ClassVar = {"latitude": gettext_lazy("Latitude, degrees"), "longitude": gettext_lazy("Longitude, degrees")}

    def __init__(self, *args: Any, offices: OfficeQuery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = offices  # type: ignore[attr-defined]  # a choice of models
        self.fields["parent"].required = not self.instance.pk or self.instance.parent_id is not None
        if self.instance.pk:
            for fixed in ("code", "parent"):
                self.fields[fixed].disabled = True

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The last day is before the first."))
        return given


@asks(Right.ADMINISTER)
def offices(request: WorkingRequest) -> HttpResponse:
    """The units, each below the one it belongs to."""
    found = within(request).annotate(people_count=Count("memberships__user", distinct=True)).order_by("path")
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    return render(request, "administration/offices.html", {"page": page})


@asks(Right.ADMINISTER)
def new_office(request: WorkingRequest) -> HttpResponse:
    """Adds a unit below one of one's own."""
    form = OfficeForm(request.POST or None, offices=within(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("administration-offices")
    return render(request, "administration/office.html", {"form": form})


@asks(Right.ADMINISTER, of="code")
def office(request: WorkingRequest, code: str) -> HttpResponse:
    """Changes a unit."""
    changed = get_object_or_404(Office, code=code)
    above = Office.objects.filter(children=changed)
    form = OfficeForm(request.POST or None, instance=changed, offices=above)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("administration-offices")
    return render(request, "administration/office.html", {"form": form, "changed": changed})
