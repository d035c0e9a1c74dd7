"""The page as Markdown: its words and tables, for a wiki or a message."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from coterie.remarks import capital, say
from coterie.report.directions import TURNS
from coterie.report.overline import overline, title_of
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views import PageView

_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]#|~])")


def to_markdown(view: PageView) -> str:
    """Return the page as Markdown; the same view gives the same characters.

    No text from the table is taken for markup, whatever is in it.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import view
    >>> made = to_markdown(view(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation))
    >>> made.partition(":")[0]
    '# Three segments of customers'
    """
    from coterie.report.page import environment  # noqa: PLC0415 - loads the templates' library

    summary = view.summary
    with spoken(summary):
        found = environment(escaped=False)
        found.filters["plain"] = plain
        found.globals["markdown_table"] = markdown_table
        meaning = view.meaning
        rules = () if meaning is None else (meaning.rule_titles, *(each.cells for each in meaning.rules))
        text = found.get_template("report.md.j2").render(
            front=view.front,
            meaning=meaning,
            refit=view.refit,
            rule_table=rules,
            summary=summary,
            k=summary.k,
            overline=overline(summary, title_of(summary)),
            capital=capital,
            say=say,
        )
    return re.sub(r"\n{3,}", "\n\n", text).translate(TURNS)


def plain(text: str) -> str:
    r"""Write words so that nothing in them is markup.

    Examples
    --------
    >>> plain("a|b <script> *c*")
    'a\\|b &lt;script&gt; \\*c\\*'
    """
    return _MEANS_SOMETHING.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def markdown_table(table: Sequence[Sequence[str]]) -> str:
    """Return a table; the first row is its titles, the first column words.

    Examples
    --------
    >>> print(markdown_table([("Rule", "Recall"), ("a", "5%")]))
    | Rule | Recall |
    |---|---:|
    | a | 5% |
    """
    titles, *rows = ["| " + " | ".join(map(plain, row)) + " |" for row in table]
    return "\n".join([titles, "|---|" + "---:|" * (len(table[0]) - 1), *rows])
