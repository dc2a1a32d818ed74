"""Help in the chosen language: typer's own is English only."""

from collections.abc import Iterable
from typing import Any

from danvan.cli.session import session_of
from danvan.kernel.said import mark

HELP = mark("Show this help and stop.")


class HelpInOurWords:
    """Mixed into a typer command: usage, what it does, its arguments and options, its subcommands."""

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        _ = session_of(ctx).language
        formatter.write_usage(ctx.command_path, self.usage(_), prefix=_("Usage:") + " ")
        formatter.write_paragraph()
        formatter.write_text(_(self.help or ""))
        arguments = [entry(param, _) for param in self.params if param.param_type_name == "argument"]
        options = [entry(param, _) for param in self.get_params(ctx) if param.param_type_name == "option"]
        for heading, rows in (
            (_("Arguments"), arguments),
            (_("Options"), [*options, *self.more_options(_)]),
            (_("Commands"), [(name, _(text)) for name, text in self.summaries()]),
        ):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def get_help_option(self: Any, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # typer's class comes after this one
        if option is not None:
            # Left at None, typer imports pydantic (a quarter of the start-up) to find out that it is not True.
            option.default = False
        return option

    def usage(self: Any, _: Any) -> str:
        names = [name_of(param) for param in self.params if param.param_type_name == "argument"]
        command = [_("COMMAND …")] if self.summaries() else []
        return " ".join([_("[OPTIONS]"), *command, *names])

    def more_options(self, _: Any) -> Iterable[tuple[str, str]]:
        """Options that are not typer's to read."""
        return ()

    def summaries(self: Any) -> list[tuple[str, str]]:
        """Names of the subcommands, with a line on each."""
        return [(name, command.help) for name, command in getattr(self, "commands", {}).items()]


def name_of(param: Any) -> str:
    """An argument as the usage line shows it: FILES… for several, [FIGURE] for one that may be left out."""
    name = (param.metavar or param.name).upper() + ("…" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def entry(param: Any, _: Any) -> tuple[str, str]:
    """An argument or option, and what is said of it."""
    if param.name == "help":
        return "--help", _(HELP)
    text = _(param.help or "")
    if param.param_type_name == "argument":
        return name_of(param), text
    name = ", ".join(param.opts) if param.is_flag else f"{', '.join(param.opts)} {param.metavar or ''}".rstrip()
    if param.required:
        return name, f"{text} [{_('required')}]"
    if not param.is_flag and isinstance(param.default, str) and param.default:
        return name, f"{text} [{_('default: {value}', value=param.default)}]"
    return name, text
