import polars as pl

from coterie.audiences.normalising import hashed
from coterie.audiences.rows import written

EVERYBODY = pl.Series([True] * 4)


def rows(frame, contacts, platform, **options):
    return written(pl.DataFrame(frame), contacts, platform, **({"key": None, "keep": (), "country": None} | options))


def test_google_gets_hashes_but_for_country_and_postcode():
    found = rows(
        {"m": ["Ann@example.com"], "f": [" Ann"], "l": ["O'Neil"], "c": ["US"], "z": [94016]},
        {"email": "m", "first_name": "f", "last_name": "l", "country": "c", "zip": "z"},
        "google",
    )
    assert found.rows.rows() == [(hashed("ann@example.com"), hashed("ann"), hashed("o'neil"), "us", "94016")]
    assert found.rows.columns == ["Email", "First Name", "Last Name", "Country", "Zip"]


def test_meta_hashes_country_and_postcode_as_well():
    found = rows({"m": ["a@b.com"], "c": ["US"]}, {"email": "m", "country": "c"}, "meta")
    assert found.rows.rows() == [(hashed("a@b.com"), hashed("us"))]


def test_an_address_in_the_world_needs_all_its_parts():
    parts = {"first_name": "f", "last_name": "l", "country": "c", "zip": "z"}
    frame = {"f": ["Ann", "Bob"], "l": ["A", "B"], "c": ["US", "France"], "z": ["1", "2"]}
    assert rows(frame, parts, "google").reachable.to_list() == [True, False]
    del parts["zip"]
    assert rows(frame, parts, "google").reachable.to_list() == [False, False]


def test_of_several_with_the_same_row_the_first_is_listed():
    found = rows({"m": ["a@b.com", "A@B.com", None, "c@d.com"]}, {"email": "m"}, "linkedin")
    assert found.listed(EVERYBODY).to_list() == [True, False, False, True]
    assert found.listed(pl.Series([False, True, True, True])).to_list() == [False, True, False, True]


def test_who_has_the_row_of_another_on_the_list_is_reached_by_it():
    found = rows({"m": ["a@b.com", "A@B.com", None, "c@d.com"]}, {"email": "m"}, "linkedin")
    assert found.still_on_it(pl.Series([True, False, False, False])).to_list() == [True, True, False, False]


def test_values_hashed_before_and_values_that_are_none_are_counted_among_those_wanted():
    found = rows({"m": ["ab" * 32, "none", None, "a@b.com"]}, {"email": "m"}, "linkedin")
    assert found.rows["email"].to_list() == ["ab" * 32, None, None, hashed("a@b.com")]
    assert (found.already_hashed(EVERYBODY), found.unreadable(EVERYBODY)) == (1, {"email": 1})
    few = pl.Series([False, False, True, True])
    assert (found.already_hashed(few), found.unreadable(few)) == (0, {})


def test_a_hash_is_never_sent_where_a_value_is_wanted_plain():
    found = rows({"m": ["a@b.com"], "z": ["ab" * 32]}, {"email": "m", "zip": "z"}, "google")
    assert found.rows["Zip"].to_list() == [None]


def test_a_phone_number_read_as_a_number_has_no_point():
    found = rows({"p": [18005550100.0, None]}, {"phone": "p"}, "meta", country="US")
    assert found.rows["phone"].to_list() == [hashed("18005550100"), None]


def test_a_list_for_any_tool_has_what_is_kept():
    frame = {"id": [1, 1], "segment_id": [0, 0], "segment": ["A", "A"], "mail": ["x", "y"]}
    found = rows(frame, {}, "csv", key="id", keep=("mail",))
    assert found.rows.rows() == [(1, 0, "A", "x"), (1, 0, "A", "y")]
    assert found.reachable.all()
