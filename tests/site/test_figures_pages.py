"""The pages of figures: a period by area, one figure down to its rows, typing one in."""

import re

import pytest
from figuring import DOSSIERS, PERIOD, RECEIVED, dossier, left, typed, value

from danvan.site.figures.counting import recount
from danvan.site.figures.models import Blank, FigureValue, Target
from danvan.site.registers.models import Record

PAGE = f"/so-lieu/{PERIOD}/"
ADMIN = "?area=admin_procedures"
ROW = re.compile(r'href="/so/admin_procedures/dossiers/dong/(\d+)/')


@pytest.fixture
def reporter(commune, at_work):
    return at_work("reporter", commune)


def text(response):
    return response.content.decode()


def enter(client, indicator=RECEIVED, **fields):
    return client.post(f"{PAGE}{indicator}/nhap/", fields, headers={"HX-Request": "true"})


def test_the_figures_open_at_the_period_that_closes_first(reporter):
    assert reporter.get("/so-lieu/")["Location"] == PAGE


def test_a_period_nobody_asks_for_is_not_found(reporter):
    assert reporter.get("/so-lieu/2026-m13/").status_code == 404


def test_all_figures_of_a_period_take_few_queries(commune, reporter, django_assert_max_num_queries):
    for _ in range(3):
        dossier(commune)
    with django_assert_max_num_queries(12):
        reporter.get(f"{PAGE}?show=all&area=admin_procedures")


def test_an_area_that_is_folded_shows_none_of_its_figures(commune, reporter):
    dossier(commune)
    assert RECEIVED in text(reporter.get(PAGE + ADMIN))
    assert RECEIVED not in text(reporter.get(PAGE + "?area=petitions"))


def test_an_area_opens_alone_where_the_page_is_already_there(reporter):
    answer = text(reporter.get(PAGE + ADMIN, headers={"HX-Request": "true", "HX-Target": "area-admin_procedures"}))
    assert answer.lstrip().startswith("<section")
    assert RECEIVED in answer


def test_a_share_of_few_is_no_percentage(commune, reporter):
    dossier(commune)
    dossier(commune, closed="2026-03-09")
    assert "1 / 2" in text(reporter.get(PAGE + ADMIN))


def test_a_share_shows_what_it_is_made_of(commune, reporter):
    for _ in range(10):
        dossier(commune)
    answer = text(reporter.get(PAGE + ADMIN))
    assert re.search(r"100,00 %<span class=\"tip\">10 / 10<", answer)


def test_a_change_of_a_share_is_in_points(commune, reporter):
    for at in range(10):
        dossier(commune, closed="2026-03-05" if at else "2026-03-09")
        dossier(commune, received="2025-03-02", closed="2025-03-05", due_on="2025-03-04" if at < 5 else "2025-03-06")
    assert "+40" in text(reporter.get(PAGE + ADMIN))


def test_a_typed_figure_shows_how_it_differs_from_the_count(commune, reporter):
    dossier(commune)
    typed(commune, commune.memberships.get().user, received=5)
    answer = text(reporter.get(PAGE + "?show=wrong"))
    assert re.search(r'class="differs">[^<]*<b>1</b>[^<]* 4</span>', answer)


@pytest.mark.parametrize("blank", Blank.values)
def test_every_kind_of_blank_looks_different(commune, reporter, blank):
    typed(commune, commune.memberships.get().user, received=Blank(blank))
    assert f'class="blank b-{blank}"' in text(reporter.get(PAGE + ADMIN))


def test_a_report_that_left_tells_what_changed_since(commune, reporter):
    dossier(commune)
    left(commune)
    dossier(commune)
    line = text(reporter.get(PAGE + ADMIN)).split('id="f-admin_procedures-received"')[1].split("</tr>")[0]
    assert re.search(r'class="n value">1 ', line)
    assert re.search(r'class="differs">.*2</span>', line)


def test_a_counted_figure_lists_exactly_its_rows(commune, reporter):
    rows = [dossier(commune), dossier(commune, received="2026-04-02", closed="2026-04-03")]
    dossier(commune, received="2025-01-02", closed="2025-01-03")
    answer = text(reporter.get(f"{PAGE}{RECEIVED}/"))
    assert set(ROW.findall(answer)) == {str(row.pk) for row in rows}


def test_many_rows_are_listed_page_by_page(commune, reporter, django_assert_max_num_queries):
    Record.objects.bulk_create(
        Record(office=commune, book=DOSSIERS, begins="2026-03-02", values={"received_on": "2026-03-02"}) for _ in range(60)
    )
    recount(commune, DOSSIERS)
    with django_assert_max_num_queries(14):
        answer = text(reporter.get(f"{PAGE}{RECEIVED}/?page=2"))
    assert len(ROW.findall(answer)) == 10


def test_a_computed_figure_is_shown_as_arithmetic(commune, reporter):
    dossier(commune)
    assert "100 × 1 / 1 = 100" in text(reporter.get(f"{PAGE}admin_procedures.in_time_rate/"))


def test_a_figure_read_from_a_document_shows_its_words(commune, reporter):
    typed(commune, commune.memberships.get().user, received=5)
    source = {
        "kind": "words", "file": "bao-cao.docx", "digest": "0" * 64, "start": 0, "end": 9, "text": "5 hồ sơ",
        "context": "Đã tiếp nhận 5 hồ sơ.",
    }  # fmt: skip
    FigureValue.objects.update(kind="words", source=source)
    assert "Đã tiếp nhận <mark>5 hồ sơ</mark>." in text(reporter.get(f"{PAGE}{RECEIVED}/"))


