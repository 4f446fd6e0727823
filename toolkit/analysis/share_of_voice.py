"""Share of voice: how much of what is said is said of a brand.

It needs mentions, of which posts by the brands themselves say nothing; a share computed from posts
is a share of interactions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.analysis.common_window import Window
from toolkit.analysis.weekly_estimates import estimate_ratio

VOICE_COLUMNS = ["brand", "mentions", "value", "low", "high", "all_mentions", "start", "end"]


def share_of_voice(mentions: pd.DataFrame, window: Window | None = None) -> pd.DataFrame:
    """Divide the mentions among the brands.

    Parameters
    ----------
    mentions
        ``brand, day, n``: how many mentions of a brand were logged on a day.
    window
        Days that count; by default from the first to the last mention.

    Returns
    -------
    DataFrame
        Columns :data:`VOICE_COLUMNS`, the largest share first; ``value`` is a brand's mentions ÷
        those of all brands, with an interval over weeks where there are enough of them.
    """
    known = mentions[mentions["brand"].notna() & mentions["day"].notna() & mentions["n"].gt(0)]
    if known.empty:
        return pd.DataFrame(columns=VOICE_COLUMNS)
    window = window or Window(known["day"].min(), known["day"].max())
    known = known[known["day"].between(window.start, window.end)]
    counts, weeks = known["n"].to_numpy(float), window.week_of(known["day"])
    rows = []
    for brand in sorted(known["brand"].unique()):
        own = np.where(known["brand"].eq(brand), counts, 0.0)
        found = estimate_ratio(own, counts, weeks, window)
        rows.append(
            {
                "brand": brand,
                "mentions": int(own.sum()),
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "all_mentions": int(counts.sum()),
                "start": window.start.date(),
                "end": window.end.date(),
            }
        )
    found_rows = pd.DataFrame(rows, columns=VOICE_COLUMNS)
    return found_rows.sort_values(["value", "brand"], ascending=[False, True], ignore_index=True)
