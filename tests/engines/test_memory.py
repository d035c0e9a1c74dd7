"""The engine that holds a table does what the stages do one after the other."""

from __future__ import annotations

import numpy as np

from coterie.cleaning import clean
from coterie.engines.memory import InMemory
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.preparation.features import features_of
from coterie.profiling import profile
from coterie.schema import infer
from coterie.sources import read


def test_its_verbs_are_the_stages(bank):
    table = read(bank)
    engine = InMemory(table, lambda *_: None)
    assert engine.infer(Options()) == infer(table)
    frame, report = clean(table, engine.schema)
    placed = engine.clean()
    assert engine.frame.equals(frame)
    assert engine.cleaning == report
    columns = features_of(frame, engine.schema).columns
    held = engine.prepare(Preparation())
    assert engine.preparation == Preparation().fit(columns)
    assert np.array_equal(held.X, engine.preparation.matrix(columns))
    tried = engine.sweep([2, 3], n_starts=5, random_state=0)
    assert engine.of_all(tried) is tried
    labels = engine.labels(tried[3])
    assert (labels[placed.usable] == tried[3].labels).all()
    assert (labels[~placed.usable] == -1).all()
    profiles, stability = engine.profile(tried[3], None)
    assert profiles == profile(frame, engine.schema, labels)
    assert stability is None
    assert engine.assign(["a", "b", "c"])["segment_id"].fill_null(-1).to_list() == labels.tolist()
