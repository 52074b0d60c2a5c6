"""Put the rules into the wheel, as they are written and compiled."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesHook(BuildHookInterface[Any]):
    """Ship the top-level ``rules/`` as ``cleaner/_rules/`` with ``compiled.bin`` in it.

    An editable install gets neither: there the rules are read where they are written, and compiled into the user's cache.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules and add them to the wheel."""
        if version == "editable":
            return
        self._made = tempfile.mkdtemp(prefix="cleaner-rules-")
        rules, compiled = os.path.join(self.root, "rules"), os.path.join(self._made, "compiled.bin")
        sys.path.insert(0, self.root)
        try:
            from cleaner.engine.library import compile_shipped

            compile_shipped(rules, compiled)
        finally:
            sys.path.remove(self.root)
        build_data["force_include"].update({rules: "cleaner/_rules", compiled: "cleaner/_rules/compiled.bin"})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the compiled rules away again; the wheel has its copy."""
        if version != "editable":
            shutil.rmtree(self._made)
