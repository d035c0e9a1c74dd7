"""What a person chooses of columns, as options of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.options import Options, declared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.views.summary import Column

USES = ("feature", "descriptor", "id", "ignored")
TYPES = ("numeric", "categorical", "boolean", "date", "text")


def with_use(
    options: Mapping[str, Any], columns: Sequence[Column], *, name: str, use: str
) -> dict[str, Any]:  # options
    """Return options by which a column has another use; all others keep theirs.

    Parameters
    ----------
    options : mapping
        Those that were given so far.
    columns : sequence of Column
        What the plan by these makes of each column.
    name : str
        The column.
    use : {"feature", "descriptor", "id", "ignored"}

    Examples
    --------
    >>> from coterie.views.summary import Column
    >>> columns = [Column("age", "numeric", "feature", 0, "x"), Column("sex", "categorical", "descriptor", 0, "x")]
    >>> with_use({}, columns, name="sex", use="feature")
    {'features': ['age', 'sex']}
    >>> with_use({}, columns, name="age", use="ignored")
    {'ignore': ['age']}
    """
    roles = {each.name: each.role for each in columns}
    found = {key: list(value) if isinstance(value, list | tuple) else value for key, value in options.items()}
    for key in ("features", "describe", "ignore"):
        if name in (found.get(key) or ()):
            found[key].remove(name)
    if found.get("id") == name:
        del found["id"]
    if use == "ignored":
        found["ignore"] = [*found.get("ignore", ()), name]
    elif use == "id":
        found["id"] = name
    else:
        features = [each.name for each in columns if each.role == "feature" and each.name != name]
        if use == "feature":
            order = list(roles)
            found["features"] = sorted([*features, name], key=order.index)
        elif roles.get(name) == "feature":
            found["features"] = features
        if use == "descriptor":
            found["describe"] = [*found.get("describe", ()), name]
    return {key: value for key, value in found.items() if value not in ([], None)}


def with_type(options: Mapping[str, Any], name: str, kind: str) -> dict[str, Any]:  # as above
    """Return options by which a column has another type.

    Examples
    --------
    >>> with_type({}, "zip", "categorical")
    {'type': {'zip': 'categorical'}}
    """
    return {**options, "type": {**options.get("type", {}), name: kind}}


def with_answer(options: Mapping[str, Any], flag: str, value: str) -> dict[str, Any]:  # as above
    """Return options with the answer to a question of the library.

    Parameters
    ----------
    options : mapping
    flag, value : str
        As `coterie.errors.NeedsAnswer` offers them.

    Examples
    --------
    >>> with_answer({}, "--id", "client"), with_answer({}, "--count", "status=paid")
    ({'id': 'client'}, {'count': {'status': 'paid'}})
    """
    name = flag.removeprefix("--").replace("-", "_")
    option = declared(Options)[name]
    given: Any = option.from_text([value] if option.check.repeated else value)
    if isinstance(given, tuple):
        given = [*options.get(name, ()), *given]
    if isinstance(given, dict):
        given = {**options.get(name, {}), **given}
    return {**options, name: given}
