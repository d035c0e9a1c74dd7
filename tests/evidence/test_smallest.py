import pytest

from coterie.evidence.smallest import FEWEST_CUSTOMERS, passed_over, too_small


def test_a_k_that_leaves_hardly_anybody_in_a_segment_is_found():
    assert too_small({1: 100, 2: 40, 3: FEWEST_CUSTOMERS, 4: FEWEST_CUSTOMERS - 1, 5: 1}) == {4, 5}


def test_where_all_do_none_is():
    assert too_small({1: 4, 2: 2, 3: 1}) == too_small({1: 100}) == too_small({}) == frozenset()


@pytest.mark.words
def test_the_sentence_has_the_number():
    assert "K = 9 was passed over: its smallest segment holds 3 customers." in passed_over(9, 3)
    assert "holds 1 customer." in passed_over(9, 1)
