"""The benchmark's figures: what a post calls up, and how often there is one."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit import bundle
from toolkit.analysis.channel_benchmark import Benchmark, PlatformComparison
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.intervals import Panel, Row, draw_panels
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
