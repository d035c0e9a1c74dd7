"""The segmentation as a model of ONNX, printed from the description that Python scores by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from coterie import errors
from coterie.atomic import path_of, whole
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    import os

    from coterie.segmentation import Result, Segmentation

Form = Literal["onnx"]


def export(segmentation: Segmentation | Result, path: str | os.PathLike[str], *, to: Form = "onnx") -> None:
    """Write the segmentation as a model that other programs run: ONNX, in float64, of operators of ai.onnx alone.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment` or `coterie.load`.
    path : path
        The file, such as ``segments.onnx``; one that is there is replaced.
    to : {"onnx"}
        The format.

    Raises
    ------
    coterie.errors.OptionError
        For another format.
    coterie.errors.LibraryMissing
        Without the library of ONNX: ``pip install 'coterie[onnx]'``.
    coterie.errors.OutputError
        When the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     coterie.export(result, Path(folder, "segments.onnx"))
    ...     Path(folder, "segments.onnx").stat().st_size < 10_000
    True
    """
    target = path_of("path", path)
    made = to_onnx(segmentation_of(segmentation), to=to)
    with whole(target) as partial:
        partial.write_bytes(made)


def to_onnx(segmentation: Segmentation, *, to: str = "onnx") -> bytes:
    """Return the bytes of the model."""
    if to != "onnx":
        option = "--to"
        raise errors.choosing.unknown_choice(option, to, ["onnx"])
    try:
        from coterie.scoring.onnx.printed import printed  # noqa: PLC0415 - only who asks for ONNX needs its library
    except ImportError as error:
        raise errors.libraries.not_installed("Writing ONNX", "coterie[onnx]") from error
    made: bytes = printed(segmentation).SerializeToString(deterministic=True)
    return made
