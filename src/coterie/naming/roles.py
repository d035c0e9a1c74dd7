"""Which column plays which role of a catalogue."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coterie import errors
from coterie.naming.amounts import factor, unit_is_clear
from coterie.naming.direction import direction
from coterie.naming.plausible import is_lifetime, named, plausible
from coterie.naming.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.naming.catalogue import Catalogue
    from coterie.naming.claims import Role
    from coterie.profiling import NumericProfile, Profiles

_COUNT = "frequency"
"""The role that tells lifetimes from times away."""


@dataclass(frozen=True)
class Cast:
    """The columns that play the roles.

    Attributes
    ----------
    columns : mapping of str to str
        By role, the column that claims are measured on: perhaps scores.
    quantities : mapping of str to str
        By role, the column that holds the quantity itself, in a unit that is known.
    against : collection of str
        Roles whose column in `columns` runs the other way: a small number stands for much.
    factors : mapping of str to float
        By role, what a number in `quantities` is multiplied by before bounds are applied to it.
    least : mapping of str to float
        By role, the least difference from the average that counts.
    unclear : collection of str
        Roles whose column holds the quantity in a unit that nothing tells for certain: bounds in units of the table are
        not known to hold.
    """

    columns: Mapping[str, str]
    quantities: Mapping[str, str] = field(default_factory=dict)
    against: Collection[str] = frozenset()
    factors: Mapping[str, float] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)
    unclear: Collection[str] = frozenset()


def cast(
    catalogue: Catalogue,
    columns: Mapping[str, str],
    overall: Mapping[str, NumericProfile],
    *,
    given: Collection[str] = (),
) -> Cast:
    """Find out what else must be known of the columns that play roles.

    Parameters
    ----------
    catalogue : Catalogue
        Its roles.
    columns : mapping of str to str
        Columns by role, from `match_roles`.
    overall : mapping of str to NumericProfile
        Every numeric column, over all customers.
    given : collection of str
        Roles whose column a person named.

    Returns
    -------
    Cast
    """
    playing = [role for role in catalogue.roles if role.key in columns]
    held = {role.key: _quantity(role, columns[role.key], overall) for role in playing}
    certain = {
        role.key: column
        for role in playing
        if (column := held[role.key]) is not None and (role.key in given or not named(column, role.unit_unknown))
    }
    factors = {role.key: factor(role, certain[role.key], overall) for role in playing if role.key in certain}
    unclear = frozenset(key for key, each in factors.items() if each is None)
    return Cast(
        columns,
        {key: column for key, column in certain.items() if key not in unclear},
        reversed_roles(catalogue, columns, overall),
        {key: each for key, each in factors.items() if each is not None},
        {role.key: role.least_effect for role in playing if columns[role.key] == held[role.key]},
        unclear,
    )


def match_roles(
    catalogue: Catalogue,
    columns: Sequence[str],
    *,
    features: Collection[str] = (),
    given: Mapping[str, str] | None = None,
    overall: Mapping[str, NumericProfile] | None = None,
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
    overall : mapping of str to NumericProfile, optional
        Columns over all customers: those whose values cannot be what their name says play no role.

    Returns
    -------
    dict of str to str
        Role keys with their columns, in the catalogue's order; roles without a column are left out.

    Raises
    ------
    InputError
        If `given` names an unknown role, a column that does not exist or one column twice.

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
        free = [column for column in free if overall is None or plausible(role, column, overall[column])]
        column = given.get(role.key) or _likeliest(role, free, features)
        if column is not None:
            found[role.key] = column
    return found


def without_lifetimes(
    catalogue: Catalogue, columns: Mapping[str, str], profiles: Profiles, *, given: Collection[str] = ()
) -> dict[str, str]:
    """Leave out a recency that means a customer's age at the last purchase, unless a person named it.

    The frequency beside it goes too: in such tables it counts the purchases after the first.
    """
    for role in catalogue.roles:
        column = columns.get(role.key, "")
        if role.key in given or not named(column, role.lifetimes):
            continue
        if is_lifetime(profiles, column, columns.get(_COUNT)):
            return {key: each for key, each in columns.items() if key in given or key not in {role.key, _COUNT}}
    return dict(columns)


def reversed_roles(
    catalogue: Catalogue, columns: Mapping[str, str], overall: Mapping[str, NumericProfile] | None = None
) -> frozenset[str]:
    """Name the roles whose column runs the other way: a high score for a low value, an expense below zero.

    Parameters
    ----------
    catalogue : Catalogue
        Its roles.
    columns : mapping of str to str
        Columns by role, from `match_roles`.
    overall : mapping of str to NumericProfile, optional
        Columns over all customers.

    Examples
    --------
    >>> from coterie.naming.catalogue import load_catalogue
    >>> reversed_roles(load_catalogue("retail"), {"recency": "r_score", "frequency": "f_score"})
    frozenset({'recency'})
    """
    return frozenset(
        role.key
        for role in catalogue.roles
        if role.key in columns and _runs_back(role, columns[role.key], overall or {})
    )


def role_words(
    catalogue: Catalogue, columns: Mapping[str, str], known: Sequence[str] | Mapping[str, NumericProfile]
) -> dict[str, str]:
    """Return what to call the columns that hold a role's quantity itself, in the catalogue's words.

    Parameters
    ----------
    catalogue : Catalogue
        Its roles.
    columns : mapping of str to str
        Columns by role, from `match_roles`.
    known : sequence of str or mapping of str to NumericProfile
        All numeric columns; with their profiles over all customers the catalogue's words are left out that say a unit
        which a column may not have.

    Examples
    --------
    >>> from coterie.naming.catalogue import load_catalogue
    >>> role_words(load_catalogue("retail"), {"recency": "r_score"}, ["recency_days", "r_score"])
    {'recency_days': 'number of days away'}
    """
    words, overall = {}, known if isinstance(known, Mapping) else {}
    for role in catalogue.roles:
        column = columns.get(role.key)
        if column is not None and _bearer(role.scores, [column]):
            column = _bearer(role.synonyms, tuple(known))
        if column is None or named(column, role.reversed):
            continue
        if column not in overall or unit_is_clear(role, column, overall[column]):
            words[column] = role.label
    return words


def _likeliest(role: Role, free: Sequence[str], features: Collection[str]) -> str | None:
    """Return the column that bears the likeliest name of a role; scores first, then features."""
    names = (*role.synonyms, *role.reversed, *role.unsure)
    return (
        _bearer(role.scores, free)
        or _bearer(names, [column for column in free if column in features])
        or _bearer(names, free)
    )


def _quantity(role: Role, column: str, overall: Mapping[str, NumericProfile]) -> str | None:
    """Return the column that holds the quantity itself, where `column` may hold its scores."""
    if not _bearer(role.scores, [column]):
        return None if named(column, role.reversed) else column
    return _bearer(role.synonyms, [each for each, profile in overall.items() if plausible(role, each, profile)])


def _runs_back(role: Role, column: str, overall: Mapping[str, NumericProfile]) -> bool:
    if _bearer(role.scores, [column]):
        return role.scores_reversed
    below = column in overall and direction(column, overall[column]) == "down"
    return below or named(column, role.reversed)


def _bearer(synonyms: Sequence[str], columns: Sequence[str]) -> str | None:
    for synonym in synonyms:
        for column in columns:
            if squeezed(column) == squeezed(synonym):
                return column
    return None


def _check(given: Mapping[str, str], roles: Sequence[str], columns: Sequence[str]) -> None:
    named_already: dict[str, str] = {}
    for role, column in given.items():
        if role not in roles:
            raise errors.choosing.unknown_choice(
                option="a role", value=role, choices=roles or ["(this catalogue has none)"]
            )
        if column not in columns:
            raise errors.columns.unknown_column(option=f"the role {role}", wanted=column, known=columns)
        if column in named_already:
            raise errors.columns.column_used_twice(
                column, first=f"the role {named_already[column]}", second=f"the role {role}"
            )
        named_already[column] = role
