from __future__ import annotations

import pytest

from coterie.schema.vocabulary import amounts_in_order, fold, in_order, is_all, meanings, says, sides, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("HTTPServerName", ("http", "server", "name")),
        ("Customer IDs", ("customer", "ids")),
        ("Kd.-Nr.", ("kd", "nr")),
        ("Cust#", ("cust", "no")),
        ("№ клиента", ("no", "клиента")),
        ("N° Client", ("n", "client")),
        ("MÜŞTERİ_NO", ("musteri", "no")),
        ("#", ()),
    ],
)
def test_names_come_apart_where_a_reader_parts_them(name, words):
    assert words_of(name) == words


def test_letters_of_one_sound_fold_to_one():
    assert fold("Łódź Ørsted İstanbul Straße") == "lodz orsted istanbul strasse"
    assert fold("고객") == "고객"


@pytest.mark.parametrize(
    "name", ["Kundennummer", "kundnr", "asiakasnumero", "klantnummer", "顧客番号", "고객번호", "รหัสลูกค้า"]
)
def test_words_put_together_are_taken_apart(name):
    said = meanings(name)
    assert len(said) == 2
    assert {"person", "key"} <= says(name)


def test_what_is_not_made_of_known_words_alone_is_left_alone():
    assert meanings("nummerorder" + "x") == (frozenset(),)
    assert meanings("idle") == (frozenset(),)


def test_order_and_completeness_of_parts():
    assert in_order("customer no", "person", "key")
    assert not in_order("no customer", "person", "key")
    assert is_all("numéro de client", "person", "key", "filler")
    assert not is_all("", "person")


def test_every_kind_of_amount_has_words():
    assert [meaning for meaning in amounts_in_order() if meaning not in says(meaning)] == []


@pytest.mark.parametrize("of", ["columns", "cells"])
def test_words_for_the_sides_of_an_account_are_folded_and_stand_once(of):
    found = sides(of)
    assert all(word == fold(word) for pair in found for word in pair)
    assert not {pair[::-1] for pair in found} & found


def test_single_letters_are_sides_as_cells_alone_and_payments_as_columns_alone():
    only_columns, only_cells = sides("columns") - sides("cells"), sides("cells") - sides("columns")
    assert ("withdrawal", "deposit") in only_columns
    assert {len(letter) for pair in only_cells - {("md", "d")} for letter in pair} == {1}
    assert ("soll", "haben") in sides("columns") & sides("cells")
