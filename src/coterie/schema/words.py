"""What a column's name gives away: keys, personal data, sensitive attributes, dates."""

from __future__ import annotations

import re
from functools import cache

from coterie.schema.vocabulary import in_order, is_all, meanings, says

_TOKEN = re.compile(r"(?<![^\W_])[ie][A-Z][a-z]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|\d+|[^\W\d_A-Za-zÀ-ÿ]+")

_PERSON = (
    "customer|client|cust|user|member|account|acct|acc|person|people|subscriber|contact|shopper|guest|patient|consumer"
    "|buyer|visitor|cliente|kunde|kunden|klant"
)
_GLUED_KEY = re.compile(rf"(?:{_PERSON}|crm|loyalty|household|hh)_?(?:id|no|nr|num|number|nummer|key|code|ref|uuid)")
_PERSON_WORDS = frozenset(_PERSON.split("|"))
_KEY_WORDS = frozenset((
    "id", "ids", "uuid", "guid", "key", "identifier", "number", "no", "nr", "nummer", "code", "ref", "reference",
    "hash", "pk", "sku", "iban", "suffix", "pan",
))  # fmt: skip
_PURE_KEYS = frozenset(("id", "uuid", "guid", "pk", "identifier", "key"))
_COUNTS = frozenset(("num", "number", "no", "nr", "count", "n", "total"))
_ROW_NAMES = re.compile(
    r"(?:unnamed:? ?\d*|index|idx|row|row ?(?:no|nr|num|number|id|index)|#|s\.? ?no\.?|serial|serial no|record"
    r"|record (?:no|number|id)|line|column 1|level 0|)"
)
_EVENTS = frozenset((
    "order", "transaction", "txn", "trx", "invoice", "receipt", "purchase", "event", "session", "basket", "ticket",
    "payment", "product", "item", "stock", "sku", "store", "branch", "region", "campaign", "visit", "booking", "line",
))  # fmt: skip

_SENSITIVE = {
    "gender": "gender", "sex": "gender", "geschlecht": "gender", "sexe": "gender", "sexo": "gender",
    "ethnicity": "ethnicity", "ethnic": "ethnicity", "race": "ethnicity", "racial": "ethnicity", "skin": "ethnicity",
    "religion": "religion", "religious": "religion", "faith": "religion", "church": "religion",
    "health": "health", "disease": "health", "diagnosis": "health", "medical": "health", "illness": "health",
    "pregnant": "health", "pregnancy": "health", "smoker": "health", "bmi": "health", "hiv": "health",
    "disability": "disability", "disabled": "disability", "handicap": "disability",
    "orientation": "orientation", "sexuality": "orientation", "lgbt": "orientation",
    "nationality": "nationality", "citizenship": "nationality", "birthplace": "nationality",
    "immigrant": "nationality",
    "political": "politics", "politics": "politics", "vote": "politics",
    "union": "union", "criminal": "criminal", "conviction": "criminal",
    "genetic": "genetic", "biometric": "biometric", "caste": "ethnicity",
    "marital": "marital", "married": "marital", "familienstand": "marital",
    "zip": "postcode", "zipcode": "postcode", "postcode": "postcode", "postal": "postcode", "postalcode": "postcode",
    "plz": "postcode", "postleitzahl": "postcode", "pincode": "postcode",
}  # fmt: skip

_PERSONAL = {
    "email": ("email", "mail", "emails"),
    "phone": (
        "phone", "tel", "telephone", "mobile", "cell", "cellphone", "fax", "telefon", "msisdn", "phonenumber",
    ),
    "address": ("address", "addr", "street", "adresse", "direccion", "strasse"),
    "name": (
        "surname", "lastname", "firstname", "fullname", "middlename", "forename", "nachname", "vorname", "apellido",
        "nom", "prenom", "nombre", "username", "nickname",
    ),
    "web": ("url", "website", "ip", "ipaddress"),
    "document": ("ssn", "passport", "iban", "licence", "license", "nif", "cpf", "dni"),
}  # fmt: skip
_NAME_BEFORE = _PERSON_WORDS | {"first", "last", "middle", "full", "family", "given", "maiden", "display"}

_DATED = frozenset((
    "date", "dt", "datum", "fecha", "timestamp", "datetime", "ts", "created", "updated", "modified", "birthday", "dob",
    "birthdate", "joined", "signup", "registered", "since", "opened", "closed", "day", "expiry", "expires", "start",
    "end", "last", "first", "at", "on",
))  # fmt: skip


@cache
def tokens(name: str) -> tuple[str, ...]:
    """Split a column's name into its words, in lower case.

    Examples
    --------
    >>> tokens("CustomerID"), tokens("CUST_ID"), tokens("NumOfProducts"), tokens("Annual Income (k$)")
    (('customer', 'id'), ('cust', 'id'), ('num', 'of', 'products'), ('annual', 'income', 'k'))
    """
    return tuple(token.lower() for token in _TOKEN.findall(name))


