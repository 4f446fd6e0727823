"""Somebody who reads all that is published of a survey and works out what was left empty.

Nothing here uses the code that withholds. What stands in tables, figures' data and sentences makes
equations and inequalities on whole numbers: how many people of each group were asked each question,
and how many of them said yes. Whatever they leave one value to is known (Hundepool and others 2012,
chapter 4: a table's cells are audited by linear programming).

The reader is granted more than is printed: how many yes a shown cell counts even where the answers
are weighted, how many people a share of the sizes is of, and which groups nobody is in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, brentq, milp
from scipy.sparse import csr_array
from scipy.stats import norm

from toolkit import bundle

ALL, NONE = "all", "(none)"
HALF_A_DIGIT = 0.00005  # of a share, as it is published; where it ends in 4 or 9, up to a whole one
Question = tuple[tuple[str, object], ...]
SIZE: Question = ()
# Columns that name a group in other words, or say what a row rests on; all else of text is asked.
NAMES = {"segment", "name", "group", "persona", "evidence", "label"}
MEASURES = {"share", "low", "high", "n", "n_effective", "index"}


@dataclass(frozen=True)
class Truth:
    """What the file says: by question and group the people asked and those who said yes.

    ``NONE`` holds who is in no group. ``SIZE`` is the question that makes the groups, asked of whom
    it places, those in no group included. ``single`` are questions that take one answer.
    ``ruled`` says that the groups follow from the rungs, so that sizes and rungs tell each other.
    ``routed`` gives for a question that was asked of those only who said yes to another, that one.
    ``effective`` holds for how many people those asked count, where weights differ.
    """

    smallest_base: int
    respondents: int
    groups: tuple[str, ...]
    asked: Mapping[tuple[Question, str], int]
    yes: Mapping[tuple[Question, str], int]
    weighted: bool = False
    single: frozenset[Question] = frozenset()
    ruled: bool = False
    routed: Mapping[Question, Question] = field(default_factory=dict)
    effective: Mapping[tuple[Question, str], float] = field(default_factory=dict)


@dataclass
class Findings:
    """What can be worked out, and the width of the narrowest range that a small base is left."""

    faults: list[str] = field(default_factory=list)
    withheld: int = 0
    narrowest: int | None = None


Cells = dict[tuple[Question, str], dict[str, float]]


def read_cells(bundles: Iterable[bundle.Bundle]) -> Cells:
    """Read every cell of every table that is divided by group, the data of figures included."""
    cells: Cells = {}
    segment_of = find_segments_of_personas(bundles)
    for table in find_tables(bundles):
        columns = [column.name for column in table.columns]
        if not {"segment", "persona"} & set(columns):
            continue
        texts = [
            column.name
            for column in table.columns
            if column.unit == "text" and column.name not in NAMES | {"stability"}
        ]
        if "segment" not in columns:
            texts = ["channel"]
        for row in table.rows:
            values = dict(zip(columns, row, strict=True))
            values.setdefault("segment", segment_of.get(str(values.get("persona"))))
            if values["segment"] is None:
                continue
            question = tuple((name, values[name]) for name in texts)
            cell = cells.setdefault((question, str(values["segment"])), {})
            for column in table.columns:
                value = values[column.name]
                if column.unit != "text" and value is not None:
                    known = cell.setdefault(column.name, float(value))
                    assert known == float(value), f"two tables differ: {question} {column.name}"
    return cells


def find_segments_of_personas(bundles: Iterable[bundle.Bundle]) -> dict[str, str | None]:
    """Give the segment of each persona: who reads one knows the other."""
    found = {}
    for table in find_tables(bundles):
        columns = [column.name for column in table.columns]
        if {"segment", "persona"} <= set(columns):
            for row in table.rows:
                values = dict(zip(columns, row, strict=True))
                found[str(values["persona"])] = values["segment"]
    return found


def find_in_margins(bundles: Iterable[bundle.Bundle], truth: Truth) -> Iterator[str]:
    """Find parts of the weights' margins with too few people, or that leave too few out."""
    for table in find_tables(bundles):
        columns = [column.name for column in table.columns]
        if "target" not in columns:
            continue
        shown = [row[columns.index("n")] for row in table.rows]
        counts = [int(n) for n in shown if n is not None]
        if counts and len(counts) < len(shown):
            yield "a margin is shown in part"
        parts = [*counts, truth.respondents - sum(counts)] if counts else []
        if any(0 < n < truth.smallest_base for n in parts):
            yield f"a margin of {parts}"


