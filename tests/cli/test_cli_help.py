"""Every command and every option explains itself, in both languages."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from danvan.cli.group import COMMANDS, root
from danvan.cli.language import Language
from danvan.cli.session import Session
from danvan.kernel.errors import OutputError

Danvan = Callable[..., Any]


def _walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from _walk(command.get_command(None, name), (*path, name))


TREE = dict(_walk(root()))


def test_the_commands_are_those_promised() -> None:
    promised = "read check watch ledger compose refresh letter sign explain catalogue units regime simulate serve run"
    assert list(COMMANDS) == promised.split()
    ledger = "ledger add show rollup check score completeness sent return series compare consequences correct withdraw history"
    more = "disagreements at compact rebuild"
    assert [path[-1] for path in TREE if path[:1] == ("ledger",)] == [*ledger.split(), *more.split()]
    assert [path[-1] for path in TREE if path[:1] == ("regime",)] == ["regime", "due", "list", "show"]


@pytest.mark.parametrize("path", TREE, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_command_has_help(path: tuple[str, ...], lang: str, danvan: Danvan) -> None:
    ended = danvan(*path, "--help", "--lang", lang)
    assert ended.code == 0
    assert ended.err == ""
    assert ended.out.startswith("Usage: danvan" if lang == "en" else "Cách dùng: danvan")


@pytest.mark.parametrize("path", TREE, ids=" ".join)
def test_every_option_is_explained_in_vietnamese(path: tuple[str, ...]) -> None:
    vietnamese = Language("vi")
    for param in TREE[path].params:
        assert vietnamese(param.help) not in ("", param.help), f"{path}: {param.name}"


def test_a_command_alone_shows_the_help_and_does_nothing(danvan: Danvan) -> None:
    ended = danvan()
    assert (ended.code, ended.out) == (2, "")
    assert "Commands:" in ended.err


def test_the_language_may_stand_anywhere(danvan: Danvan) -> None:
    asked = [danvan("--lang", "vi", "check", "--help"), danvan("check", "--help", "--lang=vi")]
    assert asked[0].out == asked[1].out
    assert "Cách dùng" in asked[0].out


def test_the_version_is_told(danvan: Danvan) -> None:
    assert danvan("--version").out.startswith("danvan ")


def test_ctrl_c_ends_with_130_and_a_word(danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("danvan.cli.work.read.write_texts", interrupt)
    ended = danvan("read", "--text", "a.txt")
    assert ended.code == 130
    assert ended.err.startswith("Stopped.")


def test_without_compiled_translations_it_speaks_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr("danvan.cli.language.LOCALE", tmp_path)
    assert Language("vi")("Usage:") == "Usage:"


def test_a_session_complains_in_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    from_system = OSError(13, "Permission denied")
    session = Session(Language("vi"), datetime.now(UTC), Console(), Console(stderr=True, width=200))
    session.complain(OutputError(file="x", reason=from_system.strerror))
    assert "không có quyền" in capsys.readouterr().err


def test_the_page_of_commands_is_up_to_date() -> None:
    tool = Path(__file__).parents[2] / "tools/generate_command_docs.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
