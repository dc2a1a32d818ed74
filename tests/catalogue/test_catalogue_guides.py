"""The guides are true: what they tell to write is written, linted and read."""

from pathlib import Path

import pytest

from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.documents.text.reader import read_text
from danvan.reading.read import read_document

DOCS = Path(__file__).parents[2] / "docs"
ABOUT = 'name: {vi: Thử, en: Trial}\nversion: "1"\nowner: ai đó\n'


def blocks(guide, kind):
    """What stands between fences of that kind."""
    fenced = (DOCS / guide).read_text("utf-8").split("```")[1::2]
    return [text.removeprefix(f"{kind}\n") for text in fenced if text.startswith(f"{kind}\n")]


@pytest.fixture
def own(tmp_path):
    """A folder with these files."""

    def make(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return load_catalogue(overlay=tmp_path)

    return make


def test_the_indicator_of_the_guide_is_right_and_read(own):
    about, indicators, phrases = blocks("add-an-indicator.md", "yaml")
    folder = "areas/mediation"
    catalogue = own({"catalogue.yml": about, f"{folder}/indicators.yml": indicators, f"{folder}/phrases.yml": phrases})
    assert [str(problem) for problem in lint(catalogue) if "teams_model" in str(problem)] == []
    (trial,) = [block for block in blocks("add-an-indicator.md", "") if block.startswith("BÁO CÁO")]
    reading = read_document(read_text(trial.encode(), "thu.txt"), catalogue)
    assert [figure.indicator for figure in reading.figures] == ["mediation.teams_model"]


def test_the_area_of_the_guide_is_right(own):
    files = {text.split("\n")[0].removeprefix("# "): text for text in blocks("adding-an-area.md", "yaml")}
    assert len(files) == 5
    catalogue = own({"catalogue.yml": ABOUT, **{f"areas/trial/{name}": text for name, text in files.items()}})
    assert [str(problem) for problem in lint(catalogue) if "trial" in str(problem)] == []
