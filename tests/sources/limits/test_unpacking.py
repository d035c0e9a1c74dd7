import bz2
import gzip
import io
import lzma
import zipfile

import pyarrow as pa
import pytest

from coterie.errors import InputError, SourceUnreadable
from coterie.sources.limits.unpacking import unpack

TEXT = "id,name\n1,Zoë\n".encode()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", ".").replace("/", "_"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (gzip.compress(TEXT), "gz"),
        (bz2.compress(TEXT), "bz2"),
        (lzma.compress(TEXT), "xz"),
        (zipped(customers_csv=TEXT), "zip"),
        (pa.compress(TEXT, codec="zstd", asbytes=True), "zst"),
    ],
    ids=["gzip", "bzip2", "xz", "zip", "zstd"],  # the bytes hold the time
)
def test_every_compression_is_unpacked(data: bytes, ending: str) -> None:
    unpacked = unpack(data, f"customers.csv.{ending}")
    assert unpacked.data.rstrip() == TEXT.rstrip()
    assert unpacked.name == "customers.csv"


def test_compression_is_known_by_content() -> None:
    assert unpack(gzip.compress(TEXT), "customers.csv")[:2] == (TEXT, "customers.csv")
    assert unpack(TEXT, "customers.csv.gz")[:2] == (TEXT, "customers.csv.gz")


def test_a_workbook_stays_one_without_its_pictures() -> None:
    data = zipped(**{"[Content/Types]_xml": b"<x/>", "b_xml": b"<x/>"})
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/media/logo.png", b"...")
    with zipfile.ZipFile(io.BytesIO(unpack(out.getvalue(), "a.xlsx").data)) as again:
        assert {name: again.read(name) for name in again.namelist()} == {
            "[Content_Types].xml": b"<x/>",
            "b.xml": b"<x/>",
        }


def test_a_zip_of_several_files_is_refused_by_their_names() -> None:
    with pytest.raises(InputError, match=r"^'a\.zip' is a zip that holds 2 files \(one\.csv, two\.csv\)\. Unpack it"):
        unpack(zipped(one_csv=TEXT, two_csv=TEXT), "a.zip")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.mkdir("folder")
    with pytest.raises(InputError, match=r"^'a\.zip' is a zip that holds no file\."):
        unpack(out.getvalue(), "a.zip")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, lambda data: zipped(a_csv=data)])
def test_a_bomb_is_refused_at_the_bound(pack) -> None:  # type: ignore[no-untyped-def]  # four functions of bytes
    with pytest.raises(InputError, match=r"^'bomb' unpacks to more than 9\.537e-07 MiB, which is refused\."):
        unpack(pack(b"11"), "bomb", most=1)


@pytest.mark.parametrize(
    "data",
    [gzip.compress(TEXT)[:-9], lzma.compress(TEXT)[:-9], zipped(a_csv=TEXT)[:-9], b"\x28\xb5\x2f\xfdxx"],
    ids=["gzip", "xz", "zip", "zstd"],
)
def test_damage_is_an_error_in_words(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^'a' cannot be read: (its compression is damaged|only UTF-8 text)"):
        unpack(data, "a")


@pytest.mark.parametrize("inner", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_packed_twice_is_told(inner):
    with pytest.raises(SourceUnreadable, match="compressed twice"):
        unpack(gzip.compress(inner(b"id,age\n1,20\n")), "a.csv.gz.gz")
