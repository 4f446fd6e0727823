"""Leave out what would say too much about a few people: all tables of a survey go through here.

A cell is judged by its base, the people behind it. And a cell that can be had by subtraction is a
cell like any other, so everybody minus the groups that are shown, called the rest, is

1. nobody, or as many people as the smallest base; people who are in no group, and no others, are
   no cell, and only one or two of them (:data:`FEW`) are too few,
2. not one withheld group alone, whatever its size and the reason it is withheld for: it would be
   had back as it is, and
3. where groups are withheld in it, not all of one answer unless everybody is: else what each of
   them answered would be known, whatever its size.

Where a rest is not, the smallest group shown is withheld as well, for the third rule the smallest
that answered otherwise, and so on. Where answers are weighted, a group goes as well of which the
weights would tell what a few people in it answered (:mod:`toolkit.analysis.weight_classes`).

A withheld row stays, and its values are empty: share, interval, index, base and effective base,
since each of them gives the others.

Tables of the same people are one table to whoever subtracts. A group whose size is withheld is
withheld in all of them, and each question withholds on top what its own bases ask for. Where one
question follows from others, such as who stands on no rung of a ladder, they are withheld as one.

What is not withheld: how many people left a question open, for they are no group; and a share of
none or all in a group that is large enough, for it says of a group what its base allows to say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.model.survey import EVERYBODY

ALL = EVERYBODY
FEW = 3
"""People from whom on something may be told of who is in no group: one is known, and each of two
knows both."""
Judge = Callable[[Sequence[str]], str]
"""Of the groups that would be shown, largest first, one that must not be; :data:`ALL` if none may,
everybody neither; empty if all may."""


def find_nothing(_shown: Sequence[str]) -> str:
    """Judge that all groups may be shown."""
    return ""


def choose_withheld(
    bases: Mapping[str, int],
    everybody: int,
    smallest_base: int,
    elsewhere: Collection[str] = (),
    given: Sequence[Mapping[str, int]] = (),
    find_telling: Judge = find_nothing,
) -> frozenset[str]:
    """Choose the groups to withhold, from how many people stand behind each.

    Parameters
    ----------
    bases
        People by group; nobody is in two groups.
    everybody
        All people asked, those in no group included.
    smallest_base
        The least number of people behind a cell that may be seen.
    elsewhere
        Groups that another table of these people withholds.
    given
        For each answer how many gave it, by group and, under :data:`ALL`, of everybody. Of a
        question with yes and no the yes will do. People are counted, not their weights.
    find_telling
        What else speaks against a group.

    Returns
    -------
    frozenset of str
        Groups to withhold, those of `elsewhere` among them, and :data:`ALL` if everybody is too
        few.

    Notes
    -----
    Primary and complementary cell suppression, and what a cell of none or all gives away: Hundepool
    and others (2012), Statistical Disclosure Control, chapters 4 and 5. A rest that is made larger
    for the sake of rule 3 tells who knows the rule no more than the subtraction would have told.
    """
    if everybody < smallest_base:
        return frozenset({ALL, *bases})
    # Smallest last, ties by name, so that the same data always withholds the same group.
    shown = sorted(
        (name for name, n in bases.items() if n >= smallest_base and name not in elsewhere),
        key=lambda name: (-bases[name], name),
    )
    if find_telling([]) == ALL:
        return frozenset({ALL, *bases})
    while shown:
        rest = everybody - sum(bases[name] for name in shown)
        withheld = [n for name, n in bases.items() if n and name not in shown]
        least = smallest_base if withheld else min(FEW, smallest_base)
        if 0 < rest < least or withheld == [rest]:
            shown.pop()
            continue
        # Where nobody in the rest is of a group, it may be of one mind.
        mixing = ""
        if withheld:
            mixing = _find_mixing(shown, bases, rest, everybody, given)
        found = mixing or find_telling(shown)
        if not found:
            break
        shown.remove(found)
    return frozenset(bases) - frozenset(shown)


def _find_mixing(
    shown: Sequence[str],
    bases: Mapping[str, int],
    rest: int,
    everybody: int,
    given: Sequence[Mapping[str, int]],
) -> str:
    """Find the smallest group shown that answered otherwise than a rest that is of one mind."""
    for counts in given:
        in_rest = counts[ALL] - sum(counts[name] for name in shown)
        if 0 < counts[ALL] < everybody and in_rest in {0, rest}:
            alike = {name: 0 if in_rest == 0 else bases[name] for name in shown}
            return next(name for name in reversed(shown) if counts[name] != alike[name])
    return ""


@dataclass(frozen=True, slots=True)
class _Question:
    """People asked by group, everybody who was asked, and people of each answer by group."""

    bases: dict[str, int]
    everybody: int
    given: tuple[dict[str, int], ...]
    find_telling: Judge
    blocked: frozenset[str] = frozenset()

    def choose(self, smallest_base: int, elsewhere: Collection[str]) -> frozenset[str]:
        if ALL in self.blocked:
            return frozenset({ALL, *self.bases})
        away = self.blocked.union(elsewhere)
        return choose_withheld(
            self.bases, self.everybody, smallest_base, away, self.given, self.find_telling
        )


def withhold(
    table: pd.DataFrame,
    *,
    within: str,
    values: Sequence[str],
    smallest_base: int,
    elsewhere: Collection[str] = (),
    given: str = "",
    families: Mapping[str, str] | None = None,
    judges: Mapping[str, Judge] | None = None,
    blocked: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Empty the `values` of rows that rest on too few people, or would give such a row away.

    Parameters
    ----------
    table
        Tidy, with the columns ``segment`` (``all`` is everybody), ``n`` and `within`. A question
        with several answers has a row for each of them, all with the same ``n``.
    within
        Column whose every value is a question of its own: a channel, a rung, a question.
    values
        Columns to empty; the base ``n`` itself should be among them.
    smallest_base
        The least number of people behind a cell that may be seen.
    elsewhere
        Groups that another table of these people withholds.
    given
        Column with the number of people who gave the row's answer; it should be among `values`, or
        be dropped. Without it only bases are looked at, as fits a table of sizes.
    families
        By question a name that it shares with those that bound it, as the rungs of a ladder and who
        stands on none do: a group withheld in one of them is withheld in all.
    judges
        By question what else speaks against a group.
    blocked
        By question groups, or :data:`ALL`, that another table withholds and this one would tell of.
    """
    questions = _read_questions(table, within, given, judges or {}, blocked or {})
    kin: dict[str, list[_Question]] = {}
    for name, one in questions.items():
        kin.setdefault((families or {}).get(name, name), []).append(one)
    names = {}
    for name, one in questions.items():
        others = kin[(families or {}).get(name, name)]
        chosen = frozenset(elsewhere)
        if len(others) > 1:
            chosen = _choose_together(others, smallest_base, chosen)
        names[name] = one.choose(smallest_base, chosen)
    hidden = [
        segment in names[str(name)]
        for segment, name in zip(table["segment"], table[within], strict=True)
    ]
    result = table.copy()
    result[list(values)] = result[list(values)].mask(pd.Series(hidden, index=table.index))
    return result.astype({"n": "Int64"})


