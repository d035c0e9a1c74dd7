from __future__ import annotations

from typing import get_args, get_type_hints

from coterie.cli.run import SqlRun
from coterie.scoring.sql.dialects import DIALECTS


def test_the_command_offers_what_there_is():
    assert set(get_args(get_args(get_type_hints(SqlRun)["dialect"])[0])) == set(DIALECTS)
