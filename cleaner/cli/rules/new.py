"""`clean rules new`: a complete rule out of what is wrong and what is right, or out of a bad sentence and a good one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from cleaner.model import APPLICABILITIES

if TYPE_CHECKING:
    from cleaner.authoring.derive import Case, Draft, Knowledge
    from cleaner.authoring.shelf import Shelf
    from cleaner.cli.rules._home import Home
    from cleaner.model.rule import Rule

_SOURCE: Final = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*):(.+)")


class Asked(NamedTuple):
    """What the author said of the rule, by options or when asked."""

    pairs: tuple[tuple[str, str], ...] = ()
    edits: tuple[int, ...] = ()
    wrong: str = ""
    right: str | None = None
    fires: tuple[str, ...] = ()
    ok: tuple[str, ...] = ()
    source: tuple[tuple[str, tuple[str, ...]], ...] = ()
    why: str = ""
    name: str = ""
    pack: str = ""
    applicability: str = ""

    @property
    def options(self) -> str:
        """The options that say the same, so that nothing typed is lost."""
        import shlex

        words = [word for bad, good in self.pairs for word in ("--from", bad, good)]
        words += ["--wrong", self.wrong] * bool(self.wrong) + ["--right", self.right or ""] * (self.right is not None)
        words += [word for name, texts in (("--fires", self.fires), ("--ok", self.ok)) for text in texts for word in (name, text)]
        words += [word for code, texts in self.source for text in texts for word in ("--source", f"{code}:{text}")]
        words += [word for name in ("why", "name", "pack", "applicability") if (text := getattr(self, name)) for word in (f"--{name}", text)]
        return f"clean rules new {shlex.join(words)}"


class Made(NamedTuple):
    """A rule, why it is as it is, and what its author should see to."""

    rule: Rule
    notes: tuple[str, ...]
    missing: tuple[str, ...]


@click.command(
    "new",
    context_settings={"help_option_names": ["-h", "--help"]},
    short_help="Write a rule, of what is wrong and right, or of two sentences.",
    epilog="Without --from and --wrong it asks, on a terminal. docs/authoring/new.md shows it at work.",
)
@click.option(
    "--from",
    "pairs",
    nargs=2,
    multiple=True,
    metavar="BAD GOOD",
    help="A bad sentence and the same one mended: the rule is derived from them. Give several of the same damage for a better rule.",
)
@click.option(
    "--edit",
    "edits",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="Which difference of the two sentences is meant, counted from 1 (default: a rule for each).",
)
@click.option("--wrong", metavar="WORDS", help="What is wrong, in its basic form, such as flea.")
@click.option("--right", metavar="WORDS", help='What is right, such as chip; "" deletes.')
@click.option(
    "--fires",
    multiple=True,
    metavar="SENTENCE",
    help='A sentence in which it is wrong, such as "The new fleas of Nvidia heat up."; [[bad -> good]] may mark the place.',
)
@click.option("--ok", multiple=True, metavar="SENTENCE", help="A good sentence that looks alike, in which the rule must be silent.")
@click.option("--source", multiple=True, metavar="LANGUAGE:WORD", help="The language and the word there that was misread, such as fr:puce.")
@click.option("--why", metavar="SENTENCE", help="What the editor reads (default: made of the words).")
@click.option("--name", metavar="NAME", help="What the damage is called, such as flea-chip (default: made of the words).")
@click.option("--pack", metavar="PACK", help="The file, such as fr/senses for fr/senses.yaml (default: by language and sort of damage).")
@click.option(
    "--folder", metavar="DIR", help="The folder of rules (default: the one that the settings name; where none does, rules, which is then named there)."
)
@click.option("--applicability", type=click.Choice(APPLICABILITIES), help="What may be done unasked (default: unsafe, ask first).")
@click.option("--clean", "good", multiple=True, metavar="DIR", help="Texts in good English, to find near-misses and to see whether a condition is needed.")
@click.option("--dry-run", is_flag=True, help="Print the rule and write nothing.")
def new(
    pairs: tuple[tuple[str, str], ...], edits: tuple[int, ...], wrong: str | None, right: str | None, fires: tuple[str, ...], ok: tuple[str, ...],
    source: tuple[str, ...], why: str | None, name: str | None, pack: str | None, folder: str | None, applicability: str | None, good: tuple[str, ...],
    dry_run: bool,
) -> Callable[[], int]:  # fmt: skip
    """Write a complete rule, with examples, into a folder of own rules, and try it.

    It begins on trial (preview: true): shown, but it never fixes unasked and never counts, until it has been benched.
    """
    from cleaner.rulebook.shapes import NAME

    if pairs and (wrong or right is not None):
        raise click.UsageError("--from says what is wrong and right by itself; leave out --wrong and --right, or --from")
    if name and not NAME.fullmatch(name):
        raise click.BadParameter(f"'{name}' isn't made of small letters, digits and hyphens; write it like flea-chip", param_hint="--name")
    said = tuple((bad, mended) for bad, mended in pairs)
    wrong, right = (wrong or "").strip(), None if right is None else right.strip()
    asked = Asked(said, edits, wrong, right, fires, ok, _sources(source), why or "", name or "", pack or "", applicability or "")
    return partial(_run, asked, folder or "", good, dry_run)


def _sources(given: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words of each language in *given* (fr:puce)."""
    words: dict[str, dict[str, None]] = {}
    for text in given:
        found = _SOURCE.fullmatch(text.strip())
        if not found or not found[2].strip():
            raise click.BadParameter(f"'{text}' is no language and word; write it like fr:puce", param_hint="--source")
        words.setdefault(found[1], {})[found[2].strip()] = None
    return tuple((code, tuple(texts)) for code, texts in words.items())


