"""Names that a person gives: `rename` gives them to segments, and they stay when the same segments are made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie import errors
from coterie.evidence import reworded
from coterie.naming import checked_names, with_given
from coterie.segmentation.result import segmentation_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.segmentation.nouns import Segmentation
    from coterie.segmentation.result import Result


def rename(segmentation: Segmentation | Result, names: Mapping[int, str]) -> Segmentation:
    """Give segments names of your own, and lock them: nothing names these segments otherwise from then on.

    Parameters
    ----------
    segmentation : Segmentation or Result
        What was found before, also `coterie.load(...)`; of a result, its segmentation.
    names : mapping of int to str
        Names by `segment_id`; segments that are not named here keep theirs.

    Returns
    -------
    Segmentation
        The same segments under these names, also in the sentences of the evidence. What decides a customer's segment
        is the same, and so is the short hash.

    Raises
    ------
    coterie.errors.InputError
        For an id that no segment has, and a name that is empty, too long, or another segment's.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> renamed = coterie.rename(found, {0: "Everyday"})
    >>> renamed.segments[0].name.name, renamed.short_hash == found.segmentation.short_hash
    ('Everyday', True)
    """
    segmentation = segmentation_of(segmentation)
    places = {identity.id: place for place, identity in enumerate(segmentation.identities.segments)}
    given = checked_names(names)
    for number in given:
        if number not in places:
            raise errors.choosing.no_such_segment(number, sorted(places))
    found = with_given(segmentation.names, {places[number]: name for number, name in given.items()})
    identities = tuple(
        replace(each, name=given[each.id], locked=True) if each.id in given else each
        for each in segmentation.identities.segments
    )
    return replace(
        segmentation,
        names=found,
        identities=replace(segmentation.identities, segments=identities),
        evidence=reworded(segmentation.evidence, [each.name for each in found.names]),
    )


def given_names(segmentation: Segmentation) -> dict[int, str]:
    """Return the names that a person gave, by `segment_id`.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> given_names(found.segmentation), given_names(coterie.rename(found, {0: "Everyday"}))
    ({}, {0: 'Everyday'})
    """
    return {each.id: each.name for each in segmentation.identities.segments if each.locked}


def with_names_of(result: Result, earlier: Segmentation) -> Result | None:
    """Return a result under the names that a person gave to the same segments; None where its segments are others.

    Parameters
    ----------
    result : Result
        Segments that were made again.
    earlier : Segmentation
        What was found before. Its segments are the same where its short hash is: then every customer is placed alike.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> earlier = coterie.rename(coterie.segment(bank, k=3), {0: "Everyday"})
    >>> with_names_of(coterie.segment(bank, k=3), earlier).names[0]
    'Everyday'
    >>> with_names_of(coterie.segment(bank, k=4), earlier) is None
    True
    """
    given = given_names(earlier)
    if not given:
        return result
    if result.segmentation.short_hash != earlier.short_hash:
        return None
    return replace(result, segmentation=rename(result, given))
