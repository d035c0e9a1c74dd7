"""Settings of all tests, and the customers that many of them use."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import coterie
from coterie.remarks import words_from
from coterie.remarks.table import english

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from coterie.projection import CustomerMap

# scikit-learn skips a check of its own unless SciPy dispatches on array types; nothing may pass by being skipped.
os.environ.setdefault("SCIPY_ARRAY_API", "1")

# No test is timed: on a busy machine an example may take ten times as long as alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


if os.environ.get("COTERIE_TEST_WORDS") == "codes":  # `make test-codes`: nothing but words may hang on words
    folder = Path(tempfile.mkdtemp(prefix="coterie-codes-"))
    coded = "\n".join(
        f'[remarks.{code}]\nsays = "{code}"\nstep = "{code}"'
        + (f'\ndetail = "{code} detail"' if entry.detail else "")
        + (f'\nremedy = "{code} remedy"' if entry.remedy else "")
        for code, entry in english().remarks.items()
    )
    (folder / "codes.toml").write_text(coded)
    CODES = words_from(folder / "codes.toml")
    CODES.__enter__()  # for as long as the tests run
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def bank() -> pl.DataFrame:
    """600 customers of the built-in example."""
    return coterie.datasets.bank_customers(n=600)


@pytest.fixture(scope="session")
def result(bank: pl.DataFrame) -> coterie.Result:
    """Their segments."""
    return coterie.segment(bank, k=6)


@pytest.fixture(scope="session")
def case() -> Callable[[str], tuple[dict[str, Any], CustomerMap]]:
    """Return an invented summary and a map by name: every call makes new ones."""
    spec = importlib.util.spec_from_file_location("summaries", Path(__file__).parent / "report" / "summaries.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda name: getattr(module, name)()
