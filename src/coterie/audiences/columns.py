"""Which columns of the customers hold their e-mail address, phone number and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from coterie import errors
from coterie.audiences.platforms import CONTACTS, Contact
from coterie.schema.words import personal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_BY_THEMSELVES: tuple[Contact, ...] = ("email", "phone")


def contact_columns(
    columns: Sequence[str], wanted: Collection[Contact], named: Mapping[str, str]
) -> dict[Contact, str]:
    """Return the column of each contact detail that is wanted and there.

    E-mail addresses and phone numbers are found by the names of columns. Everything else goes to a platform only where
    a person names it.

    Parameters
    ----------
    columns : sequence of str
        Of the customers.
    wanted : collection of str
        What the platform takes.
    named : mapping of str to str
        What a person says, by contact detail.

    Returns
    -------
    dict of str to str

    Raises
    ------
    coterie.errors.InputError
        For a contact detail that there is none of, and a column that is not there.
    coterie.errors.NeedsAnswer
        Where several columns may hold it.

    Examples
    --------
    >>> contact_columns(["id", "E-Mail", "Mobile", "Zip"], ["email", "phone", "zip"], {"zip": "Zip"})
    {'zip': 'Zip', 'email': 'E-Mail', 'phone': 'Mobile'}
    """
    option = "--contact"
    for what, column in named.items():
        if what not in CONTACTS:
            raise errors.choosing.unknown_choice(option, what, CONTACTS)
        if what not in wanted:
            raise errors.audiences.not_taken(what, sorted(wanted))
        if column not in columns:
            raise errors.columns.unknown_column(option, column, columns)
    found = {cast("Contact", what): column for what, column in named.items()}
    for kind in _BY_THEMSELVES:
        if kind not in wanted or kind in found:
            continue
        candidates = [each for each in columns if personal(each) == kind]
        if len(candidates) > 1:
            raise errors.questions.which_contact(kind, candidates)
        if candidates:
            found[kind] = candidates[0]
    return found
