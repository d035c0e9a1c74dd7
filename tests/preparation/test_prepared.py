from __future__ import annotations

import numpy as np
import pytest

from coterie.preparation import FittedPreparation, PreparedFeature


def test_new_customers_are_prepared_with_the_old_numbers():
    income = PreparedFeature("income", "median", 50.0, "yeo-johnson", center=1.0, scale=2.0, power=0.0, unit=10.0)
    prepared = FittedPreparation((income,)).matrix({"income": np.array([90.0, np.nan])})
    assert prepared[:, 0] == pytest.approx([(np.log(10.0) - 1) / 2, (np.log(6.0) - 1) / 2])


def test_columns_follow_the_features():
    age = PreparedFeature("age", "median", 1.0, "none", 0.0, 1.0)
    card = PreparedFeature("card", "mode", "a", "one-hot", 0.0, 0.5, categories=("a", "b"))
    fitted = FittedPreparation((age, card))
    assert fitted.columns == ("age", "card=a", "card=b")
    row = fitted.matrix({"card": np.array(["b"], dtype=object), "age": np.array([3.0])})
    assert row.tolist() == [[3.0, 0.0, 2.0]]
