"""Reads rules and topics that people wrote in YAML, and tells them of every mistake at its place."""

from cleaner.rulebook.folders import load

__all__ = ["load"]