def _choose_together(
    questions: Collection[_Question], smallest_base: int, elsewhere: frozenset[str]
) -> frozenset[str]:
    """Choose the groups that one of the questions withholds, until none asks for more."""
    chosen = elsewhere
    while True:
        found = [one.choose(smallest_base, chosen) for one in questions]
        # Where everybody is too few, that question alone is withheld.
        joined = chosen.union(*(names for names in found if ALL not in names))
        if joined == chosen:
            return chosen
        chosen = joined


def _read_questions(
    table: pd.DataFrame,
    within: str,
    given: str,
    judges: Mapping[str, Judge],
    blocked: Mapping[str, Collection[str]],
) -> dict[str, _Question]:
    bases: dict[str, dict[str, int]] = {}
    answers: dict[str, dict[str, list[int]]] = {}
    counts = table[given] if given else [0] * len(table)
    for name, segment, n, count in zip(
        table[within], table["segment"], table["n"], counts, strict=True
    ):
        bases.setdefault(str(name), {})[str(segment)] = int(n)
        answers.setdefault(str(name), {}).setdefault(str(segment), []).append(int(count))
    questions = {}
    for name, groups in bases.items():
        of_each = zip(*answers[name].values(), strict=True) if given else ()
        counted = tuple(dict(zip(answers[name], one, strict=True)) for one in of_each)
        everybody = groups.pop(ALL)
        questions[name] = _Question(
            groups,
            everybody,
            counted,
            judges.get(name, find_nothing),
            frozenset(blocked.get(name, ())),
        )
    return questions


def withhold_divisions(
    table: pd.DataFrame,
    *,
    within: str,
    values: Sequence[str],
    everybody: int,
    smallest_base: int,
    blocked: Collection[str] = (),
    apart: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Show a division of all people whole or not at all, so that none can be set off against it.

    For tables that divide everybody once more, beside the groups: by age, by region. All parts have
    to be as large as the smallest base, or empty; those who are in no part as well.

    Parameters
    ----------
    table
        Tidy, with the columns `within` and ``n`` (people in the part).
    within
        Column whose every value is a division of its own.
    values
        Columns to empty.
    everybody
        All people in the survey.
    blocked
        Divisions not to show, whatever their size: those made from the answers that make the
        groups, where a group is withheld.
    apart
        By division the people of those in no part whom another table may count.
    """
    hidden = set(blocked)
    for name, parts in table.groupby(within, sort=False)["n"]:
        some = (apart or {}).get(str(name), 0)
        counts = [*parts, some, everybody - parts.sum() - some]
        if any(0 < n < smallest_base for n in counts):
            hidden.add(str(name))
    result = table.copy()
    result[list(values)] = result[list(values)].mask(table[within].isin(hidden))
    return result.astype({"n": "Int64"})
