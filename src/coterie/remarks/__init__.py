"""Everything worth telling about a table: facts by code, and the one table of words that puts them into sentences."""

from coterie.remarks.remark import Fact, Remark
from coterie.remarks.table import Group, group_of, needs_a_look
from coterie.remarks.wording import Words, words, words_from

__all__ = ["Fact", "Group", "Remark", "Words", "group_of", "needs_a_look", "words", "words_from"]
