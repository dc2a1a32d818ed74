"""`danvan sign FILE.pdf`: a digital signature in a PDF."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Signs a PDF (PAdES) with a key in a file (--key FILE.p12) or on a token (--driver, --token). What was signed before"
    " stays as it was; a second signer adds a signature. The password or PIN is asked for, or taken from DANVAN_KEY_PASSWORD."
)


@app.command(cls=Command, help=HELP)
def sign(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help=mark("The PDF to sign."))],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help=mark("The signed PDF to write."))],
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE.p12", help=mark("A PKCS#12 file with the key."))] = None,
    driver: Annotated[Path | None, typer.Option("--driver", metavar="FILE", help=mark("The token's PKCS#11 driver."))] = None,
    token: Annotated[str, typer.Option("--token", metavar="LABEL", help=mark("The label of the token."))] = "",
    token_key: Annotated[str, typer.Option("--token-key", metavar="LABEL", help=mark("The label of the key on it."))] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help=mark("Why it is signed."))] = "",
    place: Annotated[str, typer.Option("--place", metavar="NAME", help=mark("Place of issue."))] = "",
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import sign as work  # noqa: PLC0415 - not for its help

    return work.sign(file, out, work.Wanted(key, driver, token, token_key, reason, place), session_of(context))
