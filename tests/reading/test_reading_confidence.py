"""How sure an indicator is: the better the evidence the higher, and the higher the more often right."""

from dataclasses import replace

import pytest
from tests.reading.told import aligned, rows, told_cases

from danvan.documents.model import Doubtful
from danvan.documents.text.reader import read_text
from danvan.kernel.span import Span
from danvan.reading.confidence import HELD_BACK, Evidence, confidence
from danvan.reading.read import read_document

BEST = Evidence(told=(2, 0, 0, 0), counted=True, at_home=True)
WEAKER = {
    "said with the whole": replace(BEST, told=(1, 1, 0, 0)),
    "said earlier in the sentence": replace(BEST, told=(1, 0, 1, 0)),
    "said in a heading": replace(BEST, told=(1, 0, 0, 1)),
    "nothing beside the number": replace(BEST, told=(0, 1, 1, 0)),
    "no unit of measure": replace(BEST, counted=False),
    "under the heading of another area": replace(BEST, at_home=False),
    "under no heading": replace(BEST, at_home=None),
    "as much said for another": replace(BEST, rivals=1),
    "most words beside it say something else": replace(BEST, explained=0.1),
}


def heading(title):
    return f"I. KẾT QUẢ\n\n1. {title}\n\n"


def figures(read, text):
    return {figure.span.of(text): figure for figure in read(text).figures}


def test_the_best_evidence_is_certain():
    assert confidence(BEST) == 1


@pytest.mark.parametrize("evidence", WEAKER.values(), ids=WEAKER)
def test_weaker_evidence_is_less_sure(evidence):
    assert confidence(evidence) < 1


def test_a_higher_confidence_is_more_often_right(read):
    right = {"high": [], "middle": [], "low": []}
    for case in told_cases():
        reading = read(case["text"])
        pairs, _, _ = aligned(
            rows(case), sorted(reading.figures, key=lambda figure: figure.number.start), reading.document.text
        )
        for row, figure in pairs:
            if figure.indicator and not figure.target:
                band = "high" if figure.confidence >= 0.85 else "middle" if figure.confidence >= 0.72 else "low"
                right[band].append(figure.indicator == row.indicator)
    share = {band: sum(answers) / len(answers) for band, answers in right.items()}
    assert share["high"] >= 0.9
    assert share["high"] > share["middle"] > share["low"]


def test_a_figure_without_an_indicator_has_no_confidence(read):
    assert [figure.confidence for figure in read("Trồng 45 cây bóng mát.").figures] == [None]


def test_a_heading_of_two_areas_chooses_neither(read):
    text = heading("Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng") + "Trong năm giám sát được 12 cuộc."
    figure = figures(read, text)["12 cuộc"]
    assert figure.indicator is None
    assert figure.candidates == ("investment_supervision.supervisions", "peoples_inspection.supervisions")


def test_the_second_of_two_figures_without_words_is_not_the_first_again(read):
    text = heading("Công tác hòa giải ở cơ sở") + "Hòa giải thành được 12 vụ, 5 vụ."
    found = figures(read, text)
    assert found["12 vụ"].indicator == "mediation.successful"
    assert found["5 vụ"].indicator is None


def test_what_was_hard_to_recognise_is_less_sure(catalogue):
    document = read_text("Toàn xã tiếp nhận 45 hồ sơ, giải quyết 40 hồ sơ.".encode(), "scan.txt")
    sure = read_document(document, catalogue).figures
    at = document.text.index("40")
    hard = read_document(replace(document, doubtful=(Doubtful(Span(at, at + 2), 41),)), catalogue).figures
    assert [figure.recognised for figure in hard] == [None, 41]
    assert hard[1].confidence == pytest.approx(sure[1].confidence * 0.41, abs=0.01)
    assert hard[0].confidence == sure[0].confidence


def test_an_indicator_is_held_back_below_a_bound():
    nothing = Evidence(told=(0, 0, 1, 1), counted=False, at_home=False, rivals=2, explained=0)
    assert confidence(nothing) < confidence(WEAKER["nothing beside the number"])
    assert 0 < HELD_BACK < 1
