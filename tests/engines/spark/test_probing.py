"""An executor that would come to other results is refused, and named."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from pyspark import cloudpickle

from coterie import errors
from coterie.engines.spark.probing import check_executors, compare, found_here


class Asked:
    """Asks in this Python, or in what one without coterie says."""

    def __init__(self, *answers):
        self._answers, self.question = answers, None

    def asked(self, ask, schema):
        self.question = cloudpickle.dumps(ask)
        return self._answers or next(iter(ask(iter(())))).column(0).to_pylist()


def test_executors_like_this_python_are_taken():
    check_executors(Asked())


@pytest.mark.parametrize(
    ("what", "has", "said"),
    [
        ("coterie", "0.0.9", "has coterie 0.0.9, and needs coterie"),
        ("coterie", "0", "has coterie 0, and needs coterie"),
        ("kernels", "NumPy", "has kernels in NumPy, and needs kernels in C++"),
        ("python", "3.9", "has Python 3.9, and needs Python 3."),
        ("polars", "1.0", "has Polars 1.0, and needs Polars"),
        ("byteorder", "big", "has bytes in order big, and needs bytes in order little"),
    ],
)
def test_others_are_refused_with_what_they_lack(what, has, said):
    there = {**found_here(), "kernels": "C++", "host": "node7", what: has}
    with pytest.raises(errors.SourceUnreachable, match="The executor on 'node7' has") as refused:
        compare(there, {**found_here(), "kernels": "C++"})
    assert said in str(refused.value)
    assert refused.value.exit_code == 5


def test_one_of_many_is_enough():
    here = found_here()
    answers = [json.dumps(here), json.dumps({**here, "coterie": "9.9"})]
    with pytest.raises(errors.SourceUnreachable, match="has coterie 9.9"):
        check_executors(Asked(*answers))


def test_it_asks_where_nothing_of_coterie_is(tmp_path):
    asked = Asked(json.dumps(found_here()))
    check_executors(asked)
    (tmp_path / "question").write_bytes(asked.question)
    program = f"""
import importlib.metadata as metadata, json, pickle, sys
sys.modules["coterie"] = None  # cannot be imported
real = metadata.version
def version(name):
    if name in ("coterie", "polars"):
        raise metadata.PackageNotFoundError
    return real(name)
metadata.version = version
ask = pickle.loads(open({str(tmp_path / "question")!r}, "rb").read())
print(next(iter(ask(iter(())))).column(0)[0].as_py())
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    there = json.loads(found.stdout or found.stderr)
    assert (there["coterie"], there["kernels"], there["polars"]) == ("0", "NumPy", "0")
