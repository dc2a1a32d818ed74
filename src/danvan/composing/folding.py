"""Long lists of units told short: 'xã A, xã B và 12 xã khác'. The list itself stands whole in an appendix."""

from collections.abc import Sequence

from danvan.units.level import kind_of

SHOWN = 8
"""Names a sentence holds; one more is named rather than counted."""
WHERE = "danh sách tại Phụ lục"


def folded(names: Sequence[str], shown: int = SHOWN) -> str:
    """The first `shown` of `names`, and how many others there are, by the kind they share."""
    if len(names) <= shown + 1:
        return ", ".join(names)
    rest = names[shown:]
    kinds = {kind.word if (kind := kind_of(name)) else "" for name in rest}
    word = kinds.pop() if len(kinds) == 1 else ""
    return f"{', '.join(names[:shown])} và {len(rest)} {word or 'đơn vị'} khác"


def is_folded(names: Sequence[str], shown: int = SHOWN) -> bool:
    """Whether `folded` does not name them all."""
    return len(names) > shown + 1
