"""The worked examples of CONTRIBUTING.md: applied to a copy of the code, they do what the page says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text()
DIFFS = re.findall(r"```diff\n(.*?)\n```", PAGE, re.DOTALL)
OF_THE_COPY = """
import sys

sys.meta_path = [each for each in sys.meta_path if "ScikitBuild" not in type(each).__name__]  # the copy is meant
sys.path.insert(0, "src")
import coterie

assert coterie.__file__.endswith("copy/src/coterie/__init__.py"), coterie.__file__
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the code with every example applied."""
    folder = tmp_path_factory.mktemp("contributing") / "copy"
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "kernels"))
    for diff in DIFFS:
        subprocess.run(["git", "apply", "-"], input=f"{diff}\n", text=True, cwd=folder, check=True)
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    run(folder, "import runpy\nrunpy.run_path('packaging/signatures.py', run_name='__main__')")  # `make signatures`
    return folder


def run(copy: Path, code: str) -> str:
    command = [sys.executable, "-c", OF_THE_COPY + code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=copy, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def changed(diff: str, *, words: bool) -> list[int]:
    """Return how many lines a change takes away from and adds to each file that was there, or to the table of words."""
    parts = re.split(r"^diff --git ", diff, flags=re.MULTILINE)[1:]
    parts = [part for part in parts if ("sentences.toml" in part) is words]
    return [len(re.findall(r"^[+-](?![+-]{2} )", part, re.MULTILINE)) for part in parts if "new file" not in part]


def test_each_is_one_file_and_one_line_and_its_words():
    assert len(DIFFS) == 4
    assert [changed(diff, words=False) for diff in DIFFS] == [[1]] * 4
    assert [changed(diff, words=True) for diff in DIFFS] == [[], [2], [3], []]
    assert [diff.count("new file mode") for diff in DIFFS] == [1, 1, 1, 0]


def test_the_format_is_read(copy):
    pl.DataFrame({"age": [20, 30]}).write_avro(copy / "customers.avro")
    (copy / "customers.sas").write_bytes(b"\0\1")
    said = run(
        copy,
        """
from coterie.sources import read
print(read("customers.avro").frame["age"].to_list())
try:
    read("customers.sas")
except coterie.InputError as error:
    print(error)
""",
    )
    assert said.splitlines()[0] == "[20, 30]"
    assert ".avro" in said.splitlines()[1]


def test_the_criterion_and_the_chart_are_in_the_file_and_on_the_page(copy):
    said = run(
        copy,
        """
result = coterie.segment(coterie.datasets.bank_customers(n=300), k_max=4, evidence="none")
card = coterie.summarise(result.segmentation)["k_card"]
print([row["more"]["ray_turi"] is not None for row in card["rows"]], card["choices"]["ray_turi"] in (2, 3, 4))
page = coterie.write_report(result, "report.html").read_text()
print([words in page for words in ("Are the nearest two segments", "<h3>BIC by K</h3>", "BIC by number of segments")])
""",
    )
    assert said.splitlines() == ["[False, True, True, True] True", "[True, True, True]"]


def test_the_option_is_everywhere(copy):
    said = run(
        copy,
        """
import inspect
from typer.testing import CliRunner
from coterie.cli.app import app
from coterie.options import Options

print(inspect.signature(coterie.segment).parameters["starts"].default, Options.read({"starts": "7"}).starts)
print("Random starts for each K" in CliRunner().invoke(app, ["segment", "--help"], env={"COLUMNS": "120"}).stdout)
""",
    )
    assert said.splitlines() == ["20 7", "True"]
