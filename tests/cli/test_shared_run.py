from __future__ import annotations

import pytest

from coterie import InputError
from coterie.cli.run import KINDS
from coterie.cli.shared_run import Checking, Shared, ToDatabase, WithHistory
from coterie.options import declared


def test_every_command_has_what_all_share():
    assert all(issubclass(kind, Shared) for kind in KINDS)
    assert set(declared(WithHistory)) == set(declared(Checking)) & set(declared(ToDatabase))
    assert set(declared(WithHistory)) - set(declared(Shared)) == {"history"}


@pytest.mark.parametrize("values", [{"checks": "loose"}, {"quiet": "yes"}, {"log_file": 3}])
def test_a_value_that_is_not_allowed_is_refused_when_it_is_made(values):
    with pytest.raises(InputError):
        Checking(**values)
