"""Where operators of the server look into the database: superusers only, reading only, and nothing that is encrypted."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import HttpRequest, HttpResponse

from danvan.site.access.policy import unfinished
from danvan.site.core.secrets import SealedField

_OTHERS = {"django_tasks_database", "axes", "auditlog"}
"""Apps of others whose tables are shown: the queue, failed log-ins, what was changed. Not the devices of second factors."""
_UNSAID = {"password", "session", "task_id", "code", "digest", "import_key", "content", "traceback"}


class Operators(admin.AdminSite):
    """Logged in by the site's own page, so that the second factor is asked for."""

    site_header = site_title = "Dân Vận"
    index_title = "Máy chủ"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser and not unfinished(request)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002 - Django's own signature
        return redirect_to_login(request.GET.get("next") or request.path)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Ours, and what an operator needs of others'; each can be read only, whatever its app wants."""
        wanted = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        shown = [each for each in wanted if each.__module__.startswith("danvan.") or _about(each).app_label in _OTHERS]
        super().register([each for each in shown if each not in self._registry], Reading, **options)


class Reading(admin.ModelAdmin[models.Model]):
    """A table: every column that is not encrypted, none to be changed: what is corrected is corrected in the site, with a
    version and a reason."""

    show_full_result_count = False
    list_per_page = 50
    actions = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:  # noqa: ARG002 - Django's own signature
        return [field.name for field in _about(self.model).concrete_fields if _is_shown(field)]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        plain = [
            name for name in self.get_fields(request) if not isinstance(_about(self.model).get_field(name), models.JSONField)
        ]
        return plain[:8]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_fields(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[models.Model]:
        hidden = [field.name for field in _about(self.model).concrete_fields if not _is_shown(field)]
        return super().get_queryset(request).defer(*hidden)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's own signature
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest, *_more: Any) -> bool:  # noqa: ARG002 - the same
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - the same
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - the same
        return False


def _is_shown(field: Any) -> bool:
    return not isinstance(field, SealedField | models.BinaryField) and field.name not in _UNSAID


def _about(model: Any) -> Any:
    return model._meta  # noqa: SLF001 - Django's own way
