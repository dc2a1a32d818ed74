"""Reports of units outside the site: read, confirmed figure by figure beside the words, then counted like any other."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from reporting import VISITS
from reviewing import PERIOD, accepted, sent, state_of

from danvan.site.figures.models import FigureValue
from danvan.site.figures.reading import current_figures
from danvan.site.offices.models import Office
from danvan.site.review.models import OutsideDocument
from danvan.site.review.outside.confirming import choices_of, lines_in
from danvan.site.review.outside.lines import place_in
from danvan.site.review.rolling import rolled_up
from danvan.site.review.units import awaited

URL = f"/tiep-nhan/{PERIOD}/21001/van-ban/"
VISITED = "citizen_reception.visits"
WORDS = """ỦY BAN NHÂN DÂN
XÃ SUỐI ĐÀO

BÁO CÁO
Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2026

I. KẾT QUẢ
1. Công tác tiếp công dân
Trong 9 tháng đầu năm 2026, UBND xã đã tiếp 49 lượt công dân với 53 người.
2. Giải quyết thủ tục hành chính
Tổng số hồ sơ tiếp nhận 320 hồ sơ, trong đó tiếp nhận trực tuyến 206 hồ sơ.
Năm 2025 tiếp 40 lượt công dân.
"""


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"


@pytest.fixture
def outside(commune):
    Office.objects.filter(pk=commune.pk).update(works_here=False)
    commune.refresh_from_db()
    return commune


@pytest.fixture
def reviewer(at_work, province):
    return at_work("reviewer", province)


def dropped(client, words=WORDS, name="bao-cao.txt", **more):
    return client.post(URL, {"file": SimpleUploadedFile(name, words.encode()), "received": "2026-09-05", **more})


@pytest.fixture
def document(reviewer, outside):
    dropped(reviewer)
    return OutsideDocument.objects.get()


def line_of(document, text):
    return next(line for line in lines_in(document) if text in line.text)


def confirmed(client, document, **choices):
    return client.post(f"{URL}{document.pk}/", {"do": "confirm", **choices})


def test_each_number_stands_with_its_sentence_and_the_figure_it_is_proposed_for(document):
    line = line_of(document, "49")
    assert (line.indicator, line.sure) == (VISITED, True)
    assert "tiếp 49 lượt công dân" in line.sentence


def test_a_number_that_stands_twice_is_set_off_where_it_was_read():
    sentence = "Đã tiếp 8 lượt (định kỳ 0 lượt, thường xuyên 8 lượt)."
    second = sentence.rindex("8 lượt")
    assert place_in(sentence, "8 lượt", "kỳ 0 lượt,\nthường xuyên ") == second
    assert place_in(sentence, "8 lượt", "Đã  tiếp ") == sentence.index("8 lượt")


def test_numbers_of_another_year_are_not_proposed(document):
    assert all(line.value != "40" for line in lines_in(document))


def test_nothing_counts_until_it_is_confirmed(document, outside):
    assert not FigureValue.objects.filter(office=outside).exists()


def test_confirmed_figures_count_like_any_other(reviewer, document, outside, province):
    confirmed(reviewer, document)
    assert state_of(outside) == "accepted"
    assert rolled_up(awaited(province, PERIOD)).rolled.rows[VISITED].total.amount.value == 49


def test_a_figure_keeps_the_words_it_was_read_from(reviewer, document, outside):
    confirmed(reviewer, document)
    source = current_figures(outside, PERIOD)[VISITED].source
    assert (source["kind"], source["digest"]) == ("words", document.digest)
    assert "tiếp 49 lượt công dân" in source["context"]


def test_what_is_left_out_does_not_count(reviewer, document, outside):
    number = line_of(document, "49").number
    confirmed(reviewer, document, **{f"line-{number}": ""})
    assert VISITED not in current_figures(outside, PERIOD)


def test_a_number_can_be_given_another_figure_by_its_name(reviewer, document, outside):
    number = line_of(document, "49").number
    confirmed(reviewer, document, **{f"other-{number}": "số lượt tiếp công dân thường xuyên"})
    figures = current_figures(outside, PERIOD)
    assert VISITED not in figures
    assert figures["citizen_reception.visits_regular"].value == 49


def test_two_different_numbers_for_one_figure_are_refused(reviewer, document, outside):
    number = line_of(document, "53").number
    answer = confirmed(reviewer, document, **{f"other-{number}": VISITED})
    assert answer.status_code == 422
    assert number in answer.context["wrong"]
    assert not FigureValue.objects.filter(office=outside).exists()


def test_a_figure_that_does_not_exist_is_refused(reviewer, document):
    number = line_of(document, "49").number
    assert confirmed(reviewer, document, **{f"other-{number}": "không có"}).status_code == 422


def test_all_sure_ones_are_taken_at_once(reviewer, document):
    number = line_of(document, "49").number
    reviewer.post(f"{URL}{document.pk}/", {"do": "save", f"line-{number}": ""})
    reviewer.post(f"{URL}{document.pk}/", {"do": "sure"})
    document.refresh_from_db()
    assert choices_of(document)[number] == VISITED


def test_the_same_file_again_changes_nothing(reviewer, document, outside):
    confirmed(reviewer, document)
    before = list(FigureValue.objects.values_list("pk", flat=True))
    dropped(reviewer)
    assert OutsideDocument.objects.count() == 1
    confirmed(reviewer, document)
    assert list(FigureValue.objects.values_list("pk", flat=True)) == before


def test_what_was_confirmed_is_not_chosen_anew(reviewer, document):
    confirmed(reviewer, document)
    document.refresh_from_db()
    before = document.choices
    reviewer.post(f"{URL}{document.pk}/", {"do": "save", f"line-{line_of(document, '49').number}": ""})
    document.refresh_from_db()
    assert document.choices == before


def test_a_later_document_stands_in_place_of_the_one_before(reviewer, document, outside):
    confirmed(reviewer, document)
    dropped(reviewer, WORDS.replace("tiếp 49 lượt công dân với 53 người", "tiếp 52 lượt công dân"))
    confirmed(reviewer, OutsideDocument.objects.first())
    figures = current_figures(outside, PERIOD)
    assert figures[VISITED].value == 52
    assert "citizen_reception.people" not in figures
    document.refresh_from_db()
    assert document.stage == "replaced"


def test_when_it_came_tells_whether_it_was_late(reviewer, document, outside):
    confirmed(reviewer, document)
    assert outside.reports.get().sent_at.date().isoformat() == "2026-09-05"


def test_the_file_and_its_words_are_kept_encrypted(document, settings):
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("outside/*/*") if path.is_file()]
    assert kept
    assert all("Suối".encode() not in path.read_bytes() and "SUỐI".encode() not in path.read_bytes() for path in kept)


def test_the_file_comes_back_as_it_was(reviewer, document):
    assert reviewer.get(f"{URL}{document.pk}/goc/").content == WORDS.encode()


def test_a_document_that_says_it_is_of_another_unit_is_told(reviewer, outside):
    dropped(reviewer, WORDS.replace("SUỐI ĐÀO", "NGHĨA HÒA"))
    document = OutsideDocument.objects.get()
    assert document.about["told"]["unit"] == "xã Nghĩa Hòa"


def test_an_empty_file_is_refused(reviewer, outside):
    dropped(reviewer, "", name="trong.docx")
    assert not OutsideDocument.objects.exists()


def test_a_file_that_cannot_be_read_says_why(reviewer, outside):
    reviewer.post(URL, {"file": SimpleUploadedFile("hong.docx", b"PK\x03\x04" + bytes(200))})
    document = OutsideDocument.objects.get()
    assert document.stage == "failed"
    assert "hong.docx" in reviewer.get(f"{URL}{document.pk}/").context["failed"]


def test_of_a_unit_that_sent_its_own_report_none_is_taken(reviewer, commune):
    sent(commune, **VISITS)
    dropped(reviewer)
    assert not OutsideDocument.objects.exists()


def test_what_a_unit_accepted_itself_is_not_overwritten(reviewer, commune):
    accepted(commune, **VISITS)
    dropped(reviewer)
    assert current_figures(commune, PERIOD)[VISITED].kind == "entry"


def test_a_page_of_many_numbers_takes_few_queries(reviewer, document, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reviewer.get(f"{URL}{document.pk}/")