def find_tables(bundles: Iterable[bundle.Bundle]) -> Iterator[bundle.Table]:
    for one in bundles:
        if isinstance(one, bundle.Table):
            yield one
        elif isinstance(one, bundle.Figure):
            yield one.data


def invert_cell(cell: Mapping[str, float], everybody: Mapping[str, float]) -> dict[str, float]:
    """Give share and base of a cell, from the interval or the index where they are left out."""
    found = dict(cell)
    if "share" not in found and "index" in found and "share" in everybody:
        found["share"] = found["index"] / 100 * everybody["share"]
    if "share" not in found and {"difference", "base"} <= set(found):
        found["share"] = found["base"] + found["difference"]
    if "share" not in found and "points" in found and "share" in everybody:
        found["share"] = found["points"] / 100 + everybody["share"]
    if "n" not in found and {"share", "low"} <= set(found) and found["share"] > found["low"]:
        found["n"] = invert_wilson(found["share"], found["low"])
    if "n" not in found and {"share", "high"} <= set(found) and found["high"] > found["share"]:
        found["n"] = invert_wilson(1 - found["share"], 1 - found["high"])
    if "n" not in found and "n_effective" in found:
        found["n"] = found["n_effective"]
    return found


def invert_wilson(share: float, low: float) -> float:
    """Find the base of which the lower limit of Wilson's 95% interval of `share` is `low`."""
    z = norm.ppf(0.975)

    def limit(n: float) -> float:
        root = math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return (share + z * z / (2 * n) - z * root) / (1 + z * z / n) - low

    return brentq(limit, 1e-3, 1e9)


class Equations:
    """Whole numbers, none below zero, and what is known of their sums."""

    def __init__(self) -> None:
        self.places: dict[object, int] = {}
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.system: LinearConstraint | None = None

    def __getitem__(self, name: object) -> int:
        return self.places.setdefault(name, len(self.places))

    def add(self, terms: Mapping[object, float], low: float, high: float) -> None:
        self.rows.append(({self[name]: factor for name, factor in terms.items()}, low, high))
        self.system = None

    def fix(self, name: object, value: float) -> None:
        assert abs(value - round(value)) < 1e-6, (name, value)
        self.add({name: 1}, round(value), round(value))

    def check(self, values: Mapping[object, float]) -> None:
        """Make sure that the truth fits, or the equations would prove too much."""
        given = {self.places[name]: value for name, value in values.items() if name in self.places}
        for terms, low, high in self.rows:
            if set(terms) <= set(given):
                total = sum(given[place] * factor for place, factor in terms.items())
                names = [name for name, place in self.places.items() if place in terms]
                assert low - 1e-6 <= total <= high + 1e-6, (names, low, total, high)

    def solve(self, objective: Mapping[object, float], enough: float = -np.inf) -> np.ndarray:
        """Find the whole numbers that make the objective least, or less than `enough`.

        It is looked for with presolving and without: with it, solvable equations have been called
        infeasible, and a value that is not the least has been called so.
        """
        costs = np.zeros(len(self.places))
        for name, factor in objective.items():
            costs[self.places[name]] = factor
        if self.system is None:
            self.system = self.lay_out()
        found = []
        for presolve in (True, False):
            tried = milp(
                costs,
                integrality=np.ones(len(costs)),
                bounds=Bounds(0, np.inf),
                constraints=self.system,
                options={"presolve": presolve},
            )
            if tried.success:
                found.append(tried)
                if tried.fun < enough:
                    break
        if not found:
            raise AssertionError(tried.message)
        return np.round(min(found, key=lambda one: one.fun).x)

    def lay_out(self) -> LinearConstraint:
        entries = [
            (number, place, factor)
            for number, (terms, _, _) in enumerate(self.rows)
            for place, factor in terms.items()
        ]
        numbers, places, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (numbers, places)), shape=(len(self.rows), len(self.places)))
        lows, highs = zip(*[(low, high) for _, low, high in self.rows], strict=True)
        return LinearConstraint(matrix, lows, highs)


