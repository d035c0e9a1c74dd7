"""Dates in every usual spelling are the same days; what is open is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coterie.remarks import say

DAYS = date(1899, 12, 30)
GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def since_1970(day):
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def pattern(form):
    return lambda day: day.strftime(form)


FORMS = {
    form: pattern(form)
    for form in (
        "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%m/%d/%y",
        "%d-%m-%Y", "%d. %m. %Y", "%b %d, %Y", "%B %d, %Y", "%b. %d, %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%y",
        "%d/%b/%Y", "%Y-%b-%d", "%a, %d %b %Y", "%A, %B %d, %Y", "%Y年%m月%d日", "%y%m%d",
        "%Y-%m-%dT13:04:05", "%Y-%m-%dT13:04", "%Y-%m-%dT13:04:05Z", "%Y-%m-%dT13:04:05.123456+02:00",
        "%Y-%m-%d 13:04:05+02", "%Y-%m-%d 13:04:05 CET", "%Y-%m-%dT13:04:05+01:00[Europe/Berlin]", "%Y%m%dT130405Z",
        "%Y%m%d130405", "%d/%m/%Y 13:04", "%m/%d/%Y 01:04:05 PM", "%Y-%m-%d\u202f1:04 PM",
        "%a %b %d 13:04:05 %Y", "%a %b %d 13:04:05 UTC %Y", "%a, %d %b %Y 13:04:05 GMT", "%d/%b/%Y:13:04:05 +0000",
    )
}  # fmt: skip
FORMS |= {
    "without zeros": lambda day: f"{day.month}/{day.day}/{day.year}",
    "capitals": lambda day: day.strftime("%d-%b-%Y").upper(),
    "Sept": lambda day: day.strftime("%d %b %Y").replace("Sep", "Sept"),
    "ordinal": lambda day: f"{day.day}th of {day:%B} {day.year}",
    "German": lambda day: f"{day.day}. {GERMAN[day.month - 1]} {day.year}",
    "French": lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year}",
    "Excel": lambda day: str((day - DAYS).days),
    "Excel with the time": lambda day: f"{(day - DAYS).days}.5",
    "seconds": lambda day: str(since_1970(day)),
    "seconds with fractions": lambda day: f"{since_1970(day)}.25",
    "milliseconds": lambda day: f"{since_1970(day)}000",
    "microseconds": lambda day: f"{since_1970(day)}000000",
    "apostrophe in front": lambda day: f"'{day}",
    "two ways": lambda day: f"{day}" if day.day % 2 else f"{day:%d/%m/%Y}",
    "wide digits": lambda day: f"{day}".translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
}


@pytest.mark.parametrize("form", FORMS)
def test_days(base, form):
    assert base.check(base.text(";", Joined=FORMS[form])) == {}


@pytest.mark.parametrize("form", ["Excel", "seconds", "milliseconds", "%y%m%d"])
def test_days_that_are_plain_numbers_are_doubted(base, form):
    _, schema, *_ = base.read(base.text(Joined=FORMS[form]))
    first = base.column("Joined")[0]
    start, _, end = say("doubt.numeric_dates", value="\0", day=first, column="Joined").partition("\0")
    assert schema["Joined"].doubt.startswith(start)
    assert schema["Joined"].doubt.endswith(end)


def open_days(base, form):
    days = [day.replace(day=1 + day.day % 12) for day in base.column("Joined")]
    return base.text(";", Joined=lambda day: day.replace(day=1 + day.day % 12).strftime(form)), {"Joined": days}


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y"])
def test_day_and_month_that_could_be_exchanged_are_doubted(base, form):
    text, changed = open_days(base, form)
    base.check(text, changed=changed)
    _, schema, *_ = base.read(text)
    assert schema["Joined"].doubt.startswith(say("doubt.day_or_month"))


def test_points_mean_the_day_is_first(base):
    text, changed = open_days(base, "%d.%m.%Y")
    base.check(text, changed=changed)
    assert base.read(text)[1]["Joined"].doubt == ""


def test_births_of_two_digits_are_of_the_last_century(base):
    births = [date(1940 + number, day.month, day.day % 28 + 1) for number, day in enumerate(base.column("Joined"))]
    written = iter([birth.strftime("%d.%m.%y") for birth in births] * 2)
    text = base.text(";", Joined=lambda _: next(written))
    base.check(text, changed={"Joined": births})
    written = iter([birth.strftime("%d.%m.%y") for birth in births])
    assert base.read(base.text(";", Joined=lambda _: next(written)))[1]["Joined"].doubt == (
        say("doubt.two_digits", first=1940, last=2039)
    )


@pytest.mark.parametrize("cell", ["9999-12-31", "31.12.9999", "0000-00-00", "00.00.0000"])
def test_days_that_stand_for_none_are_missing(base, cell):
    days = [None if day.day < 9 else day for day in base.column("Joined")]
    text = base.text(";", Joined=lambda day: cell if day.day < 9 else day.strftime("%d.%m.%Y"))
    said = base.check(text, changed={"Joined": days})
    assert said["Joined", "missing_token"].facts == {"counts": ((cell, days.count(None)),)}


@pytest.mark.parametrize("cell", ["30.02.2020", "12.13.2020", "soon", "1.1.1066"])
def test_what_is_no_day_is_missing_and_quoted(base, cell):
    rows = base.lines(Joined=lambda day: day.strftime("%d.%m.%Y"))
    cells = rows[7].split(",")
    cells[4] = cell
    rows[7] = ",".join(cells)
    days = [None if number == 6 else day for number, day in enumerate(base.column("Joined"))]
    said = base.check("\n".join(rows), changed={"Joined": days})
    assert said["Joined", "not_a_date"].facts == {"examples": (cell,)}


def test_an_income_at_the_start_is_no_date_without_a_word(base):
    _, schema, *_ = base.read(base.text(AnnualIncome=lambda income: str(round(income / 4) + 20_000)).replace(
        "Annual Income", "Start income"
    ))  # fmt: skip
    assert "Start income" in schema["Start income"].doubt