def _run(asked: Asked, folder: str, good: Sequence[str], dry_run: bool) -> int:
    """Make the rules, show them, and write them unless *dry_run*."""
    from cleaner.cli.rules._home import home
    from cleaner.cli.rules._known import known
    from cleaner.cli.rules._shelf import shelf_here
    from cleaner.errors import SettingsError

    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not asked.pairs and not (asked.wrong and asked.right is not None and asked.fires) and not terminal:
        lacking = [option for option, there in (("--wrong", asked.wrong), ("--right", asked.right is not None), ("--fires", asked.fires)) if not there]
        raise SettingsError(f"{', '.join(lacking)}: this must be given where nobody can be asked; or give a pair of sentences with --from BAD GOOD")
    import os

    there = home(folder)
    shelf = shelf_here([folder] if folder and os.path.isdir(folder) else ())
    drawn = known(shelf, good)
    if terminal and not asked.pairs:
        asked, made, sure = _asked(asked, shelf, drawn)
    else:
        made, sure = _made(asked, shelf, drawn, terminal), True
    if not sure:
        click.echo(f"nothing was written; to go on from here: {asked.options}")
        return 0
    if dry_run:
        from cleaner.rulebook.write import write_rule

        click.echo("\n".join(write_rule(one.rule) for one in made), nl=False)
        return 0
    return max([_write(one, there, shelf, is_shown=not terminal or bool(asked.pairs)) for one in made])


def _made(asked: Asked, shelf: Shelf, drawn: Knowledge, terminal: bool) -> list[Made]:
    """Return the rule that is asked for, or one for each edit of a pair."""
    from cleaner.authoring.derive import SeveralEditsError, derive
    from cleaner.errors import SettingsError

    if not asked.pairs:
        return [_finished(_given(asked, drawn), asked, shelf)]
    say = {"source": asked.source, "why": asked.why, "ok": asked.ok}
    pairs = (*asked.pairs, *_marked_pairs(asked.fires))
    try:
        drafts = [derive(pairs, drawn, edit=edit, **say) for edit in asked.edits or (0,)]  # type: ignore[arg-type]
    except SeveralEditsError as several:
        if len(pairs) > 1:
            raise
        chosen = _choose(several.cases) if terminal else range(1, len(several.cases) + 1)
        drafts = [derive(pairs, drawn, edit=edit, **say) for edit in chosen]  # type: ignore[arg-type]
    if len(drafts) > 1 and (asked.name or asked.why):
        raise SettingsError(f"the two sentences give {len(drafts)} rules, which can't share --name and --why; say which is meant with --edit N")
    return [_finished(draft, asked, shelf) for draft in drafts]


