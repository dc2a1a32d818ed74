"""How the tests are dealt out to the workers of pytest-xdist: what is dear to make is made by one of them, and begins first.

(`--dist loadgroup` and its marks do nothing with pytest 9.2, which no longer lets a plug-in rename a test.)
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

_TOGETHER = {"browser": "tests/site/browser/", "spark": "[spark", "simulate": "tests/simulate/"}
"""What shares a server with a province and Chromium; a Java machine; two simulated years: by words of the name of a test."""


def _group(name):
    return next((group for group, words in _TOGETHER.items() if words in name), "")


class Together(LoadScopeScheduling):
    """The groups, then the tests of each file, in the order they were found."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid):
        return _group(nodeid) or nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


def pytest_collection_modifyitems(items):
    """The groups first: the longest must not begin last."""
    items.sort(key=lambda item: not _group(item.nodeid))
