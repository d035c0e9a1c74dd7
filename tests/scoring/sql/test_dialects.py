from __future__ import annotations

from typing import get_args, get_type_hints

from coterie.cli.run import SqlRun
from coterie.scoring.sql.dialects import DIALECTS


def test_the_command_offers_what_there_is():
    assert set(get_args(get_args(get_type_hints(SqlRun)["dialect"])[0])) == set(DIALECTS)


def test_what_is_peculiar_to_databases():
    def those(name):
        return {each.name for each in DIALECTS.values() if getattr(each, name)}

    assert those("types_by_cell") == {"sqlite"}
    assert those("flags_are_numbers") == {"sqlite", "mysql", "mariadb", "tsql", "oracle"}
    assert those("limited") == {"mysql", "mariadb"}
    assert those("materialized") == {"duckdb", "sqlite"}
    assert those("fenced") == {"postgres"}
    assert those("wide_text") == {"tsql"}
