"""A process is made ready before its first page."""

from danvan.site.core.catalogue import today
from danvan.site.figures.rules import rules_on
from danvan.site.figures.warming import warm


def test_a_process_is_made_ready_without_a_database():
    warm()
    assert rules_on(today()) is rules_on(today())
