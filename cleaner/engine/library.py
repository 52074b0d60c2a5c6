"""Where rule sets come from: the one that ships, the user's own beside it, compiled once and cached by content."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from cleaner.engine.automaton import engine_name
from cleaner.engine.ruleset import Ruleset, environment
from cleaner.errors import CleanerError
from cleaner.version import __version__

if TYPE_CHECKING:
    from cleaner.model.rule import Rule, Rulebook
    from cleaner.plugin import Prepared

Reader = Callable[[list[str], list[str]], "Rulebook"]
"""Reads rule folders, given the topics that rules there may name as well: `cleaner.rulebook.load`, or one that keeps what was read."""

PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMPILED: Final = "compiled.bin"


def shipped_folder() -> str:
    """Return the folder of the rules that ship: inside the installed package, or the top-level one of a checkout."""
    inside = os.path.join(PACKAGE, "_rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "rules")


def load(folders: Sequence[str] = (), shipped: bool = True, read: Reader | None = None) -> Ruleset:
    """Return the rules that ship (unless *shipped* is False) and those in *folders*, compiled; *read* is how they are read where that has to be done.

    A rule of the user's replaces the one that ships under its id. Broken rules are set aside and told of in the set's
    notifications. Raises CleanerError where a folder isn't there.
    """
    for folder in folders:
        if not os.path.exists(folder):
            raise CleanerError(f"{folder}: no such rules folder; name an existing one with --rules or under 'rules' in the settings")
    if shipped and not folders:
        ready = _ready()
        if ready is not None:
            return ready
    from cleaner.cache import store

    digest = _digest(folders, shipped)
    name = f"rules-{digest}.bin"
    data = store.get(name)
    if data is not None:
        try:
            return Ruleset(data)
        except CleanerError:
            pass  # a damaged cache file is made again
    made = _compile(folders, shipped, digest, read)
    store.put(name, made)
    return Ruleset(memoryview(made))


def compile_shipped(folder: str, out: str) -> None:
    """Compile the rules of *folder* into the file *out*, for the wheel; CleanerError with all problems if any rule is broken."""
    from cleaner.engine.compile import compile_rules
    from cleaner.rulebook import load as read

    book = read([folder])
    data = compile_rules(book.rules, book.topics, book.problems, _hash_of([folder]), frozenset(), book.lists)
    problems = Ruleset(memoryview(data)).notifications
    if problems:
        raise CleanerError("\n".join(problem.message for problem in problems))
    with open(out, "wb") as file:
        file.write(data)


def _ready() -> Ruleset | None:
    """Return the compiled form that came with the package, if it fits this Python and these libraries."""
    from cleaner.cache.store import mapped

    try:
        data = mapped(os.path.join(shipped_folder(), COMPILED))
        made = Ruleset(data) if data is not None else None
    except (OSError, CleanerError):
        return None
    return made if made is not None and made.environment == environment(__version__, engine_name()) else None


def _compile(folders: Sequence[str], shipped: bool, digest: str, read: Reader | None) -> bytes:
    from cleaner.engine.compile import compile_rules
    from cleaner.engine.prepared import Kept

    if read is None:
        from cleaner import rulebook

        read = rulebook.load
    base = read([shipped_folder()], [])
    mine = read(list(folders), [topic.name for topic in base.topics]) if folders else None
    own = frozenset(rule.id for rule in mine.rules) if mine else frozenset()
    rules = [rule for rule in base.rules if rule.id not in own] if shipped else []
    topics = {topic.name: topic for topic in base.topics}
    lists = list(base.lists)
    problems = list(base.problems) if shipped else []
    if mine:
        rules += mine.rules
        topics.update({topic.name: topic for topic in mine.topics})
        lists += mine.lists
        problems += mine.problems
    shadows = [rule.id for rule in base.rules if rule.id in own] if shipped else []
    made_by = _hash_of([], environment(__version__, engine_name()), _code("lexicon"))
    ours, theirs = Kept(f"prepared-{made_by}.bin"), Kept(f"prepared-{_hash_of([], f'{made_by} {folders}')}.bin")

    def prepare(rule: Rule) -> Prepared:
        return (theirs if rule.id in own else ours).prepare(rule)

    data = compile_rules(rules, list(topics.values()), problems, digest, own, lists, shadows, prepare)
    for kept in (ours, theirs):
        kept.keep()
    return data


def _digest(folders: Sequence[str], shipped: bool) -> str:
    """Name what a compiled set is made of: the rule files' paths and bytes, our version, Python's, the automaton's.

    The compiled form that came with the package tells the hash of the rules that ship; a megabyte needn't be read for it.
    In a checkout, where code changes under one version, also the code that compiles counts.
    """
    salt = f"{environment(__version__, engine_name())} {shipped} {folders}"
    ready = _ready()
    if ready is not None:
        return _hash_of(folders, f"{salt} {ready.hash}")
    return _hash_of([shipped_folder(), *folders], salt, _code())


def _code(*more: str) -> list[str]:
    """Return the folders of the code that compiles, and *more* of the package: none where it can't change under one version."""
    return [] if shipped_folder().startswith(PACKAGE) else [os.path.join(PACKAGE, room) for room in ("engine", "matchers", "text", *more)]


def _hash_of(folders: Sequence[str], salt: str = "", code: Sequence[str] = ()) -> str:
    try:  # the algorithm alone: hashlib loads all of OpenSSL, which takes longer than the hashing
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    digest = blake2b(salt.encode("utf-8", "surrogateescape"), digest_size=32)
    for folder, suffixes in [*((folder, (".yaml", ".yml")) for folder in folders), *((folder, (".py", ".bin")) for folder in code)]:
        for path in _files(folder, suffixes):
            with open(path, "rb", buffering=0) as file:
                data = file.read()
            digest.update(b"%s\0%d\0" % (os.path.relpath(path, folder).encode("utf-8", "surrogateescape"), len(data)))
            digest.update(data)
    return digest.hexdigest()


def _files(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the files with *suffixes* below *folder* (or itself), in order."""
    if os.path.isfile(folder):
        return [folder]
    found: list[str] = []
    seen: set[str] = set()
    for where, names, files in os.walk(folder, followlinks=True):
        here = os.path.realpath(where)
        names[:] = sorted(name for name in names if not name.startswith(".")) if here not in seen else []
        if here not in seen:
            found += [os.path.join(where, name) for name in sorted(files) if name.endswith(suffixes)]
        seen.add(here)
    return [path for path in found if os.path.isfile(path)]
