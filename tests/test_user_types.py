"""What a type checker sees in the file of somebody who uses coterie."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parent.parent

RIGHT = """
import coterie
import pandas as pd

df = pd.DataFrame({"age": [20, 30]})
result = coterie.segment(df, k=4, features=["age"], type={"age": "numeric"}, missing={"age": 99}, min_share="5%")
df["segment"] = result.labels
names: dict[int, str] = result.names
inertia: float = result.inertia
kind: str | None = result.verdict.kind if result.verdict else None
fitted = coterie.fit(df, seed=1, ignore=("age",))
again: coterie.Result = coterie.describe(fitted, k="elbow", role={"income": "age"})
coterie.save(again, "a.coterie")
saved: coterie.Segmentation = coterie.load("a.coterie")
first: str = saved.segments[0].name.name
try:
    coterie.score(saved, df, checks="strict")
except coterie.InputError as error:
    print(error.exit_code)
"""

WRONG = {
    "result = coterie.segment(df, k='ellbow')": "arg-type",
    "result = coterie.segment(df, evidence='much')": "arg-type",
    "result = coterie.segment(df, kmax=3)": "call-arg",
    "result = coterie.segment(df, features=3)": "arg-type",
    "result = coterie.segment(df, 4)": "call-arg",
    "coterie.fit(df, k=3)": "call-arg",
    "size: str = coterie.segment(df).inertia": "assignment",
    "coterie.segment(df).lables": "attr-defined",
    "coterie.score(3, df)": "arg-type",
}


def checked(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    (folder / "user.py").write_text(code)
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache" / "user"), "user.py"],
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        check=False,
    )


def test_the_package_says_that_it_has_types():
    assert files("coterie").joinpath("py.typed").is_file()


def test_types_are_seen_in_a_user_s_file(tmp_path):
    ignored = "import pandas as pd  # type: ignore[import-untyped]"  # pandas brings no types
    right = RIGHT.replace("import pandas as pd", ignored)
    done = checked(tmp_path, right)
    assert done.returncode == 0, done.stdout
    head = right.split("result =")[0]
    wrong = checked(tmp_path, head + "\n".join(WRONG) + "\n")
    start = head.count("\n") + 1
    told = re.findall(r"^user\.py:(\d+): error: .*\[([\w-]+)\]$", wrong.stdout, re.MULTILINE)
    found = {int(line): code for line, code in told}
    assert [found.get(start + i) for i in range(len(WRONG))] == list(WRONG.values()), wrong.stdout
