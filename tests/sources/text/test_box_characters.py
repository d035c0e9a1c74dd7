import pytest

from coterie.remarks import Remark
from coterie.sources.text.box_characters import in_usual_characters

PLAIN = "id,age\n1,20\n2,30\n"


@pytest.mark.parametrize("end", ["\x1e", "\u2028", "\u2029", "\x85"])
def test_unusual_line_breaks_where_there_are_no_others(end):
    assert in_usual_characters(PLAIN.replace("\n", end)) == (PLAIN, (Remark("line_breaks"),))
    inside = PLAIN.replace("20", f"2{end}0")
    assert in_usual_characters(inside) == (inside, ())


@pytest.mark.parametrize("before", ["", "Exported today\n\n", "\r\n"])
def test_a_wiki_s_header_has_single_bars(before):
    text, done = in_usual_characters(f"{before}||id||age||city||\r\n|1|20||\r\n||30|Ulm|\r\n")
    assert text == f"{before}|id|age|city|\r\n|1|20||\r\n||30|Ulm|\r\n"
    assert done == (Remark("wiki_header"),)


@pytest.mark.parametrize("text", ["||a||b\n||3||4\n", "||a||\n||1||\n", "a||b\n|1|2|\n", "|a|b|\n|1|2|\n"])
def test_double_bars_elsewhere_stay(text):
    assert in_usual_characters(text) == (text, ())


def test_usual_text_stays():
    for text in (PLAIN, "id,näme\n1,“so”\n2,«x»\n", "id;note\n1;a │ b\n2;c\n3;d\n4;e\n", "", "x"):
        assert in_usual_characters(text) == (text, ())


def test_quotes_inside_a_text_stay():
    text, done = in_usual_characters("«id»;«note»\n«1»;«he «said» so»\n")
    assert text == '"id";"note"\n"1";"he «said» so"\n'
    assert done == (Remark("quotation_marks", facts={"opening": "«", "closing": "»"}),)
