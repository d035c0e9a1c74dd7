"""The notebooks of docs/ run, and what stands in them is what a run shows."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = runpy.run_path(str(ROOT / "packaging" / "notebooks.py"))
NOTEBOOKS = sorted((ROOT / "docs").glob("*.ipynb"))


def shown(notebook: nbformat.NotebookNode) -> list[tuple[int, str, list[str], str]]:
    """Return for each output its cell, its kind, the kinds of data, and the headline or the first line."""
    found = []
    for place, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            page = data.get("text/html", "")
            head = re.search(r'<p class="head[^"]*">(.*?)</p>', page)
            text = data.get("text/plain", "").split("\n")[0]
            found.append((place, output.output_type, sorted(data), head.group(1) if head else text))
    return found


def test_both_are_there():
    assert [path.name for path in NOTEBOOKS] == ["bank.ipynb", "shop.ipynb"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's own libraries
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_run_shows_what_stands_there(path):
    before = nbformat.read(path, as_version=4)
    after = PROGRAM["executed"](path)
    assert shown(before) == shown(after), "run `make notebooks`"
    assert all(kind == "execute_result" or kind == "display_data" for _, kind, *_ in shown(after))  # noqa: PLR1714 - neither errors nor warnings
    assert len(path.read_bytes()) < 500_000
