import threading

import numpy as np
import pytest

from coterie.threads import LARGE, Background, map_columns, parallel_imap, parallel_map, prefetch, scratch_array


@pytest.mark.parametrize("rows", [10, LARGE])
def test_results_come_in_the_columns_order(rows: int) -> None:
    assert map_columns(lambda column: column * 2, range(20), rows=rows) == list(range(0, 40, 2))


def test_an_error_of_one_column_comes_out() -> None:
    with pytest.raises(ZeroDivisionError):
        map_columns(lambda column: 1 / column, [1, 0], rows=LARGE)


def test_room_is_kept_by_a_thread_and_shared_with_no_other() -> None:
    mine = scratch_array(LARGE)
    others: list[np.ndarray] = []
    thread = threading.Thread(target=lambda: others.append(scratch_array(LARGE)))
    thread.start()
    thread.join()
    assert np.shares_memory(mine, scratch_array(LARGE))
    assert not np.shares_memory(mine, others[0])


def test_after_an_error_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def work(column: int) -> None:
        begun.append(column)
        assert column, "the first one fails"
        threading.Event().wait(0.02)

    with pytest.raises(AssertionError):
        map_columns(work, range(1000), rows=LARGE)
    assert len(begun) < 1000


def test_one_item_is_made_ahead_and_no_more() -> None:
    made: list[int] = []
    items = prefetch(made.append(n) or n for n in range(5))  # type: ignore[func-returns-value] # it tells what was made
    assert next(items) == 0
    items.close()
    assert made in ([0], [0, 1])


def test_work_that_flows_comes_in_order_and_does_not_run_away() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        threading.Event().wait(0.02 * (number % 2))
        return -number

    found = parallel_imap(work, iter(range(50)))
    assert [next(found) for _ in range(5)] == [0, -1, -2, -3, -4]
    found.close()
    assert len(begun) <= 8


def test_an_error_in_work_that_flows_comes_out_after_what_was_before_it() -> None:
    found = parallel_imap(lambda number: 1 / number, iter([1, 2, 0, 4]))
    assert [next(found), next(found)] == [1.0, 0.5]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_several_are_worked_on_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = threading.Barrier(2)
    assert parallel_map(lambda number: both.wait(timeout=20) >= 0 and number, [1, 2]) == [1, 2]


def test_an_error_of_an_item_comes_out() -> None:
    with pytest.raises(ZeroDivisionError):
        list(prefetch(1 / n for n in (1, 0)))


def test_what_goes_wrong_beside_comes_out_where_the_result_is_asked_for() -> None:
    with pytest.raises(ZeroDivisionError):
        Background(lambda: 1 / 0).result()
