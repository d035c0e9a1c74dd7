"""A real master, two workers and a server of Spark Connect: the same bytes as in batches here, whatever goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import driving
import pytest
from standing import NEEDS_SPARK, environment

pytestmark = NEEDS_SPARK
DRIVER = Path(driving.__file__)


def driven(address, folder, how, *, on_line=None):
    """Run a driver to its end; what it tells of progress is heard line by line."""
    program = [sys.executable, "-W", "ignore", str(DRIVER), address, str(folder / "table"), how]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()) as one:
        told = []
        for line in one.stderr:
            told.append(line)
            if on_line is not None:
                on_line(line.strip())
        out = one.stdout.read()
    assert one.returncode == 0, "".join(told)[-3000:]
    return json.loads(out.splitlines()[-1])


def same(found, expected):
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("how", ["as it lies", "seven parts", "backwards and skewed", "even tasks fail"])
def test_a_cluster_comes_to_the_same_bytes(cluster, folder, expected, how):
    same(driven(cluster.master, folder, how), expected)


def test_a_machine_that_is_lost_in_the_middle_of_a_pass_changes_nothing(cluster, folder, expected):
    lost = []

    def lose(line):
        if line == "Preparing" and not lost:
            cluster.add_worker("another")
            cluster.kill("worker1")
            lost.append(line)

    same(driven(cluster.master, folder, "seven parts", on_line=lose), expected)
    assert lost


def test_spark_connect_comes_to_the_same_bytes(cluster, folder, expected):
    same(driven(cluster.start_connect(), folder, "as it lies"), expected)
