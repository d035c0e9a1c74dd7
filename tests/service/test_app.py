from __future__ import annotations

import http.client
import json
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import polars as pl
import pytest

import coterie
from coterie.service.app import make_app
from coterie.service.keys import add_key
from coterie.service.limits import Limits
from coterie.service.metrics import Metrics
from coterie.service.shelf import Shelf


def test_what_is_answered_is_what_coterie_score_says_to_the_last_bit(service, served, bank, customers):
    told = ["segment_id", "segment", "distance", "second_segment_id", "margin"]
    python = coterie.score(served.segmentation, bank)
    said = service.post("/v1/score", customers).json()["scores"]
    assert pl.DataFrame(said)["id"].to_list() == python["customer_id"].to_list()
    assert [[each[name] for name in told] for each in said] == [list(row) for row in python.select(told).rows()]
    alone = service.post("/v1/score/bank", customers[7]).json()
    assert {name: alone[name] for name in said[7]} == said[7]
    assert alone["artefact"] == served.artefact


def test_segments_health_and_counts_are_told(service, served):
    assert service.get("/v1/segments").json()["artefacts"][0]["artefact"] == served.artefact
    assert service.get("/health").json()["status"] == "ok"
    assert "coterie_requests_total" in service.get("/metrics").text


def test_a_customer_is_explained(service, customers):
    said = service.post("/v1/explain", customers[3]).json()
    assert said["customer"]["id"] == customers[3]["customer_id"]
    assert service.post("/v1/explain/bank", customers[3]).json() == said


@pytest.mark.parametrize(
    ("path", "body", "headers", "found"),
    [
        ("/v1/score", b"{", {}, (400, "not_json")),
        ("/v1/score", b"", {}, (400, "not_json")),
        ("/v1/score", b'{"age": NaN}', {}, (400, "not_a_number")),
        ("/v1/score", b'{"age": 1, "age": 2}', {}, (400, "duplicate_name")),
        ("/v1/score", b"\xff\xfe", {}, (400, "not_utf8")),
        ("/v1/score", b"[1]", {}, (422, "wrong_shape")),
        ("/v1/score", b"{}", {}, (422, "missing_features")),
        ("/v1/score", b"[" * 100_000, {}, (400, "too_deep")),
        ("/v1/score", b"[" + b",".join([b"{}"] * 1001) + b"]", {}, (413, "too_many_rows")),
        ("/v1/score", b" " * (2**20 + 1), {}, (413, "too_large")),
        ("/v1/score", b"{}", {"content-type": "text/plain"}, (415, "wrong_media")),
        ("/v1/score", b"{}", {"content-encoding": "gzip"}, (415, "packed")),
        ("/v1/explain", b"{}", {"content-type": "application/x-ndjson"}, (415, "wrong_media")),
        ("/v1/score/bnak", b"{}", {}, (404, "unknown_alias")),
        ("/v1/scores", b"{}", {}, (404, "not_found")),
        ("/health", b"{}", {}, (405, "wrong_method")),
    ],
)
def test_what_cannot_be_answered_gets_one_clear_answer(service, path, body, headers, found):
    answer = service.post(path, body, headers=headers)
    said = answer.json()
    assert (answer.status_code, said["code"]) == found
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["message"]
    assert said["remedy"]


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(service):
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert (answer.status, json.loads(answer.read())["code"]) == (413, "too_large")


