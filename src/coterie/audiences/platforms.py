"""What each platform wants: its headers, how a value is written, what is hashed, and how many customers it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from coterie.audiences import normalising as write

For = Literal["google", "meta", "linkedin", "csv"]
"""Whom a list is for; "csv" is a list for any tool, with the customers' ids and the columns that are asked for."""

Contact = Literal[
    "email", "phone", "first_name", "last_name", "city", "state", "zip", "country", "birthday", "gender", "device"
]
"""What a column tells about how to reach a customer."""

CONTACTS: tuple[Contact, ...] = get_args(Contact)

Write = Callable[..., str | None]


@dataclass(frozen=True)
class Field:
    """One column of a list.

    Attributes
    ----------
    header : str
        As the platform calls it.
    contact : str
        What it tells.
    write : callable
        How a value is written; None for what is none. Phone numbers are written with the country beside.
    plain : bool
        Whether the platform wants it as it is, not hashed.
    """

    header: str
    contact: Contact
    write: Write
    plain: bool = False


@dataclass(frozen=True)
class Platform:
    """Whom lists are for.

    Attributes
    ----------
    title : str
        What it is called.
    fields : tuple of Field
        In the order of its columns.
    least : int
        Customers that it asks for at least; 0 where none are stated.
    """

    title: str
    fields: tuple[Field, ...]
    least: int = 0


PLATFORMS: dict[str, Platform] = {
    # support.google.com/google-ads/answer/7659867 and 7476159
    "google": Platform(
        "Google Customer Match",
        (
            Field("Email", "email", write.google_email),
            Field("Phone", "phone", write.phone),
            Field("First Name", "first_name", write.word),
            Field("Last Name", "last_name", write.word),
            Field("Country", "country", write.country, plain=True),
            Field("Zip", "zip", write.plain, plain=True),
        ),
    ),
    # facebook.com/business/help/2082575038703844
    "meta": Platform(
        "Meta",
        (
            Field("email", "email", write.email),
            Field("phone", "phone", write.meta_phone),
            Field("fn", "first_name", write.letters),
            Field("ln", "last_name", write.letters),
            Field("ct", "city", write.letters),
            Field("st", "state", write.letters),
            Field("zip", "zip", write.postcode),
            Field("country", "country", write.country),
            Field("dob", "birthday", write.birthday),
            Field("gen", "gender", write.gender),
            Field("madid", "device", write.word, plain=True),
        ),
        least=100,
    ),
    "linkedin": Platform("LinkedIn", (Field("email", "email", write.email),), least=300),
}
"""By what `--for` says."""
