from __future__ import annotations

import pytest

from coterie import errors


@pytest.mark.parametrize(
    "text",
    [
        "No such file: 'postgresql://ann:s3cret@db/shop'",
        "postgresql://ann:s3/c@r:et@db/shop",
        "postgres:/ann:s3cret@db",
        "mssql+pyodbc://:s3cret@db",
        "postgresql//ann:s3cret@db",
        "postgresql:ann:s3cret@db",
        "postgresql;//ann:s3cret@db/shop",
        "ann:s3cret@db/shop",
        "'ann:/s3cret@db'",
        "postgresql://ann:s3 cret@db/shop is no file",
        "host=db password=s3cret user=ann",
        "host=db password='s3 \\' cret' user=ann",
        "https://a/b?sig=s3cret&x=1",
    ],
)
def test_passwords_go(text):
    hidden = errors.hiding.hide(text)
    assert "s3" not in hidden
    assert "cret" not in hidden
    assert "***" in hidden


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.com/a:b",
        "mail ann@example.com",
        "12:30 a@b",
        "C:/a@b.csv",
        "D:\\\\a@b",
        "http://host:8080/a and ann@example.com",
        "see https://example.com/a:b or a@b",
    ],
)
def test_other_words_stay(text):
    assert errors.hiding.hide(text) == text


def test_no_error_of_ours_shows_one():
    assert "s3cret" not in str(errors.InputError("No such file: 'postgres:/ann:s3cret@db/shop'."))
    assert "s3cret" not in repr(errors.OutputError("--out 'postgres://ann:s3cret@db/shop'."))


@pytest.mark.parametrize("part", ["a", "a:/b:", "@", "a:/b:@", "password='", "\\'", ":/"])
def test_words_of_any_length_are_done_at_once(part):
    assert len(errors.hiding.hide("x@" + part * 200_000)) > 3  # in a second; with a pattern that looks back, in hours
