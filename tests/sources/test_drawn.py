import pytest

from coterie.sources.drawn import in_usual_characters

PLAIN = "id,age\n1,20\n2,30\n"


@pytest.mark.parametrize("end", ["\x1e", "\u2028", "\u2029", "\x85"])
def test_unusual_line_breaks_where_there_are_no_others(end):
    assert in_usual_characters(PLAIN.replace("\n", end)) == (PLAIN, ("unusual line breaks taken as such",))
    inside = PLAIN.replace("20", f"2{end}0")
    assert in_usual_characters(inside) == (inside, ())


def test_usual_text_stays():
    for text in (PLAIN, "id,näme\n1,“so”\n2,«x»\n", "id;note\n1;a │ b\n2;c\n3;d\n4;e\n", "", "x"):
        assert in_usual_characters(text) == (text, ())


def test_quotes_inside_a_text_stay():
    text, done = in_usual_characters("«id»;«note»\n«1»;«he «said» so»\n")
    assert text == '"id";"note"\n"1";"he «said» so"\n'
    assert done == ("« and » taken as quotation marks",)
