"""Templates as they are compiled, kept beside their sources as Python keeps modules: compiling takes most of a page."""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.bccache import Bucket

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Tight(jinja2.FileSystemLoader):
    """The templates of a folder, HTML indented by one space at most: a thirtieth less of a long page."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template as it is compiled."""
        source, path, fresh = super().get_source(environment, template)
        return (_INDENT.sub(" ", source) if template.endswith(".html.j2") else source), path, fresh


class Compiled(jinja2.FileSystemBytecodeCache):
    """What was compiled from the templates of a folder; read again only while they, Jinja and Python are the same.

    Nothing is written where Python is told to write no bytecode, nor where the folder may not be written.

    Parameters
    ----------
    templates : pathlib.Path
        The folder of the templates; each of them is used in one environment alone.
    """

    def __init__(self, templates: Path) -> None:
        super().__init__(str(templates / "__pycache__"), f"jinja-{jinja2.__version__}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept of a template, if anything was."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):  # a folder of the system's, or one that may only be read
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
