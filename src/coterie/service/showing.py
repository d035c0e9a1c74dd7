"""What the service says of itself and of its segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.service.served import Served
    from coterie.service.shelf import Shelf


def health(shelf: Shelf) -> dict[str, Any]:  # whatever JSON holds
    """Return that the service answers, and by which artefacts; `stale`: the file has changed and cannot be loaded."""
    stale = shelf.stale
    said = [
        {"alias": each.alias, "artefact": each.artefact, "since": each.since.isoformat(), "stale": each.alias in stale}
        for each in shelf.all
    ]
    return {"status": "ok", "coterie_version": __version__, "artefacts": said}


def segments(served: Iterable[Served]) -> dict[str, Any]:  # as above
    """Return the segments of each artefact, with their shares when they were made, and what a request must say."""
    return {"artefacts": [_segments(each) for each in served]}


def _segments(served: Served) -> dict[str, Any]:  # as above
    description, profiles = served.scorer.description, served.segmentation.profiles.segments
    columns = zip(description.columns, description.features, strict=True)
    return {
        "alias": served.alias,
        "artefact": served.artefact,
        "id": description.key,
        "features": [{"name": column.name, "type": column.comes_as} for column, _ in columns],
        "segments": [
            {"id": number, "name": name, "customers_at_training": profile.size, "share_at_training": profile.share}
            for number, name, profile in zip(description.ids, description.names, profiles, strict=True)
        ],
    }
