"""`coterie serve`: what it refuses before it listens, and its keys. The service itself is asked in tests/service."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

import coterie
from coterie.errors import InputError, LibraryMissing, OutputError
from coterie.service.keys import Keys

COMMAND = Path(sys.executable).with_name("coterie")


def test_a_new_key_is_printed_once_and_kept_as_its_hash(in_process, tmp_path):
    key = in_process("serve", "--new-key", "--keys", "keys.txt").strip()
    assert Keys(tmp_path / "keys.txt").knows(key)
    assert key not in (tmp_path / "keys.txt").read_text()
    said = json.loads(in_process("serve", "--new-key", "--keys", "keys.txt", "--json"))
    assert Keys(tmp_path / "keys.txt").knows(said["key"])


def test_without_a_file_a_new_key_comes_with_its_line(coterie_command, tmp_path):
    done = coterie_command("serve", "--new-key")
    (tmp_path / "keys.txt").write_text(done.stderr.split(": ")[-1])
    assert Keys(tmp_path / "keys.txt").knows(done.stdout.strip())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument"),
        (["bank.coterie", "--host", "0.0.0.0"], "--new-key"),  # noqa: S104 - what is refused
        (["bank.coterie", "--keys", "none.txt"], "No such file"),
        (["bank.coterie", "--tls-cert", "cert.pem"], "--tls-key"),
        (["bank.coterie", "--tls-cert", "none.pem", "--tls-key", "none.pem"], "cannot be used"),
        (["none.coterie"], "No such file"),
        (["bank.coterie", "x/bank.coterie"], "NAME="),
        (["bank.coterie", "--port", "65536"], "--port"),
        (["bank.coterie", "--max-rows", "0"], "--max-rows"),
        (["bank.coterie", "--host", "192.0.2.1", "--keys", "keys.txt"], "--port"),
    ],
)
def test_what_cannot_be_served_is_said_before_it_listens(in_process, saved, arguments, message):
    in_process("serve", "--new-key", "--keys", "keys.txt")
    with pytest.raises((InputError, coterie.ArtefactError)) as caught:
        in_process("serve", *arguments)
    assert message in caught.value.in_command


def test_a_port_that_is_taken_is_said(in_process, saved):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="Choose another"):
        in_process("serve", saved, "--port", taken.getsockname()[1])


def test_a_log_that_cannot_be_written_is_said(in_process, saved):
    with pytest.raises(OutputError, match="log"):
        in_process("serve", saved, "--port", 0, "--log-file", "none/log.txt")


def test_the_extra_is_named_where_it_is_missing(in_process, saved, monkeypatch):
    monkeypatch.delitem(sys.modules, "coterie.service.running", raising=False)
    monkeypatch.delattr("coterie.service.running", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(LibraryMissing, match=r"coterie\[service\]"):
        in_process("serve", saved)


def test_https_answers_with_the_certificate_that_was_given(saved, tmp_path):
    pair = ["-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-nodes", "-subj", "/CN=localhost"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", *pair, "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    command = [COMMAND, "serve", saved, "--port", "0", "--tls-cert", "cert.pem", "--tls-key", "key.pem", "--json"]
    log = tmp_path / "log.txt"
    with subprocess.Popen([*command, "--log-file", log], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        text = ""
        while not text.rstrip().endswith("\n}") and (line := process.stdout.readline()):
            text += line
        url = json.loads(text)["url"]
        trust = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        assert url.startswith("https://")
        for _ in range(200):
            try:
                answer = httpx.get(f"{url}/health", verify=trust, timeout=60)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        assert answer.json()["status"] == "ok"
        process.terminate()
        assert process.wait(60) == 0
    events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    assert events == ["started", "request", "stopped"]


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1])
def test_a_request_to_end_that_comes_while_it_begins_is_not_lost(saved, tmp_path, seconds):
    log = tmp_path / "log.txt"
    command = [COMMAND, "serve", saved, "--port", "0", "--log-file", log]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline()
        time.sleep(seconds)
        process.terminate()
        try:
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert json.loads(log.read_text().splitlines()[-1])["event"] == "stopped"
