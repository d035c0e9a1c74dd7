from __future__ import annotations

import socket

import pytest

from coterie.errors import OptionError
from coterie.studio.running import listening


def test_s1_it_listens_on_this_computer_alone():
    with listening(0) as sockets:
        assert {each.getsockname()[0] for each in sockets} <= {"127.0.0.1", "::1"}
        assert len({each.getsockname()[1] for each in sockets}) == 1


def test_a_port_that_is_taken_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OptionError, match="--port|port"):
        listening(taken.getsockname()[1]).__enter__()
