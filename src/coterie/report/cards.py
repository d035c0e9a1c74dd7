"""One card a segment: what a person needs to know of it at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.number_format import count, percent, readable
from coterie.report.comparison import deviation, is_numeric

if TYPE_CHECKING:
    from collections.abc import Mapping

BANK_ROLES = {"age": "Age", "income": "Income", "spending": "Spending score", "credit": "Credit score"}
BANK_CATEGORIES = {"card": "Card", "gender": "Gender", "sex": "Gender"}
RETAIL_COLUMNS = ("recency_days", "frequency", "monetary", "average_basket", "tenure_days")
STRONGEST = 4
CATEGORIES = 2


def cards(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what each segment's card shows, in the order of the segments.

    For the bank schema: average age, income, spending score and credit score, the most common card and gender. For any
    other: the columns in which the segment differs most from all customers, and its most common categories.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    list of dict
        With `id`, `name`, `size`, `share`, `description`, `sentence`, `advice` and `lines`; a segment too small to
        describe has no lines.

    Examples
    --------
    >>> profile = {"Age": {"mean": 52.0, "std": 5.0}}
    >>> overall = {"profile": {"Age": {"mean": 40.0, "std": 10.0}}}
    >>> evidence = {"sentence": "Age 1.2 sd above average.", "advice": "", "claims": []}
    >>> segment = {"id": 0, "name": "Older", "size": 9, "share": 1.0, "evidence": evidence, "profile": profile}
    >>> cards({"segments": [segment], "overall": overall, "catalogue": {"columns": {}}})[0]["lines"][0]["value"]
    '52.0'
    """
    return [_card(segment, summary) for segment in summary["segments"]]


def _card(segment: Mapping[str, Any], summary: Mapping[str, Any]) -> dict[str, Any]:
    profile, overall = segment["profile"], summary["overall"]["profile"]
    chosen = bank_columns(summary) or retail_columns(summary) or strongest(profile, overall)
    described = bool(profile)
    return {
        "id": segment["id"],
        "name": segment["name"],
        "size": count(segment["size"]),
        "share": percent(segment["share"]),
        "description": segment["evidence"].get("description", ""),
        "sentence": segment["evidence"]["sentence"] if described else "",
        "advice": segment["evidence"]["advice"],
        "lines": [
            _line(label, profile[column], overall[column]) for column, label in chosen.items() if column in profile
        ],
    }


def bank_columns(summary: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns that a bank's cards show, each with its label; nothing where the schema is another.

    The catalogue says which column is the income, the age, and so on; card type and gender are found by name.

    Examples
    --------
    >>> profile = {"Pay": {"mean": 1.0}, "Score": {"mean": 2.0}, "card_type": {"mode": "Gold"}}
    >>> roles = {"income": "Pay", "spending": "Score"}
    >>> bank_columns({"catalogue": {"columns": roles}, "overall": {"profile": profile}})
    {'Pay': 'Income', 'Score': 'Spending score', 'card_type': 'Card'}
    """
    by_role = summary["catalogue"]["columns"]
    overall = summary["overall"]["profile"]
    if not {"income", "spending"} <= set(by_role):
        return {}
    found = {by_role[role]: label for role, label in BANK_ROLES.items() if by_role.get(role) in overall}
    return found | _bank_categories(overall)


def retail_columns(summary: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns that the cards of a shop's customers show, with labels; nothing where the schema is another.

    Scores say the same as what they score, in a unit that nobody spends: they are left to the table of profiles.

    Examples
    --------
    >>> profile = dict.fromkeys(["recency_days", "frequency", "monetary", "r_score", "average_basket"], {"mean": 1.0})
    >>> retail_columns({"catalogue": {"name": "retail"}, "overall": {"profile": profile}})
    {'recency_days': 'recency days', 'frequency': 'frequency', 'monetary': 'monetary',
     'average_basket': 'average basket'}
    """
    overall = summary["overall"]["profile"]
    if summary["catalogue"].get("name") != "retail" or not set(RETAIL_COLUMNS[:3]) <= set(overall):
        return {}
    return {column: _said(column) for column in RETAIL_COLUMNS if column in overall}


def _bank_categories(overall: Mapping[str, Any]) -> dict[str, str]:
    """Find the card type and the gender among the categories, by name."""
    found: dict[str, str] = {}
    for word, label in BANK_CATEGORIES.items():
        for column, profile in overall.items():
            if word in column.casefold() and not is_numeric(profile) and label not in found.values():
                found[column] = label
    return found


def strongest(profile: Mapping[str, Any], overall: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns in which a segment differs most from all customers, then its first categories, with labels.

    Examples
    --------
    >>> overall = {"a": {"mean": 0.0, "std": 1.0}, "b": {"mean": 0.0, "std": 1.0}, "c": {"mode": "x"}}
    >>> list(strongest({"a": {"mean": 0.1}, "b": {"mean": -2.0}, "c": {"mode": "y"}}, overall))
    ['b', 'a', 'c']
    """
    far = {column: deviation(profile[column], overall[column]) for column in profile}
    numbers = [column for column, z in far.items() if z is not None]
    numbers.sort(key=lambda column: -abs(far[column] or 0))
    categories = [column for column in profile if not is_numeric(profile[column])]
    return {column: _said(column) for column in numbers[:STRONGEST] + categories[:CATEGORIES]}


def _said(column: str) -> str:
    """Write a column's name as text, units kept: the table holds it letter by letter."""
    words = column.replace("_", " ").strip() or column
    return words.capitalize() if words.isupper() and " " in words else words


def _line(label: str, profile: Mapping[str, Any], overall: Mapping[str, Any]) -> dict[str, Any]:
    """Return one line of a card: the label, the value and how it compares."""
    if not is_numeric(profile):
        beside = share_of_mode(profile)
        return {"label": label, "category": True, "value": common(profile), "beside": beside, "all": common(overall)}
    means = [each["mean"] for each in (profile, overall)]
    largest = max((abs(mean) for mean in means if isinstance(mean, int | float)), default=None)
    value, average = (readable(mean, largest=largest) for mean in means)
    line = {"label": label, "category": False, "value": value, "all": average}
    return line | _bar(deviation(profile, overall))


def _bar(z: float | None) -> dict[str, Any]:
    """Return the bar of a deviation: from the middle of 48 units, 12 a standard deviation, two at most."""
    if z is None:
        return {"z": None}
    length = min(abs(z), 2.0) * 12
    says = f"{abs(z):.1f} standard deviations {'above' if z > 0 else 'below'}"
    return {"z": z, "bar_x": f"{24 - (length if z < 0 else 0):.1f}", "bar_width": f"{length:.1f}", "says": says}


def common(profile: Mapping[str, Any]) -> str:
    """Return the most common value, or a dash.

    Examples
    --------
    >>> common({"mode": "Gold"}), common({"mode": None})
    ('Gold', '–')
    """
    return readable(None) if profile["mode"] is None else str(profile["mode"])


def share_of_mode(profile: Mapping[str, Any]) -> str:
    """Return the most common value's share, and whether another is as common.

    Examples
    --------
    >>> share_of_mode({"mode": "Gold", "tie": True, "shares": {"Gold": 0.4, "Blue": 0.4}})
    '40%, tied'
    """
    if profile["mode"] is None:
        return ""
    return percent(profile["shares"].get(profile["mode"], 0.0)) + (", tied" if profile.get("tie") else "")
