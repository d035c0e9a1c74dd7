import polars as pl
import pytest

from coterie.sources import read
from coterie.sources.text.header import to_frame
from coterie.sources.text.records import to_grid
from coterie.sources.text.stray_rows import may_name_total, names_total, numeric_columns

ROWS = [f"{1000 + 7 * n},{20 + n},{300 + 10 * n},Visa" for n in range(12)]
HEAD = "id,age,spent,card"
SUMS = f",{sum(20 + n for n in range(12))},{sum(300 + 10 * n for n in range(12))},"
MEANS = f",{sum(20 + n for n in range(12)) / 12:.2f},{sum(300 + 10 * n for n in range(12)) / 12:.2f},"


def left(*lines):
    frame, remarks = to_frame(to_grid("\n".join([HEAD, *lines]) + "\n"))
    return frame.height, {remark.code: remark.facts for remark in remarks}


@pytest.mark.parametrize("label", ["Total", "TOTAL:", "** Total **", "Sub-total", "Grand Total", "Gesamt", "average"])
def test_a_row_that_is_called_a_total_and_has_gaps_is_left_out(label):
    assert left(*ROWS, f"{label},,3,") == (12, {"total_rows": {"lines": (14,)}})


@pytest.mark.parametrize("label", ["Avg.", "Total (12 customers)", "Median", "Totals for North", "Durchschnitt"])
def test_a_name_in_a_column_of_numbers_is_a_total_s(label):
    assert left(*ROWS, f"{label},50,3,Visa") == (12, {"total_rows": {"lines": (14,)}})


@pytest.mark.parametrize(("others", "rows"), [(1, 2), (4, 5), (5, 5)])
def test_a_last_row_of_another_kind_is_no_customer_only_where_enough_stand_before_it(others, rows):
    kept, _ = left(*[f"{n},{20 + n},{300 + n},Visa" for n in range(others)], "'=1+1·,50,,")
    assert kept == rows


@pytest.mark.parametrize("row", [SUMS, MEANS])
def test_sums_and_averages_without_a_name_are_found_by_adding_up(row):
    assert left(*ROWS, row) == (12, {"total_rows": {"lines": (14,)}})


def test_subtotals_are_of_the_rows_since_the_last():
    parts = [f"{name},{name}" for name in ("north", "south")]
    del parts
    named = [f"{name},{20 + n},{300 + n}" for n, name in enumerate("abcdefghijkl")]
    first = f"Total Inc,{sum(20 + n for n in range(6))},{sum(300 + n for n in range(6))}"
    second = f"Total Ltd,{sum(20 + n for n in range(6, 12))},{sum(300 + n for n in range(6, 12))}"
    text = "\n".join(["name,age,spent", *named[:6], first, *named[6:], second])
    frame, remarks = to_frame(to_grid(text))
    assert frame.height == 12
    assert [(remark.code, remark.facts) for remark in remarks] == [("total_rows", {"lines": (8, 15)})]


@pytest.mark.parametrize("row", [",50,900,Visa", ",,900,", "1500,50,,"])
def test_a_customer_without_an_id_stays(row):
    assert left(*ROWS, row) == (13, {})


@pytest.mark.parametrize("name", ["Total Energy", "Max", "Min Ltd", "Mean Machines", "Average Joe's"])
def test_a_company_that_is_called_so_stays(name):
    rows = [f"{chr(97 + n) * 3},{20 + n},{300 + 10 * n},Visa" for n in range(12)]
    assert left(*rows[:6], f"{name},50,900,Visa", *rows[6:]) == (13, {})
    assert left(*rows, f"{name},50,,Visa") == (13, {})


def test_headers_are_repeated_in_other_letters_too():
    found = left(*ROWS[:4], HEAD, *ROWS[4:], "", HEAD.upper())
    assert found == (12, {"repeated_header": {"lines": (6, 16)}})


@pytest.mark.parametrize(
    "notes",
    [
        ["End of report"],
        ["(12 rows affected)"],
        ["Made by CRM, 2024-05-01 10:00", "Page 1 of 1"],
        ["", "* age in years", "", "Source: CRM,export"],
    ],
)
def test_notes_under_the_table_are_left_out(notes):
    rows, said = left(*ROWS, *notes)
    assert rows == 12
    assert said["lines_below"]["lines"]


