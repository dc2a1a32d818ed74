"""A unit by its name, with accents or without."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from danvan.site.core.catalogue import today
from danvan.site.offices.models import Office
from danvan.site.registers.values import fold

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Found:
    """The units to show, and how many there are besides."""

    units: Sequence[Office]
    more: int = 0


def find(typed: str) -> Found:
    """Units whose name, with what they belong to, has every word of `typed`; those that begin with it first. One query."""
    asked = fold(typed)[:100]
    words = asked.split()
    here = Office.objects.filter(Q(until=None) | Q(until__gte=today()), works_here=True).select_related("parent")
    ranked = []
    for office in here.order_by("path"):
        name = _folded(office.name)
        whole = f"{name} {_folded(office.parent.name) if office.parent else ''} {office.code}"
        if all(word in whole for word in words):
            ranked.append((not name.endswith(asked), asked not in name, office))
    ranked.sort(key=lambda each: each[:2])
    return Found([office for *_order, office in ranked[:SHOWN]], max(len(ranked) - SHOWN, 0))


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    """There are some thousand units, and their names seldom change."""
    return fold(name)
