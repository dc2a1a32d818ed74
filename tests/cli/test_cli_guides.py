"""What the guides to checking show is what the command takes."""

import re
import tomllib
from pathlib import Path

import pytest

from danvan.catalogue.strict_yaml import read_yaml

DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


def test_the_settings_that_are_shown_are_taken(false_report, danvan):
    (shown,) = blocks("checking.md", "toml")
    assert tomllib.loads(shown)["waive"][0]["check"] == "AR02"
    (false_report.parent / "danvan.toml").write_text(shown, encoding="utf-8")
    assert danvan("check", false_report).code == 1  # the waiver is about another file
    assert danvan("check", false_report.rename(false_report.with_name("bao-cao-2024.docx"))).code == 0


@pytest.mark.parametrize("guide", ["checking.md", "check-in-ci.md"])
def test_every_option_that_is_shown_exists(guide, danvan):
    text = (DOCS / guide).read_text(encoding="utf-8")
    known = danvan("check", "--help").out + danvan("watch", "--help").out + danvan("read", "--help").out
    assert {option for option in re.findall(r"--[a-z][a-z-]+", text) if option not in known} == set()


def test_the_workflows_are_sound():
    hook, workflow = (read_yaml(one.encode(), "guide").value for one in blocks("check-in-ci.md", "yaml")[:2])
    assert hook["repos"][0]["hooks"][0]["id"] == "danvan-check"
    steps = workflow["jobs"]["check"]["steps"]
    assert [step["run"] for step in steps if "run" in step][1].startswith("danvan check reports --format sarif")
