"""Puts the site's typeface, Be Vietnam Pro (SIL Open Font License), where the site serves it from: out of its npm package.

The package is pinned by version and SHA-512; the registry is npm's, or what NPM_CONFIG_REGISTRY names. Without a network the
site is whole all the same: the system's own face stands in, and this says so.
"""

import base64
import hashlib
import os
import sys
import tarfile
import urllib.request
from io import BytesIO
from pathlib import Path

STATIC = Path(__file__).parents[1] / "src/danvan/site/static/danvan"
PACKAGE = "@fontsource/be-vietnam-pro/-/be-vietnam-pro-5.3.0.tgz"
SHA512 = "xhAQBGHDxP5BF8IJxedy5MoWUmc1DlPCcZbMLhvnPkf8TaYCbbUVs3LjpuJ4BYdTrdiCLaewNaY8z+owq/FqFw=="
WEIGHTS = (400, 600)
RANGES = {
    "vietnamese": "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, "
    "U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB",
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, "
    "U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
}


def put(static: Path = STATIC) -> bool:
    """Writes `fonts/` and `fonts.css` below `static`, once. False where the package could not be had: no face is named then."""
    style, folder = static / "fonts.css", static / "fonts"
    names = [f"be-vietnam-pro-{letters}-{weight}-normal.woff2" for letters in RANGES for weight in WEIGHTS]
    if not all((folder / name).exists() for name in names):
        try:
            files = _files(_package(), names)
        except OSError as error:
            print(f"{PACKAGE}: {error}. The system's typeface stands in; run `python tools/fonts.py` again with a network.")
            style.write_text("/* Be Vietnam Pro is not here: see tools/fonts.py */\n", encoding="utf-8")
            return False
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    style.write_text("".join(_face(letters, weight) for weight in WEIGHTS for letters in RANGES), encoding="utf-8")
    return True


def _package() -> bytes:
    """The package. Raises OSError: no network, another content than the pinned one."""
    registry = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org").rstrip("/")
    with urllib.request.urlopen(f"{registry}/{PACKAGE}", timeout=60) as answer:  # noqa: S310 - https, unless the user says otherwise
        content: bytes = answer.read()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != SHA512:
        raise OSError("not the file that is pinned here by its SHA-512")
    return content


def _files(package: bytes, names: list[str]) -> dict[str, bytes]:
    with tarfile.open(fileobj=BytesIO(package)) as archive:
        members = {name: archive.extractfile(f"package/files/{name}") for name in names}
        return {name: member.read() for name, member in members.items() if member}


def _face(letters: str, weight: int) -> str:
    file = f"fonts/be-vietnam-pro-{letters}-{weight}-normal.woff2"
    return (
        f'@font-face {{ font-family: "Be Vietnam Pro"; font-weight: {weight}; font-display: swap; '
        f'src: url("{file}") format("woff2"); unicode-range: {RANGES[letters]} }}\n'
    )


if __name__ == "__main__":
    put()
    sys.exit(0)
