from __future__ import annotations

import pytest

import coterie
from coterie import errors
from coterie.options import Options
from coterie.schema import Column, Schema
from coterie.segmentation.shown_columns import check_shown, shown_as

SCHEMA = Schema(
    (
        Column("income", "numeric", "feature", 0, ""),
        Column("paid", "numeric", "descriptor", 0, ""),
        Column("tariff", "categorical", "descriptor", 0, ""),
        Column("old", "numeric", "ignored", 0, "Left out with --ignore."),
        Column("number", "numeric", "id", 0, ""),
    )
)


@pytest.mark.parametrize("value", ["income", "paid", None])
def test_a_number_that_is_used_says_what_customers_are_worth(value):
    check_shown(Options(value=value), SCHEMA)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("incme", errors.ColumnNotFound),
        ("tariff", errors.ColumnRefused),
        ("old", errors.ColumnRefused),
        ("number", errors.ColumnRefused),
    ],
)
def test_anything_else_is_refused_and_named(value, kind):
    with pytest.raises(kind, match=value):
        check_shown(Options(value=value), SCHEMA)


def test_a_label_is_of_a_column():
    check_shown(Options(labels={"old": "Before"}), SCHEMA)
    with pytest.raises(errors.ColumnNotFound, match="tarif.*tariff"):
        check_shown(Options(labels={"tarif": "Tariff"}), SCHEMA)


def test_a_wrong_worth_is_told_before_the_work(monkeypatch):
    """Nothing is clustered first."""
    from coterie.segmentation import fitting  # noqa: PLC0415 - only what is replaced in it

    monkeypatch.setattr(fitting, "cluster", lambda *_, **__: pytest.fail("it was clustered first"))
    with pytest.raises(errors.ColumnNotFound):
        coterie.segment(coterie.datasets.bank_customers(n=300), value="incme")


def test_describing_checks_as_well():
    fitted = coterie.fit(coterie.datasets.bank_customers(n=300), evidence="none")
    with pytest.raises(errors.ColumnNotFound):
        coterie.describe(fitted, k=3, value="incme")


def test_labels_are_added_to_those_of_the_run_and_decide_nothing():
    bank = coterie.datasets.bank_customers(n=300)
    found = coterie.segment(bank, k=3, evidence="none", labels={"income": "Yearly income"}, title="Before")
    again = shown_as(found.segmentation, title="After", labels={"age": "Years"})
    assert again.labels == {"income": "Yearly income", "age": "Years"}
    assert again.options["title"] == "After"
    assert again.short_hash == found.segmentation.short_hash
    assert shown_as(found.segmentation, title=None, labels=None) == found.segmentation


def test_what_is_found_is_the_same_with_labels_and_worth():
    bank = coterie.datasets.bank_customers(n=300)
    plain = coterie.segment(bank, k=3, evidence="none").segmentation
    shown = coterie.segment(bank, k=3, evidence="none", labels={"income": "Euros"}, value="income").segmentation
    assert (plain.centers, plain.profiles, plain.short_hash) == (shown.centers, shown.profiles, shown.short_hash)
    assert (shown.value, shown.labels, shown.meaning.worth.column) == ("income", {"income": "Euros"}, "income")
    assert plain.meaning.worth is None
