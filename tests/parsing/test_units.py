import polars as pl
import pytest

from coterie.parsing.units import units_of, without_units


@pytest.mark.parametrize(
    ("cells", "units"),
    [
        (["45 yrs", "46 yrs."], ("yrs",)),
        (["12 kg", "7kg", "1,5 KG"], ("kg",)),
        (["1 month", "3 months"], ("month", "months")),
        (["12 kg", "700 g"], ("g", "kg")),
        (["$900/month", "$1,200.50/month"], ("/month",)),
        (["12 m²", "30 m²"], ("m²",)),
        (["20+", "30+"], ()),
        (["20-29", "30-39"], ()),
        (["<20", ">30"], ()),
        (["Store 12", "Store 13"], ()),
        (["12A", "13A"], ()),
        (["45 yrs", "soon"], ()),
        (["45 yrs"] * 9 + ["soon"], ("yrs",)),
        ([], ()),
    ],
)
def test_the_unit_of_numbers(cells, units):
    assert units_of(pl.Series(cells, dtype=pl.String)) == units


def test_only_the_known_unit_is_taken_off():
    cells = pl.Series(["3 Years", "12 months", "7", "$900 years", None])
    assert without_units(cells, ("year", "years")).to_list() == ["3", "12 months", "7", "$900", None]
