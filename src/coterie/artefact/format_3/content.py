"""All that stands in `segmentation.json`, and the segmentation that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, JsonValue

from coterie.artefact.format_3.evidence import Evidence
from coterie.artefact.format_3.meaning import Meaning
from coterie.artefact.format_3.numbers import MOST_SEGMENTS, Coordinate, NotNegative
from coterie.artefact.format_3.planes import Plane
from coterie.artefact.format_3.reference import Reference
from coterie.artefact.format_3.refit import Refit
from coterie.artefact.format_3.segments import Choice, HoldOut, Identities, Lineage, Names, Profiles, Trial
from coterie.artefact.format_3.table import Cleaning, Column, Contract, Feature, Purchases, Source
from coterie.artefact.format_3.telling import Telling, tellings, told_by
from coterie.artefact.written import Written, as_noun
from coterie.preparation import FittedPreparation
from coterie.schema import Schema
from coterie.segmentation import Segmentation

if TYPE_CHECKING:
    from typing import Any

_Centers = Annotated[tuple[tuple[Coordinate, ...], ...], Field(min_length=1, max_length=MOST_SEGMENTS)]


class Content(Written):
    """`segmentation.json`."""

    coterie_version: str = Field(description="The version of coterie that made the segmentation.")
    libraries: dict[str, str] = Field(
        description="Versions of Python and of the libraries that computed it; empty in a file that was upgraded."
    )
    source: Source = Field(description="Where the customers came from.")
    # Options as they were given: they are shown and kept, nothing computes with them, and each version has its own.
    options: dict[str, JsonValue] = Field(description="Every option, defaults filled in, without passwords.")
    columns: tuple[Column, ...] = Field(description="Every column of the table, in its order.")
    contract: Contract = Field(description="The columns that scoring asks for.")
    purchases: Purchases | None = Field(description="What the customers were made of; null where they came as rows.")
    cleaning: Cleaning = Field(description="What was done between reading and preparing.")
    preparation: tuple[Feature, ...] = Field(description="How each feature is prepared, in the order of `contract`.")
    sweep: tuple[Trial, ...] = Field(description="Every K tried.")
    choice: Choice = Field(description="Which K was chosen, and why.")
    centers: _Centers = Field(
        description=f"Centroids, the largest segment first, in prepared units: at most {MOST_SEGMENTS:,}, each with "
        "one number per feature, or per category of a one-hot encoding."
    )
    inertia: NotNegative = Field(description="Of the K chosen.")
    silhouette: float | None = Field(description="Of the K chosen; null for one segment.")
    profiles: Profiles = Field(description="What the segments look like.")
    names: Names = Field(description="What the segments are called.")
    identities: Identities = Field(description="Who the segments are, whatever is made anew.")
    lineage: Lineage = Field(description="Which segmentation this one continues.")
    hold_out: HoldOut = Field(description="What decides who is held out of an audience.")
    reference: Reference | None = Field(
        description="What customers of another day are compared with; null in a file that was upgraded."
    )
    planes: tuple[Plane, ...] = Field(
        default=(), description="Where the segments lie, for drawing them; empty in a file that was upgraded."
    )
    labels: dict[str, str] | None = Field(
        default=None, description="What people call a column, by its name; null where nobody said."
    )
    value_column: str | None = Field(
        default=None, description="The column that says what a customer is worth; null where none was named."
    )
    meaning: Meaning | None = Field(
        default=None,
        description="Rules, sensitive attributes and worth; null of one segment, and in a file that was upgraded.",
    )
    refit: Refit | None = Field(
        default=None, description="What became of the segments that these continue; null where they were first made."
    )
    evidence: Evidence = Field(description="What was found out about the segments.")
    told: dict[str, Telling] = Field(
        default={},
        description="What sentences of `columns`, `purchases`, `choice` and `evidence` were made of, by text: they "
        "can be said in other words. A sentence that is not here is said as it is.",
    )


def written(segmentation: Segmentation) -> Content:
    """Return what a segmentation says in a file.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none").segmentation
    >>> content = written(found)
    >>> [column.name for column in content.contract.columns][:2], segmentation_of(content) == found
    (['customer_id', 'age'], True)
    """
    needed = [column for column in segmentation.schema.columns if column.role in {"id", "feature"}]
    said: dict[str, Any] = {  # each field has its own type, which the model checks
        name: getattr(segmentation, name) for name in _ALIKE
    }
    said |= {
        "coterie_version": segmentation.version,
        "columns": segmentation.schema.columns,
        "contract": {
            "columns": tuple({"name": e.name, "type": e.comes_as, "role": e.role} for e in needed),
            "id_type": segmentation.id_type,
        },
        "preparation": segmentation.preparation.features,
        "lineage": {"parent": segmentation.parent},
        "hold_out": {"salt": segmentation.salt},
        "value_column": segmentation.value,
        "told": tellings([segmentation.schema, *(getattr(segmentation, name) for name in _TOLD)]),
    }
    return Content.model_validate(said)


def segmentation_of(content: Content) -> Segmentation:
    """Return the segmentation that the content of a file is."""
    told = told_by(content.told)
    return Segmentation(
        **{name: as_noun(getattr(content, name), told if name in _TOLD else None) for name in _ALIKE},
        version=content.coterie_version,
        schema=Schema(as_noun(content.columns, told)),
        preparation=FittedPreparation(as_noun(content.preparation)),
        parent=content.lineage.parent,
        salt=content.hold_out.salt,
        value=content.value_column,
        id_type=content.contract.id_type,
    )


_TOLD = ("purchases", "choice", "evidence")
"""Beside the columns, what is told by code and facts: sentences about names hold numbers that names round."""

_ALIKE = (
    *("libraries", "source", "options", "purchases", "cleaning", "sweep", "choice", "centers", "inertia", "silhouette"),
    *("profiles", "names", "identities", "reference", "planes", "labels", "meaning", "refit", "evidence"),
)
"""What has one name in a file and in memory."""
