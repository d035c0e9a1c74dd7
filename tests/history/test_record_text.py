from __future__ import annotations

from recorded import RECORD, record

from coterie.history import Target
from coterie.history.record_text import from_text, to_text


def test_a_record_comes_back_as_it_was():
    for each in (RECORD, record(1, target=Target("$SHOP", "segments"), doubts=("a: b",), artefact=bytes(range(256)))):
        assert from_text(to_text(each)) == each
        assert from_text(to_text(each)).fingerprint == each.fingerprint
