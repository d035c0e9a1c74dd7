import pytest

from coterie.errors import ColumnNotFound
from coterie.transactions.wanted import Wanted


@pytest.mark.parametrize("option", ["count", "returns"])
def test_columns_that_are_not_there_are_told(option):
    with pytest.raises(ColumnNotFound, match=f"`{option}` names 'Stat', which is not a column. Did you mean 'State'?"):
        Wanted(**{option: {"Stat": ("paid",)}}).check(["State", "paid"])
