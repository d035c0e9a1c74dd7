from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coterie
from coterie.options import Options
from coterie.studio.changes import TYPES, USES, with_answer, with_type, with_use

BANK = coterie.datasets.bank_customers(n=60)


def roles(options):
    found = coterie.inspect(BANK, **options)
    return {each.name: each.role for each in found.plan.columns}, found


@pytest.mark.parametrize("use", [use for use in USES if use != "id"])
@pytest.mark.parametrize("name", BANK.columns[1:])
def test_c1_a_column_has_the_use_that_was_chosen_and_all_others_keep_theirs(name, use):
    before, found = roles({})
    after, _ = roles(with_use({}, found.plan.columns, name=name, use=use))
    assert after[name] == use
    others = set(before) - {name}
    assert {each: after[each] for each in others} == {each: before[each] for each in others}


def test_c1_another_id_takes_the_place_of_the_one_there_was():
    table = BANK.with_columns(number=BANK["customer_id"] + "x")
    found = coterie.inspect(table)
    changed = with_use({}, found.plan.columns, name="number", use="id")
    after = {each.name: each.role for each in coterie.inspect(table, **changed).plan.columns}
    assert after["number"] == "id"
    assert after["customer_id"] != "id"
    back = with_use(changed, coterie.inspect(table, **changed).plan.columns, name="number", use="ignored")
    assert back == {"ignore": ["number"]}


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from(BANK.columns[1:]), st.sampled_from([use for use in USES if use != "id"])), max_size=5
    )
)
def test_c1_the_last_of_many_changes_holds(changes):
    options = {}
    for name, use in changes:
        now, found = roles(options)
        if list(now.values()).count("feature") == (now[name] == "feature") and use != "feature":
            continue  # one column builds segments at least
        options = with_use(options, found.plan.columns, name=name, use=use)
        assert roles(options)[0][name] == use


@pytest.mark.parametrize("kind", TYPES)
def test_c1_a_type_is_an_option_of_the_library(kind):
    assert Options.read(with_type({"type": {"a": "text"}}, "b", kind)).type == {"a": "text", "b": kind}


def test_answers_are_options_of_the_library_added_to_those_there_are():
    options = with_answer({"ignore": ["a"]}, "--ignore", "b,c")
    assert Options.read(options).ignore == ("a", "b", "c")
    options = with_answer({"count": {"status": ["paid"]}}, "--returns", "status=refund")
    assert Options.read(options).returns == {"status": ("refund",)}
    assert Options.read(with_answer({}, "--header-row", "3")).header_row == 3
