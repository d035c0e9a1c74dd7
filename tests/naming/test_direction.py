import pytest

from coterie.naming.direction import direction, without_direction
from coterie.profiling import NumericProfile


def values(mean, low, high):
    return NumericProfile(mean, mean, 1.0, low, high)


@pytest.mark.parametrize(
    ("column", "profile", "way"),
    [
        ("income", values(5.0, -1.0, 9.0), "up"),
        ("loss", values(5.0, 0.0, 9.0), "up"),
        ("loss", values(-5.0, -9.0, 0.0), "down"),
        ("Total Debt", values(-5.0, -9.0, -1.0), "down"),
        ("loss", values(-5.0, -9.0, 1.0), "unknown"),
        ("balance", values(-5.0, -9.0, 0.0), "negative"),
        ("balance", values(-5.0, -9.0, 1.0), "up"),
        ("customer_rank", values(5.0, 1.0, 9.0), "unknown"),
        ("credit rating", values(2.0, 1.0, 6.0), "unknown"),
        ("region code", values(2.0, 1.0, 6.0), "unknown"),
        ("empty", NumericProfile(None, None, None, None, None), "up"),
    ],
)
def test_names_and_signs_tell_which_way_a_column_runs(column, profile, way):
    assert direction(column, profile) == way


@pytest.mark.parametrize(
    ("column", "without"),
    [("rank", True), ("Rank by sales", True), ("EDUCATION", True), ("signup year", True), ("Year_Birth", False),
     ("birth year", False), ("orders", False), ("credit score", False),
     ("Satisfaction (1 = very satisfied, 5 = very dissatisfied)", True), ("grade (1 best)", True),
     ("Satisfaction (1 = very dissatisfied, 5 = very satisfied)", False), ("Schulnote", True), ("Note", True),
     ("Service (1: sehr gut, 6: ungenügend)", True), ("Trust (5 = low, 1 = high)", True),
     ("satisfaction_reversed", True),
     ("Would recommend (0 = not at all likely, 10 = very likely)", False), ("Spending Score (1-100)", False)],
)  # fmt: skip
def test_ranks_ratings_codes_and_years_have_no_direction(column, without):
    assert without_direction(column) is without
