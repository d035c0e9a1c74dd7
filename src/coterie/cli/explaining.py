"""What `coterie explain` shows on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.cli.table import print_table, shown, terminal
from coterie.views.explained import explained_lines, explained_table, explained_titles

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation
    from coterie.views.explained import ExplainedView


def print_explained(segmentation: Segmentation, found: ExplainedView) -> None:
    """Print why a customer is in their segment: a sentence, each feature's part, and what would move them."""
    console = terminal()
    above, below = explained_lines(found.customer)
    for line in above:
        console.print(shown(line), style="bold")
    if found.customer.next is not None:
        print_table(explained_titles(found.customer), explained_table(segmentation, found.customer))
    for line in below:
        console.print(shown(line), highlight=False)
