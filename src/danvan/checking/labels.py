"""Labels short enough to stand beside their numbers in a sum."""

from collections.abc import Sequence

_KEPT = 2
"""Vietnamese words are mostly two syllables: never cut a label below that."""
_MOST = 6


def shortened(labels: Sequence[str], whole: str = "") -> list[str]:
    """The labels of parts without what the label of their whole says already, nor the words they all begin with, and no longer
    than six syllables each.

    >>> shortened(["số hồ sơ giải quyết trước hạn", "số hồ sơ quá hạn tiếp nhận"], "số hồ sơ tiếp nhận")
    ['giải quyết trước hạn', 'quá hạn']
    """
    said = set(whole.casefold().split())
    split = [_without(label.split(), said) for label in labels]
    return [_trimmed(words[_shared(split) :]) for words in split]


def _without(words: list[str], said: set[str]) -> list[str]:
    """`words` without those at either end that are among `said`, as long as two are left."""
    start, end = 0, len(words)
    while end - start > _KEPT and words[start].casefold() in said:
        start += 1
    while end - start > _KEPT and words[end - 1].casefold() in said:
        end -= 1
    return words[start:end]


def _shared(split: Sequence[list[str]]) -> int:
    """How many words all begin with; 0 when that would leave one of them a single syllable, torn off its word."""
    shortest = min((len(words) for words in split), default=0)
    if len(split) < 2:
        return 0
    same = next((at for at in range(shortest) if len({words[at].casefold() for words in split}) > 1), shortest)
    return same if shortest - same >= _KEPT else 0


def _trimmed(words: list[str]) -> str:
    return " ".join(words) if len(words) <= _MOST else " ".join([*words[:_MOST], "…"])
