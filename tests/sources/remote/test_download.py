"""Against a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import coterie
from coterie.errors import InputError
from coterie.sources import read
from coterie.sources.remote import download
from coterie.sources.remote.download import fetch

TEXT = b"customer_id,age,paid\n" + b"".join(b"%d,%d,%d\n" % (n + 7, 20 + n % 40, n * 13 % 97) for n in range(60))
SECRET = "s3cr3t"  # noqa: S105 - of nothing


class Answers(BaseHTTPRequestHandler):
    """What a server can do to a client."""

    seen: list[tuple[str, str | None]]
    elsewhere = ""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.seen.append((self.path, self.headers.get("Authorization")))
        getattr(self, "_" + path.strip("/").replace(".", "_").replace("-", "_").replace("%20", "_"), self._missing)()

    def answer(self, body, code=200, *, promised=None, **headers) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if promised != "":
            self.send_header("Content-Length", str(promised or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _missing(self) -> None:
        self.answer(b"no " + SECRET.encode(), 404)

    def _customers_csv(self) -> None:
        self.answer(TEXT)

    def _my_customers_csv(self) -> None:
        self.answer(TEXT)

    def _packed_csv_gz(self) -> None:
        self.answer(gzip.compress(TEXT))

    def _export_php(self) -> None:
        self.answer(TEXT, Content_Type="text/csv; charset=utf-8")

    def _attached(self) -> None:
        self.answer(
            TEXT, Content_Disposition='attachment; filename="sold.tsv"', Content_Type="application/octet-stream"
        )

    def _page_csv(self) -> None:
        self.answer(b"<!DOCTYPE html><h1>Sign in</h1>", Content_Type="text/html")

    def _closed_csv(self) -> None:
        if self.headers.get("Authorization"):
            self.answer(TEXT)
        else:
            self.answer(b"", 401)

    def _cut_csv(self) -> None:
        self.answer(TEXT, promised=len(TEXT) + 100)

    def _endless_csv(self) -> None:
        self.answer(TEXT * 100, promised="")

    def _huge_csv(self) -> None:
        self.answer(b"", promised=10**15)

    def _moved_csv(self) -> None:
        self.answer(b"", 302, Location="/customers.csv")

    def _moved_away_csv(self) -> None:
        self.answer(b"", 302, Location=self.elsewhere)

    def _to_a_file_csv(self) -> None:
        self.answer(b"", 302, Location="file:///etc/passwd")

    def _round_csv(self) -> None:
        self.answer(b"", 302, Location="/round.csv")

    def _broken_csv(self) -> None:
        self.wfile.write(b"no http at all\n")

    def drip(self, start: bytes, more: bytes) -> None:
        """Send something whole, then a byte at a time for as long as anybody listens."""
        with suppress(OSError):
            self.wfile.write(start)
            for at in range(400):
                self.wfile.write(more[at % len(more)].to_bytes(1))
                time.sleep(0.02)

    def _slow_status_csv(self) -> None:
        self.drip(b"HTTP/1.1 2", b"0")

    def _slow_head_csv(self) -> None:
        self.drip(b"HTTP/1.1 200 OK\r\n", b"X-Wait: more\r\n")

    def _slow_pieces_csv(self) -> None:
        self.drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(elsewhere=""):
    seen: list[tuple[str, str | None]] = []
    handler = type("Handler", (Answers,), {"seen": seen, "elsewhere": elsewhere})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def host():
    with serving() as (address, _):
        yield address


@pytest.mark.parametrize(
    "name", ["customers.csv", "my%20customers.csv", "my customers.csv", "packed.csv.gz", "moved.csv"]
)
def test_a_file_on_the_web_is_read_as_one_on_disk(host, tmp_path, name):
    (tmp_path / "customers.csv").write_bytes(TEXT)
    table = read(f"http://{host}/{name}?token={SECRET}")
    known = read(tmp_path / "customers.csv")
    assert table.frame.equals(known.frame)
    assert table.lines == known.lines
    assert SECRET not in repr(table)
    if not name.startswith("packed"):
        assert table.sha256 == known.sha256


def test_it_can_be_segmented(host):
    result = coterie.segment(f"http://{host}/customers.csv?key={SECRET}", k=3, evidence="none")
    assert result.segmentation.source.name == "customers.csv"
    assert SECRET not in repr(asdict(result.segmentation))


@pytest.mark.parametrize(("path", "name"), [("export.php", "export.csv"), ("attached", "sold.tsv")])
def test_what_the_name_does_not_say_the_server_may(host, path, name):
    assert fetch(f"http://{host}/{path}").name == name


def test_user_and_password_go_to_their_host_and_nowhere_else():
    with serving() as (other, at_other), serving(f"http://{other}/customers.csv") as (host, seen):
        fetch(f"http://user:{SECRET}@{host}/closed.csv")
        assert seen[-1][1] is not None
        fetch(f"http://user:{SECRET}@{host}/moved-away.csv")
        assert at_other == [("/customers.csv", None)]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("nothing.csv", r"the server answers 404 \(not found\)"),
        ("closed.csv", r"the server answers 401 \(unauthorized\)"),
        ("round.csv", r"the server answers 302 \(found\)"),
        ("cut.csv", rf"only {len(TEXT)} of {len(TEXT) + 100} bytes came"),
        ("to-a-file.csv", r"the server answers 302 \(found\)"),
        ("broken.csv", "the connection broke before the whole file had come"),
    ],
)
def test_what_does_not_come_is_said_without_a_secret(host, path, why):
    with pytest.raises(InputError, match=rf"^'http://{host}/{path}\?\.\.\.' cannot be read: {why}\.") as caught:
        read(
            f"http://user:{SECRET}@{host}/{path}?token={SECRET}"
            if path != "closed.csv"
            else f"http://{host}/{path}?{SECRET}"
        )
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_sign_in_page_is_no_table(host):
    with pytest.raises(InputError, match=r"it is a web page\."):
        read(f"http://{host}/page.csv")


@pytest.mark.parametrize("path", ["endless.csv", "huge.csv"])
def test_what_is_too_large_is_refused(host, path, monkeypatch):
    with pytest.raises(InputError, match=r"holds more than .* GiB, which is refused\. Download it"):
        fetch(f"http://{host}/{path}", most=4096)


@pytest.mark.parametrize(
    "address", ["http://example.org/a.csv", "http://10.0.0.1/a.csv", "http://localhost.example.org/a"]
)
def test_what_is_not_encrypted_is_refused(address):
    with pytest.raises(InputError, match=r"is not encrypted on its way.* Use its https:// address"):
        read(address)


def test_a_redirect_to_what_is_not_encrypted_is_refused():
    with (
        serving("http://example.org/a.csv") as (host, _),
        pytest.raises(InputError, match="example.org/a.csv' is not encr"),
    ):
        fetch(f"http://{host}/moved-away.csv")


def test_hosts_that_do_not_answer(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match="the connection is refused"):
        fetch(f"http://127.0.0.1:{port}/a.csv")
    with pytest.raises(InputError, match="there is no such host"):
        fetch("https://no-such-host.invalid/a.csv")
    with pytest.raises(InputError, match="it names no host"):
        fetch("https:///a.csv")
    with pytest.raises(InputError, match="user and password cannot be told from the path") as caught:
        fetch(f"https://user:12/{SECRET}@example.org/a.csv")
    assert SECRET not in str(caught.value)


def test_a_silent_host_is_left(monkeypatch):
    monkeypatch.setattr(download, "_PATIENCE", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(InputError, match="nothing came for"):
            fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/a.csv")


@pytest.mark.parametrize("name", ["slow-status.csv", "slow-head.csv"])
def test_a_head_that_comes_a_byte_at_a_time_meets_a_limit(host, monkeypatch, name):
    monkeypatch.setattr(download, "HEAD_SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(InputError, match="the head of its answer had not come after"):
        fetch(f"http://{host}/{name}")
    assert time.monotonic() - began < 6


def test_sizes_of_pieces_that_come_a_byte_at_a_time_meet_the_limit_of_all(host, monkeypatch):
    monkeypatch.setattr(download, "MOST_SECONDS", 0.6)
    with pytest.raises(InputError, match="the whole file had not come after"):
        fetch(f"http://{host}/slow-pieces.csv")


def test_nobody_waits_for_what_has_come(host, monkeypatch):
    monkeypatch.setattr(download, "MOST_SECONDS", 0.3)
    before = threading.enumerate()
    assert fetch(f"http://{host}/customers.csv").data == TEXT
    begun = [each for each in threading.enumerate() if each not in before and isinstance(each, threading.Timer)]
    assert not [each for each in begun if each.is_alive() and not each.finished.is_set()]


def test_a_host_without_encryption_is_said(host):
    with pytest.raises(InputError, match="no encrypted connection could be made"):
        fetch(f"https://{host}/customers.csv")


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch):
        self.now = 0.0
        monkeypatch.setattr(download.time, "monotonic", lambda: self.now)


def test_a_download_that_all_but_stands_still_is_given_up(monkeypatch):
    clock = Clock(monkeypatch)
    pace = download._Pace("x")
    clock.now = 60.0
    pace.check(60 * 1024)  # just enough
    clock.now = 120.0
    with pytest.raises(InputError, match="KiB a second"):
        pace.check(2 * 60 * 1024 - 1)


def test_a_download_has_an_end(monkeypatch):
    clock = Clock(monkeypatch)
    pace = download._Pace("x")
    for minute in range(1, 31):
        clock.now = 60.0 * minute
        pace.check(10**6 * minute)
    clock.now += 1.0
    with pytest.raises(InputError, match="30 minutes"):
        pace.check(10**9)
