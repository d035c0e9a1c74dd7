"""A MariaDB of the tests' own."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def maria() -> Iterator[Any]:
    """Start MariaDB with a folder of its own, and connect to it."""
    import pymysql  # noqa: PLC0415 - what MariaDB alone needs

    folder = Path(tempfile.mkdtemp())
    how = ["--no-defaults", f"--datadir={folder}/data", "--user=root"]
    install = ["mariadb-install-db", *how, "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(install, check=True, capture_output=True)
    program = ["mariadbd", *how, f"--socket={folder}/socket", "--skip-networking", f"--pid-file={folder}/pid"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(program, stdout=log, stderr=log)
    try:
        for _ in range(300):
            if "ready for connections" in (folder / "log").read_text():
                break
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
        connection = pymysql.connect(unix_socket=f"{folder}/socket", user="root", charset="utf8mb4")
        connection.cursor().execute("CREATE DATABASE shop CHARACTER SET utf8mb4")
        connection.select_db("shop")
        yield connection
        connection.close()
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)
