"""`danvan serve`: the site."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Opens the site: registers, figures, reports, review, roll-up. On the first start a simulated province is set up to try"
    " it with, and its log-ins are printed; --empty starts with nothing, for an office's own work. Stop with Ctrl-C; what was"
    " saved is there at the next start."
)
DATA = mark("Where everything is kept: database, files, ledger, keys. Made if it is not there.")
HOST = mark("The address that is listened on; 0.0.0.0 lets other computers in.")
PORT = mark("The port that is listened on.")
SERVERS = mark("Processes that answer.")
COMMUNES = mark("How many communes the simulated province has.")
DOCUMENTS = mark("A folder of reports that wait in the simulated province to be checked.")
EMPTY = mark("No simulated province.")
POSTGRES = mark("Keep the data in the PostgreSQL that comes with danvan, instead of SQLite. DATABASE_URL names another server.")


@app.command(cls=Command, help=HELP)
def serve(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help=DATA)] = Path("danvan-data"),
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help=HOST)] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", help=PORT)] = 8000,
    workers: Annotated[int, typer.Option("--workers", metavar="N", help=SERVERS)] = 2,
    communes: Annotated[int, typer.Option("--communes", metavar="N", help=COMMUNES)] = 8,
    documents: Annotated[Path | None, typer.Option("--documents", metavar="DIR", help=DOCUMENTS)] = None,
    empty: Annotated[bool, typer.Option("--empty", help=EMPTY)] = False,
    postgres: Annotated[bool, typer.Option("--postgres", help=POSTGRES)] = False,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work.serve import Wanted  # noqa: PLC0415 - not for its help
    from danvan.cli.work.serve import serve as work  # noqa: PLC0415 - not for its help

    return work(Wanted(data, host, port, workers, communes, empty, postgres, documents), session_of(context))
