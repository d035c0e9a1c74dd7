"""Names whose numbers measure nothing, and names of amounts that look like them."""

from __future__ import annotations

import pytest

from coterie.schema.no_measures import meaning

CODES = """
Channel Region MARRIAGE_type EDUCATION Pclass OperatingSystems TrafficType VisitorType Job Month
Type Plan Status Zahlungsart Vertriebskanal Kundentyp Altersgruppe Beruf canal_de_venta
tipo_de_cliente Ciudad Zona 地区 渠道 regionId countryCode Lead_Source PaymentMethod образование weekdag
región_id
""".split()  # noqa: SIM905 - a list of words is read more easily
AMOUNTS = """
orders num_channels channel_spend region_sales class_score NumOfProducts Total_Relationship_Count
visits months_on_book store_visits NumStorePurchases product_count product_price hours plan_price
education_years group_size market_value market_share security_deposit state_tax season_tickets
rating age income balance payments long_term_debt place_of_work classes types number_of_regions
card_balance account_balance channels
""".split()  # noqa: SIM905 - a list of words is read more easily


@pytest.mark.parametrize("name", CODES)
def test_codes_are_known_by_their_names(name):
    assert meaning("codes", name)


@pytest.mark.parametrize("name", AMOUNTS)
@pytest.mark.parametrize("kind", ["codes", "labels", "secrets", "places", "sensitive"])
def test_amounts_are_none_of_them(kind, name):
    assert meaning(kind, name) == ""


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            "labels",
            ["cluster", "Cluster_ID", "kmeans_cluster", "predicted cluster", "segment", "Customer Segment", "クラスタ"],
        ),
        ("secrets", ["cvv", "CVC2", "card_pin", "Password", "Account No", "credit_card_number", "Kontonummer", "密码"]),
        ("places", ["LATITUDE", "lng", "geo_lat", "GMTOFF", "utc_offset", "Breitengrad", "широта"]),
        (
            "sensitive",
            ["MARRIAGE", "spouse", "Relationship", "foreign worker", "état civil", "płeć", "性别", "Konfession"],
        ),
    ],
)
def test_others_are_known_too(kind, names):
    assert [name for name in names if not meaning(kind, name)] == []


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("codes", "regiao", "region"),
        ("codes", "Região", "region"),
        ("codes", "escolaridade", "education"),
        ("codes", "EducationField", "education"),
        ("codes", "Vertriebsweg", "channel"),
        ("codes", "rfm_score", "type"),
        ("labels", "agrupamento", "clustering"),
        ("sensitive", "religiao", "religion"),
        ("sensitive", "etat_civil", "marital"),
        ("codes", "유형", "type"),
        ("codes", "regional_sales_2", ""),
    ],
)
def test_a_name_may_lack_its_accents(kind: str, name: str, expected: str) -> None:
    assert meaning(kind, name) == expected


@pytest.mark.parametrize(
    ("name", "known"), [("xykanal", False), ("xyzkanal", True), ("xytyp", False), ("xyztyp", True)]
)
def test_an_ending_needs_three_letters_before_it(name, known):
    assert bool(meaning("codes", name)) is known
