"""Folders of rule files → a rulebook."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.model.rule import Problem, Rule, Rulebook, Topic, WordList
from cleaner.rulebook import fields
from cleaner.rulebook.lists import read_list
from cleaner.rulebook.nodes import Text, read
from cleaner.rulebook.rules import Entry, read_rules
from cleaner.rulebook.shapes import Problems, did_you_mean
from cleaner.rulebook.topics import read_topic
from cleaner.text.lines import line_and_column

MAX_SIZE: Final = 64_000_000
"""Bytes above which a file isn't read: a hundred times the largest pack that people would write."""

SUFFIXES: Final = (".yaml", ".yml")
TOPICS: Final = "topics/"
LISTS: Final = "lists/"
_START: Final = Text("", 1, 1)


class _File(NamedTuple):
    """A file to read: its path, and its path below its folder without suffix, with slashes."""

    path: str
    pack: str


def load(folders: Sequence[str], known_topics: Collection[str] = (), kinds: Collection[str] | None = None) -> Rulebook:
    """Read all rules, topics and word lists of *folders* (a single file counts as one); what has problems is set aside and told.

    *known_topics* are topics that rules may name and that other folders hold; *kinds* are the kinds of rules there are
    (by the matchers' files unless given). Nothing raises: what can't be read is a problem too.
    """
    kinds = fields.kinds() if kinds is None else kinds
    problems: list[Problems] = []
    entries: list[Entry] = []
    topics: list[Topic] = []
    lists: list[WordList] = []
    broken: set[str] = set()
    for folder in dict.fromkeys(map(os.path.normpath, folders)):
        for file in _files(folder, problems):
            here = Problems(file.path)
            problems.append(here)
            text = _text(file.path, here)
            tree, flaws = (None, ()) if text is None else read(text)
            for flaw in flaws:
                here.add(flaw, "YAML", flaw.message)
            if file.pack.startswith(LISTS):
                made = read_list(tree, file.pack.removeprefix(LISTS), here) if not here.found else None
                lists += [made] if made else []
                continue
            if not file.pack.startswith(TOPICS):
                entries += read_rules(tree, file.pack, kinds, here)
                continue
            name = file.pack.removeprefix(TOPICS)
            topic = read_topic(tree, name, here) if not here.found else None
            if topic and any(other.name == name for other in topics):
                here.add(_START, "", f"a topic '{name}' is there already; rename this file, or add its terms to the other")
            elif topic:
                topics.append(topic)
            else:
                broken.add(name)
    rules = _sound(entries, {*known_topics, *(topic.name for topic in topics)}, broken)
    return Rulebook(tuple(rules), tuple(topics), tuple(lists), tuple([problem for file in problems for problem in _sorted(file)]))


def _sorted(problems: Problems) -> list[Problem]:
    return sorted(problems.found, key=lambda p: (p.line, p.column))


def _sound(entries: Sequence[Entry], topics: Collection[str], broken: Collection[str]) -> Iterator[Rule]:
    """Yield the rules that stand alone: their ids are theirs only, and their topics are there."""
    first: dict[str, Entry] = {}
    for entry in entries:
        before = len(entry.problems.found)
        if entry.id and entry.id in first:
            other = first[entry.id]
            entry.problems.add(entry.name, "name", f"'{entry.id}' is there already, in {other.problems.path}:{other.name.line}; give this rule another name")
        for field, topic in entry.topics:
            if topic.value in broken:
                entry.problems.add(topic, field, f"the topic '{topic.value}' has problems of its own; mend its file first")
            elif topic.value not in topics and topic.value:
                entry.problems.add(topic, field, f"there is no topic '{topic.value}'; {did_you_mean(topic.value, topics, f'write {TOPICS}{topic.value}.yaml')}")
        entry.problems.blame(entry.id, before)
        if entry.id:
            first.setdefault(entry.id, entry)
        if entry.rule and len(entry.problems.found) == before:
            yield entry.rule


def _files(folder: str, problems: list[Problems]) -> Iterator[_File]:
    """Yield the rule files in *folder*, in the order of their names; a folder met again by a link is left out."""
    if os.path.isfile(folder):
        yield _File(folder, os.path.splitext(os.path.basename(folder))[0])
        return
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, "")]
    while waiting:
        path, pack = waiting.pop()
        if not pack or os.path.isdir(path):
            waiting += reversed(_children(path, pack, seen, problems))
            continue
        stem, suffix = os.path.splitext(pack)
        if suffix in SUFFIXES:
            if bad := next((c for c in stem if not (c.isalnum() or c in "-_./")), ""):
                problems.append(Problems(path))
                problems[-1].add(_START, "", f"the file's path makes the rules' ids and holds {bad!r}; rename it: letters, digits, hyphens")
            else:
                yield _File(path, stem)


def _children(path: str, pack: str, seen: set[tuple[int, int]], problems: list[Problems]) -> list[tuple[str, str]]:
    """Return what is in the folder *path*, unless it is one of *seen*: paths, and paths below the outermost folder."""
    try:
        about = os.stat(path)
        names = sorted(os.listdir(path)) if (about.st_dev, about.st_ino) not in seen else []
    except (OSError, ValueError) as error:
        problems.append(Problems(path))
        problems[-1].add(_START, "", f"this folder can't be read ({_reason(error)}); check its path, or take it out of the settings")
        return []
    seen.add((about.st_dev, about.st_ino))
    return [(os.path.join(path, name), f"{pack}/{name}" if pack else name) for name in names if not name.startswith(".")]


def _text(path: str, problems: Problems) -> str | None:
    """Return the text of the file at *path*; None: there is a problem."""
    try:
        about = os.stat(path)
        if not stat.S_ISREG(about.st_mode):
            problems.add(_START, "", "this is no ordinary file; take it out of the folder")
            return None
        if about.st_size > MAX_SIZE:
            problems.add(_START, "", f"this file has {about.st_size:,} bytes, more than {MAX_SIZE:,}; split it")
            return None
        with open(path, "rb") as file:
            raw = file.read()
    except (OSError, ValueError) as error:
        problems.add(_START, "", f"this file can't be read ({_reason(error)}); check its path and permissions")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sound = raw[: error.start].decode("utf-8-sig", "ignore")
        line, column = line_and_column(sound + " ", len(sound))
        problems.add(Text("", line, column), "", f"byte 0x{raw[error.start]:02X} here isn't UTF-8; save the file as UTF-8")
        return None


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
