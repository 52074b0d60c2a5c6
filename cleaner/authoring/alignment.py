"""What an editor changed: two texts aligned by sentence and by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

# A negation or ending that a tokeniser cut off ("don 't") belongs to its word.
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*(?: ?['’](?:t|s|ll|re|ve|d|m)\b)?|([^\w\s]|_)\1*")
_STOP: Final = re.compile(r"[.!?…][\"'’”)\]]*\s+(?=[\"'‘“(\[]?[^\W\d_a-z])")
_BLANK: Final = re.compile(r"\n[ \t]*\n\s*")
_GLUE: Final = "+"
LONG_LINE: Final = 120
"""Above this many code points a line isn't wrapped by hand: each line is a paragraph."""
CELLS: Final = 40_000
"""Above this many pairs of tokens two texts are aligned by their longest common runs, which is faster and coarser."""
BAND: Final = 60
"""How far from where it should stand by its number, in sentences, the counterpart of a sentence is looked for."""
ALIKE: Final = 0.35
"""Two sentences with a smaller share of words in common are no pair."""
RELATED: Final = 0.7
"""Two words that have this share of letters in common at their ends are forms of one."""


class Token(NamedTuple):
    """A word or a run of one mark at start..end. `form` begins with ``+`` where no space stands before it."""

    form: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The form in small letters."""
        return self.form.lower()


class Change(NamedTuple):
    """Tokens start..end of the text before became tokens first..last of the text after."""

    start: int
    end: int
    first: int
    last: int


def tokenize(text: str) -> list[Token]:
    """Cut *text* into words and marks.

    >>> [token.form for token in tokenize("Oh , I don 't!")]
    ['Oh', ',', 'I', "don't", '+!']
    """
    made: list[Token] = []
    at = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        form = found.group().replace("’", "'").replace(" '", "'")
        made.append(Token(_GLUE + form if start == at and made else form, start, end))
        at = end
    return made


def bare(form: str) -> str:
    """Return *form* without the sign that it has no space before it.

    >>> bare("+,"), bare("word"), bare("+")
    (',', 'word', '+')
    """
    return form[1:] if len(form) > 1 and form[0] == _GLUE else form


def spell(forms: Sequence[str]) -> str:
    """Write *forms* as text; the first begins it, glued or not.

    >>> spell(["+Well", "+,", "yes"])
    'Well, yes'
    """
    return "".join([bare(form) if i == 0 or bare(form) != form else " " + form for i, form in enumerate(forms)])


def compare(before: Sequence[Token], after: Sequence[Token]) -> list[Change]:
    """Return what became of *before*, in order; the smallest changes, except that a word and its other form are a change of their own.

    >>> text, edited = tokenize("it restarts in loop , always"), tokenize("it restarted in a loop, always")
    >>> [(spell([t.form for t in text[c.start : c.end]]), spell([t.form for t in edited[c.first : c.last]])) for c in compare(text, edited)]
    [('restarts', 'restarted'), ('', 'a'), (',', ',')]
    """
    made: list[Change] = []
    i = j = 0
    for a, b in [*_matched(before, after), (len(before), len(after))]:
        if i < a or j < b:
            made.append(Change(i, a, j, b))
        if a < len(before) and b < len(after) and before[a].form != after[b].form:
            made.append(Change(a, a + 1, b, b + 1))
        i, j = a + 1, b + 1
    return made


def kept(before: Sequence[Token], changes: Sequence[Change], after: Sequence[Token]) -> float:
    """Return the share of words, of the longer of the two texts, that *changes* leave; 1 where there are none."""
    most = max(len(before), len(after))
    gone = sum(max(change.end - change.start, change.last - change.first) for change in changes)
    return max(0.0, 1 - gone / most) if most else 1.0


def _matched(before: Sequence[Token], after: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the pairs of tokens that are the same, or forms of the same word, in order."""
    old, new = [bare(token.low) for token in before], [bare(token.low) for token in after]
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    tail = next((i for i in range(most - head) if old[-1 - i] != new[-1 - i]), most - head)
    inner = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(inner[0]) * len(inner[1]) > CELLS:
        blocks = SequenceMatcher(None, *inner, autojunk=False).get_matching_blocks()
        middle = [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]
    else:
        middle = _heaviest(*inner)
    return [
        *((i, i) for i in range(head)),
        *((head + a, head + b) for a, b in middle),
        *((len(old) - tail + i, len(new) - tail + i) for i in range(tail)),
    ]


