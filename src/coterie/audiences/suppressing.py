"""Who must not be on a list, by a file of ids, e-mail addresses or phone numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.audiences import normalising as write
from coterie.schema.words import personal

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Suppressed:
    """Who must not be on a list.

    Attributes
    ----------
    ids : frozenset of str
        Customers' ids.
    emails, phones : frozenset of str
        SHA-256 of addresses and numbers, in every way of writing that counts.
    """

    ids: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def holds(self, customer: str | None, email: str | None, phone: str | None, *, country: str | None) -> bool:
        """Return whether a customer is among them, by any of what is known.

        Examples
        --------
        >>> Suppressed(emails=_keys_of_email("Ann@example.com")).holds("C1", "ann@EXAMPLE.com ", None, country=None)
        True
        """
        return (
            (customer is not None and customer.strip() in self.ids)
            or (email is not None and not self.emails.isdisjoint(_keys_of_email(email)))
            or (bool(self.phones) and phone is not None and not self.phones.isdisjoint(_keys_of_phone(phone, country)))
        )


def suppressed(frame: pl.DataFrame, key: str, *, country: str | None) -> Suppressed:
    """Read who must not be on a list.

    Parameters
    ----------
    frame : polars.DataFrame
        A column named as the customers' id, columns of e-mail addresses and phone numbers, or one column of any
        of these.
    key : str
        The customers' id column.
    country : str or None
        Where phone numbers without a country code are from.

    Raises
    ------
    coterie.errors.InputError
        Where no column says who is meant: nobody would be left out.

    Examples
    --------
    >>> suppressed(pl.DataFrame({"customer_id": ["C7", None]}), "customer_id", country=None).ids
    frozenset({'C7'})
    """
    ids, emails, phones = _columns(frame, key)
    if not ids + emails + phones:
        raise errors.audiences.suppress_unclear(frame.columns, key)
    return Suppressed(
        _every(frame, ids, lambda text: frozenset((text.strip(),))),
        _every(frame, emails, _keys_of_email),
        _every(frame, phones, lambda text: _keys_of_phone(text, country)),
    )


def _columns(frame: pl.DataFrame, key: str) -> tuple[list[str], list[str], list[str]]:
    """Return the columns of ids, of e-mail addresses and of phone numbers."""
    ids = [name for name in frame.columns if name == key]
    kinds = {name: personal(name) for name in frame.columns}
    emails, phones = ([name for name, kind in kinds.items() if kind == wanted] for wanted in ("email", "phone"))
    if frame.width == 1 and not ids + emails + phones:
        texts = frame.to_series().cast(pl.String).drop_nulls()
        if (texts.str.contains("@", literal=True) | texts.map_elements(write.is_hashed, pl.Boolean)).all():
            emails = frame.columns
    return ids, emails, phones


def _every(frame: pl.DataFrame, columns: list[str], keys: Callable[[str], frozenset[str]]) -> frozenset[str]:
    texts = (text for name in columns for text in frame[name].cast(pl.String).drop_nulls() if text.strip())
    return frozenset(each for text in texts for each in keys(text))


def _keys_of_email(text: str) -> frozenset[str]:
    """Return every hash by which an address may stand in another list."""
    if write.is_hashed(text):
        return frozenset((write.hashed(text),))
    written = {write.email(text), write.google_email(text), text.strip().lower()} - {None, ""}
    return frozenset(write.hashed(each) for each in written if each)


def _keys_of_phone(text: str, country: str | None) -> frozenset[str]:
    if write.is_hashed(text):
        return frozenset((write.hashed(text),))
    written = {write.phone(text, country), write.meta_phone(text, country), "".join(text.split())} - {None, ""}
    return frozenset(write.hashed(each) for each in written if each)
