"""`sign`: what the command asks for and refuses; the signatures themselves are in tests/composing/test_signing.py."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Danvan = Callable[..., Any]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "--key: '' is not allowed"),
        (("--key", "a.p12", "--driver", "b.so"), "--key: --key, --driver is not allowed"),
        (("--driver", "b.so"), "--token: '' is not allowed"),
        (("--key", "a.p12"), "a.pdf: there is no such file"),
    ],
)
def test_what_is_missing_is_named(options: tuple[str, ...], message: str, danvan: Danvan, monkeypatch: Any) -> None:
    monkeypatch.setenv("DANVAN_KEY_PASSWORD", "x")
    ended = danvan("sign", "a.pdf", "--out", "b.pdf", *options)
    assert (ended.code, message in ended.err) == (2, True), ended.err


def test_without_a_terminal_the_password_is_not_asked_for(danvan: Danvan, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.delenv("DANVAN_KEY_PASSWORD", raising=False)
    ended = danvan("sign", tmp_path / "a.pdf", "--out", tmp_path / "b.pdf", "--key", tmp_path / "a.p12")
    assert ended.code == 2
    assert "DANVAN_KEY_PASSWORD" in ended.err


def test_at_a_terminal_the_password_is_asked_for_unseen(danvan: Danvan, monkeypatch: Any, tmp_path: Path) -> None:
    asked: list[str] = []
    monkeypatch.delenv("DANVAN_KEY_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("danvan.cli.work.sign.getpass", lambda prompt: asked.append(prompt) or "x")
    ended = danvan("sign", tmp_path / "a.pdf", "--out", tmp_path / "b.pdf", "--key", tmp_path / "a.p12")
    assert asked == ["Password or PIN: "]
    assert (ended.code, "a.pdf: there is no such file" in ended.err) == (2, True)


def test_a_token_without_its_driver_at_its_place_is_told(danvan: Danvan, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("DANVAN_KEY_PASSWORD", "x")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    asked = ("--driver", tmp_path / "none.so", "--token", "UBND")
    ended = danvan("sign", tmp_path / "a.pdf", "--out", tmp_path / "b.pdf", *asked)
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert not (tmp_path / "b.pdf").exists()
