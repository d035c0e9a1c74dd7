"""Where the segments lie, for drawing them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coterie import planes
from coterie.artefact.format_3.numbers import Coordinate, NotNegative, Share
from coterie.artefact.written import Written


class Ellipse(Written):
    """The ellipse around the middle half of a segment, in the units of its plane."""

    NOUN = planes.Ellipse

    x: Coordinate = Field(description="Its centre, along the first direction.")
    y: Coordinate = Field(description="Its centre, along the second direction.")
    xx: NotNegative = Field(description="Variance along the first direction.")
    xy: Coordinate = Field(description="Covariance of both.")
    yy: NotNegative = Field(description="Variance along the second direction.")
    radius: NotNegative = Field(description="Mahalanobis distance within which half of the customers lie.")


class Plane(Written):
    """Two directions, and where each segment lies on them."""

    NOUN = planes.Plane

    kind: Literal["features", "components"] = Field(description="Two features as prepared, or principal components.")
    axes: tuple[str, str] = Field(description="The features; or those that drive each component.")
    shares: tuple[Share, Share] = Field(description="Of all variance, along each direction.")
    placed: Share = Field(description="Of customers whose own segment's centre is the nearest on this plane.")
    ellipses: tuple[Ellipse | None, ...] = Field(description="By segment; null for fewer than 20 customers.")
