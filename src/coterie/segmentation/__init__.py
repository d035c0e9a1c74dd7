"""The whole job: fit, then describe; and the result that holds no customers."""

from coterie.segmentation.describing import describe
from coterie.segmentation.fitting import N_STARTS, Fitted, fit
from coterie.segmentation.nouns import Segment, Segmentation, Source, Trial
from coterie.segmentation.renaming import given_names, rename, with_names_of
from coterie.segmentation.result import Result, assignments_of, segmentation_of
from coterie.segmentation.segmenting import segment
from coterie.segmentation.shown_columns import shown_as

__all__ = [
    "N_STARTS",
    "Fitted",
    "Result",
    "Segment",
    "Segmentation",
    "Source",
    "Trial",
    "assignments_of",
    "describe",
    "fit",
    "given_names",
    "rename",
    "segment",
    "segmentation_of",
    "shown_as",
    "with_names_of",
]
