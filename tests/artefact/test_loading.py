from __future__ import annotations

import contextlib
import subprocess
import sys
import zipfile
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from packing import content_in, packed

import coterie
from coterie import ArtefactError, InputError
from coterie.transactions import Purchases


@pytest.fixture
def saved(result, tmp_path):
    path = tmp_path / "bank.coterie"
    coterie.save(result, path)
    return path


def test_what_is_loaded_is_what_was_saved(result, saved):
    assert coterie.load(saved) == result.segmentation


def test_a_new_process_repeats_every_assignment(result, bank, saved, tmp_path):
    bank.write_parquet(tmp_path / "bank.parquet")
    code = "import coterie, sys; coterie.score(coterie.load(sys.argv[1]), sys.argv[2]).write_parquet(sys.argv[3])"
    arguments = [saved, tmp_path / "bank.parquet", tmp_path / "scored.parquet"]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)
    scored = pl.read_parquet(tmp_path / "scored.parquet")
    assert scored.equals(coterie.score(result, bank))
    assert scored["segment_id"].equals(result.labels)


def test_no_such_file(tmp_path, saved):
    with pytest.raises(InputError, match="No such file: .* Did you mean 'bank.coterie'?"):
        coterie.load(tmp_path / "bamk.coterie")


def _rewrite(path, member, content):
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | {member: content}
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in members.items():
            archive.writestr(name, held)


@pytest.mark.parametrize(
    ("member", "content", "message"),
    [
        ("manifest.json", b"{}", "'bank.coterie' is not a coterie segmentation: it does not say that it is one."),
        ("manifest.json", b"[", "'bank.coterie' is not a coterie segmentation: Expecting value"),
        (
            "manifest.json",
            b'{"format": "coterie segmentation", "format_version": 99, "coterie_version": "9.0"}',
            "it was written by coterie 9.0 in format 99, and this version reads formats up to 3. Install a newer",
        ),
        ("manifest.json", b"[" * 100_000, "'bank.coterie' is not a coterie segmentation: "),
        ("manifest.json", b"1" * 5000, "'bank.coterie' is not a coterie segmentation: "),
        ("segmentation.json", b'{"version": "1"}', "its content was changed after it was saved"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(saved, member, content, message):
    _rewrite(saved, member, content)
    with pytest.raises(ArtefactError) as caught:
        coterie.load(saved)
    assert message in str(caught.value)


def test_something_else_is_refused(tmp_path):
    path = tmp_path / "x.coterie"
    path.write_text("customer,age\n1,20\n")
    with pytest.raises(ArtefactError, match="'x.coterie' is not a coterie segmentation: File is not a zip file."):
        coterie.load(path)


def test_a_bomb_is_refused(saved, monkeypatch):
    monkeypatch.setattr("coterie.artefact.loading.MOST_BYTES", 1000)
    with pytest.raises(ArtefactError, match="segmentation.json unpacks to more than 0 MiB"):
        coterie.load(saved)


@pytest.mark.parametrize("cut", [10, 500, -30])
def test_a_file_cut_short_is_refused(saved, cut):
    saved.write_bytes(saved.read_bytes()[:cut])
    with pytest.raises(ArtefactError, match="is not a coterie segmentation"):
        coterie.load(saved)


@pytest.mark.parametrize("seed", range(3))
def test_any_flipped_byte_is_an_error_in_words_or_does_not_matter(result, saved, seed):
    good = saved.read_bytes()
    for place in np.random.default_rng(seed).integers(0, len(good), 60):
        saved.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        with contextlib.suppress(ArtefactError):
            assert coterie.load(saved) == result.segmentation


@pytest.mark.parametrize("columns", [{"customer": "who", "query": "DROP"}, {"customer": "who"}])
def test_columns_of_purchases_that_nothing_asks_for_are_refused(result, tmp_path, columns):
    purchases = Purchases(columns, "2024-12-31", 9, 3, 9, 3, "", "", ())
    coterie.save(replace(result.segmentation, purchases=purchases), tmp_path / "a.coterie")
    with pytest.raises(ArtefactError, match="purchases.columns has a column that nothing asks for"):
        coterie.load(tmp_path / "a.coterie")


@pytest.mark.parametrize("version", [None, "3", True, 0, 2.0])
def test_a_format_that_is_no_number_is_refused(saved, version):
    saved.write_bytes(packed(content_in(saved.read_bytes()), version))
    with pytest.raises(ArtefactError, match="it does not say of which format it is"):
        coterie.load(saved)


def test_the_short_hash_of_another_segmentation_is_refused(saved):
    saved.write_bytes(packed(content_in(saved.read_bytes()), short_hash="0123456789ab"))
    with pytest.raises(ArtefactError, match="manifest.short_hash is that of another segmentation"):
        coterie.load(saved)


def test_an_unknown_field_of_the_manifest_is_refused(saved):
    saved.write_bytes(packed(content_in(saved.read_bytes()), colour="red"))
    with pytest.raises(ArtefactError, match="manifest.colour is a field that this version does not know"):
        coterie.load(saved)


def test_unknown_fields_that_are_listed_as_optional_are_left_out(result, saved):
    content = content_in(saved.read_bytes())
    content["mood"] = "good"
    for name in content["names"]["names"]:
        name["colour"] = "red"
    content["profiles"]["overall"]["columns"]["age"]["mad"] = 1.5
    optional = ["mood", "names.names.colour", "profiles.overall.columns.age.mad"]
    saved.write_bytes(packed(content, optional=optional))
    assert coterie.load(saved) == result.segmentation
    saved.write_bytes(packed(content, optional=optional[:2]))
    with pytest.raises(
        ArtefactError, match=": profiles.overall.columns.age.mad is a field that this version does not know"
    ):
        coterie.load(saved)


def test_a_known_field_stays_where_it_is_listed_as_optional(result, saved):
    saved.write_bytes(packed(content_in(saved.read_bytes()), optional=["centers", "names.names.name"]))
    assert coterie.load(saved) == result.segmentation


def test_a_name_that_stands_twice_is_refused(saved):
    with zipfile.ZipFile(saved) as archive:
        content = archive.read("segmentation.json")
    saved.write_bytes(packed(content.replace(b'"inertia":', b'"inertia": 1.0,\n "inertia":', 1)))
    with pytest.raises(ArtefactError, match="'inertia' stands in it twice"):
        coterie.load(saved)


@pytest.mark.parametrize("name", ["verdict", "recommendation", "rows"])
def test_evidence_that_lacks_something_is_refused(saved, name):
    content = content_in(saved.read_bytes())
    del content["evidence"][name]
    saved.write_bytes(packed(content))
    with pytest.raises(ArtefactError, match=f": evidence.{name} is missing"):
        coterie.load(saved)
