"""The shape of the package, which no linter knows."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import runpy
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest

import coterie

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "coterie"
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = {"utils", "core", "common", "helpers", "base", "manager"}
NOUNS_ONLY = {
    "sources/table.py",
    "naming/names.py",
    "clustering/clustering.py",
    "version.py",
    "parsing/column_types.py",
    "charts/chart.py",
    "engines/engine.py",
    "engines/prepared.py",
    "profiling/profiles.py",
    "segmentation/nouns.py",
    "segmentation/lineage.py",
    "notebook/sheet.py",
    "__main__.py",
    "evidence/kept.py",
    "artefact/manifest.py",
    "artefact/format_3/numbers.py",
    "artefact/format_3/table.py",
    "artefact/format_3/judged.py",
    "artefact/format_3/evidence.py",
    "artefact/format_3/segments.py",
    "artefact/format_3/planes.py",
    "artefact/format_3/reference.py",
    "artefact/format_3/refit.py",
    "cli/refit_run.py",
    "cli/sql_run.py",
    "cli/history_run.py",
    "history/tables.py",
    "history/migrations/versions/first.py",
    "cli/compare_run.py",
    "cli/measure_run.py",
    "monitoring/compared.py",
}
"""Modules without behaviour of their own: what they hold is tested where it is made."""
HEAVY = [
    *("sklearn", "altair", "vl_convert", "jinja2", "scipy", "polars", "pydantic", "rich", "pandas"),
    *("adbc_driver_postgresql", "duckdb", "sqlalchemy", "sqlite3", "alembic", "psycopg"),
]


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_is_one_idea_with_its_test_at_the_mirrored_path(module):
    lines = module.read_text().count("\n")
    assert lines <= 400, f"{lines} lines"
    assert module.stem not in FORBIDDEN
    if module.name != "__init__.py" and relative(module) not in NOUNS_ONLY:
        mirrored = ROOT / "tests" / Path(relative(module)).parent / f"test_{module.name}"
        assert mirrored.exists(), f"no {mirrored.relative_to(ROOT)}"


@pytest.mark.parametrize("source", sorted((PACKAGE / "clustering" / "kernels").iterdir()), ids=lambda path: path.name)
def test_a_kernel_is_one_idea_too(source):
    assert source.read_text().count("\n") <= 400


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_whatever_may_be_in_a_dict_is_said_beside_it(module):
    without = [line for line in module.read_text().splitlines() if "dict[str, Any]" in line and "#" not in line]
    assert without == []


def is_overload(node: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_public_functions_take_three_positional_arguments_at_most_and_say_what_they_do(module):
    for node in ast.parse(module.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not is_overload(node):
            positional = len(node.args.posonlyargs) + len(node.args.args)
            assert positional <= 3, f"{node.name} takes {positional}"
            assert ast.get_docstring(node), f"{node.name} has no docstring"


_SILENCED = re.compile(r"#\s*(?:noqa|type: ignore|fmt: skip|pragma)\b")
_WITH_REASON = re.compile(
    r"#\s*(?:noqa: [A-Z0-9, ]+?|type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\])(?: - |\s+# )\S|# fmt: skip"
)


@pytest.mark.parametrize("folder", ["src", "tests", "packaging", "benchmarks"])
def test_what_silences_a_check_has_its_reason_beside_it(folder):
    bare = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        with path.open("rb") as source:
            tokens = tokenize.tokenize(source.readline)
            comments = [(each.start[0], each.string) for each in tokens if each.type == tokenize.COMMENT]
        bare += [f"{path.relative_to(ROOT)}:{at}" for at, said in comments if _is_bare(said)]
    assert bare == []


def _is_bare(comment):
    return _SILENCED.search(comment) is not None and _WITH_REASON.search(comment) is None


@pytest.mark.parametrize(
    ("comment", "bare"),
    [
        ("# noqa: ANN401 - what JSON knows", False),
        ("# noqa: ANN401", True),
        ("# type: ignore[arg-type]  # narrowed above", False),
        ("# type: ignore[arg-type]", True),
        ("# type: ignore", True),
        ("# a comment", False),
    ],
)
def test_a_reason_is_words_beside_the_code(comment, bare):
    assert _is_bare(comment) is bare


def test_importing_coterie_loads_nothing_heavy():
    code = f"import coterie, sys; print([name for name in {HEAVY} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


def test_the_engine_loads_no_tables():
    """It is run under the thread sanitizer, which Polars does not survive."""
    code = "import coterie.clustering, sys; print([name for name in ('polars', 'pandas') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_help_loads_nothing_heavy():
    code = (
        "import sys, coterie.cli.app as m; "
        f"print([name for name in {[name for name in HEAVY if name != 'rich']} if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


def imported() -> set[str]:
    """Return the packages that any module imports, wherever in it."""
    found = set()
    for node in (node for module in MODULES for node in ast.walk(ast.parse(module.read_text()))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_runtime_dependency_is_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[^\w.-]", each)[0].lower() for each in wanted} - {"coterie"}  # extras name each other
    names -= {"pandas", "pyspark-client"}  # which pandas Spark goes with; its client is imported as pyspark is
    packages: dict[str, set[str]] = {name: set() for name in names}
    for package, distributions in importlib.metadata.packages_distributions().items():
        for name in names & {each.lower().replace("_", "-") for each in distributions}:
            packages[name].add(package)
    assert [name for name in sorted(names) if not packages[name] & imported()] == []


def test_every_public_name_is_there():
    assert {name for name in dir(coterie) if getattr(coterie, name, None) is None} == set()


SIGNATURES = runpy.run_path(str(ROOT / "packaging" / "signatures.py"))


@pytest.mark.parametrize(("name", "function"), SIGNATURES["FUNCTIONS"].items())
def test_the_parameters_of_python_are_the_options_that_are_declared(name, function):
    source = (SIGNATURES["PACKAGE"] / name).read_text()
    assert source == SIGNATURES["rewritten"](source, function), "run `make signatures`"
