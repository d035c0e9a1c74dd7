"""Requests made from the OpenAPI by schemathesis, good ones and broken ones: no answer is a fault of ours."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

MODES = schemathesis.GenerationMode


@pytest.mark.filterwarnings("ignore")  # schemathesis' own
def test_no_request_is_a_fault(service):
    schema = schemathesis.openapi.from_dict(service.get("/openapi.json").json())
    seen = []
    for found in schema.get_all_operations():
        operation = found.ok()
        modes = [MODES.POSITIVE, MODES.NEGATIVE] if operation.body else [MODES.POSITIVE]  # nothing else can be wrong
        for mode in modes:

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
            def ask(case) -> None:
                answer = case.call(base_url=service.url, timeout=60)
                seen.append(answer.status_code)
                assert answer.status_code < 500

            ask()
    assert 200 in seen
    assert {400, 422} & set(seen)
