"""What does not fit is refused at the door, under every public name: the kernels trust what they are given."""

from __future__ import annotations

import numpy as np
import pytest

from coterie import clustering
from coterie.clustering import (
    AllRows,
    Pass,
    assign,
    blocks_of,
    carry_on,
    fit_kmeans,
    lay_out,
    moments_by,
    moments_of,
    place,
    refine,
    resample,
    silhouettes,
    squared_silhouette,
    stays,
    sweep,
    units_of,
)
from coterie.errors import InputError

X = np.arange(12.0).reshape(6, 2)
LABELS = np.array([0, 0, 0, 1, 1, 1])
CENTERS = np.array([[[0.0, 1.0], [9.0, 9.0]], [[9.0, 9.0], [0.0, 1.0]], [[5.0, 5.0], [0.0, 1.0]]])
PARTNERS = np.array([[0, 1], [1, 0], [1, 0]])
FAR = 10**8
NAN, INF = float("nan"), float("inf")

NOTHING_TO_CHECK = {
    "AddUp",
    "Assignment",
    "Clustering",
    "Moments",
    "Refined",
    "Silhouette",
    "Sweep",
    "describe_engine",
    "runs_kernels",
} | {
    "moments_from_arrow",
    "moments_to_arrow",
}
"""What holds an answer, and what is asked nothing."""


def with_one(values, value):
    """Return a copy whose last value is another."""
    out = np.array(values)
    out.flat[-1] = value
    return out


