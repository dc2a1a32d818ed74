"""What the wheel needs and is never committed: compiled translations, the site's typeface."""

import runpy
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Turns each .po into the .mo beside it; puts the fonts in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling names its arguments
        for po in Path(self.root, "src/danvan").glob("**/locale/*/LC_MESSAGES/*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))
            build_data["artifacts"].append(str(po.with_suffix(".mo").relative_to(self.root)))
        runpy.run_path(str(Path(self.root, "tools/fonts.py")))["put"]()
        build_data["artifacts"] += ["src/danvan/site/static/danvan/fonts.css", "src/danvan/site/static/danvan/fonts/*.woff2"]
