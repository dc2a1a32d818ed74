"""Telling people: in the site, and by e-mail to those who gave an address."""

from collections.abc import Iterable

from django.core.mail import send_mail
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from danvan.site.access.policy import POLICY, Right
from danvan.site.accounts.models import Membership, Role, User
from danvan.site.core.models import Notice, NoticesSeen
from danvan.site.offices.models import Office

SHOWN = 50
"""Notices on the page; older ones stand where they lead to."""


def tell(office: Office, right: Right, text: str, url: str = "", **blanks: str) -> Notice:
    """Tells everybody who has `right` in `office`. `text`: an English sentence, its blanks as '%(name)s', marked for
    translation where it stands; nothing personal in it. Part of the transaction it is called in: so is the e-mail."""
    notice = Notice.objects.create(office=office, right=right, text=text, blanks=blanks, url=url)
    send_by_mail.enqueue(notice.pk)
    return notice


def for_person(memberships: Iterable[Membership]) -> Q:
    """The condition of the notices that are for somebody with these roles."""
    wanted = Q(pk__in=[])
    for each in memberships:
        rights = [right.value for right, reach in POLICY[Role(each.role)].items() if reach.own]
        wanted |= Q(office_id=each.office_id, right__in=rights)
    return wanted


def unseen(user: User, memberships: Iterable[Membership]) -> int:
    """How many notices somebody has not seen, in one query."""
    seen = Coalesce(Subquery(NoticesSeen.objects.filter(user=user).values("upto")[:1]), 0)
    return Notice.objects.filter(for_person(memberships), pk__gt=seen).count()


def newest(memberships: Iterable[Membership]) -> list[Notice]:
    """The last ones, newest first."""
    return list(Notice.objects.filter(for_person(memberships)).select_related("office")[:SHOWN])


def mark_seen(user: User, notices: list[Notice]) -> None:
    """All up to the newest of `notices` have been seen."""
    if notices:
        NoticesSeen.objects.update_or_create(user=user, defaults={"upto": notices[0].pk})


@task()
def send_by_mail(number: int) -> None:
    """The notice to each person it is for, in their language. Who has no address reads it in the site."""
    notice = Notice.objects.select_related("office").get(pk=number)
    roles = [role for role, rights in POLICY.items() if (reach := rights.get(Right(notice.right))) and reach.own]
    people = User.objects.filter(memberships__office=notice.office, memberships__role__in=roles, is_active=True)
    for person in people.exclude(email="").distinct():
        with override(person.language):
            text = f"{notice}\n\n{_('Open Dân Vận to see it.')} {notice.url}\n"
            send_mail(f"Dân Vận: {notice}", text, None, [person.email], fail_silently=True)
