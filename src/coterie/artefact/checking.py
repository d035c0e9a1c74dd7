"""Whether the parts of a saved file fit together: what no single field shows."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from coterie.artefact.format_3.reference import NumericBins
from coterie.artefact.refusals import Refused
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.remarks.table import english
from coterie.transactions.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coterie.artefact.format_3 import Content
    from coterie.artefact.format_3.reference import CategoryBins, Reference
    from coterie.artefact.format_3.segments import Identity
    from coterie.artefact.format_3.table import Column, Feature, Remark, Step


def check(content: Content) -> None:
    """Refuse content whose parts say different things: customers would be placed wrongly, without a word.

    Parameters
    ----------
    content : Content
        Every field of it as its model says.

    Raises
    ------
    coterie.artefact.refusals.Refused
        With a line that names the fields.
    """
    for problem in _problems(content):
        raise Refused(problem)


def _problems(content: Content) -> Iterator[str]:
    yield from _columns(content)
    for place, feature in enumerate(content.preparation):
        yield from (f"preparation[{place}].{problem}" for problem in _feature(feature))
    yield from _segments(content)
    yield from _identities(content)
    yield from _refit(content)
    if content.reference is not None:
        yield from (f"reference.{problem}" for problem in _reference(content, content.reference))
    yield from _codes("cleaning.remarks", content.cleaning.remarks)
    yield from _codes("cleaning.account.rows", content.cleaning.account.rows)
    if content.purchases is not None:
        yield from _purchases(content.purchases.columns)
        yield from _codes("purchases.doubts", content.purchases.doubts)


def _columns(content: Content) -> Iterator[str]:
    names = [column.name for column in content.columns]
    yield from (f"columns has '{name}' twice" for name in _repeated(names))
    if sum(column.role == "id" for column in content.columns) > 1:
        yield "columns has two with the role id"
    needed = [each for each in content.columns if each.role in {"id", "feature"}]
    if [(each.name, each.type, each.role) for each in content.contract.columns] != [
        (each.name, "date" if each.days_before else each.type, each.role) for each in needed
    ]:
        yield "contract.columns are not the id and the features of columns"
    dated = [(place, each) for place, each in enumerate(content.columns) if each.days_before]
    yield from (f"columns[{place}].days_before does not suit its type and role" for place, each in dated
                if (each.type, each.role) != ("numeric", "feature"))  # fmt: skip
    yield from (f"columns[{place}].days_before is no day" for place, each in dated if not _is_day(each.days_before))
    yield from (f"columns[{place}].bounds are in the wrong order" for place, each in enumerate(content.columns)
                if each.bounds is not None and each.bounds[0] > each.bounds[1])  # fmt: skip
    features = {each.name: each for each in needed if each.role == "feature"}
    if [each.feature for each in content.preparation] != list(features):
        yield "preparation does not have the features of columns, in their order"
    else:
        yield from _transforms(content.preparation, features)
    for field, named in (("labels", content.labels or {}), ("value_column", {content.value_column} - {None})):
        yield from (f"{field} names a column that is not there" for name in named if name not in names)


def _is_day(said: str) -> bool:
    try:
        return str(date.fromisoformat(said)) == said
    except ValueError:
        return False


def _transforms(prepared: Sequence[Feature], columns: dict[str, Column]) -> Iterator[str]:
    for place, each in enumerate(prepared):
        if (each.transform == "one-hot") != (columns[each.feature].type != "numeric"):
            yield f"preparation[{place}].transform does not suit the column's type"


def _feature(feature: Feature) -> Iterator[str]:
    """Find what of one feature's preparation contradicts the rest of it."""
    if feature.transform == "one-hot":
        if len(set(feature.categories)) < len(feature.categories):
            yield "categories has one twice"
        if feature.fill not in feature.categories:
            yield "fill is not one of categories"
        return
    if isinstance(feature.fill, str):
        yield "fill should be a number"
    if feature.categories:
        yield "categories should be empty"
    if {feature.power is None, feature.unit is None} != {feature.transform == "none"}:
        yield "power and unit do not suit transform"


