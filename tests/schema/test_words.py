import pytest

from coterie.schema.words import dated, key_rank, personal, sensitive, tokens


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("customer_id", 4),
        ("CustomerID", 4),
        ("CUST_ID", 4),
        ("custid", 4),
        ("Customer No", 4),
        ("account number", 4),
        ("id_cliente", 4),
        ("KundenNr", 4),
        ("user.id", 4),
        ("ID", 3),
        ("uuid", 3),
        ("InvoiceNo", 2),
        ("product_id", 2),
        ("StockCode", 2),
        ("row hash", 2),
        ("RowNumber", 1),
        ("Unnamed: 0", 1),
        ("index", 1),
        ("#", 0),
        ("", 1),
        ("column 1", 1),
        ("column 4", 0),
        ("Age", 0),
        ("NumOfProducts", 0),
        ("Number of orders", 0),
        ("Paid", 0),
        ("Kidhome", 0),
        ("Income", 0),
        ("€", 0),
        ("收入", 0),
        ("Num Cards", 0),
        ("No of ID", 0),
    ],
)
def test_names_of_keys(name: str, rank: int) -> None:
    assert key_rank(name) == rank


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Gender", "gender"),
        ("customer_sex", "gender"),
        ("Ethnic group", "ethnicity"),
        ("religion", "religion"),
        ("HasDisability", "disability"),
        ("Zip", "postcode"),
        ("postal_code", "postcode"),
        ("Marital_Status", "marital"),
        ("Nationality", "nationality"),
        ("SeniorCitizen", ""),
        ("Income", ""),
        ("Unisex", ""),
        ("health_score", ""),
    ],
)
def test_names_of_sensitive_attributes(name: str, what: str) -> None:
    assert sensitive(name) == what


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Surname", "name"),
        ("First Name", "name"),
        ("name", "name"),
        ("customer_name", "name"),
        ("E-Mail", "email"),
        ("Phone", "phone"),
        ("eMail", "email"),
        ("my_iPhone", ""),
        ("iPhone sales", ""),
        ("home address", "address"),
        ("Plan Name", ""),
        ("Card Type", ""),
    ],
)
def test_names_of_personal_data(name: str, what: str) -> None:
    assert personal(name) == what


def test_names_are_split_where_a_person_would() -> None:
    assert tokens("CustomerIDNumber2") == ("customer", "id", "number", "2")
    assert tokens("Größe_in cm") == ("größe", "in", "cm")


@pytest.mark.parametrize(
    ("name", "is_date"), [("Dt_Customer", True), ("signup date", True), ("Recency", False), ("Income", False)]
)
def test_names_of_dates(name: str, is_date: bool) -> None:
    assert dated(name) is is_date
