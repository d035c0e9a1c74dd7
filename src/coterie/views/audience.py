"""What `coterie audience` says: who is on the list, who is not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.audiences.listing import Counts
from coterie.audiences.platforms import PLATFORMS
from coterie.remarks import say, words
from coterie.version import __version__

if TYPE_CHECKING:
    from coterie.audiences import Audience

_Count = Annotated[int, Field(ge=0)]
_WHY = ("held_out", "without_consent", "suppressed", "without_contact", "repeated")


@dataclass(frozen=True)
class ListedSegment:
    """A segment on the list."""

    id: _Count
    name: str


@dataclass(frozen=True)
class AudienceView:
    """What `coterie audience --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    platform: Literal["google", "meta", "linkedin", "csv"]
    segments: tuple[ListedSegment, ...]
    counts: Counts
    """What became of the customers of these segments."""
    added: _Count | None
    """On the list and not on the earlier one; null without an earlier one."""
    removed: _Count | None
    """On the earlier list and not on this one, and still among the customers."""
    gone: _Count
    """On the earlier list and not among the customers any more."""
    already_hashed: _Count
    unreadable: dict[str, int]
    """Values that are none of their kind, by contact detail."""
    files: tuple[str, ...]
    """What was written: the list, and where there was an earlier one, what was added and what was removed."""
    remarks: tuple[str, ...]


def audience_view(found: Audience, *, files: tuple[str, ...], country: str | None) -> AudienceView:
    """Return what is said of a list that was written to files.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(bank, k=3)
    >>> found = coterie.audience(result, bank, segment=0, for_="csv")
    >>> audience_view(found, files=("list.csv",), country=None).counts.listed == result.segments[0].size
    True
    """
    return AudienceView(
        schema_version=1,
        coterie_version=__version__,
        platform=found.platform,
        segments=tuple(ListedSegment(number, name) for number, name in found.segments.items()),
        counts=found.counts,
        added=None if found.added is None else found.added.height,
        removed=None if found.removed is None else found.removed.height,
        gone=found.gone,
        already_hashed=found.already_hashed,
        unreadable=found.unreadable,
        files=files,
        remarks=tuple(_remarks(found, files=files, country=country)),
    )


def _remarks(found: Audience, *, files: tuple[str, ...], country: str | None) -> list[str]:
    counts = found.counts
    title = PLATFORMS[found.platform].title if found.platform in PLATFORMS else say("audience.any_tool")
    segments = list(found.segments.values())
    said = [
        say(
            "audience.listed",
            listed=counts.listed,
            members=counts.members,
            segments=segments,
            title=title,
            out=files[0],
        )
    ]
    why = [say(f"audience.{each}", n=getattr(counts, each)) for each in _WHY if getattr(counts, each)]
    if why:
        said.append(say("audience.left_out", why=why))
    if found.added is not None and found.removed is not None:
        to = {"added_to": files[1], "removed_to": files[2]}
        said.append(say("audience.changes", added=found.added.height, removed=found.removed.height, **to))
    said += [_unreadable(what, n, country=country) for what, n in found.unreadable.items()]
    if found.already_hashed:
        said.append(say("audience.hashed", n=found.already_hashed))
    if found.gone:
        said.append(say("audience.gone", n=found.gone))
    said += [say("audience.renamed", now=now, before=before) for now, before in found.renamed.items()]
    if counts.listed < found.least:
        said.append(say("audience.least", title=title, least=found.least, listed=counts.listed))
    if found.sensitive:
        said.append(say("audience.sensitive", columns=list(found.sensitive)))
    if not counts.held_out:
        said.append(say("audience.no_holdout"))
    return [*said, *(words().line(doubt) for doubt in found.doubts)]


def _unreadable(what: str, n: int, *, country: str | None) -> str:
    if what == "phone" and country is None:
        return say("audience.unreadable_without_country", n=n)
    if what in {"email", "phone"}:
        return say(f"audience.unreadable_{what}", n=n)
    return say("audience.unreadable_other", n=n, what=what)
