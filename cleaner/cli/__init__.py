"""The commands: options, files read and written, messages, exit codes. A command is a module here (or a package of its subcommands) that ends in `COMMAND`."""

from __future__ import annotations

from typing import Final

# [[[cog
# import pathlib
# here = pathlib.Path(cog.inFile).resolve().parent
# cog.outl("MODULES: Final = {")
# for path in sorted([*here.glob("[!_]*.py"), *here.glob("[!_]*/__init__.py")], key=lambda path: path.parent.name if path.stem == "__init__" else path.stem):
#     if "\nCOMMAND = " in path.read_text(encoding="utf-8"):
#         name = path.parent.name if path.stem == "__init__" else path.stem
#         cog.outl(f'    "{name}": "cleaner.cli.{name}",')
# cog.outl("}")
# ]]]
MODULES: Final = {
    "check": "cleaner.cli.check",
    "rules": "cleaner.cli.rules",
    "vocab": "cleaner.cli.vocab",
}
# [[[end]]]
"""The name of each command and the module that it is in."""
