"""Words from a file name what the package has, or are refused in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coterie.errors import InputError
from coterie.remarks import say, words_from
from coterie.remarks.given import read_words
from coterie.remarks.table import text_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[remarks.blank_line]\nsays='x'", "there is no remark 'blank_line'. Did you mean 'blank_lines'?"),
        ("[remarks.blank_lines]\nsays='{lines}'", "remark 'blank_lines' has no fact 'lines'."),
        ("[remarks.row_too_long]\ndetail='{cels:texts}'", "has no fact 'cels'. Did you mean 'cells'?"),
        ("[remarks.row_too_long]\ndetail='{cells:test}'", "writes 'cells' as 'test', which nothing is written as."),
        ("[remarks.blank_lines]\nsays=3", "says"),
        ("[remarks.blank_lines]\nsays='{'", ""),
        ("[remarks", ""),
        ("[phrases]\nrows='x'", "there is no phrase 'rows'. Did you mean 'row'?"),
        ("[phrases]\nrow='{its}'", "phrase 'row' has no fact 'its'. Did you mean 'it'?"),
        ("[plurals]\nrow=['{n}']", "plural 'row' must be two: for one, and for several."),
        ("[plurals]\nrow=['{m}', '{n}']", "plural 'row' has no fact 'm'."),
        ("[choices.sort]\na='b'", "there is no choice 'sort'."),
        ("[says.page]\nsegment='x'", "there is no sentence 'page.segment'. Did you mean 'page.segments'?"),
        ("[says.pages]\nsegments='x'", "there is no sentence 'pages.segments'. Did you mean 'page.segments'?"),
        ("[says.choice]\nsupports='{m}'", "sentence 'choice.supports' has no fact 'm'."),
        ("[says.page]\nsegments=['a', 'b']", "sentence 'page.segments' must be one text."),
        ("[says.borders]\ngap=['a']", "sentence 'borders.gap' must be two: for one, and for several."),
        ("[colours]\nred='x'", "colours"),
    ],
)
def test_a_file_that_is_no_table_of_words_is_refused_in_one_line(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"'words\.toml' is no table of words") as caught, words_from(path):
        pass
    assert why in str(caught.value)
    assert str(caught.value).count("words.toml") == 1
    assert "\n" not in str(caught.value).removesuffix("\n")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"), words_from(tmp_path / "nowhere.toml"):
        pass


def test_the_package_s_own_table_is_one(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(text_of("english.toml") + text_of("sentences.toml"), encoding="utf-8")
    table = read_words(path)
    assert len(table.sentences) > 500
    assert table.remarks["blank_lines"].says == "blank lines left out"


@pytest.mark.words
def test_sentences_come_from_a_file_and_what_it_lacks_is_english(tmp_path: Path) -> None:
    path = tmp_path / "deutsch.toml"
    path.write_text(
        '[choices.number]\n3 = "drei"\n[plurals]\nspelled_segment = ["{n:spelled} Segment", "{n:spelled} Segmente"]\n'
        '[phrases]\nand = "{first} und {last}"\n'
        '[says.choice]\nsupports = "Belegt sind {n:spelled_segment}."\n'
        '[says.borders]\ngap = "{n:spelled} durch eine Lücke"\nsome = "Von {n:spelled} Grenzen {said:and}."\n',
        encoding="utf-8",
    )
    with words_from(path):
        assert say("choice.supports", n=3) == "Belegt sind drei Segmente."
        gap = say("borders.gap", n=3)
        assert say("borders.some", n=5, said=[gap, "x"]) == "Von five Grenzen drei durch eine Lücke und x."
        assert say("page.segments") == "The segments"
    assert say("choice.supports", n=3) == "The evidence supports three segments."
