"""`clean rules curate`: a person decides on each candidate, one key a pair."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from cleaner.authoring.candidates import Candidate
    from cleaner.authoring.curate import Prover
    from cleaner.authoring.shelf import Shelf
    from cleaner.cli.rules._home import Home
    from cleaner.model.rule import Rule

KEYS: Final = "[a]ccept  [e]dit  [d]rop  [s]kip  [u]ndo  [q]uit"
DECIDED: Final = {"d": "dropped", "s": "skipped"}


@click.command("curate", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("candidates", metavar="CANDIDATES", type=click.Path())
@click.option(
    "--folder",
    default="",
    metavar="DIR",
    type=click.Path(),
    help="Where accepted rules go; else the folder that the settings name, or rules, which they then do.",
)
@click.option("--pack", default="", metavar="PACK", help="The file in it, such as fr/senses; else LANGUAGE/mined.")
@click.option("--skipped", is_flag=True, help="Also ask for those that were skipped before.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colours; auto obeys NO_COLOR and FORCE_COLOR.")
def curate(candidates: str, folder: str, pack: str, skipped: bool, color: str) -> Callable[[], int]:
    """Decide on the candidates of a file made by clean rules mine, one key for each.

    \b
    a  accept: it becomes a rule on trial (preview: true) with examples that were tried
    e  edit: another wrong or right word, other context words, your own sentences
    d  drop: it isn't proposed again
    s  skip: later
    u  undo the last decision
    q  quit

    Each decision is written at once into the file of candidates; the next run goes on where you stopped. Where standard input is no terminal, each line of
    it is a key, or an answer while editing.
    """
    return partial(_curate, candidates, folder, pack, skipped, color)


def _curate(path: str, folder: str, pack: str, skipped: bool, color: str) -> int:
    from cleaner.cli.rules._shelf import shelf_here

    return curate_file(path, shelf_here([folder] if folder else ()), folder, pack, skipped, color)


def curate_file(path: str, shelf: Shelf, folder: str = "", pack: str = "", skipped: bool = False, color: str = "auto") -> int:
    """Ask for each candidate of the file at *path*; accepted ones go into *folder*, else where `home` says."""
    from cleaner.authoring.curate import Prover
    from cleaner.authoring.placing import place
    from cleaner.cli.output import wants_color
    from cleaner.cli.rules._candidates import load
    from cleaner.cli.rules._home import home

    if pack:
        place("", pack)  # or it says what is wrong with it
    candidates = load(path)
    there = home(folder)
    prover = Prover((*shelf.shipped.topics, *shelf.own.topics), (*shelf.shipped.lists, *shelf.own.lists))
    desk = _Desk(path, candidates, there, pack, prover, shelf, wants_color(color, sys.stdout.isatty()))
    return desk.sit(skipped)


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision that can be undone: the candidate's number, itself as it was, and the rule file that was written, as it was and as it is."""

    number: int
    before: Candidate
    id: str = ""
    path: str = ""
    old: str | None = None
    new: str | None = None


