from __future__ import annotations

from copy import deepcopy

import earlier
import pytest
from packing import content_in

import coterie
from coterie.artefact import to_bytes
from coterie.artefact.checking import check
from coterie.artefact.loading import content_of
from coterie.artefact.refusals import Refused

WORDS = {"kind": "category", "categories": [], "counts": [], "others": 300, "missing": 0}


@pytest.fixture(scope="module")
def plain():
    made = coterie.segment(earlier.messy(300, seed=0), k=3, evidence="none", features=["age", "spent", "plan"])
    return content_in(to_bytes(made))


def refused(plain):
    """Return why this is refused; None where it is not."""
    try:
        check(content_of(plain))
    except Refused as error:
        return str(error)
    return None


def edited(plain, where, value):
    """Return the content with another value at a place such as "preparation.0.scale"."""
    holder = plain = deepcopy(plain)
    *path, last = [int(part) if part.isdigit() else part for part in where.split(".")]
    for part in path:
        holder = holder[part]
    holder[last] = value(holder[last]) if callable(value) else value
    return plain


def test_what_was_saved_fits(plain):
    assert refused(plain) is None


@pytest.mark.parametrize(
    ("where", "value", "words"),
    [
        ("centers.0.0", 1.1e100, "centers[0][0] should be less than or equal to 1e+100"),
        ("centers.0.0", -1.1e100, "centers[0][0] should be greater than or equal to -1e+100"),
        ("centers", lambda held: held[:1] * 1001, "centers should have at most 1000 items"),
        ("centers", [], "centers should have at least 1 item"),
        ("preparation.0.scale", 0, "preparation[0].scale should be greater than 0"),
        ("preparation.1.unit", -1, "preparation[1].unit should be greater than 0"),
        ("preparation.1.unit", 0, "preparation[1].unit should be greater than 0"),
        ("inertia", -1, "inertia should be greater than or equal to 0"),
        (
            "reference.columns.age.counts.0",
            4,
            "reference.columns.age.counts[0] should be greater than or equal to 5",
        ),
    ],
)
def test_numbers_beyond_their_limits(plain, where, value, words):
    assert words in refused(edited(plain, where, value))


@pytest.mark.parametrize(
    ("where", "value"), [("centers.0.0", 1e100), ("preparation.0.scale", 5e-324), ("centers.0.0", -1e100)]
)
def test_numbers_at_their_limits(plain, where, value):
    assert refused(edited(plain, where, value)) is None


