import polars as pl
import pytest

from coterie.cleaning import clean
from coterie.errors import InputError
from coterie.schema import infer
from coterie.schema.choices import Choices
from coterie.sources import read

KNOWN = ["Customer ID", "Age", "Income"]


def test_good_choices_pass() -> None:
    choices = Choices("Customer ID", ("Age",), ("Income",), types={"Age": "numeric"})
    assert choices.check(KNOWN) is choices


@pytest.mark.parametrize(
    ("choices", "option"),
    [
        (Choices(id="Incme"), "`id`"),
        (Choices(features=("Age", "Incme")), "`features`"),
        (Choices(describe=("Incme",)), "`describe`"),
        (Choices(ignore=("Incme",)), "`ignore`"),
        (Choices(types={"Incme": "numeric"}), "`type`"),
    ],
)
def test_an_unknown_column_is_named_with_its_option(choices: Choices, option: str) -> None:
    with pytest.raises(InputError, match=rf"^{option} names 'Incme', which is not a column\. Did you mean 'Income'\?$"):
        choices.check(KNOWN)


@pytest.mark.parametrize("text", ["Age,Income", "Age, Income"])
def test_several_columns_in_one_text_are_told_to_be_a_list(text: str) -> None:
    with pytest.raises(InputError, match=r"^`ignore` names .* for several, give a list: \['Age', 'Income'\]\.$"):
        Choices(ignore=(text,)).check(KNOWN)
    assert Choices(ignore=(text,)).check([*KNOWN, text]).ignore == (text,)


def test_a_column_named_twice_is_refused() -> None:
    with pytest.raises(InputError, match=r"^'Age' is named by both `features` and `ignore`\. Name it once\.$"):
        Choices(features=("Age",), ignore=("Age",)).check(KNOWN)


def test_an_unknown_type_is_refused() -> None:
    message = r"^`type` Age is 'number', but must be one of numeric, .*, text\. Did you mean 'numeric'\?$"
    with pytest.raises(InputError, match=message):
        Choices(types={"Age": "number"}).check(KNOWN)  # type: ignore[dict-item]  # wrong on purpose


@pytest.mark.words
def test_numbers_that_stand_for_missing_are_missing_here_and_in_scoring():
    frame = pl.DataFrame(
        {"id": range(9, 69), "income": [float(20_000 + 31 * n % 900) for n in range(60)], "card": ["a", "b"] * 30}
    )
    frame = frame.with_columns(income=pl.when(pl.col("id") == 11).then(666_666.0).otherwise("income"))
    schema = infer(read(frame), id="id", missing={"income": [666_666]})
    assert schema["income"].codes == (666_666.0,)
    assert schema["income"].reason.endswith("666666: taken as missing, by --missing.")
    cleaned, report = clean(read(frame), schema)
    assert cleaned["income"].null_count() == 1
    assert [(each.code, each.facts) for each in report.remarks] == [("impossible_value", {"places": ((3, 666666.0),)})]
    with pytest.raises(InputError, match="`missing` names 'card', which holds text with 2 different values"):
        infer(read(frame), missing={"card": [1]})
    with pytest.raises(InputError, match="`missing` names 'incme', which is not a column. Did you mean 'income'?"):
        infer(read(frame), missing={"incme": [1]})
