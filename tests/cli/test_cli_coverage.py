"""`danvan read --coverage`: the account of a report's numbers."""

import json

import pytest

TEXT = "Thu 14,560 triệu đồng, đạt 12,5% và 21,300 người; dự án 24 có 2 nhà.\n"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "r.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_the_account_counts_each_kind_and_shows_only_what_is_open(danvan, file):
    ended = danvan("read", "--coverage", file)
    assert "1  parts of names" in ended.out
    assert "14,560 / 14.560" in " ".join(ended.out.split())
    assert ended.out.count("line 1") == 1


def test_every_number_is_shown_when_asked(danvan, file):
    assert danvan("read", "--coverage", "--all", file).out.count("line 1") == 5


def test_the_json_holds_the_account(danvan, file):
    coverage = json.loads(danvan("read", "--format", "json", file).out)["coverage"]
    kinds = {kind: len(spans) for kind, spans in coverage["by_kind"].items()}
    assert kinds == {"figure": 3, "name": 1, "undecided": 1}
