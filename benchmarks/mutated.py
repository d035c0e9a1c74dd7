"""A mutant in memory: the code of loaded functions exchanged, or one module loaded from a changed source."""

from __future__ import annotations

import ast
import gc
import importlib
import sys
import warnings
from collections import defaultdict
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.machinery import ModuleSpec

SOURCE = Path("src/coterie")


@dataclass(frozen=True)
class Mutant:
    """One changed place of one module."""

    path: Path
    line: int
    column: int
    says: str
    source: str


@dataclass(frozen=True)
class Function:
    """The lines of a function or a method, with what is nested in it, and where its body begins."""

    path: Path
    first: int
    last: int
    body: tuple[int, int]

    def holds(self, line: int) -> bool:
        """Return whether a line is one of the function's."""
        return self.first <= line <= self.last


def functions_of(path: Path) -> list[Function]:
    """Return the functions and methods of a module, without those nested in them."""
    return [_function(path, node) for node in _outermost(ast.parse(path.read_text(encoding="utf-8")))]


def _outermost(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
        elif not isinstance(child, ast.expr):
            yield from _outermost(child)


def _function(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    start = node.body[0]
    return Function(path, first, node.end_lineno or node.lineno, (start.lineno, start.col_offset))


def holding(mutant: Mutant) -> Function | None:
    """Return the function in whose body a mutant is; none where it is in a signature or outside of functions."""
    place = mutant.line, mutant.column
    return next((each for each in functions_of(mutant.path) if each.holds(mutant.line) and place >= each.body), None)


def loaded() -> dict[str, list[FunctionType]]:
    """Return every function of the package that is loaded, by the file that it is of."""
    found = defaultdict(list)
    under = str(SOURCE.resolve())
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(under):
            found[each.__code__.co_filename].append(each)
    return found


def compiled(source: str, name: str) -> CodeType:
    """Compile a module. That a mutant compares with `is` is no test's merit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return compile(source, name, "exec", dont_inherit=True)


def codes(code: CodeType) -> Iterator[CodeType]:
    """Return a code and all that is nested in it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


def exchanged(mutant: Mutant, function: Function, known: dict[str, list[FunctionType]]) -> bool:
    """Give the loaded functions of a place their mutated code; return whether each could be given it."""
    name = str(mutant.path.resolve())
    by_name = defaultdict(list)
    for code in codes(compiled(mutant.source, name)):
        by_name[code.co_qualname, code.co_firstlineno].append(code)
    inside = [each for each in known.get(name, []) if function.holds(each.__code__.co_firstlineno)]
    return bool(inside) and all(_given(each, by_name) for each in inside)


def _given(function: FunctionType, by_name: dict[tuple[str, int], list[CodeType]]) -> bool:
    old = function.__code__
    new = by_name[old.co_qualname, old.co_firstlineno]
    if len(new) != 1 or new[0].co_freevars != old.co_freevars:
        return False
    function.__code__ = new[0]
    return True


class Loaded(SourceFileLoader):
    """Loads a module from a mutated source, and keeps nothing of it."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path.resolve()))
        self._source = mutant.source

    def get_code(self, fullname: str) -> CodeType:
        """Return the mutated code."""
        del fullname
        return compiled(self._source, self.path)


class Finder:
    """Finds one module as it is mutated; all others are found as ever."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = dotted(mutant.path)

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return where the mutated module comes from."""
        if name != self._name:
            return None
        path, loader = self._mutant.path, Loaded(name, self._mutant)
        inside = [str(path.parent.resolve())] if path.name == "__init__.py" else None
        return spec_from_file_location(name, loader.path, loader=loader, submodule_search_locations=inside)


def load_mutated(mutant: Mutant) -> None:
    """Load a module as it is mutated, before anything else can load it otherwise."""
    sys.meta_path.insert(0, Finder(mutant))
    importlib.import_module(dotted(mutant.path))


def dotted(path: Path) -> str:
    """Return a module's name.

    >>> dotted(Path("src/coterie/evidence/__init__.py"))
    'coterie.evidence'
    """
    return ".".join(path.with_suffix("").parts[1:]).removesuffix(".__init__")
