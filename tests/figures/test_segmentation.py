"""The figure of the grounds says in words what it draws."""

from __future__ import annotations

import pytest

from benchmarks.segmentation import invent_groups, invent_noise
from toolkit.analysis.segmentation import Demands, find_segments
from toolkit.figures.segmentation import grounds_figure
from toolkit.language import Language

BRIEF = Demands(most=5, draws=4, starts=10)


@pytest.mark.slow
@pytest.mark.parametrize("language", [Language("en"), Language("nl")], ids=["en", "nl"])
def test_the_figure_says_in_words_what_it_draws(language) -> None:
    for answers in (invent_groups(1, 300)[0], invent_noise(1, 150)):
        found = find_segments(answers, demands=BRIEF)
        made = grounds_figure(found, language, "A <b>title</b>")
        assert made.html.count("<svg") == 2
        assert "<b>title" not in made.html
        for stability in found.grounds["stability"].iloc[1:]:
            assert language.number(stability, 2) in made.bundle.alt
        chosen = [row[-1] for row in made.bundle.data.rows]
        assert [k for k, own in enumerate(chosen, start=1) if own] == (
            [found.chosen] if found.chosen else []
        )
        # How many people are in the smallest group is for the table, which withholds it.
        assert "smallest" not in {column.name for column in made.bundle.data.columns}
