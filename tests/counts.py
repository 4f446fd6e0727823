"""On how many cases a law is tried: fewer in a quick run, and twenty times as many in a proof."""

from __future__ import annotations

from hypothesis import settings

QUICK, USUAL, PROOF = 20, 50, 2000


def examples(usual: int, full: int = 0) -> int:
    """Give the number of cases for the profile of this run.

    Parameters
    ----------
    usual
        Cases in ``make test``, for a law of which one case costs more than most.
    full
        Cases in ``make proof``, where those are more than twenty times as many.
    """
    if full and settings.default.max_examples >= PROOF:
        return full
    return max(usual * min(settings.default.max_examples, 20 * USUAL) // USUAL, 3)
