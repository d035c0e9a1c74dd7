"""Saved files taken apart and put together again, for tests."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from coterie.artefact import FORMAT, FORMAT_VERSION


def content_in(saved: bytes, member: str = "segmentation.json") -> dict:
    """Return what one of the files in a saved file says."""
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        return json.loads(archive.read(member))


def packed(content: object, version: int = FORMAT_VERSION, **manifest: object) -> bytes:
    """Return the saved file that says this, with the checksum that lets it in."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    said = {
        "format": FORMAT,
        "format_version": version,
        "coterie_version": "0.1.0",
        "sha256": hashlib.sha256(text).hexdigest(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", json.dumps(said | manifest))
        archive.writestr("segmentation.json", text)
    return out.getvalue()
