"""Whatever a public function is given, it says what is wrong with it: never an error of Python's own."""

from __future__ import annotations

import inspect

import numpy as np
import pandas as pd
import pytest

import coterie
from coterie.options import Options, declared

WRONG = {
    "none": None,
    "number": 3,
    "below": -1,
    "fraction": 2.5,
    "nan": float("nan"),
    "word": "nothing",
    "empty": "",
    "bytes": b"x",
    "list": [1],
    "mapping": {1: "a"},
    "object": object(),
    "array": np.zeros((2, 2)),
    "series": pd.Series([1, 2]),
    "frame": pd.DataFrame({"a": [1, 2]}),
    "function": len,
    "set": set(),
}


@pytest.mark.parametrize("option", declared(Options))
def test_an_option_is_taken_or_refused_by_name(option):
    for wrong in WRONG.values():
        try:
            Options(**{option: wrong})
        except coterie.errors.OptionError as error:
            told = str(error)
            assert told.startswith(f"`{option}`") and "--" not in told  # noqa: PT018 - most kinds are refused, some are right


OTHERS = [(name, wrong) for name in ("folder", "on_progress", "on_plan", "engine") for wrong in WRONG]


@pytest.mark.parametrize(("name", "kind"), OTHERS)
def test_so_is_what_is_no_option(bank, name, kind):
    fits = {"none", "word", "empty"} if name == "folder" else {"none", "function"}
    if kind in fits and name != "engine":
        return
    with pytest.raises(coterie.errors.OptionError, match=f"^`{name}` is"):
        coterie.fit(bank, **{name: WRONG[kind]})


FIRST = {
    "describe": (),
    "score": ("customers.csv",),
    "save": ("a.coterie",),
    "write_report": ("report.html",),
    "summarise": (),
    "rename": ({0: "Gold"},),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("function", FIRST)
def test_what_a_verb_returned_is_asked_for(function, kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    verb = getattr(coterie, function)
    name = next(iter(inspect.signature(verb).parameters))
    with pytest.raises(coterie.errors.OptionError, match=f"^`{name}` is a .*, but must be what coterie"):
        verb(WRONG[kind], *FIRST[function])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [kind for kind in WRONG if kind != "word"])
@pytest.mark.parametrize("function", ["load", "save", "write_report"])
def test_a_path_is_asked_for(function, kind, bank, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = () if function == "load" else (coterie.segment(bank, k=2, evidence="none"),)
    with pytest.raises(coterie.errors.OptionError, match=r"^`path` is [^\n]{1,250}, but must be the path of a file\.$"):
        getattr(coterie, function)(*first, WRONG[kind])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [kind for kind in WRONG if kind != "number"])
def test_each_number_of_segments_is_a_number(kind):
    with pytest.raises(coterie.errors.OptionError, match="^`n_clusters` is .*, but must be a whole number"):
        coterie.judge(np.random.default_rng(0).normal(size=(30, 2)), n_clusters=[1, WRONG[kind]], effort="none")


JUDGED = ("columns", "criterion", "effort", "k", "max_segments", "min_share", "n_clusters", "on_progress", "sweep")


@pytest.mark.parametrize("name", JUDGED)
def test_judge_refuses_by_name(name):
    X = np.random.default_rng(0).normal(size=(30, 2))
    for wrong in WRONG.values():
        try:
            coterie.judge(X, **{"n_clusters": [1, 2], "effort": "none", name: wrong})
        except coterie.CoterieError as error:
            assert "--" not in str(error)  # noqa: PT017 - as above


@pytest.mark.parametrize("name", ["customer", "date", "amount", "quantity", "price", "invoice", "category", "product"])
@pytest.mark.parametrize("kind", [kind for kind in WRONG if kind not in {"none", "word", "empty"}])
def test_names_of_columns_are_text(name, kind):
    named = {"customer": "who", "date": "on", "amount": "paid"} | {name: WRONG[kind]}
    with pytest.raises(coterie.errors.OptionError, match=f"^`{name}` is .*, but must be the name of a column"):
        coterie.summarise_transactions(pd.DataFrame({"who": [1]}), **named)


def test_labels_of_every_row_are_judged_with_their_rows():
    bank = coterie.datasets.bank_customers(n=600).to_pandas()
    result = coterie.segment(bank, k=3)
    assert len(result.assignments) < len(bank)  # some rows repeat a customer
    judged = coterie.judge(bank, labels=result.labels, columns=["age", "income", "spending_score", "credit_score"])
    assert judged.own_agreement > 0.99
