"""Why a figure says what it says: the figure, its source, and the figures it was computed from, down to the last."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from danvan.ledger.figure import Figure
from danvan.ledger.sources import parts_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """`figure` with the explanations of its `parts`. `newer` is the version that superseded it, '' while current."""

    figure: Figure
    parts: tuple["Explanation", ...] = ()
    newer: str = ""

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Explanation"]]:
        """This and all below it, each with its depth, in the order of reading."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)


def explained(
    figure: Figure, fetch: Callable[[Collection[str]], list[Figure]], newer: Callable[[Collection[str]], Mapping[str, str]]
) -> Explanation:
    """The tree below `figure`. `fetch` gives figures by identifier, `newer` what superseded them.

    Both are asked a level at a time. It ends: a figure is only ever kept after its parts.
    """
    found = {figure.id: figure}
    wanted = set(parts_of(figure.source))
    while wanted:
        level = {part.id: part for part in fetch(wanted)}
        found |= level
        wanted = {part for kept in level.values() for part in parts_of(kept.source)} - found.keys()
    return _tree(figure.id, found, newer(found.keys()))


def _tree(identifier: str, found: Mapping[str, Figure], newer: Mapping[str, str]) -> Explanation:
    figure = found[identifier]
    parts = tuple(_tree(part, found, newer) for part in parts_of(figure.source))
    return Explanation(figure, parts, newer.get(identifier, ""))
