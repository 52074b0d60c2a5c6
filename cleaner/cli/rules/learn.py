"""`clean rules learn`: propose rules from what an editor changed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import click

if TYPE_CHECKING:
    from cleaner.authoring.learn import Options, Pair
    from cleaner.authoring.proposals import Learned, Proposal
    from cleaner.authoring.shelf import Shelf

MOST: Final = 500_000_000
"""An input with more bytes isn't read."""
CHUNK: Final = 30_000
"""Good English is checked in texts of about so many code points."""
_PACK: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_SHOWN: Final = 100


class _Asked(NamedTuple):
    """What the command line says."""

    edited: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    git: str
    fields: Mapping[str, str]
    clean: tuple[str, ...]
    options: Options
    write: str
    interactive: bool
    rules: tuple[str, ...]
    format: str
    top: int
    color: str


def _fields(ctx: click.Context, param: click.Parameter, value: str) -> dict[str, str]:
    """Read ``mt=draft,post_edit=final``."""
    from cleaner.authoring.edited import FIELDS

    made = {}
    for item in filter(None, value.split(",")):
        key, equals, name = item.partition("=")
        if key not in FIELDS or not equals or not name:
            raise click.BadParameter(f"'{item}': write NAME=FIELD, where NAME is one of {', '.join(FIELDS)}")
        made[key] = name
    return made


