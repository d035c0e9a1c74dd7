"""What no text is written with goes once, wherever a table comes from."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources import read
from coterie.sources.batches import open_parquet
from coterie.sources.control_characters import has_controls, plain_name, without_controls

ODD = ["\x01", "\x08", "\x1b", "\x7f", "\x80", "\x9f", "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
FRAME = pl.DataFrame({"id": [f"C{n}" for n in range(40)], "ki\x07nd": [f"al\x01pha{n % 2}" for n in range(40)]})


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_they_are_taken_out_and_seen_in_bytes(odd):
    assert without_controls(pl.Series([f"a{odd}"])).to_list() == ["a"]
    assert has_controls(f"a{odd}".encode())


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\r\nb", "Zoë", "東京", "👍🏽", "a\u200db", "", "~"])
def test_what_people_write_stays(text):
    assert without_controls(pl.Series([text])).to_list() == [text]
    assert not has_controls(text.encode())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;own the window\x07x", "x"),
        ("\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bcx", "x"),
    ],
)
def test_sequences_go_with_what_they_say(text, plain):
    assert without_controls(pl.Series([text])).to_list() == [plain]
    assert plain_name(text) == plain


@given(st.text())
def test_nothing_is_left_and_nothing_else_goes(text):
    bare = without_controls(pl.Series([text]))[0]
    assert without_controls(pl.Series([bare]))[0] == bare
    assert not has_controls(bare.encode("utf-8", "replace"))


def test_it_is_counted_in_frames_and_files(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(("id,ki\x07nd\n" + "".join(f"C{n},al\x01pha{n % 2}\n" for n in range(40))).encode())
    for source in (FRAME, path):
        table = read(source)
        assert table.frame.columns == ["id", "kind"]
        assert table.frame["kind"].unique().sort().to_list() == ["alpha0", "alpha1"]
        assert [(each.code, each.rows) for each in table.remarks if each.code == "control_characters"] == [
            ("control_characters", 40)
        ]


def test_ids_that_nothing_else_tells_apart_stay():
    frame = pl.DataFrame({"id": ["a", "a\x01"], "age": [1, 2]})
    assert read(frame).frame["id"].to_list() == ["a", "a\x01"]


def test_batches_are_mended_too(tmp_path):
    FRAME.write_parquet(tmp_path / "a.parquet")
    batches = open_parquet(tmp_path / "a.parquet")
    assert list(batches.types) == ["id", "kind"]
    assert pl.concat(batches.frames())["kind"].n_unique() == 2
    assert "\x01" not in pl.concat(batches.frames())["kind"].str.join().item()