def _marked_pairs(fires: Sequence[str]) -> list[tuple[str, str]]:
    """Return the bad and good sentence of each of *fires*."""
    from cleaner.authoring.worked import read_example
    from cleaner.errors import SettingsError

    made = []
    for sentence in fires:
        text, good = read_example(sentence)
        if text == good:
            raise SettingsError(f"--fires: nothing is marked in it: {sentence}; write [[bad -> good]] round what is wrong")
        made.append((text, good))
    return made


def _given(asked: Asked, drawn: Knowledge) -> Draft:
    """Return the rule for what the author wrote as wrong and right."""
    from cleaner.authoring.worked import work_out

    return work_out(asked.wrong, asked.right or "", asked.fires, drawn, source=asked.source, why=asked.why, ok=asked.ok)


def _choose(cases: Sequence[Case]) -> Sequence[int]:
    """Ask which of *cases* are meant."""
    from cleaner.authoring.derive import shown_change

    click.echo(f"The two sentences differ in {len(cases)} places:")
    for number, case in enumerate(cases, 1):
        click.echo(f"  {number}: {shown_change(case)}")
    choice = ask("Which is meant? (a number, or all)", "all", lambda text: text == "all" or (text.isdecimal() and 1 <= int(text) <= len(cases)))
    return range(1, len(cases) + 1) if choice == "all" else [int(choice)]


def _finished(draft: Draft, asked: Asked, shelf: Shelf) -> Made:
    """Give the rule of *draft* its place, its name and what may be done unasked, and say which rules find the same already."""
    from dataclasses import replace

    from cleaner.authoring.placing import default_pack
    from cleaner.cli.rules._known import findings

    pack = asked.pack or default_pack(draft.rule)
    name = asked.name or draft.rule.id.rpartition("/")[2]
    rule = replace(draft.rule, id=f"{pack}/{name}", applicability=asked.applicability or "unsafe")  # type: ignore[arg-type]
    example = rule.fires[0]
    others = {
        id: None for id, start, end in findings(shelf, example.text) if any(start < mark.end and mark.start < end for mark in example.marked) and id != rule.id
    }
    missing = [f"{id} finds something in the same place already; see whether this rule is needed (clean rules show {id})" for id in others]
    return Made(rule, draft.notes, (*draft.missing, *missing))


def _write(made: Made, there: Home, shelf: Shelf, is_shown: bool) -> int:
    """Write a rule into its file, and tell what was done and what is to be done; *is_shown* asks for the rule and why it is so."""
    from cleaner.authoring.placing import place
    from cleaner.cli.output import tell
    from cleaner.cli.rules._home import read, schema_from, shown, standing, tell_of, write
    from cleaner.errors import CleanerError
    from cleaner.rulebook.write import add_rules, write_rule

    rule, text = made.rule, write_rule(made.rule)
    at = place(there.folder, rule.id.rpartition("/")[0])
    if same := shelf.rules.get(rule.id):
        where = f"of your own, {shown(same.path)}:{same.line}" if shelf.is_own(rule.id) else "that ships"
        raise CleanerError(f"{rule.id}: there is a rule of that id already ({where}); give this one another --name, or change that one\n{text.rstrip()}")
    standing(there, at, shelf.shipped)
    wrong, besides = write(there, at, add_rules(read(at), [text], schema_from(there, at)), [rule.id], shelf.shipped)
    where = shown(at)
    if wrong:
        for problem in wrong.problems:
            tell(f"{shown(problem.path)}:{problem.line}:{problem.column}: {problem.message}")
        for verdict in wrong.verdicts:
            for line in str(verdict).splitlines():
                tell(line)
        tell(f"{where}: left as it was, since the rule doesn't do there what its examples say; mend this and add it by hand:")
        click.echo(text, nl=False)
        return 2
    click.echo(f"{where}: added {rule.id}")
    tell_of(there, besides)
    if is_shown:
        for note in made.notes:
            click.echo(f"  {note}")
        click.echo(f"\n{text}")
    for note in made.missing:
        click.echo(f"to do: {note}")
    click.echo(f"next: clean rules test {where}, then clean rules bench --clean DIR --damaged DIR")
    return 0


