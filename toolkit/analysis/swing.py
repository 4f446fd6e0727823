"""The question behind a weight: what going from one end of a scale to the other is worth.

"How important is reach?" has no answer, for it leaves open how much reach. So the question names
both ends of the scale. Department for Communities and Local Government (2009), Multi-criteria
analysis: a manual, section 6.2.10; on leaving out the range, Keeney, R. L. (1992), Value-focused
thinking, section 5.3.
"""

from __future__ import annotations

from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion


def ask_swing(criterion: Criterion, weighting: str, language: Language) -> str:
    """Ask for the weight of a criterion, with the range of its scale in the question.

    Parameters
    ----------
    criterion
        With its anchors; one without is asked by the bare steps 0 and 5.
    weighting
        ``swing`` (against 100 for the step that matters most) or ``points`` (of 100 in all).
    """
    lowest = criterion.anchors[0] if criterion.anchors else language.text("as good as nothing")
    highest = (
        criterion.anchors[-1] if len(criterion.anchors) > 1 else language.text("the most there is")
    )
    message = (
        "{criterion}: of 100 points in all, how many for going from “{lowest}” (0) to “{highest}” "
        "(5)?"
        if weighting == "points"
        else "{criterion}: what is going from “{lowest}” (0) to “{highest}” (5) worth, if the step "
        "that matters most is worth 100?"
    )
    return language.text(message, criterion=criterion.name, lowest=lowest, highest=highest)


def ask_all_swings(choice: Choice, language: Language) -> dict[str, str]:
    """Ask for the weight of every criterion, by key."""
    return {one.key: ask_swing(one, choice.weighting, language) for one in choice.criteria}
