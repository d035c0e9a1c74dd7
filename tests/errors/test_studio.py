from __future__ import annotations

from pathlib import Path

from coterie import errors


def test_a_path_is_said_in_short_with_what_to_do():
    said = errors.studio.not_under("x" * 5000, Path("/data")).in_command
    assert len(said) < 400
    assert "/data" in said
    assert "drop it here" in said


def test_a_note_that_is_too_long_is_told_by_how_much():
    said = errors.studio.note_too_long(2345, 2000).in_command
    assert "2,345" in said
    assert "leave out 345" in said
