"""A bench as one page of HTML that needs nothing beside it: tables, sentences, differences; it reads the same without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from cleaner.authoring.bench import Amount, Bench, Limits, counted, figure
from cleaner.authoring.measure import Difference, Firing
from cleaner.model import confidence_word
from cleaner.model.rule import Rule
from cleaner.text.cards import Stretch

LONGEST: Final = 400
"""Of a longer stretch that stays as it is the part beside the changes is shown."""
DOT: Final = " \u00b7 "
TITLES: Final = {"new": "New: found now, and not before", "gone": "Gone: found before, and not now", "changed": "Changed: found otherwise"}

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1d21; --paper: #fdfdfc; --quiet: #5c6068; --line: #d9dbe0 }
:root { --old: #ffe0dc; --new: #d9f2dc; --mark: #fff0b8; --link: #0b57c2 }
@media (prefers-color-scheme: dark) {
:root { --ink: #e6e7ea; --paper: #17181b; --quiet: #a2a7b0; --line: #3a3d44 }
:root { --old: #5a2320; --new: #1d4a27; --mark: #554612; --link: #8ab8ff } }
body { color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1.5rem }
a { color: var(--link) }
h1 { font-size: 1.5rem } h2 { font-size: 1.25rem; margin-top: 2.5rem } h3 { font-size: 1rem; margin-bottom: .25rem }
table { border-collapse: collapse; width: 100% } caption { text-align: start; color: var(--quiet) }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums }
th button { all: unset; cursor: pointer; text-decoration: underline dotted } th button:focus-visible { outline: 2px solid var(--link) }
.wide { overflow-x: auto } .quiet { color: var(--quiet); font-size: .875rem } code { font-size: .875em; overflow-wrap: anywhere }
ol.found { padding-inline-start: 2.5rem } ol.found > li { margin-bottom: .6rem; overflow-wrap: anywhere }
del { background: var(--old) } ins { background: var(--new); text-decoration: none; font-weight: 600 } mark { background: var(--mark); color: inherit }
del, ins, mark { border-radius: 3px; padding: 0 .15em; white-space: pre-wrap }
#filters { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0 } #filters[hidden] { display: none } input, select { font: inherit }
details > summary { cursor: pointer }
@media print { #filters { display: none } }
""".strip()

_SCRIPT: Final = """
(() => {
  const filters = document.getElementById("filters"), body = document.querySelector("#rules tbody"), said = document.getElementById("said");
  if (!body) return;
  const rows = [...body.rows];
  const apply = () => {
    const word = document.getElementById("word").value.trim().toLowerCase(), status = document.getElementById("status").value;
    let shown = 0;
    for (const row of rows) {
      const section = document.getElementById(row.dataset.section);
      const on = row.dataset.rule.includes(word) && (!status || row.dataset.status === status);
      row.hidden = !on;
      if (section) section.hidden = !on;
      shown += on;
    }
    said.textContent = shown + " of " + rows.length + " rules";
  };
  document.querySelectorAll("#rules th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending";
      document.querySelectorAll("#rules th").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = row => row.cells[column].dataset.value ?? row.cells[column].textContent;
      const order = (a, b) => head.classList.contains("number") ? key(a) - key(b) : key(a).localeCompare(key(b));
      rows.sort((a, b) => up ? order(a, b) : order(b, a));
      body.append(...rows);
    });
  });
  filters.hidden = false;
  filters.addEventListener("input", apply);
  apply();
})();
""".strip()


def write(bench: Bench, limits: Limits, against: str, date: str) -> str:
    """Return the page; *against* names the earlier rules that *bench* was compared with (empty: none), *date* is the day it was measured."""
    return "".join(f"{line}\n" for line in _lines(bench, limits, against, date))


