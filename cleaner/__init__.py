"""Find and mend what machine translation broke in English text: `check` tells, `fix` mends.

Nothing is imported before it is used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.api import FixResult, check, fix
    from cleaner.errors import CleanerError
    from cleaner.model import Finding, Report
    from cleaner.version import __version__

__all__ = ["CleanerError", "Finding", "FixResult", "Report", "__version__", "check", "fix"]

_HOMES = {
    "CleanerError": "cleaner.errors",
    "Finding": "cleaner.model",
    "FixResult": "cleaner.api",
    "Report": "cleaner.model",
    "__version__": "cleaner.version",
    "check": "cleaner.api",
    "fix": "cleaner.api",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for from where it lives."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
