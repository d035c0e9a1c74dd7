from __future__ import annotations

import io
import json

from coterie.service.logs import Log


def test_a_fault_is_told_by_its_place_and_not_by_its_words():
    file = io.StringIO()
    try:
        int("canary")
    except ValueError as error:
        Log(file).fault(error, "abc")
    said = json.loads(file.getvalue())
    assert (said["kind"], said["request"]) == ("ValueError", "abc")
    assert any("test_logs.py" in place for place in said["places"])
    assert "canary" not in file.getvalue()


def test_without_a_file_nothing_is_said():
    Log(None).line("started")
