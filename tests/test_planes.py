from __future__ import annotations

import numpy as np
import pytest

from coterie.planes import planes
from coterie.preparation import Preparation


def made(n=400, seed=0, **more):
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.int32([0, 1, 2]), [n // 2, n // 4, n - n // 2 - n // 4])
    columns = {
        "noise": rng.normal(size=n),
        "x": labels % 2 * 6.0 + rng.normal(size=n),
        "y": labels // 2 * 6.0 + rng.normal(size=n),
    } | {name: make(rng, n) for name, make in more.items()}
    fitted, X = Preparation(transform="none").fit_matrix(columns)
    return X, labels, fitted


def test_the_features_that_tell_segments_apart_are_chosen():
    X, labels, fitted = made()
    features, components = planes(X, labels, fitted)
    assert sorted(features.axes) == ["x", "y"]
    assert features.placed > 0.98
    assert components.kind == "components"


def test_an_ellipse_holds_half_of_its_segment():
    X, labels, fitted = made(n=4000)
    plane = planes(X, labels, fitted)[0]
    columns = [fitted.columns.index(name) for name in plane.axes]
    for segment, ellipse in enumerate(plane.ellipses):
        own = X[labels == segment][:, columns] - [ellipse.x, ellipse.y]
        inverse = np.linalg.inv([[ellipse.xx, ellipse.xy], [ellipse.xy, ellipse.yy]])
        inside = np.sqrt((own @ inverse * own).sum(axis=1)) <= ellipse.radius
        assert inside.mean() == pytest.approx(0.5, abs=0.02)


def test_the_placed_are_those_nearest_to_their_own_centre():
    X, labels, fitted = made()
    plane = planes(X, labels, fitted)[0]
    at = X[:, [fitted.columns.index(name) for name in plane.axes]]
    centres = np.array([at[labels == segment].mean(axis=0) for segment in range(3)])
    nearest = np.linalg.norm(at[:, None] - centres, axis=2).argmin(axis=1)
    assert plane.placed == pytest.approx((nearest == labels).mean(), abs=5e-4)


@pytest.mark.parametrize(("size", "drawn"), [(19, False), (20, True)])
def test_a_segment_of_fewer_than_twenty_has_no_outline(size, drawn):
    rng = np.random.default_rng(1)
    fitted, X = Preparation().fit_matrix({"x": rng.normal(size=100), "y": rng.normal(size=100)})
    labels = (np.arange(100) < size).astype(np.int32)
    assert [plane.ellipses[1] is not None for plane in planes(X, labels, fitted)] == [drawn, drawn]


def test_row_order_changes_nothing():
    X, labels, fitted = made()
    order = np.random.default_rng(2).permutation(len(X))
    assert planes(X[order], labels[order], fitted) == planes(X, labels, fitted)


def test_one_segment_or_one_column_has_no_plane():
    X, labels, fitted = made()
    assert planes(X, np.zeros_like(labels), fitted) == ()
    one, narrow = Preparation().fit_matrix({"x": X[:, 1]})
    assert planes(narrow, labels, one) == ()


def test_a_constant_within_a_segment_is_a_narrow_outline():
    labels = np.repeat(np.int32([0, 1]), 50)
    fitted, X = Preparation().fit_matrix({"flag": labels.astype(float), "y": np.random.default_rng(0).normal(size=100)})
    assert all(ellipse.xx > 0 and ellipse.yy > 0 for ellipse in planes(X, labels, fitted)[0].ellipses)


def test_numbers_have_three_digits():
    for plane in planes(*made()):
        for ellipse in plane.ellipses:
            assert all(value == float(f"{value:.3g}") for value in (ellipse.x, ellipse.y, ellipse.xx, ellipse.radius))


@pytest.mark.parametrize(("others", "looked_at"), [(5, True), (6, False)])
def test_the_six_features_that_differ_most_are_looked_at(others, looked_at):
    rng = np.random.default_rng(0)
    labels = np.repeat(np.int32([0, 1, 2]), 100)
    columns = {f"apart {at}": np.where(labels == 0, 0.0, 9.0) + rng.normal(size=300) for at in range(others)}
    columns["rest"] = np.where(labels == 2, 9.0, 0.0) + 4 * rng.normal(size=300)
    fitted, X = Preparation(transform="none").fit_matrix(columns)
    assert ("rest" in planes(X, labels, fitted)[0].axes) is looked_at
