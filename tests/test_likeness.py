from __future__ import annotations

import io

import polars as pl
import pytest

from coterie.assignment_files import write_file
from coterie.errors import OutputError
from coterie.likeness import Likeness, Recoded, likeness_of

TEXT = "Kunde;Größe\n" + "".join(f"k{i};Zoë {i}\n" for i in range(50))


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_file_is_written_as_its_source_is(tmp_path, encoding, found, separator):
    text = TEXT.replace(";", separator)
    path = tmp_path / "source.csv"
    path.write_bytes(text.encode(encoding))
    like = likeness_of(path)
    assert like == Likeness(separator, found)
    file = io.BytesIO()
    sink = Recoded(file, like.encoding)
    data = text.encode()
    for at in range(0, len(data), 7):  # also in the middle of a letter
        sink.write(data[at : at + 7])
    assert file.getvalue() == path.read_bytes()


def test_a_letter_that_is_cut_off_at_the_end_of_the_head_changes_nothing(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("a;b\n" + "ü;ö\n" * 200_000, encoding="utf-8")
    assert likeness_of(path) == Likeness(";", "utf-8")


def test_an_encoding_that_was_said_is_kept(tmp_path):
    path = tmp_path / "source.csv"
    path.write_bytes(TEXT.encode("cp850"))
    assert likeness_of(path, encoding="cp850").encoding == "cp850"


@pytest.mark.parametrize("content", [None, b"PK\x03\x04\0\0\0"])
def test_what_is_no_text_file_has_no_likeness(tmp_path, content):
    path = tmp_path / "source.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OutputError, match="no separator and no encoding"):
        likeness_of(path)


def test_a_letter_that_the_encoding_lacks_is_told():
    with pytest.raises(OutputError, match="'→' cannot be written in cp1252"):
        Recoded(io.BytesIO(), "cp1252").write("a→b".encode())


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("id;spent\na;1,50\nb;2,75\n", ","),
        ("id;spent\na;1.50\nb;2.75\n", "."),
        ("id;spent;rate\na;1,50;0.25\nb;2,75;0.5\n", "."),
        ("id;visits\na;1\nb;2\n", "."),
        ('id,spent\na,"1,50"\nb,"2,75"\n', "."),
    ],
    ids=["comma", "point", "both", "neither", "comma between cells"],
)
def test_the_decimal_mark_is_that_which_the_columns_prove(tmp_path, text, decimal):
    path = tmp_path / "customers.csv"
    path.write_text(text)
    assert likeness_of(path).decimal == decimal


def test_numbers_are_written_with_the_source_s_mark(tmp_path):
    frame = pl.DataFrame({"id": ["a", "b"], "distance": [0.5, 1234.25], "margin": [None, 0.0]})
    write_file(frame, tmp_path / "out.csv", Likeness(";", "utf-8", ","))
    assert (tmp_path / "out.csv").read_text() == "id;distance;margin\na;0,500000;\nb;1234,250000;0,000000\n"
