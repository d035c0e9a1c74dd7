from __future__ import annotations

import json

from coterie.scoring import Score
from coterie.service import answers
from coterie.service.contract import EXACT


def test_numbers_keep_their_last_bit(served, customers):
    for customer in customers[:50]:
        score = served.scorer.one(customer)
        said = json.loads(answers.one(served, score))
        assert [said[name] for name in score._fields if name != "doubts"] == list(score[:-1])


def test_ids_that_readers_would_round_are_text():
    ids = [EXACT, EXACT + 1, -EXACT, -EXACT - 1, "7", None]
    said = [answers.fields(Score(each, 0, "A", 1.0, None, None, None, None, 0, ()))["id"] for each in ids]
    assert said == [EXACT, str(EXACT + 1), -EXACT, str(-EXACT - 1), "7", None]


def test_a_doubt_is_its_code_its_column_and_a_sentence(served, customers):
    score = served.scorer.one(customers[0] | {"card_type": "Diamond"})
    [doubt] = json.loads(answers.one(served, score))["doubts"]
    assert (doubt["code"], doubt["column"]) == (score.doubts[0].code, "card_type")
    assert doubt["message"]


def test_a_list_is_its_rows(served, customers):
    scores = [served.scorer.one(customer) for customer in customers[:3]]
    said = json.loads(answers.many(served, [answers.row(each) for each in scores]))
    assert [each["id"] for each in said["scores"]] == [each.id for each in scores]
    assert json.loads(answers.many(served, [])) == {"artefact": served.artefact, "alias": "bank", "scores": []}
    assert json.loads(answers.plain({"a": None})) == {"a": None}
