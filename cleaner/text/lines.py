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
