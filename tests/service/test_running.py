from __future__ import annotations

import json
import shutil
import threading
import time

import httpx
import pytest

import coterie
from coterie.service.keys import add_key


def test_what_has_begun_is_answered_before_it_stops(start, saved_bank, tmp_path, customers):
    """A stream that is half sent when SIGTERM comes is answered to its end."""
    begun, stopping = threading.Event(), threading.Event()

    def body():
        yield json.dumps(customers[0]).encode() + b"\n"
        begun.set()
        stopping.wait(60)
        time.sleep(1)
        yield json.dumps(customers[1]).encode() + b"\n"

    found = []
    with start(tmp_path, saved_bank) as service:

        def ask() -> None:
            headers = {"content-type": "application/x-ndjson"}
            found.append(httpx.post(f"{service.url}/v1/score", content=body(), headers=headers, timeout=120))

        asking = threading.Thread(target=ask)
        asking.start()
        assert begun.wait(60)
        time.sleep(0.5)
        threading.Timer(0.5, stopping.set).start()
        code = service.stop()
        asking.join(60)
        log = service.log()
    assert code == 0
    assert [json.loads(line)["id"] for line in found[0].text.splitlines()] == [
        each["customer_id"] for each in customers[:2]
    ]
    assert log[-1]["event"] == "stopped"


def test_swaps_under_load_lose_no_request_and_every_answer_names_its_artefact(
    start, saved_bank, bank, tmp_path, customers
):
    path = tmp_path / "bank.coterie"
    shutil.copy(saved_bank, path)
    features = ["age", "income", "spending_score", "card_type"]
    versions = [coterie.load(saved_bank), coterie.segment(bank, features=features, k=3, evidence="none").segmentation]
    expected = {each.short_hash: {s.id: s.segment_id for s in _scores(each, customers)} for each in versions}
    done, wrong, seen = threading.Event(), [], set()
    with start(tmp_path, path) as service:

        def ask(at: int) -> None:
            with httpx.Client(timeout=120) as client:
                while not done.is_set():
                    customer = customers[at % 50]
                    answer = client.post(f"{service.url}/v1/score", json=customer)
                    said = answer.json()
                    if answer.status_code != 200 or expected[said["artefact"]][said["id"]] != said["segment_id"]:
                        wrong.append(said)
                    seen.add(said.get("artefact"))
                    at += 1

        asking = [threading.Thread(target=ask, args=(each,)) for each in range(4)]
        for each in asking:
            each.start()
        try:
            for swap in range(1, 7):
                coterie.save(versions[swap % 2], path)
                wanted = versions[swap % 2].short_hash
                until(lambda wanted=wanted: service.get("/health").json()["artefacts"][0]["artefact"] == wanted)
        finally:
            done.set()
            for each in asking:
                each.join(60)
        swaps = [each for each in service.log() if each["event"] == "swapped"]
    assert wrong == []
    assert seen == set(expected)
    assert len(swaps) == 6


def _scores(segmentation, customers):
    scorer = coterie.Scorer(segmentation)
    return [scorer.one(each) for each in customers[:50]]


def until(holds) -> None:
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


def test_a_key_that_is_added_or_taken_away_counts_at_once(start, saved_bank, tmp_path):
    path = tmp_path / "keys.txt"
    first = add_key(path)
    with start(tmp_path, saved_bank, "--keys", path) as service:

        def status(key: str) -> int:
            return service.get("/v1/segments", headers={"X-API-Key": key}).status_code

        assert status(first) == 200
        second = add_key(path)
        until(lambda: status(second) == 200)
        path.write_text(path.read_text().splitlines()[1] + "\n")
        until(lambda: status(first) == 401)
        assert status(second) == 200
