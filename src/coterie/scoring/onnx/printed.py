"""The segmentation as a graph of ONNX: cells are cleaned, prepared and measured as Python does it, in float64."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coterie.parsing.numbers import LARGEST
from coterie.parsing.vocabulary import all_words
from coterie.preparation.yeo_johnson import LARGEST_EXPONENT, LOGARITHM
from coterie.scoring.description import FIRST_DAY, LARGEST_PREPARED, LAST_DAY, described
from coterie.scoring.onnx.graph import Graph
from coterie.scoring.onnx.patterns import pattern_of
from coterie.scoring.spelled import missing_words, words_of_categories
from coterie.version import __version__

if TYPE_CHECKING:
    import onnx

    from coterie.preparation import PreparedFeature
    from coterie.schema import Column
    from coterie.scoring.description import Description
    from coterie.segmentation import Segmentation

_EPOCH = date(1970, 1, 1)
_NONE = -1


def printed(segmentation: Segmentation) -> onnx.ModelProto:
    """Return the model."""
    plain = described(segmentation)
    return Printer(plain).model({"artefact": plain.artefact, "coterie_version": __version__})


class Printer:
    """Writes the graph of one description.

    Parameters
    ----------
    description : Description
    """

    def __init__(self, description: Description) -> None:
        self._plain, self._graph = description, Graph()
        both = list(zip(description.columns, description.features, strict=True))
        self._numbers = [each for each in both if each[1].transform != "one-hot"]
        self._categories = [each for each in both if each[1].transform == "one-hot"]

    def model(self, properties: dict[str, str]) -> onnx.ModelProto:
        """Return the model, with what it says of itself."""
        self._missing: list[str] = []
        blocks = [*([self._block()] if self._numbers else []), *(self._spread(*each) for each in self._categories)]
        X = blocks[0] if len(blocks) == 1 else self._graph.node("Concat", *blocks, axis=1)
        self._answer(self._measured(X))
        return self._graph.model(properties)

    def _block(self) -> str:
        """Return the numbers, prepared: a column each."""
        add = self._graph.node
        columns = [self._upright(self._read(plan)) for plan, _ in self._numbers]
        given = columns[0] if len(columns) == 1 else add("Concat", *columns, axis=1)
        sized = add("Abs", given)
        values = add("Where", add("Less", sized, self._graph.numbers(1 / LARGEST)), self._graph.numbers(0.0), given)
        lost = self._lost(given, sized, values)
        self._missing.append(lost)
        fill = self._graph.numbers([float(feature.fill) for _, feature in self._numbers])
        return self._scaled(self._straightened(add("Where", lost, fill, values)))

    def _read(self, plan: Column) -> str:
        """Return the input of a number, as a number: a day as days, a word as what it stands for."""
        add, graph = self._graph.node, self._graph
        if plan.days_before:
            before = (date.fromisoformat(plan.days_before) - _EPOCH).days
            return add("Sub", graph.numbers(float(before)), graph.input(plan.name, "double"))
        if not plan.words:
            return graph.input(plan.name, "double")
        cell, found = graph.input(plan.name, "string"), graph.numbers(float("nan"))
        for word, value in plan.words:
            found = add("Where", self._says(cell, [word]), graph.numbers(value), found)
        return found

    def _lost(self, given: str, sized: str, values: str) -> str:
        """Return which numbers are missing: not there, too large, impossible, or a code for missing."""
        add, graph = self._graph.node, self._graph
        least, greatest = zip(*(self._bounds(plan) for plan, _ in self._numbers), strict=True)
        lost = add("Or", add("IsNaN", given), add("Greater", sized, graph.numbers(LARGEST)))
        lost = add("Or", lost, add("Less", values, graph.numbers(least)))
        lost = add("Or", lost, add("Greater", values, graph.numbers(greatest)))
        for at in range(max(len(plan.codes) for plan, _ in self._numbers)):
            codes = [plan.codes[at] if at < len(plan.codes) else float("nan") for plan, _ in self._numbers]
            lost = add("Or", lost, add("Equal", values, graph.numbers(codes)))
        return lost

    def _bounds(self, plan: Column) -> tuple[float, float]:
        """Return between which numbers a feature's are."""
        low, high = (-LARGEST, LARGEST) if plan.bounds is None else plan.bounds
        if not plan.days_before:
            return low, high
        last, first = ((date.fromisoformat(plan.days_before) - end).days for end in (LAST_DAY, FIRST_DAY))
        return max(low, last), min(high, first)

    def _straightened(self, values: str) -> str:
        """Return the Yeo-Johnson transform of the columns that have one; each side where it can be computed."""
        own = [feature for _, feature in self._numbers]
        if all(feature.power is None for feature in own):
            return values
        add, graph = self._graph.node, self._graph
        shared = add("Div", values, graph.numbers([feature.unit or 1.0 for feature in own]))
        logs = add("Log", add("Add", graph.numbers(1.0), add("Abs", shared)))
        powers = [1.0 if feature.power is None else feature.power for feature in own]
        above, below = self._grown(logs, powers), self._grown(logs, [2.0 - power for power in powers])
        negative = add("Less", shared, graph.numbers(0.0))
        straight = add("Where", negative, add("Neg", below), above)
        return add("Where", graph.flags([feature.power is None for feature in own]), values, straight)

    def _grown(self, logs: str, powers: list[float]) -> str:
        add, graph = self._graph.node, self._graph
        flat = [abs(power) < LOGARITHM for power in powers]
        raised = add("Min", add("Mul", graph.numbers(powers), logs), graph.numbers(LARGEST_EXPONENT))
        minus = add("Sub", add("Exp", raised), graph.numbers(1.0))
        grown = add(
            "Div",
            minus,
            graph.numbers([1.0 if is_flat else power for is_flat, power in zip(flat, powers, strict=True)]),
        )
        return add("Where", graph.flags(flat), logs, grown) if any(flat) else grown

    def _scaled(self, values: str) -> str:
        add, graph = self._graph.node, self._graph
        centred = add("Sub", values, graph.numbers([feature.center for _, feature in self._numbers]))
        scaled = add("Div", centred, graph.numbers([feature.scale for _, feature in self._numbers]))
        return add("Max", add("Min", scaled, graph.numbers(LARGEST_PREPARED)), graph.numbers(-LARGEST_PREPARED))

    def _spread(self, plan: Column, feature: PreparedFeature) -> str:
        """Return a column for each category: 1 over the scale where the customer's is it, else 0."""
        add, graph = self._graph.node, self._graph
        cell = graph.input(plan.name, "string")
        if plan.type == "boolean":
            sides = {"true": list(all_words("yes_no", "yes")), "false": list(all_words("yes_no", "no"))}
            words = [sides.get(category, []) for category in feature.categories]
            lost = add("Not", self._says(cell, [word for side in sides.values() for word in side]))
        else:
            words = words_of_categories(plan, feature)
            lost = self._says(cell, missing_words(plan))
        self._missing.append(self._upright(lost))
        known = add("Not", lost)
        matches = []
        for category, own in zip(feature.categories, words, strict=True):
            match = add("And", known, self._says(cell, own, spaced=True)) if own else add("And", known, lost)
            matches.append(self._upright(add("Or", match, lost) if category == str(feature.fill) else match))
        found = matches[0] if len(matches) == 1 else add("Concat", *matches, axis=1)
        return add("Where", found, graph.numbers(1.0 / feature.scale), graph.numbers(0.0))

    def _says(self, cell: str, words: list[str], *, spaced: bool = False) -> str:
        return self._graph.node("RegexFullMatch", cell, pattern=pattern_of(words, spaced=spaced))

    def _measured(self, X: str) -> str:
        """Return the squared distances to all centres; squares are added one after the other, as Python adds them."""
        add, graph = self._graph.node, self._graph
        squares = ""
        for place, centers in zip(self._order(), zip(*self._plain.centers, strict=True), strict=True):
            gap = add("Sub", add("Gather", X, graph.wholes([place]), axis=1), graph.numbers(centers))
            square = add("Mul", gap, gap)
            squares = add("Add", squares, square) if squares else square
        return squares

    def _order(self) -> list[int]:
        """Return where each column of the centres is in the matrix, which has numbers first."""
        starts, at = {}, 0
        for _, feature in (*self._numbers, *self._categories):
            starts[feature.feature], at = at, at + len(feature.columns)
        return [starts[each.feature] + step for each in self._plain.features for step in range(len(each.columns))]

    def _answer(self, squares: str) -> None:
        """Write what is answered: the nearest centre, the next, and how many features were filled."""
        add, graph, plain = self._graph.node, self._graph, self._plain
        imputed = self._imputed()
        placed = add("Less", imputed, graph.wholes(len(plain.features)))
        own, near = self._least(squares)
        graph.output("segment_id", self._where(placed, self._taken(plain.ids, own), graph.wholes(_NONE)), "int64")
        graph.output("segment", self._where(placed, self._named(own), graph.words([""])), "string")
        nothing = graph.numbers(float("nan"))
        graph.output("distance", self._where(placed, near, nothing), "double")
        if len(plain.centers) > 1:
            self._second(squares, own, near, placed)
        if plain.far is not None:
            beyond = add("Greater", near, graph.numbers(plain.far))
            graph.output("unlike_anyone", add("And", placed, beyond), "bool")
        graph.output("imputed", imputed, "int64")

    def _second(self, squares: str, own: str, near: str, placed: str) -> None:
        """Write the next nearest segment, and the margin between."""
        add, graph, plain = self._graph.node, self._graph, self._plain
        places = graph.wholes(range(len(plain.centers)))
        mine = add("Equal", places, self._upright(own))
        second, away = self._least(add("Where", mine, graph.numbers(float("inf")), squares))
        graph.output(
            "second_segment_id", self._where(placed, self._taken(plain.ids, second), graph.wholes(_NONE)), "int64"
        )
        graph.output("second_segment", self._where(placed, self._named(second), graph.words([""])), "string")
        both = add("Add", away, near)
        none = add("Equal", both, graph.numbers(0.0))
        margin = add("Div", add("Sub", away, near), add("Where", none, graph.numbers(1.0), both))
        graph.output("margin", self._where(placed, margin, graph.numbers(float("nan"))), "double")

    def _imputed(self) -> str:
        add = self._graph.node
        missing = self._missing[0] if len(self._missing) == 1 else add("Concat", *self._missing, axis=1)
        return add("ReduceSum", add("Cast", missing, to=7), self._graph.wholes([1]), keepdims=0)

    def _least(self, squares: str) -> tuple[str, str]:
        """Return the place of the least, of equals the first, and its root."""
        add = self._graph.node
        place = add("ArgMin", squares, axis=1, keepdims=0, select_last_index=0)
        return place, add("Sqrt", add("ReduceMin", squares, self._graph.wholes([1]), keepdims=0))

    def _taken(self, values: tuple[int, ...], place: str) -> str:
        return self._graph.node("Gather", self._graph.wholes(values), place)

    def _named(self, place: str) -> str:
        return self._graph.node("Gather", self._graph.words(self._plain.names), place)

    def _where(self, asked: str, one: str, other: str) -> str:
        return self._graph.node("Where", asked, one, other)

    def _upright(self, values: str) -> str:
        """Return a value for each customer as a column."""
        return self._graph.node("Unsqueeze", values, self._graph.wholes([1]))
