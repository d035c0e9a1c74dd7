from __future__ import annotations

from coterie import errors

MODULE = errors.clusters
OF_KIND = {
    "DataRefused": {"purchases"},
    "OptionError": {"no_order", "no_table", "not_on_spark"},
    "SourceNotFound": {"table_not_found"},
    "SourceUnreachable": {"executors_differ", "job_failed", "no_server", "no_session"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_what_an_executor_lacks_is_named_with_what_it_needs():
    said = str(errors.clusters.executors_differ("node7", has="coterie 0", needed="coterie 0.1.0"))
    assert "The executor on 'node7' has coterie 0, and needs coterie 0.1.0, as this machine has." in said


def test_a_reason_of_spark_ends_once():
    assert "boom. Look at its own log" in str(errors.clusters.job_failed("boom."))
    assert "boom. Look at its own log" in str(errors.clusters.job_failed("boom"))
