"""Pages of the invented summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coterie.naming import Names
from coterie.naming.catalogue import card_of
from coterie.report.page import render
from coterie.views import page_view
from coterie.views.contract import summary_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from coterie.projection import CustomerMap

    Case = tuple[dict[str, Any], CustomerMap]

CASES = ("bank", "mall", "wide", "single", "tiny", "hostile", "unasked", "partly")


@pytest.fixture(scope="session")
def page_of() -> Callable[[dict[str, Any], CustomerMap | None], str]:
    """Draw the page of an invented summary, with the card of its catalogue."""

    def drawn(summary: dict[str, Any], _: CustomerMap | None = None) -> str:
        layout = card_of(Names((), summary["catalogue"]["name"], {}))
        return render(page_view(summary_from(summary), layout))

    return drawn


@pytest.fixture(scope="session")
def pages(case: Callable[[str], Case], page_of: Callable[..., str]) -> dict[str, str]:
    """Every case's page, rendered once."""
    return {name: page_of(*case(name)) for name in CASES}
