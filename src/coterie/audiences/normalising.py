"""How contact details are written before they are hashed: another way of writing them matches nobody."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from types import ModuleType

_HASHED = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"[^@]+@[^@.]+(?:\.[^@.]+)+")
_FEWEST_DIGITS = 7  # of any number that can be called from abroad, with its country code
_GOOGLE = frozenset(("gmail.com", "googlemail.com"))


def is_hashed(text: str) -> bool:
    """Return whether a value was hashed with SHA-256 already.

    Examples
    --------
    >>> is_hashed("A" * 64), is_hashed("ann@example.com")
    (True, False)
    """
    return _HASHED.fullmatch(text.strip().lower()) is not None


def hashed(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal digits; a value that is one already as it is, in lower case.

    Examples
    --------
    >>> hashed("ann@example.com")[:8], hashed("AB" * 32)[:4]
    ('71d4f55f', 'abab')
    """
    return text.strip().lower() if is_hashed(text) else hashlib.sha256(text.encode()).hexdigest()


def email(text: str) -> str | None:
    """Return an e-mail address in lower case and without white space; None for what is none.

    Examples
    --------
    >>> email(" Ann@Example.com "), email("not given")
    ('ann@example.com', None)
    """
    found = "".join(text.split()).lower()
    return found if _ADDRESS.fullmatch(found) else None


def google_email(text: str) -> str | None:
    """Return an e-mail address as Google hashes it: of its own mailboxes without dots and without what follows a plus.

    Examples
    --------
    >>> google_email("cloudy.sanfrancisco+shopping@gmail.com"), google_email("user.name+NYC@Example.com")
    ('cloudysanfrancisco@gmail.com', 'user.name+nyc@example.com')
    """
    found = email(text)
    if found is None:
        return None
    box, _, place = found.rpartition("@")
    if place not in _GOOGLE:
        return found
    box = box.partition("+")[0].replace(".", "")
    return f"{box}@{place}" if box else None


def phone(text: str, country: str | None) -> str | None:
    """Return a phone number with its country code, as E.164 has it; None for what is no number anybody can have.

    Parameters
    ----------
    text : str
        The number, written in any way.
    country : str or None
        Two letters: where numbers without a country code are from. None: such numbers are not understood.

    Examples
    --------
    >>> phone("(800)555-0100", "US"), phone("+44 20 7946 0958", None), phone("(800)555-0100", None)
    ('+18005550100', '+442079460958', None)
    """
    library = check_phones()
    written = re.sub(r"^\s*00(?=[1-9])", "+", text)
    try:
        number = library.parse(written, country)
    except library.NumberParseException:
        return None
    found = str(library.format_number(number, library.PhoneNumberFormat.E164))
    return found if library.is_possible_number(number) and len(found) > _FEWEST_DIGITS else None


def meta_phone(text: str, country: str | None) -> str | None:
    """Return a phone number as Meta hashes it: digits alone, the country code first.

    Examples
    --------
    >>> meta_phone("(800)555-0100", "US")
    '18005550100'
    """
    found = phone(text, country)
    return None if found is None else found.removeprefix("+")


def check_phones() -> ModuleType:
    """Load what reads phone numbers.

    Raises
    ------
    coterie.errors.LibraryMissing
        Where it is not installed; the message says how to install it.
    """
    try:
        import phonenumbers  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed("A list with phone numbers", "coterie[audience]") from error
    module: ModuleType = phonenumbers
    return module


def word(text: str) -> str | None:
    """Return a name in lower case, without white space around it.

    Examples
    --------
    >>> word("  Zoë Anna ")
    'zoë anna'
    """
    return " ".join(text.split()).lower() or None


def letters(text: str) -> str | None:
    """Return a name in lower case without white space, digits' marks and punctuation.

    Examples
    --------
    >>> letters(" O'Brien-Smith "), letters("San Francisco")
    ('obriensmith', 'sanfrancisco')
    """
    kept = (each for each in text.lower() if unicodedata.category(each)[0] in "LMN")
    return "".join(kept) or None


def postcode(text: str) -> str | None:
    """Return a postcode in lower case without white space; of an American one, its first five digits.

    Examples
    --------
    >>> postcode("94016-1234"), postcode("WC2H 8LG")
    ('94016', 'wc2h8lg')
    """
    found = "".join(text.split()).lower()
    american = re.fullmatch(r"(\d{5})-\d{4}", found)
    return american[1] if american else found or None


def plain(text: str) -> str | None:
    """Return a value as it is, without white space around it.

    Examples
    --------
    >>> plain(" WC2H 8LG ")
    'WC2H 8LG'
    """
    return text.strip() or None


def country(text: str) -> str | None:
    """Return a country's two letters in lower case; None for what is not two letters.

    Examples
    --------
    >>> country(" US"), country("United States")
    ('us', None)
    """
    found = text.strip().lower()
    return found if re.fullmatch(r"[a-z]{2}", found) else None


def birthday(text: str) -> str | None:
    """Return a day as eight digits, year first.

    Examples
    --------
    >>> birthday("1990-07-04"), birthday("4th of July")
    ('19900704', None)
    """
    found = re.fullmatch(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?", text)
    return "".join(found.groups()) if found else None


def gender(text: str) -> str | None:
    """Return the letter f or m of a word that begins with it.

    Examples
    --------
    >>> gender("Female"), gender("M"), gender("other")
    ('f', 'm', None)
    """
    found = text.strip().lower()
    return found[0] if found in {"f", "female", "m", "male"} else None
