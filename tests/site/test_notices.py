"""People are told, in the site and by e-mail, and nothing personal is told."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils.translation import gettext_noop

from danvan.site.access.policy import Right
from danvan.site.core import notices

SENT = gettext_noop("%(unit)s sent its report of %(period)s.")


@pytest.fixture
def told(province, commune):
    return notices.tell(province, Right.REVIEW, SENT, "/bao-cao/7/", unit="xã Suối Đào", period="9 tháng đầu năm 2026")


def test_a_notice_is_for_who_has_the_right_in_that_office(at_work, province, commune, told):
    assert "/bao-cao/7/" in at_work("reviewer", province).get("/thong-bao/").content.decode()
    assert "/bao-cao/7/" not in at_work("auditor", province).get("/thong-bao/").content.decode()
    assert "/bao-cao/7/" not in at_work("chair", commune).get("/thong-bao/").content.decode()


def test_a_notice_is_new_until_it_was_seen(at_work, province, told):
    reviewer = at_work("reviewer", province)
    assert "<b>1</b>" in reviewer.get("/soat/").content.decode()
    reviewer.get("/thong-bao/")
    assert "<b>1</b>" not in reviewer.get("/soat/").content.decode()


def test_those_with_an_address_get_an_e_mail(person, province):
    reviewer = person("reviewer", province)
    reviewer.email = "so@example.vn"
    reviewer.save()
    person("auditor", province)
    notices.tell(province, Right.REVIEW, SENT, "/bao-cao/7/", unit="xã Suối Đào", period="năm 2026")
    assert [message.to for message in mail.outbox] == [["so@example.vn"]]
    assert "/bao-cao/7/" in mail.outbox[0].body


def test_a_notice_tells_nothing_when_what_it_is_about_did_not_happen(province):
    def step():
        with transaction.atomic():
            notices.tell(province, Right.REVIEW, SENT, unit="x", period="y")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        step()
    assert not notices.Notice.objects.exists()
