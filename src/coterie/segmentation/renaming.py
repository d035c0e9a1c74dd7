"""The verb `rename`: names that a person gives to segments that are there, and that stay."""

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
