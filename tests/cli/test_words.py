import tomllib

from typer.testing import CliRunner

from coterie.cli.app import app
from coterie.remarks import words_from
from coterie.remarks.table import english, sentences


def test_the_table_is_printed_and_is_a_file_of_words(tmp_path):
    said = CliRunner().invoke(app, ["words"]).stdout
    table = tomllib.loads(said)
    assert set(table["remarks"]) == set(english().remarks)
    assert {f"{place}.{name}" for place, named in table["says"].items() for name in named} == set(sentences())
    assert "group" not in table["remarks"]["blank_lines"]
    (tmp_path / "words.toml").write_text(said, encoding="utf-8")
    with words_from(tmp_path / "words.toml"):
        pass
