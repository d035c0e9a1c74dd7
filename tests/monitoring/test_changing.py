"""The list of who changed segment."""

import polars as pl

from coterie.monitoring.changing import changed
from coterie.segmentation.lineage import NewSegment, OldSegment


def old(number, fate, *into):
    return OldSegment(number, str(number), fate, into, None, guessed=False, customers=1)


OLD = (old(0, "kept", 0, 5), old(1, "split", 6, 7), old(2, "merged", 0), old(3, "retired"))
NEW = (
    NewSegment(0, "kept", (0,), None),
    NewSegment(5, "split", (0,), None),
    NewSegment(6, "split", (1,), None),
    NewSegment(7, "split", (1,), None),
    NewSegment(8, "new", (), None),
)


def rows(*moves):
    frame = pl.DataFrame(
        [(f"c{i}", *each) for i, each in enumerate(moves)],
        schema={"who": pl.String, "before": pl.Int64, "rescored": pl.Int64, "after": pl.Int64},
        orient="row",
    )
    return [row[1:] for row in changed(frame, key="id", old=OLD, new=NEW).iter_rows()]


def test_every_fate_has_its_word():
    assert rows((0, 0, 5)) == [(0, 5, "model", "split")]
    assert rows((1, 1, 6)) == [(1, 6, "model", "split")]
    assert rows((2, 2, 0)) == [(2, 0, "model", "merged")]
    assert rows((3, 3, 0)) == [(3, 0, "model", "retired")]
    assert rows((0, 0, 8)) == [(0, 8, "model", "new")]
    assert rows((None, 0, 8)) == [(None, 8, "joined", "new")]
    assert rows((None, 0, 0)) == [(None, 0, "joined", "kept")]
    assert rows((0, None, None)) == [(0, None, "left", "kept")]


def test_who_stays_is_not_listed():
    assert rows((0, 0, 0), (0, 1, 0)) == []


def test_who_has_no_segment_any_more_is():
    assert rows((0, -1, -1), (-1, 0, 0)) == [(0, None, "customer", "kept"), (None, 0, "customer", "kept")]


def test_the_id_keeps_its_name():
    frame = pl.DataFrame({"who": ["a"], "before": [0], "rescored": [0], "after": [5]})
    assert changed(frame, key="client", old=OLD, new=NEW).columns == ["client", "from", "to", "reason", "fate"]
