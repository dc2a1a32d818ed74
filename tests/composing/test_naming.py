"""First mentions in full, later ones short."""

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.composing.model import AreaResult, Part, ReportModel, Run
from danvan.composing.naming import Names, named, with_names
from danvan.kernel.period import Period

CATALOGUE = load_catalogue()
DECREE = "Nghị định số 30/2020/NĐ-CP"
IN_FULL = f"{DECREE} ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"


@pytest.fixture
def names():
    return Names(CATALOGUE)


def test_a_decree_is_cited_in_full_once(names):
    assert [names.told(f"theo {DECREE}."), names.told(f"theo {DECREE}.")] == [f"theo {IN_FULL}.", f"theo {DECREE}."]


def test_what_is_cited_in_full_already_stays_as_it_is(names):
    assert names.told(f"theo {IN_FULL}.") == f"theo {IN_FULL}."


@pytest.mark.parametrize("words", ["Luật Thực hiện dân chủ ở cơ sở", "Nghị định số 999/1999/NĐ-CP", "Kế hoạch số 12/KH-UBND"])
def test_a_law_by_its_name_and_a_text_nobody_knows_stay_as_they_are(names, words):
    assert names.told(words) == words


def test_a_body_is_named_in_full_once(names):
    assert names.told("Hội Nông dân có 5 chi hội") == "Hội Nông dân Việt Nam có 5 chi hội"
    assert names.told("Hội Nông dân đã") == "Hội Nông dân đã"


def test_a_body_that_was_named_in_full_is_short_behind(names):
    assert names.told("Mặt trận Tổ quốc Việt Nam") == "Mặt trận Tổ quốc Việt Nam"
    assert names.told("Mặt trận Tổ quốc") == "Mặt trận Tổ quốc"


def test_the_words_of_people_are_heard_and_stay(sample):
    lines = ((Run("Mặt trận Tổ quốc giám sát.", by="given"),), (Run("Mặt trận Tổ quốc phản biện."),))
    part = Part("x", "I", "Mặt trận Tổ quốc", 1, areas=(AreaResult("x", "", lines),))
    model = with_names(ReportModel("x", Period.nine_months(2024), (), (part,), ""), CATALOGUE)
    assert model.parts == (part,)


def test_what_a_letter_lists_is_quoted(sample):
    listed = f"- Đoạn 3: viện dẫn {DECREE};"
    assert named([listed, f"theo {DECREE}"], CATALOGUE) == (listed, f"theo {IN_FULL}")