def _heaviest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the heaviest alignment of *old* and *new*: long words weigh most, forms of one word less, marks least."""
    if not old or not new:
        return []
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    gains = [[_gain(a, b) for b in new] for a in old]
    for i in range(len(old) - 1, -1, -1):
        row, below, gain = best[i], best[i + 1], gains[i]
        for j in range(len(new) - 1, -1, -1):
            most = below[j] if below[j] > row[j + 1] else row[j + 1]
            if gain[j] and below[j + 1] + gain[j] > most:
                most = below[j + 1] + gain[j]
            row[j] = most
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if gains[i][j] and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _gain(old: str, new: str) -> int:
    if old == new:
        return 8 if len(old) > 3 else 5 if old.isalnum() else 2
    return 3 if related(old, new) else 0


def related(old: str, new: str) -> bool:
    """Say whether two words in small letters look like forms of one, or one like the other misspelled.

    >>> related("restarts", "restarted"), related("sécurity", "security"), related("to", "too"), related("has", "as")
    (True, True, False, False)
    """
    most = max(len(old), len(new))
    if most < 4 or not old[:1].isalpha() or abs(len(old) - len(new)) > 4:
        return False
    least = min(len(old), len(new))
    head = next((i for i in range(least) if old[i] != new[i]), least)
    tail = next((i for i in range(least - head) if old[-1 - i] != new[-1 - i]), least - head)
    return head + tail >= RELATED * most


def sentences(text: str) -> list[str]:
    """Cut *text* into sentences; a blank line ends one, and so does any line end of a text that isn't wrapped by hand.

    >>> sentences("One. Two\\nthree.\\n\\nFour")
    ['One.', 'Two\\nthree.', 'Four']
    """
    wrapped = max(map(len, text.splitlines() or [""])) <= LONG_LINE
    paragraphs = _BLANK.split(text) if wrapped else text.splitlines()
    return [one for paragraph in paragraphs for one in _sentences(paragraph)]


def _sentences(paragraph: str) -> Iterator[str]:
    at = 0
    for stop in _STOP.finditer(paragraph):
        yield paragraph[at : stop.end()].strip()
        at = stop.end()
    if paragraph[at:].strip():
        yield paragraph[at:].strip()


def pair_up(before: str, after: str) -> list[tuple[str, str]]:
    """Return the sentences of two versions of a text in pairs; one that was split or joined is paired with both halves.

    What has no counterpart is left out.

    >>> pair_up("Go home. It is late.", "It is quite late. Go away, all of you.")
    [('It is late.', 'It is quite late.')]
    """
    old, new = sentences(before), sentences(after)
    made: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        made += zip(old[a:b], new[c:d], strict=True) if kind == "equal" else _paired(old[a:b], new[c:d])
    return made


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Pair the sentences of two stretches in order, so that as many words as possible are shared."""
    bags = [Counter(bare(t.low) for t in tokenize(one)) for one in old], [Counter(bare(t.low) for t in tokenize(one)) for one in new]
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for i in range(len(old), -1, -1):
        middle = i * len(new) // max(1, len(old))
        for j in range(min(len(new), middle + BAND), max(0, middle - BAND) - 1, -1):
            moves = [(best[at][0], di, dj) for di, dj in ((1, 0), (0, 1)) if (at := (i + di, j + dj)) in best]
            for di, dj in ((1, 1), (1, 2), (2, 1)):
                if (at := (i + di, j + dj)) in best:
                    worth = _shared(bags[0][i : i + di], bags[1][j : j + dj])
                    moves += [(best[at][0] + worth - (0 if di == dj else 0.05), di, dj)] if worth >= ALIKE else []
            best[i, j] = max(moves, default=(0.0, 0, 0))
    made = []
    i = j = 0
    while (i, j) in best and best[i, j][1:] != (0, 0):
        _, di, dj = best[i, j]
        if di and dj:
            made.append((" ".join(old[i : i + di]), " ".join(new[j : j + dj])))
        i, j = i + di, j + dj
    return made


def _shared(old: Sequence[Counter[str]], new: Sequence[Counter[str]]) -> float:
    """Return the share of words that two groups of sentences have in common."""
    left, right = sum(old, Counter[str]()), sum(new, Counter[str]())
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0