@pytest.mark.parametrize(
    ("where", "value", "words"),
    [
        ("preparation.2.categories.1", "basic", "preparation[2].categories has one twice"),
        ("preparation.2.fill", "Gold", "preparation[2].fill is not one of categories"),
        ("preparation.2.fill", 1.5, "preparation[2].fill is not one of categories"),
        ("preparation.0.fill", "40", "preparation[0].fill should be a number"),
        ("preparation.0.categories", ["a"], "preparation[0].categories should be empty"),
        ("preparation.0.transform", "yeo-johnson", "preparation[0].power and unit do not suit transform"),
        ("preparation.1.power", None, "preparation[1].power and unit do not suit transform"),
        ("preparation.1.transform", "none", "preparation[1].power and unit do not suit transform"),
        ("preparation.2.transform", "none", "preparation[2].transform does not suit the column's type"),
        ("preparation", lambda held: held[::-1], "preparation does not have the features of columns, in their order"),
        ("preparation", lambda held: held[1:], "preparation does not have the features of columns, in their order"),
        ("columns.1.name", "age", "columns has 'age' twice"),
        ("columns.3.role", "feature", "contract.columns are not the id and the features of columns"),
        ("columns.0.bounds", [2, 1], "columns[0].bounds are in the wrong order"),
        ("contract.columns.0.type", "text", "contract.columns are not the id and the features of columns"),
        ("labels", {"nobody": "x"}, "labels names a column that is not there"),
        ("value_column", "nobody", "value_column names a column that is not there"),
        ("centers.1", [0.0], "centers[1] has 1 numbers, and the preparation 5 columns"),
        ("centers", lambda held: held[:2], "choice.k is 3, and centers has 2"),
        ("choice.k", 2, "choice.k is 2, and centers has 3"),
        ("profiles.segments", lambda held: held[:2], "profiles.segments has 2, and centers 3"),
        ("names.names", lambda held: held[:2], "names.names has 2, and centers 3"),
        ("identities.segments", lambda held: held[:2], "identities.segments has 2, and centers 3"),
        ("names.names", lambda held: [held[0], *held[:2]], "twice"),
        ("profiles.overall.columns", lambda held: {"x": held["age"]}, "profiles describes a column that is not there"),
        ("identities.segments.1.id", 0, "identities has the id 0 twice"),
        ("identities.next_id", 2, "identities.next_id was given before"),
        ("identities.segments.0.name", "x", "identities.segments do not have the names of names"),
        ("identities.segments.2.parent", 2, "identities: the parent of 2 is no earlier segment"),
        ("identities.segments.2.parent", 7, "identities: the parent of 2 is no earlier segment"),
        ("identities.segments.2.retired", "ab", "identities: 2 is retired, or is not, in the wrong list"),
        ("reference.customers", 999, "reference.columns.age does not count 999 customers"),
        ("reference.columns", lambda held: {"age": held["age"]}, "reference.columns are not the features"),
        ("reference.columns.age.edges.0", 1e9, "reference.columns.age.edges do not rise"),
        ("reference.columns.age.counts", lambda held: held[1:], "age.counts is not one more than edges"),
        ("reference.columns.plan.counts", lambda held: held[1:], "plan.counts is not one for each of categories"),
        ("reference.columns.plan.others", 4, "reference.columns.plan.others is less than 5"),
        ("reference.columns.plan.missing", 0, "reference.columns.plan does not count"),
        ("reference.segments.0", 0, "reference.segments does not count"),
        ("reference.segments", lambda held: [*held, 0], "reference.segments does not count"),
        ("reference.distances.quantiles.0", 1e9, "reference.distances.quantiles do not rise"),
        ("reference.distances.by_feature", lambda held: held[1:], "distances.by_feature is not one for each feature"),
        ("reference.columns.age", lambda _: WORDS, "reference.columns.age.kind does not suit"),
    ],
)  # fmt: skip
def test_parts_that_say_different_things(plain, where, value, words):
    assert words in refused(edited(plain, where, value))


def test_a_remark_without_words_is_refused(plain):
    for where in ("cleaning.remarks.0.code", "cleaning.account.rows.0.code"):
        place = where.replace(".0", "[0]")
        assert refused(edited(plain, where, "nobody_says_this")) == f"{place} is unknown"


def test_two_ids(plain):
    other = edited(edited(plain, "columns.0.role", "id"), "columns.3.role", "id")
    assert refused(other) == "columns has two with the role id"


def test_fields_that_later_versions_fill_may_be_filled(plain):
    retired = plain["identities"]["segments"][0] | {"id": 3, "name": "Old", "retired": "abcdef123456"}
    later = deepcopy(plain) | {
        "labels": {"age": "Age in years"},
        "value_column": "spent",
        "lineage": {"parent": "abcdef123456"},
    }
    later["identities"] |= {"retired": [retired], "next_id": 4}
    later["identities"]["segments"][2] |= {"locked": True, "parent": 0}
    later["contract"]["id_type"] = "text"
    assert refused(later) is None


def test_a_feature_that_fewer_than_five_have_is_not_counted(plain):
    bins = {"kind": "numeric", "edges": [], "counts": [], "missing": plain["reference"]["customers"] - 4}
    assert refused(edited(plain, "reference.columns.age", bins)) is None
    assert "does not count" in refused(edited(plain, "reference.columns.age", bins | {"missing": bins["missing"] - 1}))


@pytest.fixture(scope="module")
def anew():
    bank = coterie.datasets.bank_customers(n=300)
    first = coterie.segment(bank, k=3, evidence="none")
    return content_in(to_bytes(coterie.refit(first, bank.head(250), k=4).segmentation))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda refit: refit["new"][0].update(id=77), "refit.new are not the segments"),
        (lambda refit: refit["old"][0].update(id=refit["old"][1]["id"]), "refit.old has the id"),
        (lambda refit: refit["old"][0].update(into=[77]), "went into no segment"),
        (lambda refit: refit["new"][0].update(parents=[77]), "comes from none"),
    ],
)
def test_a_refit_that_names_other_segments_is_refused(anew, change, why):
    found = deepcopy(anew)
    assert refused(found) is None
    change(found["refit"])
    assert why in refused(found)
