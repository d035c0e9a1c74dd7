from __future__ import annotations

from coterie.errors.wording import listed, nearest, no_file


def test_long_lists_are_cut():
    assert listed([f"column {i}" for i in range(40)]).endswith("column 11 and 28 more")


def test_short_lists_are_whole():
    assert listed(["Age", "Income"]) == "Age, Income"


def test_the_nearest_word_is_offered_as_it_is_spelled():
    assert nearest("annual incme", ["Age", "Annual Income"]) == " Did you mean 'Annual Income'?"


def test_the_nearest_file_is_offered(tmp_path):
    (tmp_path / "customers.csv").write_text("")
    assert no_file(tmp_path / "customer.csv").endswith("Did you mean 'customers.csv'?")
    assert no_file(tmp_path / "none" / "customer.csv").endswith("customer.csv'. Check the path.")
