"""The ways a phrase says its indicator: how rich a catalogue is, and what the reader is tested with."""

import re

from danvan.catalogue.models import Phrase
from danvan.catalogue.word_groups import OR

ENOUGH = 6
"""Offices say one thing in many words: an indicator said in fewer ways is missed in other provinces' reports."""

Way = tuple[str, ...]
"""What is said, item by item."""


def ways(phrase: Phrase) -> list[Way]:
    """Each alternative of each item once, the other items at their first; without those its own `never` rules out."""
    items = [item.split(OR) for item in phrase.says]
    firsts = [item[0] for item in items]
    said = [(*firsts,), *((*firsts[:at], other, *firsts[at + 1 :]) for at, item in enumerate(items) for other in item[1:])]
    if not phrase.never:
        return said
    never = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrase.never))})(?!\w)", re.IGNORECASE)
    return [way for way in said if not never.search(" ".join(way))]
