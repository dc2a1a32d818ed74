"""What tests of the public pages begin with: rows of the books, feedback that was sent."""

import re
from datetime import date

from danvan.site.registers.saving import save_row

DAY = date(2026, 9, 7)
WORDS = "Vòi nước sau nhà ông Trần Văn Kín bị rò"
CONTACT = "0912 345 678 bà Kín"


def publication(office, content="budget", day="2026-09-01", state="published", **more):
    values = {"entry_no": 1, "content": content, "form": "posting", "first_way": True, "published_on": day}
    return save_row(office, "public_disclosure.publications", values | more, None, state=state)


def wave(office, state="open", **more):
    values = {"code": "DK-1", "started_on": "2026-09-01"}
    return save_row(office, "satisfaction.waves", values | more, None, state=state)


def ticket_in(answer):
    return re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())[1]


def sending(client, office, **more):
    """Fills in the form and sends it."""
    page = f"/cong-khai/{office.code}/phan-anh/"
    given = {"ticket": ticket_in(client.get(page)), "category": "roads", "text": WORDS, "contact": CONTACT}
    given["no_denunciation"] = "1"
    return client.post(page, {key: value for key, value in (given | more).items() if value is not None})


def code_in(answer):
    """The code that was shown."""
    return re.search(r"[A-Z]{4}-[A-Z]{4}-[A-Z]{4}", answer.content.decode())[0]
