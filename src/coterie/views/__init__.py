"""What the terminal, the report and other programs show of a segmentation: decided once, in typed nouns.

Views hold words and numbers, never colours, widths or markup: those are for who draws them.
"""

from coterie.json_form import as_plain, to_json
from coterie.views.page import PageView, page_view, view
from coterie.views.summarising import summarise, summary_of
from coterie.views.summary import Summary

__all__ = [
    "PageView",
    "Summary",
    "as_plain",
    "page_view",
    "summarise",
    "summary_of",
    "to_json",
    "view",
]
