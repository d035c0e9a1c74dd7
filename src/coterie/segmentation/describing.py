"""The verb `describe`: one K of what was fitted, judged, profiled, named and put together."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coterie import errors
from coterie.disclosure import disclosed, disclosed_names, without_values
from coterie.evidence import Case, DescriptorTest, Judgement, KChoice, Limits, choose_k, given_k, judge_case, keep
from coterie.evidence.agreement import shared
from coterie.evidence.silhouette import mean_of
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.naming import Names, checked_names, load_catalogue, name, named_by, namer_called, with_given
from coterie.naming.renaming import rename
from coterie.options import Options, taken, takes_options
from coterie.remarks import Remark, joined, speaking
from coterie.schema.days import words_of_days
from coterie.segmentation.asked import DESCRIBING, FITTING, of_describing
from coterie.segmentation.fitting import STEPS, Fitted
from coterie.segmentation.identities import first_identities, salt_of
from coterie.segmentation.libraries import libraries
from coterie.segmentation.nouns import Segmentation, Source, Trial
from coterie.segmentation.result import Result
from coterie.segmentation.shown_columns import check_shown
from coterie.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Literal

    from coterie.cleaning import CleaningReport
    from coterie.clustering import Clustering, Silhouette
    from coterie.engines import Clustered, Progress
    from coterie.profiling import Profiles


@takes_options(dict.fromkeys(FITTING, lambda name: errors.choosing.option_of_fitting(name, DESCRIBING)))
def describe(  # noqa: PLR0913 - every option is a parameter, with a default
    fitted: Fitted,
    *,
    k: Literal["auto", "elbow", "silhouette"] | int = "auto",
    role: Mapping[str, str] | None = None,
    min_share: float | str = 0.0,
    max_segments: int | None = None,
    namer: str | None = None,
    catalogue: str | PathLike[str] = "auto",
    title: str | None = None,
    value: str | None = None,
    labels: Mapping[str, str] | None = None,
    words: str | PathLike[str] | None = None,
    locale: str | None = None,
    names: Mapping[int, str] | None = None,
    on_progress: Progress | None = None,
) -> Result:
    """Describe one number of segments of what was fitted, without reading or clustering anew.

    The result is, to the byte, that of `segment` with the options of both. Where no `words` are asked for, those of
    `fit` are in use.

    Parameters
    ----------
    fitted : Fitted
        From `fit`.
    k : {"auto", "elbow", "silhouette"} or int
        Number of segments: by all the evidence (auto), by one criterion alone, or a number (default: auto).
    role : mapping of str to str or None
        Which column plays a role in the catalogue, such as income=Salary (default: by name).
    min_share : float or str
        Smallest share of customers in a segment, such as 5% (default: 0).
    max_segments : int or None
        Largest number of segments to choose (default: no limit).
    namer : str or None
        Plug-in that names segments; a name stands where the numbers bear out what it claims (default: none).
    catalogue : str or path
        Archetypes to name segments after (default: auto).
    title : str or None
        Title of the page (default: what was found).
    value : str or None
        The column that says what a customer is worth: the page shows how much of it each segment holds (default:
        money that a catalogue knows).
    labels : mapping of str to str or None
        What to call a column wherever people read it, such as inc="Yearly income" (default: its name).
    words : str or path or None
        TOML file of words in another language, begun from what `coterie words` prints (default: English).
    locale : str or None
        How numbers and dates are written on the page and on the terminal, such as de or en_GB (default: as in
        English, dates as 2024-02-29).
    names : mapping of int to str or None
        Names that you give segments, by segment id: they stand before those of a catalogue.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all; also while a lazy frame of assignments is written.

    Returns
    -------
    Result

    Raises
    ------
    coterie.errors.InputError
        For options and names that cannot be used, and a K that was not fitted.

    Examples
    --------
    >>> import coterie
    >>> fitted = coterie.fit(coterie.datasets.bank_customers(n=1000))
    >>> coterie.describe(fitted).choice.k
    6
    >>> result = coterie.describe(fitted, k=3, names={0: "Everyday", 2: "Affluent"})
    >>> [segment.name.name for segment in result.segments][::2]
    ['Everyday', 'Affluent']
    """
    asked_of = taken(Options, locals())
    if not isinstance(fitted, Fitted):
        raise errors.choosing.no_result("fitted", fitted, "coterie.fit")
    asked, given = of_describing(fitted.options, asked_of), checked_names(names)
    load_catalogue(asked.catalogue)  # a wrong one is told now, not after the work
    if asked.namer is not None:
        namer_called(asked.namer)
    _check_k(fitted, asked)
    with speaking(asked.words, labels=asked.labels), fitted.population.lock:
        fitted.population.tell.to(on_progress)
        return describe_as(fitted, asked, given)


def describe_as(fitted: Fitted, options: Options, given: Mapping[int, str], *, kept: bool = False) -> Result:
    """Describe what was fitted as the options of both say, under the names given.

    `kept` says that the number of segments is that of segments that are made anew.

    Examples
    --------
    >>> from coterie.datasets import bank_customers
    >>> from coterie.options import Options
    >>> from coterie.segmentation.fitting import How, fit_with
    >>> options = Options(k=2, evidence="none")
    >>> len(describe_as(fit_with(bank_customers(n=500), options, How()), options, {}).segments)
    2
    """
    population = fitted.population
    check_shown(options, population.everyone.schema)
    judgement = _judge(fitted, options, kept=kept)
    best = fitted.case.sweep[judgement.k]
    placed = population.place(best, judgement.stability)
    names = with_given(_names(fitted, judgement, placed.profiles, options), given)
    judgement = replace(judgement, stability=placed.stability)
    shown = disclosed(placed.profiles, value=options.value)
    names = disclosed_names(names, placed.profiles, shown)
    tests = population.tests(best)
    found = _segmentation(fitted, judgement, options, profiles=shown, names=names, tests=tests, kept=kept)
    return Result(
        segmentation=replace(found, meaning=population.meaning(best, found, placed.profiles)),
        customers=placed.customers,
        sweep=population.everyone.of_all(fitted.case.sweep),
        customer_map=population.map(best),
        judgement=judgement,
    )


def _check_k(fitted: Fitted, options: Options) -> None:
    k, tried = options.n_clusters, fitted.n_clusters
    if k is None or k in tried:
        return
    if tried[-1] < fitted.options.k_max:  # a larger one would not help
        raise errors.customers.too_few_distinct(tried[-1], k)
    raise errors.choosing.k_not_tried(k, tried)


def _judge(fitted: Fitted, options: Options, *, kept: bool) -> Judgement:
    """Judge the K asked for, or one within the limits; without any evidence, that of the elbow or the silhouette."""
    k, tell = options.n_clusters, fitted.population.tell
    if options.evidence == "none" and options.k == "auto" and not _limited(options):
        k = _by_criteria(fitted.case).k
    limits = Limits(options.min_share, options.max_segments, k, options.criterion, kept)
    return judge_case(fitted.case, limits, on_progress=lambda step: tell("Judging", STEPS.index(step), len(STEPS)))


def _choose(case: Case, judgement: Judgement, options: Options, *, kept: bool) -> KChoice:
    """Say which K was chosen, by what, and why."""
    if options.evidence == "none" and options.criterion is None and not _limited(options):
        return _by_criteria(case) if options.n_clusters is None else given_k(options.n_clusters, kept=kept)
    advised = judgement.recommendation
    reason = joined((advised.reason, advised.limited))
    method = options.criterion or ("evidence" if options.n_clusters is None else "given")
    return KChoice(advised.k, method, reason, judgement.card.elbows)


def _by_criteria(case: Case) -> KChoice:
    """Choose K by the elbow or the silhouette."""
    tried = case.sweep
    means = [mean_of(case.silhouettes, k) for k in tried.n_clusters]
    return choose_k(tried.n_clusters, tried.inertia, means, smallest=tried.smallest)


def _limited(options: Options) -> bool:
    """Return whether the business limits the number of segments or their size."""
    return options.min_share > 0 or options.max_segments is not None


def _with_unplaced(everyone: Clustered, sizes: Sequence[int]) -> CleaningReport:
    """Count the customers that no feature could place; what is told of single cells is told without their values."""
    found = tuple(map(without_values, everyone.cleaning.remarks))
    lost = everyone.cleaning.rows_out - everyone.placed
    unplaced = (Remark("without_segment", rows=lost),) if lost else ()
    return replace(everyone.cleaning, remarks=(*found, *unplaced, *_told_by_centroid(sizes)))


def _told_by_centroid(sizes: Sequence[int]) -> tuple[Remark, ...]:
    """Warn of segments so small that their centroids, which are saved exactly, tell what single customers are like."""
    few = [size for size in sizes if size < FEWEST_CUSTOMERS]
    return (Remark("centroid_of_few", rows=sum(few), facts={"segments": len(few)}),) if few else ()


def _names(fitted: Fitted, judgement: Judgement, profiles: Profiles, options: Options) -> Names:
    """Name the segments; at another K than the recommended one, names follow the people who bear them there."""
    schema = fitted.population.everyone.schema
    features, called = [column.name for column in schema.features], dict(options.labels) | words_of_days(schema)
    catalogue = _catalogue(judgement, options)
    found = _by_catalogue(fitted, judgement, profiles, options, catalogue=catalogue, called=called)
    if options.namer is None or _is_a_cut(judgement):
        return found
    return named_by(options.namer, found, profiles, features=features, words=called)


def _by_catalogue(
    fitted: Fitted,
    judgement: Judgement,
    profiles: Profiles,
    options: Options,
    *,
    catalogue: str,
    called: Mapping[str, str],
) -> Names:
    population, sweep = fitted.population, fitted.case.sweep
    features = [column.name for column in population.everyone.schema.features]
    if (k := _recommended_k(fitted, judgement)) is None:
        return name(profiles, catalogue=catalogue, roles=options.role or None, features=features, words=called)
    best, here = sweep[k], sweep[judgement.k]
    there = population.profile_held(best)
    counts = shared(best.labels, here.labels, (best.n_clusters, here.n_clusters))
    return rename(there, profiles, counts, catalogue=catalogue, roles=options.role, features=features, words=called)


def names_beside(
    fitted: Fitted, judgement: Judgement, profiles: Profiles, *, options: Options, taken: Sequence[str]
) -> Names:
    """Name the segments by names that are not taken."""
    schema = fitted.population.everyone.schema
    return name(
        profiles,
        catalogue=_catalogue(judgement, options),
        roles=options.role or None,
        features=[column.name for column in schema.features],
        taken=taken,
        words=dict(options.labels) | words_of_days(schema),
    )


def _catalogue(judgement: Judgement, options: Options) -> str:
    """Return the catalogue; none where the customers support no groups: a convenient cut makes no kinds of people."""
    return "none" if _is_a_cut(judgement) else options.catalogue


def _is_a_cut(judgement: Judgement) -> bool:
    verdict = judgement.verdict
    return verdict is not None and verdict.kind == "constructed" and verdict.supported_k == 1


def _recommended_k(fitted: Fitted, judgement: Judgement) -> int | None:
    """Return the K that evidence recommends, where segments of another K are described."""
    k = judgement.recommendation.recommended_k
    return k if 1 < k != judgement.k and k in fitted.n_clusters else None


def _segmentation(
    fitted: Fitted,
    judgement: Judgement,
    options: Options,
    *,
    profiles: Profiles,
    names: Names,
    tests: tuple[DescriptorTest, ...],
    kept: bool,
) -> Segmentation:
    everyone, case = fitted.population.everyone, fitted.case
    every, source = everyone.of_all(case.sweep), everyone.source
    best = every[judgement.k]
    called = [each.name for each in names.names]
    found = Segmentation(
        version=__version__,
        source=Source(_as_unicode(source.name), source.sha256, source.rows, source.columns),
        options=options.shown(),
        schema=everyone.schema,
        cleaning=_with_unplaced(everyone, [each.size for each in profiles.segments]),
        preparation=everyone.preparation,
        sweep=tuple(_trial(each, case.silhouettes) for each in every.clusterings),
        choice=_choose(case, judgement, options, kept=kept),
        centers=tuple(tuple(float(value) for value in center) for center in best.centers),
        inertia=best.inertia,
        silhouette=_or_none(mean_of(case.silhouettes, best.n_clusters)),
        profiles=profiles,
        names=names,
        evidence=keep(judgement, called, features=case.customers.features, descriptors=tests),
        identities=first_identities(called, born=""),
        salt=salt_of(source.sha256),
        libraries=libraries(),
        purchases=source.purchases,
        reference=fitted.population.reference(case.sweep[judgement.k]),
        planes=fitted.population.planes(case.sweep[judgement.k]),
        id_type=everyone.id_type,
        labels=dict(options.labels) or None,
        value=options.value,
    )
    given = [i for i, each in enumerate(names.names) if each.given]
    return replace(found, identities=first_identities(called, born=found.short_hash, locked=given))


def _trial(found: Clustering, measured: Mapping[int, Silhouette]) -> Trial:
    return Trial(
        k=found.n_clusters,
        inertia=found.inertia,
        silhouette=_or_none(mean_of(measured, found.n_clusters)),
        silhouette_squared=_or_none(found.silhouette_squared),
        n_best=found.n_best,
        n_starts=found.n_starts,
    )


def _as_unicode(name: str) -> str:
    """Return a file's name in Unicode, also where the locale has none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
