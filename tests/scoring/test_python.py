from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import coterie
from coterie import InputError


def test_scoring_the_training_customers_repeats_every_assignment(result, bank):
    scored = coterie.score(result.segmentation, bank)
    assert scored["segment_id"].equals(result.labels)  # a row for every row, also for one that repeats another
    known = result.assignments.drop("stability", "borderline")
    first = scored.unique("customer_id", keep="first", maintain_order=True)
    assert first.sort("customer_id").equals(known.sort("customer_id"))


def test_one_customer_gets_the_segment_they_had_among_all(result, bank):
    for row in (3, 77, 200):
        one = coterie.score(result.segmentation, bank[row : row + 1])
        same = result.assignments.drop("stability", "borderline").filter(pl.col("customer_id") == one["customer_id"][0])
        assert one.equals(same)


def test_the_nearest_centroid_is_recomputed_from_the_raw_numbers(result, bank):
    scored = coterie.score(result.segmentation, bank)
    x, prepared = bank, []
    for feature in result.segmentation.preparation.features:
        values = x[feature.feature].cast(pl.Float64).fill_null(feature.fill).to_numpy()
        if feature.transform == "yeo-johnson":
            scaled = values / feature.unit
            values = ((scaled + 1) ** feature.power - 1) / feature.power if feature.power else np.log(scaled + 1)
        prepared.append((values - feature.center) / feature.scale)
    squares = ((np.array(prepared).T[:, None] - np.array(result.segmentation.centers)) ** 2).sum(axis=2)
    assert scored["segment_id"].to_list() == squares.argmin(axis=1).tolist()
    nearest, second = np.sort(np.sqrt(squares), axis=1)[:, :2].T
    assert scored["distance"].to_numpy() == pytest.approx(nearest)
    assert scored["margin"].to_numpy() == pytest.approx((second - nearest) / (second + nearest))


@pytest.mark.parametrize("kind", [pd.DataFrame, pa.Table])
def test_the_same_kind_of_frame_comes_back(result, bank, kind):
    customers = bank.to_pandas() if kind is pd.DataFrame else bank.to_arrow()
    scored = coterie.score(result.segmentation, customers)
    assert isinstance(scored, kind)
    assert list(scored["segment_id"]) == result.labels.to_list() or kind is pa.Table


def test_a_customer_without_any_feature_has_no_segment(result, bank):
    features = [column.name for column in result.segmentation.schema.features]
    lost = bank[:3].with_columns(pl.lit(None).cast(bank.schema[name]).alias(name) for name in features)
    scored = coterie.score(result.segmentation, lost)
    assert scored.drop("customer_id").null_count().row(0) == (scored.height,) * 5


def test_other_columns_do_not_matter(result, bank):
    features = [column.name for column in result.segmentation.schema.features]
    few = bank.select("customer_id", *features)
    assert coterie.score(result.segmentation, few)["segment_id"].len() <= bank.height


def test_a_missing_feature_is_named(result, bank):
    with pytest.raises(InputError) as caught:
        coterie.score(result.segmentation, bank.rename({"income": "incomes"}))
    assert str(caught.value) == (
        "The customers lack a column the segmentation was built on: income. Did you mean 'incomes'?"
    )
