from __future__ import annotations

import tomllib
from dataclasses import asdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.cli.config import check_config, to_toml, write_config
from coterie.cli.run import Run
from coterie.cli.settings import read_settings
from coterie.errors import OutputError
from coterie.options import Options, declared
from coterie.readiness import examine
from coterie.sources import read

names = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(lambda name: f"{name}"),
    min_size=1,
    max_size=5,
    unique=True,
)


def config_of(table, **options):
    chosen = Options.read(options)
    return to_toml(chosen, examine(table, chosen))


@given(names)
def test_any_name_of_a_column_survives(found):
    columns = {name: [n * (at + 2) % 17 for n in range(30)] for at, name in enumerate(found)}
    table = read(pl.DataFrame({**columns, "last": list("abc") * 10}))
    content = tomllib.loads(config_of(table))
    claimed = [*content.get("features", []), *content["describe"], *content["ignore"], content.get("id")]
    assert sorted(name for name in claimed if name is not None) == sorted(table.frame.columns)
    Options.read(content)


NASTY = ['a"b', "c'd", "e\\f", "=1+1", "x,y", "[type]", "k", "ü#", "\x7f", "a = 1", "id", "line\u2028break"]


def test_the_file_leads_to_the_same_segments(tmp_path, bank):
    nasty = {name: pl.Series([(n * (at + 3)) % 23 for n in range(bank.height)]) for at, name in enumerate(NASTY)}
    zips = [f"0{n % 7}123" for n in range(bank.height)]
    customers = bank.with_columns(
        **nasty, zip=pl.Series(zips), plz=pl.Series([n % 9 for n in range(bank.height)], dtype=pl.Int64)
    )
    customers = customers.with_columns(pl.Series("when", ["2024-01-02", "2024-05-06"] * (bank.height // 2)))
    customers.write_csv(tmp_path / "x.csv")
    table = read(tmp_path / "x.csv")
    readiness = examine(table, Options())
    write_config(tmp_path / "x.toml", Options(), readiness)
    options, _ = read_settings(tmp_path / "x.toml", {}, Run)
    plain = coterie.segment(table, evidence="none")
    again = coterie.segment(table, **asdict(options) | {"evidence": "none"})
    assert again.assignments.equals(plain.assignments)
    assert again.segmentation.profiles == plain.segmentation.profiles
    assert again.segmentation.names == plain.segmentation.names
    plain_columns = [(each.name, each.type, each.role) for each in plain.segmentation.schema.columns]
    assert [(each.name, each.type, each.role) for each in again.segmentation.schema.columns] == plain_columns


def test_every_option_is_there(bank):
    text = config_of(read(bank))
    for name in declared(Options):
        assert f"{name.replace('_', '-')} = " in text or f"[{name}]" in text, name


def test_given_options_are_kept(bank):
    text = config_of(read(bank), k=4, features=["age", "income"], role={"income": "age"}, min_share="5%")
    options = Options.read(tomllib.loads(text))
    assert (options.k, options.features, options.role) == (4, ("age", "income"), {"income": "age"})
    assert options.min_share == 0.05


def test_reasons_cannot_break_out_of_their_comments():
    table = read(pl.DataFrame({'x\nk = 3\n"': [1, 2, 3], "y": ["a\nk = 4", "b", "c"]}))
    assert Options.read(tomllib.loads(config_of(table))).k == "auto"


@pytest.mark.parametrize(
    ("name", "words"), [("there.toml", "exists. Name another file, or add overwrite=True"), (".", "it is a folder")]
)
def test_nothing_is_replaced_unasked(tmp_path, name, words):
    (tmp_path / "there.toml").write_text("k = 3")
    with pytest.raises(OutputError, match=words):
        check_config(tmp_path / name, overwrite=False, sources=["x.csv"])
    check_config(tmp_path / "there.toml", overwrite=True, sources=["x.csv"])
    with pytest.raises(OutputError, match="would replace 'there.toml', which is read from"):
        check_config(tmp_path / "there.toml", overwrite=True, sources=["x.csv", str(tmp_path / "there.toml")])
