from __future__ import annotations

import builtins
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.audiences import normalising as write
from coterie.errors import LibraryMissing


@pytest.mark.parametrize(
    ("given_", "google", "others"),
    [
        ("cloudy.sanfrancisco+shopping@gmail.com", "cloudysanfrancisco@gmail.com", None),
        ("user.name+NYC@Example.com", "user.name+nyc@example.com", None),
        (" A.n n@GoogleMail.com", "ann@googlemail.com", "a.nn@googlemail.com"),
        ("ann@mail.gmail.com.example", "ann@mail.gmail.com.example", None),
        ("none", None, None),
        ("a@b", None, None),
        ("a@@b.com", None, None),
        ("+x@gmail.com", None, "+x@gmail.com"),
    ],
)
def test_addresses_are_written_as_a_platform_hashes_them(given_, google, others):
    assert write.google_email(given_) == google
    expected = given_.lower() if "@" in given_ and google and others is None else others
    assert write.email(given_) == expected


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("(800)555-0100", "US", "+18005550100"),
        ("0049 30 123456", None, "+4930123456"),
        ("030 123456", "DE", "+4930123456"),
        ("+44 20 7946 0958", "DE", "+442079460958"),
        ("030 123456", None, None),
        ("12", "DE", None),
        ("+683 4002", None, "+6834002"),
        ("no number", "DE", None),
        ("+999 123456", None, None),
    ],
)
def test_phone_numbers_have_their_country_code(text, country, number):
    assert write.phone(text, country) == number
    assert write.meta_phone(text, country) == (number and number[1:])


def test_phones_without_the_library_say_how_to_get_it(monkeypatch):
    real = builtins.__import__

    def without(name, *args):
        if name == "phonenumbers":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LibraryMissing, match=r"coterie\[audience\]"):
        write.check_phones()


@given(st.text())
def test_a_hash_is_that_of_the_text_and_stays_as_it_is(text):
    found = write.hashed(text)
    assert write.is_hashed(found)
    assert write.hashed(found.upper()) == found
    if not write.is_hashed(text):
        assert found == hashlib.sha256(text.encode(errors="strict")).hexdigest()


@given(st.text(max_size=40))
@pytest.mark.parametrize(
    "how", [write.email, write.google_email, write.word, write.letters, write.postcode, write.plain, write.country]
)
def test_what_is_written_once_stays_as_it_is(how, text):
    found = how(text)
    assert found is None or (how(found) == found and found == found.strip() != "")


def test_names_places_and_days():
    assert write.word("  Zoë  ANNA\t") == "zoë anna"
    assert write.letters("D'Souza-Łęcki 2") == "dsouzałęcki2"
    assert [write.postcode(each) for each in ("94016-1234", "WC2H 8LG", " ")] == ["94016", "wc2h8lg", None]
    assert [write.country(each) for each in ("DE", "deu", "")] == ["de", None, None]
    assert [write.birthday(each) for each in ("1990-07-04", "19900704", "1990-07-04T00:00:00", "4.7.1990")] == [
        "19900704",
        "19900704",
        "19900704",
        None,
    ]
    assert [write.gender(each) for each in ("Female", "m", "x")] == ["f", "m", None]
