from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from coterie import errors

EXAMPLES = {
    "path": Path("folder/table.csv"),
    "Sequence[str]": ["Age", "Income"],
    "str": "Incme",
    "int": 3,
    "object": "x",
    "Path": Path("folder/table.csv"),
}
BUILDERS = [
    function
    for name, function in inspect.getmembers(errors, inspect.isfunction)
    if not name.startswith("_") and "Error" in str(function.__annotations__.get("return"))
]


def example(annotation: str) -> object:
    for known, value in EXAMPLES.items():
        if annotation.startswith(known):
            return value
    return None


@pytest.mark.parametrize("builder", BUILDERS, ids=lambda builder: builder.__name__)
def test_every_message_is_a_sentence_on_one_line(builder):
    arguments = {name: example(str(p.annotation)) for name, p in inspect.signature(builder).parameters.items()}
    error = builder(**arguments)
    text = str(error)
    assert isinstance(error, errors.CoterieError)
    assert "\n" not in text
    assert text[-1] in ".?", text
    assert "  " not in text
    assert "None" not in text


def test_the_nearest_file_is_offered(tmp_path):
    (tmp_path / "customers.csv").write_text("")
    assert str(errors.no_such_file(tmp_path / "customer.csv")).endswith("Did you mean 'customers.csv'?")


def test_long_lists_are_cut():
    columns = [f"column {i}" for i in range(40)]
    assert "column 11 and 28 more" in str(errors.no_features(columns))
