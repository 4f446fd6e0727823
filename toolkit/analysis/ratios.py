"""Two scores that other tools rank by, to compare with: RICE and WSJF.

Both divide benefit by effort. A quotient of scores depends on where their scales happen to begin,
so nothing in a report rests on these; they are here so that a list that was ranked by one of them
can be checked and set beside ours.
"""

from __future__ import annotations

import math


def rice_score(reach: float, impact: float, confidence: float, effort: float) -> float:
    """Give reach × impact × confidence ÷ effort.

    McBride, S. (2016), RICE: simple prioritization for product managers (Intercom).

    Parameters
    ----------
    reach
        People in a period.
    impact
        On each of them: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.
    confidence
        A fraction, 0 to 1 (published lists often print it as a percentage).
    effort
        Person-months, or any other unit that is the same for all.

    Raises
    ------
    ValueError
        If a number is missing or negative, confidence is above 1, or effort is 0.
    """
    _check(reach=reach, impact=impact, confidence=confidence, effort=effort)
    if confidence > 1:
        raise ValueError(f"confidence is a fraction, 0 to 1; got {confidence:g}")
    if effort == 0:
        raise ValueError("effort must be above zero")
    return reach * impact * confidence / effort


def wsjf_score(value: float, time_criticality: float, risk_reduction: float, size: float) -> float:
    """Give (value + time criticality + risk reduction) ÷ job size, the weighted shortest job first.

    Reinertsen, D. G. (2009), The Principles of Product Development Flow; the sum of three parts as
    in the Scaled Agile Framework, where each is scored 1, 2, 3, 5, 8, 13 or 20.

    Raises
    ------
    ValueError
        If a number is missing or negative, or size is 0.
    """
    _check(value=value, time_criticality=time_criticality, risk_reduction=risk_reduction, size=size)
    if size == 0:
        raise ValueError("size must be above zero")
    return (value + time_criticality + risk_reduction) / size


def _check(**numbers: float) -> None:
    for name, number in numbers.items():
        if not (math.isfinite(number) and number >= 0):
            raise ValueError(f"{name} must be a number of 0 or more; got {number}")
