"""People and units of a subtree; the trail."""

import pytest

from danvan.site.accounts.models import Membership, User
from danvan.site.audit.models import PersonalView
from danvan.site.offices.models import Office


@pytest.fixture
def administrator(at_work, province):
    return at_work("administrator", province)


def test_a_new_person_gets_a_password_that_is_shown_once_and_must_be_changed(administrator, commune):
    given = {"full_name": "Trần Thị Bình", "username": "binh", "office": commune.code, "role": "clerk"}
    answer = administrator.post("/quan-tri/nguoi/moi/", given)
    password = answer.context["password"]
    user = User.objects.get(username="binh")
    assert user.check_password(password)
    assert user.must_change_password
    assert password not in administrator.get(f"/quan-tri/nguoi/{user.pk}/").content.decode()


def test_a_user_name_in_use_is_told_beside_its_field(administrator, commune, person):
    person("clerk", commune, "binh")
    given = {"full_name": "Trần Thị Bình", "username": "BINH", "office": commune.code, "role": "clerk"}
    answer = administrator.post("/quan-tri/nguoi/moi/", given)
    assert "username" in answer.context["form"].errors
    assert User.objects.filter(username__iexact="binh").count() == 1


def test_an_administrator_of_a_commune_sees_nobody_of_its_neighbour(at_work, person, commune, neighbour):
    other = person("clerk", neighbour)
    client = at_work("administrator", commune)
    assert other.username not in client.get("/quan-tri/").content.decode()
    assert client.get(f"/quan-tri/nguoi/{other.pk}/").status_code == 403


def test_a_role_cannot_be_given_outside_the_subtree(at_work, person, commune, neighbour):
    client, own = at_work("administrator", commune), person("clerk", commune)
    client.post(f"/quan-tri/nguoi/{own.pk}/vai-tro/", {"office": neighbour.code, "role": "clerk"})
    assert not Membership.objects.filter(office=neighbour).exists()


def test_somebody_with_a_role_elsewhere_is_not_this_administrators_to_change(at_work, person, commune, neighbour):
    client, both = at_work("administrator", commune), person("clerk", commune)
    Membership.objects.create(user=both, office=neighbour, role="clerk")
    assert client.post(f"/quan-tri/nguoi/{both.pk}/mat-khau/").status_code == 403


def test_the_last_administrator_of_an_office_stays(administrator, province):
    last = Membership.objects.get(role="administrator")
    administrator.post(f"/quan-tri/nguoi/{last.user_id}/vai-tro/{last.pk}/bo/")
    assert Membership.objects.filter(pk=last.pk).exists()


def test_an_administrator_cannot_switch_oneself_off(administrator):
    me = User.objects.get(username__startswith="administrator")
    administrator.post(f"/quan-tri/nguoi/{me.pk}/", {"full_name": "Tôi"})
    me.refresh_from_db()
    assert me.is_active


def test_a_reset_ends_the_sessions_of_the_person(administrator, at_work, commune):
    client = at_work("clerk", commune)
    user = User.objects.get(username=f"clerk-{commune.code}")
    administrator.post(f"/quan-tri/nguoi/{user.pk}/mat-khau/")
    assert client.get("/tai-khoan/").status_code == 302


def test_a_unit_is_added_below_one_of_ones_own(administrator, province):
    administrator.post("/quan-tri/don-vi/moi/", {"code": "21003", "name": "xã Mới", "level": "commune", "parent": province.pk})
    assert Office.objects.get(code="21003").path == "51/21003/"


def test_the_code_of_a_unit_stays_as_it_is(administrator, commune):
    administrator.post(f"/quan-tri/don-vi/{commune.code}/", {"code": "99999", "name": "xã Suối Đào mới", "level": "commune"})
    commune.refresh_from_db()
    assert (commune.code, commune.name) == ("21001", "xã Suối Đào mới")


def test_the_trail_tells_who_opened_what_is_personal(at_work, person, province, commune):
    PersonalView.objects.create(
        user=person("clerk", commune), office=commune, book="petitions.petitions", record=7, why="shown"
    )
    page = at_work("auditor", province).get("/nhat-ky/?loai=personal").content.decode()
    assert "petitions.petitions #7" in page


def test_the_trail_of_a_neighbour_is_not_shown(at_work, person, commune, neighbour):
    PersonalView.objects.create(
        user=person("clerk", neighbour), office=neighbour, book="petitions.petitions", record=7, why="shown"
    )
    assert "petitions.petitions #7" not in at_work("auditor", commune).get("/nhat-ky/").content.decode()


def test_the_trail_tells_of_roles_given(administrator, person, commune, neighbour):
    user = person("clerk", commune)
    administrator.post(f"/quan-tri/nguoi/{user.pk}/vai-tro/", {"office": neighbour.code, "role": "clerk"})
    deeds = administrator.get("/nhat-ky/?loai=account").context["deeds"]
    assert any(str(user.pk) in deed.what or "added" in deed.what or "thêm" in deed.what for deed in deeds)


@pytest.mark.parametrize("path", ["/quan-tri/", "/quan-tri/don-vi/", "/nhat-ky/"])
def test_a_list_asks_the_database_a_bounded_number_of_times(
    administrator, person, province, path, django_assert_max_num_queries
):
    for number in range(20):
        office = Office.objects.create(code=f"3{number:04}", name=f"xã số {number}", level="commune", parent=province)
        person("clerk", office)
    with django_assert_max_num_queries(16):
        assert administrator.get(path).status_code == 200
