"""The tree of commands. A command's file is imported when that command is used: `danvan --help` loads none."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from danvan import __version__
from danvan.cli.help import HelpInOurWords
from danvan.cli.language import LANGUAGES, OPTION, VARIABLE, Language
from danvan.cli.session import CATALOGUE_OPTION, CATALOGUE_VARIABLE, session_of
from danvan.kernel.said import mark

ABOUT = mark("Reads, checks, adds up and composes the reports of Vietnam's local governments on how they serve their people.")
COMMANDS: Mapping[str, str] = {
    "read": mark("What a report says: figures, relations, citations, each with its place."),
    "check": mark("What is wrong in a report: numbers, dates, citations, words, form."),
    "watch": mark("Checks the reports of a folder as they are saved."),
    "ledger": mark("Figures over time: add reports, show figures, roll them up over units."),
    "compose": mark("Writes a consolidated report in Word, PDF or a workbook from a ledger."),
    "refresh": mark("Puts the newest figures into a composed report; its words stay."),
    "letter": mark("Letters around the reports: to remind the late, to return what is wrong, to correct a slip."),
    "sign": mark("Signs a PDF with a key in a file or on a token."),
    "explain": mark("Where a figure comes from: down to the words it was read from."),
    "catalogue": mark("What is counted, by what law, how it is said: list, show, look for mistakes, compare, add."),
    "units": mark("Provinces, districts, communes: their codes and names on any day, and what became of them."),
    "regime": mark("Which reports are due, from which days' data, to whom, until when."),
    "simulate": mark("Invents a country: registers, figures and reports of communes, for trying things out."),
    "serve": mark("The site: registers, figures, reports, review and roll-up in the browser."),
    "run": mark("All of it: a folder of reports in; findings, ledger and consolidated reports out."),
}


class Command(HelpInOurWords, TyperCommand):
    """A command whose help is in the chosen language."""


class Group(HelpInOurWords, TyperGroup):
    """A group of commands whose help is in the chosen language."""


class LazyGroup(Group):
    """The top group: knows its commands' names and a line on each; imports a command's file when it is called."""

    def list_commands(self, _ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(import_module(f"danvan.cli.commands.{cmd_name}").app)

    def summaries(self) -> list[tuple[str, str]]:
        return list(COMMANDS.items())

    def more_options(self, _: Language) -> Iterable[tuple[str, str]]:
        words = _("Language of what is said; works with every command. {variable} sets it for good.", variable=VARIABLE)
        yield f"{OPTION} {'|'.join(LANGUAGES)}", words
        words = _(
            "A folder of your province or unit laid over the catalogue that comes with danvan; works with every command."
            " {variable} sets it for good.",
            variable=CATALOGUE_VARIABLE,
        )
        yield f"{CATALOGUE_OPTION} DIR", words


def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=mark("Show the version and stop."))] = False,
) -> None:
    if version:
        session_of(context).write(f"danvan {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        session_of(context).err.print(context.get_help(), markup=False, highlight=False)
        raise typer.Exit(2)


def command_app() -> typer.Typer:
    """What a file of `commands/` hangs its command on."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)


def root() -> Any:
    """The whole tree, ready to be called."""
    app = typer.Typer(cls=LazyGroup, add_completion=False, rich_markup_mode=None, help=ABOUT, invoke_without_command=True)
    app.callback()(_root)
    return typer.main.get_command(app)
