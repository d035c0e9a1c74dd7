"""Templates are filled as they say."""

import shlex

import pytest

from coterie.remarks.facts import facts_of, written
from coterie.remarks.table import english


@pytest.mark.parametrize(
    ("template", "facts", "rows", "text"),
    [
        ("{a:count} of {b:percent}", {"a": 1200, "b": 0.25}, 0, "1,200 of 25%"),
        ("{a:quoted}", {"a": ("x", "y")}, 0, "'x', 'y'"),
        ("{a:rows}", {"a": (1, 2)}, 2, "data rows 1, 2"),
        ("{a:rows}", {"a": (7,)}, 1, "data row 7"),
        ("{a:customer}", {"a": 1200}, 0, "1,200 customers"),
        ("{a:filling}", {"a": "mode"}, 0, "most common category"),
        ("{a:filling}", {"a": "0"}, 0, "0"),
        ("{a:short}", {"a": 1250.0}, 0, "1250"),
        ("{a:and}", {"a": ["a", "b", "c"]}, 0, "a, b and c"),
        ("{a:and}", {"a": ["a", "b"]}, 0, "a and b"),
        ("{a:and}", {"a": ["a"]}, 0, "a"),
        ("{a:and}", {"a": []}, 0, ""),
        ("{a:or}", {"a": (8, 9, 10)}, 0, "8, 9 or 10"),
        ("{a:two} {b:two} {c:two}", {"a": 0.926, "b": 1.0, "c": None}, 0, "0.93 1.00 unknown"),
        ("{a:spelled} {b:spelled} {c:spelled}", {"a": 0, "b": 12, "c": 1300}, 0, "no twelve 1,300"),
        ("{a:spelled_segment}, {b:spelled_segment}", {"a": 1, "b": 3}, 0, "one segment, three segments"),
        ("{a:.1%} {b:,.6g}", {"a": 0.125, "b": 1234.5}, 0, "12.5% 1,234.5"),
        ("{a:kind}", {"a": "partly natural"}, 0, "partly natural"),
    ],
)
def test_facts_are_written(template, facts, rows, text):
    assert written(template, facts, english(), rows=rows) == text


@pytest.mark.parametrize("column", ["age", "O'Neil's col", "''", "a b"])
def test_a_name_in_a_command_is_what_a_shell_reads(column):
    command = written("--type '{column:name}=numeric'", {"column": column}, english(), rows=0)
    assert shlex.split(command) == ["--type", f"{column}=numeric"]


def test_the_facts_of_a_template():
    assert facts_of("{a} and {b:count}, {{no}}") == ["a", "b"]
