"""Which column plays which role of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors
from coterie.naming.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coterie.naming.catalogue import Catalogue


def match_roles(
    catalogue: Catalogue,
    columns: Sequence[str],
    *,
    features: Collection[str] = (),
    given: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Find the column for each role: the one a person named, else the one that bears the likeliest synonym.

    Parameters
    ----------
    catalogue : Catalogue
        Its roles and their synonyms.
    columns : sequence of str
        Numeric columns to choose from; of equally likely ones the first is taken.
    features : collection of str
        Those that segments are built on: they go before the others.
    given : mapping of str to str, optional
        Roles with the column a person named for them.

    Returns
    -------
    dict of str to str
        Role keys with their columns, in the catalogue's order; roles without a column are left out.

    Raises
    ------
    InputError
        If `given` names an unknown role, a column that is not there or one column twice.

    Examples
    --------
    >>> from coterie.naming.catalogue import load_catalogue
    >>> match_roles(load_catalogue("bank"), ["Age", "Annual Income (k$)", "Spending Score (1-100)"])
    {'age': 'Age', 'income': 'Annual Income (k$)', 'spending': 'Spending Score (1-100)'}
    """
    given = given or {}
    _check(given, [role.key for role in catalogue.roles], columns)
    found: dict[str, str] = {}
    for role in catalogue.roles:
        free = [column for column in columns if column not in given.values() and column not in found.values()]
        ours = [column for column in free if column in features]
        column = (
            given.get(role.key)
            or _bearer(role.scores, free)
            or _bearer(role.synonyms, ours)
            or _bearer(role.synonyms, free)
        )
        if column is not None:
            found[role.key] = column
    return found


def reversed_roles(catalogue: Catalogue, columns: Mapping[str, str]) -> frozenset[str]:
    """Name the roles whose column runs the other way: a high score for a low value.

    Parameters
    ----------
    catalogue : Catalogue
        Its roles.
    columns : mapping of str to str
        Columns by role, from `match_roles`.

    Examples
    --------
    >>> from coterie.naming.catalogue import load_catalogue
    >>> reversed_roles(load_catalogue("retail"), {"recency": "r_score", "frequency": "f_score"})
    frozenset({'recency'})
    """
    return frozenset(
        role.key
        for role in catalogue.roles
        if role.scores_reversed and role.key in columns and _bearer(role.scores, [columns[role.key]])
    )


def role_words(catalogue: Catalogue, columns: Mapping[str, str], known: Sequence[str]) -> dict[str, str]:
    """Return what to call the columns that hold a role's quantity itself, in the catalogue's words.

    Parameters
    ----------
    catalogue : Catalogue
        Its roles.
    columns : mapping of str to str
        Columns by role, from `match_roles`.
    known : sequence of str
        All numeric columns.

    Examples
    --------
    >>> from coterie.naming.catalogue import load_catalogue
    >>> role_words(load_catalogue("retail"), {"recency": "r_score"}, ["recency_days", "r_score"])
    {'recency_days': 'number of days away'}
    """
    words = {}
    for role in catalogue.roles:
        column = columns.get(role.key)
        if column is not None and _bearer(role.scores, [column]):
            column = _bearer(role.synonyms, known)
        if column is not None:
            words[column] = role.label
    return words


def _bearer(synonyms: Sequence[str], columns: Sequence[str]) -> str | None:
    for synonym in synonyms:
        for column in columns:
            if squeezed(column) == squeezed(synonym):
                return column
    return None


def _check(given: Mapping[str, str], roles: Sequence[str], columns: Sequence[str]) -> None:
    named: dict[str, str] = {}
    for role, column in given.items():
        if role not in roles:
            raise errors.unknown_choice(option="a role", value=role, choices=roles or ["(this catalogue has none)"])
        if column not in columns:
            raise errors.unknown_column(option=f"the role {role}", wanted=column, known=columns)
        if column in named:
            raise errors.column_used_twice(column, first=f"the role {named[column]}", second=f"the role {role}")
        named[column] = role
