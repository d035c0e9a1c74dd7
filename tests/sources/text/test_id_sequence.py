import polars as pl
import pytest

from coterie.sources.text.header import to_frame
from coterie.sources.text.id_sequence import is_one_more_id
from coterie.sources.text.records import to_grid

IDS = {
    "numbers": ([str(1000 + n) for n in range(20)], "1020", ["20", "20 rows", "1,020"]),
    "counted": ([str(1 + n) for n in range(20)], "21", ["20", "1-20", "2024"]),
    "codes": ([f"C{n:03d}" for n in range(20)], "C020", ["Q3", "20", "FY2024", "Note 1", "End"]),
    "words": ([f"Customer {n}" for n in range(20)], "Customer 20", ["Page 1", "20 customers", "Customers 20"]),
    "letters and digits": ([f"{n:x}f-a{n * 77:04x}" for n in range(20)], "20f-a0604", ["report-1", "2024-01-01"]),
    "addresses": ([f"x.{c}@shop.de" for c in "abcdefghijklmnopqrst"], "y@shop.de", ["me@shop.de wrote this", "@", "x"]),
}


@pytest.mark.parametrize("kind", IDS)
def test_one_more_id_and_what_only_stands_under_a_table(kind):
    known, more, notes = IDS[kind]
    assert is_one_more_id(more, pl.Series(known))
    assert [note for note in notes if is_one_more_id(note, pl.Series(known))] == []


def test_what_repeats_or_has_no_digits_is_no_id():
    assert not is_one_more_id("7", pl.Series(["1", "1", "2", "2"]))
    assert not is_one_more_id("Zoe", pl.Series(["Ann", "Bob", "Cem"]))
    assert not is_one_more_id("7", pl.Series([], dtype=pl.String))


def table(*last, kind="codes"):
    known, *_ = IDS[kind]
    rows = [f"{key},{20 + n},{n * 100},a" for n, key in enumerate(known)]
    frame, remarks = to_frame(to_grid("\n".join(["id,age,income,plan", *rows, *last])))
    return frame["id"].to_list()[20:], [remark.code for remark in remarks]


@pytest.mark.parametrize("kind", IDS)
def test_the_last_customer_may_have_an_id_alone(kind):
    _, more, notes = IDS[kind]
    assert table(f"{more},,,", kind=kind) == ([more], [])
    assert table(f"{more},n/a,,", kind=kind) == ([more], [])
    assert table(f'"{notes[0]}",,,', kind=kind)[0] == []


def test_notes_behind_it_are_left_out_and_rows_before_it_stay():
    assert table("C020,,,", "C021,,,", "End of report,,,", "20 rows") == (
        ["C020", "C021"],
        ["lines_below"],
    )


def test_a_line_without_delimiters_is_a_note():
    assert table("C020") == ([], ["lines_below"])
