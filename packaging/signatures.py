"""Write the options into the parameters of `segment`, `fit`, `describe` and `inspect`: `make signatures`.

    python packaging/signatures.py [FOLDER]     # of the sources, by default that of this checkout

An option is declared once (`coterie.options.Options`); editors and type checkers read the source, so it has to stand
there as well. `tests/options/test_signatures.py` fails where the two differ.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from coterie.options import Options, declared
from coterie.options.options import COLUMNS, JOINING, PURCHASES, READING

if TYPE_CHECKING:
    from coterie.options import Declared

PACKAGE = Path(__file__).parents[1] / "src" / "coterie"
FUNCTIONS = {
    "segmentation/segmenting.py": "segment",
    "segmentation/fitting.py": "fit",
    "segmentation/describing.py": "describe",
    "inspecting.py": "inspect",
}
FIRST = ("k", "features")
"""The options that stand first."""

MOST = 10
"""Parameters of which the linter says nothing."""


def options_of(function: str) -> dict[str, Declared]:
    """Return the options that a function takes, in the order of its signature."""
    taken = {name: each for name, each in declared(Options).items() if _takes(function, each)}
    first = [name for name in FIRST if name in taken]
    return {name: taken[name] for name in [*first, *(name for name in taken if name not in first)]}


def _takes(function: str, option: Declared) -> bool:
    """Return whether a function takes an option: `inspect` those of reading and of columns, as the command does."""
    if function == "inspect":
        told = option.name in {*READING, *PURCHASES, *JOINING, "words"} or option.option.group == COLUMNS
        return told and not option.option.describing
    return function == "segment" or option.option.both or option.option.describing == (function == "describe")


def rewritten(source: str, function: str) -> str:
    """Return a module's source with the options in the signature and the docstring of its function."""
    found = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == function)
    lines, options = source.splitlines(), options_of(function)
    doc = found.body[0]
    text = _documented(inspect.cleandoc(ast.get_docstring(found) or ""), options)
    quoted = textwrap.indent(f'"""{text}\n"""', "    ", lambda line: bool(line.strip())).splitlines()
    body = lines[doc.end_lineno :]
    return "\n".join([*lines[: found.lineno - 1], *_signature(found, options), *quoted, *body, ""])


def _signature(found: ast.FunctionDef, options: dict[str, Declared]) -> list[str]:
    """Return the lines of a signature: the options first, then the parameters that are none."""
    placed, named = found.args.posonlyargs, found.args.args
    lines = [f"    {arg.arg}: {ast.unparse(arg.annotation)}," for arg in placed if arg.annotation]
    lines += ["    /,"] if placed else []
    lines += [f"    {arg.arg}: {ast.unparse(arg.annotation)}," for arg in named if arg.annotation]
    lines.append("    *,")
    lines += [f"    {name}: {each.accepts} = {_default(each)}," for name, each in options.items()]
    for arg, default in zip(found.args.kwonlyargs, found.args.kw_defaults, strict=True):
        if arg.arg not in options and arg.annotation and default:
            lines.append(f"    {arg.arg}: {ast.unparse(arg.annotation)} = {ast.unparse(default)},")
    many = "  # noqa: PLR0913 - every option is a parameter, with a default" if len(lines) - 1 > MOST else ""
    return [
        f"def {found.name}({many}",
        *(line.replace("'", '"') for line in lines),
        f") -> {ast.unparse(found.returns)}:",
    ]


def _default(each: Declared) -> str:
    return "None" if isinstance(each.value, dict) else repr(each.value).replace("'", '"')


def _documented(doc: str, options: dict[str, Declared]) -> str:
    """Return a docstring with an entry for each option before what comes after the parameters."""
    head, _, rest = doc.partition("Parameters\n----------\n")
    own, _, after = rest.partition("\n\nReturns\n")
    entries = [entry for entry in _entries(own) if entry.partition(" :")[0] not in options]
    first, *others = entries
    made = [f"{name} : {_numpydoc(each)}\n{_wrapped(each.sentence)}" for name, each in options.items()]
    return f"{head}Parameters\n----------\n" + "\n".join([first, *made, *others]) + f"\n\nReturns\n{after}"


def _entries(text: str) -> list[str]:
    entries: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and entries:
            entries[-1] += f"\n{line}"
        else:
            entries.append(line)
    return entries


def _numpydoc(each: Declared) -> str:
    """Return how numpydoc writes a type."""
    words = each.accepts.replace("Literal[", "{").replace('"]', '"}').replace(" | ", " or ")
    for python, plain in (
        ("Mapping[str, ", "mapping of str to "),
        ("Sequence[str]", "sequence of str"),
        ("Sequence[float]", "sequence of float"),
        ("PathLike[str]", "path"),
    ):
        words = words.replace(python, plain)
    return words.replace("]", "")


def _wrapped(sentence: str) -> str:
    return textwrap.fill(sentence, 112, initial_indent="    ", subsequent_indent="    ")


def main(folder: Path = PACKAGE) -> None:
    """Write the signatures anew."""
    for name, function in FUNCTIONS.items():
        path = folder / name
        path.write_text(rewritten(path.read_text(encoding="utf-8"), function), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
