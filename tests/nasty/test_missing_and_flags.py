"""Every usual spelling of nothing, and of yes and no."""

from __future__ import annotations

import pytest

from coterie.remarks import say

HEAD = ("Customer ID", "Age", "Annual Income", "Spending Score", "Joined", "VIP", "Card Type")

NOTHING = (
    "", " ", "\u00a0", "\u200b", "unknown", "Unknown", "n/a ", "N/A", "NA", "n.a.", "N.A.", "-", "--", "—", "?", "#N/A",
    "NULL", "Null", "None", "none", "nan", "NaN", "NaT", ".", "..", "(null)", "<NA>", "\\N", "missing", "#VALUE!",
    "#DIV/0!", "#REF!", "#NULL!", "not available", "not stated", "k.A.", "keine Angabe", "no data", "n.d.", "[]", "''",
    "unspecified", "неизвестно", "不明",
)  # fmt: skip


@pytest.mark.parametrize("cell", NOTHING)
def test_nothing(base, cell):
    rows = [line.split(";") for line in base.text(";").splitlines()]
    wanted = {}
    for at, column in enumerate(("Age", "Joined", "VIP", "Card Type")):
        wanted[column] = base.column(column)
        for row in (4 + at, 18 + at, 41 + at):
            rows[row][HEAD.index(column)] = cell
            wanted[column][row - 1] = None
    text = "\n".join(";".join(row) for row in rows)
    base.check(text, changed=wanted)
    _, schema, _, _ = base.read(text)
    assert [schema[column].missing for column in wanted] == [3] * 4


FLAGS = (
    "Yes No", "YES no", "Y N", "y n", "True False", "TRUE FALSE", "t f", "1 0", "1.0 0.0", "on off", "ja nein", "J N",
    "oui non", "sí no", "S N", "sim não", "WAHR FALSCH", "vero falso", "tak nie", "да нет", "evet hayır", "ano ne",
    "✓ ✗", "☑ ☐", "active inactive", "enabled disabled",
)  # fmt: skip


@pytest.mark.parametrize("pair", FLAGS)
def test_flags(base, pair):
    yes, no = pair.split()
    base.check(base.text(";", VIP=lambda vip: yes if vip else no))


def test_flags_in_several_spellings(base):
    pairs = iter([("yes", "no"), ("Y", "N"), ("1", "0"), ("TRUE", "FALSE")] * 15)
    base.check(base.text(VIP=lambda vip: next(pairs)[not vip]))


def test_a_mark_or_nothing_is_doubted(base):
    _, schema, *_ = base.read(base.text(VIP=lambda vip: "x" if vip else ""))
    assert schema["VIP"].doubt == say("doubt.one_value", value='"x"')
