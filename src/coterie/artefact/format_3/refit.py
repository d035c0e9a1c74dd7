"""What became of the segments that a segmentation continues."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coterie.artefact.format_3.numbers import MOST_SEGMENTS, Count, Share
from coterie.artefact.written import Written
from coterie.segmentation import lineage

_Ids = Annotated[tuple[Count, ...], Field(max_length=MOST_SEGMENTS)]


class OldSegment(Written):
    """What became of a segment."""

    NOUN = lineage.OldSegment

    id: Count = Field(description="Its permanent id.")
    name: str = Field(description="What it was called.")
    fate: Literal["kept", "split", "merged", "retired"] = Field(description="What became of it.")
    into: _Ids = Field(description="Ids of the segments it went into, most first; of one that was kept, itself first.")
    jaccard: Share | None = Field(description="With itself anew; null for one that was not kept.")
    guessed: bool = Field(description="Whether it was found again by its centroid.")
    customers: Count = Field(description="Customers in common whom the old model places in it.")


class NewSegment(Written):
    """Where a segment comes from."""

    NOUN = lineage.NewSegment

    id: Count = Field(description="Its permanent id.")
    origin: Literal["kept", "split", "merged", "new"] = Field(description="Where it comes from.")
    parents: _Ids = Field(description="Ids of the segments it comes from.")
    otherwise: str | None = Field(description="What today's customers would call it, where it keeps another name.")


class Moves(Written):
    """How many customers moved, by the reason."""

    NOUN = lineage.Moves

    stayed: Count = Field(description="Whose segment is the one it was, and would have been.")
    customer: Count = Field(description="Moved as they changed.")
    model: Count = Field(description="Moved as the model changed.")
    both: Count = Field(description="Moved as both did.")
    cancelled: Count = Field(description="Would have moved by what they did, and the model took it back.")
    joined: Count = Field(description="Were not there before.")
    left: Count = Field(description="Are not there any more.")
    time: Count = Field(default=0, description="Moved as time passed, and for no other reason.")
    mixed: Count = Field(default=0, description="Moved as time passed and something else changed.")
    days: Count | None = Field(
        default=None, description="How many days passed; null where time is not told apart from what customers did."
    )


class Refit(Written):
    """How segments were made anew from others."""

    NOUN = lineage.Refit

    prefer: Literal["auto", "identity", "fit"] = Field(description="What was preferred where both could not be had.")
    start: Literal["drawn", "known", "same", "none"] = Field(
        description="Whether the segments come from drawn starts or those of before; `none`: there is no such start."
    )
    loss: float | None = Field(
        description="What part more inertia the start from known segments has; null without one."
    )
    known: bool = Field(description="Whether it was known who was there before.")
    common: Count = Field(description="Customers by whom segments were matched.")
    old: Annotated[tuple[OldSegment, ...], Field(max_length=MOST_SEGMENTS)] = Field(description="Those of before.")
    new: Annotated[tuple[NewSegment, ...], Field(max_length=MOST_SEGMENTS)] = Field(description="Those made anew.")
    moves: Moves = Field(description="How many customers moved.")
