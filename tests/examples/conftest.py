"""The example reports and what examples/expected.yml wants of them: a test that asks for `example_error`, `example_figure`,
`example_indicator` or `example_relation` runs once for each; one that asks for `example` runs once a report."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml  # noqa: TID251 - what the examples must give is not the catalogue's data

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.documents.opening import open_document
from danvan.kernel.span import Span
from danvan.reading.model import Reading
from danvan.reading.read import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((EXAMPLES / "expected.yml").read_text(encoding="utf-8"))
LISTS = {"example_error": "errors", "example_figure": "figures", "example_indicator": "figures", "example_relation": "holds"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        metafunc.parametrize("example", list(EXPECTED))
    for fixture, key in LISTS.items():
        if fixture in metafunc.fixturenames:
            cases = [(file, case) for file, wanted in EXPECTED.items() for case in wanted[key]]
            if fixture == "example_indicator":
                cases = [(file, case) for file, case in cases if "indicator" in case]
            metafunc.parametrize(fixture, cases, ids=[f"{file}-{at}" for at, (file, _) in enumerate(cases)])


@pytest.fixture
def examples() -> Path:
    return EXAMPLES


@pytest.fixture
def expected() -> dict[str, dict[str, Any]]:
    return EXPECTED


@pytest.fixture(scope="session")
def communes() -> list[Path]:
    return [EXAMPLES / file for file, wanted in EXPECTED.items() if wanted["level"] == "commune"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def read_example(catalogue: Catalogue) -> Callable[[str], Reading]:
    return cache(lambda file: read_document(open_document(EXAMPLES / file), catalogue))


@pytest.fixture
def places() -> Callable[[str, str], list[Span]]:
    """Where words stand in a text, with any white space, page break or dash of a list between them."""

    def find(text: str, words: str) -> list[Span]:
        pattern = r"\s+(?:-\s+)?".join(re.escape(word) for word in words.split())
        return [Span(*match.span()) for match in re.finditer(pattern, text)]

    return find
