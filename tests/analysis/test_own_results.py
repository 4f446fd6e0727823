"""What the client's own posts got, as ratios of sums worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.analysis.channel_posts import make_posts
from toolkit.analysis.common_window import Window
from toolkit.analysis.own_results import measure_own


def test_click_through_and_virality_are_ratios_of_sums_over_posts_that_have_both() -> None:
    posts = make_posts(
        n=40, clicks=[2, 6] * 20, shares=[1, None] * 20, reach=[100, 300] * 20,
        impressions=[400, 400] * 20,
    )  # fmt: skip
    window = Window(posts["day"].min(), posts["day"].max())
    found = pd.DataFrame(measure_own(posts, "facebook", window, "Ours")).set_index("metric")
    assert found.loc["clicks_per_reach", "value"] == pytest.approx(160 / 8000)
    assert found.loc["clicks_per_impressions", "value"] == pytest.approx(160 / 16_000)
    # Half of the posts do not say how often they were shared: their reach does not count.
    assert found.loc["shares_per_reach", "value"] == pytest.approx(20 / 2000)
    assert found.loc["shares_per_reach", "n_posts"] == 20
    assert found.loc["shares_per_impressions", "value"] == pytest.approx(20 / 8000)
