"""People of one's subtree: adding them, their roles, new passwords."""

from typing import Any, ClassVar

from auditlog.context import set_actor
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks, offices_where
from danvan.site.accounts.models import Membership, Role, User
from danvan.site.accounts.passwords import fresh_password
from danvan.site.offices.models import Office, OfficeQuery

PAGE = 50


class NewPerson(forms.Form):
    """Somebody who logs in, with the first role."""

    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=150)
    username = forms.SlugField(
        label=gettext_lazy("User name"), max_length=60, help_text=gettext_lazy("Letters without accents, digits, - and _")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    office = forms.ModelChoiceField(Office.objects.none(), label=gettext_lazy("Office"), to_field_name="code")
    role = forms.ChoiceField(choices=Role.choices, label=gettext_lazy("Role"))

    def __init__(self, *args: Any, offices: OfficeQuery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]  # a choice of models

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Somebody has this user name already. Add a number or the name of the office."))
        return name


class NewRole(forms.Form):
    """A role somewhere."""

    office = forms.ModelChoiceField(Office.objects.none(), label=gettext_lazy("Office"), to_field_name="code")
    role = forms.ChoiceField(choices=Role.choices, label=gettext_lazy("Role"))

    def __init__(self, *args: Any, offices: OfficeQuery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]  # a choice of models


class About(forms.ModelForm[User]):
    """What an administrator may change of somebody."""

    class Meta:
        model = User
        fields = ("full_name", "email", "is_active")
        labels: ClassVar = {"email": gettext_lazy("E-mail"), "is_active": gettext_lazy("May log in")}
        help_texts: ClassVar = {
            "is_active": gettext_lazy("Whoever leaves is switched off, not deleted: what they did keeps their name.")
        }


def within(request: WorkingRequest) -> OfficeQuery:
    """The offices one administers."""
    return offices_where(request.memberships, Right.ADMINISTER)


@asks(Right.ADMINISTER)
def people(request: WorkingRequest) -> HttpResponse:
    """Everybody with a role in one's subtree; by name, user name or office."""
    wanted = request.GET.get("tim", "").strip()
    found = User.objects.filter(memberships__office__in=within(request)).distinct().order_by("full_name", "pk")
    if wanted:
        found = found.filter(
            Q(full_name__icontains=wanted) | Q(username__icontains=wanted) | Q(memberships__office__name__icontains=wanted)
        )
    page = Paginator(found.prefetch_related("memberships__office"), PAGE).get_page(request.GET.get("trang"))
    return render(request, "administration/people.html", {"page": page, "wanted": wanted})


@asks(Right.ADMINISTER)
def new_person(request: WorkingRequest) -> HttpResponse:
    """Adds somebody; the password is shown once."""
    form = NewPerson(request.POST or None, offices=within(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        password = fresh_password()
        with transaction.atomic(), set_actor(request.user):
            user = User.objects.create_user(
                given["username"], given["email"], password, full_name=given["full_name"], must_change_password=True
            )
            Membership.objects.create(user=user, office=given["office"], role=given["role"])
        return render(request, "administration/password.html", {"person": user, "password": password})
    return render(request, "administration/new_person.html", {"form": form})


@asks(Right.ADMINISTER)
def person(request: WorkingRequest, number: int) -> HttpResponse:
    """Somebody's page: what they are where; changed here."""
    user = _theirs(request, number)
    form = About(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        if user.pk == request.user.pk and not form.cleaned_data["is_active"]:
            messages.error(request, _("You cannot switch yourself off. Another administrator can."))
            return redirect("person", number=number)
        form.save()
        messages.success(request, _("Saved."))
        return redirect("person", number=number)
    shown = {
        "person": user,
        "form": form,
        "role_form": NewRole(offices=within(request)),
        "second_factor": TOTPDevice.objects.filter(user=user, confirmed=True).exists(),
    }
    return render(request, "administration/person.html", shown)


@asks(Right.ADMINISTER)
@require_POST
def add_role(request: WorkingRequest, number: int) -> HttpResponse:
    """Gives somebody a role in an office of one's subtree."""
    user = _theirs(request, number)
    form = NewRole(request.POST, offices=within(request))
    if form.is_valid():
        Membership.objects.get_or_create(user=user, office=form.cleaned_data["office"], role=form.cleaned_data["role"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose an office of yours and a role."))
    return redirect("person", number=number)


@asks(Right.ADMINISTER)
@require_POST
def drop_role(request: WorkingRequest, number: int, role: int) -> HttpResponse:
    """Takes a role away; never the last administrator's of an office."""
    user = _theirs(request, number)
    membership = get_object_or_404(Membership, pk=role, user=user, office__in=within(request))
    others = Membership.objects.filter(role=Role.ADMINISTRATOR, office=membership.office).exclude(pk=membership.pk)
    if membership.role == Role.ADMINISTRATOR and not others.exists():
        messages.error(request, _("This is the last administrator of the office. Name another first."))
    else:
        membership.delete()
        messages.success(request, _("Saved."))
    return redirect("person", number=number) if user.memberships.exists() else redirect("administration")


@asks(Right.ADMINISTER)
@require_POST
def reset(request: WorkingRequest, number: int) -> HttpResponse:
    """A new password, shown once, and no second factor; every session of theirs ends, since the password is part of it."""
    user = _theirs(request, number)
    password = fresh_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save()
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
    return render(request, "administration/password.html", {"person": user, "password": password})


def _theirs(request: WorkingRequest, number: int) -> User:
    """Somebody all of whose roles are in one's subtree; whoever has one elsewhere is another administrator's."""
    user = User.objects.filter(pk=number).prefetch_related("memberships").first()
    mine = set(within(request).values_list("pk", flat=True))
    if user is None or not user.memberships.all() or any(each.office_id not in mine for each in user.memberships.all()):
        raise PermissionDenied
    return user
