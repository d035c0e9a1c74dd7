"""What sentences of a file were made of: a loaded file is said in any words."""

from __future__ import annotations

import json
import zipfile
from dataclasses import fields, is_dataclass
from io import BytesIO

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.artefact.format_3.telling import Telling, tellings, told_by
from coterie.artefact.loading import segmentation_in
from coterie.artefact.saving import to_bytes
from coterie.remarks import Told, say, words_from
from coterie.remarks.table import sentences
from coterie.remarks.wording import say_again


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Words in which every sentence is marked."""
    path = tmp_path_factory.mktemp("words") / "other.toml"
    lines: list[str] = []
    for code, said in sentences().items():
        place, _, name = code.partition(".")
        lines += [f"[says.{place}]"] if f"[says.{place}]" not in lines else []
        marked = "«" + (said if isinstance(said, str) else said[-1]) + "»"
        lines.append(f"{name} = {json.dumps(marked, ensure_ascii=False)}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found():
    """A segmentation with much to say: doubts, warnings, reasons, limits."""
    random = np.random.default_rng(5)
    rows = 320
    customers = pl.DataFrame(
        {
            "id": [f"C{i}" for i in range(rows)],
            "age": random.normal(40, 9, rows),
            "income": np.append(random.normal(50_000, 9_000, rows - 1), 900_000.0),
            "again": [f"{i % 7}.5 kg" if i % 3 else f"{i % 7}" for i in range(rows)],
            "joined": [f"0{i % 9 + 1}/0{i % 8 + 1}/2024" for i in range(rows)],
            "card": [("gold", "blue")[i % 2] for i in range(rows)],
        }
    )
    return coterie.segment(customers, k=4, max_segments=6, evidence="full").segmentation


def content(segmentation) -> bytes:
    with zipfile.ZipFile(BytesIO(to_bytes(segmentation))) as archive:
        return archive.read("segmentation.json")


def told_texts(segmentation) -> list[str]:
    evidence, verdict = segmentation.evidence, segmentation.evidence.verdict
    found = [each.reason for each in segmentation.schema.columns]
    found += [each.doubt for each in segmentation.schema.columns if each.doubt]
    found += [text for each in evidence.warnings for text in (each.message, each.advice)]
    found += [verdict.sentence, verdict.finding, verdict.meaning, *verdict.remarks, segmentation.choice.reason]
    found += [each.sentence for each in verdict.segments]
    found += [evidence.recommendation.reason, evidence.recommendation.ladder]
    found += [each.advice for each in evidence.audit.features if each.advice]
    return found


def test_a_loaded_file_is_said_in_the_words_in_use(found, other):
    loaded = segmentation_in(content(found), 3)
    assert loaded == found
    assert {each.code for each in loaded.evidence.warnings} >= {"outlier"}
    with words_from(other):
        said = told_texts(loaded)
        assert [text for text in said if not text.startswith("«") or "»" not in text] == []
        assert len(said) > 25
        assert said == told_texts(found)
    assert told_texts(loaded) == told_texts(found)


def test_a_file_written_in_other_words_is_read_in_english(found, other):
    with words_from(other):
        there = content(found)
    loaded = segmentation_in(there, 3)
    assert loaded.choice.__dict__["reason"].startswith("«")
    with words_from(None):
        assert loaded.choice.reason[0] != "«"
    with words_from(other):
        assert content(loaded) == there


def test_without_what_they_were_made_of_sentences_stay_as_they_are(found, other):
    plain = json.loads(content(found))
    assert plain.pop("told")
    loaded = segmentation_in(json.dumps(plain).encode(), 3)
    with words_from(other):
        assert loaded.choice.reason == plain["choice"]["reason"]


def test_nothing_is_told_of_names_and_no_fact_that_is_not_said(found):
    plain = json.loads(content(found))
    assert not {each["sentence"] for each in plain["names"]["names"]} & set(plain["told"])
    given = Told(say("reason.given", k=4), "reason.given", {"k": 4, "customer": "Ann"})
    assert tellings([given])[str(given)].facts == {"k": 4}


def test_numbers_that_json_has_no_form_for_are_not_told():
    assert tellings([say("reason.given", k=np.int64(4))]) == {}
    assert tellings([say("reason.given", k=object())]) == {}


HOSTILE = {
    "unknown": Telling(code="no.such_code", facts={}),
    "lacks": Telling(code="reason.given", facts={}),
    "other type": Telling(code="reason.at_least", facts={"share": ["a"]}),
    "itself": Telling(code="", facts={"all": ["itself", "itself"], "between": " "}),
    "no list": Telling(code="", facts={"all": 3, "between": " "}),
    "no text": Telling(code="", facts={"all": [1, 2], "between": 4}),
    "no number": Telling(code="key.named_unique", facts={"n": None}),
}


def test_what_cannot_be_said_stays_as_it_is_and_is_written_again(other):
    known = told_by(HOSTILE)
    assert tellings(known) == HOSTILE
    for path in (None, other):
        with words_from(path):
            again = {text: say_again(told) for text, told in known.items()}
        assert again.pop("itself") == "itself itself"
        again.pop("no number")  # it names no fact, so that what it is given does no harm
        assert again == {text: text for text in HOSTILE if text not in {"itself", "no number"}}


@pytest.mark.parametrize("order", [1, -1])
def test_sentences_within_sentences_are_said_in_no_time_whatever_a_file_says(order):
    deep = [("x" * n, Telling(code="", facts={"all": ["x" * (n - 1)] * 9, "between": " "})) for n in range(2, 400)]
    wide = [("y" * n, Telling(code="", facts={"all": ["y" * (n - 1), "y"], "between": ""})) for n in range(2, 400)]
    known = told_by(dict([*deep, *wide][::order]))
    with words_from(None):
        assert max(len(say_again(each)) for each in known.values()) < 9 * 400


def test_every_sentence_of_the_package_can_be_told(found):
    """No noun holds a sentence that forgot what it was made of: text that begins as one of the table has an entry."""
    starts = tuple(
        text.partition("{")[0] for said in sentences().values() for text in ([said] if isinstance(said, str) else said)
    )
    starts = tuple(start for start in starts if len(start) > 14)
    told = set(json.loads(content(found))["told"])
    kept = [found.schema, found.choice, found.evidence]
    lost = {text for noun in kept for text in texts(noun) if text.startswith(starts) and text not in told}
    assert lost == set()


def texts(noun: object) -> list[str]:
    if isinstance(noun, str):
        return [str(noun)]
    held = [getattr(noun, each.name) for each in fields(noun)] if is_dataclass(noun) else noun
    inside = list(held.values()) if isinstance(held, dict) else held if isinstance(held, list | tuple) else []
    return [text for each in inside for text in texts(each)]
