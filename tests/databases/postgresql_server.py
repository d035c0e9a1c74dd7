"""A real PostgreSQL of the tests' own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

PASSWORD = "s3/cr@t:%#x '\\"


def program(name: str) -> str:
    """Return PostgreSQL's program; Debian keeps it off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = shutil.which(name) or (str(debian[-1]) if debian else None)
    assert found, f"PostgreSQL's {name} is not installed; `make postgresql` does it on Debian"
    return found


class Server:
    """PostgreSQL with its own folder, on a port of its own, on this machine only."""

    def __init__(self, folder: str) -> None:
        self.data = Path(folder) / "data"
        self.secret = Path(folder) / "secret"
        self.user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
        self.secret.write_text(PASSWORD + "\n")
        if self.user:
            for path in (folder, self.secret):
                shutil.chown(path, self.user)
        command = [program("initdb"), "--no-sync", "-A", "scram-sha-256", "-U", "owner", "-E", "UTF8", "--no-locale"]
        command += ["--pwfile", self.secret, "-D", self.data]
        done = subprocess.run(command, user=self.user, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        self.start()

    def start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = ["fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=16MB"]
        command = [program("postgres"), "-D", self.data, "-p", str(self.port)]
        for setting in settings:
            command += ["-c", setting]
        with (self.data.parent / "log").open("ab") as log:
            self.process = subprocess.Popen(command, user=self.user, cwd=self.data.parent, stdout=log, stderr=log)
        for _ in range(300):
            with contextlib.suppress(psycopg.OperationalError):
                self.connect().close()
                return
            assert self.process.poll() is None, (self.data.parent / "log").read_text()
            time.sleep(0.1)
        pytest.fail("PostgreSQL did not start within 30 seconds")

    def stop(self, number: int = signal.SIGQUIT) -> None:
        """End it: SIGQUIT ends the server and everybody's connection at once, as a crash does."""
        self.process.send_signal(number)
        self.process.wait()

    def connect(self, **more: object) -> psycopg.Connection:
        given = {"host": "127.0.0.1", "port": self.port, "user": "owner", "password": PASSWORD, "dbname": "postgres"}
        return psycopg.connect(**given | more, autocommit=True)

    def run(self, *statements: str) -> None:
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)

    def url(
        self, *, user: str = "owner", password: str = PASSWORD, host: str = "127.0.0.1", database: str = "postgres"
    ) -> str:
        return f"postgresql://{user}:{quote(password, safe='')}@{host}:{self.port}/{database}"
