import hashlib
import io
import random
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.cleaning import clean
from coterie.errors import CoterieError
from coterie.schema import Schema, facts, infer
from coterie.sources import Table, read
from coterie.sources.text import large

ROWS = 3000


def _rng(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - repeatable, and no secret


def _amounts(rng: random.Random) -> list[str]:
    return [f"{rng.lognormvariate(3, 1):.3f}".rstrip("0").rstrip(".") for _ in range(ROWS)]


def _table(rng: random.Random) -> dict[str, list[str]]:
    return {
        "customer_id": [str(100_000 + row) for row in range(ROWS)],
        "spend": _amounts(rng),
        "balance": [("-" if rng.random() < 0.3 else "") + cell for cell in _amounts(rng)],
        "age": [str(rng.randint(18, 90)) for _ in range(ROWS)],
    }


COLUMNS = {
    "codes with zeros": lambda rng: [f"{rng.randint(0, 99999):05d}" for _ in range(ROWS)],
    "with gaps": lambda rng: [cell if rng.random() < 0.9 else "" for cell in _amounts(rng)],
    "ages with gaps": lambda rng: [str(rng.randint(18, 90)) if rng.random() < 0.9 else "" for _ in range(ROWS)],
    "fixed decimals": lambda rng: [f"{rng.random() * 2000:.2f}" for _ in range(ROWS)],
    "few decimals": lambda rng: [f"{rng.randint(0, 8) / 2:.1f}" for _ in range(ROWS)],
    "thousandths alone": lambda rng: [f"{rng.randint(1, 99)}.{rng.randint(100, 999)}" for _ in range(ROWS)],
    "yes and no": lambda rng: [str(rng.randint(0, 1)) for _ in range(ROWS)],
    "days": lambda rng: [f"2024{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}" for _ in range(ROWS)],
    "words": lambda rng: [rng.choice(["Ulm", "Köln", " Bonn"]) for _ in range(ROWS)],
    "long numbers": lambda rng: [str(rng.random()) for _ in range(ROWS)],
    "constant": lambda rng: ["7"] * ROWS,
    "card_id": lambda rng: [str(rng.randint(10**6, 10**7)) if rng.random() < 0.9 else "" for _ in range(ROWS)],
}
ODD = [
    "1e5",
    "+5",
    " 7",
    "007",
    "-0",
    "-0.0",
    "NaN",
    "inf",
    "n/a",
    "5.",
    ".5",
    "1,5",
    "",
    "1.2.3",
    "12 €",
    "-",
    "9" * 25,
]


def _written(path: Path, table: dict[str, list[str]], delimiter: str = ",", end: str = "\n") -> Path:
    lines = [delimiter.join(table), *(delimiter.join(row) for row in zip(*table.values(), strict=True))]
    path.write_bytes((end.join(lines) + end).encode())
    return path


def _both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Table, Table]:
    """Read a file in both ways."""
    verb = sys.modules["coterie.sources.read"]  # the verb of the same name hides it
    monkeypatch.setattr(verb, "LARGE", 1 << 60)
    slow = read(path)
    monkeypatch.setattr(verb, "LARGE", 1)
    monkeypatch.setattr(large, "_BLOCK", 20_000)
    monkeypatch.setattr(large, "_SLICE", 2_000)
    monkeypatch.setattr(large, "_HEAD", 30_000)
    return slow, read(path)


def _plan(table: Table) -> Schema | str:
    """Return the plan, or the words that refuse the table."""
    try:
        return infer(table)
    except CoterieError as error:
        return str(error)


def _assert_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """Show that both ways come to the same plan, the same customers and the same report."""
    slow, fast = _both(path, monkeypatch)
    assert (fast.name, fast.sha256, fast.kind, fast.remarks) == (slow.name, slow.sha256, slow.kind, slow.remarks)
    assert fast.frame.columns == slow.frame.columns
    for large_rows in (100_000, 1):
        monkeypatch.setattr(facts, "LARGE", large_rows)
        plan = _plan(slow)
        assert _plan(fast) == plan
        if isinstance(plan, str):
            continue
        (frame, report), (expected, expected_report) = clean(fast, plan), clean(slow, plan)
        assert report == expected_report
        assert frame.equals(expected, null_equal=True)
        assert frame.schema == expected.schema
    return fast


def test_numbers_are_read_as_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _written(tmp_path / "c.csv", _table(_rng(0)))
    fast = _assert_same(path, monkeypatch)
    assert fast.frame.dtypes == [pl.Int64, pl.Float64, pl.Float64, pl.Int64]
    assert fast.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\n"), (";", "\r\n")])
def test_both_ways_agree(tmp_path: Path, monkeypatch, name: str, delimiter: str, end: str) -> None:
    rng = _rng(1)
    table = {**_table(rng), name: COLUMNS[name](rng)}
    _assert_same(_written(tmp_path / "c.csv", table, delimiter, end), monkeypatch)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("column", ["customer_id", "spend", "age"])
def test_one_odd_cell_makes_its_column_text_and_never_null(tmp_path: Path, monkeypatch, odd: str, column: str) -> None:
    table = _table(_rng(2))
    table[column][-70] = f'"{odd}"' if "," in odd else odd
    fast = _assert_same(_written(tmp_path / "c.csv", table), monkeypatch)
    cell = fast.frame[column][-70]
    assert cell is None if odd == "" else cell == odd or cell == float(odd)  # many digits are a number all the same


LINES = [
    "", ",,,", "1,2,3", "1,2,3,4,5", "Total,,,", "customer_id,spend,balance,age", '100,"5",6,7', "note", "7,,,",
    "\0,1,2,3", " , , , ",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("at", [1700, ROWS + 1])
def test_a_line_that_is_not_in_order_is_mended_as_ever(tmp_path: Path, monkeypatch, line: str, at: int) -> None:
    path = _written(tmp_path / "c.csv", {**_table(_rng(3))})
    lines = path.read_text().split("\n")
    lines.insert(at, line)
    path.write_text("\n".join(lines))
    _assert_same(path, monkeypatch)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.sets(st.sampled_from(sorted(COLUMNS)), max_size=4))
def test_both_ways_agree_on_any_table(tmp_path_factory, seed: int, names: set[str]) -> None:
    rng = _rng(seed)
    table = {**_table(rng), **{name: COLUMNS[name](rng) for name in sorted(names)}}
    if rng.random() < 0.5:
        column = rng.choice(sorted(table))
        table[column][rng.randrange(ROWS)] = rng.choice([odd for odd in ODD if "," not in odd])
    with pytest.MonkeyPatch.context() as monkeypatch:
        _assert_same(_written(tmp_path_factory.mktemp("any") / "c.csv", table), monkeypatch)


@given(st.lists(st.binary(max_size=40), max_size=30), st.integers(1, 60), st.integers(1, 60))
def test_blocks_are_whole_lines_and_end_where_they_would_if_all_was_read_in_turn(lines, size, look):
    text = b"\n".join(lines)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(large, "_BLOCK", size)
        patched.setattr(large, "_SLICE", look)
        found = list(large.blocks(io.BytesIO(text)))
    ends = {text.rfind(b"\n", 0, high) + 1 for high in range(size, len(text) + size, size)} | {len(text)}
    assert b"".join(found) == text
    assert {len(b"".join(found[: n + 1])) for n in range(len(found))} == ends - {0}