def test_names_of_totals():
    text = pl.DataFrame({"t": ["Total", "Totally", "Sum:", "Summer", "@SUM(A1)", "Total Wine", None]})
    assert text.select(names_total(pl.col("t")))["t"].to_list() == [True, False, True, False, False, False, None]
    assert text.select(may_name_total(pl.col("t")))["t"].to_list() == [True, False, True, False, False, True, None]


def test_columns_of_numbers_need_four_of_five():
    rows = pl.DataFrame({"a": ["1", "2", "3", "4", "x"], "b": ["1", "2", "3", "x", "x"], "c": [None] * 5})
    assert numeric_columns(rows.cast(pl.String), ["a", "b", "c"]) == {"a": "."}


def test_five_lines_under_the_table_are_quoted_and_no_more():
    _, said = left(*ROWS, *(f"Note {number}" for number in range(6)))
    assert [text for _, text in said["lines_below"]["lines"]] == [f"Note {number}" for number in range(5)]


def test_a_word_that_many_rows_share_is_a_category_whatever_it_is():
    rows = [f"{'Total' if n % 3 == 0 else 'Basic'},C{100 + n},{'' if n % 6 == 0 else 20 + n},{n}" for n in range(30)]
    frame, remarks = to_frame(to_grid("\n".join(["plan,id,age,spent", *rows])))
    assert (frame.height, remarks) == (30, ())


def test_a_row_with_an_id_like_the_others_is_a_customer_whatever_it_is_called():
    rows = [f"firm {n},{1000 + 7 * n},{20 + n},{n}" for n in range(12)]
    assert to_frame(to_grid("\n".join(["name,id,age,spent", *rows, "Total,1084,,3"])))[0].height == 13


def test_sums_beside_averages_without_a_name_are_a_total():
    rates = [40 + n for n in range(12)]
    rows = [f"{1000 + 7 * n},{20 + n},{rates[n]},{300 + 10 * n}" for n in range(12)]
    total = f",{sum(20 + n for n in range(12))},60,{sum(300 + 10 * n for n in range(12))}"
    head = "id,visits,rate,spent"
    assert to_frame(to_grid("\n".join([head, *rows, total])))[0].height == 12
    one = f",{sum(20 + n for n in range(12))},60,17"
    assert to_frame(to_grid("\n".join([head, *rows, one])))[0].height == 13


SECOND = ["", "Day,Users", "1/1/24,10", "2/1/24,20", ",30"]


def test_another_table_below_is_left_out_and_its_lines_are_said():
    frame, remarks = to_frame(to_grid("\n".join([HEAD, *ROWS, *SECOND]) + "\n"))
    assert frame.height == 12
    [found] = [remark for remark in remarks if remark.code == "second_table"]
    assert (found.rows, found.facts["lines"][0]) == (4, (15, "Day"))


def test_short_rows_behind_a_blank_line_are_customers_where_no_words_head_them():
    frame, remarks = to_frame(to_grid("\n".join([HEAD, *ROWS, "", "2000,31", "2007,32"]) + "\n"))
    assert frame.height == 14
    assert "second_table" not in {remark.code for remark in remarks}


@pytest.mark.parametrize("words", [("Sous-total", "Total général"), ("Teilsumme", "Endsumme"), ("小計", "合計")])
def test_subtotals_and_the_total_over_all_are_left_out_whatever_their_language(words):
    sub, whole = words
    rows = [*ROWS[:6], f"{sub},,30,", *ROWS[6:], f"{sub},,40,", f"{whole},,70,"]
    assert left(*rows) == (12, {"total_rows": {"lines": (8, 15, 16)}})


def test_one_customer_with_the_name_of_a_total_stays():
    rows = [f"{name},{20 + n},{300 + 10 * n},Visa" for n, name in enumerate(["Summa", "Razem", *"abcdefghij"])]
    assert left(*rows)[0] == 12


def test_a_total_as_long_as_an_id_is_no_id():
    rows = [f"C{1000 + 7 * n},{20 + n},{300 + 10 * n}.{10 + n},Visa" for n in range(12)]
    assert left(*rows, "Total,,123.45,") == (12, {"total_rows": {"lines": (14,)}})


