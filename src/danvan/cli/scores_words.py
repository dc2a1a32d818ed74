"""Points and ranks as people write them."""

from fractions import Fraction

from danvan.kernel.quantity import rounded, vietnamese


def points_words(points: Fraction) -> str:
    """With as many decimals as it has, but no more than two: 8, 17,5, 6,67."""
    decimals = next((digits for digits in (0, 1) if rounded(points, digits) == points), 2)
    return vietnamese(rounded(points, decimals), decimals)


def range_words(best: int | None, worst: int | None) -> str:
    """'2–5'; '2–' where it may be out of the ranking."""
    return f"{best}" if best == worst else f"{best}–{'' if worst is None else worst}"
