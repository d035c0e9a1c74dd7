from __future__ import annotations

import contextlib
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.databases.address import address_of
from coterie.errors import InputError
from coterie.sources import read

NASTY = ["a/b", "a@b", "a%b", "a#b", "a:b", "a?b", "a'b", 'a"b\\', "s p", "ünï", "%40", "@:/#%?&=+"]


@pytest.mark.parametrize("password", NASTY)
def test_a_password_comes_through_and_is_never_shown(password):
    found = address_of(f"postgresql://ann:{quote(password, safe='')}@db:5433/shop?sslmode=require")
    assert (found.user, found.password, found.host, found.port, found.database) == (
        "ann",
        password,
        "db",
        "5433",
        "shop",
    )
    assert password not in repr(found)
    assert found.parameters == {"sslmode": "require"}


@pytest.mark.parametrize("password", ["a:b", "a%b", "a'b", "a@b", "p%zz"])
def test_what_is_plain_needs_no_percent(password):
    assert address_of(f"postgresql://ann:{password}@db/shop").password == password


@settings(deadline=None)  # a busy machine
@given(st.text(st.sampled_from("aB1/@:#?%&= '\\"), min_size=5))
def test_no_raw_password_is_misread_in_silence_nor_shown(password):
    url = f"postgresql://ann:{password}@db.example/shop"
    with contextlib.suppress(InputError):
        found = address_of(url)
        assert (found.host, found.database) == ("db.example", "shop")
        assert password not in found.place
        return
    with pytest.raises(InputError) as caught:
        address_of(url)
    assert password not in str(caught.value)


@pytest.mark.parametrize("password", ["12/ss", "p#ss", "p?ss", "a/b@c"])
def test_an_address_that_can_be_read_in_two_ways_is_refused(password):
    with pytest.raises(InputError, match="can be read in two ways. Write %2F for /") as caught:
        address_of(f"postgresql://ann:{password}@db/shop")
    assert password not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgres:/ann:s3cret@db/shop", "it needs // behind the colon"),
        ("postgresql://ann:s3cret:db:x/shop", "its port is no number"),
        ("postgresql://ann:s3cret@db/shop?a b=s3cret", "is not name=value"),
        ("postgresql://ann:s3cret%00@db/shop", "a character that cannot be printed"),
        ("postgresql://ann:s3cret\udcff@db/shop", "a character that cannot be printed"),
        ("sqlite://", "it names no file, as sqlite:///shop.sqlite does"),
    ],
)
def test_a_bad_address_is_told_without_it(url, said):
    with pytest.raises(InputError, match=said) as caught:
        address_of(url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("postgres://db", ("db", "", "", "")),
        ("postgresql+psycopg://db/shop", ("db", "", "", "shop")),
        ("postgresql:///shop", ("", "", "", "shop")),
        ("postgresql://ann@[::1]:5433/shop", ("::1", "5433", "ann", "shop")),
        ("postgresql://a,b:2/shop", ("a,b", ",2", "", "shop")),
        ("postgresql:///?host=/run/pg&dbname=shop&user=ann", ("/run/pg", "", "ann", "shop")),
    ],
)
def test_every_form_of_an_address(url, parts):
    found = address_of(url)
    assert found.kind == "postgresql"
    assert (found.host, found.port, found.user, found.database) == parts


def test_a_password_in_the_parameters_is_one():
    found = address_of("postgresql://db/shop?user=ann&password=s3cret")
    assert found.password == "s3cret"
    assert "s3cret" not in repr(found)


def test_an_environment_variable_holds_the_address(monkeypatch):
    monkeypatch.setenv("SHOP_DB", " postgresql://ann:s3cret@db/shop\n")
    assert address_of("$SHOP_DB").password == "s3cret"
    assert address_of("${SHOP_DB}").host == "db"
    with pytest.raises(InputError, match=r"no environment variable 'SHOP_BD'. Did you mean 'SHOP_DB'\? Set it to"):
        address_of("$SHOP_BD")


@pytest.mark.parametrize("value", ["s3cret", "$SHOP_DB", ""])
def test_a_variable_that_holds_something_else_is_not_shown(monkeypatch, value):
    monkeypatch.setenv("SHOP_DB", value)
    with pytest.raises(InputError, match="holds neither the address of a database nor the name of a file") as caught:
        address_of("$SHOP_DB")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(("start", "kind"), [(b"SQLite format 3\0", "sqlite"), (b"12345678DUCK", "duckdb")])
def test_a_file_is_known_by_its_content(tmp_path, start, kind):
    path = tmp_path / "customers.csv"
    path.write_bytes(start + b"...")
    assert (address_of(path).kind, address_of(str(path)).path) == (kind, path)


def test_what_is_no_database_is_left_to_others(tmp_path):
    (tmp_path / "a.csv").write_text("id,age\n")
    for source in (
        tmp_path / "a.csv",
        "nothing.csv",
        tmp_path,
        3,
        "https://a/b.csv",
        "s3://a/b.csv",
        "C:/a.csv",
        "a" * 5000,
    ):
        assert address_of(source) is None


def test_long_and_homeless_names_are_no_traceback():
    with pytest.raises(InputError, match="no environment variable"):
        address_of("$" + "x" * 5000)
    assert address_of("sqlite:///~nobody-of-that-name/a").path.name == "a"
    with pytest.raises(InputError, match="cannot be opened: File name too long"):
        read("sqlite:///" + "x" * 5000)


def test_a_slash_too_few_is_forgiven(tmp_path):
    (tmp_path / "a.sqlite").touch()
    assert address_of(f"sqlite://{tmp_path}/a.sqlite").path == tmp_path / "a.sqlite"
    assert address_of(f"sqlite:///{tmp_path}/a.sqlite").path == tmp_path / "a.sqlite"


@pytest.mark.parametrize("password", NASTY)
def test_words_of_a_driver_lose_the_password(password):
    found = address_of(f"postgresql://ann:{quote(password, safe='')}@db/shop")
    said = f"bad {password} and {quote(password, safe='')} and {password!r}"
    assert password not in found.hide(said)
