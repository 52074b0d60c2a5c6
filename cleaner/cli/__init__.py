"""The commands: options, files read and written, messages, exit codes. A command is a module here that ends in `COMMAND`."""

from __future__ import annotations

from typing import Final

# [[[cog
# import pathlib
# here = pathlib.Path(cog.inFile).resolve().parent
# cog.outl("MODULES: Final = {")
# for path in sorted(here.glob("[!_]*.py")):
#     if "\nCOMMAND = " in path.read_text(encoding="utf-8"):
#         cog.outl(f'    "{path.stem}": "cleaner.cli.{path.stem}",')
# cog.outl("}")
# ]]]
MODULES: Final = {
    "check": "cleaner.cli.check",
    "vocab": "cleaner.cli.vocab",
}
# [[[end]]]
"""The name of each command and the module that it is in."""
