"""A watch hangs up, whatever comes meanwhile; what has come in time is not touched."""

from __future__ import annotations

import http.client
import socket
import time

import pytest

from coterie.sources.remote.patience import TooSlowError, Watch, _Watched


def pair():
    one, other = socket.socketpair()
    one.settimeout(20)
    return one, other


def answering(one, watch):
    connection = _Watched("localhost", watch=watch)
    connection.sock = one
    connection.putrequest("GET", "/")
    connection.endheaders()
    return connection


def test_a_head_that_does_not_end_is_too_slow():
    one, other = pair()
    with Watch(0.2, 20) as watch, one, other:
        other.sendall(b"HTTP/1.1 200 OK\r\nX-Wait: ")
        began = time.monotonic()
        with pytest.raises(TooSlowError):
            answering(one, watch).getresponse()
        assert time.monotonic() - began < 15


def test_a_body_that_does_not_end_is_cut():
    one, other = pair()
    with Watch(20, 0.2) as watch, one, other:
        other.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        answer = answering(one, watch).getresponse()
        with pytest.raises(http.client.IncompleteRead):
            answer.read()
        assert watch.hung_up


def test_what_comes_in_time_is_read_and_the_watch_stops():
    one, other = pair()
    with one, other:
        with Watch(20, 0.3) as watch:
            other.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
            assert answering(one, watch).getresponse().read() == b"abc"
        time.sleep(0.4)
        assert not watch.hung_up
        other.sendall(b"x")
        assert one.recv(1) == b"x"
