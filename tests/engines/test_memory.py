"""The engine that holds a table does what the stages do one after the other."""

from __future__ import annotations

import numpy as np

from coterie.cleaning import clean
from coterie.engines import cluster
from coterie.engines.steps import held_whole
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.preparation.features import features_of
from coterie.profiling import profile
from coterie.schema import infer
from coterie.sources import read


def test_where_all_are_held_its_steps_are_the_stages(bank):
    table = read(bank)
    inferred = held_whole(table, Options(), lambda *_: None).infer()
    assert inferred.schema == infer(table)
    frame, report = clean(table, inferred.schema)
    cleaned = inferred.clean()
    assert cleaned.frame.equals(frame)
    columns = features_of(frame, inferred.schema).columns
    prepared = cleaned.prepare(Preparation())
    assert prepared.cleaning == report
    assert prepared.preparation == Preparation().fit(columns)
    assert np.array_equal(prepared.held.X, prepared.preparation.matrix(columns))
    clustered = cluster(prepared, [2, 3], n_starts=5, random_state=0)
    tried = clustered.sweep
    assert clustered.of_all(tried) is tried
    labels = clustered.labels(tried[3])
    assert (labels[prepared.usable] == tried[3].labels).all()
    assert (labels[~prepared.usable] == -1).all()
    placed = clustered.place(tried[3], None)
    assert placed.profiles == profile(frame, inferred.schema, labels)
    assert placed.stability is None
    assert placed.customers.frame(["a", "b", "c"])["segment_id"].fill_null(-1).to_list() == labels.tolist()
