"""The version, from the installed package's own metadata."""

from importlib.metadata import version

__version__ = version("coterie")
