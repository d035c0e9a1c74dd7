from __future__ import annotations

import pytest

from coterie.artefact import load, save
from coterie.datasets import bank_customers
from coterie.errors import InputError
from coterie.naming.card import Card, CardColumn
from coterie.naming.catalogue import BY_COLUMNS, card_of, load_catalogue
from coterie.segmentation import segment
from coterie.views import view

GYM = """
title = "Gym"
[roles.visits]
synonyms = ["visits", "spending score"]
[archetypes.regulars]
name = "Regulars"
claims.visits = { level = "high", essential = true }
"""


def read(tmp_path, card):
    path = tmp_path / "gym.toml"
    path.write_text(GYM + card)
    return load_catalogue(path).card


def test_a_card_lists_its_columns_in_order(tmp_path):
    card = """
[card]
terminal = true
columns = [
  { role = "visits", label = "Visits", essential = true },
  { column = "tenure_days" },
  { category = ["plan", "tariff"], label = "Plan", heading = "Common plan" },
]
"""
    assert read(tmp_path, card) == Card(
        (
            CardColumn("Visits", role="visits", essential=True),
            CardColumn(column="tenure_days"),
            CardColumn("Plan", category=("plan", "tariff"), heading="Common plan"),
        ),
        terminal=True,
    )


def test_a_catalogue_may_do_without(tmp_path):
    assert read(tmp_path, "") is None
    assert load_catalogue("none").card is None


@pytest.mark.parametrize(
    ("card", "why"),
    [
        ("columns = []", "needs something in 'columns'"),
        ("terminal = true", "needs 'columns', a list of tables"),
        ('columns = [{ label = "Visits" }]', "needs one of role, column, category"),
        ('columns = [{ role = "visits", column = "x" }]', "needs one of role, column, category"),
        ('columns = [{ role = "visit" }]', "must be one of visits"),
        ('columns = [{ colum = "x" }]', "card.columns.1.colum"),
        ('columns = [{ column = "x" }]\nwide = true', "card.wide"),
    ],
)
def test_what_cannot_be_a_card_is_refused_with_its_place(tmp_path, card, why):
    with pytest.raises(InputError, match=why):
        read(tmp_path, f"[card]\n{card}")


@pytest.mark.parametrize("name", BY_COLUMNS)
def test_the_built_in_catalogues_have_cards(name):
    assert any(column.essential for column in load_catalogue(name).card.columns)


def test_a_card_of_your_own_stays_with_the_segmentation(tmp_path):
    own = tmp_path / "gym.toml"
    own.write_text(GYM + '[card]\ncolumns = [{ role = "visits", label = "Visits" }, { category = ["gender"] }]')
    found = segment(bank_customers(n=400), catalogue=str(own), k=3).segmentation
    save(found, tmp_path / "gym.coterie")
    own.unlink()
    again = load(tmp_path / "gym.coterie")
    assert again == found
    assert card_of(again.names) == found.names.card
    assert [line.label for line in view(again).cards[0].lines] == ["Visits", "gender"]
