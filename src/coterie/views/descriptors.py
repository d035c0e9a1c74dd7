"""Whether segments differ in the columns that did not build them, in words and numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import decimals
from coterie.remarks import column_label, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.kept import DescriptorTest

LIMITS = ((0.1, "hardly"), (0.2, "a_little"), (0.4, "clearly"))
"""Cramér's V, or the root of ε², below which segments differ so much (Rea and Parker 1992); strongly beyond."""

_SURE, _LEVEL = 0.001, 0.05


@dataclass(frozen=True)
class Difference:
    """How much segments differ in one descriptor.

    Attributes
    ----------
    column : str
        The descriptor.
    differ, number : str
        How much, as a word, and as the effect size with its name.
    chance : str
        Whether it could be chance, by the adjusted p-value.
    """

    column: str
    differ: str
    number: str
    chance: str


def descriptors(tests: Sequence[DescriptorTest]) -> tuple[Difference, ...]:
    """Return how much segments differ in each descriptor, the strongest first; what cannot be tested is left out.

    Examples
    --------
    >>> from coterie.evidence.kept import DescriptorTest
    >>> descriptors([DescriptorTest("Gender", effect=0.05, test="chi-squared", p=0.2, p_holm=0.4)])[0].chance
    'It could (p = 0.40)'
    """
    known = [(test, test.effect, test.p_holm) for test in tests if test.p_holm is not None and test.effect is not None]
    ranked = sorted(known, key=lambda each: -_strength(each[0], each[1]))
    return tuple(_difference(test, effect, p) for test, effect, p in ranked)


def _difference(test: DescriptorTest, effect: float, p: float) -> Difference:
    size = "differ.cramer" if test.test == "chi-squared" else "differ.epsilon"
    differ = next((code for limit, code in LIMITS if _strength(test, effect) < limit), "strongly")
    return Difference(
        column_label(test.descriptor), say(f"differ.{differ}"), say(size, effect=decimals(effect, 2)), _chance(p)
    )


def _strength(test: DescriptorTest, effect: float) -> float:
    """Bring both effect sizes to one scale: ε² is a share of variance, V the root of one."""
    return effect if test.test == "chi-squared" else math.sqrt(max(effect, 0.0))


def _chance(p: float) -> str:
    if p < _SURE:
        return say("chance.no")
    number = decimals(p, 3 if p < _LEVEL else 2)
    return say("chance.hardly" if p < _LEVEL else "chance.possible", p=number)
