"""Adding a check of an existing kind takes two files: those that CONTRIBUTING.md shows, taken from there."""

import importlib.util
import json
import re
import sys
import textwrap
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue

ROOT = Path(__file__).parents[2]
ABOUT = """\
name: {vi: Danh mục của tỉnh, en: A province's own}
version: "1"
owner: Tỉnh
"""


@pytest.fixture
def shown():
    """The two files, as the guide shows them: the code of the check, its card, its cases."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide[guide.index("## Add a check\n") : guide.index("## Add a format")]
    card, cases = (textwrap.dedent(block) for block in re.findall(r"```yaml\n(.*?)```", section, re.DOTALL))
    code = re.search(r"`catalogue/checks/SP/(SP\d\d)\.yml`", section)
    return code[1], card, cases


@pytest.fixture
def own(shown, tmp_path):
    """A catalogue folder with the card in it."""
    code, card, _cases = shown
    folder = tmp_path / "own"
    (folder / "checks" / "SP").mkdir(parents=True)
    (folder / "catalogue.yml").write_text(ABOUT, encoding="utf-8")
    (folder / "checks" / "SP" / f"{code}.yml").write_text(card, encoding="utf-8")
    return folder


@pytest.fixture
def docs(shown, tmp_path, monkeypatch):
    """The tool that reads and runs cases, with the cases of the guide."""
    spec = importlib.util.spec_from_file_location("cases_of_the_guide", ROOT / "tools" / "generate_check_docs.py")
    tool = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "cases_of_the_guide", tool)
    spec.loader.exec_module(tool)
    code, _card, cases = shown
    (tmp_path / f"{code}.yml").write_text(cases, encoding="utf-8")
    monkeypatch.setattr(tool, "CASES", tmp_path)
    return tool


def test_the_command_finds_what_the_new_check_looks_for(shown, own, true_report, danvan):
    code, _card, _cases = shown
    with true_report.open("a", encoding="utf-8") as file:
        file.write("\nPhân công 02 đ/c phụ trách tổ hòa giải.\n")
    ended = danvan("--catalogue", own, "check", true_report, "--format", "json", "--select", code)
    (finding,) = json.loads(ended.out)["findings"]
    assert (finding["code"], finding["text"], finding["expected"]) == (code, "đ/c", "đồng chí")
    assert danvan("check", true_report, "--select", code).code == 2  # without the folder there is no such check


def test_its_cases_hold(shown, own, docs):
    code, _card, _cases = shown
    catalogue, cases = load_catalogue(overlay=own), docs.read_cases(code)
    assert min(len(cases.wrong), len(cases.right)) >= 4
    for case in (*cases.wrong, *cases.right):
        found = [finding for finding in docs.run(case, catalogue).findings if finding.code == code]
        assert tuple(finding.span for finding in found) == case.places, case.name
        assert [(one.found, one.expected) for one in found] == [(one["found"], one["expected"]) for one in case.expected]


def test_the_catalogue_with_it_is_sound(own, danvan):
    ended = danvan("--catalogue", own, "catalogue", "lint")
    assert ended.code == 0, ended.out + ended.err
