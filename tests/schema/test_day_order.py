import polars as pl
import pytest

from coterie.schema import infer
from coterie.sources import read


@pytest.mark.words
def test_an_open_date_is_read_as_the_proven_ones_of_its_table():
    frame = pl.DataFrame(
        {
            "last order": ["01/02/2024", "03/04/2024", "05/06/2024"] * 4,
            "joined": ["12/31/2020", "01/02/2021", "03/04/2021"] * 4,
            "visits": range(12),
        }
    )
    schema = infer(read(frame))
    assert [schema[name].date_format for name in ("last order", "joined")] == ["%m-%d-%Y"] * 2
    assert "nothing in this column proves it" in schema["last order"].doubt
    assert schema["joined"].doubt == ""


@pytest.mark.words
def test_dates_that_contradict_each_other_prove_nothing():
    frame = pl.DataFrame(
        {
            "open": ["01/02/2024", "03/04/2024", "05/06/2024"] * 4,
            "american": ["12/31/2020", "01/02/2021", "03/04/2021"] * 4,
            "british": ["31/12/2020", "01/02/2021", "03/04/2021"] * 4,
            "visits": range(12),
        }
    )
    assert infer(read(frame))["open"].doubt.startswith("Day and month could be exchanged")
