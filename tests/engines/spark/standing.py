"""A real cluster on this machine: a master, two workers of one core each, and a server of Spark Connect over it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark
import pytest

HOME = Path(pyspark.__file__).parent
NEEDS_SPARK = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17 (openjdk-17-jre-headless)"),
    pytest.mark.xdist_group("spark"),
]
_WAITS = 240  # seconds: much else may be going on
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:CICompilerCount=1"  # starts sooner, and takes less memory


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def environment(**more):
    """Return what every process of Spark is told."""
    return {
        **os.environ,
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "JAVA_TOOL_OPTIONS": _JAVA,
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONWARNINGS": "ignore",
        **more,
    }


class Cluster:
    """Processes of Spark, in a folder that keeps what they say."""

    def __init__(self, folder):
        self.folder, self.master, self.connect = folder, f"spark://127.0.0.1:{free_port()}", None
        self.running = {}

    def start(self, workers=2):
        port = self.master.rpartition(":")[2]
        self._begin("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port,
                    "--webui-port", "0")  # fmt: skip
        self._wait(int(port), "master")
        for number in range(workers):
            self.add_worker(f"worker{number}")
        self._wait_for_words("master", "Registering worker", workers)

    def add_worker(self, name):
        self._begin(name, "org.apache.spark.deploy.worker.Worker", "-c", "1", "-m", "1500m", "--host", "127.0.0.1",
                    "--webui-port", "0", "-d", str(self.folder / name), self.master)  # fmt: skip

    def start_connect(self):
        """Start a server of Spark Connect, unless there is one, and return its address."""
        if self.connect is not None:
            return self.connect
        port = free_port()
        self._begin("connect", "org.apache.spark.deploy.SparkSubmit", "--class",
                    "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", self.master,
                    "--conf", f"spark.sql.warehouse.dir={self.folder / 'tables'}",
                    *(part for each in (*SETTINGS, f"spark.connect.grpc.binding.port={port}", "spark.cores.max=1")
                      for part in ("--conf", each)), "spark-internal", SPARK_DAEMON_MEMORY="1g")  # fmt: skip
        self._wait(port, "connect")
        self.connect = f"sc://127.0.0.1:{port}"
        return self.connect

    def kill(self, name):
        """Kill a worker and its executors at once, as a machine is lost."""
        lost = self.running.pop(name)
        os.killpg(lost.pid, signal.SIGKILL)
        lost.wait()

    def stop(self):
        for one in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()

    def _begin(self, name, main, *arguments, **more):
        with (self.folder / f"{name}.log").open("w") as log:
            self.running[name] = subprocess.Popen(
                [HOME / "bin" / "spark-class", main, *arguments],
                stdout=log, stderr=log, start_new_session=True, env=environment(**more),
            )  # fmt: skip

    def _wait(self, port, name):
        until = time.monotonic() + _WAITS
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return
            time.sleep(0.2)
        raise TimeoutError((self.folder / f"{name}.log").read_text()[-2000:])

    def _wait_for_words(self, name, words, times):
        until = time.monotonic() + _WAITS
        while (self.folder / f"{name}.log").read_text().count(words) < times:
            if time.monotonic() > until:
                raise TimeoutError((self.folder / f"{name}.log").read_text()[-2000:])
            time.sleep(0.2)


SETTINGS = (
    "spark.executor.memory=1g",
    "spark.executor.cores=1",
    "spark.ui.enabled=false",
    "spark.sql.shuffle.partitions=4",
    "spark.speculation=true",
    "spark.driver.host=127.0.0.1",
    "spark.driver.bindAddress=127.0.0.1",
    "spark.sql.execution.arrow.maxRecordsPerBatch=2000",
)
