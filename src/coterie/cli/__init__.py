"""The command line: read arguments, call the library, show."""

from coterie.cli.main import main

__all__ = ["main"]
