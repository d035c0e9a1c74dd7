from __future__ import annotations

from pathlib import Path

import pytest

from coterie import InputError
from coterie.cli.settings import names, pairs, read_settings


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
        ("assignments = ['csv']", "`assignments` is '['csv']', but must be one of csv, parquet."),
        ("report = 'pdf'", "`report` is 'pdf', but must be one of html, none."),
        ("assignments = 'xlsx'", "`assignments` is 'xlsx', but must be one of csv, parquet."),
        ("overwrite = 'yes'", "`overwrite` is 'yes', but must be true or false."),
        ("out = 3", "`out` is 3, but must be the path of a folder."),
    ],
)
def test_a_wrong_file_says_what_is_right(config, text, message):
    with pytest.raises(InputError) as caught:
        read_settings(config(text), {})
    assert message in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_settings(tmp_path / "none.toml", {})


def test_names_may_hold_commas_in_quotes():
    assert names('"Income, yearly",Age') == ("Income, yearly", "Age")
    assert names(None) is None


def test_pairs_split_at_the_last_equals_sign():
    assert pairs("--type", ["a=b=numeric"]) == {"a=b": "numeric"}
    with pytest.raises(InputError, match="`type` is 'Age', but must be NAME=VALUE."):
        pairs("--type", ["Age"])


def test_a_folder_is_no_file_of_settings(tmp_path):
    with pytest.raises(InputError, match="cannot be used: Is a directory."):
        read_settings(tmp_path, {})


def test_names_may_hold_line_breaks_in_quotes():
    assert names('"new\nline",Age') == ("new\nline", "Age")
