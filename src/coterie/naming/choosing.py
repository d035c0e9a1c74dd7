"""Which built-in catalogue fits a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coterie.naming.catalogue import BY_COLUMNS, Catalogue, load_catalogue
from coterie.naming.roles import match_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.profiling import NumericProfile


def fitting_catalogue(
    columns: Sequence[str] | Mapping[str, NumericProfile], given: Mapping[str, str] | None = None
) -> Catalogue:
    """Return the built-in catalogue most of whose roles are played; of equally fitting ones the first.

    Parameters
    ----------
    columns : sequence of str or mapping of str to NumericProfile
        Numeric columns; with their profiles over all customers only those count whose values can be what they say.
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
    overall = columns if isinstance(columns, Mapping) else None
    return max(knowing, key=lambda each: len(match_roles(each, tuple(columns), given=given, overall=overall)))
