"""Each mistake of a scorecard or an outline is named with what is allowed instead."""

import shutil
from pathlib import Path

import pytest

from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue

SMALL = Path(__file__).parent / "small"
STEPS = '[{at_least: "0.9", points: 3}, {at_least: "0.5", points: 1}]'
MISTAKES = {
    "points of the groups": ("superior: 5", "superior: 6", "the groups make 15 points, 20 in all less 6"),
    "a code twice": ("code: manner", "code: settles", "the code 'settles' 2 times"),
    "no lowest grade": ("at_least: 0}", "at_least: 4}", "no grade below 4 points"),
    "gates without a word": ("ungraded: {vi: Không đủ điều kiện xếp loại, en: Not to be graded}\n", "", "gates, and no word"),
    "steps out of order": (STEPS, '[{at_least: "0.5", points: 3}, {at_least: "0.9", points: 1}]', "steps of pending_share out"),
    "more points for less": (STEPS, '[{at_least: "0.9", points: 3}, {at_least: "0.5", points: 4}]', "out of order"),
    "a highest step below the maximum": (STEPS, '[{at_least: "0.9", points: 2}]', "pending_share earns 2 of 3 points"),
    "a formula of nothing known": ('"petitions.settled / ', '"petitions.solved / ', "petitions.solved"),
    "a gate of nothing known": ('"petitions.settled >= 1"', '"petitions.solved >= 1"', "petitions.solved"),
    "a gate that compares nothing": ('"petitions.settled >= 1"', '"petitions.settled"', "Allowed: "),
}


@pytest.mark.parametrize(("right", "wrong", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_scorecard_is_named(tmp_path: Path, right: str, wrong: str, words: str) -> None:
    shutil.copytree(SMALL, tmp_path / "own")
    card = tmp_path / "own" / "scorecards" / "service.yml"
    text = card.read_text("utf-8")
    assert right in text
    card.write_text(text.replace(right, wrong), "utf-8")
    problems = [str(problem) for problem in lint(load_catalogue(tmp_path / "own"))]
    assert any(words in problem for problem in problems), problems
    assert all("service.yml" in problem for problem in problems)


PART = "    areas: [petitions]\n"
OUTLINE_MISTAKES = {
    "a form nobody knows": ("    tables: [{title: {vi: Biểu, en: Form}, form: 99/XX}]\n", "the unknown form '99/XX'"),
    "a table of nothing": ("    tables: [{title: {vi: Biểu, en: Empty}}]\n", "the table 'Empty' of half_year"),
    "an indicator nobody knows": ("    indicators: [petitions.receved]\n", "the unknown indicator 'petitions.receved'"),
    "words nobody knows": ("    told: [dreams]\n", "the unknown kind of words 'dreams'"),
    "units compared by a count": (
        "    standings: [{indicator: petitions.received, least: 30}]\n",
        "compares units by 'petitions.received', which is no share",
    ),
}


@pytest.mark.parametrize(("added", "words"), OUTLINE_MISTAKES.values(), ids=OUTLINE_MISTAKES)
def test_a_mistake_in_a_part_of_an_outline_is_named(tmp_path: Path, added: str, words: str) -> None:
    assert any(words in problem for problem in outline_problems(tmp_path, PART, PART + added))


WHOLE_MISTAKES = {
    "a series nobody knows": ("series: tax\n", "is made of the unknown series 'tax'"),
    "a chart of nothing known": (
        "charts: [{kind: share, indicators: [petitions.nothing]}]\n",
        "the unknown indicator 'petitions.nothing'",
    ),
    "a chart in no part": ("charts: [{kind: share, indicators: [petitions.received], part: annex}]\n", "annex"),
}


@pytest.mark.parametrize(("added", "words"), WHOLE_MISTAKES.values(), ids=WHOLE_MISTAKES)
def test_a_mistake_in_an_outline_is_named(tmp_path: Path, added: str, words: str) -> None:
    assert any(words in problem for problem in outline_problems(tmp_path, "closing:", f"{added}closing:"))


def outline_problems(folder: Path, right: str, wrong: str) -> list[str]:
    shutil.copytree(SMALL, folder / "own")
    file = folder / "own" / "outlines" / "half_year.yml"
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    return [str(problem) for problem in lint(load_catalogue(folder / "own"))]
