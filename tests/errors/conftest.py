"""Every builder of a test's module, called with an example of each parameter."""

from __future__ import annotations

import inspect
from pathlib import Path

EXAMPLES = {
    "path": Path("folder/table.csv"),
    "Sequence[str]": ["Age", "Income"],
    "Sequence[int]": [1, 2],
    "Mapping[str, str]": {"date": "Day", "amount": "Paid"},
    "Curve": [(1, 900.0), (2, 500.0)],
    "Elbows": [(2, None)],
    "str": "Incme",
    "int": 3,
    "object": "x",
    "Path": Path("folder/table.csv"),
}


def pytest_generate_tests(metafunc):
    """Give a test that asks for a `built` error one of each builder in the module that it names."""
    if "built" not in metafunc.fixturenames:
        return
    module = metafunc.module.MODULE
    builders = [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    metafunc.parametrize("built", [build(builder) for builder in builders], ids=[each.__name__ for each in builders])


def build(builder):
    """Call a builder."""
    return builder(**{name: example(str(p.annotation)) for name, p in inspect.signature(builder).parameters.items()})


def example(annotation):
    """Return a value of a type."""
    for known, value in EXAMPLES.items():
        if annotation.startswith(known):
            return value
    return None