def _segments(content: Content) -> Iterator[str]:
    k, width = len(content.centers), sum(len(each.categories) or 1 for each in content.preparation)
    yield from (f"centers[{place}] has {len(center)} numbers, and the preparation {width} columns"
                for place, center in enumerate(content.centers) if len(center) != width)  # fmt: skip
    if content.choice.k != k:
        yield f"choice.k is {content.choice.k}, and centers has {k}"
    counted = {"profiles.segments": content.profiles.segments, "names.names": content.names.names,
               "identities.segments": content.identities.segments}  # fmt: skip
    yield from (f"{field} has {len(each)}, and centers {k}" for field, each in counted.items() if len(each) != k)
    yield from (f"names.names has '{name}' twice" for name in _repeated([each.name for each in content.names.names]))
    described = {name for each in (content.profiles.overall, *content.profiles.segments) for name in each.columns}
    if described - {column.name for column in content.columns}:
        yield "profiles describes a column that is not there"


def _identities(content: Content) -> Iterator[str]:
    known: tuple[Identity, ...] = (*content.identities.segments, *content.identities.retired)
    ids = [each.id for each in known]
    yield from (f"identities has the id {each} twice" for each in _repeated(ids))
    if max(ids) >= content.identities.next_id:
        yield "identities.next_id was given before"
    if [each.name for each in content.identities.segments] != [each.name for each in content.names.names]:
        yield "identities.segments do not have the names of names"
    for each in known:
        if each.parent is not None and (each.parent not in ids or each.parent >= each.id):
            yield f"identities: the parent of {each.id} is no earlier segment"
        if (each.retired is None) != (each in content.identities.segments):
            yield f"identities: {each.id} is retired, or is not, in the wrong list"


def _refit(content: Content) -> Iterator[str]:
    if content.refit is None:
        return
    now, then = [each.id for each in content.refit.new], [each.id for each in content.refit.old]
    if now != [each.id for each in content.identities.segments]:
        yield "refit.new are not the segments"
    yield from (f"refit.old has the id {each} twice" for each in _repeated(then))
    yield from (f"refit.old: {each.id} went into no segment" for each in content.refit.old if set(each.into) - set(now))
    yield from (f"refit.new: {each.id} comes from none" for each in content.refit.new if set(each.parents) - set(then))


def _reference(content: Content, reference: Reference) -> Iterator[str]:
    columns = {each.name: each for each in content.columns if each.role == "feature"}
    if list(reference.columns) != list(columns):
        yield "columns are not the features, in their order"
        return
    for name, bins in reference.columns.items():
        numeric = isinstance(bins, NumericBins)
        if numeric != (columns[name].type == "numeric"):
            yield f"columns.{name}.kind does not suit the column's type"
        elif (problem := _numeric(bins) if isinstance(bins, NumericBins) else _categories(bins)) is not None:
            yield f"columns.{name}.{problem}"
        elif not _adds_up(bins, reference.customers):
            yield f"columns.{name} does not count {reference.customers} customers"
    if len(reference.segments) != len(content.centers) or sum(reference.segments) != reference.customers:
        yield f"segments does not count {reference.customers} customers"
    if any(a > b for a, b in pairwise(reference.distances.quantiles)):
        yield "distances.quantiles do not rise"
    if len(reference.distances.by_feature) not in {0, len(columns)}:
        yield "distances.by_feature is not one for each feature"


def _numeric(bins: NumericBins) -> str | None:
    if any(a >= b for a, b in pairwise(bins.edges)):
        return "edges do not rise"
    return None if len(bins.counts) == len(bins.edges) + bool(bins.counts) else "counts is not one more than edges"


def _categories(bins: CategoryBins) -> str | None:
    if len(set(bins.categories)) < len(bins.categories) or len(bins.counts) != len(bins.categories):
        return "counts is not one for each of categories"
    return f"others is less than {FEWEST_CUSTOMERS}" if 0 < bins.others < FEWEST_CUSTOMERS else None


def _adds_up(bins: NumericBins | CategoryBins, customers: int) -> bool:
    """Return whether everyone is counted; where fewer than five have a value, these are not."""
    others = 0 if isinstance(bins, NumericBins) else bins.others
    left = customers - sum(bins.counts) - others - bins.missing
    return left == 0 or (0 < left < FEWEST_CUSTOMERS and not bins.counts and not others)


def _codes(where: str, remarks: Iterable[Remark | Step]) -> Iterator[str]:
    """Find remarks that nothing could put into words."""
    known = english().remarks
    yield from (f"{where}[{place}].code is unknown" for place, each in enumerate(remarks) if each.code not in known)


def _purchases(columns: dict[str, str]) -> Iterator[str]:
    try:
        Columns(**columns)  # scoring purchases gives these by name
    except TypeError:
        yield "purchases.columns has a column that nothing asks for, or lacks customer or date"


def _repeated(values: Sequence[object]) -> list[object]:
    return [value for place, value in enumerate(values) if value in values[:place]]
