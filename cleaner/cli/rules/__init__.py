"""`clean rules`: the bench of those who write rules. A subcommand is a module here that ends in `COMMAND`; a module that is named `_…` is none."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click


class Commands(click.Group):
    """Finds subcommands by the modules of this package, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the subcommands."""
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand called *cmd_name*."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name.replace('-', '_')}").COMMAND
        return command


COMMAND = Commands(
    "rules",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    short_help="Write, test, measure and explain rules.",
    help="Write rules, prove them by their examples, measure them on good and on damaged text, and learn why one fires or doesn't. "
    "The own rules are those of the folders that the settings name (rules = [...]); docs/rules.md explains the language they are written in.",
)
