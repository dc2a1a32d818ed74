"""The app's name, and what auditlog writes down: people, roles, units. Passwords and keys never are."""

from typing import Any

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.audit"
    label = "audit"

    def ready(self) -> None:
        from auditlog.registry import auditlog  # noqa: PLC0415 - models are there only now

        from danvan.site.accounts.models import Membership, User  # noqa: PLC0415 - the same
        from danvan.site.offices.models import Office  # noqa: PLC0415 - the same

        unsaid: dict[Any, list[str]] = {User: ["password", "last_login"], Membership: [], Office: ["path"]}
        for model, fields in unsaid.items():
            auditlog.register(model, exclude_fields=fields)
