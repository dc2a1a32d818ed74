"""Logging in: password, lock-out, second factor, a password of one's own."""

import time

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from danvan.site.accounts.models import LogIn, User

WORD = "đủ dài để dùng"


@pytest.fixture
def clerk(person, commune):
    return person("clerk", commune)


def enter(client, password=WORD, username="clerk-21001"):
    return client.post("/dang-nhap/", {"username": username, "password": password}, REMOTE_ADDR="10.0.0.9")


def code_of(device):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06}"


def with_device(user):
    return TOTPDevice.objects.create(user=user, confirmed=True, name="telephone")


def test_the_right_password_leads_to_the_desk(client, clerk):
    assert enter(client).url == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(client, clerk):
    answer = enter(client, "không phải")
    assert answer.status_code == 200
    assert "clerk-21001" not in answer.content.decode().split("<main")[0]


@pytest.mark.parametrize("username", ["clerk-21001", "nobody"])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_few_words(client, clerk, username):
    client.cookies["django_language"] = "en"
    assert "Wrong user name or password.<" in enter(client, "không phải", username).content.decode().replace("\n", "<")


def test_five_wrong_passwords_lock_the_account_for_that_address(client, clerk, settings):
    settings.AXES_ENABLED = True
    for _ in range(5):
        answer = enter(client, "không phải")
    assert answer.status_code == 429
    assert enter(client).status_code == 429


def test_with_a_second_factor_the_password_alone_opens_nothing(client, clerk):
    with_device(clerk)
    assert enter(client).url == "/dang-nhap/ma/"
    assert client.get("/").url == "/dang-nhap/ma/"
    assert client.get("/tai-khoan/").url == "/dang-nhap/ma/"


def test_the_code_of_the_telephone_opens(client, clerk):
    device = with_device(clerk)
    enter(client)
    assert client.post("/dang-nhap/ma/", {"code": code_of(device)}).url == "/"
    assert client.get("/").status_code == 200


def test_a_code_serves_once(client, clerk):
    device = with_device(clerk)
    code = code_of(device)
    enter(client)
    client.post("/dang-nhap/ma/", {"code": code})
    other = Client()
    enter(other)
    assert other.post("/dang-nhap/ma/", {"code": code}).status_code == 200


def test_the_second_factor_is_set_up_by_its_first_code(client, clerk):
    enter(client)
    client.get("/tai-khoan/hai-lop/")
    device = TOTPDevice.objects.get(user=clerk)
    answer = client.post("/tai-khoan/hai-lop/", {"code": code_of(device)})
    assert answer.content.decode().count("<li><code>") == 8
    assert TOTPDevice.objects.get(user=clerk).confirmed


def test_a_password_made_by_an_administrator_has_to_be_changed_first(client, clerk):
    User.objects.filter(pk=clerk.pk).update(must_change_password=True)
    enter(client)
    assert client.get("/").url == "/tai-khoan/mat-khau/"
    new = "một câu dài khác hẳn"
    client.post("/tai-khoan/mat-khau/", {"old_password": WORD, "new_password1": new, "new_password2": new})
    assert client.get("/").status_code == 200


def test_other_sessions_can_be_ended(client, clerk):
    other = Client()
    enter(other)
    enter(client)
    client.post("/tai-khoan/dang-xuat-noi-khac/")
    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200
    assert LogIn.objects.filter(user=clerk, ended_at=None).count() == 1


def test_somebody_with_two_offices_chooses_where_to_work(client, clerk, neighbour, commune):
    clerk.memberships.create(office=neighbour, role="clerk")
    enter(client)
    client.post("/noi-lam-viec/", {"office": neighbour.pk})
    assert client.get("/tai-khoan/").context["office"] == neighbour


def test_nobody_works_in_an_office_without_a_role_there(client, clerk, neighbour, commune):
    enter(client)
    client.post("/noi-lam-viec/", {"office": neighbour.pk})
    assert client.get("/tai-khoan/").context["office"] == commune
