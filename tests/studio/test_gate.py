"""Who is let in, tried by attack: S2 to S6."""

from __future__ import annotations

import http.client

import pytest
from a_studio import answering
from starlette.responses import PlainTextResponse

from coterie.studio.gate import POLICY


async def app(scope, receive, send):
    await PlainTextResponse("secret")(scope, receive, send)


@pytest.fixture
def server():
    with answering(app) as found:
        yield found


@pytest.fixture
def stranger(server):
    return server[0]


@pytest.fixture
def door(server):
    return server[1]


@pytest.fixture
def guest(door, stranger):
    stranger.get(f"/?token={door.token}")
    return stranger


def here(client, text: str) -> str:
    """Put the port into a text."""
    return text.replace("PORT", str(client.base_url.port)).replace("HERE", str(client.base_url).rstrip("/"))


def test_s3_the_token_is_exchanged_once_for_a_cookie_and_gone_from_the_address(door, stranger):
    answer = stranger.get(f"/p/1/segments?k=6&token={door.token}&s=5")
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/1/segments?k=6&s=5")
    said = answer.headers["set-cookie"]
    assert said.startswith(here(stranger, "coterie_studio_PORT="))
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(said.split("; "))
    assert door.token not in said
    assert stranger.get("/").text == "secret"
    assert stranger.get(f"/?token={door.token}").status_code == 401  # once


def test_s3_without_it_nothing_is_said(stranger, door):
    for path in ("/", "/static/studio.css", "/p/1/segments", "/?token=wrong", "/?token="):
        answer = stranger.get(path)
        assert (answer.status_code, answer.text) == (401, "")
    guessed = {"cookie": here(stranger, "coterie_studio_PORT=guessed; other=1")}
    assert stranger.get("/", headers=guessed).status_code == 401
    assert stranger.get("/", headers={"cookie": "a b=;;;@"}).status_code == 401


def test_s3_the_way_on_leads_to_no_other_machine(stranger, door):
    asking = http.client.HTTPConnection("127.0.0.1", stranger.base_url.port)
    asking.request("GET", f"//evil.example/?token={door.token}")
    answer = asking.getresponse()
    assert (answer.status, answer.headers["location"]) == (303, "/evil.example/")
    asking.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:PORT", 200),
        ("localhost:PORT", 200),
        ("LOCALHOST:PORT", 200),
        ("[::1]:PORT", 200),
        ("127.0.0.1", 403),
        ("127.0.0.1:1", 403),
        ("evil.example:PORT", 403),
        ("127.0.0.1.evil.example:PORT", 403),
        ("evil@127.0.0.1:PORT", 403),
    ],
)
def test_s2_a_host_of_another_name_is_refused_also_with_the_right_cookie(guest, host, status):
    assert guest.get("/", headers={"host": here(guest, host)}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "HERE"}, 200),
        ({"origin": "HERE", "sec-fetch-site": "same-origin"}, 200),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:PORT"}, 403),
        ({"origin": "https://127.0.0.1:PORT"}, 403),
        ({"origin": "HERE", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "HERE", "sec-fetch-site": "none"}, 403),
    ],
)
def test_s4_what_changes_something_comes_from_here(guest, method, headers, status):
    sent = {name: here(guest, value) for name, value in headers.items()}
    assert guest.request(method, "/", headers=sent).status_code == status


def test_s5_s6_every_answer_has_the_policy_and_none_shares_with_others(guest, stranger):
    for answer in (
        guest.get("/"),
        guest.post("/", headers={"origin": here(guest, "HERE")}),
        guest.get("/", headers={"host": "evil.example"}),
        guest.options("/", headers={"origin": "http://evil.example"}),
    ):
        assert answer.headers["content-security-policy"] == POLICY
        assert "unsafe" not in POLICY
        assert (answer.headers["referrer-policy"], answer.headers["cache-control"]) == ("no-referrer", "no-store")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not [name for name in answer.headers if name.startswith("access-control")]
