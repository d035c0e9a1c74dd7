from __future__ import annotations

import pytest

from coterie import errors
from coterie.engines.spark.jobs import why

MODULE = errors.clusters
OF_KIND = {
    "DataRefused": {"purchases"},
    "OptionError": {"no_order", "no_table", "not_on_spark"},
    "OutputError": {"table_is_read", "table_not_ours", "table_not_written"},
    "SourceNotFound": {"table_not_found"},
    "SourceUnreachable": {"executors_differ", "job_failed", "no_server", "no_session"},
}

SAID = {
    "Traceback:\n  File x\nModuleNotFoundError: No module named 'pyarrow'": "Install coterie and pyarrow there",
    "[PYTHON_VERSION_MISMATCH] Python in worker has different version: 3.9 than that in driver: 3.11": "PYSPARK_PYTHON",
    "Total size of serialized results of 9 tasks (1.1 GiB) is bigger than spark.driver.maxResultSize (1024.0 MiB)": (
        "Write to a table"
    ),
    "java.lang.OutOfMemoryError: Java heap space": "Give executors more",
    "Executor heartbeat timed out after 125113 ms": "give executors more",
    "[INVALID_DRIVER_MEMORY] System memory 268435456 must be at least 471859200.": "Give it 1 GB or more",
    "[NOT_SUPPORTED_WITH_SERVERLESS] PERSIST TABLE": "not allow it on serverless",
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_what_an_executor_lacks_is_named_with_what_it_needs():
    said = str(errors.clusters.executors_differ("node7", has="coterie 0", needed="coterie 0.1.0"))
    assert "The executor on 'node7' has coterie 0, and needs coterie 0.1.0, as this machine has." in said


def test_a_reason_of_spark_ends_once():
    assert "boom. Look at its own log" in str(errors.clusters.job_failed("boom."))
    assert "boom. Look at its own log" in str(errors.clusters.job_failed("boom"))


@pytest.mark.parametrize("said", SAID)
def test_a_trap_that_is_known_is_said_with_its_remedy(said):
    told = str(errors.clusters.job_failed(why(RuntimeError(said))))
    assert SAID[said] in told
    assert said.splitlines()[-1].rstrip(".") in told
    assert "\n" not in told


def test_what_is_not_known_is_said_in_spark_s_own_words():
    told = str(errors.clusters.job_failed("the sky fell."))
    assert told == "Spark could not do the work: the sky fell. Look at its own log for more."
