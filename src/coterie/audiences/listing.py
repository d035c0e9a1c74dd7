"""The verb `audience`: customers of a segment as a list that a mailing tool or an advertising platform takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import polars as pl

from coterie import errors
from coterie.audiences.columns import contact_columns
from coterie.audiences.consent import agreed
from coterie.audiences.normalising import check_phones
from coterie.audiences.platforms import PLATFORMS, For
from coterie.audiences.rows import Written, written
from coterie.audiences.since import Changes, as_ids, changes, earlier_members
from coterie.audiences.suppressing import Suppressed, suppressed
from coterie.options.checks import Share
from coterie.remarks import Remark
from coterie.schema.no_measures import meaning
from coterie.schema.words import personal, sensitive
from coterie.scoring import customers_of, place
from coterie.scoring.holdout import ARM, HELD_OUT
from coterie.segmentation import segmentation_of
from coterie.sources import read, to_polars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.scoring.scorer import Decimal
    from coterie.scoring.stopping import Checks
    from coterie.segmentation import Result, Segmentation
    from coterie.sources import Reading


@dataclass(frozen=True)
class Counts:
    """What became of the customers of the segments asked for; the first is the sum of the others.

    Attributes
    ----------
    members : int
        Customers of these segments.
    held_out, without_consent, suppressed, without_contact, repeated : int
        Those who are not on the list, each counted once, in this order; `repeated` have the contact details of another.
    listed : int
        Those who are.
    """

    members: int
    held_out: int
    without_consent: int
    suppressed: int
    without_contact: int
    repeated: int
    listed: int


@dataclass(frozen=True)
class Audience:
    """A list of customers.

    Attributes
    ----------
    platform : str
        Whom it is for.
    segments : dict of int to str
        The segments on it, names by permanent id.
    rows : polars.DataFrame
        The list: columns as the platform wants them.
    added, removed : polars.DataFrame or None
        What is new on it, and what was on the earlier one alone; None without an earlier one.
    counts : Counts
    already_hashed : int
        Values that were hashed before, and are taken as they are.
    unreadable : dict of str to int
        Values that are none of their kind, by contact detail.
    gone : int
        Customers of the earlier list who are not in the table any more: nothing says how to take them off.
    renamed : dict of str to str
        Segments that the earlier assignments call otherwise: the name then by the name now.
    sensitive : tuple of str
        Sensitive columns that built the segments.
    least : int
        Customers that the platform asks for at least.
    doubts : tuple of Remark
        Of scoring.
    """

    platform: For
    segments: dict[int, str]
    rows: pl.DataFrame
    added: pl.DataFrame | None
    removed: pl.DataFrame | None
    counts: Counts
    already_hashed: int
    unreadable: dict[str, int]
    gone: int
    renamed: dict[str, str]
    sensitive: tuple[str, ...]
    least: int
    doubts: tuple[Remark, ...]


class _Asked(NamedTuple):
    """What a list is made of."""

    frame: pl.DataFrame
    key: str | None
    segments: dict[int, str]
    contacts: dict[Any, str]
    keep: tuple[str, ...]
    platform: For
    country: str | None


def audience(  # noqa: PLR0913 - one parameter an option
    segmentation: Segmentation | Result,
    customers: object,
    *,
    segment: str | int | Sequence[str | int],
    for_: For,
    contact: Mapping[str, str] | None = None,
    consent: Mapping[str, str] | None = None,
    suppress: object | None = None,
    country: str | None = None,
    since: object | None = None,
    holdout: float = 0.0,
    keep: Sequence[str] = (),
    checks: Checks = "usual",
    joining: Mapping[str, Any] | None = None,  # options, each of its own type
    decimal: Decimal = "auto",
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
) -> Audience:
    """Make a list of the customers of some segments, as a mailing tool or an advertising platform takes it.

    E-mail addresses and phone numbers are normalised as the platform says, and hashed with SHA-256; values of 64
    hexadecimal digits are taken for hashed ones. Nothing else goes to a platform unless `contact` names it.

    Parameters
    ----------
    segmentation : Segmentation or Result
        Also `coterie.load(...)`.
    customers : path or frame
        Customers with the columns that the segments were built on, and with their contact details.
    segment : str, int or sequence of these
        Names or permanent ids of segments.
    for_ : {"google", "meta", "linkedin", "csv"}
        Whom the list is for; "csv" has the id, the segment and the columns of `keep`, nothing hashed.
    contact : mapping of str to str, optional
        The column by contact detail: email, phone, first_name, last_name, city, state, zip, country, birthday, gender,
        device.
    consent : mapping of str to str, optional
        What a column has to say for a customer to be listed, such as ``{"newsletter": "yes"}``.
    suppress : path or frame, optional
        Who must not be listed: ids, e-mail addresses or phone numbers, also hashed ones.
    country : str or None
        Two letters: where phone numbers without a country code are from.
    since : path or frame, optional
        Assignments of an earlier day: the result then has what was added and what was removed.
    holdout : float
        Share of the customers to hold out: see `coterie.score`. They are not listed.
    keep : sequence of str
        Columns to carry along, for "csv" alone.
    checks : {"usual", "strict", "lenient"}
        See `coterie.score`.
    joining : mapping or None
        Of purchases, which customers are joined to them: see `coterie.score`.
    decimal : {"auto", ".", ","}
        See `coterie.score`.
    encoding, sheet, header_row, query, table
        How to read the customers: see `coterie.sources.read`.

    Returns
    -------
    Audience

    Raises
    ------
    coterie.errors.NeedsAnswer
        Where several columns may hold an e-mail address or a phone number.
    coterie.errors.InputError
        For a segment or a column that is not there, customers that nothing says how to reach, and what `coterie.score`
        raises.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(bank, k=3)
    >>> bank = bank.with_columns(email=pl.col("customer_id") + "@example.com")
    >>> found = audience(result, bank, segment=result.names[0], for_="linkedin")
    >>> found.counts.listed == result.segments[0].size, found.rows.columns
    (True, ['email'])
    """
    _check(for_, keep, country)
    segmentation = segmentation_of(segmentation)
    holdout = Share()("--holdout", holdout)
    chosen = segments_named(segmentation, [segment] if isinstance(segment, str | int) else list(segment))
    reading: Reading = {"encoding": encoding, "sheet": sheet, "header_row": header_row, "query": query, "table": table}
    made, purchases = customers_of(segmentation, customers, checks=checks, joining=joining, **reading)
    new = read(made, **reading)
    contacts = _contacts(new.frame.columns, for_, contact or {})
    _check_consent(new.frame.columns, consent or {})
    carried = list(dict.fromkeys([*keep, *contacts.values(), *(consent or {})]))
    key = segmentation.schema.id
    carried = [name for name in carried if name != key]
    placed = place(segmentation, new.frame, checks=checks, keep=carried, holdout=holdout, decimal=decimal)
    asked = _Asked(to_polars(placed.assignments), key, chosen, contacts, tuple(keep), for_, country)
    blocked = None if suppress is None else suppressed(read(suppress).frame, key or "", country=country)
    doubts = (*(purchases.doubts if purchases else ()), *placed.doubts)
    return _listed(asked, consent or {}, blocked, since, segmentation=segmentation, doubts=doubts)


def segments_named(segmentation: Segmentation, wanted: Sequence[str | int]) -> dict[int, str]:
    """Return the segments that names or permanent ids mean.

    Raises
    ------
    coterie.errors.InputError
        For what is none, and for none at all.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2).segmentation
    >>> list(segments_named(found, ["1"]))
    [1]
    """
    names = {each.id: each.name.name for each in segmentation.segments}
    found: dict[int, str] = {}
    for one in wanted:
        text = str(one).strip()
        matching = [number for number, name in names.items() if name.casefold() == text.casefold()]
        if not matching and text.isdecimal() and int(text) in names:
            matching = [int(text)]
        if not matching:
            raise errors.audiences.unknown_segment(text, list(names.values()))
        found |= {number: names[number] for number in matching}
    if not found:
        raise errors.audiences.unknown_segment("", list(names.values()))
    return found


def _check(platform: str, keep: Sequence[str], country: str | None) -> None:
    if platform not in get_args(For):
        raise errors.choosing.unknown_choice("--for", platform, get_args(For))
    if keep and platform != "csv":
        raise errors.choosing.bad_value(
            "--keep", list(keep), "left out, but for a list for csv: a platform gets no more"
        )
    if country is not None and not (isinstance(country, str) and len(country) == 2 and country.isalpha()):
        raise errors.choosing.bad_value("--country", country, "the two letters of a country, such as DE")


def _check_consent(columns: Sequence[str], consent: Mapping[str, str]) -> None:
    for column in consent:
        if column not in columns:
            raise errors.columns.unknown_column("--consent", column, columns)


def _contacts(columns: Sequence[str], platform: For, named: Mapping[str, str]) -> dict[Any, str]:
    if platform == "csv":
        return dict(contact_columns(columns, ("email", "phone"), named)) if named else _reachable(columns)
    wanted = [field.contact for field in PLATFORMS[platform].fields]
    if "phone" in wanted and ("phone" in named or any(personal(each) == "phone" for each in columns)):
        check_phones()  # before a question that nobody need answer without it
    found = contact_columns(columns, wanted, named)
    if not found:
        raise errors.audiences.no_contact(columns)
    return dict(found)


def _reachable(columns: Sequence[str]) -> dict[Any, str]:
    """Return the columns by which people can be suppressed; a list for any tool needs none."""
    try:
        return dict(contact_columns(columns, ("email", "phone"), {}))
    except errors.NeedsAnswer:
        return {}


def _listed(
    asked: _Asked,
    consent: Mapping[str, str],
    blocked: Suppressed | None,
    since: object | None,
    *,
    segmentation: Segmentation,
    doubts: tuple[Remark, ...],
) -> Audience:
    members = asked.frame["segment_id"].is_in(list(asked.segments)).fill_null(value=False)
    held = asked.frame[ARM] == HELD_OUT if ARM in asked.frame.columns else ~members & members
    with_consent = agreed(asked.frame, consent)
    out = _blocked(asked, blocked)
    wanted = members & ~held & with_consent & ~out
    every = written(asked.frame, asked.contacts, asked.platform, key=asked.key, keep=asked.keep, country=asked.country)
    listed = every.listed(wanted)
    then = None if since is None else _changes(asked, every, listed, since)
    counts = Counts(
        members=int(members.sum()),
        held_out=int((members & held).sum()),
        without_consent=int((members & ~held & ~with_consent).sum()),
        suppressed=int((members & ~held & with_consent & out).sum()),
        without_contact=int((wanted & ~every.reachable).sum()),
        repeated=int((wanted & every.reachable).sum()) - int(listed.sum()),
        listed=int(listed.sum()),
    )
    return Audience(
        asked.platform,
        asked.segments,
        every.rows.filter(listed),
        None if then is None else every.rows.filter(then.added),
        None if then is None else every.rows.filter(then.removed),
        counts,
        already_hashed=every.already_hashed(wanted),
        unreadable=every.unreadable(wanted),
        gone=0 if then is None else then.gone,
        renamed={} if then is None else then.renamed,
        sensitive=tuple(
            column.name
            for column in segmentation.schema.features
            if sensitive(column.name) or meaning("sensitive", column.name)
        ),
        least=PLATFORMS[asked.platform].least if asked.platform in PLATFORMS else 0,
        doubts=doubts,
    )


def _blocked(asked: _Asked, blocked: Suppressed | None) -> pl.Series:
    """Return who must not be listed."""
    frame = asked.frame
    if blocked is None:
        return pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True)
    empty = [None] * frame.height
    ids = as_ids(frame[asked.key]) if asked.key else empty
    emails, phones = (
        frame[asked.contacts[kind]].cast(pl.String).to_list() if kind in asked.contacts else empty
        for kind in ("email", "phone")
    )
    return pl.Series(
        [blocked.holds(*each, country=asked.country) for each in zip(ids, emails, phones, strict=True)],
        dtype=pl.Boolean,
    )


def _changes(asked: _Asked, every: Written, listed: pl.Series, since: object) -> Changes:
    if asked.key is None:
        raise errors.audiences.without_id("--since")
    earlier = earlier_members(read(since).frame, asked.key, asked.segments)
    can_be_taken_off = every.reachable & ~every.still_on_it(listed)
    return changes(as_ids(asked.frame[asked.key]), earlier, listed=listed, reachable=can_be_taken_off)
