import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from danvan.composing.consolidate import consolidate


@pytest.fixture(scope="session")
def sample():
    """The names of sample.py, which is no module of a package."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("sample.py"))))


@pytest.fixture(scope="session")
def composed(sample):
    """A report model from given figures."""

    def compose(rolled=None, outline=None):
        return consolidate(rolled or sample.usual(), outline or sample.outline(), sample.catalogue())

    return compose
