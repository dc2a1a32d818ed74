"""Who works in the demonstration, with log-ins that are printed when the site starts."""

from dataclasses import dataclass

from danvan.site.accounts.models import Membership, Role, User
from danvan.site.offices.models import Office

_NAMES = {
    Role.CLERK: ("vanthu", "Công chức Văn thư"),
    Role.REPORTER: ("tonghop", "Công chức Tổng hợp"),
    Role.CHAIR: ("chutich", "Chủ tịch"),
    Role.REVIEWER: ("sonoivu", "Chuyên viên Sở Nội vụ"),
    Role.ADMINISTRATOR: ("quantri", "Quản trị"),
    Role.AUDITOR: ("thanhtra", "Thanh tra"),
}


@dataclass(frozen=True, slots=True)
class LogIn:
    """Who can log in, where, as what."""

    username: str
    role: str
    office: str


def people_of(province: Office, commune: Office, password: str) -> list[LogIn]:
    """Somebody in every role: three in the commune, three above it. All have the same password."""
    places = dict.fromkeys((Role.CLERK, Role.REPORTER, Role.CHAIR), commune)
    made = []
    for role, (username, name) in _NAMES.items():
        office = places.get(role, province)
        user = User.objects.create_user(username, password=password, full_name=name)
        Membership.objects.create(user=user, office=office, role=role)
        made.append(LogIn(username, str(role.label), office.name))
    return made
