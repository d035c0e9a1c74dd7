"""Everything that a page shows of a segmentation, in one noun: the report draws it, a studio may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie.naming.catalogue import card_of
from coterie.remarks import say
from coterie.remarks.labelling import labelling
from coterie.views import choice, facts
from coterie.views.account import AccountView, account_of
from coterie.views.cards import Card, cards
from coterie.views.choice import KindOfK
from coterie.views.criteria import Criteria, criteria
from coterie.views.descriptors import Difference, descriptors
from coterie.views.facts import ChangeFacts, ColumnFacts
from coterie.views.front import Front, front
from coterie.views.headline import headline, is_cut
from coterie.views.lives import Life, lives
from coterie.views.meant import Meant, meant
from coterie.views.profile_table import Group, profile_table
from coterie.views.refit import RefitTold, refit_of
from coterie.views.rfm_table import Row, rfm_table
from coterie.views.spoken import spoken
from coterie.views.summarising import summary_of
from coterie.views.summary import Summary
from coterie.views.trust import Trust, trust

if TYPE_CHECKING:
    from coterie.naming.card import Card as Layout
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class PageView:
    """What a page shows.

    Attributes
    ----------
    summary : Summary
        The facts that are shown as they are.
    front : Front
        The first page.
    meaning : Meant or None
        What separates segments, plain rules, sensitive attributes and worth; None of one segment.
    refit : RefitTold or None
        What became of the segments of before; None where these were first made.
    headline, cut : str
        The result in one line, and what to know of a convenient cut; empty for other segments.
    cards, trust, criteria, kinds, lives, profiles, rfm, descriptors, columns, account, cleaning, options
        The page's parts.
    silhouette_of, chosen_by, elbows : str
        Of whom the silhouette is, who chose K, and where the elbows are.
    advice : tuple of str
        What the evidence adds to the reason for K.
    few : bool
        Whether there are too few customers for random halves.
    """

    summary: Summary
    front: Front
    meaning: Meant | None
    refit: RefitTold | None
    headline: str
    cut: str
    cards: tuple[Card, ...]
    trust: Trust
    criteria: Criteria | None
    silhouette_of: str
    advice: tuple[str, ...]
    kinds: tuple[KindOfK, ...]
    few: bool
    chosen_by: str
    elbows: str
    lives: tuple[Life, ...]
    profiles: tuple[Group, ...]
    rfm: tuple[Row, ...]
    descriptors: tuple[Difference, ...]
    columns: tuple[ColumnFacts, ...]
    account: AccountView
    cleaning: tuple[ChangeFacts, ...]
    options: tuple[tuple[str, str], ...]


def view(segmentation: Segmentation) -> PageView:
    """Return everything that a page shows of a segmentation.

    Examples
    --------
    >>> import coterie
    >>> view(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation).headline
    'Three reproducible segments among 499 customers'
    """
    return page_view(summary_of(segmentation), card_of(segmentation.names), meant(segmentation))


def page_view(summary: Summary, layout: Layout | None, meaning: Meant | None = None) -> PageView:
    """Return everything that a page shows of a summary.

    Parameters
    ----------
    summary : Summary
    layout : coterie.naming.card.Card or None
        The columns that the catalogue's cards show.
    meaning : Meant or None
        What the segments mean.

    Returns
    -------
    PageView
    """
    with spoken(summary):
        return _page(summary, layout, meaning)


def _page(summary: Summary, layout: Layout | None, meaning: Meant | None) -> PageView:
    card, verdict, chosen = summary.k_card, summary.verdict, summary.choice.k
    return PageView(
        summary=summary,
        front=front(summary),
        meaning=meaning,
        refit=refit_of(summary),
        headline=headline(summary.k, summary.customers, verdict),
        cut=say("headline.parts_of_cut") if is_cut(verdict) else "",
        cards=cards(summary, layout),
        trust=trust(summary),
        criteria=criteria(card, chosen),
        silhouette_of=choice.silhouette_of(card, chosen),
        advice=choice.advice(summary.recommendation, chosen, tested=verdict is not None),
        kinds=choice.kinds(card, chosen),
        few=verdict is not None and verdict.few,
        chosen_by=choice.chosen_by(summary),
        elbows=choice.elbows(card.elbows),
        lives=lives(summary.across, summary.segments),
        profiles=profile_table(summary),
        rfm=rfm_table(summary),
        descriptors=descriptors(summary.descriptors) if summary.k > 1 else (),
        **_of_the_file(summary),
    )


def _of_the_file(summary: Summary) -> dict[str, Any]:  # each field has a type of its own
    """Return what is said of the file: there columns are called as the file calls them."""
    with labelling(summary.labels):
        return {
            "columns": facts.columns(summary),
            "account": account_of(summary),
            "cleaning": facts.cleaning(summary.cleaning),
            "options": facts.options(summary.options),
        }
