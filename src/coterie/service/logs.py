"""A line of JSON for each thing that happens; none holds anything that a caller sent beside the address of a route."""

from __future__ import annotations

import json
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Log:
    """Where lines go.

    Parameters
    ----------
    file : text file or None
        None: nowhere.

    Examples
    --------
    >>> import io
    >>> file = io.StringIO()
    >>> Log(file).line("started", port=8321)
    >>> json.loads(file.getvalue())["port"]
    8321
    """

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    def line(self, event: str, **facts: object) -> None:
        """Write a line: the time in UTC, what happened, and what is known of it."""
        if self._file is not None:
            time = datetime.now(UTC).isoformat(timespec="milliseconds")
            self._file.write(json.dumps({"time": time, "event": event, **facts}) + "\n")
            self._file.flush()

    def fault(self, error: Exception, request: str) -> None:
        """Write where a fault of ours is, without its message: that may repeat what a customer's row holds."""
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]]
        self.line("fault", request=request, kind=type(error).__name__, places=places)