def _lines(bench: Bench, limits: Limits, against: str, date: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">"""
    yield f"<title>Rules measured on {escape(date)}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield f"<body><header><h1>Rules measured on {escape(date)}</h1>"
    yield from _about(bench, limits)
    yield "</header><main>"
    shown = [rule for rule in bench.noisiest() if bench.tallies[rule.id].fires or rule.preview]
    yield from _table(bench, shown, limits)
    silent = [rule.id for rule in bench.noisiest() if rule not in shown]
    if silent:
        names = ", ".join(f"<code>{escape(id)}</code>" for id in silent)
        yield f"<details><summary>{counted(len(silent), 'live rule')} raised no alarm and caught nothing</summary><p>{names}</p></details>"
    if against:
        yield from _differences(bench, against)
    if shown:
        yield '<h2 id="sentences">Sentences</h2>'
    for number, rule in enumerate(shown):
        yield from _section(bench, rule, number, limits)
    yield f"</main><script>{_SCRIPT}</script></body>"
    yield "</html>"


def _about(bench: Bench, limits: Limits) -> Iterator[str]:
    yield "<ul>"
    for name, amount in (("Good English", bench.good), ("Damaged text", bench.damaged)):
        if amount.texts:
            yield f"<li>{name}: {_amount(amount)}</li>"
    alarms = bench.alarms()
    if bench.good.words:
        yield f"<li>All these rules together: {counted(alarms, 'alarm')}, {figure(10_000 * alarms / bench.good.words)} per 10,000 words.</li>"
    yield f"<li>A rule may raise {limits.max_noise:g} alarms per 10,000 words.</li></ul>"


def _amount(amount: Amount) -> str:
    said = f"{counted(amount.words, 'word')} in {counted(amount.texts - amount.foreign, 'text')}"
    said += f"; damage is marked in {counted(amount.judged_words, 'word')} of it" if amount.judged_words else ""
    return said + (f"; {counted(amount.foreign, 'text')} not in English passed over" if amount.foreign else "")


def _table(bench: Bench, rules: Sequence[Rule], limits: Limits) -> Iterator[str]:
    if not rules:
        yield "<p>No rule raised an alarm or caught anything.</p>"
        return
    yield '<div id="filters" hidden><label>Rules with <input id="word" type="search" autocomplete="off"></label>'
    yield '<label>that are <select id="status"><option value="">live or on trial</option><option>live</option><option>preview</option></select></label>'
    yield '<span id="said" class="quiet" role="status"></span></div>'
    yield '<div class="wide"><table id="rules"><caption>Noisiest first</caption><thead><tr><th scope="col">rule</th><th scope="col">status</th>'
    heads = ("alarms", "per 10,000 words", "catches", "of them on marked damage")
    yield "".join(f'<th scope="col" class="number">{head}</th>' for head in heads) + "</tr></thead><tbody>"
    for number, rule in enumerate(rules):
        yield _row(bench, rule, number, limits)
    yield "</tbody></table></div>"


def _row(bench: Bench, rule: Rule, number: int, limits: Limits) -> str:
    tally = bench.tallies[rule.id]
    status = "preview" if rule.preview else "live"
    noise = figure(bench.noise(rule.id)) if bench.good.words else "\u2013"
    right = f"{tally.hits:,} of {tally.judged:,} ({tally.precision:.0%})" if tally.precision is not None else "\u2013"
    cells = (
        (f"{tally.alarms:,}", tally.alarms),
        (noise, bench.noise(rule.id)),
        (f"{tally.catches:,}", tally.catches),
        (right, -1 if tally.precision is None else tally.precision),
    )
    loud = ' <span class="quiet">(too noisy)</span>' if bench.noise(rule.id) > limits.max_noise else ""
    name = f'<th scope="row"><a href="#rule-{number}"><code>{escape(rule.id)}</code></a>{loud}</th>'
    rest = "".join(f'<td class="number" data-value="{value:g}">{shown}</td>' for shown, value in cells)
    return f'<tr data-rule="{escape(rule.id.lower())}" data-status="{status}" data-section="rule-{number}">{name}<td>{status}</td>{rest}</tr>'


def _section(bench: Bench, rule: Rule, number: int, limits: Limits) -> Iterator[str]:
    tally = bench.tallies[rule.id]
    yield f'<section id="rule-{number}"><h3><code>{escape(rule.id)}</code></h3>'
    yield f"<p>{escape(rule.why)}</p>" if rule.why else ""
    if rule.preview:
        reason = bench.holds_back(rule.id, limits)
        yield f"<p>On trial: {escape(reason)}.</p>" if reason else "<p>On trial; it may go live.</p>"
    real = f"; {counted(tally.real, 'more')} were read by a person and are real damage" if tally.real else ""
    for found, total, title, empty in (
        (tally.in_good, tally.alarms, "in good English", bench.good),
        (tally.in_damaged, tally.catches, "in damaged text", bench.damaged),
    ):
        if not empty.words:
            continue
        more = f", the first {len(found):,} are listed" if len(found) < total else ""
        yield f"<h4>{counted(total, 'finding')} {title}{more}{real if found is tally.in_good else ''}</h4>"
        yield from _list(found, found is tally.in_good)
    yield "</section>"


def _list(found: Iterable[Firing], good: bool) -> Iterator[str]:
    items = [f"<li>{_firing(one, good)}</li>" for one in found]
    if items:
        yield '<ol class="found">'
        yield from items
        yield "</ol>"


def _firing(one: Firing, good: bool, rule: bool = False) -> str:
    about = [f"<code>{escape(one.rule)}</code>"] if rule else []
    about += [f"{escape(one.path)}:{one.line}", confidence_word(one.confidence), escape(one.applicability)]
    about += [f"<code>{one.hash}</code>"] if good else []
    about += [] if one.hit is None else ["on marked damage" if one.hit else "beside the marked damage"]
    return f'{_sentence(one.sentence)}<br><span class="quiet">{DOT.join(about)}</span>'


def _sentence(stretches: Sequence[Stretch]) -> str:
    last = len(stretches) - 1
    return "".join(_stretch(stretch, number > 0, number < last) for number, stretch in enumerate(stretches))


def _stretch(stretch: Stretch, before: bool, behind: bool) -> str:
    """Return one stretch; of a long one that stays what is beside a change (there is one *before*, *behind* it) is shown."""
    if stretch.kind == "marked":
        return f"<mark>{_shown(stretch.old)}</mark>"
    if stretch.kind == "changed":
        old, new = (f"<{tag}>{_shown(text)}</{tag}>" if text else "" for tag, text in (("del", stretch.old), ("ins", stretch.new)))
        return old + new
    text = stretch.old
    if len(text) > 2 * LONGEST:
        head, tail = (text[:LONGEST] if before else ""), (text[-LONGEST:] if behind else "")
        text = f"{head} \u2026 {tail}"
    return _shown(text)


def _shown(text: str) -> str:
    """Return *text* with what a page would obey or hide made visible."""
    return escape("".join(c if c.isprintable() or c in "\n\t\u200c\u200d\ufe0f" else f"\\u{ord(c):04x}" for c in text))


def _differences(bench: Bench, against: str) -> Iterator[str]:
    yield f'<h2 id="differences">Against <code>{escape(against)}</code></h2>'
    if not bench.differences:
        yield "<p>All findings are the same.</p>"
    for kind, found in bench.changes().items():
        if not found:
            continue
        yield f"<details open><summary>{TITLES[kind]} ({len(found):,})</summary>"
        yield '<ol class="found">'
        for one in found:
            yield f"<li>{_difference(one)}</li>"
        yield "</ol></details>"


def _difference(one: Difference) -> str:
    where = "in good English" if one.good else "in damaged text"
    sides = [(name, side) for name, side in (("before", one.old), ("now", one.new)) if side]
    shown = [f"{name}: {_firing(side, one.good, rule=True)}" if len(sides) > 1 else _firing(side, one.good, rule=True) for name, side in sides]
    return f'{"<br>".join(shown)} <span class="quiet">\u00b7 {where}</span>'
