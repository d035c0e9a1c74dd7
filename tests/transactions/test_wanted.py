import polars as pl
import pytest

import coterie
from coterie.errors import ColumnNotFound, CoterieError, NeedsAnswer, OptionError
from coterie.transactions.wanted import Wanted

N = 240
COLUMNS = {"customer": "client_id", "date": "order_date", "amount": "amount"}
QUICK = {"k": 2, "evidence": "none"}
STATES = ("completed", "shipped", "cancelled", "completed", "refunded", "shipped")


def bought(states=STATES, **more):
    """Return purchases of 23 customers."""
    return pl.DataFrame(
        {
            "client_id": [f"c{i * i % 45}" for i in range(N)],
            "order_date": [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(N)],
            "amount": [5.5 + i * 7 % 40 for i in range(N)],
            "status": [states[i % len(states)] for i in range(N)],
            **more,
        }
    )


def summarised(frame, **said):
    return coterie.summarise_transactions(frame, **COLUMNS, **said)


def segmented(frame, **said):
    return coterie.segment(frame, **QUICK, **said)


def inspected(frame, **said):
    """Raise what `coterie.inspect` would tell in its plan."""
    found = coterie.inspect(frame, **said)
    if found.problem is not None:
        raise found.problem


EVERYWHERE = pytest.mark.parametrize("verb", [summarised, segmented, inspected])


@pytest.mark.parametrize("option", ["count", "returns"])
def test_columns_that_are_not_there_are_told(option):
    with pytest.raises(ColumnNotFound, match=f"`{option}` names 'Stat', which is not a column. Did you mean 'State'?"):
        Wanted(**{option: {"Stat": ("paid",)}}).check(["State", "paid"])


WRONG = {
    "a word to count": ({"count": {"status": ["completed", "shiped"]}}, "Did you mean 'shipped'?"),
    "a word of returns": ({"returns": "status=refundd"}, "`returns` names 'refundd', which 'status' does not hold."),
    "all words as returns": (
        {"returns": "status=*"},
        "Name one of its words: completed, shipped, cancelled, refunded.",
    ),
    "both": ({"count": "status=shipped,completed", "returns": "status=Shipped"}, "'Shipped' of 'status' is named by"),
    "a column": ({"count": "stats=completed"}, "`count` names 'stats', which is not a column. Did you mean 'status'?"),
    "a column without words": ({"count": "note=paid"}, "It has no words at all."),
    "a list": ({"count": ["completed"]}, "such as {'Status': ['paid', 'shipped']}."),
    "a word alone": ({"count": "completed"}, "such as {'Status': ['paid', 'shipped']}."),
    "a number": ({"returns": 3}, "such as {'Status': ['paid', 'shipped']}."),
    "numbers": ({"returns": {"status": [1]}}, "such as {'Status': ['paid', 'shipped']}."),
    "no word": ({"returns": {"status": []}}, "such as {'Status': ['paid', 'shipped']}."),
    "a currency": ({"currency": "GBP"}, "`currency` is 'GBP', but the amounts that count are in EUR."),
    "no text": ({"currency": 3}, "`currency` is 3, but must be text."),
}


@EVERYWHERE
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_refused_by_every_verb(verb, wrong):
    said, message = WRONG[wrong]
    with pytest.raises(CoterieError) as refused:
        verb(bought(currency=["EUR"] * N, note=[""] * N), **said)
    assert message in str(refused.value)
    assert refused.value.exit_code == 2


def test_a_word_is_refused_in_a_column_of_many_words_too():
    many = bought().with_columns(pl.Series("reference", [f"r{i}" for i in range(N)]))
    assert summarised(many, count={"reference": ["r1", "r3"]}).report.purchase_rows == 2
    with pytest.raises(OptionError, match="'r999', which 'reference' does not hold"):
        summarised(many, count={"reference": ["r1", "r999"]})


def test_a_currency_is_refused_where_no_amount_says_one():
    with pytest.raises(OptionError, match="no cell of the amounts says a currency. Leave it out."):
        summarised(bought(), currency="EUR")


@pytest.mark.parametrize("said", [{"count": "status=completed"}, {"returns": {"age": "30"}}, {"currency": "EUR"}])
@pytest.mark.parametrize("verb", [segmented, inspected])
def test_a_table_of_customers_takes_nothing_of_purchases(verb, said, bank):
    with pytest.raises(
        OptionError, match=f"`{next(iter(said))}` is for purchases, and 'frame' is taken for a table of"
    ):
        verb(bank, **said)


@EVERYWHERE
def test_every_choice_is_an_answer_as_it_is(verb):
    frame = bought(("completed", "pending", "processing, late", "cancelled"))
    with pytest.raises(NeedsAnswer) as asked:
        verb(frame)
    for choice in asked.value.choices:
        verb(frame, **{asked.value.parameter: choice})
    rows = [summarised(frame, count=choice).report.purchase_rows for choice in asked.value.choices]
    assert rows == [60, 120, 120, 180, 240]


def test_cancelled_orders_stay_left_out_where_only_returns_are_named():
    plain, named = summarised(bought()).report, summarised(bought(), returns={"status": ["refunded"]}).report
    assert (plain.purchase_rows, plain.return_rows) == (160, 0)
    assert (named.purchase_rows, named.return_rows) == (160, 40)


def test_new_purchases_need_not_hold_the_words():
    made = segmented(bought(), returns={"status": ["refunded"]}).segmentation
    assert coterie.score(made, bought(("completed", "shipped"))).height > 0
