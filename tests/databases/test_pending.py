from __future__ import annotations

import pytest

from coterie.databases.pending import Note, note, notes_of, pending_name, take_away
from coterie.databases.writing import opened_target, target_address


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request, tmp_path):
    if request.param != "postgresql":
        return target_address(f"{request.param}:///{tmp_path}/shop.{request.param}")
    server = request.getfixturevalue("server")
    server.run("DROP TABLE IF EXISTS coterie_pending")
    return target_address(server.url())


def test_a_note_stays_until_it_is_taken_away(address):
    assert notes_of(address, "segments", "h") == []
    left = [Note("a", "h", '{"it\'s": "\\\\"}'), Note("b", "h", "{}"), Note("c", "other", "{}")]
    for each in left:
        with opened_target(address, "segments") as target:
            note(target, each)
    assert notes_of(address, "segments", "h") == left[:2]
    take_away(address, "segments", "a")
    assert notes_of(address, "segments", "h") == left[1:2]
    assert notes_of(address, "segments", "other") == left[2:]


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    assert notes_of(target_address(f"sqlite:///{tmp_path}/none.sqlite"), "segments", "h") == []
    assert list(tmp_path.iterdir()) == []


def test_notes_stand_beside_their_table():
    assert pending_name('"sales.eu".segments') == '"sales.eu".coterie_pending'
