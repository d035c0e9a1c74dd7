"""Numbers in every usual spelling are the same numbers."""

from __future__ import annotations

import pytest

from coterie.remarks import say


def grouped(number, thousands=",", mark=".", decimals=2):
    plain = f"{number:,.{decimals}f}"
    return plain.replace(",", "\0").replace(".", mark).replace("\0", thousands)


def indian(number):
    whole, cents = f"{number:.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail]) + "." + cents


MONEY = {
    "decimal comma": lambda n: grouped(n, "", ","),
    "points": lambda n: grouped(n, ".", ","),
    "commas": grouped,
    "blanks": lambda n: grouped(n, " ", ","),
    "no-break blanks": lambda n: grouped(n, "\u00a0", ","),
    "narrow no-break blanks": lambda n: grouped(n, "\u202f", ","),
    "thin blanks": lambda n: grouped(n, "\u2009", ","),
    "apostrophes": lambda n: grouped(n, "'"),
    "typographic apostrophes": lambda n: grouped(n, "\u2019"),
    "Indian": indian,
    "rupees": lambda n: "₹ " + indian(n),
    "dollars": lambda n: "$" + grouped(n),
    "accounting": lambda n: f" $ {grouped(n)} ",
    "code before": lambda n: "USD " + grouped(n),
    "code with a point": lambda n: "Rs. " + grouped(n),
    "code behind": lambda n: grouped(n, ".", ",") + " EUR",
    "sign behind": lambda n: grouped(n, ".", ",") + "\u00a0€",
    "francs": lambda n: "SFr. " + grouped(n, "'"),
    "krona": lambda n: grouped(n, "\u00a0", ",") + " kr",
    "yen": lambda n: "￥" + grouped(n),
    "seldom code": lambda n: "GHS " + grouped(n),
    "roubles": lambda n: grouped(n, " ", ",") + " руб.",
    "reais": lambda n: "R$ " + grouped(n, ".", ","),
    "Hong Kong": lambda n: "HK$" + grouped(n),
    "thousands": lambda n: f"{n / 1000:.5f}k",
    "thousands of euros": lambda n: grouped(n / 1000, "", ",", 5) + " TEUR",
    "thousands in words": lambda n: grouped(n / 1000, "", ",", 5) + " Tsd. €",
    "millions": lambda n: f"${n / 1e6:.8f}M",
    "Mio.": lambda n: grouped(n / 1e6, "", ",", 8) + " Mio. €",
    "lakh": lambda n: f"{n / 1e5:.7f} lakh",
    "crore": lambda n: f"₹{n / 1e7:.9f} crore",
    "exponents": "{:.7e}".format,
    "exponents with commas": lambda n: f"{n:.7E}".replace(".", ","),
    "plus": "+{:.2f}".format,
    "held in a formula": '="{:.2f}"'.format,
    "apostrophe in front": "'{:.2f}".format,
    "a year": lambda n: f"${grouped(n)}/yr",
    "marks of direction": "\u200e{:.2f}\u202c".format,
    "full width": lambda n: f"{n:.2f}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    "Arabic digits": lambda n: f"{round(n * 100)}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "Devanagari digits": lambda n: f"{round(n * 100)}".translate(str.maketrans("0123456789", "०१२३४५६७८९")),
}


@pytest.mark.parametrize("form", MONEY)
def test_money(base, form):
    times = 100 if "digits" in form else 1
    said = base.check(
        base.text(";", AnnualIncome=MONEY[form]),
        changed={"Annual Income": [times * n for n in base.column("Annual Income")]},
    )
    rewritten = said.get(("Annual Income", "number_as_text"))
    assert rewritten is None or rewritten.rows == 60


BELOW_ZERO = {
    "brackets": "({:,.2f})",
    "brackets and dollars": "(${:,.2f})",
    "dollars and brackets": "$({:,.2f})",
    "behind": "{:.2f}-",
    "behind the sign": "{:.2f} €-",
    "before dollars": "-${:,.2f}",
    "behind dollars": "$-{:,.2f}",
    "true minus": "\u2212{:.2f}",
    "hyphen": "\u2010{:.2f}",
    "dash": "\u2013{:.2f}",
    "wide": "－{:.2f}",
    "apart": "- {:.2f}",
}


@pytest.mark.parametrize("form", BELOW_ZERO)
def test_numbers_below_zero(base, form):
    signs = iter([(-1) ** number for number in range(60)] * 2)
    wanted = [next(signs) * income for income in base.column("Annual Income")]

    def written(income):
        return BELOW_ZERO[form].format(income) if next(signs) < 0 else f"{income:.2f}"

    base.check(base.text(";", AnnualIncome=written), changed={"Annual Income": wanted})


UNITS = ("{} yrs", "{}y", "{} years old", "{} kg", "{}kg.", "{} Jahre", "{} pts", "{}%", "{} m²", "{} °C", "{} GB")


@pytest.mark.parametrize("unit", UNITS)
def test_units_behind_numbers(base, unit):
    said = base.check(base.text(Age=unit.format))
    assert said["Age", "number_as_text"].facts == {"written": ((unit.format(20), 20.0),)}


def test_singular_and_plural_are_one_unit(base):
    base.check(base.text(Age=lambda age: f"{age} month{'s' * (age > 30)}"))


MIXED = {
    "months and years": lambda age: f"{age} years" if age % 2 else f"{age * 12} months",
    "kilograms and grams": lambda age: f"{age} kg" if age % 2 else f"{age * 1000} g",
    "thousands and a unit": lambda age: f"{age}k" if age % 2 else f"{age} m",
}


@pytest.mark.parametrize("mixed", MIXED)
def test_several_units_are_left_out_and_said(base, mixed):
    _, schema, *_ = base.read(base.text(Age=MIXED[mixed]))
    assert schema["Age"].role == "ignored"
    assert say("doubt.several_units") in schema["Age"].reason


def test_what_is_no_amount_stays_a_category(base):
    for form in ("{}+", "<{}", "{0}-{0}9", "Store {}", "{}A"):
        _, schema, *_ = base.read(base.text(Age=lambda age, form=form: form.format(age // 10)))
        assert schema["Age"].type == "categorical", form


def test_what_nothing_proves_is_said(base):
    _, schema, *_ = base.read(base.text(";", Age=lambda age: f"{age}.000"))
    assert "20.000" in schema["Age"].doubt
    _, schema, *_ = base.read(base.text(Age=lambda age: f"{age} yrs" if age % 2 else str(age)))
    assert schema["Age"].doubt == say("doubt.no_unit", percent=50.0)
    _, schema, *_ = base.read(base.text(Age=lambda age: f"{age}%" if age % 2 else f"0.{age}"))
    assert say("doubt.percent_signs", percent=50.0) in schema["Age"].doubt
    _, schema, *_ = base.read(base.text(Age=lambda age: f"${age}" if age % 2 else f"€{age}"))
    assert say("doubt.currencies", currencies=["$", "€"]) in schema["Age"].doubt


@pytest.mark.parametrize("cell", ["inf", "-inf", "Infinity", "∞", "-∞"])
def test_what_is_not_finite_is_missing_and_counted(base, cell):
    rows = base.lines()
    for line in (4, 18, 41):
        cells = rows[line].split(",")
        cells[1] = cell
        rows[line] = ",".join(cells)
    ages = [None if number + 1 in (4, 18, 41) else age for number, age in enumerate(base.column("Age"))]
    _, _, frame, report = base.read("\n".join(rows))
    assert frame["Age"].to_list() == ages
    (found,) = (each for each in report.remarks if each.code == "not_finite")
    assert found.rows == 3
