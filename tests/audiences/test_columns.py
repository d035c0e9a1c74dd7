import pytest

from coterie.audiences.columns import contact_columns
from coterie.errors import ColumnNotFound, NeedsAnswer, OptionError

WANTED = ["email", "phone", "zip"]


def test_addresses_and_numbers_are_found_and_nothing_else():
    assert contact_columns(["id", "E-Mail", "Zip", "Mobile"], WANTED, {}) == {"email": "E-Mail", "phone": "Mobile"}
    assert contact_columns(["id", "E-Mail", "Mobile"], ["email"], {}) == {"email": "E-Mail"}
    assert contact_columns(["id", "age"], WANTED, {}) == {}


def test_what_a_person_names_stands():
    columns = ["id", "email", "billing email", "Zip"]
    assert contact_columns(columns, WANTED, {"email": "billing email", "zip": "Zip"}) == {
        "email": "billing email",
        "zip": "Zip",
    }


def test_two_columns_are_asked_about():
    with pytest.raises(NeedsAnswer, match="which of them|Which of them") as caught:
        contact_columns(["email", "billing email"], WANTED, {})
    assert list(caught.value.choices) == ["email=email", "email=billing email"]


def test_what_cannot_be_is_refused():
    with pytest.raises(OptionError, match="'mail'"):
        contact_columns(["a"], WANTED, {"mail": "a"})
    with pytest.raises(OptionError, match="'gender'.*email, phone, zip"):
        contact_columns(["a"], WANTED, {"gender": "a"})
    with pytest.raises(ColumnNotFound, match="'Zipp'"):
        contact_columns(["Zip"], WANTED, {"zip": "Zipp"})
