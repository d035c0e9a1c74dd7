"""What the service costs: CPU of a single request, requests per second against an empty FastAPI, waiting, memory.

Run: python benchmarks/service.py [--requests 20000] [--memory 100000]. Server and callers share the machine, so the
ratio to an empty FastAPI of the same run says more than requests per second. The service logs to a file, as it does at
work.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import coterie

CONNECTIONS = 8
EMPTY = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.post("/v1/score")
async def empty():
    return {}
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", access_log=False, http="httptools")
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def ask(port: int, body: bytes, requests: int, answers: multiprocessing.Queue[list[float]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"content-type": "application/json"}
    waited = []
    for _ in range(requests):
        begun = time.perf_counter()
        connection.request("POST", "/v1/score", body, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        waited.append(time.perf_counter() - begun)
    answers.put(waited)


def load(port: int, body: bytes, requests: int) -> tuple[float, list[float]]:
    """Ask by several connections at once; return requests per second, and how long each took."""
    answers: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    each = requests // CONNECTIONS
    callers = [multiprocessing.Process(target=ask, args=(port, body, each, answers)) for _ in range(CONNECTIONS)]
    begun = time.perf_counter()
    for caller in callers:
        caller.start()
    waited = sorted(seconds for _ in callers for seconds in answers.get())
    took = time.perf_counter() - begun
    for caller in callers:
        caller.join()
    return len(waited) / took, waited


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Return the megabytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def until_up(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def measure(command: list[object], port: int, body: bytes, requests: int, memory: int = 0) -> dict[str, float]:
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL) as process:
        until_up(port)
        load(port, body, 400)  # warm
        before = cpu_of(process.pid)
        rate, waited = load(port, body, requests)
        cpu = (cpu_of(process.pid) - before) / len(waited)
        found = {"cpu_us": cpu * 1e6, "per_second": rate, "p50_ms": waited[len(waited) // 2] * 1e3}
        found["p99_ms"] = waited[int(len(waited) * 0.99)] * 1e3
        if memory:
            found["memory_before_mb"] = memory_of(process.pid)
            load(port, body, memory)
            found["memory_after_mb"] = memory_of(process.pid)
        process.terminate()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--memory", type=int, default=100_000)
    given = parser.parse_args()
    customers = coterie.datasets.bank_customers(n=2000)
    body = json.dumps(customers.to_dicts()[0]).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.coterie")
        coterie.save(coterie.segment(customers, k=6, evidence="none"), path)
        port = free_port()
        empty = measure([sys.executable, "-c", EMPTY, port], port, body, given.requests)
        port = free_port()
        log = Path(folder, "log.txt")
        command = [
            Path(sys.executable).with_name("coterie"),
            "serve",
            path,
            "--port",
            port,
            "--log-file",
            log,
            "--quiet",
        ]
        service = measure(command, port, body, given.requests, given.memory)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, found in (("FastAPI returning {}", empty), ("coterie serve", service)):
        print(name, {each: round(value, 2) for each, value in found.items()})
    print(f"requests per second: {service['per_second'] / empty['per_second']:.2f} of FastAPI returning {{}}")
    print(f"CPU: {service['cpu_us'] - empty['cpu_us']:.0f} µs more")


if __name__ == "__main__":
    main()
