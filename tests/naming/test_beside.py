import numpy as np
import pytest

from coterie.naming.beside import Commonest, by_rule, commonest, told
from coterie.naming.catalogue import load_catalogue
from coterie.profiling import CategoryProfile, NumericProfile, SegmentProfile

NAMES = ["Loyal", "Champions"]


@pytest.mark.parametrize(("share", "kept"), [(0.5, 0.0), (0.49, 0.9)])
def test_half_of_the_customers_by_the_rule_forbid_another_name(share, kept):
    found = by_rule(np.array([[0.9, 0.0]]), [Commonest("rfm_segment", "Champions", share)], NAMES)
    assert found.tolist() == [[kept, 0.0]]


def test_the_commonest_by_the_rule_goes_first_where_it_fits():
    found = by_rule(np.array([[0.9, 0.6], [0.9, 0.6]]), [Commonest("r", "Champions", 0.3), None], NAMES)
    assert found.tolist() == [[0.9, 1.6], [0.9, 0.6]]


def test_what_no_archetype_is_called_forbids_nothing():
    assert by_rule(np.array([[0.9]]), [Commonest("r", "Others", 0.9)], ["Loyal"]).tolist() == [[0.9]]


def test_the_rule_s_column_is_found_by_its_name():
    rule = CategoryProfile("Lost", tie=False, shares={"Lost": 0.7, "Loyal": 0.3})
    segment = SegmentProfile(9, 1.0, {"x": NumericProfile(1, 1, 1, 1, 1), "RFM Segment": rule})
    assert commonest(load_catalogue("retail"), segment) == ("RFM Segment", "Lost", 0.7)
    assert commonest(load_catalogue("bank"), segment) is None


@pytest.mark.words
def test_it_is_only_told_where_it_is_another():
    assert told(Commonest("rfm_segment", "Champions", 0.4), "Champions") == told(None, "Loyal") == ""
    assert "Champions" in told(Commonest("rfm_segment", "Champions", 0.4), "Loyal")
