from __future__ import annotations

import asyncio
import json
import socket
import time

import httpx
from in_a_loop import finished

from coterie.service.streaming import Outgoing


def test_answers_wait_up_to_a_bound():
    async def work() -> list[object]:
        outgoing = Outgoing(3)
        for _ in range(2):
            await outgoing.put(b"ab")
        full = asyncio.create_task(outgoing.put(b"c"))
        await asyncio.sleep(0.01)
        held = full.done()
        taken = [await outgoing.take()]
        await full
        await outgoing.close(b"d")
        taken += [await outgoing.take(), await outgoing.take()]
        return [held, *taken]

    assert finished(work()) == [False, b"abab", b"cd", None]


def test_a_stream_is_answered_line_by_line_whole_and_in_order(service, served, customers):
    many = customers * 20
    body = b"".join(json.dumps(each).encode() + b"\n" for each in many)
    headers = {"content-type": "application/x-ndjson"}
    answer = httpx.post(f"{service.url}/v1/score", content=body, headers=headers, timeout=120)
    said = [json.loads(line) for line in answer.text.splitlines()]
    assert [each["id"] for each in said] == [each["customer_id"] for each in many]
    assert {each["artefact"] for each in said} == {served.artefact}


def test_a_line_is_answered_while_the_next_is_not_sent_yet(service, customers):
    host, port = service.url.removeprefix("http://").split(":")
    line = json.dumps(customers[0]).encode() + b"\n"
    head = b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
    head += b"Transfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(head + b"%x\r\n%b\r\n" % (len(line), line))
        said = b""
        while b"segment_id" not in said and (part := connection.recv(65536)):
            said += part
        connection.sendall(b"0\r\n\r\n")
        while not said.endswith(b"0\r\n\r\n") and (part := connection.recv(65536)):
            said += part
    assert said.count(b"segment_id") == 2  # and second_segment_id


def test_a_stream_that_stops_arriving_ends_with_its_problem(service, customers):
    def slow():
        yield json.dumps(customers[0]).encode() + b"\n"
        time.sleep(5)
        yield b"\n"

    headers = {"content-type": "application/x-ndjson"}
    answer = httpx.post(f"{service.url}/v1/score", content=slow(), headers=headers, timeout=120)
    first, last = map(json.loads, answer.text.splitlines())
    assert first["id"] == customers[0]["customer_id"]
    assert last["problem"]["code"] == "too_slow"
