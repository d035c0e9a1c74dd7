import os
import threading

import pytest

from coterie.sources.typed.panics import unprinted


def test_only_what_is_printed_inside_is_kept_off(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(2, b"before ")
    with unprinted():
        os.write(2, b"inside ")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_stderr_comes_back_whatever_threads_do(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        for _ in range(50):
            with unprinted():
                os.write(2, b"inside ")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_a_closed_stderr_stays_closed() -> None:
    kept = os.dup(2)
    os.close(2)
    try:
        with unprinted():
            pass
        with pytest.raises(OSError, match="Bad file"):
            os.fstat(2)
    finally:
        os.dup2(kept, 2)
        os.close(kept)
