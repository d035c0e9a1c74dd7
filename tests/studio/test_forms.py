from __future__ import annotations

import pytest

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"a=" + b"x" * (64 * 1024 - 2), 200),
        (b"a=" + b"x" * (64 * 1024 - 1), 413),
        (b"&".join(b"a%d=1" % i for i in range(101)), 400),
        (b"\xff\xfe=1", 400),
        (b"", 200),
    ],
)
def test_a_form_is_short_and_text(client, body, status):
    answer = client.post("/example", content=body, headers=FORM)
    assert answer.status_code == status
