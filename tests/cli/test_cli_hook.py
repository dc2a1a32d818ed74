"""The pre-commit hook: it is given to repositories that keep reports, so it must run as it stands."""

import re
import shlex
from pathlib import Path

import pytest

from danvan.catalogue.strict_yaml import read_yaml
from danvan.documents.opening import ENDINGS

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip")
"""Read by `danvan check`, but what a repository holds of these is hardly ever a report."""


@pytest.fixture
def hook():
    (only,) = read_yaml(HOOKS.read_bytes(), HOOKS.name).value
    return only


def test_the_entry_is_a_command_that_runs(hook, danvan, false_report):
    program, *arguments = shlex.split(hook["entry"])
    assert (hook["id"], program, hook["language"]) == ("danvan-check", "danvan", "python")
    assert danvan(*arguments, false_report).code == 1


@pytest.mark.parametrize("ending", sorted({*ENDINGS} - {*PICTURES}))
def test_every_kind_of_report_is_taken(hook, ending):
    for name in (f"bao-cao{ending}", f"2024/bao-cao{ending.upper()}"):
        assert re.search(hook["files"], name)
        assert not re.search(hook["exclude"], name)


@pytest.mark.parametrize("name", ["main.py", "bao-cao.docx.bak"])
def test_what_is_no_report_is_not_taken(hook, name):
    assert not re.search(hook["files"], name)


@pytest.mark.parametrize("name", ["README.md", "2024/~$o-cao.docx", ".an.txt", "2024/.an.txt"])
def test_what_is_kept_beside_reports_is_left_out(hook, name):
    assert re.search(hook["exclude"], name)
