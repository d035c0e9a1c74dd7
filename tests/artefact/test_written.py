from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from pydantic import ValidationError

from coterie.artefact.written import Written, as_noun, kind_by


@dataclass(frozen=True)
class Dot:
    x: float
    n: int = 0


@dataclass(frozen=True)
class Line:
    dots: tuple[Dot, ...]
    by_name: dict[str, Dot]


class WrittenDot(Written):
    NOUN = Dot
    kind: str = "dot"
    x: float
    n: int


class WrittenLine(Written):
    NOUN = Line
    dots: tuple[WrittenDot, ...]
    by_name: dict[str, WrittenDot]


def test_a_noun_comes_back_through_its_model():
    line = Line((Dot(1.0, 2),), {"a": Dot(0.5)})
    assert WrittenLine.model_validate(line).noun() == line
    assert WrittenLine.model_validate_json(WrittenLine.model_validate(line).model_dump_json()).noun() == line


@pytest.mark.parametrize(
    "plain",
    ['{"x": "1", "n": 1}', '{"x": 1, "n": 1.0}', '{"x": 1, "n": true}', '{"x": true, "n": 1}', '{"x": NaN, "n": 1}'],
)
def test_nothing_is_taken_for_another_type(plain):
    with pytest.raises(ValidationError):
        WrittenDot.model_validate_json(plain)


def test_an_array_is_not_written():
    with pytest.raises(ValidationError):
        WrittenLine.model_validate(Line(np.zeros(3), {}))


def test_what_is_no_model_stays():
    assert as_noun({"a": (1, None)}) == {"a": (1, None)}


@pytest.mark.parametrize(("value", "kind"), [(Dot(1.0), "dot"), ({"kind": "x"}, "x"), ({"kind": []}, None), ({}, None)])
def test_kinds_are_told_apart(value, kind):
    assert kind_by(WrittenDot)(value) == kind
