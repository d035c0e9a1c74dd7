"""The whole job: fit, then describe; and the result that holds no customers."""

from coterie.segmentation.describing import describe
from coterie.segmentation.fitting import N_STARTS, Fitted, fit
from coterie.segmentation.nouns import Result, Segment, Segmentation, Source, Trial
from coterie.segmentation.segmenting import segment

__all__ = [
    "N_STARTS",
    "Fitted",
    "Result",
    "Segment",
    "Segmentation",
    "Source",
    "Trial",
    "describe",
    "fit",
    "segment",
]
