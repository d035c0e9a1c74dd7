"""Forms of text that other programs make: pages, boxes, other line breaks, quotes and dates."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
          "décembre")  # fmt: skip
MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
         "diciembre")  # fmt: skip
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
DATES = {
    "weekday": "{:%a, %d %b %Y}".format,
    "whole weekday": "{:%A, %B %d, %Y}".format,
    "offset": "{:%Y/%m/%d} 00:00:00 +0000".format,
    "without signs": "{:%Y%m%d}T000000Z".format,
    "Korean": lambda day: f"{day.year}. {day.month}. {day.day}.",
    "Russian": "{:%d.%m.%Y} г.".format,
    "French": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "Spanish": lambda day: f"{day.day} de {MESES[day.month - 1]} de {day.year}",
    "ordinal day": lambda day: f"{day:%B} {day.day}{ENDINGS.get(day.day, 'th')}, {day.year}",
    "glued capitals": lambda day: f"{day:%d%b%Y}".upper(),
    "month first": "{:%b-%d-%Y}".format,
    "of a service": lambda day: f"/Date({(day - date(1970, 1, 1)).days * 86_400_000}+0000)/",
    "underscores": "{:%Y_%m_%d}".format,
    "in quotes": "'{:%Y-%m-%d}'".format,
    "nanoseconds": "{:%Y-%m-%d} 00:00:00.000000000".format,
    "blanks": lambda day: f"{day.day} . {day.month} . {day.year}",
}


@pytest.mark.parametrize("form", DATES)
def test_dates(base, form):
    base.check(base.text(";", Joined=DATES[form]))


MONEY = {
    "code without a blank": "{:.2f}USD".format,
    "narrow blank": lambda n: f"{n:,.2f}".replace(",", "\u202f"),
    "thin blank": lambda n: f"{n:,.2f}".replace(",", "\u2009"),
    "blank as wide as a figure": lambda n: f"{n:,.2f}".replace(",", "\u2007"),
    "backtick": lambda n: f"{n:,.2f}".replace(",", "`"),
    "acute accent": lambda n: f"{n:,.2f}".replace(",", "\u00b4"),
    "raised point": lambda n: f"{n:.2f}".replace(".", "·"),
    "Arabic marks": lambda n: f"{n:,.2f}".translate(str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")),
    "a year": "{:.2f} p.a.".format,
}


@pytest.mark.parametrize("form", MONEY)
def test_money(base, form):
    base.check(base.text(";", AnnualIncome=MONEY[form]))


def test_arabic_marks_are_no_thousands_where_others_have_decimal_commas(base):
    arabic = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
    wanted = [age + 0.125 for age in base.column("Age")]
    base.check(
        base.text(";", AnnualIncome=lambda n: f"{n:.2f}".replace(".", ","), Age=lambda n: f"{n}.125".translate(arabic)),
        changed={"Age": wanted},
    )


NO_NUMBERS = ("~{:.2f}", "ca. {:.2f}", "{:.0f}€50", "{:.0f}×10^4", "123_{:.0f}")


@pytest.mark.parametrize("form", NO_NUMBERS)
def test_what_is_not_understood_is_left_out_and_never_guessed(base, form):
    _, schema, *_ = base.read(base.text(";", AnnualIncome=form.format))
    assert schema["Annual Income"].role == "ignored"
    assert schema["Annual Income"].reason


NO_DATES = ("{:%Y-%j}", "{:%G-W%V-%u}", "{:%d}.III.{:%Y}")


@pytest.mark.parametrize("form", NO_DATES)
def test_days_that_are_not_understood_are_no_other_days(base, form):
    _, schema, *_ = base.read(base.text(";", Joined=lambda day: form.format(day, day)))
    assert (schema["Joined"].type, schema["Joined"].role) == ("text", "ignored")


FORMS = {}


def form(make):
    FORMS[make.__name__] = make
    return make


@form
def trailing_all(base):
    return "\n".join(line + "," for line in base.lines())


@form
def trailing_rows(base):
    h, *r = base.lines()
    return "\n".join([h, *(line + "," for line in r)])


@form
def trailing_many(base):
    return "\n".join(line + ",,,," for line in base.lines())


@form
def md_bare(base):
    h, *r = [line.split(",") for line in base.lines()]
    return "\n".join([" | ".join(h), "|".join(["---"] * 7), *(" | ".join(x) for x in r)])


@form
def mysql_box(base):
    h, *r = [line.split(",") for line in base.lines()]
    bar = "+" + "+".join(["-" * 16] * 7) + "+"
    return "\n".join(
        [
            bar,
            "| " + " | ".join(x.ljust(14) for x in h) + " |",
            bar,
            *("| " + " | ".join(x.ljust(14) for x in y) + " |" for y in r),
            bar,
            "60 rows in set (0.00 sec)",
        ]
    )


@form
def unicode_box(base):
    h, *r = [line.split(",") for line in base.lines()]
    return "\n".join(
        [
            "┌" + "┬".join(["─" * 16] * 7) + "┐",
            "│ " + " │ ".join(x.ljust(14) for x in h) + " │",
            "├" + "┼".join(["─" * 16] * 7) + "┤",
            *("│ " + " │ ".join(x.ljust(14) for x in y) + " │" for y in r),
            "└" + "┴".join(["─" * 16] * 7) + "┘",
        ]
    )


@form
def pages(base):
    h, *r = base.lines()
    out = []
    for i in range(0, 60, 20):
        out += [f"Page {i // 20 + 1},,,,,,", h, *r[i : i + 20]]
    return "\n".join(out)


@form
def formfeed(base):
    h, *r = base.lines()
    return "\n".join([h, *r[:30], "\f", h, *r[30:]])


@form
def mixed_ends(base):
    ls = base.lines()
    return "".join(line + ("\r\n", "\n", "\r")[i % 3] for i, line in enumerate(ls))


@form
def ctrl_z(base):
    return base.text() + "\x1a"


@form
def nel(base):
    return base.text().replace("\n", "\x85")


@form
def ls2028(base):
    return base.text().replace("\n", "\u2028")


@form
def unit_sep(base):
    return base.text().replace(",", "\x1f").replace("\n", "\x1e")


@form
def double_pipe(base):
    return base.text().replace(",", "||")


@form
def tilde_bar(base):
    return base.text().replace(",", "|~|")


@form
def double_semicolon_quotes(base):
    return base.text(";", options={"quoting": csv.QUOTE_ALL}).replace('"', '""')


@form
def smart_quotes(base):
    return "\n".join(",".join(f"“{c}”" for c in line.split(",")) for line in base.lines())


@form
def guillemets(base):
    return "\n".join(";".join(f"«{c}»" for c in line.split(",")) for line in base.lines())


@form
def index_col(base):
    h, *r = base.lines()
    return "\n".join(["," + h, *(f"{i},{line}" for i, line in enumerate(r))])


@form
def total_first(base):
    h, *r = base.lines()
    s = sum(float(line.split(",")[2]) for line in r)
    return "\n".join([h, f"Total,,{s:.2f},,,,", *r])


@form
def subtotals(base):
    h, *r = base.lines()
    out = [h]
    for i in range(0, 60, 20):
        out += r[i : i + 20]
        out.append(f"Subtotal,,{sum(float(line.split(',')[2]) for line in r[i : i + 20]):.2f},,,,")
    out.append(f"Grand Total,,{sum(float(line.split(',')[2]) for line in r):.2f},,,,")
    return "\n".join(out)


@form
def comments_mid(base):
    h, *r = base.lines()
    return "\n".join([h, *r[:20], "# imported from the old system", *r[20:], "# end"])


@form
def json_strings(base):
    h, *r = [line.split(",") for line in base.lines(AnnualIncome=lambda n: f"{n:.2f}")]
    return json.dumps([dict(zip(h, x, strict=True)) for x in r])


@pytest.mark.parametrize("name", FORMS)
def test_what_other_programs_make(base, name):
    base.check(FORMS[name](base), "customers.json" if name.startswith("json") else "customers.csv")


def test_what_was_left_out_or_taken_for_something_is_said(base):
    for name, action, rows in (
        ("pages", "title_above_header", 2),
        ("pages", "repeated_header", 2),
        ("comments_mid", "comment_lines", 2),
        ("subtotals", "total_rows", 4),
        ("unicode_box", "drawn_lines", 0),
        ("nel", "line_breaks", 0),
        ("smart_quotes", "quotation_marks", 0),
    ):
        assert base.check(FORMS[name](base))[None, action].rows == rows