def ask(question: str, default: str | None = None, fits: Callable[[str], bool] = bool) -> str:
    """Ask on the terminal until the answer *fits*. KeyboardInterrupt where the author has enough."""
    while True:
        try:
            answer: str = click.prompt(question, default=default, show_default=bool(default), prompt_suffix="\n> " if len(question) > 50 else " ").strip()
        except click.Abort:
            raise KeyboardInterrupt from None
        if fits(answer):
            return answer
        click.echo("That doesn't fit; look at the question again, or stop with Ctrl-C.")


def _asked(asked: Asked, shelf: Shelf, drawn: Knowledge) -> tuple[Asked, list[Made], bool]:
    """Ask for what *asked* lacks, and whether to write; return all that was said, the rule, and the answer. What fails tells what was said."""
    from cleaner.errors import CleanerError

    said = [asked]
    try:
        made, sure = _interview(said, shelf, drawn)
    except CleanerError as error:
        raise CleanerError(f"{error}\nwhat you said is: {said[-1].options}") from None
    return said[-1], made, sure


def _interview(said: list[Asked], shelf: Shelf, drawn: Knowledge) -> tuple[list[Made], bool]:
    """Ask; what is known after each answer goes behind *said*. Return the rule, and whether it is to be written."""
    from cleaner.authoring.placing import PACK, default_pack
    from cleaner.rulebook.shapes import NAME
    from cleaner.rulebook.write import write_rule

    def say(**more: object) -> Asked:
        said.append(said[-1]._replace(**more))  # type: ignore[arg-type]
        return said[-1]

    asked = said[-1]
    asked = say(wrong=asked.wrong or ask("What is wrong? A word or words in their basic form, such as flea:"))
    asked = say(right=asked.right if asked.right is not None else ask("What is right instead, such as chip? (Enter: nothing)", "", lambda _: True))
    example = f'"The new {asked.wrong} was shown in Paris."'
    asked = say(fires=asked.fires or (ask(f"A sentence in which '{asked.wrong}' is wrong, such as {example}:"),))
    if not asked.source:
        question = "Which word of which language was misread, such as fr:puce? (Enter: none)"
        given = ask(question, "", lambda text: not text or bool(_SOURCE.fullmatch(text)))
        asked = say(source=_sources([given] if given else []))
    draft = _given(asked, drawn)
    for note in draft.notes:
        click.echo(f"  {note}")
    if not asked.ok:
        near = [example.text for example in draft.rule.ok]
        asked = say(ok=(ask("A good sentence that looks alike, in which the rule must be silent:", near[0]),))
    asked = say(why=asked.why or ask("What shall the editor read?", draft.rule.why))
    asked = say(name=asked.name or ask("What is the damage called?", draft.rule.id.rpartition("/")[2], lambda text: bool(NAME.fullmatch(text))))
    pack = default_pack(draft.rule)
    asked = say(pack=asked.pack or ask("In which file, below the folder of rules?", pack, lambda text: bool(PACK.fullmatch(text))))
    question = "What may be done unasked: safe, unsafe (ask first) or display?"
    asked = say(applicability=asked.applicability or ask(question, "unsafe", lambda text: text in APPLICABILITIES))
    made = [_finished(_given(asked, drawn), asked, shelf)]
    click.echo(f"\n{write_rule(made[0].rule)}")
    return made, ask("Write it? (yes, no)", "yes", lambda text: text in ("yes", "y", "no", "n")).startswith("y")


COMMAND = new
