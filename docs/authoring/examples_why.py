"""Prints the examples of why.md through cog: a rule, a text, and what the commands really print."""

from __future__ import annotations

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))

from outputs import block, clean

PATH = "rules/fr/boats.yaml"
RULE = """\
- name: vedette
  find: star
  put: launch
  need: {sentence: [harbour, pier, coast guard]}
  unless: {sentence: [film, company]}
  source: {fr: vedette}
  why: "French 'vedette' is a star and a small fast boat"
  fires: ["The coast guard sent a [[star -> launch]]."]
  ok: ["The star of the film came to the harbour."]
"""
MENDED = RULE.replace("[film, company]", "[film]")
TEXT = "A star of the harbour company brought the pilot on board.\n"


def rule() -> str:
    """Show the rule."""
    return block(RULE, "yaml")


def _asked(words: str, held: str = RULE) -> str:
    return block(f"$ clean {words}\n{clean(words, {PATH: held, 'port.txt': TEXT})}")


def silent() -> str:
    """Show why it is silent."""
    return _asked("rules why --rules rules vedette port.txt")


def fires() -> str:
    """Show why it fires."""
    return _asked("rules why --rules rules vedette port.txt", MENDED)


def listed() -> str:
    """Show own rules, and how they are counted."""
    return _asked("rules list --rules rules --own") + "\n" + _asked("rules list --rules rules --own --by language")


def show() -> str:
    """Show the rule in words."""
    return _asked("rules show --rules rules vedette")
