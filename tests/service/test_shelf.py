from __future__ import annotations

import asyncio
import contextlib
import shutil

import pytest
from in_a_loop import finished

import coterie
from coterie.service.problems import Problem
from coterie.service.shelf import Shelf


@pytest.fixture
def other(bank):
    return coterie.segment(bank, features=["age", "income"], k=2, evidence="none")


@pytest.fixture
def path(saved_bank, tmp_path):
    shutil.copy(saved_bank, tmp_path / "bank.coterie")
    return tmp_path / "bank.coterie"


def test_the_only_one_needs_no_name(path):
    shelf = Shelf({"bank": path})
    assert shelf.get(None) is shelf.get("bank")
    with pytest.raises(Problem) as caught:
        shelf.get("bnak")
    assert caught.value.code == "unknown_alias"


def test_of_several_one_is_named(path):
    shelf = Shelf({"a": path, "b": path})
    assert shelf.get("b").alias == "b"
    with pytest.raises(Problem) as caught:
        shelf.get(None)
    assert caught.value.code == "alias_needed"


def test_a_changed_file_takes_the_place_of_its_former_version(path, other):
    shelf, told = Shelf({"bank": path}), []
    before = shelf.get("bank")
    shelf.look(lambda *each: told.append(each[0]))
    assert (told, shelf.get("bank")) == ([], before)
    coterie.save(other, path)
    shelf.look(lambda *each: told.append(each[0]))
    assert told == ["swapped"]
    assert shelf.get("bank").artefact == other.segmentation.short_hash != before.artefact


def test_a_file_that_cannot_be_loaded_is_told_once_and_changes_nothing(path, other):
    shelf, told = Shelf({"bank": path}), []
    before = shelf.get("bank")
    for content in (b"garbage", b"other garbage"):
        path.write_bytes(content)
        for _ in range(2):
            shelf.look(lambda *each: told.append(each[0]))
    path.unlink()
    for _ in range(2):
        shelf.look(lambda *each: told.append(each[0]))
    assert told == ["not_swapped"] * 3
    assert (shelf.get("bank"), shelf.stale) == (before, {"bank"})
    coterie.save(other, path)
    shelf.look(lambda *each: told.append(each[0]))
    assert (told[3:], shelf.stale) == (["swapped"], frozenset())


def test_files_are_looked_at_until_cancelled(path, other):
    shelf, told = Shelf({"bank": path}), []

    async def look() -> None:
        watching = asyncio.create_task(shelf.watch(lambda *each: told.append(each[0]), every=0.01))
        coterie.save(other, path)
        while not told:
            await asyncio.sleep(0.01)
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching

    finished(asyncio.wait_for(look(), 60))
    assert told == ["swapped"]
