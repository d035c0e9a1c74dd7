"""Every builder of every module of messages, called with an example of each parameter."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from coterie import errors

if TYPE_CHECKING:
    from types import FunctionType, ModuleType

NO_BUILDERS = {"kinds", "voices", "wording", "hiding"}
MODULES = [
    import_module(f"coterie.errors.{module.name}")
    for module in pkgutil.iter_modules(errors.__path__)
    if module.name not in NO_BUILDERS
]
PATH = Path("folder/table.csv")
EXAMPLES = {
    "Sequence[str]": ["Age", "Income"],
    "Sequence[int]": [1, 2],
    "Mapping[str, str]": {"date": "Day", "amount": "Paid"},
    "Mapping[int, str]": {0: "Regulars"},
    "Curve": [(1, 900.0), (2, 500.0)],
    "Elbows": [(2, None)],
    "int": 3,
    "object": "Incm",
    "Path": PATH,
    "Iterable[str]": ["Age", "Income"],
    "Iterable[object]": [None, 17022],
    "Sequence[Answer]": [("--id", "Age", "every row is a customer"), ("--id", "Income", "so is this")],
    "tuple[str, str]": ("--ignore", "Age"),
    "CoterieError": errors.DataRefused("Column 'Paid' holds words. Correct it."),
}
TEXTS = dict.fromkeys(("option", "first", "second"), "--k-max") | {
    "place": "The database 'shop' on db",
    "scheme": "mysql",
    "sentence": "There is no such command.",
    "what": "Reading mysql://",
}


class Built(NamedTuple):
    """A builder, what it was called with, and the error it made."""

    builder: FunctionType
    given: dict[str, object]
    error: errors.CoterieError


def builders(module: ModuleType) -> list[FunctionType]:
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def build(builder: FunctionType) -> Built:
    """Call a builder."""
    given = {name: example(name, str(p.annotation)) for name, p in inspect.signature(builder).parameters.items()}
    return Built(builder, given, builder(**given))


def example(name: str, annotation: str) -> object:
    """Return a value of a type, text by its parameter's name."""
    if annotation == "str":
        return TEXTS.get(name, f"the {name}")
    return next((value for known, value in EXAMPLES.items() if annotation.startswith(known)), None)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a `built` error one of each builder."""
    if "built" in metafunc.fixturenames:
        all_of_them = [builder for module in MODULES for builder in builders(module)]
        metafunc.parametrize(
            "built", [build(each) for each in all_of_them], ids=[each.__name__ for each in all_of_them]
        )


@pytest.fixture
def of_kind(request: pytest.FixtureRequest) -> dict[str, set[str]]:
    """The builders of the module that a test names, by the kind of their error."""
    found: dict[str, set[str]] = {}
    for each in map(build, builders(request.module.MODULE)):
        found.setdefault(type(each.error).__name__, set()).add(each.builder.__name__)
    return found
