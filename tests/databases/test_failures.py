from __future__ import annotations

import pytest

from coterie.databases.address import address_of
from coterie.databases.failures import of_postgres

ADDRESS = address_of("postgresql://ann:s3cret@db/shop")


class DriverError(Exception):
    def __init__(self, words: str, sqlstate: str | None = None) -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("words", "state", "said"),
    [
        (
            'IO: [libpq] Failed to connect: FATAL:  password authentication failed for user "ann"',
            None,
            "refuses the user 'ann'",
        ),
        ("IO: [libpq] Failed to connect: fe_sendauth: no password supplied", None, "refuses the user 'ann'"),
        (
            "IO: [libpq] Failed to connect: connection refused\n\tIs the server running?",
            None,
            "cannot be opened: connection refused. Check",
        ),
        ("ERROR:  terminating connection due to administrator command", "57P01", "ended the connection"),
        ("external error: [libpq] server closed the connection unexpectedly", None, "ended the connection"),
        ("[libpq] ERROR:  permission denied for table t", "42501", "does not allow it: permission denied for table t."),
        (
            "[libpq] ERROR:  syntax error at s3cret\nLINE 1: select s3cret",
            "42601",
            "refuses the query: syntax error at ***. Change",
        ),
    ],
)
def test_a_driver_s_words_become_an_error_without_the_password(words, state, said):
    message = str(of_postgres(DriverError(words, state), ADDRESS))
    assert message.startswith("The database 'shop' on db ")
    assert said in message
    assert "s3cret" not in message
