"""`clean rules mine`: candidates for rules from a bilingual dictionary."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from cleaner.config.settings import is_language
from cleaner.errors import CleanerError, UnwritableError

if TYPE_CHECKING:
    from cleaner.authoring.candidates import Candidate
    from cleaner.authoring.contexts import Corpus
    from cleaner.authoring.dictionaries import Dictionary
    from cleaner.authoring.mine import Miner, Thesaurus

OUT: Final = "candidates.jsonl"
SHOWN: Final = 10
MAX_SIZE: Final = 1 << 30


def _language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not is_language(value) or value == "en":
        raise click.BadParameter(f"'{value}' is no code of a language other than English; write two or three letters, such as fr", ctx, param)
    return value


@click.command("mine", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("dictionaries", nargs=-1, required=True, metavar="DICTIONARY...", type=click.Path())
@click.option("--from", "language", required=True, metavar="LANGUAGE", callback=_language, help="The language of the dictionary's headwords, as a code: fr.")
@click.option(
    "--clean",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True),
    help="Good English, best your own: a folder or a file. Noise and context words are counted there.",
)
@click.option(
    "--out", default=OUT, show_default=True, metavar="FILE", help="The file of candidates; - for standard output. What was decided or edited in it stays."
)
@click.option("--format", "format", type=click.Choice(("tei", "tsv", "wiktionary")), help="What the dictionary is, where its name doesn't tell.")
@click.option("--limit", default=500, show_default=True, metavar="N", type=click.IntRange(1), help="Candidates at most.")
@click.option("--rules", "rules", multiple=True, metavar="DIR", type=click.Path(), help="More own rules; what they correct already isn't proposed.")
@click.option("--curate", is_flag=True, help="Decide on them at once, as clean rules curate does.")
@click.option("--quiet", is_flag=True, help="Show no progress and no table.")
def mine(dictionaries: tuple[str, ...], **options: object) -> Callable[[], int]:
    """Propose rules for words that machine translation takes in the wrong sense.

    From a dictionary into English come the source words whose translations lie in different fields (French puce: flea, chip). Each pair is a candidate:
    the wrong word, the right one, how often a rule would find the wrong one in good English (--clean), bare and beside context words, and those words. A
    person decides on each with clean rules curate; nothing is live before.

    A dictionary is FreeDict's TEI, a table (source word, English word, perhaps a field, perhaps a part of speech, with tabs between) or an extract of
    Wiktionary by wiktextract (JSONL). Each may be packed with gzip. Several are taken together; - is standard input.
    """
    if options["curate"] and options["out"] == "-":
        raise click.UsageError("--curate keeps what is decided in the file of candidates, which --out - doesn't make; name a file with --out")
    return partial(_mine, dictionaries, **options)  # type: ignore[arg-type]  # click has checked them


def _mine(
    dictionaries: Sequence[str], language: str, clean: Sequence[str], out: str, format: str | None, limit: int, rules: Sequence[str], curate: bool, quiet: bool
) -> int:
    from cleaner.authoring.candidates import write_candidates
    from cleaner.authoring.dictionaries import read_dictionary
    from cleaner.authoring.mine import Miner, Thesaurus, decided_pairs, known_pairs
    from cleaner.cli.output import tell
    from cleaner.cli.rules._candidates import load, save
    from cleaner.cli.rules._home import home
    from cleaner.cli.rules._shelf import shelf_here

    shelf = shelf_here(rules)
    before = load(out) if out != "-" and os.path.exists(out) else []
    kept = [candidate for candidate in before if candidate.decision or candidate.note]
    if out != "-" and not os.path.isdir(os.path.dirname(out) or "."):
        raise UnwritableError(f"{out}: there is no such folder; make it, or name another file with --out")
    if curate:
        home()  # or there is nothing to mine for
    books = [read_dictionary(path, language, format or "", sys.stdin.buffer if path == "-" else None) for path in dictionaries]
    corpus = _counted(clean, quiet) if clean else None
    thesaurus = Thesaurus(books)
    known = {*known_pairs(shelf.rules.values()), *decided_pairs(kept)}
    found = _proposed(Miner(thesaurus, corpus, shelf.shipped.topics, language), books, thesaurus, known, limit, quiet)
    if out == "-":
        sys.stdout.buffer.write(write_candidates(found).encode())
        return 0
    save(out, [*kept, *found])
    if not found:
        tell(
            "nothing is proposed: no word of this dictionary has translations in different fields that no rule has yet and nobody decided on; take a larger one"
        )
    elif not quiet:
        _show(found, out)
    if curate and found:
        from cleaner.cli.rules.curate import curate_file

        return curate_file(out, shelf)
    return 0


def _counted(paths: Sequence[str], quiet: bool) -> Corpus:
    """Count the good English in *paths*; what can't be read is told and left out."""
    from cleaner.authoring.contexts import Corpus
    from cleaner.cli.rules._good import good_texts

    corpus = Corpus()
    for text in good_texts(paths, quiet):
        corpus.add(text)
    if not corpus.words:
        raise CleanerError(f"{', '.join(paths)}: there are no words of English to count; name texts with --clean")
    corpus.settle()
    return corpus


def _proposed(miner: Miner, books: Sequence[Dictionary], thesaurus: Thesaurus, known: Collection[tuple[str, str]], limit: int, quiet: bool) -> list[Candidate]:
    from cleaner.authoring.mine import pairs
    from cleaner.cli.output import Progress

    found = list(pairs(books, thesaurus))
    progress = Progress(len(found), not quiet and sys.stderr.isatty())
    made = miner.propose(found, known, limit, lambda source: progress.step(source))
    progress.clear()
    return made


def _show(found: Sequence[Candidate], out: str) -> None:
    """Print the likeliest candidates, and how to go on."""
    wide = max(len(candidate.source) for candidate in found[:SHOWN])
    for candidate in found[:SHOWN]:
        noise = candidate.noise
        counted = f"  {noise.per_10k(noise.bare):.2f} → {noise.per_10k(noise.gated):.2f} per 10,000 words" if noise.words else ""
        click.echo(f"{candidate.source:{wide}}  {candidate.wrong} → {candidate.right}{counted}")
    more = f"and {len(found) - SHOWN} more; " if len(found) > SHOWN else ""
    click.echo(f"{more}{out}: {len(found)} to decide on; run: clean rules curate {out}")


COMMAND = mine
