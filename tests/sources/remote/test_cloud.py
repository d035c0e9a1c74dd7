"""Against a server on this machine that speaks enough of S3: whole objects, parts of them, lists."""

from __future__ import annotations

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import polars as pl
import pytest

import coterie
from coterie.errors import InputError
from coterie.sources import read

FRAME = pl.DataFrame(
    {"customer_id": range(7, 67), "age": [20 + n % 40 for n in range(60)], "paid": [n * 13 % 97 for n in range(60)]}
)
TEXT = FRAME.write_csv().replace("paid", "paid é").encode()


def parquet(frame=FRAME):
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def arrow():
    out = io.BytesIO()
    FRAME.write_ipc(out)
    return out.getvalue()


OBJECTS = {
    "a.parquet": parquet(),
    "a.arrow": arrow(),
    "a.csv": TEXT,
    "a.jsonl": FRAME.write_ndjson().encode(),
    "latin.csv": TEXT.decode().encode("latin-1"),
    "broken.parquet": b"PAR1 and no more",
    "folder/zip=01234/x.parquet": parquet(FRAME.head(30)),
    "folder/zip=56789/x.parquet": parquet(FRAME.tail(30)),
    "folder/_temporary/x.parquet": parquet(),
    "a.xlsx": b"PK\x03\x04",
}


class Storage(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body, code=200, **headers) -> None:
        self.send_response(code)
        for name, value in {"Content_Length": str(len(body)), "ETag": '"x"', **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Last-Modified", "Wed, 25 Nov 2026 10:00:00 GMT")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
        asked = parse_qs(parts.query)
        if bucket == "closed":
            self.answer(b"<Error><Code>AccessDenied</Code><Message>s3cr3t</Message></Error>", 403)
        elif "list-type" in asked:
            self.listed(asked.get("prefix", [""])[0])
        elif key not in OBJECTS:
            self.answer(b"<Error><Code>NoSuchKey</Code></Error>", 404)
        else:
            self.part(OBJECTS[key])

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def part(self, body) -> None:
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        if not wanted:
            self.answer(body)
            return
        first, _, last = wanted.partition("-")
        start = int(first) if first else max(len(body) - int(last), 0)
        end = min(int(last) + 1, len(body)) if first and last else len(body)
        self.answer(body[start:end], 206, Content_Range=f"bytes {start}-{end - 1}/{len(body)}")

    def listed(self, prefix) -> None:
        found = "".join(
            f"<Contents><Key>{key}</Key><Size>{len(body)}</Size><ETag>x</ETag>"
            "<LastModified>2026-11-25T10:00:00.000Z</LastModified></Contents>"
            for key, body in sorted(OBJECTS.items())
            if key.startswith(prefix)
        )
        self.answer(f"<ListBucketResult>{found}<IsTruncated>false</IsTruncated></ListBucketResult>".encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def storage(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Storage)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "s3cr3t",
        "AWS_REGION": "us-east-1",
        "no_proxy": "*",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.jsonl"])
def test_an_object_is_read_as_a_file(name):
    table = read(f"s3://bucket/{name}")
    assert table.frame.equals(FRAME)
    assert (table.name, table.path, table.kind) == (name, f"s3://bucket/{name}", "file")


def test_text_is_read_as_a_file(tmp_path):
    (tmp_path / "a.csv").write_bytes(TEXT)
    table, known = read("s3://bucket/a.csv"), read(tmp_path / "a.csv")
    assert table.frame.equals(known.frame)
    assert table.lines == known.lines


def test_a_folder_is_one_table_without_what_is_hidden():
    for address in ("s3://bucket/folder/", "s3://bucket/folder"):
        table = read(address)
        assert table.frame.drop("zip").equals(FRAME)
        assert table.frame["zip"].unique().sort().to_list() == ["01234", "56789"]


def test_it_can_be_segmented():
    result = coterie.segment("s3://bucket/a.parquet", k=3, evidence="none")
    assert sum(each.size for each in result.segments) == 60


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("s3://bucket/b.parquet", "there is nothing of that name"),
        ("s3://bucket/b.csv", "there is nothing of that name"),
        ("s3://closed/a.parquet", "access is refused"),
        ("s3://bucket/broken.parquet", "it is no .parquet file that can be understood"),
        ("s3://bucket/latin.csv", "it is no text in UTF-8; download it and name the file"),
    ],
)
def test_what_cannot_be_read_is_said_without_a_secret(address, why):
    with pytest.raises(InputError, match=rf"^'{address}' cannot be read: {why}\. Check the address") as caught:
        read(address)
    assert caught.value.__cause__ is None
    assert "s3cr3t" not in str(caught.value)


def test_workbooks_have_to_be_downloaded():
    with pytest.raises(
        InputError, match=r"'s3://bucket/a\.xlsx' ends in '\.xlsx', which is not read from cloud storage\."
    ):
        read("s3://bucket/a.xlsx")
