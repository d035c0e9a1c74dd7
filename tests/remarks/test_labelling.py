from __future__ import annotations

import pytest

from coterie.remarks import Label, Remark, column_label, say, words
from coterie.remarks.labelling import labelled, labelling
from coterie.remarks.wording import say_again

LABELS = {"inc": "Yearly income", "a": "b", "b": "a"}


def test_names_of_columns_are_labelled_and_other_facts_are_not():
    with labelling(LABELS):
        assert labelled({"feature": "inc", "name": "inc", "columns": ["inc", "age"]}) == {
            "feature": "Yearly income",
            "name": "inc",
            "columns": ["Yearly income", "age"],
        }


def test_a_sentence_keeps_its_facts_and_is_said_again_by_the_labels_in_use():
    plain = say("audit.try_without", feature="inc")
    with labelling(LABELS):
        said = say("audit.try_without", feature="inc")
        assert "Yearly income" in said
        assert say_again(plain) == said
    assert said.facts == {"feature": "inc"}
    with labelling({"inc": "Euros"}):
        assert "Euros" in say_again(said)


def test_a_label_is_not_taken_for_the_column_of_that_name():
    with labelling(LABELS):
        assert column_label("a") == "b"
        assert column_label(column_label("a")) == "b"
        assert "b" in say("audit.try_without", feature=Label("b"))
        assert "a" in say("audit.try_without", feature="b")


def test_remarks_begin_with_the_label():
    with labelling(LABELS):
        assert (
            words().line(Remark("more_missing", "inc", facts={"now": 0.5, "before": 0.1})).startswith("Yearly income:")
        )


@pytest.mark.parametrize("labels", [None, {}])
def test_without_labels_nothing_changes(labels):
    with labelling(labels):
        assert say("audit.try_without", feature="inc") == say("audit.try_without", feature="inc")
        assert column_label("inc") == "inc"
