from __future__ import annotations

from coterie.studio.sources import source_of, stamp_of


def test_the_example_is_a_table_with_a_name():
    assert source_of({"kind": "example"}).name


def test_a_file_s_stamp_changes_with_it(tmp_path):
    path = tmp_path / "shop.csv"
    source = {"kind": "file", "path": str(path)}
    assert stamp_of(source) == (0, 0)
    path.write_text("a")
    first = stamp_of(source)
    path.write_text("ab")
    assert first != (0, 0) != stamp_of(source) != first
    assert source_of(source) == str(path)
