"""Vocabulary files read and written: the house's words, one a line."""

from __future__ import annotations

import os

from cleaner.cli.files import write_new
from cleaner.config.lookup import NAME, Lookup
from cleaner.config.settings import VOCABULARY, Settings
from cleaner.errors import SettingsError
from cleaner.suppress.vocabulary import terms_of


def read_text(path: str) -> str:
    """Return the text of the vocabulary file at *path*, line ends as they are; SettingsError where it can't be read."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise SettingsError(f"{path}: the vocabulary can't be read ({error.strerror}); mend that or take it out of the settings") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: the vocabulary is not in UTF-8; save it as UTF-8") from None


def read_terms(path: str) -> tuple[str, ...]:
    """Return the terms of the vocabulary file at *path*."""
    return terms_of(read_text(path))


def settings_here() -> Settings:
    """Return the settings that hold in the current folder."""
    lookup = Lookup()
    settings = lookup.for_folder(os.getcwd())
    lookup.complain()
    return settings


def home(settings: Settings) -> str:
    """Return the vocabulary file beside the settings file, or, where there is none, the one it would have in the current folder."""
    return os.path.join(os.path.dirname(settings.path) if settings.path else os.getcwd(), VOCABULARY)


def add(path: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """Append those of *terms* to the vocabulary file at *path* that it lacks, and return them. The file is made where it isn't there."""
    text = read_text(path) if os.path.exists(path) else ""
    new = tuple(dict.fromkeys(term for term in terms if term not in terms_of(text)))
    if new:
        end = "\r\n" if "\r\n" in text else "\n"
        start = text if not text or text.endswith("\n") else text + end
        write_new(path, start + "".join(term + end for term in new))
    return new


def make_settings() -> str:
    """Make a settings file in the current folder, so that the vocabulary beside it is read, and return its path."""
    path = os.path.join(os.getcwd(), NAME)
    write_new(path, "# Settings of the cleaner. The words of vocabulary.txt, in this folder, are never reported.\n")
    return path
