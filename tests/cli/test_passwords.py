from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coterie.cli.passwords import cover_passwords, covered

COMMAND = Path(sys.executable).with_name("coterie")


@pytest.mark.parametrize("password", ["s3cret", "a/b", "a@b", "a:b", "a b#%'"])
def test_the_password_and_nothing_else_is_covered(password):
    arguments = f"coterie\0segment\0postgresql://ann:{password}@db/shop\0--out\0mail@example.com\0".encode()
    [found] = covered(arguments)
    assert arguments[found.start : found.stop].decode() == password


def test_arguments_without_a_password_stay():
    assert covered(b"coterie\0segment\0postgresql://ann@db/shop\0a:b@c\0https://a.b/c:d\0") == []


def test_it_can_be_called_anywhere():
    cover_passwords()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process cannot rewrite what others see of it")
def test_nobody_sees_the_password_of_a_running_command(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call and never answers
        url = f"postgresql://ann:s3cret@127.0.0.1:{silent.getsockname()[1]}/shop"
        command = [COMMAND, "segment", url, "--out", "out"]
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as running:
            silent.settimeout(60)
            with silent.accept()[0]:
                shown = Path(f"/proc/{running.pid}/cmdline").read_bytes()
            running.kill()
    assert shown.endswith(f"\0segment\0{url.replace('s3cret', '*' * 6)}\0--out\0out\0".encode())
