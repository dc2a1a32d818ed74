"""Logging in through an identity provider: only people an administrator added, only by what the provider vouches for."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from joserfc import jwt
from joserfc.jwk import RSAKey

from danvan.site.accounts.models import User

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Provider:
    """A small identity provider: it says what `claims` says, of whoever comes, signed with `key`."""

    def __init__(self):
        self.claims, self.key, self.nonce = {}, KEY, ""
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                told = provider.metadata() if "openid-configuration" in self.path else {"keys": [KEY.as_dict(private=False)]}
                self.say(told)

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.say({"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": provider.token()})

            def say(self, told):
                body = json.dumps(told).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def metadata(self):
        return {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/auth", "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys", "id_token_signing_alg_values_supported": ["RS256"],
        }  # fmt: skip

    def token(self):
        now = int(time.time())
        told = {"iss": self.url, "aud": "danvan", "sub": "7", "iat": now, "exp": now + 60, "nonce": self.nonce} | self.claims
        return jwt.encode({"alg": "RS256", "kid": "one"}, told, self.key)


@pytest.fixture
def provider(settings):
    made = Provider()
    settings.OIDC_URL, settings.OIDC_CLIENT, settings.OIDC_SECRET = made.url, "danvan", "secret"
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def clerk(person, commune):
    user = person("clerk", commune)
    User.objects.filter(pk=user.pk).update(email="binh@xa.vn", must_change_password=True)
    return user


def come_through(client, provider, state=None, **claims):
    """There and back, as a browser would."""
    sent = parse_qs(urlsplit(client.get("/dang-nhap/ngoai/").url).query)
    provider.nonce, provider.claims = sent["nonce"][0], claims
    return client.get("/dang-nhap/ngoai/ve/", {"code": "c", "state": state or sent["state"][0]})


def test_who_was_added_enters_by_a_verified_address(client, provider, clerk):
    assert come_through(client, provider, email="Binh@xa.vn", email_verified=True).url == "/"
    assert client.get("/").status_code == 200


def test_an_address_nobody_verified_opens_nothing(client, provider, clerk):
    assert come_through(client, provider, email="binh@xa.vn", email_verified=False).status_code == 403
    assert client.get("/").status_code == 302


def test_who_was_not_added_does_not_enter_and_is_not_added(client, provider, clerk):
    assert come_through(client, provider, email="ai@noi.vn", email_verified=True).status_code == 403
    assert User.objects.count() == 1


def test_two_people_with_one_address_are_told_apart_by_nobody(client, provider, clerk, person, commune):
    User.objects.filter(pk=person("chair", commune).pk).update(email="binh@xa.vn")
    assert come_through(client, provider, email="binh@xa.vn", email_verified=True).status_code == 403


def test_who_is_switched_off_stays_out(client, provider, clerk):
    User.objects.update(is_active=False)
    assert come_through(client, provider, email="binh@xa.vn", email_verified=True).status_code == 403


def test_a_user_name_counts_only_where_the_settings_say_so(client, provider, clerk, settings):
    assert come_through(client, provider, preferred_username=clerk.username).status_code == 403
    settings.OIDC_BY = "username"
    assert come_through(client, provider, preferred_username=clerk.username).url == "/"


def test_a_second_factor_of_the_site_is_still_asked_for(client, provider, clerk):
    TOTPDevice.objects.create(user=clerk, confirmed=True, name="telephone")
    assert come_through(client, provider, email="binh@xa.vn", email_verified=True).url == "/dang-nhap/ma/"
    assert client.get("/").url == "/dang-nhap/ma/"


@pytest.mark.parametrize(
    "forged",
    [{"state": "made-up"}, {"nonce": "old"}, {"aud": "another"}, {"iss": "https://elsewhere.vn"}, {"exp": 1_000_000}],
    ids=lambda forged: next(iter(forged)),
)
def test_what_was_not_asked_for_is_refused(client, provider, clerk, forged):
    assert come_through(client, provider, email="binh@xa.vn", email_verified=True, **forged).status_code == 502
    assert client.get("/").status_code == 302


def test_a_signature_of_somebody_else_is_refused(client, provider, clerk):
    provider.key = OTHER
    assert come_through(client, provider, email="binh@xa.vn", email_verified=True).status_code == 502
    assert client.get("/").status_code == 302


def test_a_provider_that_does_not_answer_leaves_the_password(client, db, settings):
    settings.OIDC_URL = "http://127.0.0.1:9"
    answer = client.get("/dang-nhap/ngoai/")
    assert answer.status_code == 502
    assert "/dang-nhap/" in answer.content.decode()


def test_without_a_provider_there_is_no_such_page(client, db):
    assert client.get("/dang-nhap/ngoai/").status_code == 404
    assert "/dang-nhap/ngoai/" not in client.get("/dang-nhap/").content.decode()


def test_an_address_that_opens_the_account_is_changed_by_an_administrator_only(at_work, commune, settings):
    client = at_work("clerk", commune)
    settings.OIDC_URL = "https://id.vn"
    client.post("/tai-khoan/", {"full_name": "Bình", "email": "chair@xa.vn", "language": "vi"})
    assert User.objects.get().email == ""
