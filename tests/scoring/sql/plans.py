"""A description written out by hand, so that what is printed of it hangs on no fit."""

from __future__ import annotations

from coterie.preparation import PreparedFeature
from coterie.schema import Column
from coterie.scoring.description import Description


def plan(**more):
    columns = (
        Column("paid", "numeric", "feature", 0, ""),
        Column("age", "numeric", "feature", 0, "", codes=(999.0,), bounds=(0.0, 120.0)),
        Column("card", "categorical", "feature", 0, "", ("gold", "Amèx", "none")),
        Column("vip", "boolean", "feature", 0, ""),
        Column("since", "numeric", "feature", 0, "", days_before="2024-12-31"),
    )
    features = (
        PreparedFeature("paid", "median", 120.5, "yeo-johnson", 0.7, 0.3, power=-0.25, unit=100.25),
        PreparedFeature("age", "median", 41.0, "none", 43.125, 12.1),
        PreparedFeature("card", "mode", "gold", "one-hot", 0.0, 0.75, categories=("gold", "Amèx", "none")),
        PreparedFeature("vip", "mode", "false", "one-hot", 0.0, 0.5, categories=("false", "true")),
        PreparedFeature("since", "median", 900.0, "none", 1000.0, 400.0),
    )
    centers = ((0.1, -0.5, 1.0, 0.0, 0.0, 2.0, 0.0, 0.3), (0.2, 0.6, 0.0, 1.0, 0.0, 0.0, 2.0, -0.1),
               (-1.5, 0.0, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0))  # fmt: skip
    said = {"artefact": "0123456789ab", "key": "client", "id_type": "text", "columns": columns, "features": features}
    said |= {"centers": centers, "ids": (0, 1, 7), "names": ("Savers", "Kings' Amèx", "New"), "far": 2.5}
    return Description(**said | more)
