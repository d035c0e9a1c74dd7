from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

import coterie
from coterie.projection import project
from coterie.segmentation.population import Teller


@pytest.fixture
def fitted(bank):
    return coterie.fit(bank)


def test_segments_described_last_are_not_described_again(fitted, monkeypatch):
    engine, calls = fitted.population.everyone, Counter()
    known = type(engine).place

    def counted(self, best, stability):
        calls[best.n_clusters] += 1
        return known(self, best, stability)

    monkeypatch.setattr(type(engine), "place", counted)
    for k in (5, 5, 3, 5):
        coterie.describe(fitted, k=k)
    assert calls == {5: 2, 3: 1}


def test_a_pass_that_fails_is_made_again(fitted, monkeypatch):
    engine = type(fitted.population.everyone)
    coterie.describe(fitted, k=5)
    known = engine.place
    with monkeypatch.context() as broken:
        broken.setattr(engine, "place", lambda *given: known(*given) and 1 / 0)
        with pytest.raises(ZeroDivisionError):
            coterie.describe(fitted, k=3)
    again = coterie.describe(fitted, k=5)
    assert again.assignments["segment_id"].max() == 4


def test_the_map_is_drawn_once_and_coloured_for_every_k(fitted, monkeypatch):
    case, population = fitted.case, fitted.population
    monkeypatch.setattr("coterie.segmentation.population.project", None)
    for k in (2, 5):
        shown = population.map(case.sweep[k])
        alone = project(case.customers.X, case.sweep[k].labels, population.everyone.preparation.columns)
        assert (shown.points == alone.points).all()
        assert (shown.labels == alone.labels).all()
        assert shown.labels.dtype == alone.labels.dtype == np.int32
        assert (shown.axes, shown.explained, shown.customers) == (alone.axes, alone.explained, alone.customers)


def test_nobody_is_told_where_nobody_waits():
    seen: list[tuple[str, int, int]] = []
    tell = Teller(lambda *step: seen.append(step))
    tell("Reading", 0, 1)
    tell.to(None)
    tell("Cleaning", 0, 1)
    assert seen == [("Reading", 0, 1)]


def test_customers_are_counted_once_however_often_they_are_described(monkeypatch):
    fitted = coterie.fit(coterie.datasets.bank_customers(n=300), evidence="none")
    counted = []
    monkeypatch.setattr("coterie.segmentation.population.bins_of", lambda *_: counted.append(1))
    found = [coterie.describe(fitted, k=k).segmentation.reference for k in (2, 3)]
    assert counted == []
    assert found[0].columns == found[1].columns
    assert [len(each.segments) for each in found] == [2, 3]
