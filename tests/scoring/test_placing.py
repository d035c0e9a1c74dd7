from __future__ import annotations

import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

import coterie
from coterie import InputError, ScoringWarning
from coterie.remarks import words
from coterie.scoring import place

ROUNDS = 12


@pytest.fixture(scope="module")
def segmentation(bank):
    return coterie.segment(bank, features=["age", "income", "card_type"], k=4, evidence="none").segmentation


@pytest.fixture(scope="module")
def tables(bank):
    """Customers whose ages are doubtful, and others whose cards are."""
    few = pl.int_range(pl.len()) < 3
    return {
        "age": bank.with_columns(age=pl.lit(bank["age"].max())),
        "card_type": bank.with_columns(card_type=pl.when(few).then(pl.lit("Diamond")).otherwise("card_type")),
    }


def together(*works):
    """Do each work many times over, all at once in threads of their own, and return what each gave."""
    gate = threading.Barrier(len(works))

    def many(work):
        found = []
        for _ in range(ROUNDS):
            gate.wait(timeout=60)
            found.append(work())
        return found

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(many, works))


def test_doubts_are_returned_and_nothing_is_warned_of(segmentation, bank, tables):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        placed = place(segmentation, tables["age"])
    assert [(doubt.column, doubt.code) for doubt in placed.doubts] == [("age", "average_drifted")]
    assert place(segmentation, bank).doubts == ()


def test_threads_never_get_the_doubts_of_each_other(segmentation, tables):
    alone = [place(segmentation, table).doubts for table in tables.values()]
    assert [len(doubts) for doubts in alone] == [1, 1]
    found = together(*(lambda table=table: place(segmentation, table).doubts for table in tables.values()))
    assert found == [[doubts] * ROUNDS for doubts in alone]


def test_loading_in_one_thread_swallows_no_warning_of_another(segmentation, tables, tmp_path):
    coterie.save(segmentation, tmp_path / "a.coterie")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        together(
            lambda: coterie.load(tmp_path / "a.coterie"),
            lambda: coterie.score(segmentation, tables["age"]),
        )
    assert [each.category for each in told] == [ScoringWarning] * ROUNDS


def test_warnings_are_what_place_returns_and_point_at_the_caller(segmentation, tables):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        scored = coterie.score(segmentation, tables["card_type"])
    placed = place(segmentation, tables["card_type"])
    assert [str(each.message) for each in told] == [words().line(doubt) for doubt in placed.doubts]
    assert [each.filename for each in told] == [__file__]
    assert scored.equals(placed.assignments)


def test_checks_that_there_are_not(segmentation, bank):
    with pytest.raises(InputError, match="`checks` is 'hard', but must be one of usual, strict, lenient"):
        place(segmentation, bank, checks="hard")
