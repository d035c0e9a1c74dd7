from __future__ import annotations

import pytest

from coterie.errors import InputError
from coterie.naming.choosing import fitting_catalogue


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        (["Age", "Annual Income (k$)", "Spending Score (1-100)"], "bank"),
        (["recency_days", "frequency", "monetary", "r_score", "f_score", "m_score"], "retail"),
        (["Recency", "Income"], "bank"),
        (["height", "weight"], "bank"),
        (["age", "income", "recency", "frequency", "monetary"], "retail"),
    ],
)
def test_the_catalogue_most_of_whose_roles_are_played_is_taken_and_the_bank_s_where_they_are_equal(columns, name):
    assert fitting_catalogue(columns).name == name


def test_a_role_that_a_person_names_decides():
    assert fitting_catalogue(["age", "income", "away"], {"recency": "away"}).name == "retail"
    with pytest.raises(InputError, match="a role is 'shoes', but must be one of age, income"):
        fitting_catalogue(["age"], {"shoes": "age"})
