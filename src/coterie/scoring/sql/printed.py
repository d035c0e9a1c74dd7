"""The query of a segmentation, in the form and for the database that are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from coterie import errors
from coterie.scoring.description import described
from coterie.scoring.sql.contract import contract
from coterie.scoring.sql.dialects import DIALECTS
from coterie.scoring.sql.forms import Form, created, placeholder, schema_yml, table_of, with_reference
from coterie.scoring.sql.printing import Identifiers
from coterie.scoring.sql.selecting import Selecting

if TYPE_CHECKING:
    from typing import Literal

    from sqlglot import exp

    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Printed:
    """A query, and what belongs beside it.

    Attributes
    ----------
    sql : str
        The statement, without a semicolon.
    schema_yml : str
        The tests of a model of dbt; empty otherwise.
    """

    sql: str
    schema_yml: str = ""


def printed(segmentation: Segmentation, *, dialect: str, table: str, form: str, identifiers: str, name: str) -> Printed:
    """Return what `coterie.sql` does, with the tests of a model of dbt.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=300)
    >>> found = coterie.segment(customers, features=["age", "income"], k=2, evidence="none").segmentation
    >>> made = printed(found, dialect="spark", table="shop.c", form="dbt-model", identifiers="as-is", name="segments")
    >>> "{{ source('shop', 'c') }}" in made.sql, made.schema_yml.count("accepted_values")
    (True, 3)
    """
    _check("--dialect", dialect, tuple(DIALECTS))
    _check("--as", form, get_args(Form))
    _check("--identifiers", identifiers, get_args(Identifiers))
    described_as, database = described(segmentation), DIALECTS[dialect]
    written = cast("Identifiers", identifiers)
    parts = parts_of(table)
    source = placeholder() if form == "dbt-model" else table_of(parts, written)
    if form == "contract":
        found: exp.Expr = contract(described_as, source, dialect=database, identifiers=written)
    else:
        found = Selecting(described_as, database, written).select(source)
    if form in {"view", "table"}:
        found = created(found, cast("Literal['view', 'table']", form), table_of(parts_of(name), written))
    text = found.sql(dialect=database.printer, pretty=True, identify=False, comments=False)
    if form == "dbt-model":
        return Printed(with_reference(text, parts), schema_yml(described_as, name))
    return Printed(text)


def parts_of(table: str) -> list[str]:
    """Return the parts of a table's name.

    Examples
    --------
    >>> parts_of("shop.customers"), parts_of('shop."a.b"')
    (['shop', 'customers'], ['shop', 'a.b'])
    """
    found, inside, part = [], False, ""
    for letter in table:
        if letter == '"':
            inside = not inside
        if letter == "." and not inside:
            found.append(part)
            part = ""
        else:
            part += letter
    parts = [_bare(each) for each in (*found, part)]
    if not all(parts) or len(parts) > 3 or inside:
        raise errors.choosing.bad_value("--table", table, "a table such as customers, or shop.customers")
    return parts


def _bare(part: str) -> str:
    quoted = len(part) > 1 and part.startswith('"') and part.endswith('"')
    return part[1:-1].replace('""', '"') if quoted else part


def _check(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise errors.choosing.unknown_choice(option, value, known)
