from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coterie.disclosure.tables import suppressed

tables = st.integers(2, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 8, 12, 30]), min_size=columns, max_size=columns),
        min_size=2,
        max_size=5,
    ).map(lambda rows: np.array(rows, dtype=np.int64))
)


@given(tables)
def test_small_cells_are_hidden_and_do_not_follow_from_the_margins(counts):
    """A hidden cell follows exactly where its unit vector is a combination of the lines that are known."""
    hidden = suppressed(counts)
    assert hidden[(counts > 0) & (counts < 5)].all()
    cells = np.argwhere(hidden)
    if not len(cells):
        return
    lines = np.array(
        [[cell[axis] == at for cell in cells] for axis in (0, 1) for at in range(counts.shape[axis])], float
    )
    for place, (row, column) in enumerate(cells):
        if 0 < counts[row, column] < 5 and not hidden[row].all() and not hidden[:, column].all():
            unit = np.eye(len(cells))[place]
            rank = np.linalg.matrix_rank(lines)
            assert np.linalg.matrix_rank(np.vstack([lines, unit])) > rank


@given(tables)
def test_hidden_cells_of_a_line_are_several_and_not_few_together(counts):
    hidden = suppressed(counts)
    for line, values in [*zip(hidden, counts, strict=True), *zip(hidden.T, counts.T, strict=True)]:
        if line.any() and not line.all():
            assert line.sum() >= 2
            assert values[line].sum() >= 10


def test_nothing_is_hidden_where_nothing_is_small():
    assert not suppressed(np.array([[5, 0], [9, 100]])).any()


def test_a_cell_of_four_is_small_and_one_of_five_is_not():
    assert suppressed(np.array([[4, 50, 60], [50, 60, 70], [80, 90, 99]])).sum() == 4
    assert suppressed(np.array([[5, 50, 60], [50, 60, 70], [80, 90, 99]])).sum() == 0


def test_a_small_cell_that_two_blocks_give_away_is_hidden_with_another():
    """Two blocks of four hidden cells, and a small one that joins them: it is what the lines of one block leave."""
    counts = np.array(
        [[4, 9, 3, 90, 90], [9, 9, 80, 70, 95], [80, 81, 4, 9, 80], [82, 83, 9, 9, 99], [99, 99, 99, 99, 99]]
    )
    hidden = suppressed(counts)
    cells = np.argwhere(hidden)
    lines = np.array([[cell[axis] == at for cell in cells] for axis in (0, 1) for at in range(5)], float)
    unit = np.array([(cell == (0, 2)).all() for cell in cells], float)
    assert np.linalg.matrix_rank(np.vstack([lines, unit])) > np.linalg.matrix_rank(lines)
