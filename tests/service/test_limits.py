from coterie.cli.run import ServeRun
from coterie.service.limits import MEBIBYTE, Limits


def test_the_defaults_are_those_of_the_command():
    run = ServeRun()
    assert Limits() == Limits(run.max_body * MEBIBYTE, run.max_rows, run.max_seconds)
