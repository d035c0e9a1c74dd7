from __future__ import annotations

import inspect
import json

import pytest

from coterie.service import problems

GIVEN = {
    "line": 1,
    "column": 2,
    "name": "age",
    "row": 3,
    "must": "a number",
    "names": ["age"],
    "most": 2**20,
    "seconds": 3.0,
    "known": ["bank"],
    "allowed": "POST",
    "request": "abc",
}
BUILDERS = {
    name: function
    for name, function in inspect.getmembers(problems, inspect.isfunction)
    if function.__module__ == problems.__name__
}


@pytest.mark.parametrize("name", BUILDERS)
def test_every_problem_says_what_it_is_and_what_to_do(name):
    given = {each: GIVEN[each] for each in inspect.signature(BUILDERS[name]).parameters}
    said = json.loads(BUILDERS[name](**given).body())
    assert 400 <= said["status"] < 600
    assert said["code"] == said["title"]
    assert min(map(len, (said["code"], said["message"], said["remedy"]))) > 3


def test_codes_tell_problems_apart():
    made = [
        BUILDERS[name](**{each: GIVEN[each] for each in inspect.signature(BUILDERS[name]).parameters})
        for name in BUILDERS
    ]
    assert len({problem.code for problem in made}) == len(made)


def test_a_name_that_is_not_ours_is_not_repeated():
    assert "age" in problems.twice("age").message
    assert problems.twice(None).message
