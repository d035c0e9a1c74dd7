from __future__ import annotations

import re
from pathlib import Path

import pytest

from coterie.remarks import Label, Remark, column_label, say, words
from coterie.remarks.labelling import labelled, labelling
from coterie.remarks.wording import say_again

ROOT = Path(__file__).parents[2]
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
        assert "b" in say("audit.try_without", feature=Label("b", "a"))
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


def test_a_command_names_the_column_and_not_its_label():
    with labelling(LABELS):
        said = words().remedy(Remark("mostly_missing", "inc", facts={"reason": "Empty."}))
    assert re.search(r"\binc\b", said)
    assert LABELS["inc"] not in said


def test_every_command_that_is_said_names_the_column():
    text = "\n".join((ROOT / f"src/coterie/remarks/{name}.toml").read_text() for name in ("english", "sentences"))
    commands = re.findall(r"--[a-z-]+ '\{column[^}]*\}", text)
    assert len(commands) > 15
    assert {each.partition(":")[2] for each in commands} == {"name}"}
