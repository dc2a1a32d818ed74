"""What the reading tests share: the real catalogue, and a way to read a text."""

from collections.abc import Callable

import pytest

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.documents.text.reader import read_text
from danvan.reading.model import Reading
from danvan.reading.read import read_document


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def read(catalogue: Catalogue) -> Callable[[str], Reading]:
    return lambda text: read_document(read_text(text.encode(), "report.txt"), catalogue)
