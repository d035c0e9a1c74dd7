"""Which built-in catalogue fits a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.catalogue import BY_COLUMNS, Catalogue, load_catalogue
from coterie.naming.roles import match_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def fitting_catalogue(columns: Sequence[str], given: Mapping[str, str] | None = None) -> Catalogue:
    """Return the built-in catalogue most of whose roles are played; of equally fitting ones the first.

    Parameters
    ----------
    columns : sequence of str
        Numeric columns.
    given : mapping of str to str, optional
        Roles with the column a person named for them: only catalogues that know all of them are chosen among.

    Returns
    -------
    Catalogue

    Raises
    ------
    InputError
        If no catalogue knows the roles given, or a column is not there.

    Examples
    --------
    >>> fitting_catalogue(["recency", "frequency", "monetary"]).name, fitting_catalogue(["age", "visits"]).name
    ('retail', 'bank')
    """
    known = [load_catalogue(name) for name in BY_COLUMNS]
    knowing = [each for each in known if set(given or ()) <= {role.key for role in each.roles}] or known[:1]
    return max(knowing, key=lambda each: len(match_roles(each, columns, given=given)))
