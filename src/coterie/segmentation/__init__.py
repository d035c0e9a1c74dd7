"""The whole job: read, clean, prepare, cluster, choose, profile, name; and the result that holds no customers."""

from coterie.segmentation.nouns import Result, Segment, Segmentation, Source, Trial
from coterie.segmentation.segmenting import N_STARTS, segment

__all__ = ["N_STARTS", "Result", "Segment", "Segmentation", "Source", "Trial", "segment"]
