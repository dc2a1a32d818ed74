"""`python -m danvan.site.serving --data DIR --port N …`: called by `danvan serve`, which has checked the words."""

import argparse
import os
import sys
from pathlib import Path

from danvan.site.environment import SettingInvalid


def main() -> int:
    """Sets the environment, which the settings read when Django is first imported, then serves."""
    parser = argparse.ArgumentParser(prog="danvan serve")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--communes", type=int, required=True)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--lang", default="vi")
    asked = parser.parse_args()
    os.environ["DANVAN_DATA"] = str(asked.data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
    from danvan.site.serving.start import Start, serve  # noqa: PLC0415 - the environment comes first

    try:
        return serve(Start(**vars(asked) | {"data": asked.data.resolve()}))
    except SettingInvalid as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
