"""Names told from slips of the keyboard, by rapidfuzz (extra `units`)."""

from collections.abc import Iterator, Sequence

from danvan.kernel.errors import ExtraMissing

_NEAR = 76
"""Below this likeness of 100 two names are two names."""
_MOST = 12


def near_names(name: str, known: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The known names near `name`, each with its likeness of 100. Raises ExtraMissing."""
    try:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - an extra; names spelt right need none
    except ModuleNotFoundError as error:
        raise ExtraMissing(extra="units") from error
    for near, likeness, _ in process.extract(name, known, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST):
        yield near, likeness


def ratio(one: str, other: str) -> float:
    """How alike two names are, of 100; 0 for different ones where the extra is not installed."""
    try:
        from rapidfuzz import fuzz  # noqa: PLC0415 - an extra; names spelt right need none
    except ModuleNotFoundError:
        return 100.0 if one == other else 0.0
    return float(fuzz.ratio(one, other)) if numbers(one) == numbers(other) else 0.0


def numbers(name: str) -> tuple[str, ...]:
    """A number is no slip: quận 1 is not quận 11."""
    return tuple(word for word in name.split() if word.isdigit())
