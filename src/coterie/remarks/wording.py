"""Sentences at the edge: what a remark says, what to add, and what to do about it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.reader_format import locale_in_use, reading_in
from coterie.remarks.facts import Facts, facts_of, written
from coterie.remarks.given import read_words
from coterie.remarks.labelling import column_label, labelled, labelling, labels_in_use
from coterie.remarks.table import Entry, Table, english, sentences
from coterie.remarks.told import Told, capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from coterie.remarks.remark import Fact, Remark
    from coterie.remarks.table import Said


_UNSAYABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What saying a sentence raises whose code is not in the table, or whose facts are not those of its code."""


class Words:
    """The words of one language; what a table lacks is said in English.

    Parameters
    ----------
    table : Table
        The words.

    Examples
    --------
    >>> from coterie.remarks.remark import Remark
    >>> said = Remark("not_a_number", "age", 2, {"examples": ("x", "y")})
    >>> words().says(said), words().detail(said)
    ('not a number', "taken as missing: 'x', 'y'")
    """

    def __init__(self, table: Table) -> None:
        plain = english()
        self._remarks = {code: _over(entry, table.remarks.get(code)) for code, entry in plain.remarks.items()}
        self._table = Table(
            remarks=self._remarks,
            phrases=plain.phrases | table.phrases,
            plurals=plain.plurals | table.plurals,
            choices={name: known | table.choices.get(name, {}) for name, known in plain.choices.items()},
        )
        self._sentences: dict[str, Said] = table.sentences
        self._facts = Facts(self._table)

    def sentence_of(self, code: str, facts: Mapping[str, object]) -> str:
        """Return the sentence of a code with its facts."""
        said = self._sentences.get(code) or sentences()[code]
        if isinstance(said, list):
            said = said[0 if facts["n"] == 1 else -1]
        return self._facts.fill(said, labelled(facts))

    def again(self, text: str) -> str:
        """Return a sentence in these words, whatever words it was said in; other text as it is.

        Examples
        --------
        >>> words().again(say("page.segments")), words().again("Anything else.")
        ('The segments', 'Anything else.')
        """
        if not isinstance(text, Told):
            return text
        try:
            said = self._made_of(text.code, {name: self._fact_again(fact) for name, fact in text.facts.items()})
        except _UNSAYABLE:
            if not text.read:
                raise
            return text
        said = capital(said) if text.capital else said
        return Told(said, text.code, text.facts, capital=text.capital, read=text.read)

    def _made_of(self, code: str, facts: Mapping[str, Any]) -> str:
        return self.sentence_of(code, facts) if code else str(facts["between"]).join(facts["all"])

    def _fact_again(self, fact: Any) -> Any:  # noqa: ANN401 - a fact, or several
        if isinstance(fact, list | tuple):
            return type(fact)(map(self._fact_again, fact))
        return self.again(fact) if isinstance(fact, Told) else fact

    def says(self, remark: Remark) -> str:
        """Return what was found or done, in a few words."""
        return self._written(self._remarks[remark.code].says, remark)

    def step(self, code: str) -> str:
        """Return the words for a step on the way from lines to customers."""
        entry = self._remarks[code]
        return entry.step or entry.says

    def detail(self, remark: Remark) -> str:
        """Return what to add to it; empty where there is nothing."""
        detail = self._remarks[remark.code].detail
        parts = [detail] if isinstance(detail, str) else [part for part in detail if _there(part, remark)]
        return ", ".join(self._written(part, remark) for part in parts)

    def remedy(self, remark: Remark) -> str:
        """Return what to do about it; empty where there is nothing to be done."""
        return self._written(self._remarks[remark.code].remedy, remark)

    def line(self, remark: Remark) -> str:
        """Return all of it as one line that begins with the column.

        Examples
        --------
        >>> from coterie.remarks.remark import Remark
        >>> words().line(Remark("more_missing", "age", facts={"now": 0.5, "before": 0.1}))
        'age: 50% of the values are missing, and were filled; it was 10%.'
        """
        whole = self._whole(remark)
        return f"{column_label(remark.column)}: {whole}" if remark.column else capital(whole)

    def told(self, remark: Remark) -> dict[str, object]:
        """Return a remark as plain data, with its words.

        Examples
        --------
        >>> from coterie.remarks.remark import Remark
        >>> words().told(Remark("blank_lines", rows=2))
        {'code': 'blank_lines', 'column': None, 'action': 'blank lines left out', 'rows': 2, 'detail': '', 'facts': {}}
        """
        return {
            "code": remark.code,
            "column": remark.column,
            "action": self.says(remark),
            "rows": remark.rows,
            "detail": self.detail(remark),
            "facts": {name: _plain(fact) for name, fact in remark.facts.items()},
        }

    def sentence(self, remark: Remark) -> str:
        """Return all of it as one sentence, without the column.

        Examples
        --------
        >>> from coterie.remarks.remark import Remark
        >>> words().sentence(Remark("row_alike", rows=1)).partition(":")[0]
        'Row like another (1 row)'
        """
        return capital(self._whole(remark))

    def _whole(self, remark: Remark) -> str:
        said, detail = self.says(remark), self.detail(remark)
        many = f" ({Facts(self._table, remark.rows).counted('row', remark.rows)})" if remark.rows else ""
        whole = f"{said}{many}{f': {detail}' if detail else ''}"
        return whole if whole.endswith((".", "?")) else f"{whole}."

    def _written(self, template: str, remark: Remark) -> str:
        facts = labelled({"column": remark.column, "rows": remark.rows, **remark.facts})
        return written(template, facts, self._table, rows=remark.rows)


