"""Offsets to lines and columns; lines end with LF, CRLF or a lone CR."""


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and column (from 1, in code points) of *offset* in *text*.

    >>> line_and_column("a\r\nbc", 4)
    (2, 2)
    """
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    if "\r" in text:
        line += text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
        if text[offset - 1 : offset + 1] == "\r\n":  # between the two: still on the line that they end
            line -= 1
        start = max(start, text.rfind("\r", 0, offset) + 1 if text[offset - 1 : offset + 1] != "\r\n" else start)
    return line, offset - start + 1


LONG = 50_000
"""From so many code points on, line starts are listed once instead of counted at each offset."""


class Lines:
    """The lines of one text, for many offsets."""

    def __init__(self, text: str) -> None:
        """Take *text*; nothing is counted yet."""
        self.text = text
        self._starts: list[int] | None = None
        self._plain = "\r" not in text

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column (from 1, in code points) of *offset*."""
        if len(self.text) < LONG:
            if self._plain:
                return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)
            return line_and_column(self.text, offset)
        if self._starts is None:
            import re

            self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", self.text))]
        from bisect import bisect_right

        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
