"""Sentences stand in the table of words: one that is written in code instead is noticed here."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coterie

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(coterie.__file__).parent
SHOWING = (
    *("cli", "views", "report", "charts", "notebook", "readiness.py", "scoring", "segmentation", "explanation"),
    *("schema", "cleaning", "transactions", "evidence", "profiling", "naming"),
)
"""What makes sentences that people read of a result or a plan; errors and options are built elsewhere, in English."""

_PROSE = re.compile(r"[A-Za-z]+(?:[ ,]+[a-z]{2,}){3}")
"""Four words in a row; fewer may be a key or a name."""

ENGLISH = {
    "cli/config.py": "comments of the file of options that inspect writes",
    "charts/svg.py": "a fault of ours",
    "cli/entry.py": "said where the command fails or is stopped, like an error",
    "cli/help.py": "--help",
    "cli/parameters.py": "--help",
    "evidence/cautions.py": "what each code means, for whoever reads the code in Python",
    "evidence/criterion.py": "parts of an error",
    "evidence/judging.py": "an error about a parameter",
    "cli/wrapping.py": "a pattern with its comments",
    "naming/given.py": "part of an error",
    "notebook/sheets.py": "notebooks have their own lines in English",
    "transactions/columns.py": "a name of a row in an error",
}
"""Modules that hold English for a reason."""

_MEANT_OTHERWISE = {"Option", "Field", "Argument", "Typer", "Refused"}


def prose(tree: ast.Module) -> Iterator[str]:
    """Yield texts of four words and more that are neither documents, nor errors, nor help."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        for inside in _not_shown(node):
            left_out.update(map(id, ast.walk(inside)))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in left_out else None
        if isinstance(text, str) and _PROSE.search(text):
            yield text


def _not_shown(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node  # a docstring
    if isinstance(node, ast.Raise | ast.Assert):
        yield node
    if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["message"]:
        yield node  # of an error, which is raised below it
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in _MEANT_OTHERWISE or called.endswith("Error"):
            yield node


def test_no_sentence_is_written_in_code() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(SHOWING) and name not in ENGLISH and (said := [*prose(ast.parse(path.read_text()))]):
            found[name] = said
    assert found == {}


def test_every_module_that_may_hold_english_does() -> None:
    assert [name for name in ENGLISH if not [*prose(ast.parse((PACKAGE / name).read_text()))]] == []


_SENTENCES = {"reason", "remedy", "sentence", "headline", "caution", "detail"}
_SAYING = {"say", "joined", "capital"}
_CUTTING = {"startswith", "endswith", "removeprefix", "partition", "split"}
_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)+[ ,.:]*")

COMPARED = {
    "'permission denied' in words": "what a driver says for which it has no code",
    "'Failed to connect' in str(error)": "as above",
    "'Failed to connect' not in str(error)": "as above",
    "kind == 'yes or no'": "a code",
    "each.answer == 'too small'": "a code",
    **{f"seen.reason == '{reason}'": "a code" for reason in ("unit", "missing", "column")},
    **{f"found.reason == '{reason}'": "a code" for reason in ("fits", "steady")},
    "found.reason is None": "a code",
    "cause.code == 'long groups'": "a code",
    r"re.sub('^\\([\\w.$]+\\) ', '', str(error)).split('JVM stacktrace')": "what Spark says for which it has no code",
}
"""What may look like a sentence that decides something, and why it does not."""


def compared(tree: ast.Module) -> Iterator[str]:
    """Yield where code asks what a sentence says, instead of the code and the facts that it was made of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(_is_sentence, [node.left, *node.comparators])):
            yield ast.unparse(node)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _CUTTING:
            called = node.func.value if isinstance(node.func, ast.Attribute) else node
            if any(map(_is_sentence, [called, *node.args])):
                yield ast.unparse(node)


def _is_sentence(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and _WORDS.fullmatch(node.value) is not None
    if isinstance(node, ast.Attribute):
        return node.attr in _SENTENCES
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _is_sentence(node.func.value)  # such as `check.reason.lower()`
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SAYING


def test_no_code_decides_by_what_a_sentence_says() -> None:
    found = {each for path in PACKAGE.rglob("*.py") for each in compared(ast.parse(path.read_text()))}
    assert found == set(COMPARED)


@pytest.mark.parametrize(
    "code",
    [
        "told.reason == why",
        "check.reason.rstrip('.') in reason",
        "why != say('schema.differs')",
        "said.startswith('number of ')",
        "one.sentence.startswith(other)",
        "'of all customers' in text",
    ],
)
def test_a_sentence_that_decides_is_seen(code: str) -> None:
    assert [*compared(ast.parse(code))] == [ast.unparse(ast.parse(code))]


def test_a_sentence_in_code_is_seen() -> None:
    code = 'def f(n):\n    """Say how many there are of them."""\n    return f"{n} more of them than before."\n'
    assert [*prose(ast.parse(code))] == [" more of them than before."]
    assert [*prose(ast.parse('raise ValueError("this is an error and no sentence")'))] == []
