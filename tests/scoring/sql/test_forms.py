from __future__ import annotations

import json

import pytest
from plans import plan

from coterie.scoring.sql.forms import schema_yml, table_of, with_reference


def test_tests_of_dbt():
    (model,) = json.loads(schema_yml(plan(), "segments"))["models"]
    columns = {column["name"]: column["tests"] for column in model["columns"]}
    assert columns["client"] == ["not_null", "unique"]
    assert columns["segment_id"] == [{"accepted_values": {"values": [0, 1, 7], "quote": False}}]
    assert columns["segment"] == [{"accepted_values": {"values": ["Savers", "Kings' Amèx", "New"]}}]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["customers"], "{{ ref('customers') }}"),
        (["shop", "it's"], "{{ source('shop', 'it\\'s') }}"),
        (["here", "shop", "all"], "{{ source('shop', 'all') }}"),
    ],
)
def test_dbt_names_the_table(parts, said):
    assert with_reference("FROM coterie_customers_of_dbt", parts) == f"FROM {said}"


def test_a_table_of_three_parts():
    assert table_of(["a", "b", "c"], "upper").sql("snowflake") == '"A"."B"."C"'
