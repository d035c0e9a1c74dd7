import polars as pl
import pytest

from coterie.audiences.normalising import hashed
from coterie.audiences.suppressing import suppressed
from coterie.errors import DataRefused


def of(country="US", **columns):
    return suppressed(pl.DataFrame(columns), "client", country=country)


def holds(found, customer=None, email=None, phone=None, country="US"):
    return found.holds(customer, email, phone, country=country)


def test_any_of_id_address_and_number_is_enough():
    found = of(client=["C1", None], Email=[None, "ann@example.com"], phone=["(800)555-0100", None])
    assert holds(found, "C1")
    assert holds(found, "C9", " Ann@Example.COM")
    assert holds(found, "C9", None, "+1 800 555 0100")
    assert not holds(found, "C9", "bob@example.com", "+1 800 555 0101")
    assert not holds(found)


def test_hashed_entries_hold_whatever_platform_they_were_made_for():
    found = of(email=[hashed("cloudysanfrancisco@gmail.com"), hashed("bob@example.com").upper()])
    assert holds(found, email="Cloudy.SanFrancisco+x@gmail.com")
    assert holds(found, email="bob@example.com")
    assert holds(of(phone=[hashed("18005550100")]), phone="800-555-0100")
    assert holds(of(email=["bob@example.com"]), email=hashed("bob@example.com"))


def test_one_column_of_any_name_may_hold_addresses():
    assert holds(of(who=["ann@example.com", None]), email="ann@example.com")
    assert holds(of(who=[hashed("ann@example.com")]), email="ann@example.com")


@pytest.mark.parametrize("columns", [{"who": ["C1"]}, {"a": ["ann@example.com"], "b": [1]}, {"who": ["x@y.com", "C1"]}])
def test_a_file_that_would_leave_nobody_out_is_refused(columns):
    with pytest.raises(DataRefused, match="nobody would be left out"):
        of(**columns)
