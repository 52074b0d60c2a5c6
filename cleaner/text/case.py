"""Carry letter case from one word to another."""


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
