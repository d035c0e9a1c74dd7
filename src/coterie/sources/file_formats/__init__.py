"""Every file format: a file each, and a line here."""

from importlib import import_module

from coterie.sources.file_formats.file_format import FileFormat, typed

_FILES = (
    "text",
    "parquet",
    "excel",
    "arrow",
    "json",
)
FORMATS: dict[str, FileFormat] = {name: import_module(f"{__name__}.{name}").FORMAT for name in _FILES}
"""All of them, by the name of their file."""

__all__ = ["FORMATS", "FileFormat", "typed"]
