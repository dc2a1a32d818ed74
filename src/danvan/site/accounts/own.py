"""One's own account: language, password, second factor, open sessions, the office one works in."""

from io import BytesIO
from typing import Any, ClassVar, cast

import qrcode
import qrcode.image.svg
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from danvan.site.access.middleware import KEPT, WorkingRequest
from danvan.site.access.policy import logged_in
from danvan.site.accounts.models import User

PAPER_CODES = 8


class About(forms.ModelForm[User]):
    """What one may say of oneself."""

    class Meta:
        model = User
        fields = ("full_name", "email", "language")
        labels: ClassVar = {"email": gettext_lazy("E-mail")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Where a provider's address opens the account, only an administrator changes it.
        self.fields["email"].disabled = bool(settings.OIDC_URL)


@logged_in
def account(request: WorkingRequest) -> HttpResponse:
    """The page; saves name, address, language."""
    form = About(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        response = redirect("account")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.user.language, max_age=365 * 86_400, samesite="Lax")
        return response
    shown = {
        "form": form,
        "device": TOTPDevice.objects.filter(user=request.user, confirmed=True).first(),
        "log_ins": request.user.log_ins.filter(ended_at=None)[:10],
        "this": request.session.session_key,
    }
    return render(request, "accounts/account.html", shown)


@logged_in
def new_password(request: HttpRequest) -> HttpResponse:
    """Changes the password; somebody who got one from an administrator has to."""
    user = cast("User", request.user)
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        update_session_auth_hash(request, user)
        messages.success(request, _("The new password holds from now on."))
        return redirect("account")
    return render(request, "accounts/new_password.html", {"form": form, "must": user.must_change_password})


@logged_in
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """Shows the picture for the telephone; from its first right code on, every log-in asks for one."""
    user = cast("User", request.user)
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "telephone"})
    wrong = ""
    if request.method == "POST":
        if device.verify_token(request.POST.get("code", "").replace(" ", "")):
            TOTPDevice.objects.filter(user=user, confirmed=True).delete()
            device.confirmed = True
            device.save()
            return render(request, "accounts/paper_codes.html", {"codes": _paper_codes(user)})
        wrong = _("This code is not right. Write the six digits the telephone shows now; its clock must be right.")
    return render(
        request,
        "accounts/set_up_second_factor.html",
        {"picture": _picture(device.config_url), "wrong": wrong, "device": device},
    )


@logged_in
@require_POST
def drop_second_factor(request: HttpRequest) -> HttpResponse:
    """Takes the second factor off; the password is asked for."""
    user = cast("User", request.user)
    if user.check_password(request.POST.get("password", "")):
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        messages.success(request, _("Logging in asks for the password only."))
    else:
        messages.error(request, _("The password is not right. The second factor stays."))
    return redirect("account")


@logged_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends every session but this one."""
    user = cast("User", request.user)
    others = user.log_ins.filter(ended_at=None).exclude(session=request.session.session_key)
    Session.objects.filter(session_key__in=others.values("session")).delete()
    others.update(ended_at=timezone.now())
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("account")


@logged_in
@require_POST
def work_at(request: WorkingRequest) -> HttpResponse:
    """Chooses the office one works in, of those one has a role in."""
    chosen = request.POST.get("office", "")
    own = {str(each.office_id): each.office_id for each in request.memberships}
    if chosen in own:
        request.session[KEPT] = own[chosen]
    return redirect("desk")


def _paper_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="paper")
    codes = [StaticToken.random_token() for _ in range(PAPER_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes


def _picture(url: str) -> str:
    written = BytesIO()
    qrcode.make(url, image_factory=qrcode.image.svg.SvgPathImage, box_size=18).save(written)
    return mark_safe(written.getvalue().decode().partition("?>")[2] or written.getvalue().decode())  # noqa: S308 - drawn here
