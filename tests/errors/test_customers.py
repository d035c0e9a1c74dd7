from __future__ import annotations

from coterie import errors

MODULE = errors.customers
OF_KIND = {
    "CustomerNotFound": {"no_such_customer"},
    "DataRefused": {"bad_weights", "customer_without_segment", "identical_customers", "not_a_matrix"},
    "OutOfMemory": {"memory_full"},
    "TooFewCustomers": {"too_few_customers", "too_few_distinct"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND
