"""`danvan serve`: what is refused before anything starts, and what is started."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan.cli.work import serve as work

Danvan = Callable[..., Any]


class Started(Exception):
    """The site's program would run now."""


@pytest.fixture
def started(danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What `serve` puts in its own place, told instead of run."""

    def instead(program: str, command: list[str]) -> None:
        raise Started(program, command)

    def started(*options: object) -> list[str]:
        with pytest.raises(Started) as told:
            danvan("serve", *options)
        program, command = told.value.args
        assert program == sys.executable
        return [str(word) for word in command[1:]]

    monkeypatch.setattr(os, "execv", instead)
    return started


def test_the_site_starts_with_its_usual_options(started: Callable[..., list[str]]) -> None:
    usual = "--data danvan-data --host 127.0.0.1 --port 8000 --workers 2 --communes 8 --lang en"
    assert started() == ["-m", "danvan.site.serving", *usual.split()]


def test_what_is_asked_for_is_handed_on(started: Callable[..., list[str]], folder: Path) -> None:
    told = started("--data", "kho", "--port", 9000, "--empty", "--postgres", "--documents", folder, "--lang", "vi")
    assert told[2:6] == ["--data", "kho", "--host", "127.0.0.1"]
    assert {"--empty", "--postgres"} < set(told)
    assert told[-4:] == ["--documents", str(folder), "--lang", "vi"]


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [("--port", 0, "1 … 65535"), ("--workers", 65, "1 … 64"), ("--communes", 201, "1 … 200")],
)
def test_a_number_out_of_reach_is_refused_with_what_is_allowed(danvan: Danvan, option: str, value: int, allowed: str) -> None:
    ended = danvan("serve", option, value)
    assert (ended.code, f"{option}: {value} is not allowed. Allowed: {allowed}" in ended.err.replace("'", "")) == (2, True)


def test_a_folder_without_reports_is_refused(danvan: Danvan, tmp_path: Path) -> None:
    ended = danvan("serve", "--documents", tmp_path)
    assert (ended.code, str(tmp_path) in ended.err) == (2, True)


def test_without_the_sites_parts_what_to_install_is_told(danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "find_spec", lambda name: None)
    ended = danvan("serve")
    assert (ended.code, "danvan[site]" in ended.err) == (2, True)
