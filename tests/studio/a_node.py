"""The arithmetic of the page, computed by node, for tests that compare it with Python's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from coterie.studio.app import STATIC

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = """
import { readFileSync } from "node:fs";
const { code, tasks } = JSON.parse(readFileSync(0, "utf8"));
const m = await import("data:text/javascript," + encodeURIComponent(code));
const answers = tasks.map(({ model, rows = [], along = [], places = [] }) => ({
  rows: rows.map((values) => {
    const squared = m.squares(model, values), order = m.order(squared);
    const far = squared.map((each) => Math.sqrt(m.total(each)));
    return { order, far, parts: m.parts(squared, order[0], order[1] ?? order[0]) };
  }),
  along: along.map(([values, at, low, high]) => m.stretches(model, values, at, low, high)),
  places: places.map(([at, x]) => {
    const place = m.toPlace(model.features[at], x);
    return [place, m.fromPlace(model.features[at], place)];
  }),
}));
console.log(JSON.stringify(answers));
"""


def computed(tasks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the page computes for each task: distances of rows, and stretches along features."""
    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        reason = "Debian's nodejs is not installed: apt-get install nodejs"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    asked = json.dumps({"code": STATIC["whatif.js"].read_text(encoding="utf-8"), "tasks": list(tasks)})
    command = [node, "--input-type=module", "-e", SCRIPT]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