def audit(bundles: Sequence[bundle.Bundle], truth: Truth) -> Findings:
    """Work out all that is left empty; `faults` lists what comes out, or nearly."""
    cells = read_cells(bundles)
    findings = Findings()
    findings.faults += find_printed(cells, truth)
    findings.faults += find_in_margins(bundles, truth)
    findings.faults += find_in_words(bundles, cells, truth)
    questions = [question for question, group in cells if group == ALL and question != SIZE]
    equations = write_equations(cells, questions, truth)
    true = true_values(questions, truth)
    equations.check(true)
    hidden = [
        (question, group)
        for question in [SIZE, *questions]
        for group in truth.groups
        if "n" not in cells.get((question, group), {})
        and truth.asked[question, group]
        and not (truth.ruled and question and question[0][0] == "rung")
    ]
    findings.withheld = len(hidden)
    if hidden:
        seen = look_for_values(equations, hidden)
        for question, group in hidden:
            findings.faults += judge(question, group, cells, equations, true, seen, findings, truth)
    return findings


def write_equations(cells: Cells, questions: Sequence[Question], truth: Truth) -> Equations:
    equations = Equations()
    everyone = (*truth.groups, NONE)
    equations.add(
        {("asked", SIZE, group): 1 for group in everyone}, truth.respondents, truth.respondents
    )
    if any((SIZE, group) in cells for group in truth.groups):
        placed = truth.asked[SIZE, ALL]
        equations.add({("asked", SIZE, group): 1 for group in truth.groups}, 0, placed)
        equations.add(
            {("asked", SIZE, NONE): 1},
            truth.respondents - placed,
            truth.respondents,
        )
    for group in truth.groups:
        size = cells.get((SIZE, group), {})
        if "n" in size:
            equations.fix(("asked", SIZE, group), size["n"])
        elif not truth.asked[SIZE, group]:
            equations.fix(("asked", SIZE, group), 0)
    for question in questions:
        everybody = invert_cell(cells[question, ALL], {})
        for group in everyone:
            asked, yes = ("asked", question, group), ("yes", question, group)
            equations.add({asked: 1, ("asked", SIZE, group): -1}, -np.inf, 0)
            equations.add({yes: 1, asked: -1}, -np.inf, 0)
            shown = invert_cell(cells.get((question, group), {}), everybody)
            fix_cell(equations, question, group, shown, truth)
        for kind in ("asked", "yes"):
            parts = {(kind, question, group): 1.0 for group in everyone}
            equations.add({**parts, (kind, question, ALL): -1}, 0, 0)
        equations.add({("asked", question, ALL): 1}, 0, truth.respondents)
        fix_cell(equations, question, ALL, everybody, truth)
    write_ladder(equations, questions, everyone, truth.respondents)
    inactive = (("rung", "inactives"),)
    if truth.ruled and "nothing" in truth.groups and inactive in questions:
        # The rule puts in this group who stands on no rung.
        terms = {("asked", SIZE, "nothing"): 1, ("yes", inactive, ALL): -1}
        equations.add(terms, 0, np.inf)
    write_choices(equations, questions, everyone, truth)
    for question, source in truth.routed.items():
        if question in questions and source in questions:
            for group in (*everyone, ALL):
                equations.add({("asked", question, group): 1, ("yes", source, group): -1}, 0, 0)
    return equations


def fix_cell(
    equations: Equations, question: Question, group: str, cell: Mapping[str, float], truth: Truth
) -> None:
    if "n" not in cell:
        return
    base = truth.asked[question, group] if truth.weighted else round(cell["n"])
    equations.fix(("asked", question, group), base)
    if "share" in cell and truth.weighted:
        equations.fix(("yes", question, group), truth.yes[question, group])
    elif "share" in cell:
        # As many as the digits that are published leave; with an index or a difference, more.
        slack = HALF_A_DIGIT if "index" not in cell and "base" not in cell else 3 * HALF_A_DIGIT
        above = max(slack, 2 * HALF_A_DIGIT if round(cell["share"] * 1e4) % 5 == 4 else 0)
        low, high = ((cell["share"] + edge) * base for edge in (-slack, above))
        least, most = math.ceil(low - 1e-6), math.floor(high + 1e-6)
        equations.add({("yes", question, group): 1}, least, most)


