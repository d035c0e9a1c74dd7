"""The page as sheets of a workbook: the same facts as numbers, each part a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.remarks import capital, column_label, say
from coterie.remarks.labelling import labelling
from coterie.views.comparison import says_yes
from coterie.views.facts import options
from coterie.views.front import front
from coterie.views.meant import meant, told_of
from coterie.views.spoken import spoken
from coterie.views.summarising import summary_of
from coterie.views.summary import Category, Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.segmentation import Segmentation
    from coterie.views.front import Front
    from coterie.views.segments_explained import SegmentsTold
    from coterie.views.summary import Profile, Profiled, Summary

Value = str | int | float | None
Form = Literal["text", "count", "number", "share"]


@dataclass(frozen=True)
class Drawn:
    """A chart of a sheet, drawn by the spreadsheet itself.

    Attributes
    ----------
    kind : {"bar", "line"}
    title : str
    along : int
        The column that names the places.
    of : tuple of int
        The columns that are drawn.
    """

    kind: Literal["bar", "line"]
    title: str
    along: int
    of: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """One part.

    Attributes
    ----------
    name : str
        Of its tab.
    titles : tuple of str
        Of its columns.
    forms : tuple of {"text", "count", "number", "share"}
        How the numbers of each column are shown.
    rows : tuple of tuple of str, int, float or None
    drawn : Drawn or None
    """

    name: str
    titles: tuple[str, ...]
    forms: tuple[Form, ...]
    rows: tuple[tuple[Value, ...], ...]
    drawn: Drawn | None = None


def sheets(segmentation: Segmentation) -> tuple[Sheet, ...]:
    """Return the page as sheets; those that would be empty are left out.

    They hold what `segments.json` holds, and nothing more: the rules of disclosure hold in them as well.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, value="income").segmentation
    >>> [sheet.name for sheet in sheets(found)]  # doctest: +NORMALIZE_WHITESPACE
    ['Summary', 'Segments', 'Numbers', 'Categories', 'What separates them', 'Worth', 'Rules', 'Sensitive', 'Trust',
     'K', 'Cleaning', 'Columns', 'This run']
    """
    summary = summary_of(segmentation)
    with spoken(segmentation):
        page, told = front(summary), told_of(segmentation) if summary.k > 1 else None
        made = [
            _summary(summary, page),
            _segments(summary, page),
            _numbers(summary),
            _categories(summary),
            *([] if told is None else [_apart(told), _worth(told), _rules(told), _sensitive(segmentation)]),
            _trust(summary),
            _by_k(summary),
        ]
    with spoken(segmentation), labelling(summary.labels):  # of the file, which calls columns so
        made += [_cleaning(summary), _columns(summary), _run(summary)]
    return tuple(sheet for sheet in made if sheet.rows)


def _sheet(
    name: str, columns: Sequence[tuple[str, Form]], rows: Sequence[tuple[Value, ...]], drawn: Drawn | None = None
) -> Sheet:
    titles = tuple(say(f"sheet.{title}") for title, _ in columns)
    return Sheet(say(f"sheet.{name}"), titles, tuple(form for _, form in columns), tuple(rows), drawn)


def _summary(summary: Summary, page: Front) -> Sheet:
    said = [
        ("finding", page.finding),
        ("verdict", f"{capital(page.lead.label)}: {page.lead.means}."),
        ("caveat", page.lead.caveat),
        ("anything", page.questions.anything),
        ("again", page.questions.again),
        ("why", page.questions.why),
        *(("cannot", f"{each.what} {each.why}") for each in page.unsaid),
        ("source", summary.source.name),
    ]
    return _sheet(
        "summary", [("about", "text"), ("says", "text")], [(say(f"sheet.{code}"), text) for code, text in said if text]
    )


def _segments(summary: Summary, page: Front) -> Sheet:
    named = page.value is not None
    rows = [
        (
            row.name,
            summary.segments[summary.places[row.id]].size,
            row.part,
            *((row.value_part, *(row.value_ends or (None, None))) if named else ()),
            row.sentence,
            row.telling,
            row.idea,
        )
        for row in page.rows
    ]
    worth: list[tuple[str, Form]] = [("of_value", "share"), ("at_least", "share"), ("at_most", "share")]
    columns: list[tuple[str, Form]] = [
        ("segment", "text"),
        ("customers", "count"),
        ("of_customers", "share"),
        *(worth if named else []),
        ("in_words", "text"),
        ("typical", "text"),
        ("idea", "text"),
    ]
    return _sheet("segments", columns, rows, Drawn("bar", say("sheet.parts"), 0, (2, 3) if named else (2,)))


def _groups(summary: Summary) -> Iterator[tuple[str, Profile]]:
    yield say("sheet.everyone"), summary.overall.profile
    for segment in summary.segments:
        yield segment.name, segment.profile


def _numbers(summary: Summary) -> Sheet:
    rows = [
        (column_label(name), group, own.known, own.mean, own.std, own.p10, own.p25, own.median, own.p75, own.p90)
        for name in summary.overall.profile
        for group, profile in _groups(summary)
        if isinstance(own := profile.get(name), Number)
    ]
    counted: list[tuple[str, Form]] = [("column", "text"), ("segment", "text"), ("known", "count")]
    measured: list[tuple[str, Form]] = [
        (each, "number") for each in ("mean", "std", "p10", "p25", "median", "p75", "p90")
    ]
    return _sheet("numbers", [*counted, *measured], rows)


def _categories(summary: Summary) -> Sheet:
    rows: list[tuple[Value, ...]] = []
    for name, everyone in summary.overall.profile.items():
        for group, profile in _groups(summary):
            own = profile.get(name)
            if isinstance(own, Category):
                rows += _shares(column_label(name), group, own, everyone)
    titles: list[tuple[str, Form]] = [("column", "text"), ("segment", "text"), ("category", "text")]
    return _sheet("categories", [*titles, ("share", "share"), ("of_everyone", "share")], rows)


def _shares(label: str, group: str, own: Category, everyone: Profiled) -> Iterator[tuple[Value, ...]]:
    yes = says_yes(everyone) is not None
    for category, share in own.shares.items():
        if yes and category != "true":
            continue
        shown = say("explained.flag", it="true") if yes else category
        of_all = everyone.shares.get(category) if isinstance(everyone, Category) else None
        yield label, group, shown, share, of_all


def _apart(told: SegmentsTold) -> Sheet:
    rows = [
        (each.segment.name, telling.column and column_label(telling.column), telling.effect, telling.lift, telling.says)
        for each in told.apart
        for telling in each.telling
    ]
    return _sheet(
        "apart",
        [("segment", "text"), ("column", "text"), ("effect", "number"), ("lift", "number"), ("says", "text")],
        rows,
    )


def _worth(told: SegmentsTold) -> Sheet:
    found = [] if told.worth is None else told.worth.segments
    rows = [
        (
            each.segment.name,
            each.customers,
            each.share_of_customers,
            each.share,
            *(each.interval or (None, None)),
            each.per_customer,
            each.index,
        )
        for each in found
    ]
    return _sheet(
        "worth",
        [
            ("segment", "text"),
            ("known", "count"),
            ("of_known", "share"),
            ("of_value", "share"),
            ("at_least", "share"),
            ("at_most", "share"),
            ("per_customer", "number"),
            ("index", "number"),
        ],
        rows,
        Drawn("bar", say("sheet.index"), 0, (7,)),
    )


def _rules(told: SegmentsTold) -> Sheet:
    found = () if told.rules is None else told.rules.rules
    return _sheet(
        "rules",
        [("rule", "text"), ("customers", "count"), ("precision", "share"), ("recall", "share")],
        [(each.says, each.customers, each.precision, each.recall) for each in found],
    )


def _sensitive(segmentation: Segmentation) -> Sheet:
    said = meant(segmentation)
    kept = () if segmentation.meaning is None else segmentation.meaning.ties
    names = [segment.name.name for segment in segmentation.segments]
    rows: list[tuple[Value, ...]] = []
    for tie in kept:
        if tie.parity is None:
            continue
        groups = zip(tie.parity.groups, tie.parity.sizes, tie.parity.shares, strict=True)
        for group, size, shares in groups:
            rows += [
                (column_label(tie.column), group, size, name, share) for name, share in zip(names, shares, strict=True)
            ]
    warning = "" if said is None else said.warning
    if rows and warning:
        rows.insert(0, (warning, None, None, None, None))
    titles: list[tuple[str, Form]] = [("column", "text"), ("group", "text"), ("customers", "count")]
    return _sheet("sensitive", [*titles, ("segment", "text"), ("share", "share")], rows)


def _trust(summary: Summary) -> Sheet:
    held = () if summary.stability is None else summary.stability.segments
    rows = [
        (segment.name, segment.size, own.jaccard, own.stayed)
        for segment, own in zip(summary.segments, held, strict=False)
    ]
    titles: list[tuple[str, Form]] = [("segment", "text"), ("customers", "count")]
    return _sheet("trust", [*titles, ("jaccard", "number"), ("stayed", "share")], rows)


def _by_k(summary: Summary) -> Sheet:
    rows = [
        (row.k, row.inertia, row.silhouette, row.silhouette_squared, row.bic, row.smallest)
        for row in summary.k_card.rows
    ]
    return _sheet(
        "by_k",
        [
            ("k", "count"),
            ("inertia", "number"),
            ("silhouette", "number"),
            ("silhouette_squared", "number"),
            ("bic", "number"),
            ("smallest", "count"),
        ],
        rows,
        Drawn("line", say("sheet.silhouette"), 0, (2,)),
    )


def _cleaning(summary: Summary) -> Sheet:
    rows = [
        (
            say("column.whole_rows") if each.column is None else column_label(each.column),
            each.action,
            each.rows,
            each.detail,
        )
        for each in summary.cleaning
    ]
    return _sheet("cleaning", [("column", "text"), ("done", "text"), ("rows", "count"), ("detail", "text")], rows)


def _columns(summary: Summary) -> Sheet:
    rows = [
        (
            each.name,
            column_label(each.name),
            say("column.type", type=each.type),
            say(f"column.{each.role}"),
            each.missing,
        )
        for each in summary.columns
    ]
    titles: list[tuple[str, Form]] = [(each, "text") for each in ("column", "label", "type", "used_as")]
    return _sheet("columns", [*titles, ("missing", "count")], rows)


def _run(summary: Summary) -> Sheet:

    rows = [*options(summary.options), ("coterie", summary.coterie_version), ("short_hash", summary.short_hash)]
    return _sheet("run", [("option", "text"), ("set_to", "text")], rows)