def test_a_body_that_does_not_arrive_is_not_waited_for(service):
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{")
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert (answer.status, json.loads(answer.read())["code"]) == (408, "too_slow")


def test_a_caller_who_goes_away_leaves_no_fault(service):
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{")
    assert service.get("/health").status_code == 200
    assert [each for each in service.log() if each["event"] == "fault"] == []


CANARY = "zanzibar8421"


def test_a_customer_s_value_is_in_no_log_no_error_and_no_count(service, customers):
    good = customers[0]
    bodies: list[object] = [
        good | {"customer_id": CANARY, "more": CANARY, "card_type": CANARY},
        good | {"age": CANARY},
        {CANARY: 1},
        {"customer_id": CANARY, "age": [CANARY]},
        f'{{"{CANARY}": 1, "{CANARY}": 2}}'.encode(),
        f'{{"age": "{CANARY}'.encode(),
        [good, CANARY],
        good | {"customer_id": f"{CANARY}\ud800"},
    ]
    for path in ("/v1/score", "/v1/explain", f"/v1/score/{CANARY}", f"/{CANARY}"):
        for body in bodies:
            answer = service.post(f"{path}?q={CANARY}", body, headers={"x-note": CANARY})
            assert answer.status_code < 500
            if answer.status_code != 200:
                assert CANARY not in answer.text
    assert CANARY not in service.errors.read_text()
    assert CANARY not in service.get("/metrics").text


def test_many_at_once_are_each_answered_their_own(service, customers):
    def ask(customer):
        return service.post("/v1/score", customer).json()["id"]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, customers[:80]))
    assert found == [each["customer_id"] for each in customers[:80]]


def test_several_artefacts_are_told_apart(start, saved_bank, tmp_path, bank):
    other = coterie.segment(bank, features=["age", "income"], k=2, evidence="none").segmentation
    coterie.save(other, tmp_path / "other.coterie")
    with start(tmp_path, f"champion={saved_bank}", "other.coterie") as service:
        said = service.post("/v1/score/other", {"age": 41, "income": 50_000}).json()
        assert (said["artefact"], said["alias"], said["id"]) == (other.short_hash, "other", None)
        assert service.post("/v1/score", {"age": 41, "income": 50_000}).json()["code"] == "alias_needed"
        assert [each["alias"] for each in service.get("/v1/segments").json()["artefacts"]] == ["champion", "other"]
        assert set(service.get("/openapi.json").json()["components"]["schemas"]) >= {
            "Customer.champion",
            "Customer.other",
        }


def test_nobody_gets_in_without_a_key(start, saved_bank, tmp_path, customers):
    key = add_key(tmp_path / "keys.txt")
    with start(tmp_path, saved_bank, "--keys", "keys.txt") as service:
        for headers in ({}, {"Authorization": f"Bearer {key}x"}, {"X-API-Key": ""}):
            answer = service.post("/v1/score", customers[0], headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "wrong_key")
            assert answer.headers["www-authenticate"] == "Bearer"
        assert service.post("/v1/score", customers[0], headers={"Authorization": f"Bearer {key}"}).status_code == 200
        assert service.get("/health").status_code == 200
        assert httpx.get(f"{service.url}/openapi.json").status_code == 401
        assert key not in service.errors.read_text()


def test_no_telemetry_watches_requests(served):
    app, _ = make_app(Shelf({"bank": served.path}), limits=Limits(), metrics=Metrics(), keys=False)
    watching = getattr(app, "_native_telemetry", None)
    assert watching is None or not any(watching.config[each] for each in ("tracing", "metrics", "logs"))


@pytest.mark.parametrize(
    ("path", "status", "route"),
    [
        ("/v1/score", 200, "/v1/score"),
        ("/v1/score/bank", 200, "/v1/score/{alias}"),
        ("/v1/explain/bank", 200, "/v1/explain/{alias}"),
        ("/v1/score/other", 404, "/v1/score/{alias}"),
        ("/v1/score/", 404, "none"),
        ("/v1/score/bank/", 404, "none"),
        ("/v1/score/bank/more", 404, "none"),
        ("/v1", 404, "none"),
    ],
)
def test_addresses_are_told_apart_and_logged_by_their_route(service, customers, path, status, route):
    before = len(service.log())
    assert service.post(path, customers[0]).status_code == status
    said = service.requests(before, at_least=1)
    assert [(line["route"], line["status"]) for line in said] == [(route, status)]
