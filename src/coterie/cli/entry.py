"""Where the `coterie` command begins and ends: signals, exit codes, and problems said in one line."""

from __future__ import annotations

import contextlib
import gc
import os
import shlex
import shutil
import signal
import sys
import threading
import traceback
from io import TextIOWrapper
from typing import TYPE_CHECKING

from coterie.cli.passwords import cover_passwords, without_passwords
from coterie.cli.printable import printable

if TYPE_CHECKING:
    from typing import NoReturn

    from coterie.errors import CoterieError

OUR_FAULT = 1
STOPPED = 128
"""Plus the signal's number, as shells do."""
LONGEST = 2000
"""Characters of a message: names of columns can have any length."""
PATIENCE = 0.5
"""Seconds that the work has to unwind once it is asked to stop; a computation that hears nothing is then left."""
_STOPPING = (signal.SIGINT, signal.SIGTERM)
_unsaid = threading.Lock()
_heard: list[int] = []


class _Stopped(BaseException):
    """Ctrl-C or a request to end: unwinds the work, so that nothing half done is left behind."""


def main() -> NoReturn:
    """Run the command; a problem that a person can mend is one line on stderr, never a traceback, and its exit code."""
    cover_passwords()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads wait by spinning, and are given little here
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no looking for any in all that is installed
    gc.set_threshold(500_000)  # loading makes many objects, and no garbage
    for number in _STOPPING:
        signal.signal(number, _stop)
    sys.unraisablehook = _unheard
    _stop_at_last()
    try:
        _leave(_run())
    except _Stopped as stopped:
        _say_stopped()
        sys.exit(STOPPED + stopped.args[0])
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        _let_go_of_stdout()
        sys.exit(STOPPED + signal.SIGPIPE)
    except Exception as error:
        if not _heard:
            _leave(_our_fault(error))
        _say_stopped()  # a library in C that is stopped while it loads makes an error of its own of that
        sys.exit(STOPPED + _heard[0])


def leave_signals() -> list[int]:
    """Leave signals to a service, which ends by itself when it has answered what it began.

    Returns
    -------
    list of int
        The signals that came before the service listens to them; it grows as they come.
    """
    early: list[int] = []

    def remember(number: int, _frame: object) -> None:
        early.append(number)

    signal.set_wakeup_fd(-1)
    for number in _STOPPING:
        signal.signal(number, remember)
    return early


def _run() -> int:
    """Run the command and return its exit code."""
    from coterie import errors
    from coterie.cli.app import app

    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - kept open, for a closed stdout
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Unicode shows "?"
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False)
        sys.stdout.flush()
    except errors.CoterieError as error:
        return _refused(error)
    except MemoryError:
        return _refused(errors.customers.memory_full())
    except (BrokenPipeError, SystemExit):  # the command-line library leaves when the reader of its help went away
        raise BrokenPipeError from None
    except OSError as error:
        _let_go_of_stdout()
        return _refused(errors.writing.stdout_not_writable(str(error.strerror or error)))
    except Exception as error:
        if not hasattr(error, "format_message"):  # a usage error of the command-line library
            raise
        context = getattr(error, "ctx", None)
        return _refused(errors.choosing.bad_call(error.format_message(), getattr(context, "command_path", "coterie")))
    return code if isinstance(code, int) else 0


def _leave(code: int) -> NoReturn:
    """End at once: taking apart all that was loaded would take a tenth of a second, for nobody."""
    with contextlib.suppress(OSError):
        sys.stderr.flush()  # stdout was
    os._exit(code)


def _let_go_of_stdout() -> None:
    """Send what is still to be written nowhere: Python tries once more when it ends, and would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _refused(error: CoterieError) -> int:
    """Say what is wrong and return the exit code of its kind."""
    _say_error(error.in_command)
    for line in _answers(error):
        _say(without_passwords(line, sys.argv))
    return error.exit_code


def _answers(error: CoterieError) -> list[str]:
    """Return for each answer to a question what it means, and the command that gives it."""
    from coterie.errors import NeedsAnswer

    found = error.answers if isinstance(error, NeedsAnswer) else ()
    return [line for flag, value, says in found for line in (f"{says}:", f"  {_again(flag, value)}")]


def _again(flag: str, value: str) -> str:
    """Return the command as it was called, with one more option; a list of columns gets one more of them."""
    given = list(sys.argv[1:])
    if flag == "--ignore" and flag in given[:-1]:
        at = given.index(flag) + 1
        given[at] = f"{given[at]},{value}"
    else:
        given += [flag, value]
    return shlex.join(["coterie", *given])


def _our_fault(error: Exception) -> int:
    """Show where coterie itself failed: this is for those who mend it."""
    trace = "".join(traceback.format_exception(error))
    if sys.stderr is not None:
        sys.stderr.write(without_passwords(trace, sys.argv))
    _say_error("this is a fault of coterie, not of what you gave it. Please report it with the lines above.")
    return OUR_FAULT


def _say_error(text: str) -> None:
    words = " ".join(without_passwords(text, sys.argv).split())  # before it is cut: half an address is not known as one
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} ... {words[-LONGEST // 2 :]}"
    for line in _for_terminal(f"error: {shown}"):
        _say(line)


def _for_terminal(text: str) -> list[str]:
    """Return a message in the lines of a terminal, no part of a command broken; for anything else in one line."""
    if sys.stderr is None or not sys.stderr.isatty():
        return [text]
    from coterie.cli.wrapping import wrapped

    return wrapped(printable(text), shutil.get_terminal_size().columns, indent="  ")


def _say(text: str) -> None:
    """Write a line to stderr, without characters that steer a terminal."""
    if sys.stderr is not None:
        sys.stderr.write(printable(text) + "\n")


def _stop_at_last() -> None:
    """Watch for signals beside the work: Python tells the work of one only between two steps of its own."""
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(heard,), daemon=True).start()


def _watch(heard: int) -> None:
    """End the program when it was asked to stop and did not: nothing half written stays."""
    while (number := os.read(heard, 1)[0]) not in _STOPPING:
        pass
    threading.Event().wait(PATIENCE)
    from coterie.atomic import clear_ours

    clear_ours()
    _say_stopped()
    os._exit(STOPPED + number)


def _say_stopped() -> None:
    """Say what stands: a signal may come after the result has taken its name."""
    if _unsaid.acquire(blocking=False):
        writing = sys.modules.get("coterie.atomic")  # not loaded: nothing can have been written
        written = ", ".join(writing.standing()) if writing else ""
        _say(f"stopped, but written already: {written}" if written else "stopped; nothing was written")


def _stop(number: int, _frame: object) -> NoReturn:
    _heard.append(number)
    raise _Stopped(number)


def _unheard(found: sys.UnraisableHookArgs) -> None:
    """Say nothing of a stop that Python lost while it took an object apart: `_watch` ends the program."""
    if not issubclass(found.exc_type, _Stopped):
        sys.__unraisablehook__(found)
