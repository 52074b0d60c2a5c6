"""What every test can count on: an own cache folder, and skips (or failures) where a test's component is absent."""

from __future__ import annotations

import importlib.util
import os
import pathlib
import shutil
from collections.abc import Callable, Iterator

import hypothesis
import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent

# CI tries the same examples on every run: a law that fails there by chance would stop a change that has nothing to do with it.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def shared_folder() -> pathlib.Path:
    """The folder with the annotated texts, there or not."""
    return pathlib.Path(os.environ.get("CLEANER_SHARED") or ROOT.parent / "shared")


def _any_command(*names: str) -> bool:
    return any(shutil.which(name) for name in names)


# Marker → (is its component here?, what to say if not).
COMPONENTS: dict[str, tuple[Callable[[], bool], str]] = {
    "java": (lambda: _any_command("java"), "no Java runtime on the PATH"),
    "office": (lambda: _any_command("soffice", "libreoffice"), "no LibreOffice on the PATH"),
    "browser": (lambda: _any_command("chromium", "chromium-browser", "google-chrome"), "no Chromium on the PATH"),
    "spark": (lambda: importlib.util.find_spec("pyspark") is not None, "pyspark isn't installed"),
    "model": (lambda: os.path.isfile(os.environ.get("CLEANER_FLUENCY_MODEL", "")), "CLEANER_FLUENCY_MODEL names no file"),
    "gold": (lambda: (shared_folder() / "gold").is_dir(), "the annotated texts aren't here (CLEANER_SHARED names their folder)"),
}


def absent(marker: str) -> str:
    """Say why tests marked *marker* can't run; empty where they can."""
    here, reason = COMPONENTS[marker]
    return "" if here() else reason


def required() -> set[str]:
    """The markers that must not be skipped, from CLEANER_REQUIRE (``java,office``)."""
    names = {name.strip() for name in os.environ.get("CLEANER_REQUIRE", "").split(",")} - {""}
    if names - COMPONENTS.keys():
        raise pytest.UsageError(f"CLEANER_REQUIRE: {', '.join(sorted(names - COMPONENTS.keys()))}: no such marker; there are {', '.join(COMPONENTS)}")
    return names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needed, reasons = required(), {marker: absent(marker) for marker in COMPONENTS}
    for item in items:
        for marker, reason in reasons.items():
            if reason and marker not in needed and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in required():
        if item.get_closest_marker(marker) and absent(marker):
            pytest.fail(f"CLEANER_REQUIRE asks for {marker}: {absent(marker)}", pytrace=False)


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """The folder with the annotated texts; mark what uses it ``gold``."""
    return shared_folder()


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests compile out of the user's cache folder, and out of the next run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEANER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
