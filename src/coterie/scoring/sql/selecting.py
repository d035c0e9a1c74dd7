"""The one SELECT that gives customers their segment: cleaned, filled, prepared, measured, placed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sqlglot import exp

from coterie.scoring.description import LARGEST_PREPARED
from coterie.scoring.sql.cells import cleaned
from coterie.scoring.sql.printing import added, binary, chosen, column, every, number, own, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.preparation import PreparedFeature
    from coterie.scoring.description import Description
    from coterie.scoring.sql.dialects import Dialect
    from coterie.scoring.sql.printing import Identifiers

_LEAST_EXPONENT, _LARGEST_EXPONENT = -700.0, 300.0
_STRAIGHT = 1e-9
_FARTHEST = 1e308
_LARGEST_CELL = 1e100
_EVERY_ROW = 2**63 - 1


class Selecting:
    """Builds the query of one description for one database.

    Parameters
    ----------
    description : Description
    dialect : Dialect
    identifiers : {"as-is", "upper", "lower", "unquoted"}
        How names of the customers' table are written.
    """

    def __init__(self, description: Description, dialect: Dialect, identifiers: Identifiers) -> None:
        self._plain, self._dialect, self._identifiers = description, dialect, identifiers
        self._k = len(description.centers)
        self._columns = sum(len(feature.columns) for feature in description.features)

    def select(self, table: exp.Expr) -> exp.Select:
        """Return the query over a table of customers."""
        steps = (("cleaned", self._cleaned()), ("filled", self._filled()), ("prepared", self._prepared()),
                 ("measured", self._measured()), ("nearest", self._nearest()), ("others", self._others()),
                 ("placed", self._placed()), ("apart", self._apart()))  # fmt: skip
        query = self._labelled()
        source: exp.Expr = table
        parts = []
        for step, selected in steps:
            called = exp.to_identifier(f"coterie_{step}", quoted=False)
            body = exp.select(*selected).from_(source)
            body = body.limit(_EVERY_ROW) if self._dialect.limited else body
            body = body.offset(0) if self._dialect.fenced else body
            alias = exp.TableAlias(this=called)
            parts.append(exp.CTE(this=body, alias=alias, materialized=True if self._dialect.materialized else None))
            source = exp.Table(this=called.copy())
        found = exp.select(*query).from_(source)
        found.set("with_" if "with_" in exp.Select.arg_types else "with", exp.With(expressions=parts))
        return found

    @property
    def _key(self) -> list[exp.Expr]:
        """Return the id, which every step passes on."""
        return [] if self._plain.key is None else [column(self._plain.key, self._identifiers)]

    def _kept(self, *names: str) -> list[exp.Expr]:
        return [*self._key, *(own(each) for each in names)]

    def _cleaned(self) -> list[exp.Expr]:
        pairs = zip(self._plain.columns, self._plain.features, strict=True)
        cells = (
            cleaned(plan, feature, dialect=self._dialect, identifiers=self._identifiers) for plan, feature in pairs
        )
        return [*self._key, *(exp.alias_(cell, f"coterie_c{i}") for i, cell in enumerate(cells))]

    def _filled(self) -> list[exp.Expr]:
        gaps = [
            chosen(
                [(exp.Is(this=own(f"coterie_c{i}"), expression=exp.Null()), exp.Literal.number(1))],
                exp.Literal.number(0),
            )
            for i in range(len(self._plain.features))
        ]
        made: list[exp.Expr] = []
        for i, feature in enumerate(self._plain.features):
            fill = exp.Coalesce(this=own(f"coterie_c{i}"), expressions=[self._fill(feature)])
            if feature.unit is not None:
                made.append(exp.alias_(binary(exp.Div, fill, self._number(feature.unit)), f"coterie_v{i}"))
            else:
                made.append(exp.alias_(fill, f"coterie_v{i}"))
        return [*self._key, *made, exp.alias_(added(gaps), "coterie_imputed")]

    def _fill(self, feature: PreparedFeature) -> exp.Expr:
        if feature.transform == "one-hot":
            return exp.Literal.number(feature.categories.index(str(feature.fill)))
        return self._number(float(feature.fill))

    def _prepared(self) -> list[exp.Expr]:
        made: list[exp.Expr] = []
        for i, feature in enumerate(self._plain.features):
            value = own(f"coterie_v{i}")
            if feature.transform == "one-hot":
                one, none = self._number(1.0 / feature.scale), self._number(0.0)
                places = map(exp.Literal.number, range(len(feature.categories)))
                there = (exp.EQ(this=value.copy(), expression=place) for place in places)
                made += [chosen([(each, one.copy())], none.copy()) for each in there]
            else:
                made.append(self._scaled(value, feature))
        return [*self._kept("coterie_imputed"), *(exp.alias_(each, f"coterie_p{j}") for j, each in enumerate(made))]

    def _scaled(self, value: exp.Expr, feature: PreparedFeature) -> exp.Expr:
        straight = value if feature.power is None else self._straightened(value, feature)
        centred = exp.Paren(this=exp.Sub(this=straight, expression=self._number(feature.center)))
        scaled = binary(exp.Div, centred, self._number(feature.scale))
        if feature.power is None and (_LARGEST_CELL + abs(feature.center)) / feature.scale <= LARGEST_PREPARED:
            return scaled
        if feature.power is not None and feature.scale > 1e-6 and abs(feature.power) > 1e-6:
            return scaled
        largest = self._number(LARGEST_PREPARED)
        least = self._number(-LARGEST_PREPARED)
        return chosen(
            [(exp.GT(this=scaled.copy(), expression=largest), largest.copy()),
             (exp.LT(this=scaled.copy(), expression=least), least.copy())], scaled
        )  # fmt: skip

    def _straightened(self, value: exp.Expr, feature: PreparedFeature) -> exp.Expr:
        """Return the Yeo-Johnson transform; each side is computed only where it can be."""
        one, power = self._number(1.0), feature.power or 0.0
        longest = math.log1p(_LARGEST_CELL / min(feature.unit or 1.0, 1.0))
        above = exp.Ln(this=exp.Add(this=one, expression=value.copy()))
        below = exp.Ln(this=exp.Sub(this=one.copy(), expression=value.copy()))
        grown = self._grown(above, power, longest)
        shrunk = exp.Paren(this=exp.Neg(this=exp.Paren(this=self._grown(below, 2.0 - power, longest))))
        positive = exp.GTE(this=value.copy(), expression=self._number(0.0))
        return chosen([(positive, grown)], shrunk)

    def _grown(self, log: exp.Expr, power: float, longest: float) -> exp.Expr:
        """Return (exp(power · log) - 1) / power of a logarithm that is at most `longest`."""
        if abs(power) < _STRAIGHT:
            return log
        exponent = binary(exp.Mul, self._number(power), log)
        ends: list[tuple[exp.Expr, exp.Expr]] = []  # each asks for the logarithm once more
        if power * longest > _LARGEST_EXPONENT - 1.0:
            most = self._number(_LARGEST_EXPONENT)
            ends.append((exp.GT(this=exponent.copy(), expression=most), most.copy()))
        if power * longest < _LEAST_EXPONENT + 1.0:
            least = self._number(_LEAST_EXPONENT)
            ends.append((exp.LT(this=exponent.copy(), expression=least), least.copy()))
        kept = chosen(ends, exponent) if ends else exponent
        minus = exp.Paren(this=exp.Sub(this=exp.Exp(this=kept), expression=self._number(1.0)))
        return binary(exp.Div, minus, self._number(power))

    def _measured(self) -> list[exp.Expr]:
        away = [added([self._square(j, value) for j, value in enumerate(center)]) for center in self._plain.centers]
        return [*self._kept("coterie_imputed"), *(exp.alias_(each, f"coterie_d{k}") for k, each in enumerate(away))]

    def _square(self, j: int, center: float) -> exp.Expr:
        gap = exp.Paren(this=exp.Sub(this=own(f"coterie_p{j}"), expression=self._number(center)))
        return binary(exp.Mul, gap, gap.copy())

    def _nearest(self) -> list[exp.Expr]:
        kept = [f"coterie_d{k}" for k in range(self._k)]
        own_place = self._least([own(each) for each in kept])
        return [*self._kept("coterie_imputed", *kept), exp.alias_(own_place, "coterie_own")]

    def _others(self) -> list[exp.Expr]:
        """Return the distance to the own centroid, and those to all others."""
        away = [own(f"coterie_d{k}") for k in range(self._k)]
        nearest = exp.Sqrt(this=self._of_place("coterie_own", away))
        others = [
            chosen(
                [(exp.EQ(this=own("coterie_own"), expression=exp.Literal.number(k)), self._number(_FARTHEST))],
                each.copy(),
            )
            for k, each in enumerate(away)
        ]
        named = [exp.alias_(each, f"coterie_o{k}") for k, each in enumerate(others) if self._k > 1]
        return [*self._kept("coterie_imputed", "coterie_own"), exp.alias_(nearest, "coterie_near"), *named]

    def _placed(self) -> list[exp.Expr]:
        others = [f"coterie_o{k}" for k in range(self._k) if self._k > 1]
        second = self._least([own(each) for each in others]) if others else exp.Null()
        kept = self._kept("coterie_imputed", "coterie_own", "coterie_near", *others)
        return [*kept, exp.alias_(second, "coterie_second")]

    def _apart(self) -> list[exp.Expr]:
        """Return the distance to the next centroid."""
        others = [own(f"coterie_o{k}") for k in range(self._k)]
        away = exp.Sqrt(this=self._of_place("coterie_second", others)) if self._k > 1 else exp.Null()
        kept = self._kept("coterie_imputed", "coterie_own", "coterie_near", "coterie_second")
        return [*kept, exp.alias_(away, "coterie_away")]

    def _least(self, values: Sequence[exp.Expr]) -> exp.Expr:
        """Return the place of the least, of equals the first."""
        cases = [
            (
                every([exp.LTE(this=value.copy(), expression=other.copy()) for other in values[k + 1 :]]),
                exp.Literal.number(k),
            )
            for k, value in enumerate(values[:-1])
        ]
        last = exp.Literal.number(len(values) - 1)
        return chosen(cases, last) if cases else last

    def _of_place(self, place: str, values: Sequence[exp.Expr]) -> exp.Expr:
        cases = [
            (exp.EQ(this=own(place), expression=exp.Literal.number(k)), value.copy()) for k, value in enumerate(values)
        ]
        return chosen(cases)

    def _labelled(self) -> list[exp.Expr]:
        plain, dialect = self._plain, self._dialect
        ids = [exp.Literal.number(each) for each in plain.ids]
        names = [text(each, dialect) for each in plain.names]
        away, near = own("coterie_away"), own("coterie_near")
        both = exp.Add(this=away, expression=near.copy())
        gap = exp.Paren(this=exp.Sub(this=away.copy(), expression=near.copy()))
        margin = chosen([(exp.EQ(this=both, expression=self._number(0.0)), self._number(0.0))],
                        binary(exp.Div, gap, exp.Paren(this=both.copy())))  # fmt: skip
        some = self._k > 1
        found = {
            "segment_id": self._of_place("coterie_own", ids),
            "segment": self._of_place("coterie_own", names),
            "distance": near,
            "second_segment_id": self._of_place("coterie_second", ids) if some else exp.Null(),
            "second_segment": self._of_place("coterie_second", names) if some else exp.Null(),
            "margin": margin if some else exp.Null(),
            "unlike_anyone": self._unlike(near),
        }
        placed = exp.LT(this=own("coterie_imputed"), expression=exp.Literal.number(len(plain.features)))
        known = [exp.alias_(chosen([(placed.copy(), value)]), called) for called, value in found.items()]
        return [
            *self._key,
            *known,
            exp.alias_(own("coterie_imputed"), "imputed"),
            exp.alias_(text(plain.artefact, dialect), "artefact"),
        ]

    def _unlike(self, near: exp.Expr) -> exp.Expr:
        if self._plain.far is None:
            return exp.Null()
        beyond = exp.GT(this=near.copy(), expression=self._number(self._plain.far))
        if self._dialect.flags_are_numbers:
            return chosen([(beyond, exp.Literal.number(1))], exp.Literal.number(0))
        return beyond

    def _number(self, value: float) -> exp.Expr:
        return number(value, self._dialect)
