"""What is said of segments that were made anew: what became of each, and who moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.evidence.kept import Count, Share
from coterie.remarks import joined, say
from coterie.segmentation.lineage import Refit
from coterie.version import __version__
from coterie.views.remarked import Remarked, remarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coterie.remarks import Remark
    from coterie.segmentation import Segmentation
    from coterie.segmentation.lineage import Moves, NewSegment, OldSegment
    from coterie.views.summary import Summary


@dataclass(frozen=True)
class Told:
    """A segment, a word for what became of it or where it comes from, and a sentence."""

    id: Count
    name: str
    word: str
    says: str
    """Both in the words in use."""


@dataclass(frozen=True)
class RefitTold:
    """What a page says.

    Attributes
    ----------
    finding : str
        How many segments of before are still there.
    old : tuple of Told
        What became of each.
    new : tuple of Told
        Those that were not there before, and where they come from.
    otherwise : tuple of Told
        Segments that today's customers alone would have called otherwise.
    sentences : tuple of str
        Where the segments come from, and how many customers moved.
    """

    finding: str
    old: tuple[Told, ...]
    new: tuple[Told, ...]
    otherwise: tuple[Told, ...]
    sentences: tuple[str, ...]


def refit_told(refit: Refit | None, names: Mapping[int, str]) -> RefitTold | None:
    """Return what is said of a refit; None of segments that were first made.

    Parameters
    ----------
    refit : Refit or None
    names : mapping of int to str
        What the segments of today are called, by their ids.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=600)
    >>> again = coterie.refit(coterie.segment(bank, k=2, evidence="none"), bank)
    >>> refit_told(again.refit, again.result.names).finding
    'Every earlier segment is still there.'
    """
    if refit is None:
        return None
    return RefitTold(
        finding=_finding(refit, names),
        old=tuple(_old(each, names) for each in refit.old),
        new=tuple(_new(each, refit, names) for each in refit.new if each.origin != "kept"),
        otherwise=tuple(
            Told(each.id, names[each.id], each.otherwise, say("refit.otherwise", name=each.otherwise))
            for each in refit.new
            if each.otherwise is not None
        ),
        sentences=tuple(_sentences(refit)),
    )


def refit_of(summary: Summary) -> RefitTold | None:
    """Return what is said of the refit that a summary holds, if any.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> refit_of(summary_of(coterie.segment(bank, k=2, evidence="none").segmentation)) is None
    True
    """
    return refit_told(summary.refit, {segment.id: segment.name for segment in summary.segments})


def _finding(refit: Refit, names: Mapping[int, str]) -> str:
    added = [names[each.id] for each in refit.new if each.origin != "kept"]
    return joined((_kept(refit), say("refit.added", n=len(added), names=added) if added else ""))


def _kept(refit: Refit) -> str:
    kept = [each.name for each in refit.old if each.fate == "kept"]
    if len(kept) == len(refit.old):
        return say("refit.kept_all")
    if not kept:
        return say("refit.kept_none")
    return say("refit.kept", n=len(kept), of=len(refit.old), names=kept)


def _old(each: OldSegment, names: Mapping[int, str]) -> Told:
    word = say("refit.fate_guessed" if each.guessed else f"refit.fate_{each.fate}")
    return Told(each.id, each.name, word, _became(each, [names[number] for number in each.into]))


def _became(each: OldSegment, into: list[str]) -> str:
    if each.guessed:
        return say("refit.is_guessed")
    if each.fate == "kept":
        others = into[1:]
        code = "refit.is_kept_split" if others else "refit.is_kept"
        return say(code, jaccard=each.jaccard, into=others) if others else say(code, jaccard=each.jaccard)
    return say("refit.is_retired") if each.fate == "retired" else say(f"refit.is_{each.fate}", into=into)


def _new(each: NewSegment, refit: Refit, names: Mapping[int, str]) -> Told:
    then = {old.id: old.name for old in refit.old}
    parents = [then[number] for number in each.parents]
    said = say("refit.new_new") if each.origin == "new" else say(f"refit.new_{each.origin}", parents=parents)
    words = {"split": "split_off", "merged": "merged"}
    return Told(each.id, names[each.id], say(f"refit.fate_{words.get(each.origin, 'new')}"), said)


def _sentences(refit: Refit) -> Iterator[str]:
    yield _start(refit)
    yield from _moves(refit.moves, known=refit.known)


def _start(refit: Refit) -> str:
    from coterie.monitoring.again import WITHIN  # noqa: PLC0415 - loaded only for segments that were made anew
    from coterie.monitoring.matching import are_strangers  # noqa: PLC0415 - as above

    if refit.loss is None:
        today = refit.common + refit.moves.joined
        if refit.known and are_strangers(refit.common, today):
            return say("refit.start_strangers", common=refit.common, of=today)
        return say("refit.start_none" if refit.k_kept else "refit.start_other_k")
    if refit.start == "same":
        return say("refit.start_same")
    if refit.start == "known":
        return say("refit.start_known", loss=refit.loss) if refit.loss > 0 else say("refit.start_known_best")
    if refit.prefer == "fit":
        return say("refit.start_drawn_fit", loss=refit.loss)
    return say("refit.start_drawn", loss=refit.loss, within=WITHIN[refit.prefer])


_REASONS = ("customer", "model", "time", "both", "mixed")
"""Reasons of moves, in the order in which they are said."""


def _moves(moves: Moves, *, known: bool) -> Iterator[str]:
    """Say who moved and why; without the assignments of before, only what the model did."""
    counts = {name: getattr(moves, name) for name in _REASONS}
    moved = sum(counts.values())
    of = moved + moves.stayed + moves.cancelled
    if not moved:
        yield say("refit.moved_none")
    elif moves.time == moved:
        yield say("refit.moved_all_time", n=moved, of=of)
    else:
        parts = [say(f"refit.by_{what}", n=number) for what, number in counts.items() if number]
        yield say("refit.moved", n=moved, of=of, parts=parts)
    if moves.days is not None and moves.time + moves.mixed:
        yield say("refit.passed", n=moves.days)
    if known:
        yield say("refit.came_and_went", joined=moves.joined, left=moves.left)
    else:
        yield say("refit.unknown")


@dataclass(frozen=True)
class RefitSegment:
    """One segment of today."""

    id: Count
    name: str
    locked: bool
    """Whether a person gave the name, so that nothing names the segment otherwise."""
    customers: Count
    share: Share


@dataclass(frozen=True)
class RefitView:
    """What `coterie refit --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    short_hash: Annotated[str, Field(pattern="^[0-9a-f]+$")]
    """Of what decides a customer's segment now."""
    parent: Annotated[str, Field(pattern="^[0-9a-f]+$")]
    """That of the segmentation of before."""
    segments: tuple[RefitSegment, ...]
    refit: Refit
    """What became of each segment, where each comes from, and how many moved."""
    says: tuple[str, ...]
    """The same in words."""
    remarks: tuple[Remarked, ...]
    """What differs from the customers of before."""
    out: str
    """The folder of the results; `changes.csv` in it says who changed segment."""
    table: str | None = None
    """The table of a database that was written as well."""
    run: Annotated[int, Field(ge=1)] | None = None
    """Its number in the history."""


def refit_view(
    found: Segmentation, *, doubts: Iterable[Remark], out: str, table: str | None = None, run: int | None = None
) -> RefitView:
    """Return what a refit came to.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=600)
    >>> again = coterie.refit(coterie.segment(bank, k=2, evidence="none"), bank)
    >>> [each.locked for each in refit_view(again.segmentation, doubts=(), out="new").segments]
    [False, False]
    """
    assert found.refit is not None  # noqa: S101 - for the type checker: a refit has one
    assert found.parent is not None  # noqa: S101 - as above
    pairs = zip(found.identities.segments, found.segments, strict=True)
    return RefitView(
        schema_version=1,
        coterie_version=__version__,
        short_hash=found.short_hash,
        parent=found.parent,
        segments=tuple(RefitSegment(who.id, who.name, who.locked, own.size, own.share) for who, own in pairs),
        refit=found.refit,
        says=tuple(refit_lines(found)),
        remarks=tuple(map(remarked, doubts)),
        out=out,
        table=table,
        run=run,
    )


def refit_lines(found: Segmentation) -> Iterator[str]:
    """Say on the terminal what became of segments: those of which there is something to say.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=600)
    >>> again = coterie.refit(coterie.segment(bank, k=2, evidence="none"), bank)
    >>> list(refit_lines(again.segmentation))[0]
    'Every earlier segment is still there.'
    """
    told = refit_told(found.refit, {who.id: who.name for who in found.identities.segments})
    if told is None:
        return
    yield told.finding
    plain = {each.id for each in (found.refit.old if found.refit else ()) if each.fate == "kept" and not each.guessed}
    for each in told.old:
        if each.id not in plain:
            yield say("refit.line", name=each.name, says=each.says)
    for each in (*told.new, *told.otherwise):
        yield say("refit.line", name=each.name, says=each.says)
    yield from told.sentences
