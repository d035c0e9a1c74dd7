from __future__ import annotations

import asyncio

import pytest
from in_a_loop import finished
from starlette.requests import Request

from coterie.service.bodies import batches, media_of, whole
from coterie.service.limits import Limits
from coterie.service.problems import Problem


def request(*parts: bytes, slow: float = 0.0, **headers: str) -> Request:
    """Return a request whose body arrives in parts."""
    left = list(parts)

    async def receive():
        await asyncio.sleep(slow)
        return {"type": "http.request", "body": left.pop(0) if left else b"", "more_body": bool(left)}

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": named}, receive)


def code_of(work) -> str:
    with pytest.raises(Problem) as caught:
        finished(work)
    return caught.value.code


async def lines(asked, limits):
    return [line async for batch in batches(asked, limits) for line in batch]


def test_a_body_may_be_as_large_as_the_limit_and_not_a_byte_more():
    assert finished(whole(request(b"ab", b"c"), Limits(body=3))) == b"abc"
    assert code_of(whole(request(b"ab", b"cd"), Limits(body=3))) == "too_large"


def test_what_is_stated_is_believed_before_anything_is_read():
    assert code_of(whole(request(b"", content_length="4"), Limits(body=3))) == "too_large"
    assert finished(whole(request(b"abc", content_length="3"), Limits(body=3))) == b"abc"
    assert code_of(whole(request(b"", content_length="9" * 30), Limits(body=3))) == "too_large"


def test_a_slow_body_is_not_waited_for():
    assert code_of(whole(request(b"a", b"b", slow=0.2), Limits(seconds=0.3))) == "too_slow"
    assert code_of(lines(request(b"a", b"b", slow=0.5), Limits(seconds=0.1))) == "too_slow"


def test_lines_are_put_together_wherever_they_were_cut():
    text = b"one\ntwo\n\nthree"
    for cut in range(len(text)):
        assert finished(lines(request(text[:cut], text[cut:]), Limits())) == [b"one", b"two", b"", b"three"]


def test_a_line_is_no_larger_than_a_body_may_be():
    assert finished(lines(request(b"abc", b"\nd"), Limits(body=3))) == [b"abc", b"d"]
    assert code_of(lines(request(b"abc", b"d"), Limits(body=3))) == "too_large"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"content_type": "text/csv"}, "wrong_media"),
        ({"content_type": "application/x-www-form-urlencoded"}, "wrong_media"),
        ({"content_encoding": "gzip"}, "packed"),
    ],
)
def test_what_is_no_json_is_refused(headers, code):
    with pytest.raises(Problem) as caught:
        media_of(request(**headers))
    assert caught.value.code == code


def test_what_is_json_is_taken():
    assert media_of(request()) == "application/json"
    assert media_of(request(content_type="Application/JSON; charset=utf-8")) == "application/json"
    assert media_of(request(content_type="application/x-ndjson")) == "application/x-ndjson"
