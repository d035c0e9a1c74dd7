"""Words from a table, fit for a terminal."""


def printable(words: str) -> str:
    r"""Replace characters that steer a terminal.

    Examples
    --------
    >>> printable("red: \x1b[31m")
    'red: �[31m'
    """
    return "".join(letter if letter.isprintable() else "�" for letter in words)
