from __future__ import annotations

from pathlib import Path

from coterie import errors


def test_a_path_is_said_in_short_with_what_to_do():
    said = errors.studio.not_under("x" * 5000, Path("/data")).in_command
    assert len(said) < 400
    assert "/data" in said
    assert "drop it here" in said
