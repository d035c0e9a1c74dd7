"""A record as text, to be kept where a table was written until it is in the history."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import datetime

from coterie.history.record import Record, RecordedSegment, Target
from coterie.json_form import as_plain


def to_text(record: Record) -> str:
    """Return a record as text."""
    plain = as_plain(replace(record, artefact=b""))
    assert isinstance(plain, dict)  # noqa: S101 - for the type checker: a noun becomes one
    kept = {"at": record.at.isoformat(), "artefact": base64.b64encode(record.artefact).decode()}
    return json.dumps(plain | kept, ensure_ascii=False)


def from_text(text: str) -> Record:
    """Return the record that a text holds."""
    plain = json.loads(text)
    kept = {
        "at": datetime.fromisoformat(plain["at"]),
        "artefact": base64.b64decode(plain["artefact"]),
        "segments": tuple(RecordedSegment(**each) for each in plain["segments"]),
        "doubts": tuple(plain["doubts"]),
        "target": plain["target"] and Target(**plain["target"]),
    }
    return Record(**plain | kept)
