"""Files that are dropped, tried by attack: S8 and S9."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from coterie.studio.uploads import MEBIBYTE, NoFile, TooLarge, plain_name, receive

KIND = "multipart/form-data; boundary=x"


def form(name: str, content: bytes) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


def taken(chunks, folder, *, kind=KIND, most=100):
    async def body():
        for chunk in chunks:
            yield chunk

    async def work():
        return await receive(body(), kind, folder, most=most)

    with ThreadPoolExecutor(1) as pool:  # where a browser is tested in the same process, a loop runs already
        return pool.submit(asyncio.run, work()).result()


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_file_arrives_as_it_was_in_whatever_pieces(tmp_path, size):
    content = bytes(range(100))
    whole = form("shop.csv", content)
    found = taken([whole[i : i + size] for i in range(0, len(whole), size)], tmp_path)
    assert (found.name, found.path.read_bytes(), found.path.parent) == ("shop.csv", content, tmp_path)


def test_s8_what_is_too_large_stops_while_it_arrives_and_leaves_nothing(tmp_path):
    seen = []

    def pieces():
        whole = form("shop.csv", b"a" * 101)
        for i in range(0, len(whole), 10):
            seen.append(i)
            yield whole[i : i + 10]
        seen.append("all")

    with pytest.raises(TooLarge):
        taken(pieces(), tmp_path)
    assert "all" not in seen
    assert list(tmp_path.iterdir()) == []
    assert taken([form("shop.csv", b"a" * 100)], tmp_path).path.stat().st_size == 100


def test_s8_a_form_that_hides_much_in_other_fields_is_stopped_too(tmp_path):
    field = b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n' + b"a" * (2 * MEBIBYTE)
    with pytest.raises(TooLarge):
        taken([field[i : i + 65536] for i in range(0, len(field), 65536)], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"a,b\n1,2\n", KIND),
        (b"--x--\r\n", KIND),
        (form("shop.csv", b"a"), "text/csv"),
        (form("shop.csv", b"a"), "multipart/form-data"),
        (b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na\r\n--x--\r\n', KIND),
    ],
)
def test_what_is_no_form_with_a_file_leaves_nothing(tmp_path, body, kind):
    with pytest.raises(NoFile):
        taken([body], tmp_path, kind=kind)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", "table"),
        ("...", "table"),
        ("a\0b\n.csv", "ab.csv"),
        ("<img onerror=1>.csv", "img onerror=1.csv"),
        ("東京.csv", "東京.csv"),
    ],
)
def test_s8_a_name_is_a_name_and_no_way(given, name):
    assert plain_name(given) == name


def test_a_long_name_is_cut_at_its_beginning():
    assert len(plain_name("a" * 5000 + ".csv")) == 120
    assert plain_name("a" * 5000 + ".csv").endswith(".csv")