@cache
def key_rank(name: str) -> int:
    """Say how much a name sounds like a customer's key.

    Returns
    -------
    int
        4 for a customer's key, 3 for a plain "ID", 2 for another key, 1 for a row number, 0 for none.

    Examples
    --------
    >>> [key_rank(name) for name in ("CustomerId", "ID", "Invoice No", "RowNumber", "Num Cards", "Paid")]
    [4, 3, 2, 1, 0, 0]
    >>> [key_rank(name) for name in ("Müşteri No", "asiakasnumero", "numer zamówienia", "Phone Number")]
    [4, 4, 2, 0]
    """
    words = tokens(name)
    rank = _named(name, words) if words or says(name) or not name.strip() else 0
    reached = personal(name) in {"email", "phone"}
    return 0 if reached and (rank < 4 or words[-1] not in {"id", "uuid"}) else rank


def _named(name: str, words: tuple[str, ...]) -> int:
    plain = " ".join(words)
    if _ROW_NAMES.fullmatch(plain) or _ROW_NAMES.fullmatch(name.strip().lower()):
        return 1
    if _GLUED_KEY.fullmatch(plain.replace(" ", "")) or _is_persons_key(words) or _numbers_a_person(name):
        return 4
    if len(words) == 1 and words[0] in _PURE_KEYS:
        return 3
    return 2 if _numbers_a_thing(name) or (words and _is_key(words)) else 0


def _is_key(words: tuple[str, ...]) -> bool:
    """Return whether a name ends, or begins, as those of keys do, and is no count."""
    key_like = words[-1] in _KEY_WORDS or (words[0] in {"id", "uuid"} and len(words) <= 3)
    return key_like and not (words[0] in _COUNTS and len(words) > 1)


def names_person(name: str) -> bool:
    """Return whether a name is a person's word and nothing more than that, as "Customer" and "client name" are.

    Examples
    --------
    >>> names_person("Customer"), names_person("Client Name"), names_person("member status")
    (True, True, False)
    """
    return "person" in says(name) and is_all(name, "person", "name", "filler")


def _numbers_a_person(name: str) -> bool:
    """Return whether a name is that of a person's number, in any language, and of no other thing's."""
    if any(each & {"event", "thing"} and "person" not in each for each in meanings(name)):
        return False
    last = meanings(name)[-1:]
    return in_order(name, "person", "key") or (
        is_all(name, "person", "key", "filler") and in_order(name, "key", "person") and "person" in last[0]
    )


def _numbers_a_thing(name: str) -> bool:
    """Return whether a name is that of a number of an order, a product or the like, in any language."""
    things = [each & {"event", "thing"} for each in meanings(name)]
    if not any(things) or words_that_count(name):
        return False
    return "key" in meanings(name)[-1] or (is_all(name, "event", "thing", "key", "filler") and "key" in says(name))


def words_that_count(name: str) -> bool:
    """Return whether a name begins as a count does: "number of orders".

    Examples
    --------
    >>> words_that_count("Number of orders"), words_that_count("Order number")
    (True, False)
    """
    words = tokens(name)
    return len(words) > 1 and words[0] in _COUNTS and "of" in words


def _is_persons_key(words: tuple[str, ...]) -> bool:
    """Return whether a person's word and a key's word stand together, and no other thing's, as in ``id_cliente``."""
    keyed = words[-1] in _KEY_WORDS or words[0] in {"id", "uuid"}
    several = len(words) > 1 and words[-1] in _PURE_KEYS and words[-2].removesuffix("s") in _PERSON_WORDS  # a relation
    person = several or bool(_PERSON_WORDS & set(words))
    return keyed and words[0] not in _COUNTS and person and not _EVENTS & set(words)


def sensitive(name: str) -> str:
    """Return the sensitive attribute that a name speaks of, or an empty string.

    Examples
    --------
    >>> sensitive("Gender"), sensitive("zip_code"), sensitive("Customer Health Score"), sensitive("Income")
    ('gender', 'postcode', '', '')
    """
    words = tokens(name)
    if "health" in words and "score" in words:
        return ""
    return next((_SENSITIVE[word] for word in words if word in _SENSITIVE), "")


@cache
def personal(name: str) -> str:
    """Return what personal data a name speaks of, or an empty string.

    Examples
    --------
    >>> personal("Surname"), personal("Email"), personal("product name")
    ('name', 'email', '')
    """
    words = tokens(name)
    for what, known in _PERSONAL.items():
        if set(known) & set(words):
            return what
    named = bool(words) and words[-1] == "name" and (len(words) == 1 or bool(_NAME_BEFORE & set(words[:-1])))
    return "name" if named else ""


def dated(name: str) -> bool:
    """Return whether a name speaks of a day.

    Examples
    --------
    >>> dated("Dt_Customer"), dated("Recency")
    (True, False)
    """
    return bool(_DATED & set(tokens(name)))
