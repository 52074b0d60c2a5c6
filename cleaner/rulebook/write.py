"""Rules → YAML: a rule written anew, or a field of one that stands in a file changed with every other byte left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cleaner.errors import RuleError
from cleaner.model.rule import Condition, Example, Measured, Rule
from cleaner.rulebook.examples import write_marks
from cleaner.rulebook.fields import KINDS
from cleaner.rulebook.shapes import COUNTS

SCHEMA_NAME: Final = "rules.schema.json"
"""What the schema's file is called where `clean rules new` puts it, in the outermost folder of the rules."""

_PLAIN: Final = re.compile(r"[^\W_](?:[^\n\r\t,\[\]{}#:'\"`&*!|>%@]|:(?! |$)|'(?!$))*")
_SPECIAL: Final = re.compile(r"(?i)(?:y|yes|n|no|true|false|on|off|null|nan|[-+.]?\d[\d_.,:e+-]*|0x[0-9a-f]+)")
_KEY: Final = re.compile(r"([a-z][a-z-]*)\s*:(?=\s|$)")
_BREAKS: Final = re.compile(r"[\n\r\x85\u2028\u2029]")
_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def write_rule(rule: Rule) -> str:
    """Return *rule* as an item of a rule file, its fields in the house's order; what is as it would be anyhow isn't written.

    Reading it gives the rule again, but for its path and places; `before` and `after` stand behind the other conditions.
    """
    lines = [f"- name: {rule.id.rpartition('/')[2]}"]
    for field, value in _fields(rule):
        lines += [f"  {field}: {value}"] if isinstance(value, str) else [f"  {field}:", *(f"    - {item}" for item in value)]
    return "\n".join(lines) + "\n"


def _fields(rule: Rule) -> Iterable[tuple[str, str | list[str]]]:
    """Yield the fields of *rule* that have something to say, each as YAML: text in a line, or items of a list."""
    plain = Rule(rule.id)
    yield from [("preview", "true")] if rule.preview else []
    yield from [("kind", rule.kind)] if rule.kind != plain.kind else []
    for field in ("find", "put"):
        if texts := getattr(rule, field):
            yield field, write_texts(texts)
    if rule.forms:
        yield "forms", write_mapping([(bad, write_text(good)) for bad, good in rule.forms])
    for field in ("inflect", "case"):
        if getattr(rule, field) != getattr(plain, field):
            yield field, getattr(rule, field)
    if rule.anchor:
        yield "anchor", write_texts(rule.anchor)
    if rule.options:
        yield "options", write_mapping([(name, write_texts(values)) for name, values in rule.options.items()])
    yield from [(field, getattr(rule, field)) for field in ("entity", "pronoun") if getattr(rule, field)]
    if rule.aliases:
        yield "aliases", write_texts(rule.aliases)
    yield from _conditions(rule)
    category = KINDS[rule.kind].category if rule.kind in KINDS else ""
    yield from [("category", rule.category)] if rule.category != category else []
    for field in ("level", "applicability", "confidence"):
        if getattr(rule, field) != getattr(plain, field):
            yield field, getattr(rule, field)
    if rule.source:
        yield "source", write_mapping([(language, write_texts(words)) for language, words in rule.source])
    yield from [("why", _quoted(rule.why))] if rule.why else []
    yield from [("measured", write_measured(rule.measured))] if rule.measured else []
    for field in ("origin", "formerly"):
        if texts := getattr(rule, field):
            yield field, write_texts(texts)
    for field in ("fires", "ok"):
        if examples := getattr(rule, field):
            yield field, [_example(example) for example in examples]


def _conditions(rule: Rule) -> Iterable[tuple[str, str | list[str]]]:
    """Yield `before`, `after`, `need` and `unless`: what stands right beside has fields of its own where there are no alternatives."""
    need = rule.need
    if len(need) == 1:
        beside = {c.scope: c for c in need[0] if c.scope in ("before", "after")}
        if len(beside) < sum(c.scope in ("before", "after") for c in need[0]):
            beside = {}  # one of them twice
        yield from [(scope, write_texts(c.terms)) for scope, c in sorted(beside.items(), reverse=True)]
        need = (tuple(c for c in need[0] if c not in beside.values()),)
    if len(need) == 1 and need[0]:
        yield "need", _gates(need[0])
    elif len(need) > 1:
        yield "need", [_gates(alternative) for alternative in need]
    if rule.unless:
        yield "unless", _gates(rule.unless)


def _gates(conditions: Sequence[Condition]) -> str:
    return write_mapping([(c.scope, write_texts(c.terms)) for c in conditions])


def _example(example: Example) -> str:
    text = _quoted(write_marks(example.text, example.marked))
    return f"{{text: {text}, known: {example.known}}}" if example.known else text


def write_measured(measured: Measured) -> str:
    """Return *measured* as the value of its field."""
    return write_mapping([(name, str(getattr(measured, part))) for name, part in COUNTS.items()])


