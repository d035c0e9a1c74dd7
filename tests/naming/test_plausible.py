import pytest

from coterie.naming.catalogue import load_catalogue
from coterie.naming.claims import Role, Values
from coterie.naming.plausible import is_lifetime, plausible
from coterie.profiling import NumericProfile, Profiles, SegmentProfile

BANK = {role.key: role for role in load_catalogue("bank").roles}
RETAIL = {role.key: role for role in load_catalogue("retail").roles}


def values(low, high, mean=None, median=None):
    middle = (low + high) / 2
    return NumericProfile(middle if mean is None else mean, middle if median is None else median, 1.0, low, high)


@pytest.mark.parametrize(
    ("role", "column", "profile", "can"),
    [
        (BANK["age"], "age", values(18, 95), True),
        (BANK["age"], "age", values(0, 120), True),
        (BANK["age"], "age", values(18, 121), False),
        (BANK["age"], "age", values(-1, 80), False),
        (BANK["credit"], "credit score", values(300, 850), True),
        (BANK["credit"], "credit score", values(0, 50), True),
        (BANK["credit"], "credit score", values(0, 49), False),
        (BANK["credit"], "credit score", values(300, 1001), False),
        (BANK["credit"], "credit rating", values(250, 1000), True),
        (BANK["credit"], "credit rating", values(249, 1000), False),
        (BANK["credit"], "credit rating", values(1, 6), False),
        (BANK["income"], "income", values(-9, -1), False),
        (BANK["spending"], "spending", values(-9, -1), True),
        (BANK["spending"], "spending", values(-9, 3), False),
        (RETAIL["frequency"], "purchases", values(1, 80, median=3), True),
        (RETAIL["frequency"], "purchases", values(1, 80, median=3.5), True),
        (RETAIL["frequency"], "purchases", values(1, 80, median=3.2), False),
        (RETAIL["frequency"], "purchases", values(0, 49039.57, median=361), False),
        (RETAIL["recency"], "recency_days", values(-1, 300), False),
    ],
)
def test_a_column_s_values_must_be_what_its_name_says(role, column, profile, can):
    assert plausible(role, column, profile) is can


def test_a_role_that_asks_for_nothing_takes_every_value():
    assert plausible(Role("x", "x", ("x",)), "x", values(-5, 900_000, mean=3))
    assert plausible(Role("x", "x", ("x",), values=Values(low=0)), "x", NumericProfile(None, None, None, None, None))


def shop(recency, frequency, least=1, extra=()):
    columns = {"recency": values(0, 300), "frequency": values(least, 50), **{each: values(0, 9) for each in extra}}
    segments = tuple(
        SegmentProfile(50, 0.5, {"recency": values(r, r), "frequency": values(f, f)})
        for r, f in zip(recency, frequency, strict=True)
    )
    return Profiles(SegmentProfile(100, 1.0, columns), segments)


@pytest.mark.parametrize(
    ("profiles", "lifetime"),
    [
        (shop((10, 200), (20, 2)), False),
        (shop((10, 200), (20, 2), extra=["T"]), True),
        (shop((10, 200), (20, 2), least=0), True),
        (shop((10, 200), (2, 20)), True),
        (shop((100, 100), (2, 20)), False),
        (shop((100, 101, 100, 101), (1, 1, 2, 2.9)), False),
        (shop((100, 101, 100, 101), (1, 1, 2, 3)), True),
        (shop((10,), (20,)), False),
    ],
)
def test_a_recency_that_grows_with_purchases_is_a_lifetime(profiles, lifetime):
    assert is_lifetime(profiles, "recency", "frequency") is lifetime


def test_without_purchases_nothing_speaks_of_lifetimes():
    assert not is_lifetime(shop((10, 200), (2, 20)), "recency", None)
