from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.number_format import count, decimals, percent, readable
from coterie.reader_format import as_read, day_as_read, locale_in_use, locale_named, numbers_as_read, reading_in
from coterie.report.files import page_as
from coterie.report_files import write_report
from coterie.views import summarise

LOCALES = ("de", "fr", "en_IN", "pt_BR", "sv", "ja")
INNER = "[\xa0\u202f]"


@given(st.floats(-9e5, 9e5), st.integers(0, 4), st.sampled_from(LOCALES))
def test_it_is_the_same_number_for_who_reads_it(value, places, locale):
    plain = decimals(value, places)
    with reading_in(locale):
        said = decimals(value, places)
    read = parse_decimal(said.replace("−", "-").replace("\u202f", "\xa0"), locale=locale.replace("fr", "sv"))
    assert float(read) == float(plain.replace(",", "").replace("−", "-"))


def test_numbers_of_each_kind_in_german():
    with reading_in("de"):
        assert (count(4990), percent(0.064), readable(82413.2)) == ("4.990", "6,4\xa0%", "82.400")
        assert (readable(12_345_678.0), readable(2.5e9)) == ("12,3\xa0Mio.", "2,5\xa0Mrd.")
        assert (readable(-0.00042), percent(0.0001), readable(None)) == ("−0,00042", "<0,1\xa0%", "–")
        assert (readable("2024-02-29"), readable(date(2024, 2, 29)), readable("Gold 1.5")) == (
            "29.02.2024",
            "29.02.2024",
            "Gold 1.5",
        )
    assert (count(4990), readable("2024-02-29"), locale_in_use()) == ("4,990", "2024-02-29", None)


def test_a_year_has_no_mark_between_thousands():
    with reading_in("de"):
        assert as_read("1971") == "1971"


@pytest.mark.parametrize("text", ["", "1,2,3", "v1.5", "1.2.3", "12 people", "2024-13-01", "0x1f"])
def test_other_text_stays(text):
    with reading_in("de"):
        assert day_as_read(text) == text
        assert numbers_as_read(text, [text]) == text


def test_a_day_that_is_none_stays():
    with reading_in("de"):
        assert day_as_read("2023-02-29") == "2023-02-29"


def test_locales_by_their_names():
    assert [locale_named(each) for each in ("de-AT", "en_gb", "zh_Hant_TW")] == ["de_AT", "en_GB", "zh_Hant_TW"]
    assert [locale_named(each) for each in ("", "xx", "deutsch", "de/../..")] == [None] * 4
    with pytest.raises(coterie.InputError, match=r"locale. is 'de_ATT'.* Did you mean 'de_AT'\?"):
        coterie.segment(coterie.datasets.bank_customers(n=200), locale="de_ATT")


@pytest.fixture(scope="module")
def shop():
    table = coterie.datasets.bank_customers(n=900).with_columns(
        joined=pl.date(2019, 1, 1) + pl.duration(days=pl.int_range(pl.len()) % 1500),
        score_1_5=pl.int_range(pl.len()) % 7 / 10,
    )
    return coterie.segment(table, k=4, locale="de", value="income", catalogue="none")


def english_numbers(page: str) -> list[str]:
    """Return what is written as English writes it in a page whose reader is German."""
    page = re.sub(r"<style.*?</style>|<[^>]+>", "\n", page, flags=re.DOTALL)
    found = re.findall(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\d,])|\d+\.\d{1,2}(?![\d.])|\d%|\d{4}-\d\d-\d\d", page)
    return [each for each in found if each not in LIMITS]


LIMITS = {"1.25", "0.75", "0.25", "0.5", "0.6", "0.85", "1.00", "0.0", "0.1"}
"""Limits that sentences name, an option's default, and the version: words, which are no numbers of the customers."""


@pytest.mark.words
def test_a_page_has_no_number_of_another_format(shop):
    page = page_as(shop.segmentation, "html", stem="report").decode()
    assert set(english_numbers(page)) <= {"0%", "1%", "5%"}  # of a sentence: "its middle 80%", "fewer than 1%", "95%"
    assert re.search(rf"\d,\d{INNER}%", page)
    assert re.search(r"\d\d\.\d\d\.20\d\d", page)
    assert english_numbers(page_as(shop.segmentation, "html", stem="report").decode().replace("a", "4,990", 1))


def test_a_saved_segmentation_gives_the_same_page_and_other_locales_another(shop, tmp_path):
    first = write_report(shop, tmp_path / "first.html").read_bytes()
    coterie.save(shop, tmp_path / "segments.coterie")
    saved = coterie.load(tmp_path / "segments.coterie")
    assert write_report(saved, tmp_path / "again.html").read_bytes() == first
    french = write_report(saved, tmp_path / "french.html", locale="fr").read_text(encoding="utf-8")
    assert re.search("\\d\u202f\\d{3}", french)


def test_what_programs_read_is_as_ever(shop):
    plain = coterie.segment(
        coterie.datasets.bank_customers(n=300), k=2, evidence="none", value="income", catalogue="none"
    )
    german = coterie.segment(
        coterie.datasets.bank_customers(n=300), k=2, evidence="none", value="income", catalogue="none", locale="de"
    )
    told = [summarise(each.segmentation) for each in (plain, german)]
    assert [each["options"].pop("locale") for each in told] == [None, "de"]
    assert told[0] == told[1]
