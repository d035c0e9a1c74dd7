"""A remark is plain data, and comes back from JSON as it was."""

import json
from dataclasses import asdict

from pydantic import TypeAdapter

from coterie.remarks import Remark


def test_a_remark_survives_json():
    facts = {"n": 3, "share": 0.5, "name": "x", "lines": (1, 2), "places": ((4, 999.0), (5, "a")), "none": ()}
    remark = Remark("unusual_value", "age", 2, facts)
    again = TypeAdapter(Remark).validate_json(json.dumps(asdict(remark)))
    assert again == remark
    assert isinstance(again.facts["n"], int)
    assert isinstance(again.facts["share"], float)