class _Desk:
    """What a curator sits at: the file of candidates, where rules go, and what was done."""

    def __init__(self, path: str, candidates: list[Candidate], there: Home, pack: str, prover: Prover, shelf: Shelf, color: bool) -> None:
        """Show nothing yet."""
        self.path, self.candidates, self.there, self.pack, self.prover, self.shelf, self.color = path, candidates, there, pack, prover, shelf, color
        self.taken = set(shelf.rules)
        self.done: list[_Done] = []

    def sit(self, skipped: bool) -> int:
        """Ask until all is decided, or the curator leaves."""
        while (number := self._next(skipped)) is not None:
            self._show(number)
            key = self._key()
            if key == "q":
                break
            try:
                self._do(key, number)
            except CleanerError as error:
                if not isinstance(error, _unproven()):
                    raise
                click.echo(f"  not accepted: {error}")
        counts = {name: sum(c.decision == name for c in self.candidates) for name in ("accepted", "dropped", "skipped", "")}
        click.echo(f"{counts['accepted']} accepted, {counts['dropped']} dropped, {counts['skipped']} skipped, {counts['']} to decide")
        return 0

    def _next(self, skipped: bool) -> int | None:
        """Return the number of the candidate to ask for."""
        seen = {done.number for done in self.done}
        for number, candidate in enumerate(self.candidates):
            if not candidate.decision or (skipped and candidate.decision == "skipped" and number not in seen):
                return number
        return None

    def _do(self, key: str, number: int) -> None:
        candidate = self.candidates[number]
        if key == "a":
            self._accept(number)
        elif key == "e":
            self._keep(number, self._edited(candidate))
        elif key in DECIDED:
            self.done.append(_Done(number, candidate))
            self._keep(number, replace(candidate, decision=DECIDED[key]))
        elif key == "u":
            self._undo()
        else:
            click.echo(f"  {KEYS}")

    def _accept(self, number: int) -> None:
        import os

        from cleaner.authoring.curate import to_rule
        from cleaner.authoring.placing import place
        from cleaner.cli.rules._home import add, read

        candidate = self.candidates[number]
        pack = self.pack or f"{candidate.language}/mined"
        rule = to_rule(candidate, pack, self.taken, self.prover)
        path = place(self.there.folder, pack)
        old = read(path) if os.path.exists(path) else None
        add(self.there, path, [rule], self.shelf.shipped)
        self.done.append(_Done(number, candidate, rule.id, path, old, read(path)))
        self.taken.add(rule.id)
        self._keep(number, replace(candidate, decision="accepted"))
        self._tell(rule)

    def _undo(self) -> None:
        """Take the last decision back, and its rule out of its file, unless that was changed meanwhile."""
        import os

        from cleaner.cli.files import write_new
        from cleaner.cli.rules._home import read

        if not self.done:
            click.echo("  nothing to undo")
            return
        last = self.done.pop()
        if last.path:
            if read(last.path) != last.new:
                click.echo(f"  {os.path.relpath(last.path)} was changed meanwhile; take {last.id} out by hand")
            elif last.old is None:
                os.unlink(last.path)
            else:
                write_new(last.path, last.old)
            self.taken.discard(last.id)
        self._keep(last.number, last.before)

    def _keep(self, number: int, candidate: Candidate) -> None:
        from cleaner.cli.rules._candidates import save

        self.candidates[number] = candidate
        save(self.path, self.candidates)

    def _edited(self, candidate: Candidate) -> Candidate:
        """Ask for each part of *candidate*; Enter keeps it, - empties it."""
        from cleaner.authoring.candidates import ContextWord

        click.echo("  Enter keeps what stands in brackets, - empties it; several words with commas between")
        wrong = self._ask("wrong", candidate.wrong) or candidate.wrong
        right = self._ask("right", candidate.right) or candidate.right
        words = _words(self._ask("context words", ", ".join(c.word for c in candidate.context)))
        topics = _words(self._ask("topics (where there are no context words)", ", ".join(candidate.topics)))
        unless = _words(self._ask("not beside", ", ".join(candidate.unless)))
        fires = self._ask(f"a sentence with '{wrong}' to mend", next(iter(candidate.fires), ""))
        ok = self._ask(f"a sentence where '{wrong}' is right", next(iter(candidate.ok), ""))
        held = {c.word: c for c in candidate.context}
        return replace(
            candidate, wrong=wrong, right=right, context=tuple(held.get(word, ContextWord(word)) for word in words), topics=topics, unless=unless,
            fires=(fires,) if fires else (), ok=(ok,) if ok else (), note=candidate.note or "edited",
        )  # fmt: skip

    def _ask(self, what: str, now: str) -> str:
        click.echo(f"  {what} [{now}]: ", nl=False)
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            click.echo(line.rstrip("\n"))
        answer = " ".join(line.split())
        return "" if answer == "-" else answer or now

    def _key(self) -> str:
        """Return the key that was pressed; without a terminal the first letter of the next line, and q at the end."""
        click.echo(f"{KEYS} > ", nl=False)
        if sys.stdin.isatty():
            try:
                key = click.getchar()
            except (EOFError, KeyboardInterrupt):
                key = "q"
        else:
            line = sys.stdin.readline()
            key = line.strip()[:1] or ("" if line else "q")
        click.echo(key if key.isprintable() else "")
        return "q" if key in ("\x03", "\x04") else key.lower()

    def _show(self, number: int) -> None:
        """Print the card of a candidate."""
        candidate = self.candidates[number]
        left = sum(not c.decision for c in self.candidates)
        noise = candidate.noise
        click.echo(f"\n{number + 1}/{len(self.candidates)} ({left} to decide)  ", nl=False)
        click.echo(f"{self._style(candidate.source, bold=True)} ({candidate.language}{', ' + candidate.pos if candidate.pos else ''}): ", nl=False)
        click.echo(f"{self._style(candidate.wrong, fg='red')} → {self._style(candidate.right, fg='green')}")
        for line in candidate.evidence[1:]:
            click.echo(f"  {line}")
        if noise.words:
            bare, gated = (f"{noise.per_10k(count):.2f}" for count in (noise.bare, noise.gated))
            click.echo(f"  '{candidate.wrong}' in good English: {bare} per 10,000 words, {gated} beside context words ({noise.bare} and {noise.gated} times)")
        if candidate.context:
            caught = f" (in {candidate.catch:.0%} of the sentences with '{candidate.right}')" if candidate.catch else ""
            click.echo(f"  context: {', '.join(c.word for c in candidate.context)}{caught}")
        if candidate.topics:
            click.echo(f"  topics: {', '.join(candidate.topics)}")
        if candidate.unless:
            click.echo(f"  not beside: {', '.join(candidate.unless)}")
        for word, samples in ((candidate.right, candidate.right_samples), (candidate.wrong, candidate.wrong_samples)):
            for sample in samples[:1]:
                click.echo(f"  {word}: {sample}")
        for mark, examples in (("fires", candidate.fires), ("ok", candidate.ok)):
            for example in examples:
                click.echo(f"  {mark}: {example}")

    def _style(self, text: str, fg: str | None = None, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None) if self.color else text

    def _tell(self, rule: Rule) -> None:
        from cleaner.rulebook.examples import write_marks

        click.echo(f"  {rule.id} (on trial)")
        for example in rule.fires:
            click.echo(f"    fires: {write_marks(example.text, example.marked)}")
        for example in rule.ok:
            click.echo(f"    ok: {example.text}")


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _unproven() -> type[CleanerError]:
    from cleaner.authoring.curate import UnprovenError

    return UnprovenError


COMMAND = curate