def _pack(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value and not _PACK.fullmatch(value):
        raise click.BadParameter(f"'{value}': a pack is named like fr/forum, in small letters, digits and hyphens")
    return value


@click.command("learn", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("edited", nargs=-1, metavar="[EDITED]...")
@click.option("--pair", "pairs", nargs=2, multiple=True, metavar="BEFORE AFTER", help="Two versions of a file, or two folders of files with the same names.")
@click.option("--git", "git", default="", metavar="OLD..NEW", help="The texts changed between two revisions; EDITED are then paths that narrow it.")
@click.option("--fields", default="", callback=_fields, metavar="NAME=FIELD,...", help="How a JSONL file calls mt, post_edit, post_edit2, id, document.")
@click.option("--clean", multiple=True, metavar="DIR", help="Good English (.txt, .md, also .gz): what fires there too often isn't proposed.")
@click.option("--min-support", default=2, show_default=True, type=click.IntRange(2), help="Changes, in as many texts, that a rule must explain.")
@click.option("--min-precision", default=0.5, show_default=True, type=click.FloatRange(0, 1), help="The share of its findings expected to be right.")
@click.option(
    "--max-noise",
    default=0.05,
    show_default=True,
    type=click.FloatRange(0),
    help="Findings of a rule in 10,000 words of --clean, at most; fewer for a rule that explains little.",
)
@click.option("--write", default="", callback=_pack, metavar="PACK", help="Write the proposals, as rules on trial, to PACK.yaml in your rules folder.")
@click.option("-i", "--interactive", is_flag=True, help="With --write: ask for each.")
@click.option("--rules", multiple=True, metavar="DIR", help="Your rules, besides those the settings name. --write writes to the first.")
@click.option("--top", default=_SHOWN, show_default=True, type=click.IntRange(0), help="Show so many proposals; 0 shows all.")
@click.option("--format", "format_", default="text", show_default=True, type=click.Choice(["text", "json"]), help="The view.")
@click.option("--color", default="auto", show_default=True, type=click.Choice(["auto", "always", "never"]), help="Colours.")
def learn(
    edited: tuple[str, ...], pairs: tuple[tuple[str, str], ...], git: str, fields: dict[str, str], clean: tuple[str, ...], min_support: int,
    min_precision: float, max_noise: float, write: str, interactive: bool, rules: tuple[str, ...], top: int, format_: str, color: str,
) -> Callable[[], int]:  # fmt: skip
    """Propose rules from what an editor changed.

    EDITED are Word documents with tracked changes (.docx), or files with a JSON object a line (.jsonl, .jsonl.gz; - is
    standard input): {"mt": "the draft", "post_edit": "what the editor made of it"}, and perhaps a second editor's
    "post_edit2".

    What was changed again and again, and seldom left, becomes a rule with its examples. Each is shown with its
    changes, with how often the editor left the words as they were, and with the share of its findings that can be
    expected to be right, as tried on texts held back. Give --clean: a rule that is quiet there is worth ten that aren't.
    """
    from cleaner.authoring.learn import Options

    if not edited and not pairs and not git:
        raise click.UsageError("nothing to learn from; name a .jsonl or .docx file, or give --pair BEFORE AFTER or --git OLD..NEW")
    if interactive and not write:
        raise click.UsageError("-i asks what to write; say where with --write PACK")
    options = Options(min_support, min_precision, max_noise)
    return partial(_learn, _Asked(edited, pairs, git, fields, clean, options, write, interactive, rules, format_, top, color))


COMMAND = learn


def _learn(asked: _Asked) -> int:
    from cleaner.authoring.proposals import PACK, advise, propose
    from cleaner.cli.output import Progress, tell
    from cleaner.cli.rules._shelf import shelf_here

    pairs = list(_pairs(asked))
    clean = [text for folder in asked.clean for text in _good(folder)]
    shelf = shelf_here(asked.rules)
    find = _finder(shelf)
    pack = asked.write or PACK
    taken = frozenset(id.rpartition("/")[2] for id in shelf.rules if id.rpartition("/")[0] == pack)
    progress = Progress(2 * len(pairs) + 2 * len(clean), asked.format == "text" and sys.stderr.isatty())
    learned = propose(pairs, asked.options, find, clean, (*shelf.shipped.lists, *shelf.own.lists), pack, taken, progress.step)
    progress.clear()
    for line in advise(pairs, learned.told, find):
        tell(line)
    if asked.format == "json":
        click.echo(_json(learned))
    elif not asked.interactive:
        _show(learned, asked)
    if not asked.write:
        return 0
    chosen = [p for p in learned.proposals if not asked.interactive or _agreed(p)]
    if not chosen:
        tell(f"{asked.write}: nothing to write")
        return 0
    _write(chosen, asked, shelf)
    return 0


def _pairs(asked: _Asked) -> Iterator[Pair]:
    """Yield the pairs of all that was named; CleanerError where something of it can't be used."""
    from cleaner.authoring.edited import from_git, from_texts

    for before, after in asked.pairs:
        for name, old, new in _versions(before, after):
            yield from from_texts(_read(old), _read(new), name)
    if asked.git:
        for path in asked.edited or ("",):
            for name, was, now in from_git(asked.git, path, os.getcwd()):
                yield from from_texts(was, now, name)
    else:
        for path in asked.edited:
            yield from _records(path, asked.fields)


def _records(path: str, fields: Mapping[str, str]) -> list[Pair]:
    from cleaner.authoring.edited import from_records, from_word
    from cleaner.cli.files import read_stdin
    from cleaner.errors import UnreadableError

    if path == "-":
        return from_records(read_stdin("standard input", MOST), "standard input", fields)
    if path.lower().endswith(".docx"):
        return from_word(_read(path), path)
    if path.lower().endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")):
        return from_records(_read(path), path, fields)
    if os.path.isdir(path):
        raise UnreadableError(f"{path}: a folder; give the one before and the one after with --pair")
    raise UnreadableError(f"{path}: neither .jsonl, .jsonl.gz nor .docx; give two versions of a text with --pair BEFORE AFTER")


def _versions(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Yield name and paths of the two versions of each file; of two folders those that have the same name in both."""
    from cleaner import formats
    from cleaner.errors import UnreadableError

    if os.path.isdir(before) != os.path.isdir(after):
        raise UnreadableError(f"{before}, {after}: one is a folder and one isn't; give two of a kind")
    if not os.path.isdir(before):
        yield os.path.basename(after), before, after
        return
    names = [name for name in _walk(before) if os.path.isfile(os.path.join(after, name)) and formats.by_path(name)]
    if not names:
        raise UnreadableError(f"{before}, {after}: no text has the same name in both; name two folders that hold the same files")
    for name in names:
        yield name, os.path.join(before, name), os.path.join(after, name)


def _walk(folder: str) -> list[str]:
    """Return the files below *folder* that aren't hidden, by their paths in it, in order."""
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.relpath(os.path.join(where, name), folder) for name in sorted(files) if not name.startswith(".")]
    return found


def _read(path: str) -> bytes:
    from cleaner.cli.files import read

    return read(path, MOST)[0]


def _good(path: str) -> Iterator[str]:
    """Yield the texts of good English in a folder or file, in stretches of whole paragraphs."""
    from cleaner.authoring.edited import unpacked
    from cleaner.errors import UnreadableError

    paths = [os.path.join(path, name) for name in _walk(path)] if os.path.isdir(path) else [path]
    paths = [one for one in paths if one == path or one.removesuffix(".gz").endswith((".txt", ".md"))]
    if not paths:
        raise UnreadableError(f"{path}: no .txt or .md (or .gz of them) in this folder; name one with good English")
    for one in paths:
        mine: list[str] = []
        for paragraph in unpacked(_read(one), one).decode("utf-8", "replace").split("\n\n"):
            mine.append(paragraph)
            if sum(map(len, mine)) > CHUNK:
                yield "\n\n".join(mine)
                mine = []
        yield from ["\n\n".join(mine)] if mine else []


def _finder(shelf: Shelf) -> Callable[[str], list[tuple[int, int]]]:
    """Return what finds the spans of a text that the rules at hand report already, those on trial too."""
    from cleaner import pipeline

    request = pipeline.Request(preview=True)

    def find(text: str) -> list[tuple[int, int]]:
        reports = pipeline.check(pipeline.read(text.encode("utf-8", "replace"), "a.txt"), shelf.ruleset, request)
        return [(finding.view_start, finding.view_end) for report in reports for finding in report.findings]

    return find


def _show(learned: Learned, asked: _Asked) -> None:
    """Print the report for people."""
    from cleaner.cli.output import wants_color

    color = wants_color(asked.color, sys.stdout.isatty())
    told = learned.told
    click.echo(f"{_count(told.texts, 'text')}, {told.edited:,} of them edited in {_count(told.changes, 'place')}.")
    for number, what in (
        (told.retranslated, "translated anew, or another text: passed over"),
        (told.known, "found by your rules already: not proposed again"),
        (told.noisy, "too frequent in good English: left out, or narrowed"),
        (learned.failed, "didn't find their own examples: left out"),
    ):
        if number:
            click.echo(f"{number:,} {what}.")
    shown = learned.proposals[: asked.top or None]
    for number, proposal in enumerate(shown, 1):
        click.echo("\n" + "\n".join(_lines(number, proposal, told.clean_words, color)))
    click.echo()
    if not learned.proposals:
        click.echo("No proposals. More texts, or a lower --min-support or --min-precision, give some.")
        return
    more = len(learned.proposals) - len(shown)
    rest = f" ({more:,} more: --top 0 shows them)" if more else ""
    click.echo(f"{_count(len(learned.proposals), 'proposal')}{rest}." + ("" if asked.write else " --write PACK writes them down, as rules on trial."))


def _lines(number: int, proposal: Proposal, words: int, color: bool) -> Iterator[str]:
    """Yield what is shown of a proposal."""
    from cleaner.rulebook.examples import write_marks

    noise = f"; {proposal.noise} in {words:,} words of good English" if words else ""
    example = proposal.rule.fires[0]
    title = click.style(proposal.line, bold=True) if color else proposal.line
    yield f"{number:3}. {title}{_gates(proposal)}"
    changed = f"changed {_count(proposal.support, 'time')} in {_count(proposal.texts, 'text')} of {_count(proposal.documents, 'document')}"
    yield f"     {100 * proposal.expected:.0f} of 100 findings expected to be right; {changed}, left or written {_count(proposal.against, 'time')}{noise}"
    yield "     " + " ".join(write_marks(example.text, example.marked).split())


def _gates(proposal: Proposal) -> str:
    """Say in words where the rule of *proposal* applies."""
    rule = proposal.rule
    needed = [f"{c.scope} {', '.join(c.terms)}" for alternative in rule.need for c in alternative]
    return "".join(f"  [{said}]" for said in (*needed, *(f"unless {c.scope} {', '.join(c.terms)}" for c in rule.unless)))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _json(learned: Learned) -> str:
    """Return the report for programs."""
    import json
    from dataclasses import asdict

    from cleaner.rulebook.write import write_rule

    proposals = [
        {
            "rule": p.rule.id, "find": list(p.rule.find), "put": list(p.rule.put), "category": p.rule.category, "support": p.support, "texts": p.texts,
            "documents": p.documents, "against": p.against, "expected_precision": round(p.expected, 3), "noise": p.noise, "ids": list(p.ids),
            "yaml": write_rule(p.rule),
        }
        for p in learned.proposals
    ]  # fmt: skip
    return json.dumps({"version": 1, **asdict(learned.told), "failed": learned.failed, "proposals": proposals}, ensure_ascii=False, indent=2)


def _agreed(proposal: Proposal) -> bool:
    """Ask on standard error whether to write *proposal*."""
    for line in _lines(0, proposal, 0, False):
        click.echo(line.removeprefix("  0. "), err=True)
    return click.confirm("     write it?", default=False, err=True)


def _write(chosen: Sequence[Proposal], asked: _Asked, shelf: Shelf) -> None:
    """Write the rules of *chosen* to the pack that was named, behind those that are there; CleanerError where they fail their examples in it."""
    from cleaner.authoring.placing import place
    from cleaner.cli.rules._home import add, home, shown

    there = home(next(iter(asked.rules), ""))
    at = place(there.folder, asked.write)
    add(there, at, [proposal.rule for proposal in chosen], shelf.shipped, quietly=True)
    click.echo(f"{shown(at)}: {_count(len(chosen), 'rule')} written, on trial (preview); read them, then bench them", err=asked.format == "json")
