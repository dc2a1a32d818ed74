"""What is not right with this computer or the settings, found when the site starts: each with what to do."""

import os
import shutil
import stat
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, register
from django.utils.translation import gettext as _

from danvan.kernel.errors import DanvanError
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.health import LEAST_DISK, free_bytes
from danvan.site.core.language import said

OURS = "danvan"


@register(OURS)
def keys_are_private(**_kwargs: Any) -> list[CheckMessage]:
    """The keys are readable by their owner only, and lie in the data folder or in the environment."""
    if os.name != "posix":
        return []
    open_ones = [file.name for file in sorted((settings.DATA / "keys").glob("*")) if stat.S_IMODE(file.stat().st_mode) & 0o077]
    if not open_ones:
        return []
    told = _("Others on this computer can read the keys: %(names)s.") % {"names": ", ".join(open_ones)}
    return [
        checks.Warning(told, hint=_("Write: chmod 600 %(folder)s/*") % {"folder": settings.DATA / "keys"}, id="danvan.W001")
    ]


@register(OURS)
def data_can_be_written(**_kwargs: Any) -> list[CheckMessage]:
    """The data folder can be written, and has room."""
    if not settings.DATA.exists():
        return []
    if not os.access(settings.DATA, os.W_OK):
        told = _("The data folder cannot be written: %(folder)s.") % {"folder": settings.DATA}
        return [checks.Error(told, hint=_("Give it to who runs the site, or name another with DANVAN_DATA."), id="danvan.E002")]
    if free_bytes() < LEAST_DISK:
        told = _("Less than 200 MB are free in the data folder: %(folder)s.") % {"folder": settings.DATA}
        return [checks.Warning(told, hint=_("Make room before it is full: nothing can be saved then."), id="danvan.W003")]
    return []


@register(OURS)
def cookies_are_safe(**_kwargs: Any) -> list[CheckMessage]:
    """A site that answers to names of the network is served over HTTPS."""
    local = {"localhost", "127.0.0.1", "[::1]", ".localhost"}
    if settings.HTTPS and not settings.CSRF_TRUSTED_ORIGINS:
        told = _("DANVAN_HTTPS is on, and DANVAN_ORIGINS names no address.")
        return [
            checks.Warning(
                told, hint=_("Write DANVAN_ORIGINS=https://name.of.the.site, else forms may be refused."), id="danvan.W004"
            )
        ]
    if settings.HTTPS or settings.DEBUG or set(settings.ALLOWED_HOSTS) <= local:
        return []
    told = _("Passwords and personal data travel unencrypted: the site answers to the network without HTTPS.")
    return [
        checks.Warning(
            told, hint=_("Put a proxy with HTTPS before it (nginx, Caddy) and write DANVAN_HTTPS=1."), id="danvan.W005"
        )
    ]


@register(OURS)
def programs_are_there(**_kwargs: Any) -> list[CheckMessage]:
    """Programs that read scans and old Word files: what cannot be done without them."""
    return list(_missing_programs())


@register(OURS)
def catalogue_loads(**_kwargs: Any) -> list[CheckMessage]:
    """The catalogue, with the province's own folder."""
    try:
        the_catalogue()
    except (DanvanError, OSError) as error:
        told = said(error) if isinstance(error, DanvanError) else str(error)
        return [checks.Error(told, hint=_("Mend the file, or leave DANVAN_CATALOGUE out."), id="danvan.E006")]
    return []


def _missing_programs() -> Iterator[CheckMessage]:
    if not shutil.which("tesseract"):
        hint = _("Install it: apt install tesseract-ocr tesseract-ocr-vie")
        yield checks.Warning(_("Tesseract is not installed: scanned documents cannot be read."), hint=hint, id="danvan.W007")
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        hint = _("Install it: apt install libreoffice-writer-nogui")
        yield checks.Warning(
            _("LibreOffice is not installed: old .doc files cannot be read and no PDF is made."), hint=hint, id="danvan.W008"
        )
