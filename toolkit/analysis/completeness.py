"""What the intake still leaves open.

Unknown is an honest answer, so it is counted and listed and never filled in. For each goal the list
says which letters of SMART still lack something.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.analysis.discipline import DISCIPLINES, OBJECTIVES
from toolkit.language import mark
from toolkit.model.client import Client
from toolkit.model.intake import Goal, Intake

FEWEST_GOALS = 3

# What each letter asks of a goal. Whether a goal is within reach cannot be judged without the
# present figure, so the baseline stands under realistic.
SMART: dict[str, tuple[str, ...]] = {
    "specific": ("reached", "serves"),
    "measurable": ("measure", "source", "target"),
    "acceptable": ("owner",),
    "realistic": ("baseline",),
    "timely": ("deadline",),
}

QUESTIONS: dict[str, str] = {
    "offer.product": mark("What do you offer?"),
    "offer.plainly": mark("How would you explain it to a child?"),
    "offer.value_proposition": mark("Why should people choose you?"),
    "offer.market": mark("In which market?"),
    "purpose.mission": mark("What is the mission?"),
    "purpose.vision": mark("What is the vision?"),
    "purpose.why": mark("Why do you do this?"),
    "purpose.how": mark("How do you do it?"),
    "purpose.what": mark("What do you do?"),
    "target_groups": mark("For whom?"),
    "target_groups.looks_for": mark("What do they look for?"),
    "target_groups.likes": mark("What do they like?"),
    "target_groups.dislikes": mark("What do they dislike?"),
    "target_groups.problems": mark("What problems do they have?"),
    "target_groups.help": mark("How can you help?"),
    "discipline_votes": mark("What does everybody think you compete on?"),
    "discipline": mark("What do you compete on?"),
    "discipline_reason": mark("Why that?"),
    "fits": mark("How well does this objective fit what you compete on?"),
    "goals": mark("Which goals?"),
    "goals.reached": mark("What does it look like when reached?"),
    "goals.serves": mark("Which business goal does it serve?"),
    "goals.measure": mark("What is measured?"),
    "goals.source": mark("Where does the figure come from?"),
    "goals.target": mark("How much?"),
    "goals.owner": mark("Who answers for it?"),
    "goals.baseline": mark("What is it now?"),
    "goals.deadline": mark("By when?"),
    "media": mark("Which channels and media are there?"),
    "media.owner": mark("Who maintains it?"),
    "media.controller": mark("Who checks it?"),
    "media.goal": mark("What is it for?"),
    "media.target_group": mark("Whom is it for?"),
    "media.frequency": mark("How often?"),
    "media.action": mark("Keep, update, create or remove?"),
    "capacity.hours_per_week": mark("How many hours a week are there?"),
    "budget.per_year": mark("How much money a year is there?"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the intake.

    Parameters
    ----------
    key
        A key of :data:`QUESTIONS`.
    about
        The target group, goal or medium that it asks about; for a fit, discipline and objective.
    known
        Whether it has an answer.
    """

    key: str
    about: tuple[str, ...]
    known: bool

    @property
    def part(self) -> str:
        """The part of the intake that it belongs to: ``offer``, ``goals`` and so on."""
        return self.key.split(".")[0]


@dataclass(frozen=True, slots=True)
class Completeness:
    """All questions of an intake, answered or open."""

    questions: tuple[Question, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """Questions without an answer."""
        return tuple(question for question in self.questions if not question.known)

    @property
    def untouched(self) -> bool:
        """Whether nothing was answered at all."""
        return not any(question.known for question in self.questions)

    def count(self, part: str) -> tuple[int, int]:
        """Count open questions, and all questions, of a part."""
        ours = [question for question in self.questions if question.part == part]
        return sum(not question.known for question in ours), len(ours)


def _known(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def find_smart_gaps(goal: Goal) -> dict[str, tuple[str, ...]]:
    """Give, for each letter of SMART, the fields of the goal that are still unknown."""
    return {
        letter: tuple(field for field in fields if not _known(getattr(goal, field)))
        for letter, fields in SMART.items()
    }


def check_completeness(intake: Intake, client: Client) -> Completeness:
    """List every question of the intake, and whether it has an answer."""
    found: list[Question] = []

    def ask(key: str, value: object, *about: str) -> None:
        found.append(Question(key, about, _known(value)))

    for key in QUESTIONS:
        part, _, field = key.partition(".")
        if part in {"offer", "purpose"}:
            ask(key, getattr(getattr(intake, part), field))
    ask("target_groups", intake.target_groups or None)
    for group in intake.target_groups:
        for field in ("looks_for", "likes", "dislikes", "problems", "help"):
            ask(f"target_groups.{field}", getattr(group, field), group.name)
    ask("discipline_votes", intake.discipline_votes or None)
    ask("discipline", intake.discipline)
    ask("discipline_reason", intake.discipline_reason)
    given = {(fit.discipline, fit.objective): fit.score for fit in intake.fits}
    for discipline in DISCIPLINES:
        for objective in OBJECTIVES:
            ask("fits", given.get((discipline, objective)), discipline, objective)
    ask("goals", True if len(intake.goals) >= FEWEST_GOALS else None)
    for goal in intake.goals:
        for fields in SMART.values():
            for field in fields:
                ask(f"goals.{field}", getattr(goal, field), goal.name)
    ask("media", intake.media or None)
    for medium in intake.media:
        for field in ("owner", "controller", "goal", "target_group", "frequency", "action"):
            ask(f"media.{field}", getattr(medium, field), medium.name)
    ask("capacity.hours_per_week", client.capacity.hours_per_week)
    ask("budget.per_year", client.budget.per_year)
    return Completeness(tuple(found))