def write_ladder(
    equations: Equations, questions: Sequence[Question], everyone: Sequence[str], respondents: int
) -> None:
    """Write what is known of a ladder: the inactive were asked all rungs and stand on none."""
    rungs = [one for one in questions if one and one[0][0] == "rung"]
    inactive = next((one for one in rungs if one[0][1] == "inactives"), None)
    others = [one for one in rungs if one != inactive]
    if inactive is None:
        return
    for group in (*everyone, ALL):
        asked, none = ("asked", inactive, group), ("yes", inactive, group)
        for rung in others:
            equations.add({asked: 1, ("asked", rung, group): -1}, -np.inf, 0)
            terms = {none: 1, ("asked", rung, group): -1, ("yes", rung, group): 1}
            equations.add(terms, -np.inf, 0)
        equations.add(
            {asked: 1, none: -1, **{("yes", rung, group): -1 for rung in others}}, -np.inf, 0
        )
        # Who lacks at least one question is at most as many as all that are lacking.
        missing = {("asked", rung, group): 1.0 for rung in others}
        if group == ALL:
            equations.add({asked: -1, **missing}, -np.inf, respondents * (len(others) - 1))
        else:
            terms = {asked: -1, **missing, ("asked", SIZE, group): 1.0 - len(others)}
            equations.add(terms, -np.inf, 0)


def write_choices(
    equations: Equations, questions: Sequence[Question], everyone: Sequence[str], truth: Truth
) -> None:
    """Write that the answers of a question are of the same people, and of some one from each."""
    together: dict[Question, list[Question]] = {}
    for question in questions:
        if "answer" in dict(question):
            asked = tuple(pair for pair in question if pair[0] != "answer")
            together.setdefault(asked, []).append(question)
    for asked, answers in together.items():
        for group in everyone:
            first = ("asked", answers[0], group)
            for other in answers[1:]:
                equations.add({first: 1, ("asked", other, group): -1}, 0, 0)
            if asked in truth.single:
                given = {("yes", answer, group): 1.0 for answer in answers}
                equations.add({**given, first: -1}, 0, 0)


def true_values(questions: Sequence[Question], truth: Truth) -> dict[object, float]:
    values: dict[object, float] = {}
    for question in questions:
        for group in (*truth.groups, NONE, ALL):
            values["asked", question, group] = truth.asked[question, group]
            values["yes", question, group] = truth.yes[question, group]
    for group in truth.groups:
        values["asked", SIZE, group] = truth.asked[SIZE, group]
    outside = truth.respondents - sum(truth.asked[SIZE, group] for group in truth.groups)
    values["asked", SIZE, NONE] = outside
    return values


def look_for_values(
    equations: Equations, hidden: Sequence[tuple[Question, str]]
) -> list[np.ndarray]:
    """Find a few solutions that lie far apart, so that most unknowns are seen to vary at once."""
    wanted = [
        (kind, question, group)
        for question, group in hidden
        for kind in ("asked", "yes")
        if (kind, question, group) in equations.places
    ]
    signs = np.random.default_rng(0).choice([-1.0, 1.0], (3, len(wanted)))
    return [
        equations.solve(dict(zip(wanted, row, strict=True)), enough=np.inf)
        for row in (*signs, *-signs)
    ]


