"""The command `clean`: its commands by name, imported when asked for, and `check` where none is named."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click
from click_default_group import DefaultGroup

from cleaner.cli import MODULES
from cleaner.cli.check import COMMAND as CHECK
from cleaner.cli.help import write_help

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Commands(DefaultGroup):  # type: ignore[misc]  # the library has no types
    """Finds commands by `MODULES`; knows the options of the default command in its help and in completion."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called *cmd_name*, or the default one, which then takes the word as a path."""
        if cmd_name in MODULES and cmd_name not in self.commands:
            self.add_command(import_module(MODULES[cmd_name]).COMMAND, cmd_name)
        command: click.Command | None = super().get_command(ctx, cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the group's own option, which is --help, or name the default command.

        Left to the group, an option of that command would first be looked for among the group's own and its like
        (which takes milliseconds), and a ``--`` be swallowed.
        """
        if not (args[0] in MODULES or args[0] in ctx.help_option_names if args else ctx.resilient_parsing):
            args.insert(0, self.default_cmd_name)
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the default command, which is what most want to know, and the other commands."""
        others = [(name, import_module(MODULES[name]).COMMAND.get_short_help_str(limit=100)) for name in MODULES if name != CHECK.name]
        write_help(CHECK, ctx, formatter, "[check] [OPTIONS] PATH...", others)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, and the options and paths of the default command."""
        found: list[CompletionItem] = super().shell_complete(ctx, incomplete)
        with CHECK.make_context(CHECK.name, [], parent=ctx, resilient_parsing=True) as inner:
            if incomplete.startswith("-") and incomplete != "-":
                more = CHECK.shell_complete(inner, incomplete)
            else:
                more = [item for param in CHECK.params if isinstance(param, click.Argument) for item in param.shell_complete(inner, incomplete)]
        known = {item.value for item in found}
        # Paths first: click's script for bash forgets what came before a path.
        return [item for item in more if item.type != "plain" or item.value not in known] + found


APP = Commands("clean", default=CHECK.name, context_settings={"help_option_names": ["-h", "--help"]})
APP.add_command(CHECK)
