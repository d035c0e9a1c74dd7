"""Text whose lines, quotes or bars are other characters than usual: all written in the usual ones."""

from __future__ import annotations

import re

from coterie.remarks import Remark

_LINE_ENDS = ("\x1e", "\u2028", "\u2029", "\x85", "\x0b")
_QUOTES = (("“”", "[“„”]"), ("«»", "[«»]"))
_BARS = str.maketrans(
    {
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("─━═", "-"),
        **dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┡╇┩┗┻┛╞╪╡╒╤╕╘╧╛╭╮╰╯", "+"),
    }
)
_OFTEN = 0.5
_WIKI = re.compile(r"^[ \t]*\|\|(?:[^|\r\n]+\|\|)+[ \t]*(?=\r?\n[ \t]*\|[^|])", re.MULTILINE)
_FIRST = 4096  # characters in which a header stands


def in_usual_characters(text: str) -> tuple[str, tuple[Remark, ...]]:
    r"""Return text with its lines, quotes and bars written as usual, and what was done for it.

    Parameters
    ----------
    text : str
        As it was decoded.

    Returns
    -------
    text : str
    done : tuple of Remark
        One for each.

    Examples
    --------
    >>> in_usual_characters("│ id │ age │\n│ 1  │ 20  │")[0]
    '| id | age |\n| 1  | 20  |'
    >>> in_usual_characters("“id”;“age”\n“1”;“20”")[0]
    '"id";"age"\n"1";"20"'
    """
    done: list[Remark] = []
    if wiki := _WIKI.search(text, 0, _FIRST):
        text = text[: wiki.start()] + wiki[0].replace("||", "|") + text[wiki.end() :]
        done.append(Remark("wiki_header"))
    if text.isascii() and "\n" in text:
        return text, tuple(done)
    if "\n" not in text and "\r" not in text and (end := max(_LINE_ENDS, key=text.count)) in text:
        text = text.replace(end, "\n")
        done.append(Remark("line_breaks"))
    lines = max(text.count("\n"), 1)
    if sum(map(text.count, "│┃║")) > _OFTEN * lines:
        text = text.translate(_BARS)
        done.append(Remark("drawn_lines"))
    for signs, either in _QUOTES:
        if len(re.findall(rf"(?m)^\s*{either}", text)) > _OFTEN * lines:
            text = _quoted(text, either)
            done.append(Remark("quotation_marks", facts={"opening": signs[0], "closing": signs[-1]}))
    return text, tuple(done)


def _quoted(text: str, either: str) -> str:
    """Return text with the quotes around its fields in the usual form."""
    opened = re.sub(rf"(?m)(^|[,;\t|])(\s*){either}", r'\1\2"', text)
    return re.sub(rf"(?m){either}(\s*)($|[,;\t|])", r'"\1\2', opened)
