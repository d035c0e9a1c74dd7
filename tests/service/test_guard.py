from __future__ import annotations

import io
import json

import pytest
from in_a_loop import finished

from coterie.service.guard import RECORD, Guard, Record, key_of, refuse
from coterie.service.keys import Keys, add_key
from coterie.service.logs import Log
from coterie.service.metrics import Metrics
from coterie.service.problems import too_large


def asked(app, *, keys=None, headers=(), path="/v1/score"):
    """Ask an application in the guard, and return its status, its body and the log."""
    sent, file = [], io.StringIO()
    scope = {"type": "http", "path": path, "method": "POST", "headers": list(headers)}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    guard = Guard(app, keys=keys or Keys(None), log=Log(file), metrics=Metrics())
    finished(guard(scope, receive, send))
    body = b"".join(each.get("body", b"") for each in sent)
    return sent[0]["status"], json.loads(body or b"{}"), [json.loads(line) for line in file.getvalue().splitlines()]


async def fails(scope, receive, send):
    message = f"canary {scope['path']}"
    raise ValueError(message)


async def answers(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"{}"})


def test_a_fault_is_one_clear_answer_and_its_place_in_the_log():
    status, said, log = asked(fails)
    assert (status, said["code"]) == (500, "fault")
    assert "canary" not in json.dumps([said, log])
    assert [each["event"] for each in log] == ["fault", "request"]
    assert log[0]["request"] in said["message"]


def test_a_key_is_wanted_of_everybody_but_whoever_asks_for_health(tmp_path):
    key = add_key(tmp_path / "keys.txt").encode()
    keys = Keys(tmp_path / "keys.txt")
    assert asked(answers, keys=keys)[0] == 401
    assert asked(answers, keys=keys, headers=[(b"authorization", b"Bearer " + key)])[0] == 200
    assert asked(answers, keys=keys, headers=[(b"authorization", b"Bearer x" + key)])[0] == 401
    assert asked(answers, keys=keys, headers=[(b"x-api-key", key)])[0] == 200
    assert asked(answers, keys=keys, path="/health")[0] == 200


@pytest.mark.parametrize("headers", [[], [(b"authorization", b"Basic eDp5")], [(b"cookie", b"x")]])
def test_no_key_is_none(headers):
    assert key_of({"headers": headers}) is None


def test_a_refusal_goes_out_before_the_body_is_read():
    happened = []

    async def receive():
        happened.append("read")
        return {"type": "http.request", "body": b"x", "more_body": len(happened) < 5}

    async def send(message):
        happened.append(message["type"])

    scope = {"headers": [(b"content-length", b"999")], RECORD: Record()}
    finished(refuse(too_large(1), scope, receive, send=send))
    assert happened[:2] == ["http.response.start", "http.response.body"]
    assert happened[2] == "read"
    assert scope[RECORD].code == "too_large"
