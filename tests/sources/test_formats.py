import pytest

from coterie.errors import InputError
from coterie.sources.formats import recognise


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"id,age\n", "a.csv", "text"),
        (b"id\tage\n", "a.TSV", "text"),
        (b"PAR1", "a.parquet", "parquet"),
        (b"PK\x03\x04", "a.xlsx", "excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "excel"),
        (b"ARROW1", "a.feather", "arrow"),
        (b"{}", "a.ndjson", "json"),
    ],
)
def test_a_file_is_what_its_name_says(data: bytes, name: str, kind: str) -> None:
    assert recognise(data, name) == (kind, ())


@pytest.mark.parametrize(
    ("data", "name", "kind", "said"),
    [
        (b"PK\x03\x04", "a.csv", "excel", "a workbook"),
        (b"PAR1", "a.txt", "parquet", "Parquet"),
        (b"id,age\n1,2\n", "a.xls", "text", "text"),
    ],
)
def test_content_is_believed_before_the_name(data: bytes, name: str, kind: str, said: str) -> None:
    found, [remark] = recognise(data, name)
    assert (found, remark.code, remark.facts["format"]) == (kind, "read_as_format", said)


@pytest.mark.parametrize(
    ("data", "what"), [(b"%PDF-1.7", "a PDF"), (b"<!DOCTYPE html><table>", "a web page"), (b"<?xml", "XML")]
)
def test_what_holds_no_table_is_called_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=rf"^'a\.xls' cannot be read: it is {what}\. Save it again as"):
        recognise(data, "a.xls")


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(InputError, match=r"^'a\.sav' is of an unsupported file type, '\.sav'\. Use \.csv"):
        recognise(b"$FL2", "a.sav")
