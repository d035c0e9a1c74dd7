"""The library that writes workbooks: an extra."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from types import ModuleType

MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""A workbook says when it was made; the same content has to give the same bytes."""


def check_workbook() -> ModuleType:
    """Load what writes workbooks.

    Raises
    ------
    coterie.errors.InputError
        Where it is not installed; the message says how to install it.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed("Writing a workbook", "coterie[excel]") from error
    module: ModuleType = xlsxwriter
    return module
