import polars as pl

from coterie.schema.facts import facts_of


def test_exact_duplicates_count_once_but_their_missing_cells_each_time() -> None:
    frame = pl.DataFrame({"id": ["a", "b", "b"], "x": ["1", "n/a", "n/a"]})
    key, x = facts_of(frame)
    assert (key.rows, key.distinct, key.present) == (2, 2, 2)
    assert (x.missing, x.present, x.values.to_list()) == (2, 1, ["1"])


def test_the_most_frequent_value_comes_first_and_equals_by_alphabet() -> None:
    [fact] = facts_of(pl.DataFrame({"c": ["b", "a ", "c", "c "], "n": [1, 2, 3, 4]}).select("c", "n"))[:1]
    assert fact.values.to_list() == ["c", "a", "b"]
    assert fact.counts.to_list() == [2, 1, 1]
    assert fact.top_share == 0.5


def test_nested_columns_have_no_values() -> None:
    fact, _ = facts_of(pl.DataFrame({"l": [[1], None], "n": [1, 2]}))
    assert (fact.distinct, fact.missing) == (0, 1)


def test_a_sample_is_the_same_in_any_order_of_rows() -> None:
    column = pl.Series("x", [f"v{number}" for number in range(50_000)])
    once = facts_of(pl.DataFrame([column]))[0].sample()
    again = facts_of(pl.DataFrame([column.sort(descending=True)]))[0].sample()
    assert once.values.equals(again.values)
    assert 10_000 < once.distinct < 25_000


def test_counting_up_is_seen() -> None:
    frame = pl.DataFrame({"up": [1, 2, 3], "text": ["0", "1", "2"], "gap": [1, 2, 4], "late": [5, 6, 7]})
    assert [fact.in_order for fact in facts_of(frame)] == [True, True, False, False]


def test_a_sample_of_many_numbers_is_the_same_in_any_order_of_rows() -> None:
    values = [round(i / 7, 6) for i in range(120_000)]
    frames = [pl.DataFrame({"x": each, "row": [0.5] * len(each)}) for each in (values, values[::-1])]
    once, again = (facts_of(frame)[0].sample() for frame in frames)
    assert once.values.equals(again.values)
    assert 10_000 < once.distinct < 25_000
    assert set(once.counts) == {1}
