"""Format 3 of the saved file: explicit models of all that may stand in it, and the nouns they stand for."""

from coterie.artefact.format_3.content import Content, segmentation_of, written

__all__ = ["Content", "segmentation_of", "written"]
