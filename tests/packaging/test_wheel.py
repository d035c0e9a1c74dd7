"""The wheel, installed with the core's dependencies alone, where there is no compiler."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coterie.datasets import write_bank_customers

ROOT = Path(__file__).parent.parent.parent
UV = Path(sys.executable).with_name("uv")
MEBIBYTE = 2**20
pytestmark = pytest.mark.skipif(not UV.exists(), reason="`make setup` installs uv, which makes the environment")


def installed(folder: Path) -> Path:
    """Build the wheel, and an environment of what the core needs and the wheel, from what `make setup` fetched."""
    done = subprocess.run(
        [sys.executable, ROOT / "packaging/wheel.py", "--out", folder], capture_output=True, text=True, check=True
    )
    venv = folder / "venv"
    own = os.environ | {"UV_PROJECT_ENVIRONMENT": str(venv), "UV_OFFLINE": "1"}
    core = [UV, "sync", "--quiet", "--frozen", "--no-default-groups", "--no-install-project"]
    subprocess.run(core, env=own, cwd=ROOT, check=True)
    wheel = [UV, "pip", "install", "--quiet", "--no-deps", "--python", venv / "bin/python", done.stdout.strip()]
    subprocess.run(wheel, env=own, cwd=ROOT, check=True)
    return venv


@pytest.fixture(scope="module")
def venv(tmp_path_factory):
    """One environment for all of pytest's processes: it takes a while to build."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "wheel"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            installed(shared)
            (shared / "done").touch()
    return shared / "venv"


@pytest.fixture
def run(venv, tmp_path):
    """Run a program of that environment as on a machine that has nothing else: no compiler, nothing at home."""

    def _run(*words, **more):
        own = {"PATH": str(venv / "bin"), "HOME": str(tmp_path), "PYTHONWARNINGS": "error", **more}
        words = [venv / "bin" / words[0], *words[1:]]
        return subprocess.run(words, env=own, cwd=tmp_path, capture_output=True, text=True, check=False)

    return _run


def test_the_wheel_says_which_systems_it_is_for(venv):
    (wheel,) = venv.parent.glob("*.whl")
    assert sys.platform != "linux" or "manylinux" in wheel.name
    tag = "cp311-cp311" if sys.version_info < (3, 12) else "cp312-abi3"
    assert f"-{tag}-" in wheel.name


def test_the_core_does_the_main_job_with_its_page_and_scores(run, tmp_path):
    write_bank_customers(tmp_path / "customers.csv", n=2000)
    made = run("coterie", "segment", "customers.csv", "--out", "segments", "--json", "--quiet")
    assert (made.returncode, made.stderr) == (0, "")
    said = json.loads(made.stdout)
    assert said["choice"]["k"] == 6
    assert "<svg" in (tmp_path / "segments/report.html").read_text()
    saved = tmp_path / "segments/segmentation.coterie"
    scored = run("python", "-m", "coterie", "score", saved, "customers.csv", "--out", "scored.csv")
    assert (scored.returncode, scored.stderr) == (0, "")
    rows = (tmp_path / "customers.csv").read_text().splitlines()
    assert len((tmp_path / "scored.csv").read_text().splitlines()) == len(rows)


def test_it_runs_the_kernels_in_cpp_and_says_so(run):
    said = run("coterie", "--version")
    assert re.fullmatch(r"coterie \d+\.\d+\.\d+\nClustering engine: C\+\+ \(\w+\)\.\n", said.stdout)


def test_the_core_is_small_and_whole(run, venv):
    assert sum(path.lstat().st_size for path in venv.rglob("*") if path.is_file()) <= 480 * MEBIBYTE
    asked = "import importlib.metadata as m; print(*sorted(each.name.lower() for each in m.distributions()))"
    held = set(run("python", "-c", asked).stdout.split())
    assert "coterie" in held
    assert (
        held & {"scipy", "scikit-learn", "sqlalchemy", "duckdb", "adbc-driver-postgresql", "pandas", "pyarrow"} == set()
    )
    checked = subprocess.run(
        [UV, "pip", "check", "--python", venv / "bin/python"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("source", "extra"),
    [
        ("postgresql://ann@localhost/shop", "postgresql"),
        ("duckdb:///shop.duckdb", "duckdb"),
        ("mysql+pymysql://ann@localhost/shop", "databases"),
    ],
)
def test_a_missing_extra_is_named_in_one_line(run, source, extra):
    refused = run("coterie", "inspect", source)
    assert refused.returncode == 2
    assert refused.stderr.startswith("error: ")
    assert refused.stderr.count("\n") == 1
    assert f"pip install 'coterie[{extra}]'" in refused.stderr


def test_the_scikit_learn_clusterer_names_its_extra(run):
    code = "try:\n    from coterie import Segmenter\nexcept ImportError as error:\n    print(error)"
    assert "pip install 'coterie[sklearn]'" in run("python", "-c", code).stdout