def _over(entry: Entry, other: Entry | None) -> Entry:
    """Return an entry with the words of another table; its group stays."""
    if other is None:
        return entry
    given = {name: text for name, text in other.model_dump().items() if text and name != "group"}
    return entry.model_copy(update=given if given.get("step") else {"step": other.says, **given})


def _plain(fact: Fact) -> object:
    """Return a fact as JSON has it."""
    return list(map(_plain, fact)) if isinstance(fact, tuple) else fact


def _there(part: str, remark: Remark) -> bool:
    return all(remark.facts.get(name) for name in facts_of(part))


_chosen: ContextVar[Words | None] = ContextVar("words", default=None)


def words() -> Words:
    """Return the words in use: English, unless others were chosen.

    Examples
    --------
    >>> from coterie.remarks.remark import Remark
    >>> words().says(Remark("blank_lines", rows=2))
    'blank lines left out'
    """
    return _chosen.get() or _english()


def say(code: str, /, **facts: object) -> str:
    """Return a sentence of the table in the words in use.

    Parameters
    ----------
    code : str
        Where it stands and what it is called, such as "page.segments".
    **facts
        What it names.

    Examples
    --------
    >>> say("page.segments")
    'The segments'
    """
    return Told(words().sentence_of(code, facts), code, facts)


def say_again(text: str) -> str:
    """Return a sentence in the words that were chosen, whatever words it was said in; as it is where none were.

    Examples
    --------
    >>> say_again(say("page.segments"))
    'The segments'
    """
    chosen = _chosen.get()
    if chosen is None and (labels_in_use() or locale_in_use()):
        chosen = _english()
    return text if chosen is None else chosen.again(text)


def named_facts(told: Told) -> tuple[str, ...]:
    """Return the facts that a sentence names; what it was given beside them, it does not say.

    Examples
    --------
    >>> named_facts(Told("K = 4 was asked for.", "reason.given", {"k": 4, "why": "secret"}))
    ('k',)
    """
    if told.read or not told.code:
        return tuple(told.facts)
    said = sentences()[told.code]
    return tuple(facts_of(said)) if isinstance(said, str) else ("n", *facts_of(" ".join(said)))


def _words_in(path: Path) -> Words:
    """Return the words of a file, read again only when it was changed."""
    try:
        state = path.stat()
    except OSError:
        return Words(read_words(path))  # which says what is wrong with it
    return _read(path.absolute(), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int, size: int) -> Words:
    del changed, size
    return Words(read_words(path))


@cache
def _english() -> Words:
    return Words(Table(remarks={}))


@contextmanager
def speaking(
    path: str | PathLike[str] | None,
    *,
    labels: Mapping[str, str] | None = None,
    locale: str | None = None,
    if_it_can: bool = False,
) -> Iterator[None]:
    """Use the words of a file within a `with` block, or those in use where none is named; labels, and a locale.

    Parameters
    ----------
    path : path or None
        As for `words_from`.
    labels : mapping of str to str or None
        What columns are called, by their names; None leaves those in use.
    locale : str or None
        How numbers and days are written; None leaves what is in use.
    if_it_can : bool
        Whether a file that cannot be used leaves those in use, or English: one that a saved segmentation was made with
        may be gone.

    Raises
    ------
    coterie.errors.InputError
        As `words_from`.

    Examples
    --------
    >>> with speaking(None):
    ...     say("page.segments")
    'The segments'
    """
    with ExitStack() as stack:
        stack.enter_context(labelling(labels))
        stack.enter_context(reading_in(locale))
        if path is not None:
            try:
                stack.enter_context(words_from(path))
            except errors.InputError:
                if not if_it_can:
                    raise
                stack.enter_context(_in(_chosen.get() or _english()))
        yield


@contextmanager
def words_from(path: str | PathLike[str] | None) -> Iterator[None]:
    """Use the words of a file within a `with` block.

    Parameters
    ----------
    path : path or None
        A TOML file of the form of `coterie/remarks/english.toml`, with as much of it as is to be said otherwise; None
        for English.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be read, or is no such table.
    """
    with _in(_english() if path is None else _words_in(Path(path))):
        yield


@contextmanager
def _in(chosen: Words) -> Iterator[None]:
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)
