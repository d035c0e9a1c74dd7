"""What each word of a status or type column says of its rows, or the question what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from coterie import errors
from coterie.remarks import say
from coterie.schema.vocabulary import fold, says, words_of
from coterie.transactions.flags import EMPTY, FILLED, answers_of, day_of_what
from coterie.transactions.row_words import Meaning, is_known, is_persons, meaning_of, pay_for_others, sides_of
from coterie.transactions.sides import CREDIT, DEBIT, UNMARKED
from coterie.transactions.wanted import EVERY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.transactions.counting import Words
    from coterie.transactions.wanted import Wanted

Verdict = Literal["counted", "skipped", "returned"]
Verdicts = dict[str, Verdict]

_MOST_KNOWN = 0.8
_HALF = 0.5
_SINGLY = 3
_LAST = 9
_CODED = r"^(?:[A-Z0-9]{1,4}|[0-9]{1,6})$"
_DONE = frozenset((
    "refunded", "returned", "reversed", "erstattet", "zuruckgegeben", "retourniert", "rembourse", "retourne",
    "devuelto", "reembolsado", "rimborsato", "restituito", "devolvido", "zwrocono", "vraceno",
))  # fmt: skip
"""Of an order that was undone; a word for the deed itself says that the row is one."""


def judged(found: Sequence[Words], wanted: Wanted) -> dict[str, Verdicts]:
    """Say of each word of each column that decides whether its rows count.

    Parameters
    ----------
    found : sequence of Words
        The columns of few words.
    wanted : Wanted
        What a person said.

    Returns
    -------
    dict of str to dict of str to str
        By column and word "counted", "skipped" or "returned"; columns that decide nothing are not there.

    Raises
    ------
    coterie.errors.NeedsAnswer
        Where it decides what a word means, and that is not certain.
    """
    undone = _undone(found, wanted)
    verdicts: dict[str, Verdicts] = {}
    for words in found:
        if words.column in wanted.count:
            verdicts[words.column] = _given(words, wanted)
    open_: list[tuple[Words, dict[str, Meaning | None]]] = []
    for words in sorted(found, key=lambda each: _rank(each.column)):
        if words.column in verdicts:
            continue
        back = [word for word in words.table["word"] if fold(word) in _back(words, wanted)]
        meanings = _with_returns(words, back)
        if meanings is None:
            continue
        answered = bool(back) and _is_kind(words, meanings)
        if not answered and _is_open(words, meanings, later=bool(verdicts or open_)):
            open_.append((words, meanings))
        else:
            named: Verdicts = dict.fromkeys(back, "returned")
            verdicts[words.column] = _certain(words, meanings, undone=undone) | named
    for words, meanings in open_:
        raise _question(words, meanings)
    return verdicts


def _rank(column: str) -> int:
    """Return which column is asked first: of payments before goods under way, and days of payment after all others."""
    said = says(column)
    if day_of_what(column) == "counted":
        return _LAST
    return 2 * ("later" in said) - ("paid" in said or "event" in said)


def _given(words: Words, wanted: Wanted) -> Verdicts:
    """Return what a person said of the words of a column."""
    counted = wanted.count.get(words.column)
    kept = None if counted is None or EVERY in counted else {fold(word) for word in counted}
    back = _back(words, wanted)

    def verdict(word: str) -> Verdict:
        plain = fold(word)
        return "returned" if plain in back else "counted" if kept is None or plain in kept else "skipped"

    return {word: verdict(word) for word in words.table["word"]}


def _back(words: Words, wanted: Wanted) -> frozenset[str]:
    """Return the words of a column that a person called returns, folded."""
    return frozenset(fold(word) for word in wanted.returns.get(words.column, ()))


def _with_returns(words: Words, back: Sequence[str]) -> dict[str, Meaning | None] | None:
    """Return what each word means where some were called returns: the others stay what they are by themselves."""
    meanings = _decides(words)
    if not back:
        return meanings
    every: dict[str, Meaning | None] = dict.fromkeys(words.table["word"], "counted")
    named: dict[str, Meaning | None] = dict.fromkeys(back, "returned")
    return (meanings or every) | named


def _decides(words: Words) -> dict[str, Meaning | None] | None:
    """Return what each word means where a column says which rows count; None where it says something else."""
    if words.sides:
        return _of_sides(words)
    if flag := _flag(words) or sides_of(words.column, words.table["word"].to_list()):
        return flag
    return None if _is_of_days(words) else _by_words(words)


def _by_words(words: Words) -> dict[str, Meaning | None] | None:
    """Return what each word means by itself, where enough of them say what became of their rows."""
    found = {word: meaning_of(word) for word in words.table["word"]}
    said = says(words.column)
    unclear = pay_for_others(found)
    aside = {word for word, meaning in found.items() if word in unclear or meaning in {"debit", "credit"}}
    found = {word: None if word in aside else meaning for word, meaning in found.items()}
    kinds = {"void", "returned", *(["open", "counted"] if "status" in said else ["other", "sale"])}
    known = words.rows(word for word, meaning in found.items() if meaning in kinds | {"counted"} or word in unclear)
    share = known / words.rows(found)
    if "status" not in said and {*found.values()} == {"other"}:
        return None  # what all rows are called is what is sold here: a membership fee
    decisive = bool(unclear) or any(meaning in {"void", "returned", "other"} for meaning in found.values())
    if said & {"status", "type", "posting"}:
        opens = "status" in said and any(meaning == "open" for meaning in found.values())
        if (share >= _HALF and (decisive or opens)) or _undoes(words.column, found):
            return found
        return found if _asks(words) else None
    if any(meaning in {"void", "returned"} for meaning in found.values()) and share >= _MOST_KNOWN and len(found) > 1:
        return found
    return None


def _undoes(column: str, found: Mapping[str, Meaning | None]) -> bool:
    """Return whether a whole word plainly says that rows were given back or cancelled, however few they are.

    In a column of kinds, which may be kinds of goods, "draft" and "test" say so only beside a word for sales.
    """
    said = says(column)
    if "person" in said:
        return False
    plainly = {meaning for word, meaning in found.items() if meaning and is_known(word)}
    sold = "status" in said or plainly & {"sale", "counted"}
    return "returned" in plainly or ("void" in plainly and bool(sold))


def _of_sides(words: Words) -> dict[str, Meaning | None]:
    """Return what the marks of amounts mean: beside amounts without a mark, one of credit is money given back."""
    marks = {*words.table["word"]}
    if marks == {CREDIT, UNMARKED}:
        return {UNMARKED: "sale", CREDIT: "returned"}
    return {mark: "debit" if mark == DEBIT else "credit" if mark == CREDIT else None for mark in marks}


def _asks(words: Words) -> bool:
    """Return whether words that nobody knows may decide all the same: a status, or a kind of document, of the rows."""
    said, several = says(words.column), words.table["word"]
    if len(several) < 2 or "person" in said or words.place or is_persons(several):
        return False
    if "status" in said:
        return "event" in said or words.varies
    return "posting" in said and words.varies and bool(several.str.contains(_CODED).all())


def _flag(words: Words) -> dict[str, Meaning | None]:
    """Return what yes and no mean in a column that is called cancelled, paid, refund or test."""
    if _is_of_days(words):
        filled = words.rows([FILLED])
        if day_of_what(words.column) == "counted":
            return {FILLED: "counted", EMPTY: "open"} if 0 < filled < words.rows([FILLED, EMPTY]) else {}
        if not 0 < filled <= _HALF * words.rows([FILLED, EMPTY]):
            return {}  # a day that most rows have is no sign of something gone wrong
        return {FILLED: day_of_what(words.column), EMPTY: "counted"}
    return answers_of(words.column, words.table["word"])


def _is_of_days(words: Words) -> bool:
    """Return whether it is asked only whether a day is there."""
    return bool(day_of_what(words.column)) and {*words.table["word"]} <= {FILLED, EMPTY}


def _is_flag(words: Words) -> bool:
    """Return whether a column says yes to rows that were given back, and no to all others."""
    return bool(_flag(words))


def _undone(found: Sequence[Words], wanted: Wanted) -> bool:
    """Return whether refunds stand in rows of their own: below zero, or called so by a column of types."""
    for words in found:
        less = int(words.table["less"].sum())
        refunded = words.rows(word for word in words.table["word"] if meaning_of(word) == "returned")
        if refunded and 2 * less >= refunded:
            return True
    del wanted
    return any("type" in says(words.column) and "status" not in says(words.column)
               and any(meaning_of(word) == "returned" for word in words.table["word"]) for words in found)  # fmt: skip


def _is_kind(words: Words, meanings: Mapping[str, Meaning | None]) -> bool:
    """Return whether a column says what kind of row it is, and not what became of an order."""
    said = says(words.column)
    if _is_flag(words):
        return words_of(words.column)[-1] not in _DONE
    if "status" in said:
        return False
    return "type" in said or any(meaning in {"sale", "other"} for meaning in meanings.values())


def _is_open(words: Words, meanings: Mapping[str, Meaning | None], *, later: bool) -> bool:
    """Return whether words are left that decide, and that only a person knows the meaning of."""
    if {*meanings.values()} <= {"debit", "credit"}:
        below = words.table.filter(words.table["less"] * 2 > words.table["rows"]).height
        return below != 1
    if _is_flag(words):
        if "open" in meanings.values():
            unpaid = words.table.filter(pl.col("word").is_in([w for w, said in meanings.items() if said == "open"]))
            return not later and bool((unpaid["money"] != 0).any())
        less = words.table.filter(pl.col("less") > 0).height
        return (
            not less
            and _is_kind(words, meanings)
            and words_of(words.column)[0] != "is"
            and "returned" in meanings.values()
        )
    if "later" in says(words.column):
        return not later and any(meaning is None for meaning in meanings.values())
    if _is_kind(words, meanings):
        return any(meaning in {None, "open"} for meaning in meanings.values())
    return any(meaning in {None, "open", "other"} for meaning in meanings.values())


def _certain(words: Words, meanings: Mapping[str, Meaning | None], *, undone: bool) -> Verdicts:
    """Return what each word says where all of them are known."""
    kind = _is_kind(words, meanings)

    def verdict(meaning: Meaning | None) -> Verdict:
        if meaning == "returned":
            return "returned" if kind else "counted" if undone else "skipped"
        return "skipped" if meaning in {"void", "other"} else "counted"

    return {word: verdict(meaning) for word, meaning in meanings.items()}


def _question(words: Words, meanings: Mapping[str, Meaning | None]) -> errors.NeedsAnswer:
    """Ask which words count, with the answers that make sense."""
    sides = {*meanings.values()} == {"debit", "credit"}
    answers = _sides(words) if sides else _answers(words, meanings)
    return errors.questions.which_rows(words.column, words.told(), answers)


def _sides(words: Words) -> list[tuple[str, str, str]]:
    """Return the answers for the two sides of an account."""
    one, other = words.table["word"]
    every = [] if words.sides else [("--count", f"{words.column}={EVERY}", say("answers.every"))]
    return [
        ("--count", f"{words.column}={one}", say("answers.side", one=one)),
        ("--count", f"{words.column}={other}", say("answers.side", one=other)),
        ("--returns", f"{words.column}={other}", say("answers.sides", one=one, other=other)),
        ("--returns", f"{words.column}={one}", say("answers.sides", one=other, other=one)),
        *every,
    ]


def _answers(words: Words, meanings: Mapping[str, Meaning | None]) -> list[tuple[str, str, str]]:
    """Return the words that may count, from few to all."""
    sure = [word for word, meaning in meanings.items() if meaning in {"counted", "sale"}]
    rest = [word for word, meaning in meanings.items() if meaning in {None, "open"}]
    back = [word for word, meaning in meanings.items() if meaning == "returned"]
    if _is_flag(words):
        rest = [word for word in rest if meanings[word] == "open"]
    singly = ([*sure, word] for word in rest if 1 < len(rest) <= _SINGLY)
    offered = dict.fromkeys(tuple(chosen) for chosen in (sure, *singly, [*sure, *rest]))
    found = [
        ("--count", f"{words.column}={listed(chosen)}", say("answers.count", words=words.told(chosen)))
        for chosen in offered
        if chosen and len(chosen) < len(meanings)
    ]
    if _is_kind(words, meanings) and back:
        found.insert(0, ("--returns", f"{words.column}={listed(back)}", say("answers.back", words=words.told(back))))
    return [*found, ("--count", f"{words.column}={EVERY}", say("answers.every"))]


def listed(words: Sequence[str]) -> str:
    """Return words as the option takes them: one with a comma stands in double quotes.

    Examples
    --------
    >>> listed(["paid", "paid, sent"])
    'paid,"paid, sent"'
    """
    return ",".join(f'"{word}"' if "," in word or '"' in word else word for word in words)
