"""The figures of the smaller measures, in one place for a notebook to take them from."""

from toolkit.figures.account_insights import audience_figure, months_figure
from toolkit.figures.attention import attention_figure
from toolkit.figures.best_times import times_figure
from toolkit.figures.content_mix import mix_figure
from toolkit.figures.engagement_rates import translator_figure
from toolkit.figures.follower_growth import growth_figure
from toolkit.figures.rhythm import silence_figure

__all__ = [
    "attention_figure",
    "audience_figure",
    "growth_figure",
    "mix_figure",
    "months_figure",
    "silence_figure",
    "times_figure",
    "translator_figure",
]
