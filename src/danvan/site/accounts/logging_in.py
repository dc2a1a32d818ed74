"""Logging in and out: password, second factor, who is logged in from where."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.auth.views import LoginView, LogoutView
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp import devices_for_user, match_token
from django_otp import login as otp_login

from danvan.site.access.policy import SECOND_FACTOR, anyone
from danvan.site.accounts.models import LogIn, User


class _NameAndPassword(AuthenticationForm):
    error_messages = AuthenticationForm.error_messages | {"invalid_login": gettext_lazy("Wrong user name or password.")}


class _Login(LoginView):
    form_class = _NameAndPassword
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"provider": settings.OIDC_NAME if settings.OIDC_URL else ""}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, max_age=365 * 86_400, samesite="Lax")
        translation.activate(user.language)
        if any(devices_for_user(user)):
            self.request.session[SECOND_FACTOR] = True
            self.request.session["next"] = self.get_success_url()
            return redirect("second-factor")
        return response


log_in = anyone(_Login.as_view())
log_out = anyone(LogoutView.as_view())


@anyone
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the telephone, or one of the codes kept on paper; after five wrong ones one has to wait (django-otp)."""
    if not request.user.is_authenticated:
        return redirect("login")
    wrong = ""
    if request.method == "POST":
        device = match_token(request.user, request.POST.get("code", "").replace(" ", ""))
        if device:
            otp_login(request, device)
            request.session.pop(SECOND_FACTOR, None)
            return redirect(request.session.pop("next", None) or settings.LOGIN_REDIRECT_URL)
        wrong = _("This code is not right, or it was used already. Write the six digits your telephone shows now.")
    return render(request, "accounts/second_factor.html", {"wrong": wrong})


@receiver(user_logged_in)
def _opened(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    if not request.session.session_key:
        request.session.save()
    LogIn.objects.create(
        user=user, session=request.session.session_key or "", address=request.META.get("REMOTE_ADDR") or None,
        program=request.headers.get("User-Agent", "")[:200],
    )  # fmt: skip


@receiver(user_logged_out)
def _closed(request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    if user and request.session.session_key:
        LogIn.objects.filter(session=request.session.session_key, ended_at=None).update(ended_at=timezone.now())
