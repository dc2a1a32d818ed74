"""A province, two communes in it, and somebody in each role: what every test of the site begins with."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")

import django

django.setup()

from django.test import Client  # noqa: E402 - the same
from django.utils.translation import deactivate  # noqa: E402 - the same

from danvan.site.accounts.models import Membership, User  # noqa: E402 - the same
from danvan.site.core.remembering import Remembered  # noqa: E402 - the same
from danvan.site.offices.models import Office  # noqa: E402 - the same


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Each test begins with the same keys, of other rows."""
    for each in Remembered.every:
        each.forget()


@pytest.fixture(autouse=True)
def _own_language():
    """A page that was shown in English leaves the thread in English."""
    yield
    deactivate()


@pytest.fixture
def province(db):
    return Office.objects.create(code="51", name="tỉnh Quảng Ngãi", level="province")


@pytest.fixture
def commune(province):
    return Office.objects.create(code="21001", name="xã Suối Đào", level="commune", parent=province)


@pytest.fixture
def neighbour(province):
    return Office.objects.create(code="21002", name="xã Nghĩa Hòa", level="commune", parent=province)


@pytest.fixture
def person(db) -> Callable:
    """`person('clerk', commune)`: somebody with that role there."""

    def made(role: str, office, name: str = ""):
        username = name or f"{role}-{office.code}"
        user = User.objects.create_user(username, password="đủ dài để dùng", full_name=f"Người {role}")
        Membership.objects.create(user=user, office=office, role=role)
        return user

    return made


@pytest.fixture
def at_work(person) -> Callable[..., Client]:
    """`at_work('clerk', commune)`: a browser in which that person is logged in."""

    def logged_in(role: str, office, name: str = "") -> Client:
        client = Client()
        client.force_login(person(role, office, name))
        return client

    return logged_in
