"""Logging in through an identity provider (OpenID Connect), where the settings name one.

It only opens accounts an administrator made: nobody is added here. The person is found by the e-mail address the provider says
it verified, or by user name where the settings say so. State, nonce and the signature of the token are Authlib's to check.
"""

import logging
from functools import cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_otp import devices_for_user
from joserfc.errors import JoseError
from requests import RequestException

from danvan.site.access.policy import FROM_OUTSIDE, SECOND_FACTOR, anyone
from danvan.site.accounts.models import User

_log = logging.getLogger(__name__)
_FAILURES = (AuthlibBaseError, JoseError, RequestException, ValueError)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@anyone
def leave(request: HttpRequest) -> HttpResponse:
    """To the provider."""
    back = request.build_absolute_uri(reverse("oidc-back"))
    try:
        sent: HttpResponse = _provider().authorize_redirect(request, back)
    except _FAILURES as error:
        return _not_now(request, error)
    return sent


@anyone
def come_back(request: HttpRequest) -> HttpResponse:
    """From the provider, with what it says of the person."""
    provider = _provider()
    try:
        told = _told(provider, provider.authorize_access_token(request))
    except _FAILURES as error:
        return _not_now(request, error)
    user = person_of(told)
    if user is None:
        why = _("Nobody of this name works here yet. Ask your administrator to add you, with the address you log in with.")
        return render(request, "accounts/not_known.html", {"why": why}, status=403)
    login(request, user, backend=_BACKEND)
    request.session[FROM_OUTSIDE] = True
    if any(devices_for_user(user)):
        request.session[SECOND_FACTOR] = True
        return redirect("second-factor")
    return redirect(settings.LOGIN_REDIRECT_URL)


def person_of(told: dict[str, Any]) -> User | None:
    """The one active person it can be; None where there is none, or more than one."""
    if settings.OIDC_BY == "username":
        wanted = {"username": str(told.get("preferred_username") or "")}
    else:
        wanted = {"email__iexact": str(told.get("email") or "") if told.get("email_verified") is True else ""}
    if not all(wanted.values()):
        return None
    found = list(User.objects.filter(is_active=True, **wanted)[:2])
    return found[0] if len(found) == 1 else None


def _told(provider: DjangoOAuth2App, token: dict[str, Any]) -> dict[str, Any]:
    """What the signed token says; of what is not in it, what the provider answers about the same person."""
    signed: dict[str, Any] = dict(token.get("userinfo") or {})
    if not signed or "email" in signed or "userinfo_endpoint" not in provider.load_server_metadata():
        return signed
    more = dict(provider.userinfo(token=token))
    return more | signed if more.get("sub") == signed.get("sub") else signed


def _provider() -> DjangoOAuth2App:
    if not settings.OIDC_URL:
        raise Http404
    return _registered(settings.OIDC_URL, settings.OIDC_CLIENT, settings.OIDC_SECRET)


@cache
def _registered(url: str, client: str, secret: str) -> DjangoOAuth2App:
    return OAuth().register(
        "provider", client_id=client, client_secret=secret,
        server_metadata_url=f"{url.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
    )  # fmt: skip


def _not_now(request: HttpRequest, error: Exception) -> HttpResponse:
    """Its words stay out of the log: they may name the person."""
    _log.warning("logging in through the provider failed: %s", type(error).__name__)
    why = _("Logging in through your organisation's service did not work. Try again; if it stays so, use your password here.")
    return render(request, "accounts/not_known.html", {"why": why}, status=502)
