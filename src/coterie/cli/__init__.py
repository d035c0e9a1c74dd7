"""The command line: read arguments, call the library, show."""

from coterie.cli.app import main

__all__ = ["main"]
