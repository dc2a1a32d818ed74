import os
from importlib.util import find_spec

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.units.register import UnitRegister


@pytest.fixture(scope="session")
def national():
    """The national register with our cards. Where CI runs the extra must be there."""
    if find_spec("vietnamadminunits") is None and not os.environ.get("CI"):
        pytest.skip("the national list is not installed: pip install 'danvan[units]'")
    return UnitRegister.load(load_catalogue())
