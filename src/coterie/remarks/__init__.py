"""Everything worth telling about a table: facts by code, and the one table of words that puts them into sentences."""

from coterie.remarks.labelling import Label, column_label
from coterie.remarks.remark import Fact, Remark
from coterie.remarks.retold import retold
from coterie.remarks.table import Group, group_of, needs_a_look
from coterie.remarks.told import Told, capital, holds, joined
from coterie.remarks.wording import Words, named_facts, say, speaking, words, words_from

__all__ = [
    "Fact",
    "Group",
    "Label",
    "Remark",
    "Told",
    "Words",
    "capital",
    "column_label",
    "group_of",
    "holds",
    "joined",
    "named_facts",
    "needs_a_look",
    "retold",
    "say",
    "speaking",
    "words",
    "words_from",
]
