from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coterie import InputError
from coterie.options import Options


def test_defaults():
    options = Options.read({})
    assert (options.k, options.k_max, options.impute, options.seed) == ("auto", 12, "median", 0)


def test_numbers_and_paths_of_other_libraries_are_taken():
    options = Options.read({"k": np.int64(3), "catalogue": Path("mine.toml")})
    assert (options.k, options.catalogue) == (3, "mine.toml")


@pytest.mark.parametrize(
    ("given", "number", "criterion"),
    [
        ("auto", None, None),
        ("elbow", None, "elbow"),
        ("silhouette", None, "silhouette"),
        ("7", 7, None),
        (1, 1, None),
    ],
)
def test_the_number_of_segments_is_given_or_found_by_all_the_evidence_or_by_one_criterion(given, number, criterion):
    options = Options.read({"k": given})
    assert (options.n_clusters, options.criterion) == (number, criterion)


def test_dashes_and_underscores_are_the_same():
    assert Options.read({"k-max": 5}) == Options.read({"k_max": 5})


def test_one_name_is_a_list_of_one():
    assert Options.read({"features": "Age"}).features == ("Age",)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"min_share": "60%"}, "`min_share` is '60%', but must be a share from 0 to 50%, such as 5% or 0.05."),
        ({"min_share": "few"}, "`min_share` is 'few', but must be a share"),
        ({"max_segments": 0}, "`max_segments` is 0, but must be a whole number from 1 to 100."),
        ({"evidence": "some"}, "`evidence` is 'some', but must be one of quick, full, none."),
        ({"fetures": ["Age"]}, "'fetures' is not an option. Did you mean 'features'?"),
        ({"xyz": 1}, "'xyz' is not an option. The options are: encoding, sheet, header_row"),
        ({"k": 0}, r"`k` is 0, but must be 'auto', 'elbow', 'silhouette' or a whole number from 1 to 255."),
        ({"k": "five"}, "`k` is 'five', but must be 'auto', 'elbow', 'silhouette' or a whole number from 1 to 255."),
        ({"k": "elbw"}, "a whole number from 1 to 255. Did you mean 'elbow'?"),
        ({"k": "Silhouette"}, "Did you mean 'silhouette'?"),
        ({"k": ["elbow"]}, "`k` is ['elbow'], but must be 'auto', 'elbow', 'silhouette' or a whole number"),
        ({"k": True}, "`k` is True, but must be 'auto', 'elbow', 'silhouette' or a whole number from 1 to 255."),
        ({"k_max": 0}, "`k_max` is 0, but must be a whole number from 1 to 100."),
        ({"k_max": "²"}, "`k_max` is '²', but must be a whole number from 1 to 100."),
        ({"k_max": True}, "`k_max` is True, but must be a whole number"),
        ({"features": []}, "`features` is [], but must be the name of at least one column."),
        ({"features": {"a": 1}}, "`features` is {'a': 1}, but must be names of columns."),
        (
            {"missing": {"Age": "old"}},
            "`missing` is {'Age': 'old'}, but must be names with numbers, such as {'Income': 666666, 'Age': [0, 999]}",
        ),
        ({"type": "numeric"}, "`type` is 'numeric', but must be names with values, such as"),
        ({"id": 3}, "`id` is 3, but must be text."),
        ({"impute": "medain"}, "`impute` is 'medain', but must be one of median, mean. Did you mean 'median'?"),
        ({"decimal": ".."}, "`decimal` is '..', but must be one of auto, '.', ','. Did you mean '.'?"),
        ({"scale": "z"}, "`scale` is 'z', but must be one of zscore, robust, none."),
        ({"type": {"Age": "number"}}, "`type` Age is 'number', but must be one of numeric, categorical, boolean"),
        ({"seed": -1}, "`seed` is -1, but must be a whole number from 0 to 4,294,967,295."),
        ({"seed": 1.5}, "`seed` is 1.5, but must be a whole number"),
    ],
)
def test_a_wrong_option_says_what_is_right(values, message):
    with pytest.raises(InputError) as caught:
        Options.read(values)
    assert message in str(caught.value)


@pytest.mark.parametrize("given", ["0,999", [0, 999], (0.0, 999.0)])
def test_numbers_that_stand_for_missing(given):
    assert Options.read({"missing": {"Age": given}}).missing == {"Age": (0.0, 999.0)}
    assert Options.read({"missing": {"Age": 7}}).missing == {"Age": (7.0,)}


@pytest.mark.parametrize("given", ["none", "None ", (), []])
def test_no_number_may_stand_for_missing(given):
    assert Options.read({"missing": {"Age": given}}).missing == {"Age": ()}
