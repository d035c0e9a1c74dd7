from __future__ import annotations

import hashlib
import sys

import polars as pl
import pytest

import coterie
from coterie.audiences.listing import segments_named
from coterie.errors import ColumnNotFound, DataRefused, InputError, LibraryMissing, NeedsAnswer, OptionError


@pytest.fixture(scope="module")
def reached(bank):
    """The bank's customers with addresses; every tenth has none, every fourth agreed."""
    mail = [None if i % 10 == 0 else f"C{i}@Example.com" for i in range(bank.height)]
    return bank.with_columns(
        email=pl.Series(mail), newsletter=pl.Series(["yes" if i % 4 == 0 else "no" for i in range(bank.height)])
    )


def listed(result, customers, **options):
    return coterie.audience(result, customers, **({"segment": 0, "for_": "linkedin"} | options))


def test_a_list_is_the_customers_of_the_segment_by_other_code(result, reached):
    scored = coterie.score(result.segmentation, reached, keep=["email"], checks="lenient")
    mails = scored.filter(pl.col("segment_id") == 0)["email"].drop_nulls().unique()
    expected = {hashlib.sha256(mail.lower().encode()).hexdigest() for mail in mails}
    assert set(listed(result, reached).rows["email"]) == expected


def test_everybody_is_counted_once(result, reached):
    out = pl.DataFrame({"email": reached["email"][: reached.height // 2]})
    counts = listed(result, reached, segment=[0, 1], consent={"newsletter": "yes"}, suppress=out, holdout=0.2).counts
    parts = [
        getattr(counts, each) for each in ("held_out", "without_consent", "suppressed", "without_contact", "repeated")
    ]
    assert all(parts[:4])
    assert counts.members == sum(parts) + counts.listed


def test_nobody_who_is_held_out_is_on_any_list(result, reached):
    scored = coterie.score(result.segmentation, reached, keep=["email"], holdout=0.3, checks="lenient")
    held = scored.filter(pl.col("arm") == "holdout")["email"].drop_nulls()
    hashes = {hashlib.sha256(mail.lower().encode()).hexdigest() for mail in held}
    for number in range(6):
        found = listed(result, reached, segment=number, holdout=0.3)
        assert found.counts.held_out > 0
        assert not hashes & set(found.rows["email"])


def test_what_was_added_with_what_was_kept_is_the_new_list(result, reached):
    before = coterie.score(result.segmentation, reached.head(int(0.7 * reached.height)), checks="lenient")
    found = listed(result, reached.tail(int(0.7 * reached.height)), since=before)
    old = set(listed(result, reached.head(int(0.7 * reached.height))).rows["email"])
    new, added, removed = (set(each["email"]) for each in (found.rows, found.added, found.removed))
    assert added | (new & old) == new
    assert not added & old
    assert not removed & new
    assert found.gone > 0


def test_segments_are_named_by_name_or_number(result):
    names = {each.id: each.name.name for each in result.segments}
    assert segments_named(result.segmentation, [names[2].upper(), 4, "0"]) == {n: names[n] for n in (2, 4, 0)}
    with pytest.raises(OptionError, match="'Nobody', which is no segment"):
        segments_named(result.segmentation, ["Nobody"])
    with pytest.raises(OptionError, match="no segment"):
        segments_named(result.segmentation, [])


def test_an_attribute_that_is_sensitive_and_built_the_segments_is_told(bank):
    found = coterie.segment(bank, features=["age", "income", "gender"], k=3, evidence="none")
    people = bank.with_columns(email=pl.lit("a@b.com"))
    assert listed(found, people, for_="google").sensitive == ("gender",)


def test_what_a_list_cannot_be_is_refused(result, bank, reached):
    with pytest.raises(OptionError, match="'tiktok'"):
        listed(result, reached, for_="tiktok")
    with pytest.raises(OptionError, match="a platform gets no more"):
        listed(result, reached, keep=["email"])
    with pytest.raises(OptionError, match="two letters"):
        listed(result, reached, country="Germany")
    with pytest.raises(ColumnNotFound, match="'newsleter'"):
        listed(result, reached, consent={"newsleter": "yes"})
    with pytest.raises(DataRefused, match="No column is known to hold e-mail"):
        listed(result, bank)


def test_changes_need_an_id(bank):
    people = bank.drop("customer_id").with_columns(email=pl.lit("a@b.com"))
    found = coterie.segment(people, features=["age", "income"], k=2, evidence="none")
    with pytest.raises(OptionError, match="needs an id column"):
        listed(found, people, since=people)


def test_that_phone_numbers_cannot_be_read_is_told_before_any_question(result, reached, monkeypatch):
    two = reached.with_columns(phone=pl.lit("1"), mobile=pl.lit("2"), email_2=pl.col("email"))
    with pytest.raises(NeedsAnswer):
        listed(result, two, for_="meta")
    monkeypatch.setitem(sys.modules, "phonenumbers", None)
    with pytest.raises(LibraryMissing):
        listed(result, two, for_="meta")
    with pytest.raises(LibraryMissing):
        listed(result, reached, for_="google", contact={"phone": "customer_id"})
    assert listed(result, reached, for_="google").rows.height > 0
    assert listed(result, two, for_="csv").rows.height > 0


def test_customers_beside_purchases_are_joined_as_in_scoring():
    ids = [f"C{at:03d}" for at in range(120)]
    orders = pl.DataFrame(
        [
            (one, f"2024-{1 + at % 12:02d}-{1 + k % 28:02d}", 5.0 + (at % 3) * 40 + k)
            for at, one in enumerate(ids)
            for k in range(1 + 4 * (at % 3))
        ],
        schema=["customer_id", "order_date", "amount"],
        orient="row",
    )
    ages = [20 + at % 50 for at in range(120)]
    people = pl.DataFrame({"customer_id": ids, "age": ages, "email": [f"{one}@example.com" for one in ids]})
    made = coterie.segment(orders, customers=people, k=2, evidence="none")
    scored = coterie.score(made.segmentation, orders, customers=people)
    found = coterie.audience(made, orders, segment=0, for_="linkedin", joining={"customers": people})
    assert found.counts.members == scored.filter(segment_id=0).height > 0
    assert found.counts.listed == found.counts.members
    with pytest.raises(InputError, match="Give such a table"):
        coterie.audience(made, orders, segment=0, for_="linkedin")
