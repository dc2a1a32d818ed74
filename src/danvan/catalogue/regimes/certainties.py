"""Certainties held against each other."""

from danvan.catalogue.models import Certainty

_ORDER = tuple(Certainty)
"""As they are listed: the surest first."""


def weakest(*certainties: Certainty) -> Certainty:
    """The least sure of them: what rests on several things is no surer than any."""
    return max(certainties, key=_ORDER.index)
