from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.cli.config import check_config, read_settings, to_toml, write_config
from coterie.errors import InputError, OutputError
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
    options, _ = read_settings(tmp_path / "x.toml", {})
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
        check_config(tmp_path / name, overwrite=False, source="x.csv")
    check_config(tmp_path / "there.toml", overwrite=True, source="x.csv")
    with pytest.raises(OutputError, match="would replace 'there.toml', which is read from"):
        check_config(tmp_path / "there.toml", overwrite=True, source=str(tmp_path / "there.toml"))


@pytest.fixture
def config(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "coterie.toml"
        path.write_text(text)
        return path

    return write


def test_every_option_may_stand_in_the_file(config):
    options, run = read_settings(
        config(
            'features = ["Age", "Income"]\nk = 5\nk-max = 9\nassignments = "parquet"\nout = "here"\noverwrite = true\n'
            'type = { Card = "categorical" }\n'
        ),
        {},
    )
    assert (options.features, options.k, options.k_max) == (("Age", "Income"), 5, 9)
    assert options.type == {"Card": "categorical"}
    assert (run.assignments, run.out, run.overwrite) == ("parquet", Path("here"), True)


def test_the_command_line_wins(config):
    options, _ = read_settings(config("k = 5\nseed = 3\n"), {"k": "4", "seed": None})
    assert (options.k, options.seed) == (4, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("scal = 'none'", "'scal' is not an option. Did you mean 'scale'?"),
        ("k = ", "--config 'coterie.toml' cannot be used: it is not valid TOML"),
        ("k-max = 3\nk_max = 4", "it sets k-max twice, with a dash and an underscore."),
        ("assignments = ['csv']", "--assignments is '['csv']', but must be one of csv, parquet."),
        ("report = 'pdf'", "--report is 'pdf', but must be one of html, none."),
        ("assignments = 'xlsx'", "--assignments is 'xlsx', but must be one of csv, parquet."),
        ("overwrite = 'yes'", "--overwrite is 'yes', but must be true or false."),
        ("out = 3", "--out is 3, but must be the path of a folder."),
    ],
)
def test_a_wrong_file_says_what_is_right(config, text, message):
    with pytest.raises(InputError) as caught:
        read_settings(config(text), {})
    assert message in caught.value.in_command


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_settings(tmp_path / "none.toml", {})


def test_a_folder_is_no_file_of_settings(tmp_path):
    with pytest.raises(InputError, match="cannot be used: Is a directory."):
        read_settings(tmp_path, {})
