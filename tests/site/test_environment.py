"""Settings from the environment: typed, and refused with what to write instead."""

import stat

import pytest

from danvan.site.environment import Environment, SettingInvalid


def env(**variables):
    return Environment(variables)


@pytest.mark.parametrize("text", ["1", "true", "Yes", "ON"])
def test_yes_is_said_in_several_ways(text):
    assert env(DANVAN_DEBUG=text).yes("DANVAN_DEBUG", default=False)


@pytest.mark.parametrize(
    ("name", "text", "read", "words"),
    [
        ("DANVAN_DEBUG", "maybe", lambda e: e.yes("DANVAN_DEBUG", default=False), "Write 1 or 0"),
        ("DANVAN_UPLOAD_MB", "25MB", lambda e: e.number("DANVAN_UPLOAD_MB", 25, least=1), "Write a whole number, 1 or more"),
        ("DANVAN_UPLOAD_MB", "0", lambda e: e.number("DANVAN_UPLOAD_MB", 25, least=1), "Write a whole number, 1 or more"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_write(name, text, read, words):
    with pytest.raises(SettingInvalid, match=words) as refused:
        read(env(**{name: text}))
    assert f"{name}='{text}'" in str(refused.value)


def test_items_stand_between_commas():
    assert env(DANVAN_HOSTS=" a.vn, b.vn ,").items("DANVAN_HOSTS") == ["a.vn", "b.vn"]


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "keys/secret"
    first = env().secret("DANVAN_SECRET_KEY", file, lambda: "made")
    again = env().secret("DANVAN_SECRET_KEY", file, lambda: "made anew")
    assert (first, again) == ("made", "made")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_of_the_environment_leaves_no_file(tmp_path):
    assert env(DANVAN_SECRET_KEY="given").secret("DANVAN_SECRET_KEY", tmp_path / "secret", lambda: "made") == "given"
    assert not (tmp_path / "secret").exists()


def test_networks_are_checked_when_the_site_starts():
    assert env(DANVAN_METRICS_FROM="127.0.0.1, 10.1.0.0/16").networks("DANVAN_METRICS_FROM") == ["127.0.0.1", "10.1.0.0/16"]
    with pytest.raises(SettingInvalid, match="addresses or networks"):
        env(DANVAN_METRICS_FROM="server.vn").networks("DANVAN_METRICS_FROM")


def test_a_choice_is_one_of_those_allowed():
    assert env().choice("DANVAN_OIDC_BY", ("email", "username")) == "email"
    with pytest.raises(SettingInvalid, match="email or username"):
        env(DANVAN_OIDC_BY="phone").choice("DANVAN_OIDC_BY", ("email", "username"))