MATRICES = {
    "no rows": X[:0],
    "no columns": X[:, :0],
    "one dimension": X[:, 0],
    "three dimensions": X[None],
    "a number": 1.0,
    "uneven": [[1.0, 2.0], [3.0]],
    "words": [["a", "b"]] * 6,
    "missing": with_one(X, NAN),
    "infinite": with_one(X, -INF),
}
NUMBERS = {"none": 0, "negative": -1, "half": 2.5, "a word": "2", "enormous": 2**70, "missing": NAN}
LABELLINGS = {
    "far": with_one(LABELS, FAR),
    "K": with_one(LABELS, 6),
    "negative": with_one(LABELS, -2),
    "very negative": with_one(LABELS, -FAR),
    "0 in 32 bits": with_one(LABELS, 2**32),
    "0 in 32 bits, unsigned": with_one(LABELS.astype(np.uint64), 2**63),
    "short": LABELS[:1],
    "none": LABELS[:0],
    "long": np.zeros(FAR // 100, int),
    "across": LABELS[:, None],
    "a number": 0,
    "uneven": [[0], [0, 1]],
    "floats": LABELS.astype(float),
    "missing": with_one(LABELS.astype(float), NAN),
    "truths": LABELS.astype(bool),
    "objects": LABELS.astype(object),
}
SETS = {
    "one set": CENTERS[0],
    "four dimensions": CENTERS[None],
    "no sets": CENTERS[:0],
    "no centres": CENTERS[:, :0],
    "no columns": CENTERS[:, :, :0],
    "fewer columns": CENTERS[:, :, :1],
    "more columns": np.zeros((3, 2, 50_000)),
    "missing": with_one(CENTERS, NAN),
    "infinite": with_one(CENTERS, INF),
    "uneven": [[[0.0, 1.0]], [[0.0, 1.0], [2.0, 3.0]]],
    "words": np.full((3, 2, 2), "a"),
}
COUNTS = {f"n_clusters {name}": value for name, value in NUMBERS.items()} | {"n_clusters beyond rows": 7}
WEIGHTS = {
    "short": [1.0],
    "long": np.ones(50_000),
    "across": np.ones((6, 1)),
    "negative": with_one(np.ones(6), -1),
    "missing": with_one(np.ones(6), NAN),
    "infinite": with_one(np.ones(6), INF),
    "enormous": with_one(np.ones(6), 1e308),
    "nothing": np.zeros(6),
}


def trying(call, tried):
    """Return calls by what is wrong with them."""
    return {what: lambda value=value: call(value) for what, value in tried.items()}


def of_fitting(call, **least):
    """Return what every function that clusters is tried with; `call` takes X, K and options."""
    tried = trying(lambda x: call(x, 2), MATRICES) | trying(lambda k: call(X, k), COUNTS)
    tried |= {
        f"weights {what}": wrong for what, wrong in trying(lambda w: call(X, 2, sample_weight=w), WEIGHTS).items()
    }
    for option in ("n_starts", "n_threads", *least):
        tried |= {f"{option} {what}": lambda o=option, v=v: call(X, 2, **{o: v}) for what, v in NUMBERS.items()}
    seeds = {f"seed {what}": v for what, v in NUMBERS.items() if what != "none"}
    return tried | trying(lambda seed: call(X, 2, random_state=seed), seeds)


BLOCKS, SQUARES = blocks_of(X), (X**2).sum(axis=0)


def known(rows=6, squares=SQUARES, factor=(1.0, 1.0), offset=(0.0, 0.0), units=(2.0**17,)):
    return AllRows(rows, np.asarray(squares), np.asarray(factor), np.asarray(offset), units)


def refined(parts=((BLOCKS, 6),), found=(CENTERS[0],), of_all=None, **options):
    of_all = of_all or known()

    def add_up(sets):
        one = Pass(sets, of_all, **options)
        for blocks, rows in parts:
            one.add(blocks, rows)
        return one.finish()

    return refine(add_up, found, of_all)


ACROSS = {
    "short": [1.0],
    "long": np.ones(50_000),
    "a matrix": np.ones((1, 2)),
    "missing": [1.0, NAN],
    "infinite": [1.0, INF],
    "words": ["a", "b"],
}
BATCHES = {
    "more rows than blocks": ((blocks_of(X), FAR),),
    "fewer rows than blocks": ((np.zeros((9, 2, 16), np.float32), 6),),
    "rows below 0": ((blocks_of(X), -6),),
    "half a row": ((blocks_of(X), 5.5),),
    "fewer columns": ((blocks_of(X[:, :1]), 6),),
    "more columns": ((np.zeros((1, 9, 16), np.float32), 6),),
    "narrow blocks": ((np.zeros((1, 2, 4), np.float32), 6),),
    "rows, not blocks": ((X.astype(np.float32), 6),),
    "float64": ((blocks_of(X).astype(float), 6),),
    "too few rows": ((blocks_of(X[:5]), 5),),
    "no batches": (),
}


def of_placing(call):
    """Return what every function is tried with that takes rows and one set of centres."""
    return (
        trying(lambda x: call(x, CENTERS[0]), MATRICES)
        | trying(lambda c: call(X, c), {f"centers {what}": c for what, c in (MATRICES | {"wide": X.T}).items()})
        | trying(lambda n: call(X, CENTERS[0], n_threads=n), {f"n_threads {what}": n for what, n in NUMBERS.items()})
    )


HOSTILE = {
    "assign": of_placing(assign),
    "carry_on": of_placing(carry_on),
    "place": trying(lambda x: place(x, CENTERS), MATRICES)
    | trying(lambda c: place(X, c), {f"centers {what}": c for what, c in SETS.items()})
    | trying(lambda n: place(X, CENTERS, n_threads=n), {f"n_threads {what}": n for what, n in NUMBERS.items()}),
    "blocks_of": trying(
        blocks_of, {what: x for what, x in MATRICES.items() if what != "no rows"} | {"large": X * 1e39}
    ),
    "lay_out": trying(lay_out, {what: x for what, x in MATRICES.items() if what != "no rows"} | {"large": X * 1e300})
    | trying(lambda n: lay_out(X, n_threads=n), {f"n_threads {what}": n for what, n in NUMBERS.items()}),
    "moments_by": trying(lambda labels: moments_by(X[:, 0], labels, 2), LABELLINGS)
    | trying(lambda k: moments_by(X[:, 0], LABELS, k), COUNTS | {"n_clusters 1": 1, "n_clusters beyond rows": 2**31})
    | trying(
        lambda values: moments_by(values, LABELS, 2),
        {f"values {what}": v for what, v in {"matrix": X, "long": np.ones(FAR // 100), "number": 1.0}.items()}
        | {"values of words": ["a"] * 6, "no values": [], "complex": np.ones(6, complex)},
    ),
    "moments_of": trying(
        moments_of,
        {"matrix": X, "number": 1.0, "words": ["a"] * 6, "complex": np.ones(6, complex), "infinite": [1.0, INF]},
    ),
    "stays": trying(lambda x: stays(x, LABELS, CENTERS, partners=PARTNERS), MATRICES)
    | trying(lambda labels: stays(X, labels, CENTERS, partners=PARTNERS), LABELLINGS)
    | trying(lambda c: stays(X, LABELS, c, partners=PARTNERS), {f"centers {what}": c for what, c in SETS.items()})
    | trying(
        lambda partners: stays(X, LABELS, CENTERS, partners=partners),
        {
            "partners of more sets": np.zeros((FAR // 100, 2), int),
            "partners of fewer sets": PARTNERS[:1],
            "partners of fewer centres": PARTNERS[:, :1],
            "partners of more centres": np.zeros((3, 3), int),
            "partners in a row": PARTNERS.ravel(),
            "partners far": with_one(PARTNERS, FAR),
            "partners negative": with_one(PARTNERS, -1),
            "partners floats": PARTNERS.astype(float),
        },
    )
    | {"label beyond the centres": lambda: stays(X, with_one(LABELS, 2), CENTERS, partners=PARTNERS)},
    "squared_silhouette": trying(lambda x: squared_silhouette(x, LABELS, 2), MATRICES)
    | trying(lambda labels: squared_silhouette(X, labels, 2), LABELLINGS)
    | trying(
        lambda k: squared_silhouette(X, LABELS, k), {f"n_clusters {w}": k for w, k in (NUMBERS | {"1": 1}).items()}
    ),
    "silhouettes": trying(lambda x: silhouettes(x, [LABELS]), MATRICES)
    | trying(lambda labels: silhouettes(X, [LABELS, labels]), LABELLINGS)
    | trying(lambda n: silhouettes(X, [LABELS], n_threads=n), {f"n_threads {what}": n for what, n in NUMBERS.items()})
    | trying(lambda n: silhouettes(X, [LABELS], population=n), {"population negative": -1, "population a word": "many"})
    | trying(lambda p: silhouettes(X, [LABELS], precision=p), {"precision none": 0.0, "precision missing": NAN}),
    "sweep": of_fitting(lambda x, k, **options: sweep(x, [1, k], **options))
    | trying(lambda ks: sweep(X, ks), {"no n_clusters": [], "n_clusters of words": "ab", "K nested": [[1, 2]]}),
    "fit_kmeans": of_fitting(fit_kmeans),
    "resample": of_fitting(resample, n_resamples=1),
    "Pass": trying(refined, BATCHES)
    | trying(lambda n: Pass([CENTERS[0]], known(), n_threads=n), {f"n_threads {w}": n for w, n in NUMBERS.items()})
    | {"fewer columns of centres": lambda: Pass([CENTERS[0, :, :1]], known())},
    "AllRows": trying(
        lambda rows: refined(of_all=known(rows=rows)), {f"rows {w}": n for w, n in (NUMBERS | {"few": 5}).items()}
    )
    | {
        f"{name} {what}": lambda name=name, value=value: refined(of_all=known(**{name: value}))
        for name in ("squares", "factor", "offset")
        for what, value in ACROSS.items()
    }
    | {"factor of nothing": lambda: refined(of_all=known(factor=(1.0, 0.0)))}
    | trying(
        lambda unit: refined(of_all=known(units=(1.0, unit))),
        {"unit negative": -1.0, "unit 0": 0.0, "unit missing": NAN, "unit infinite": INF},
    )
    | {"no units": lambda: refined(of_all=known(units=()))},
    "refine": trying(
        lambda found: refined(found=[CENTERS[0], found]),
        {
            "no centres": CENTERS[0, :0],
            "a row": CENTERS[0, 0],
            "sets": CENTERS,
            "fewer columns": CENTERS[0, :, :1],
            "more columns": np.zeros((2, 50_000)),
            "missing": with_one(CENTERS[0], NAN),
            "infinite": with_one(CENTERS[0], INF),
            "words": np.full((2, 2), "a"),
        },
    ),
    "units_of": trying(
        lambda sample: units_of(sample, 9.0),
        {what: x for what, x in MATRICES.items() if what not in {"missing", "infinite", "no rows"}},
    )
    | trying(lambda largest: units_of(X, largest), {"negative": -1.0, "largest missing": NAN, "largest infinite": INF}),
}

CALLS = [(name, what) for name, tried in HOSTILE.items() for what in tried]


def test_every_public_name_is_tried():
    assert HOSTILE.keys() | NOTHING_TO_CHECK == set(clustering.__all__)


@pytest.mark.parametrize(("name", "what"), CALLS, ids=[f"{name}: {what}" for name, what in CALLS])
def test_what_does_not_fit_is_refused(name, what):
    with pytest.raises(InputError) as refused:
        HOSTILE[name][what]()
    assert len(str(refused.value)) < 300


LAYOUTS = {
    "by column": np.asfortranarray,
    "every other": lambda a: np.repeat(a, 2, axis=0)[::2],
    "backwards": lambda a: a[::-1].copy()[::-1],
    "read only": lambda a: np.frombuffer(a.tobytes(), a.dtype).reshape(a.shape),
    "other byte order": lambda a: a.astype(a.dtype.newbyteorder()),
    "narrow": lambda a: a.astype(np.float32 if a.dtype.kind == "f" else np.int8),
    "not aligned": lambda a: np.frombuffer(b"x" + a.tobytes(), a.dtype, offset=1).reshape(a.shape),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_in_memory_gives_the_same(layout):
    lay, values = LAYOUTS[layout], X[:, 0].copy()
    assert moments_by(lay(values), lay(LABELS), 2) == moments_by(values, LABELS, 2)
    shares = stays(lay(X), lay(LABELS), lay(CENTERS), partners=lay(PARTNERS))
    assert np.array_equal(shares, stays(X, LABELS, CENTERS, partners=PARTNERS))
    assert np.array_equal(place(lay(X), lay(CENTERS)), place(X, CENTERS))
    assert np.array_equal(assign(lay(X), lay(CENTERS[0])).labels, assign(X, CENTERS[0]).labels)
    assert np.array_equal(blocks_of(lay(X)), blocks_of(X))
    assert silhouettes(lay(X), [lay(LABELS)]) == silhouettes(X, [LABELS])
    assert squared_silhouette(lay(X), lay(LABELS), 2) == squared_silhouette(X, LABELS, 2)
    assert fit_kmeans(lay(X), 2).labels.tolist() == fit_kmeans(X, 2).labels.tolist()
    assert np.array_equal(resample(lay(X), 2, n_resamples=2), resample(X, 2, n_resamples=2))
    (one,), (other,) = refined(((lay(BLOCKS), 6),)), refined()
    assert one.sizes.tolist() == other.sizes.tolist()


def test_nothing_to_do_is_not_hostile():
    assert moments_by(np.empty(0), np.empty(0, np.int32), 0) == []
    assert [each.known for each in moments_by([], np.empty(0, np.int32), 2)] == [0, 0]
    assert moments_by([1.0], [-1], 0) == []
    assert lay_out(np.empty((0, 2)))[0].shape == (0, 2, 16)
    assert refined(found=()) == ()
    assert silhouettes(X, []) == ()
    (one,) = refined(((blocks_of(X), 6), (np.empty((0, 2, 16), np.float32), 0)))
    assert one.sizes.sum() == 6
