from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.json_form import to_json
from coterie.views.audience import audience_view


@pytest.fixture(scope="module")
def found(result, bank):
    return coterie.audience(result, bank.with_columns(email=pl.lit("a@b.com")), segment=0, for_="linkedin")


def said(audience, *, country=None, files=("a.csv", "a-added.csv", "a-removed.csv")):
    return audience_view(audience, files=files, country=country)


def test_it_is_what_the_schema_says(found):
    both = replace(found, added=found.rows, removed=found.rows, unreadable={"phone": 2})
    for each in (found, both):
        jsonschema.validate(json.loads(to_json(said(each))), coterie.json_schema("audience"))


@pytest.mark.words
def test_what_a_reader_has_to_know_is_said(found):
    lines = said(
        replace(
            found,
            added=found.rows,
            removed=found.rows.head(0),
            unreadable={"email": 1, "phone": 2, "zip": 3},
            already_hashed=4,
            gone=5,
            renamed={"New": "Old"},
            sensitive=("gender",),
        )
    ).remarks
    for part in (
        "1 of ",
        "listed for LinkedIn: a.csv",
        "with the contact details of another",
        "1 added (a-added.csv), 0 removed (a-removed.csv)",
        "1 e-mail address is none",
        "--country says where",
        "3 values of zip are none",
        "4 values were hashed already",
        "5 customers who were listed",
        "call 'New' 'Old'",
        "asks for 300 at least; this list has 1",
        "built on gender",
        "Nobody is held out",
    ):
        assert any(part in line for line in lines), part


@pytest.mark.words
def test_nothing_is_said_of_what_is_not(found):
    fine = replace(found, counts=replace(found.counts, held_out=3, repeated=0, listed=300))
    assert [line.split(":")[0] for line in said(fine).remarks] == [
        f"300 of {found.counts.members:,} customers of {found.segments[0]} listed for LinkedIn",
        "Not listed",
    ]
    with_country = said(replace(found, unreadable={"phone": 1}), country="DE").remarks
    assert any("cannot be anybody's" in line for line in with_country)