def test_every_version_says_who_and_why(commune, reporter):
    who = commune.memberships.get().user
    typed(commune, who, received=5)
    typed(commune, who, "Đếm sót một", received=6)
    answer = text(reporter.get(f"{PAGE}{RECEIVED}/"))
    assert all(said in answer for said in ("Đếm sót một", "Sổ giấy", str(who)))


def test_those_above_see_the_figure_and_how_many_rows_but_no_row(province, commune, at_work):
    dossier(commune)
    answer = at_work("reviewer", province).get(f"{PAGE}don-vi/{commune.code}/{RECEIVED}/")
    assert answer.status_code == 200
    assert not ROW.search(text(answer))


def test_a_neighbour_sees_nothing(commune, neighbour, at_work):
    assert at_work("reporter", neighbour).get(f"{PAGE}don-vi/{commune.code}/").status_code == 403


def test_a_clerk_types_no_figure(commune, at_work):
    assert enter(at_work("clerk", commune), value="5").status_code == 403


def test_a_typed_figure_comes_back_with_its_area(commune, reporter):
    answer = enter(reporter, value="1.637")
    assert value(commune, RECEIVED) == 1637
    assert re.search(r'id="area-admin_procedures"(.|\n)*>1\.637 ', text(answer))


def test_without_scripts_a_typed_figure_leads_to_its_page(commune, reporter):
    answer = reporter.post(f"{PAGE}{RECEIVED}/nhap/", {"value": "5"})
    assert answer["Location"] == f"{PAGE}{RECEIVED}/"


@pytest.mark.parametrize("written", ["1,637", "12.34", "năm", "-5", "5,5"])
def test_a_number_that_cannot_be_meant_is_refused_with_words(commune, reporter, written):
    answer = enter(reporter, value=written)
    assert value(commune, RECEIVED) is None
    assert 'class="why"' in text(answer)
    assert f'value="{written}"' in text(answer)


def test_decimals_are_written_with_a_comma(commune, reporter):
    enter(reporter, "satisfaction.index", value="83,39")
    assert str(value(commune, "satisfaction.index").normalize()) == "83.39"


def test_overwriting_asks_why(commune, reporter):
    enter(reporter, value="5")
    assert "is-invalid" in text(enter(reporter, value="6"))
    enter(reporter, value="6", reason="Đếm sót một")
    assert value(commune, RECEIVED) == 6


def test_a_number_and_a_blank_together_are_refused(commune, reporter):
    enter(reporter, value="5", blank="withheld")
    assert value(commune, RECEIVED) is None


def test_while_typing_what_does_not_fit_is_told_as_arithmetic(commune, reporter):
    typed(commune, commune.memberships.get().user, received_online=206, received_in_person=129)
    answer = reporter.post(f"{PAGE}{RECEIVED}/soat/", {"value": "320"})
    assert "206 + 129 = 335 &gt; 320" in text(answer)
    assert value(commune, RECEIVED) is None


def test_a_plan_is_kept_and_told_as_a_percentage(commune, reporter):
    typed(commune, commune.memberships.get().user, received=30)
    answer = enter(reporter, plan="40")
    assert Target.objects.get().value == 40
    assert "75 %" in text(answer)


def test_what_left_with_a_report_is_not_typed_over(commune, reporter):
    typed(commune, commune.memberships.get().user, received=5)
    left(commune)
    enter(reporter, value="6", reason="Sửa")
    assert value(commune, RECEIVED) == 5


def test_what_was_typed_can_be_taken_back(commune, reporter):
    dossier(commune)
    typed(commune, commune.memberships.get().user, received=5)
    enter(reporter, take_back="1", reason="Sổ điện tử đúng")
    assert value(commune, RECEIVED) == 1


def test_nothing_personal_stands_on_the_page_of_a_figure(commune, reporter):
    record = dossier(commune)
    record.personal = {"applicant": "Nguyễn Văn Kín"}
    record.save()
    assert "Nguyễn Văn Kín" not in text(reporter.get(f"{PAGE}{RECEIVED}/"))


def test_a_satisfaction_without_its_number_of_answers_says_so(commune, reporter):
    enter(reporter, "satisfaction.rate", value="92,5")
    assert re.search(r'92,50 %<br><span class="small">[^<]{10}', text(reporter.get(PAGE + "?area=satisfaction")))


def test_what_is_missing_stands_there_at_once_in_a_page_that_is_not_heavy(reporter):
    answer = reporter.get(PAGE + "?show=missing")
    assert RECEIVED in text(answer)
    assert len(answer.content) < 150_000


def test_a_refused_figure_changes_no_plan(commune, reporter):
    enter(reporter, value="5")
    enter(reporter, value="6", plan="40")
    assert not Target.objects.exists()


def test_what_is_not_applicable_and_happened_disagrees(commune, reporter):
    dossier(commune)
    typed(commune, commune.memberships.get().user, received=Blank.NOT_APPLICABLE)
    assert RECEIVED in text(reporter.get(PAGE + "?show=wrong"))
