from __future__ import annotations

from pathlib import Path

import pytest

from coterie.cli.run import COMMANDS, KINDS, OFFERED, InspectRun, ReportRun, Run, ScoreRun
from coterie.cli.settings import read_settings
from coterie.errors import InputError


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
        Run,
    )
    assert (options.features, options.k, options.k_max) == (("Age", "Income"), 5, 9)
    assert options.type == {"Card": "categorical"}
    assert (run.assignments, run.out, run.overwrite) == ("parquet", Path("here"), True)


def test_a_flag_stands_before_a_variable_and_a_variable_before_the_file(config):
    path, set_ = config("k = 5\nseed = 3\nk-max = 9\n"), {"COTERIE_SEED": "4", "COTERIE_K": "6"}
    options, _ = read_settings(path, {"k": "7", "seed": None}, Run, environment=set_)
    assert (options.k, options.seed, options.k_max) == (7, 4, 9)


TEXTS = {
    "type": "Card=categorical 'Post code=text'", "missing": "Age=0,999", "role": "income=Pay", "features": "Age,Income",
    "describe": "Age", "ignore": "Age", "decimal": ",", "k": "4", "k_max": "9", "header_row": "2", "min_share": "5%",
    "weight": "Age=2", "count": "Status=paid", "returns": "type=refund", "currency": "EUR",
    "max_segments": "6", "seed": "8", "impute": "mean", "transform": "none", "scale": "robust", "evidence": "none",
    "lift": "20%", "holdout": "5%", "absent": "no",
    "unmatched": "drop", "given_names": "forget", "labels": "Age=Years", "format": "md", "charts": "svg",
    "assignments": "parquet", "report": "none", "engine": "memory", "checks": "strict",
    "for_": "meta", "contact": "email=Mail", "consent": "news=yes", "dialect": "duckdb", "identifiers": "upper",
    "form": "view", "port": "80", "max_upload": "2", "max_body": "2", "max_rows": "2", "max_seconds": "2",
    "locale": "de", "to": "onnx", "prefer": "fit", "by": "month",
}  # fmt: skip
OF_ONE = {("studio", "port"): "80", ("audience", "holdout"): "5%", ("refit", "k"): "4", ("refit", "evidence"): "none"}


@pytest.mark.parametrize("kind", KINDS, ids=KINDS.get)
def test_every_option_of_every_command_has_its_variable(kind):
    command = KINDS[kind]
    for name, option in COMMANDS[command].items():
        flag = isinstance(option.value, bool)
        text = "yes" if flag else TEXTS.get(name, "x") if OFFERED[name] == option else OF_ONE.get((command, name), "x")
        expected = option.check(name, option.check.from_variable(name, text))
        options, run = read_settings(
            None, {}, kind, environment={f"COTERIE_{command}_{name}".upper().rstrip("_"): text}
        )
        found = getattr(run, name) if hasattr(run, name) else getattr(options, name)
        assert found == expected, name
        assert expected != option.value or getattr(option.check, "words", ()) == (option.value,), name  # its only value


def test_what_stands_for_a_command_is_a_table(config):
    with pytest.raises(InputError, match=r"\[score\] is 3, but must be a table of options"):
        read_settings(config("score = 3"), {}, ScoreRun)


def test_what_holds_for_one_command_stands_before_what_holds_for_all(config):
    path = config('out = "folder"\nsheet = "a"\n\n[score]\nout = "scored.csv"\nsheet = "b"\n')
    options, run = read_settings(path, {}, ScoreRun)
    assert (options.sheet, run.out) == ("b", Path("scored.csv"))
    options, run = read_settings(path, {}, Run)
    assert (options.sheet, run.out) == ("a", Path("folder"))


def test_where_segments_go_is_not_where_scored_customers_go(config):
    set_ = {"COTERIE_OUT": "folder"}
    assert read_settings(config('out = "folder"\n'), {}, ScoreRun, environment=set_)[1].out is None
    assert read_settings(None, {}, Run, environment=set_)[1].out == Path("folder")


