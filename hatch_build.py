"""Compiles the translations while the wheel is built, so that no compiled file is ever committed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]
    """Turns each `danvan.po` into `danvan.mo` beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling names its arguments
        for po in Path(self.root, "src/danvan/cli/locale").glob("*/LC_MESSAGES/danvan.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))
            build_data["artifacts"].append(str(po.with_suffix(".mo").relative_to(self.root)))
