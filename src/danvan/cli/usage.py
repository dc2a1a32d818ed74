"""What typer says of a wrong command line, as sentences in the chosen language.

Typer keeps the classes of these errors to itself, so they are told apart by name; one that is new to us is shown as
typer words it, in English.
"""

from typing import Any

import typer

from danvan.cli.language import Language


def sentence(error: Exception, _: Language) -> str:
    """What is wrong with the command line, and what to type to learn more."""
    context = getattr(error, "ctx", None)
    hint = _("'{command} --help' says what it takes.", command=context.command_path) if context else ""
    return f"{_what(error, context, _)} {hint}".strip()


def _what(error: Any, context: typer.Context | None, _: Language) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            near = ", ".join(sorted(error.possibilities or ()))
            hint = " " + _("Did you mean {near}?", near=near) if near else ""
            said = _("There is no option {option}.", option=error.option_name) + hint
        case "MissingParameter":
            said = _("{name} is missing.", name=_name(error.param))
        case "BadOptionUsage":
            said = _("The option {option} wants a value, or was given one it does not take.", option=error.option_name)
        case "BadParameter":
            said = _("{name} cannot be used: {reason}.", name=_name(error.param), reason=str(error.message).rstrip("."))
        case _other if context is not None and hasattr(context.command, "list_commands"):
            said = _("Which command? There are: {commands}.", commands=", ".join(context.command.list_commands(context)))
        case _other if "extra argument" in str(error):
            said = _("Too many words on the command line: {words}.", words=str(error).rpartition("(")[2].rstrip(").'"))
        case _other:
            said = str(error)
    return said


def _name(param: Any) -> str:
    return str(param.opts[0] if param.param_type_name == "option" else (param.metavar or param.name).upper())