def judge(
    question: Question,
    group: str,
    cells: Cells,
    equations: Equations,
    true: Mapping[object, float],
    seen: Sequence[np.ndarray],
    findings: Findings,
    truth: Truth,
) -> Iterator[str]:
    """Tell what comes out of a withheld cell: its base if it is small, its yes, its share."""
    asked, yes = ("asked", question, group), ("yes", question, group)

    def reaches(terms: Mapping[object, float], value: float) -> int:
        """Give the largest that the terms can be, and stop looking where it passes `value`."""
        known = max(add_up(one, terms) for one in seen)
        if known <= value:
            wanted = {name: -one for name, one in terms.items()}
            known = add_up(equations.solve(wanted, enough=-value - 0.5), terms)
        return int(known)

    def add_up(values: np.ndarray, terms: Mapping[object, float]) -> float:
        return sum(values[equations.places[name]] * factor for name, factor in terms.items())

    base = truth.asked[question, group]
    if base < truth.smallest_base and question not in truth.routed:
        # Nobody can tell that it is small: it may be as large as what is shown. How far the values
        # lie apart is looked up in full where the base is the first to say something of the group.
        first = question == SIZE or "n" in cells.get((SIZE, group), {})
        most = reaches({asked: 1}, np.inf if first else truth.smallest_base - 1)
        least = -reaches({asked: -1}, np.inf if first else -base)
        if first:
            findings.narrowest = min(most - least, findings.narrowest or most)
        large = min(truth.smallest_base, truth.respondents)
        if question == SIZE and most - least < large:
            yield f"size of {group}: {least} to {most}"
        if most == least or most < large:
            yield f"base of {question} in {group}: {least} to {most}"
    if question == SIZE or is_said_of_all(question, group, cells):
        return
    if reaches({yes: 1}, 0) < 1:
        yield f"nobody says yes to {question} in {group}"
    if reaches({asked: 1, yes: -1}, 0) < 1:
        yield f"everybody says yes to {question} in {group}"
    count = true[yes]
    if reaches({yes: 1}, count) <= count and -reaches({yes: -1}, -count) >= count:
        yield f"yes of {question} in {group}: {count}"


def is_said_of_all(question: Question, group: str, cells: Cells) -> bool:
    """Say whether all answered alike, or all, or all of the group, are seen to stand on a rung."""
    shares = {one: cells[one, group].get("share") for one, group in cells if group == ALL}
    if shares.get(question) in {0.0, 1.0}:
        return True
    rungs = [
        cell.get("share")
        for (one, place), cell in cells.items()
        if place in {ALL, group} and one and one[0][0] == "rung"
    ]
    return question == (("rung", "inactives"),) and 1.0 in rungs


def find_printed(cells: Cells, truth: Truth) -> Iterator[str]:
    """Find cells that say anything at all on too few people, or all but one thing of any."""
    for (question, group), cell in cells.items():
        said = {name for name in cell if name in MEASURES or name.startswith("n")}
        base = truth.asked.get((question, group))
        if base is None:
            yield f"a cell that the auditor does not know: {question} in {group}"
        elif base is not None and 0 < base < truth.smallest_base and said:
            yield f"{sorted(said)} of {question} in {group}, with {base} people"
        elif said and truth.effective.get((question, group), base) < truth.smallest_base - 1e-6:
            yield f"{sorted(said)} of {question} in {group}, that count for too few"
        elif said and "n" not in cell:
            yield f"{sorted(said)} of {question} in {group}, but not its base"


def find_in_words(bundles: Sequence[bundle.Bundle], cells: Cells, truth: Truth) -> Iterator[str]:
    """Find shares and counts that no shown cell has, and numbers said to come from an empty one."""
    values = {
        value
        for cell in cells.values()
        for name, value in cell.items()
        if name in {"share", "low", "high", "stability"}
    }
    values |= {0.95, 0.05, *find_rests(cells, truth)}  # the level, and the least share of a segment
    bases = {f"{cell['n']:.0f}" for cell in cells.values() if "n" in cell}
    bases.add(str(truth.respondents))
    for table in find_tables(bundles):
        columns = [column.name for column in table.columns]
        if "smallest" in columns:
            rows = [dict(zip(columns, row, strict=True)) for row in table.rows]
            bases |= {str(row["smallest"]) for row in rows if row["smallest"] is not None}
            values |= {row["smallest_share"] for row in rows if row["smallest"] is not None}
    shares = {
        f"{math.floor(value * 100 + 0.5 + shift)}" for value in values for shift in (-1e-9, 1e-9)
    }
    tables = {one.name: one for one in bundles if isinstance(one, bundle.Table)}
    for one in bundles:
        words = list_words(one)
        for text in words:
            if truth.weighted:  # of all others: moved by weights, and known from the counts
                text = re.sub(r"(anderen|others) \d+%", "", text)
            for count in re.findall(r"(\d+) (?:answer|people|respondent)", text):
                if count not in bases and "fewer than" not in text:
                    yield f"{count} people in “{text}”"
            for percentage in re.findall(r"(\d+(?:[.,]\d+)?)\s?%", text):
                if percentage not in shares:
                    yield f"{percentage}% in “{text}”"
        for sentence in one.sentences if isinstance(one, bundle.Text) else ():
            for number in sentence.numbers:
                table = tables[number.table]
                place = [column.name for column in table.columns].index(number.column)
                if table.rows[number.row][place] is None:
                    yield f"{number.text} from an empty cell of {number.table}"


