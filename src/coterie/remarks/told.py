"""A sentence that knows its code and its facts, so that it can be said again in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Told(str):
    """A sentence as it was said, with what it was made of.

    What is cut out of it or put together with other text is a plain `str`, which is said in no other words; `joined`
    and `capital` keep what sentences are made of.

    Attributes
    ----------
    code : str
        An entry of the table of sentences; empty where it is several sentences, one after the other.
    facts : mapping of str to object
        What it names; of several sentences, these as `all`, and what stands between them.
    capital : bool
        Whether it begins with a capital whatever the table says.
    read : bool
        Whether a file says so: its code and facts may be those of another version, and then it stays as it is.

    Examples
    --------
    >>> said = Told("The segments", "page.segments", {})
    >>> said.code, said == "The segments"
    ('page.segments', True)
    """

    code: str
    facts: Mapping[str, object]
    capital: bool
    read: bool

    def __new__(
        cls, text: str, code: str, facts: Mapping[str, object], *, capital: bool = False, read: bool = False
    ) -> Self:
        """Return a text with what it was made of."""
        self = super().__new__(cls, text)
        self.code, self.facts, self.capital, self.read = code, facts, capital, read
        return self

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, object]]:  # type: ignore[override]  # str takes a text only
        """Return what makes it again when it is copied or pickled."""
        return str(self), self.code, self.facts


def joined(sentences: Iterable[str | None], between: str = " ") -> str:
    """Return sentences, or parts of one, one after the other; those that say nothing are left out.

    Examples
    --------
    >>> joined(["One.", "", "Two."]), joined([])
    ('One. Two.', '')
    """
    said = tuple(each for each in sentences if each)
    if len(said) < 2:
        return said[0] if said else ""
    return Told(between.join(said), "", {"all": said, "between": between})


def capital(text: str) -> str:
    """Make the first letter a capital and leave the others; a name such as iPhone keeps its small one.

    Examples
    --------
    >>> capital("high CLV"), capital("iPhone sales about 3"), capital("a")
    ('High CLV', 'iPhone sales about 3', 'A')
    """
    raised = text if text[1:2].isupper() else text[:1].upper() + text[1:]
    return Told(raised, text.code, text.facts, capital=True, read=text.read) if isinstance(text, Told) else raised


def holds(whole: object, part: str) -> bool:
    """Return whether a sentence is another or is made of it: by codes and facts, whatever words each was said in.

    Examples
    --------
    >>> doubt = Told("Prices?", "doubt.prices", {"column": "paid"})
    >>> holds(joined(["Numbers.", doubt]), doubt), holds("Numbers. Prices?", doubt)
    (True, False)
    """
    if isinstance(whole, list | tuple):
        return any(holds(each, part) for each in whole)
    if not isinstance(whole, Told) or not isinstance(part, Told):
        return False
    same = whole.code == part.code and whole.facts == part.facts
    return same or any(holds(each, part) for each in whole.facts.values())
