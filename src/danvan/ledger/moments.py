"""Days of people as moments of the ledger's clock."""

from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "ICT")
"""Vietnam's time, without summer time."""


def moment_of(when: date | datetime) -> datetime:
    """The last moment of a day in Vietnam, or that very time (one without a zone is Vietnam's), in UTC."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.max, VIETNAM)
    return (when if when.tzinfo else when.replace(tzinfo=VIETNAM)).astimezone(UTC)


def clock(moment: datetime) -> str:
    """The time in Vietnam as people write it, to the minute: 30/9/2024 15:04."""
    local = moment.astimezone(VIETNAM)
    return f"{local.day}/{local.month}/{local.year} {local:%H:%M}"
