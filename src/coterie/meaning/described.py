"""What has to be known of segments before rules for them can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coterie.preparation import FittedPreparation
    from coterie.profiling import Profiles
    from coterie.reference import Reference
    from coterie.schema import Schema


class Described(Protocol):
    """Segments that were described; a `Segmentation` is one.

    Attributes
    ----------
    schema, preparation, profiles, reference
        What each stage found.
    centers : tuple of tuple of float
        Centroids, in the columns of `preparation`.
    """

    @property
    def schema(self) -> Schema: ...  # noqa: D102 - see above

    @property
    def preparation(self) -> FittedPreparation: ...  # noqa: D102 - see above

    @property
    def profiles(self) -> Profiles: ...  # noqa: D102 - see above

    @property
    def reference(self) -> Reference | None: ...  # noqa: D102 - see above

    @property
    def centers(self) -> tuple[tuple[float, ...], ...]: ...  # noqa: D102 - see above