def write_mapping(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a mapping on one line; the values are YAML already.

    >>> write_mapping([("fr", "puce"), ("no, thanks", "[a, b]")])
    '{fr: puce, "no, thanks": [a, b]}'
    """
    return "{" + ", ".join(f"{write_text(key)}: {value}" for key, value in pairs) + "}"


def write_texts(texts: Sequence[str]) -> str:
    """Return one text, or a list of them on one line.

    >>> write_texts(["flea"]), write_texts(["flea", "{number}"]), write_texts([""])
    ('flea', '[flea, "{number}"]', '""')
    """
    return write_text(texts[0]) if len(texts) == 1 else f"[{', '.join(map(write_text, texts))}]"


def write_text(text: str) -> str:
    r"""Return *text* as YAML, quoted where it must be.

    >>> print(write_text("point of sale"), write_text("no"), write_text(r"\bIA\b"), write_text("it's: so"))
    point of sale "no" '\bIA\b' "it's: so"
    """
    if _PLAIN.fullmatch(text) and text == text.strip() and not _SPECIAL.fullmatch(text) and text.isprintable():
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    if not _BREAKS.search(text) and text.isprintable() and ("\\" in text or '"' in text):
        return "'" + text.replace("'", "''") + "'"
    escaped = "".join(c if c.isprintable() and c not in '\\"' else _escape(c) for c in text)
    return f'"{escaped}"'


def _escape(c: str) -> str:
    if c in '\\"':
        return "\\" + c
    if c == "\n":
        return "\\n"
    return f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}"


MODELINE: Final = re.compile(r"\ufeff?(?:#[^\n\r]*(?:\r\n|[\n\r]))*?#[ \t]*yaml-language-server:[ \t]*\$schema=(\S+)")
"""The line among the comments that open a rule file by which editors complete and check it; its group is where the schema is."""


def header(schema: str) -> str:
    """Return the line that opens a new rule file, by which editors complete and check it; *schema* is the path there from the file's folder."""
    return f"# yaml-language-server: $schema={schema if '/' in schema else './' + schema}\n"


def add_rules(text: str, rules: Sequence[str], schema: str = SCHEMA_NAME) -> str:
    """Return the text of a rule file with *rules* (made by `write_rule`) behind its own, one blank line between two; line ends are those of *text*.

    A new file opens with the line that names the *schema*, a path from the file's folder.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    if not text.strip("\ufeff \r\n"):
        text = header(schema)
    body = "\n".join(rules).replace("\n", end)
    gap = "" if text.endswith(end * 2) else end if text.endswith("\n") else end * 2
    return text + gap + body


def set_fields(text: str, line: int, changes: Mapping[str, str | None]) -> str:
    """Return the text of a rule file with fields of the rule in *line* (from 1) changed: to YAML in one line, or taken out (None).

    A field that isn't there goes before the examples. Raises RuleError where the rule isn't written with a line for each field.
    """
    lines = _lines(text)
    indent = re.match(r"\ufeff?(\s*-\s+)", lines[line - 1])
    if not indent or not _KEY.match(lines[line - 1], indent.end()):
        raise RuleError("this rule isn't written with a line for each field, so that none can be set; write it so", "name")
    column = indent.end() - lines[line - 1].startswith("\ufeff")
    spans = _spans(lines, line - 1, indent.end(), column)
    end = next((found[0] for one in lines if (found := _BREAK.search(one))), "\n")
    for field, value in changes.items():
        written = [] if value is None else [" " * column + f"{field}: {value}{end}"]
        if field in spans:
            first, last = spans[field]
            if first == line - 1:
                raise RuleError(f"'{field}' opens the rule, so that it can't be set; put name: first", field)
        elif not written:
            continue
        else:
            first = last = next((spans[name][0] for name in ("fires", "ok") if name in spans and spans[name][0] > line - 1), max(s[1] for s in spans.values()))
            if first and not _BREAK.search(lines[first - 1]):
                lines[first - 1] += end
        lines[first:last] = written
        spans = _spans(lines, line - 1, indent.end(), column)
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """Return the lines of *text* as the parser counts them, with their ends."""
    ends = [found.end() for found in _BREAK.finditer(text)]
    return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if a < b]


def _spans(lines: Sequence[str], start: int, offset: int, column: int) -> dict[str, tuple[int, int]]:
    """Return for each field of the rule that begins in line *start* (from 0) its first line and the one behind its last."""
    spans: dict[str, tuple[int, int]] = {}
    opened = _KEY.match(lines[start], offset)
    name, first, last = opened[1] if opened else "", start, start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        bare = line.strip()
        if not bare or (bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= column):
            continue
        depth = len(line) - len(line.lstrip(" "))
        if depth < column:
            break
        key = _KEY.match(line, column) if depth == column else None
        if key:
            spans[name] = (first, last)
            name, first = key[1], number
        last = number + 1
    spans[name] = (first, last)
    return spans


def replace_rule(text: str, line: int, rule: str) -> str:
    """Return the text of a rule file with the rule in *line* (from 1) written anew as *rule* (made by `write_rule`); comments behind it stay."""
    lines = _lines(text)
    indent = re.match(r"\ufeff?(\s*)-", lines[line - 1])
    column = len(indent[1]) if indent else 0
    last = line
    for number in range(line, len(lines)):
        bare = lines[number].strip()
        if bare and not bare.startswith("#") and len(lines[number]) - len(lines[number].lstrip(" ")) <= column:
            break
        if bare and not (bare.startswith("#") and len(lines[number]) - len(lines[number].lstrip(" ")) <= column):
            last = number + 1
    end = next((found[0] for one in lines if (found := _BREAK.search(one))), "\n")
    lead = "\ufeff" if lines[line - 1].startswith("\ufeff") else ""
    written = lead + "".join(" " * column + one + end for one in rule.rstrip("\n").split("\n"))
    return "".join([*lines[: line - 1], written, *lines[last:]])
