from __future__ import annotations

from datetime import date

import polars as pl
import pytest
import xlsxwriter

import coterie
from coterie.errors import NeedsAnswer, OptionError
from coterie.options import Options
from coterie.transactions import tables_of


@pytest.fixture
def crm(bought):
    ids = sorted(bought["customer_id"].unique())
    return pl.DataFrame({"customer_id": ids, "age": [20 + i * 7 % 50 for i in range(len(ids))]})


def workbook(path, **sheets):
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    for name, frame in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.rows(), 1):
            sheet.write_row(number, 0, [cell.isoformat() if isinstance(cell, date) else cell for cell in row])
    book.close()
    return str(path)


def sheets_of(path, **options):
    beside = tables_of(path, Options(**options)).beside
    return None if beside is None else beside.sheets


def test_two_sheets_of_one_workbook_are_used_together_in_either_order(bought, crm, tmp_path):
    one = workbook(tmp_path / "one.xlsx", Orders=bought, People=crm)
    assert sheets_of(one) == ("Orders", "People")
    assert sheets_of(workbook(tmp_path / "two.xlsx", People=crm, Orders=bought)) == ("Orders", "People")
    from_book = coterie.segment(one, k=3, evidence="none")
    from_frames = coterie.segment(bought, customers=crm, k=3, evidence="none")
    assert from_book.assignments["segment_id"].equals(from_frames.assignments["segment_id"])
    told = {each.code: each.facts for each in from_book.segmentation.cleaning.remarks}
    assert told["sheets_joined"] == {"sheet": "Orders", "other": "People"}
    assert "sheet_of_several" not in told


def test_the_larger_sheet_may_be_that_of_customers(bought, crm, tmp_path):
    wide = crm.with_columns(pl.lit(number).alias(f"answer {number}") for number in range(60))
    assert sheets_of(workbook(tmp_path / "wide.xlsx", People=wide, Orders=bought)) == ("Orders", "People")


def test_a_sheet_that_is_named_is_read_alone(bought, crm, tmp_path):
    book = workbook(tmp_path / "shop.xlsx", Orders=bought, People=crm)
    assert sheets_of(book, sheet="Orders") is None
    assert sheets_of(book, sheet="Orders", customers_table="People") == ("Orders", "People")


def test_sheets_that_do_not_go_together_are_left_as_they_were(bought, crm, tmp_path):
    strange = crm.with_columns(("X" + pl.col("customer_id")).alias("customer_id"))
    assert sheets_of(workbook(tmp_path / "strange.xlsx", Orders=bought, People=strange)) is None
    assert sheets_of(workbook(tmp_path / "people.xlsx", People=crm, Others=strange)) is None


@pytest.mark.parametrize(("known", "together"), [(0.5, True), (0.49, False)])
def test_a_sheet_of_customers_knows_half_of_those_who_bought(bought, crm, known, together, tmp_path):
    some = crm.head(int(known * crm.height))
    found = sheets_of(workbook(tmp_path / "half.xlsx", Orders=bought, People=some))
    assert (found is not None) is together


def test_several_sheets_that_may_be_the_customers_are_asked(bought, crm, tmp_path):
    book = workbook(tmp_path / "three.xlsx", Orders=bought, People=crm, Scores=crm.rename({"age": "score"}))
    with pytest.raises(NeedsAnswer, match="'People', 'Scores'"):
        coterie.segment(book)
    assert sheets_of(book, customers_table="Scores") == ("Orders", "Scores")
    assert sheets_of(book, sheet="Orders") is None


def test_a_small_sheet_is_joined_where_it_is_named(bought, crm, tmp_path):
    book = workbook(tmp_path / "small.xlsx", Orders=bought, People=crm.head(5))
    assert sheets_of(book) is None
    assert sheets_of(book, customers_table="People") == ("Orders", "People")


def test_options_about_customers_are_refused_where_there_are_none(bought):
    with pytest.raises(OptionError, match="customers_id"):
        coterie.inspect(bought, customers_id="no")
    with pytest.raises(OptionError, match="customers_table"):
        coterie.segment(bought, customers_table="People")


def test_inspecting_says_what_segmenting_does(bought, crm):
    seen = coterie.inspect(bought, customers=crm.tail(20))
    done = coterie.segment(bought, customers=crm.tail(20), k=2, evidence="none")
    roles = {column.name: (column.type, column.role) for column in seen.schema.columns}
    assert roles == {column.name: (column.type, column.role) for column in done.segmentation.schema.columns}
    assert seen.status == "ready with warnings"
    assert "few_joined" in seen.checks["code"].to_list()