def test_the_file_itself_may_be_named_by_a_variable(config):
    set_ = {"COTERIE_CONFIG": str(config("seed = 5\n"))}
    assert read_settings(None, {}, InspectRun, environment=set_)[0].seed == 5


def test_an_empty_variable_is_none(config):
    assert read_settings(None, {}, Run, environment={"COTERIE_K": "", "COTERIE_CONFIG": ""})[0].k == "auto"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("COTERIE_K_MAX", "ten", "`COTERIE_K_MAX` is 'ten', but must be a whole number from 1 to 100."),
        ("COTERIE_QUIET", "maybe", "`COTERIE_QUIET` is 'maybe', but must be true or false."),
        ("COTERIE_SEGMENT_SCALE", "big", "`COTERIE_SEGMENT_SCALE` is 'big', but must be one of"),
        ("COTERIE_TYPE", "Age='numeric", '`COTERIE_TYPE` is "Age=\'numeric", but must be NAME=VALUE, quoted as in'),
    ],
)
def test_a_wrong_variable_is_told_by_its_name(name, text, message):
    with pytest.raises(InputError) as caught:
        read_settings(None, {}, Run, environment={name: text})
    assert message in caught.value.in_command


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("scal = 'none'", "'scal' in 'coterie.toml' is not an option. Did you mean 'scale'?"),
        ("kmax = 6", "'kmax' in 'coterie.toml' is not an option. Did you mean 'k-max'?"),
        ("k = ", "--config 'coterie.toml' cannot be used: it is not valid TOML"),
        ("k-max = 3\nk_max = 4", "it sets k-max twice, with a dash and an underscore."),
        ("[segment]\nk-max = 3\nk_max = 4", "it sets k-max twice, with a dash and an underscore."),
        ("[segment]\nscal = 1", "'scal' in 'coterie.toml' is not an option. Did you mean 'scale'?"),
        ("assignments = ['csv']", "--assignments is '['csv']', but must be one of csv, parquet, xlsx."),
        ("report = 'pdf'", "--report is 'pdf', but must be one of html, none."),
        ("overwrite = 'yes'", "--overwrite is 'yes', but must be true or false."),
        ("out = 3", "--out is 3, but must be the path of a folder."),
        ("log-file = 3", "--log-file is 3, but must be the path of a file."),
    ],
)
def test_a_wrong_file_says_what_is_right(config, text, message):
    with pytest.raises(InputError) as caught:
        read_settings(config(text), {}, Run)
    assert message in caught.value.in_command


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_settings(tmp_path / "none.toml", {}, Run)


def test_a_folder_is_no_file_of_settings(tmp_path):
    with pytest.raises(InputError, match="cannot be used: Is a directory."):
        read_settings(tmp_path, {}, Run)


def test_a_file_for_one_command_stands_before_that_of_all(config, tmp_path):
    of_one = tmp_path / "score.toml"
    of_one.write_text('sheet = "own"\n')
    set_ = {"COTERIE_CONFIG": str(config('sheet = "all"\n')), "COTERIE_SCORE_CONFIG": str(of_one)}
    assert read_settings(None, {}, ScoreRun, environment=set_)[0].sheet == "own"
    assert read_settings(None, {}, Run, environment=set_)[0].sheet == "all"


def test_a_name_that_a_command_and_an_option_share_is_told_by_what_it_holds(tmp_path):
    path = tmp_path / "run.toml"
    path.write_text('report = "none"\n[segment]\nk = 4\n')
    options, run = read_settings(path, {}, Run)
    assert (options.k, run.report) == (4, "none")
    path.write_text('[report]\nout = "again.html"\n')
    assert read_settings(path, {}, ReportRun)[1].out == Path("again.html")
    assert read_settings(path, {}, Run)[1].report == "html"