def regions(*, kind, id_of):
    """Return a table of customers by region, under each region a row with its sums or averages, and all its lines."""
    rows, totals, line = [], [], 1
    for number, region in enumerate(("North", "South", "West")):
        block = [
            [f"C{number}{n:03}", region, 20 + (n * 7 + number) % 50, 20_000 + n * 977 + number * 13] for n in range(20)
        ]
        made = [sum(row[at] for row in block) for at in (2, 3)]
        cells = made if kind == "sums" else [round(each / 20) for each in made]
        rows += [*block, [id_of.format(region), region, *cells]]
        line += 21
        totals.append(line)
    lines = [",".join(map(str, row)) for row in (["id", "region", "age", "income"], *rows)]
    return ("\n".join(lines) + "\n").encode(), totals


@pytest.mark.parametrize("kind", ["sums", "averages"])
@pytest.mark.parametrize("id_of", ["", "Average {}", "Total {}"])
def test_sums_and_rounded_averages_of_blocks_are_no_customers(tmp_path, kind, id_of):
    data, totals = regions(kind=kind, id_of=id_of)
    (tmp_path / "a.csv").write_bytes(data)
    table = read(tmp_path / "a.csv")
    assert table.frame.height == 60
    (said,) = (each for each in table.remarks if each.code == "total_rows")
    assert said.rows == len(totals)


def test_a_customer_without_an_id_whose_numbers_are_no_sums_stays(tmp_path):
    data, _ = regions(kind="sums", id_of="")
    lines = data.decode().split("\n")
    lines[5] = "," + lines[5].partition(",")[2]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    frame = read(tmp_path / "a.csv").frame
    assert frame.height == 60
    assert frame["id"].null_count() == 1


def test_customers_without_a_name_and_with_words_among_numbers_stay(tmp_path):
    lines = [f"{'' if n % 30 == 4 else f'N{n}'},{'unsure' if n % 30 == 4 else n},{n * 7 % 40}" for n in range(90)]
    (tmp_path / "a.csv").write_text("name,age,visits\n" + "\n".join(lines) + "\n")
    assert read(tmp_path / "a.csv").frame.height == 90


@pytest.mark.parametrize("total", [1_746_937, 123_456, 99_000, 1_500])
@pytest.mark.parametrize("unknown", ["", "unknown", None])
@pytest.mark.parametrize("mark", ["", "."])
def test_a_total_in_the_column_of_ids_is_none_of_them_whatever_its_amount(total, unknown, mark) -> None:
    """A column of amounts that are all different looks like ids as well."""
    write = lambda number: f"{number:,}".replace(",", mark)  # noqa: E731 - as below
    amounts = [write(1000 + 2_417 * n % 97_000) if n % 9 or unknown is None else unknown for n in range(40)]
    rows = [f"C{100 + n},{amount},{20 + n % 9},Ulm" for n, amount in enumerate(amounts)]
    lines = ["customer_id,amount,age,town", *rows, f"Total,{write(total)},,"]
    assert to_frame(to_grid("\n".join(lines)))[0].height == 40


OTHERS = (
    ("Month,Visitors", "Jan,100", "Feb,200"),
    ("Month,Visitors,Share", "Jan,100,2", "Feb,200,3"),
    ("Month,Visitors,Share,Bounces,Ads", "Jan,100,2,9,8", "Feb,200,3,8,7"),
)
CUSTOMERS = (
    ("Ann,none,none", "42,7,8"),
    ("41,7,8", "42,8,9"),
    ("North,x,y", "41,7,8"),
    ("North,x,y", "West,x,y"),
    ("total,7,8", "42,8,9"),
)


@pytest.mark.parametrize("other", OTHERS)
def test_another_table_below_is_left_out_whatever_its_width(other) -> None:
    rows = [f"{n},{n % 9 + 1},{10 * n + 5}" for n in range(1, 41)]
    frame, remarks = to_frame(to_grid("\n".join(["client_id,orders,revenue", *rows, "", *other])))
    assert frame.height == 40
    assert [(each.code, each.rows) for each in remarks] == [("second_table", 3)]


@pytest.mark.parametrize("more", CUSTOMERS)
def test_customers_behind_a_blank_line_stay(more) -> None:
    rows = [f"{n},{n % 9 + 1},{10 * n + 5}" for n in range(1, 41)]
    frame, _ = to_frame(to_grid("\n".join(["client_id,orders,revenue", *rows, "", *more])))
    assert frame.height >= 41
