"""The summary of a segmentation, made from what every stage found."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from coterie.excerpts import excerpt, excerpts
from coterie.json_form import as_plain
from coterie.profiling import CategoryProfile, DateProfile
from coterie.remarks import say, speaking, words
from coterie.segmentation import segmentation_of
from coterie.views import summary as nouns
from coterie.views.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from coterie.cleaning import CleaningReport
    from coterie.naming import Name
    from coterie.planes import Plane
    from coterie.preparation import PreparedFeature
    from coterie.profiling import ColumnProfile, SegmentProfile
    from coterie.remarks import Remark
    from coterie.schema import Column, Schema
    from coterie.segmentation import Result, Segment, Segmentation
    from coterie.transactions import Purchases

_Noun = TypeVar("_Noun")


def summarise(segmentation: Segmentation | Result) -> dict[str, Any]:  # the values are whatever JSON holds
    """Turn a segmentation into plain data.

    Parameters
    ----------
    segmentation : Segmentation or Result
        Of a result, its segmentation.

    Returns
    -------
    dict
        As described by `json_schema`.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> summarise(result)["choice"]["k"]
    3
    """
    plain: dict[str, Any] = as_plain(summary_of(segmentation_of(segmentation)))  # type: ignore[assignment] # a dataclass makes a dict
    return plain


def summary_of(segmentation: Segmentation) -> Summary:
    """Take from a segmentation what is published of it.

    Parameters
    ----------
    segmentation : Segmentation

    Returns
    -------
    Summary
        The content of ``segments.json``.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> summary_of(result.segmentation).choice.k
    3
    """
    with speaking(segmentation.options.get("words"), labels=segmentation.labels, if_it_can=True):
        return _summary(segmentation)


def _summary(segmentation: Segmentation) -> Summary:
    evidence, overall = segmentation.evidence, segmentation.profiles.overall
    return Summary(
        schema_version=2,
        coterie_version=segmentation.version,
        short_hash=segmentation.short_hash,
        source=taken(nouns.Source, segmentation.source),
        purchases=made_of(segmentation.purchases),
        options=segmentation.options,
        columns=columns(segmentation.schema),
        cleaning=changes(segmentation.cleaning),
        account=account(segmentation.cleaning),
        preparation=tuple(prepared(feature) for feature in segmentation.preparation.features),
        sweep=tuple(taken(nouns.Tried, trial) for trial in segmentation.sweep),
        choice=taken(nouns.Choice, segmentation.choice),
        inertia=segmentation.inertia,
        silhouette=segmentation.silhouette,
        catalogue=nouns.CatalogueUsed(segmentation.names.catalogue, segmentation.names.columns),
        overall=nouns.Everyone(overall.size, _profile(overall)),
        segments=tuple(_segment(each) for each in segmentation.segments),
        evidence=nouns.Gathered(evidence.effort, evidence.rows),
        supported_k=evidence.recommendation.supported_k,
        verdict=evidence.verdict,
        structure=evidence.structure,
        k_card=evidence.k_card,
        recommendation=evidence.recommendation,
        stability=evidence.stability,
        across=evidence.across,
        audit=evidence.audit,
        descriptors=evidence.descriptors,
        warnings=evidence.warnings,
        planes=tuple(map(_plane, segmentation.planes)),
        labels=segmentation.labels or {},
        value=segmentation.value,
        meaning=segmentation.meaning,
        refit=segmentation.refit,
    )


def taken(noun: Callable[..., _Noun], one: object) -> _Noun:
    """Take the fields of a noun from a thing that has more.

    Examples
    --------
    >>> from coterie.evidence import KChoice
    >>> taken(nouns.Choice, KChoice(3, "given", "You asked for it.", ((8, 3),)))
    Choice(k=3, method='given', reason='You asked for it.')
    """
    return noun(**{field.name: getattr(one, field.name) for field in fields(noun)})  # type: ignore[arg-type] # as above


def columns(schema: Schema) -> tuple[nouns.Column, ...]:
    """Return what each column is used as."""
    return tuple(_column(each) for each in schema.columns)


def _column(column: Column) -> nouns.Column:
    """Return a column; of dates that are counted in days, also from which day."""
    day = column.days_before
    reason = say("schema.days_before", reason=column.reason, day=day) if day else column.reason
    return replace(taken(nouns.Column, replace(column, reason=reason)), days_before=day or None)


def made_of(found: Purchases | None) -> nouns.MadeOf | None:
    """Return the purchases that customers were made of, if they were."""
    if found is None:
        return None
    return replace(taken(nouns.MadeOf, found), doubts=tuple(words().line(doubt) for doubt in found.doubts))


def changes(cleaning: CleaningReport) -> tuple[nouns.Change, ...]:
    """Return what cleaning changed, in order."""
    return tuple(change(remark) for remark in cleaning.remarks)


def change(remark: Remark) -> nouns.Change:
    """Return a remark with its words."""
    said = words()
    return nouns.Change(
        remark.code, remark.column, said.says(remark), remark.rows, said.detail(remark), facts=remark.facts
    )


def account(cleaning: CleaningReport) -> nouns.Account:
    """Return every row and every cell, before and after cleaning."""
    return nouns.Account(
        rows=tuple(
            nouns.RowStep(step.code, step.rows, step.left_out, words().step(step.code))
            for step in cleaning.account.rows
        ),
        columns=tuple(taken(nouns.CellCounts, each) for each in cleaning.account.columns),
    )


def prepared(feature: PreparedFeature) -> nouns.Prepared:
    """Return how a feature is prepared; long categories are cut."""
    return nouns.Prepared(
        feature=feature.feature,
        impute=feature.impute,
        fill=excerpt(feature.fill) if isinstance(feature.fill, str) else feature.fill,
        transform=feature.transform,
        center=feature.center,
        scale=feature.scale,
        power=feature.power,
        unit=feature.unit,
        categories=tuple(excerpts(feature.categories).values()),
        weight=feature.weight,
    )


def _plane(plane: Plane) -> nouns.Plane:
    ellipses = (None if each is None else taken(nouns.Ellipse, each) for each in plane.ellipses)
    return nouns.Plane(plane.kind, plane.axes, plane.shares, plane.placed, tuple(ellipses))


def _segment(segment: Segment) -> nouns.Segment:
    return nouns.Segment(
        id=segment.id,
        name=segment.name.name,
        evidence=_naming(segment.name),
        size=segment.size,
        share=segment.share,
        profile=_profile(segment.profile),
    )


def _naming(name: Name) -> nouns.Naming:
    return nouns.Naming(
        given=True if name.given else None,
        archetype=name.archetype,
        fit=name.fit,
        description=name.description,
        sentence=name.sentence,
        advice=name.advice,
        idea=name.idea,
        claims=tuple(taken(nouns.Claim, claim) for claim in name.evidence),
    )


def _profile(profile: SegmentProfile) -> nouns.Profile:
    return {name: _profiled(each) for name, each in profile.columns.items()}


def _profiled(column: ColumnProfile) -> nouns.Profiled:
    if isinstance(column, CategoryProfile):
        return taken(nouns.Category, column)
    return taken(nouns.Date, column) if isinstance(column, DateProfile) else taken(nouns.Number, column)
