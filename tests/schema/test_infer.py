from typing import Any

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.schema import Schema, infer
from coterie.sources import read

N = 60
CUSTOMERS = {
    "CustomerID": [f"C{n:04d}" for n in range(N)],
    "row": list(range(1, N + 1)),
    "Age": [20 + n * 7 % 50 for n in range(N)],
    "Income": [f"${10_000 + n * 137:,}.00" for n in range(N)],
    "Gender": ["Male", "Female", "Female"] * (N // 3 - 1) + ["Male", "Female", "female "],
    "Card": ["Visa", "Amex"] * (N // 2),
    "VIP": ["yes", "no", "no"] * (N // 3),
    "Joined": [f"2024-01-{1 + n % 28:02d}" for n in range(N)],
    "Email": [f"u{n}@x.org" for n in range(N)],
    "Country": ["US"] * N,
    "Empty": [None] * N,
}


def plan(columns: dict[str, list[object]] | None = None, **options: object) -> Schema:
    return infer(read(pl.DataFrame(columns or CUSTOMERS, strict=False)), **options)  # type: ignore[arg-type]  # options


def roles(schema: Schema) -> dict[str, str]:
    return {column.name: column.role for column in schema.columns}


@pytest.mark.words
def test_an_analyst_would_agree() -> None:
    schema = plan()
    left_out = {"row", "Email", "Country", "Empty"}
    describing = {"Gender", "Card", "VIP", "Joined"}
    expected = dict.fromkeys(left_out, "ignored") | dict.fromkeys(describing, "descriptor")
    assert roles(schema) == expected | {"CustomerID": "id", "Age": "feature", "Income": "feature"}
    assert schema["Gender"].categories == ("Female", "Male")
    assert schema["Empty"].missing == N
    assert all(column.reason.endswith(".") for column in schema.columns)


def test_the_row_order_changes_nothing() -> None:
    table = read(pl.DataFrame({name: values for name, values in CUSTOMERS.items() if name != "row"}, strict=False))
    shuffled = read(table.frame.sample(fraction=1.0, shuffle=True, seed=1))
    assert infer(table) == infer(shuffled)


def test_duplicated_rows_do_not_count_against_an_id() -> None:
    frame = pl.DataFrame(CUSTOMERS, strict=False)
    assert infer(read(pl.concat([frame, frame.head(20)]))).id == "CustomerID"


@pytest.mark.words
def test_named_features_make_the_other_numbers_describe() -> None:
    schema = plan(features=["Age"])
    assert [column.name for column in schema.features] == ["Age"]
    assert schema["Income"].role == "descriptor"
    assert schema["Income"].reason.endswith("because the features were named.")


def test_categories_booleans_and_sensitive_attributes_can_be_named_as_features() -> None:
    schema = plan(features=["Card", "VIP", "Gender"])
    assert [(column.name, column.type) for column in schema.features] == [
        ("Gender", "categorical"),
        ("Card", "categorical"),
        ("VIP", "boolean"),
    ]


def test_describing_and_ignoring_by_name() -> None:
    schema = plan(describe=["Age", "Email"], ignore=["Card"])
    assert roles(schema) | {"Age": "descriptor", "Email": "descriptor", "Card": "ignored"} == roles(schema)
    assert schema["Email"].type == "categorical"


def test_an_id_can_be_named() -> None:
    schema = plan(id="Email")
    assert schema.id == "Email"
    assert schema["CustomerID"].role == "ignored"


def test_a_type_can_be_corrected() -> None:
    schema = plan(types={"Age": "categorical", "row": "numeric"})
    assert (schema["Age"].type, schema["Age"].role) == ("categorical", "descriptor")
    assert (
        (schema["VIP"].type, schema["VIP"].role) == ("numeric", "feature")
        if "VIP" in {c.name for c in schema.features}
        else True
    )


@pytest.mark.words
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"features": ["Email"]}, r"^`features` names 'Email', which holds text with 60 different values in 60 rows"),
        ({"features": ["Empty"]}, r"^`features` names 'Empty', which has no values\. Name another column\.$"),
        ({"describe": ["Empty"]}, r"^`describe` names 'Empty', which has no values\."),
        ({"features": ["Agge"]}, r"^`features` names 'Agge', which is not a column\. Did you mean 'Age'\?$"),
        ({"types": {"Card": "numeric"}}, r"^Column 'Card' was to be numeric but holds values such as 'Amex'"),
        ({"ignore": ["Age", "Income"]}, r"^No numeric column to build segments on \(columns: CustomerID, row"),
    ],
)
def test_what_cannot_be_is_an_error(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plan(**options)


def test_identical_customers_are_an_error_of_their_own() -> None:
    with pytest.raises(
        InputError, match=r"^All 30 customers are identical in age, income: there are no segments to find\."
    ):
        plan({"id": list(range(100, 130)), "age": [40] * 30, "income": [5.5] * 30})


TRANSACTIONS = {
    "customer_id": [n // 4 for n in range(N)],
    "age": [20 + n // 4 for n in range(N)],
    "amount": [n * 7 % 31 for n in range(N)],
    "order_no": list(range(N)),
}


@pytest.mark.words
def test_transactions_are_noticed_and_what_belongs_to_the_customer_is_kept() -> None:
    schema = plan(TRANSACTIONS)
    assert roles(schema) == {"customer_id": "id", "age": "feature", "amount": "ignored", "order_no": "ignored"}
    assert schema["customer_id"].reason.startswith("60 rows but 15 different values: these look like transactions.")
    assert schema["amount"].reason == "It differs between the rows of one customer, so it belongs to a transaction."


def test_transactions_alone_are_refused() -> None:
    message = r"^60 rows, but 15 different values of 'customer_id': these look like transactions, not customers\."
    with pytest.raises(InputError, match=message):
        plan({name: TRANSACTIONS[name] for name in ("customer_id", "amount")})
    with pytest.raises(InputError, match=message):
        plan(TRANSACTIONS, features=["amount"])


def test_every_row_can_be_declared_a_customer() -> None:
    schema = plan(TRANSACTIONS, ignore=["customer_id"])
    assert schema["amount"].role == "feature"


def test_the_table_decides_on_decimal_commas_together() -> None:
    columns = {
        "id": [f"A{n}" for n in range(30)],
        "x": [f"{n},5" for n in range(30)],
        "y": [f"{n + 10}.000" for n in range(30)],
    }
    assert {column.name: column.decimal for column in plan(columns).features} == {"x": ",", "y": ","}


LISTS = pl.DataFrame({"age": [20, 31, 45], "tags": [[1], [2], [3]], "waits": [1, 2, 3]}).with_columns(
    pl.col("waits").cast(pl.Duration)
)


@pytest.mark.parametrize(
    ("choice", "option"),
    [
        ({"features": ["tags"]}, "`features`"),
        ({"describe": ["tags"]}, "`describe`"),
        ({"id": "tags"}, "`id`"),
        ({"types": {"tags": "categorical"}}, "`type`"),
        ({"types": {"tags": "numeric"}, "features": ["tags"]}, "`type`"),
    ],
)
def test_a_column_of_lists_cannot_be_used_and_the_message_says_so(choice: dict[str, Any], option: str) -> None:
    with pytest.raises(
        InputError, match=rf"^{option} names 'tags', which holds lists: these cannot be used\. Name another"
    ):
        infer(read(LISTS), **choice)


@pytest.mark.words
def test_a_column_of_lists_that_nobody_named_is_left_out_with_a_reason() -> None:
    schema = infer(read(LISTS), types={"waits": "text"})
    assert [column.role for column in schema.columns] == ["feature", "ignored", "ignored"]
    assert schema["tags"].reason == "Left out: lists, records or other cells that are no single value."


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["1", "2", "3"])])
def test_categories_that_look_like_numbers_are_no_trouble(dtype: Any) -> None:
    frame = pl.DataFrame({"age": [20.5, 31, 45, 50], "level": pl.Series(["1", "1", "2", "3"], dtype=dtype)})
    assert infer(read(frame))["level"].role == "feature"


@pytest.mark.words
@pytest.mark.parametrize("texty", [False, True])
def test_a_column_of_numbers_too_large_for_any_use_is_no_feature(texty: bool) -> None:
    huge = pl.Series("huge", [number * 1e155 for number in range(1, 31)]).cast(pl.String if texty else pl.Float64)
    table = read(pl.DataFrame([pl.Series("age", range(20, 50)), huge]))
    assert infer(table)["huge"].role == "ignored"
    with pytest.raises(InputError, match=r"^`features` names 'huge', which (?:has no values|holds text)"):
        infer(table, features=["huge"])
