"""Numbers of a column as names and sentences write them: calendar years whole and without a comma."""

from __future__ import annotations

from coterie.naming.wording import bare
from coterie.number_format import plain

_YEARS = (1800, 2200)
_OF_YEARS = {
    *("year", "yob", "born", "birth", "birthyear", "geburtsjahr"),
    *("jahrgang", "baujahr", "naissance", "nacimiento", "nascita", "nascimento"),
    *("geboortejaar", "födelseår", "fødselsår", "syntymävuosi", "rocznik", "urodzenia"),
    *("narození", "рождения", "doğum", "γέννησης"),
}


def is_year(column: str, value: float) -> bool:
    """Return whether a column holds calendar years, by its name and one of its numbers.

    Examples
    --------
    >>> is_year("Year_Birth", 1969.2), is_year("years as customer", 12.0), is_year("income", 1969.0)
    (True, False, False)
    """
    return bool(set(bare(column).split()) & _OF_YEARS) and _YEARS[0] <= value <= _YEARS[1]


def written(column: str, value: float, figures: int = 3) -> str:
    """Write a number of a column: years whole, everything else with three figures or as many as are asked for.

    Examples
    --------
    >>> written("Year_Birth", 1969.2), written("income", 1969.2), written("Year_Birth", 1969.24, figures=5)
    ('1969', '1,970', '1969.2')
    """
    return f"{value:.{max(0, figures - 4)}f}" if is_year(column, value) else number(value, figures)


def written_both(column: str, value: float, other: float) -> tuple[str, str]:
    """Write a number of a column and what it is compared with, as tables do, but whole ones without decimals.

    Examples
    --------
    >>> written_both("paid", 1033.4, 2283.3), written_both("Year_Birth", 1969.2, 1970.4)
    (('1,033', '2,283'), ('1969', '1970'))
    >>> written_both("age", 56.0, 45.0), written_both("age", 56.0, 45.2)
    (('56', '45'), ('56.0', '45.2'))
    """
    largest = max(abs(value), abs(other))
    one, two = (f"{each:.0f}" if is_year(column, each) else plain(each, largest) for each in (value, other))
    parts = [each.partition(".") for each in (one, two)]
    if all(not after.strip("0") for _, _, after in parts):
        one, two = (before for before, _, _ in parts)
    return one, two


def number(value: float, figures: int = 3) -> str:
    """Write a number with three figures, or as many as are asked for, and thousands apart.

    Examples
    --------
    >>> [number(value) for value in (94213.0, 722.4, 44.63, 0.01234, -3.0, 0.0)]
    ['94,200', '722', '44.6', '0.0123', '-3', '0']
    """
    if value == 0:
        return "0"
    rounded = float(f"{value:.{figures}g}")
    if abs(rounded) < 1000:
        return f"{rounded:.{figures}g}"
    decimals = max(0, figures - len(str(int(abs(rounded)))))
    return f"{rounded:,.{decimals}f}"
