"""A settings file changed: a folder of rules named in it, and every byte and comment else left as it is."""

from __future__ import annotations

from typing import Any

from cleaner.errors import SettingsError


def name_rules_folder(text: str, folder: str, where: str, is_project: bool = False) -> str:
    """Return the *text* of a settings file with *folder* among its folders of own rules; *where* is what the file is called.

    It stands in ``rules``, or in ``folders`` below ``[rules]`` where there are tables of rules; in a pyproject.toml below ``[tool.cleaner]``.
    SettingsError where that can't be done without touching anything else.

    >>> print(name_rules_folder("preview = true # on trial\\n", "rules", "cleaner.toml"))
    preview = true # on trial
    rules = ["rules"]
    <BLANKLINE>
    """
    import tomllib

    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        table: Any = document
        for key in ("tool", "cleaner") if is_project else ():
            table = table[key]
        if isinstance(table.get("rules"), dict):
            table, key = table["rules"], "folders"
        else:
            key = "rules"
        if isinstance(table.get(key), list):
            table[key].append(folder)
        else:
            table[key] = [folder]
        made = tomlkit.dumps(document)
    except (TOMLKitError, KeyError, TypeError, AttributeError):
        made = ""
    if "\r\n" in text:
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    if not _holds(made, text) or not _says(tomllib.loads(made) if made else {}, folder, is_project):
        raise SettingsError(f'{where}: the folder of rules can\'t be added without touching other lines; write rules = ["{folder}"] into it by hand')
    return made


def _holds(made: str, text: str) -> bool:
    """Say whether *made* has all of *text*, in order."""
    rest = iter(made)
    return all(char in rest for char in text)


def _says(held: dict[str, Any], folder: str, is_project: bool) -> bool:
    """Say whether the parsed settings *held* name *folder*."""
    for key in ("tool", "cleaner") if is_project else ():
        held = held.get(key, {})
    rules = held.get("rules")
    return folder in (rules.get("folders", ()) if isinstance(rules, dict) else rules or ())
