"""Single characters and letter case."""

from __future__ import annotations


def match_case(word: str, like: str) -> str:
    """Give *word* the letter case of *like*: capitals, a capital first letter, or as it is.

    >>> match_case("current", like="ACTUAL"), match_case("chips", like="Fleas"), match_case("AI", like="ia")
    ('CURRENT', 'Chips', 'AI')
    """
    if like.isupper() and sum(map(str.isalpha, like)) > 1:
        return word.upper()
    if like[:1].isupper() and word[:1].islower():
        return word[:1].upper() + word[1:]
    return word


def goes_on(char: str) -> bool:
    """Say whether a word goes on with *char* (one character, or none at a text's end): a letter, digit, underscore or combining mark.

    >>> goes_on("e"), goes_on("_"), goes_on("\u0301"), goes_on("-"), goes_on("")
    (True, True, True, False, False)
    """
    if char.isalnum() or char == "_":
        return True
    if char < "\u0300":
        return False
    from unicodedata import combining

    return bool(combining(char))
