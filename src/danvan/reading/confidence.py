"""How sure a figure's indicator is, from what spoke for it.

A number from 0 to 1: one, times a factor for each thing that is weaker than it could be. The factors were chosen so that on the
passages told in full (tests/reading/passages/told_*.yml) a higher confidence is more often right: 19 of 20 from 0.85 upwards,
four of five from 0.72, three of five below (tests/reading/test_reading_confidence.py).
"""

from dataclasses import dataclass

HELD_BACK = 0.5
"""Below it an indicator is only named as a candidate."""
BY_FORM = 0.95
"""The column of an official form says what stands in it."""
BY_OPERATION = 0.72
"""Told by the calculation it is part of: the bottom of a rate whose indicator is known."""

_PLACES = (1.0, 0.95, 0.9, 0.8)
"""The farthest place an item was read from: beside the number, with its whole, earlier in the sentence, in a heading."""
_NO_MEASURE_ASKED, _NO_MEASURE = 0.95, 0.8
_NO_AREA, _OTHER_AREA = 0.97, 0.9
_RIVAL = 0.85
_NOTHING_BESIDE = 0.85
_LITTLE, _HALF = 0.2, 0.4
_UNEXPLAINED, _HALF_EXPLAINED = 0.7, 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What spoke for an indicator. `told`: items said beside the number, with its whole, earlier in the sentence, in a heading.

    `counted`: whether the unit of measure agrees, None where the indicator asks for none. `at_home`: whether the heading is of
    its area, None under no heading that is of any. `rivals`: other indicators with as much said for them beside the number.
    `explained`: the share of the words beside the number that speak for it: 'số hộ' in 'số hộ dự họp ở thôn' explains little.
    """

    told: tuple[int, int, int, int]
    counted: bool | None
    at_home: bool | None
    rivals: int = 0
    explained: float = 1

    @property
    def bare(self) -> bool:
        """Nothing beside the number or its whole speaks for it."""
        return not self.told[0] and not self.told[1]


def confidence(evidence: Evidence) -> float:
    """From 0 to 1, two decimals."""
    sure = _PLACES[max((at for at, items in enumerate(evidence.told) if items), default=3)]
    sure *= {True: 1.0, None: _NO_MEASURE_ASKED, False: _NO_MEASURE}[evidence.counted]
    sure *= {True: 1.0, None: _NO_AREA, False: _OTHER_AREA}[evidence.at_home]
    sure *= _RIVAL if evidence.rivals else 1
    if not evidence.told[0]:
        sure *= _NOTHING_BESIDE
    elif evidence.explained < _HALF:
        sure *= _UNEXPLAINED if evidence.explained < _LITTLE else _HALF_EXPLAINED
    return round(sure, 2)
