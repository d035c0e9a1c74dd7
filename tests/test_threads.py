import threading

import numpy as np
import pytest

from coterie.threads import LARGE, each, room


@pytest.mark.parametrize("rows", [10, LARGE])
def test_results_come_in_the_columns_order(rows: int) -> None:
    assert each(lambda column: column * 2, range(20), rows=rows) == list(range(0, 40, 2))


def test_an_error_of_one_column_comes_out() -> None:
    with pytest.raises(ZeroDivisionError):
        each(lambda column: 1 / column, [1, 0], rows=LARGE)


def test_room_is_kept_by_a_thread_and_shared_with_no_other() -> None:
    mine = room(LARGE)
    others: list[np.ndarray] = []
    thread = threading.Thread(target=lambda: others.append(room(LARGE)))
    thread.start()
    thread.join()
    assert np.shares_memory(mine, room(LARGE))
    assert not np.shares_memory(mine, others[0])
