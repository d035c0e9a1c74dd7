"""What a catalogue would name in a segmentation, archetype by archetype, and what is against the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.naming import load_catalogue, name
from coterie.naming.archetypes import LEAST_FIT
from coterie.naming.refusals import Cause, refusals
from coterie.remarks import say
from coterie.schema.days import words_of_days
from coterie.version import __version__

if TYPE_CHECKING:
    from coterie.naming import Catalogue
    from coterie.naming.refusals import Refusal
    from coterie.segmentation import Segmentation


_MOST_TOLD = 12  # archetypes, beside a result


@dataclass(frozen=True)
class ArchetypeCheck:
    """One archetype: the segment it names, or what is against it."""

    archetype: str
    cause: Cause | None
    """gives: it names a segment; no column, few known, claim, usual, guard, fit, another: what is against it; null
    where no segmentation was given"""
    segment_id: Annotated[int, Field(ge=0)] | None
    """the segment it names, or comes nearest to"""
    roles: tuple[str, ...]
    """those without a column, or of claims that are not true"""
    fit: float | None
    sentence: str


@dataclass(frozen=True)
class CatalogueCheck:
    """What `coterie catalogues check --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    catalogue: str
    title: str
    roles: tuple[str, ...]
    """What its archetypes speak of."""
    named: int | None
    """Segments that it names; null where no segmentation was given."""
    archetypes: tuple[ArchetypeCheck, ...]


def check_catalogue(wanted: str, segmentation: Segmentation | None = None) -> CatalogueCheck:
    """Return what a catalogue holds, and what it would name in a segmentation.

    Parameters
    ----------
    wanted : str
        "bank", "retail" or the path of a TOML file.
    segmentation : Segmentation or None
        What to try it on.

    Raises
    ------
    coterie.errors.InputError
        When there is no such catalogue, or it does not say what it should.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> check_catalogue("retail", found).named
    0
    """
    catalogue = load_catalogue(wanted)
    found: tuple[ArchetypeCheck, ...]
    if segmentation is None:
        found = tuple(
            ArchetypeCheck(each.name, None, None, (), None, each.description) for each in catalogue.archetypes
        )
    else:
        found = _checked(wanted, catalogue, segmentation)
    return CatalogueCheck(
        schema_version=1,
        coterie_version=__version__,
        catalogue=catalogue.name,
        title=catalogue.title,
        roles=tuple(role.key for role in catalogue.roles),
        named=None if segmentation is None else sum(each.cause == "gives" for each in found),
        archetypes=found,
    )


def unnamed(segmentation: Segmentation) -> tuple[str, ...]:
    """Return why a catalogue that a person chose names nothing, archetype by archetype; nothing where it names.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> unnamed(coterie.segment(bank, k=3, evidence="none", catalogue="bank").segmentation)
    ()
    >>> unnamed(coterie.segment(bank, k=3, evidence="none", catalogue="retail").segmentation)[1]
    '  Champions: No column for recency, frequency, monetary.'
    """
    wanted = str(segmentation.options.get("catalogue", "auto"))
    if wanted in {"auto", "none"} or any(each.archetype for each in segmentation.names.names):
        return ()
    if segmentation.names.catalogue == "none":
        return (say("catalogue.no_groups", name=wanted),)
    if len(segmentation.names.names) == 1:
        return ()
    found = check_catalogue(wanted, segmentation).archetypes
    lines = [say("catalogue.told", archetype=each.archetype, said=each.sentence) for each in found]
    left = len(lines) - _MOST_TOLD
    lines = [*lines[:_MOST_TOLD], *([say("catalogue.more", n=left)] if left > 0 else [])]
    return (say("catalogue.none_named", name=wanted), *(f"  {line}" for line in lines))


def _checked(wanted: str, catalogue: Catalogue, segmentation: Segmentation) -> tuple[ArchetypeCheck, ...]:
    features = [column.name for column in segmentation.schema.features]
    roles = segmentation.options.get("role") or {}
    words = (segmentation.labels or {}) | words_of_days(segmentation.schema)
    names = name(segmentation.profiles, catalogue=wanted, roles=roles or None, features=features, words=words)
    shown = [segment.name.name for segment in segmentation.segments]
    ids = [identity.id for identity in segmentation.identities.segments]
    found = refusals(catalogue, segmentation.profiles, names, features=features, roles=roles or None)
    return tuple(
        ArchetypeCheck(
            each.archetype,
            each.cause,
            None if each.segment is None else ids[each.segment],
            each.roles,
            each.fit,
            sentence=_sentence(each, "" if each.segment is None else shown[each.segment]),
        )
        for each in found
    )


def _sentence(refusal: Refusal, segment: str) -> str:
    return say(
        f"catalogue.{refusal.cause.replace(' ', '_')}",
        segment=segment,
        roles=refusal.roles,
        fit=refusal.fit or 0.0,
        least=LEAST_FIT,
    )
