"""JSON: lines of objects, or a list of them."""

from __future__ import annotations

from coterie.sources.file_formats.file_format import FileFormat, typed
from coterie.sources.typed.json_table import read_json

FORMAT = FileFormat(
    spelled="JSON",
    read=typed(read_json, "JSON"),
    usual=(".jsonl", ".ndjson"),
    other=(".json",),
    media_types={"application/json": ".json", "application/x-ndjson": ".jsonl"},
    lines=True,
)
