"""The kinds of check: one module each, found by looking into this folder.

A kind has KIND, its name on the cards; Settings, the model of a card's `settings`; BLANKS, the names a card's sentences may
use; and evaluate, which gives the findings. A new check of a known kind is a card; a new kind is a module here.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Card, CheckCard
from danvan.catalogue.validation import validated
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding


class Kind(Protocol):
    """What a module of this folder offers."""

    KIND: str
    Settings: type[Card]
    BLANKS: frozenset[str]

    def evaluate(self, card: CheckCard, settings: Card, subject: Subject) -> Iterator[Finding]: ...


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {kind.KIND: kind for kind in (cast("Kind", module) for module in modules)}


def kind_of(card: CheckCard, catalogue: Catalogue) -> Kind:
    """The kind `card` names. Raises CatalogueError when there is none."""
    kinds = all_kinds()
    if card.kind not in kinds:
        place = catalogue.place(card).inside("kind")
        raise place.error(
            "there is no kind of check '{kind}'{hint}",
            "{kinds}",
            kind=card.kind,
            hint=did_you_mean(card.kind, kinds),
            kinds=", ".join(sorted(kinds)),
        )
    return kinds[card.kind]


def settings_of(card: CheckCard, catalogue: Catalogue) -> Card:
    """The settings of `card`, as its kind understands them; looked at once. Raises CatalogueError when it does not."""
    known = catalogue.derived(_settings)
    if id(card) not in known:
        place = catalogue.place(card).inside("settings")
        known[id(card)] = card, validated(kind_of(card, catalogue).Settings, card.settings, place)
    return known[id(card)][1]


def _settings(_catalogue: Catalogue) -> dict[int, tuple[CheckCard, Card]]:
    """By the identity of the card, which is kept with them so that no other card can take it."""
    return {}
