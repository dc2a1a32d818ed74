"""Every route asks who you are: none is left undeclared. What it answers to whom is in test_routes_and_roles.py."""

import pytest
from whole import OURS


@pytest.mark.parametrize("route", OURS, ids=[route.name for route in OURS])
def test_a_route_says_what_it_asks(route):
    told = f"{route.path}: declare its view with danvan.site.access.policy: asks, logged_in or anyone"
    assert hasattr(route.view, "asks"), told
