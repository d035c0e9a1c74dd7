"""Templates are filled as they say."""

import pytest

from coterie.remarks.facts import facts_of, written
from coterie.remarks.table import english


@pytest.mark.parametrize(
    ("template", "facts", "rows", "text"),
    [
        ("{a:count} of {b:percent}", {"a": 1200, "b": 0.25}, 0, "1,200 of 25%"),
        ("{a:quoted}", {"a": ("x", "y")}, 0, "'x', 'y'"),
        ("{a:rows}", {"a": (1, 2)}, 2, "rows 1, 2"),
        ("{a:rows}", {"a": (7,)}, 1, "row 7"),
        ("{a:customer}", {"a": 1200}, 0, "1,200 customers"),
        ("{a:filling}", {"a": "mode"}, 0, "most common category"),
        ("{a:filling}", {"a": "0"}, 0, "0"),
        ("{a:short}", {"a": 1250.0}, 0, "1250"),
    ],
)
def test_facts_are_written(template, facts, rows, text):
    assert written(template, facts, english(), rows=rows) == text


def test_the_facts_of_a_template():
    assert facts_of("{a} and {b:count}, {{no}}") == ["a", "b"]
