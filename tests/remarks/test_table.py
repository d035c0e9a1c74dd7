"""The table of words holds every code that is used, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import coterie
from coterie.remarks.facts import facts_of
from coterie.remarks.table import Table, english, group_of, needs_a_look
from coterie.transactions.lines import REASONS

SOURCE = Path(coterie.__file__).parent
CODES = sorted(english().remarks)


def used() -> str:
    return "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_used_somewhere(code: str) -> None:
    assert f'"{code}"' in used()


def test_every_remark_that_is_made_has_words() -> None:
    made = set(re.findall(r'\b(?:Remark|on_lines|quoting_lines|fixed|examples|places|Finding)\(\s*"(\w+)"', used()))
    assert made - set(CODES) == set()
    assert set(REASONS) <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_group_and_words(code: str) -> None:
    entry = english().remarks[code]
    assert group_of(code)
    assert entry.says
    assert not entry.says.endswith(".")


def test_facts_are_written_in_ways_that_exist() -> None:
    for code, entry in english().remarks.items():
        parts = [entry.detail] if isinstance(entry.detail, str) else entry.detail
        for template in (entry.says, entry.step, entry.remedy, *parts):
            assert all(name.isidentifier() for name in facts_of(template)), code


def test_what_needs_a_look_has_a_remedy() -> None:
    assert needs_a_look("row_too_short")
    assert not needs_a_look("blank_lines")


def test_a_table_takes_no_field_that_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="colour"):
        Table.model_validate({"remarks": {"header": {"says": "x", "colour": "red"}}})
