import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.text.encoding import decode

RUSSIAN = "имя,город\nАлексей,Москва\nОльга Сергеевна,Санкт-Петербург\nДмитрий,Новосибирск\n" * 5  # noqa: RUF001 - Russian
NAMES = "id,Name,Ort\n1,Zoë Müller,Köln\n2,François Ångström,Düsseldorf\n3,Begoña Søren,Århus\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_western_text_comes_back(encoding: str) -> None:
    assert decode(NAMES.encode(encoding)).text == NAMES


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_a_mark_in_front_is_taken_off(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-32-le"
    assert decode(mark + NAMES.encode(encoding)).text == NAMES


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN),
        ("shift_jis", "名前,都市\n田中さん,東京都\n山田たろう,大阪市\nスズキ,なごや\n" * 5),
        ("shift_jis", "顧客番号,氏名,職業,会員種別\n1,佐藤健一,会社員,優良\n2,鈴木陽子,主婦,休眠\n"),
        ("euc_jp", "ID,Name,Income\n1,佐藤健一,15000\n2,渡辺恵子,16000\n3,秋田誠,17000\n"),
        ("gb18030", "ID,Name\n1,张伟\n2,王芳\n3,本科\n"),
        ("gb18030", "姓名,城市\n王小明,北京市\n李雷,上海市\n韩梅梅,广州市\n" * 5),
    ],
)
def test_other_scripts_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_lone_pound_sign_is_western() -> None:
    assert decode(b"id,income\n1,\xa315,000\n").text == "id,income\n1,£15,000\n"


def test_the_encoding_can_be_said() -> None:
    assert decode("Łódź".encode("cp1250"), "cp1250").text == "Łódź"
    with pytest.raises(UnicodeDecodeError):
        decode(b"\xff\xff", "utf-8")


@given(st.text())
def test_any_text_in_utf8_comes_back(text: str) -> None:
    if text.startswith("\ufeff") or "\0" in text:
        return
    assert decode(text.encode("utf-8")).text == text


@given(st.binary())
def test_no_bytes_end_in_an_error(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


def test_signs_inside_words_tell_windows_1250() -> None:
    polish = "id,nazwisko,miasto\n1,Wałęsa,Gdańsk\n2,Żółkiewski,Łódź\n"
    assert decode(polish.encode("cp1250"))[:2] == (polish, "Windows-1250")
    assert decode("id,size\n1,5 m³ für 3 €\n".encode("cp1252")).encoding == "Windows-1252"
