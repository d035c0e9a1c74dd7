import pytest

from coterie.errors import InputError
from coterie.schema.choices import Choices

KNOWN = ["Customer ID", "Age", "Income"]


def test_good_choices_pass() -> None:
    choices = Choices("Customer ID", ("Age",), ("Income",), types={"Age": "numeric"})
    assert choices.check(KNOWN) is choices


@pytest.mark.parametrize(
    ("choices", "option"),
    [
        (Choices(id="Incme"), "--id"),
        (Choices(features=("Age", "Incme")), "--features"),
        (Choices(describe=("Incme",)), "--describe"),
        (Choices(ignore=("Incme",)), "--ignore"),
        (Choices(types={"Incme": "numeric"}), "--type"),
    ],
)
def test_an_unknown_column_is_named_with_its_option(choices: Choices, option: str) -> None:
    with pytest.raises(InputError, match=rf"^{option} names 'Incme', which is not a column\. Did you mean 'Income'\?$"):
        choices.check(KNOWN)


def test_a_column_named_twice_is_refused() -> None:
    with pytest.raises(InputError, match=r"^'Age' is named by both --features and --ignore\. Name it once\.$"):
        Choices(features=("Age",), ignore=("Age",)).check(KNOWN)


def test_an_unknown_type_is_refused() -> None:
    message = r"^--type Age is 'number', but must be one of numeric, .*, text\. Did you mean 'numeric'\?$"
    with pytest.raises(InputError, match=message):
        Choices(types={"Age": "number"}).check(KNOWN)  # type: ignore[dict-item]  # wrong on purpose
