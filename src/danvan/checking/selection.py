"""Which checks are run: those named by their code (AR02) or by their group (AR)."""

from collections.abc import Iterable
from dataclasses import dataclass

GROUP = 2
"""Letters of a code that name its group."""


@dataclass(frozen=True, slots=True)
class Selection:
    """`only`: none but these, when there are any; `without`: not these. A code is more exact than its group, and the more
    exact name decides: SP but without SP03, or without SP but SP01."""

    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def takes(self, code: str) -> bool:
        """Whether the check `code` is run. A name on both sides leaves it out."""
        wanted, refused = _exactness(code, self.only), _exactness(code, self.without)
        return wanted > refused if self.only else not refused

    def but(self, only: Iterable[str], without: Iterable[str]) -> "Selection":
        """The same, with what is given in the place of what was there."""
        return Selection(frozenset(only) or self.only, frozenset(without) or self.without)


EVERY_CHECK = Selection()


def _exactness(code: str, names: frozenset[str]) -> int:
    return 2 if code in names else 1 if code[:GROUP] in names else 0


def unknown(names: Iterable[str], codes: Iterable[str]) -> list[str]:
    """The names that are neither one of `codes` nor the group of one."""
    known = {*codes, *(code[:GROUP] for code in codes)}
    return [name for name in names if name not in known]
