"""What a goal still lacks to be SMART, and what is odd about it.

Each letter asks for fields of the goal (after Doran, 1981, in the usual Dutch reading); whether a
goal is within reach cannot be judged without the present figure, so the baseline stands under
realistic. Beyond the letters: a goal that counts attention only says nothing of what attention
leads to, a deadline that is over or a target that is the baseline asks for nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from toolkit.analysis.completeness import FEWEST_GOALS, find_state
from toolkit.language import Language, mark
from toolkit.model.fields import describe
from toolkit.model.intake import Goal

Rule = Literal["letter", "serves", "vanity", "same", "over", "before_meeting", "few", "all_vanity"]

SMART: dict[str, tuple[str, ...]] = {
    "specific": ("reached", "serves"),
    "measurable": ("measure", "source", "target"),
    "acceptable": ("owner",),
    "realistic": ("baseline",),
    "timely": ("deadline",),
}
LETTER_NAMES: dict[str, str] = {
    "specific": mark("specific"),
    "measurable": mark("measurable"),
    "acceptable": mark("acceptable"),
    "realistic": mark("realistic"),
    "timely": mark("time-bound"),
}
# What is missing where a field is, in plain words.
FIELD_WORDS: dict[str, str] = {
    "reached": mark("a clear outcome"),
    "serves": mark("the business goal behind it"),
    "measure": mark("a measure"),
    "source": mark("where the figure comes from"),
    "target": mark("a target"),
    "owner": mark("an owner"),
    "baseline": mark("the present figure"),
    "deadline": mark("a date"),
}

# Counts of attention, as they are called in English and in Dutch.
_ATTENTION = re.compile(
    r"\b(followers?|fans?|likes?|views?|page ?views|impressions?|reach|"
    r"volgers?|vind[- ]ik[- ]leuks?|duimpjes|weergaven?|impressies?|bereik)\b",
    re.IGNORECASE,
)
# What counts, of those who gave attention, what they went on to do.
_OUTCOME = re.compile(r"\b(who|that|which|whose|into|die|dat|waarvan|naar|wie)\b", re.IGNORECASE)
# “Reach” begins many a goal as a verb, and so does its Dutch counterpart.
_VERB = re.compile(r"^\s*(we )?(reach|like|view|bereik)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a goal lacks, or that is odd about it, or about all goals together.

    Parameters
    ----------
    rule
        Which rule found it.
    message
        In English, for the catalogue; :meth:`write` fills it in.
    goal
        The place of the goal, from 0; None where it is about all of them.
    fields
        The fields that would put it right.
    letter
        The letter of SMART that is missing; empty where it is no letter.
    values
        What the message's blanks stand for.
    """

    rule: Rule
    message: str
    goal: int | None = None
    fields: tuple[str, ...] = ()
    letter: str = ""
    values: Mapping[str, str | int | dt.date] = field(default_factory=dict, hash=False)

    def write(self, language: Language) -> str:
        """Say it in `language`, without the name of the goal."""
        labels = {one.name: language.text(one.label) for one in describe(Goal)}
        words: dict[str, str] = {
            "fields": language.listing(f"“{labels[name]}”" for name in self.fields),
            "letter": language.text(LETTER_NAMES[self.letter]) if self.letter else "",
        }
        for name, value in self.values.items():
            if isinstance(value, dt.date):
                words[name] = language.date(value)
            else:
                words[name] = value if isinstance(value, str) else language.number(value)
        return language.text(self.message, **words)


def find_smart_gaps(goal: Goal) -> dict[str, tuple[str, ...]]:
    """Give, for each letter of SMART, the fields of the goal that are still unknown."""
    return {
        letter: tuple(name for name in names if find_state(goal, name) != "known")
        for letter, names in SMART.items()
    }


def find_vanity(goal: Goal) -> tuple[str, str] | None:
    """Tell why a goal is taken to count attention only; None where it is not.

    What is measured decides; without a measure, its unit; without both, the goal's name.

    Returns
    -------
    tuple
        The field that says so, and the word in it; no word where the goal was marked.
    """
    if goal.vanity:
        return "vanity", ""
    for name in ("measure", "unit", "name"):
        words = (getattr(goal, name) or "").strip()
        if not words:
            continue
        found = _ATTENTION.search(words)
        counts_more = _OUTCOME.search(words) or (name == "name" and _VERB.search(words))
        return (name, found[0]) if found and not counts_more else None
    return None


def lint(
    goals: Sequence[Goal], as_of: dt.date | None = None, held_on: dt.date | None = None
) -> tuple[Finding, ...]:
    """Find what each goal lacks, what is odd about it, and what is odd about them all.

    Parameters
    ----------
    as_of
        The day on which this is asked; without it no deadline is taken to be over.
    held_on
        The day of the workshop.

    Returns
    -------
    tuple
        Goal by goal in their order, then what is about all of them.
    """
    found = [
        one for place, goal in enumerate(goals) for one in _lint_goal(place, goal, as_of, held_on)
    ]
    return (*found, *_lint_all(goals))


def _lint_goal(
    place: int, goal: Goal, as_of: dt.date | None, held_on: dt.date | None
) -> Iterator[Finding]:
    for letter, fields in find_smart_gaps(goal).items():
        # A business goal behind it is asked for in words of its own.
        if missing := tuple(name for name in fields if name != "serves"):
            message = mark("Not yet {letter}: {fields} would make it so.")
            yield Finding("letter", message, place, missing, letter)
        if "serves" in fields:
            message = mark("It serves no business goal yet.")
            yield Finding("serves", message, place, ("serves",), letter)
    if vain := find_vanity(goal):
        where, word = vain
        messages = {
            "vanity": mark("It counts attention only: it was marked so."),
            "measure": mark("It counts attention only: its measure says “{word}”."),
            "unit": mark("It counts attention only: its unit says “{word}”."),
            "name": mark("It counts attention only: its name says “{word}”."),
        }
        yield Finding("vanity", messages[where], place, ("measure",), values={"word": word})
    if goal.target is not None and goal.target == goal.baseline:
        message = mark("Target and baseline are the same, so nothing has to change.")
        yield Finding("same", message, place, ("target", "baseline"))
    if goal.deadline is not None:
        date = goal.deadline
        if held_on is not None and date < held_on:
            message = mark("Its deadline, {date}, was over before the workshop of {held_on}.")
            values: dict[str, str | int | dt.date] = {"date": date, "held_on": held_on}
            yield Finding("before_meeting", message, place, ("deadline",), values=values)
        elif as_of is not None and date < as_of:
            message = mark("Its deadline, {date}, is over.")
            yield Finding("over", message, place, ("deadline",), values={"date": date})


def _lint_all(goals: Sequence[Goal]) -> Iterator[Finding]:
    if len(goals) < FEWEST_GOALS:
        messages = {
            0: mark("There are no goals yet. At least three are wanted."),
            1: mark("There is one goal. At least three are wanted."),
        }
        several = mark("There are {n} goals. At least three are wanted.")
        yield Finding("few", messages.get(len(goals), several), values={"n": len(goals)})
    if goals and all(find_vanity(goal) for goal in goals):
        message = mark("All goals count attention only. Add one that counts what it leads to.")
        yield Finding("all_vanity", message, fields=("measure",))