def find_rests(cells: Cells, truth: Truth) -> Iterator[float]:
    """Give the shares of all others, which are what is left of everybody where a group is shown."""
    for (question, group), cell in cells.items():
        everybody = cells.get((question, ALL), {})
        if group == ALL or not {"share", "n"} <= set(cell) & set(everybody):
            continue
        others = truth.asked[question, ALL] - truth.asked[question, group]
        yes = truth.yes[question, ALL] - truth.yes[question, group]
        if others:
            yield yes / others


def list_words(one: bundle.Bundle) -> list[str]:
    if isinstance(one, bundle.Text):
        return [f"{sentence.lead} {sentence.text}" for sentence in one.sentences]
    if isinstance(one, bundle.Figure):
        return [one.title, one.measure, one.alt, one.n, *list_words(one.data)]
    if isinstance(one, bundle.Table):
        texts = [cell for row in one.rows for cell in row if isinstance(cell, str)]
        return [one.title, one.note, *texts]
    if isinstance(one, bundle.Cover):
        return [one.title, one.lede]
    return []


def audit_weights(
    shown: Mapping[tuple[str, str], float],
    asked: Mapping[tuple[str, str], np.ndarray],
    yes: Mapping[tuple[str, str], np.ndarray],
    weights: np.ndarray,
    smallest_base: int,
    digits: int,
) -> list[str]:
    """Work out what people of one weight answered from weighted shares.

    The reader is granted the weights, and how many people of each weight every group has.

    Parameters
    ----------
    shown
        Published shares by question and group, ``ALL`` among them.
    asked, yes
        People by weight, by question and group (``NONE`` among them): the truth.
    digits
        With which shares are published.
    """
    faults = []
    half = 0.5 * 10.0**-digits
    for question in dict.fromkeys(question for question, _ in shown):
        groups = [group for name, group in asked if name == question]
        equations = Equations()
        everybody: dict[object, float] = {}
        true: dict[object, float] = {}
        total = 0.0
        for group in groups:
            people = asked[question, group]
            for place, most in enumerate(people):
                equations.add({(group, place): 1}, 0, most)
                everybody[group, place] = weights[place]
                true[group, place] = yes[question, group][place]
            total += people @ weights
            if (question, group) in shown:
                own: dict[object, float] = {
                    (group, place): one for place, one in enumerate(weights)
                }
                bounds = ((shown[question, group] + edge) * (people @ weights)
                          for edge in (-half, half))  # fmt: skip
                equations.add(own, *bounds)
        if (question, ALL) in shown:
            bounds = ((shown[question, ALL] + edge) * total for edge in (-half, half))
            equations.add(everybody, *bounds)
        equations.check(true)
        rest = [group for group in groups if (question, group) not in shown]
        for cell in [*([group] for group in groups if group not in rest), rest]:
            people = sum(asked[question, group] for group in cell)
            said = sum(yes[question, group] for group in cell)
            if not cell or said.sum() in {0, people.sum()}:
                continue
            for place in np.flatnonzero((people > 0) & (people < smallest_base)):
                terms: dict[object, float] = {(group, int(place)): 1.0 for group in cell}
                ends = [equations.solve(dict.fromkeys(terms, sign)) for sign in (1, -1)]
                low, high = (sum(end[equations.places[name]] for name in terms) for end in ends)
                if low == high:
                    faults.append(f"{question}, {cell}, weight {place}: {low} of {people[place]}")
    return faults
