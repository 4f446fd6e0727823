"""What a brand posts, and what each sort of post draws: by kind, by theme, by hashtag.

A post has one kind, any number of hashtags and of themes. Of a sort with fewer posts than
:data:`FEWEST_IN_GROUP` the number is given and nothing else; that one sort draws more is only said
where the interval of its difference with all other posts of the brand excludes zero, at a level
that rises with the number of sorts looked at (Bonferroni).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from toolkit.analysis.compared_posts import ComparedPosts
from toolkit.analysis.hashtags import compile_themes, find_hashtags, find_themes
from toolkit.analysis.weekly_estimates import estimate_difference, estimate_median
from toolkit.analysis.weekly_intervals import Floats, Weeks

FEWEST_IN_GROUP = 10
# Hashtags that are measured for a brand; a feed has hundreds, most of them once.
MOST_HASHTAGS = 12
MIX_COLUMNS = [
    "brand", "platform", "sort", "label", "metric", "posts", "share_of_posts", "value", "low",
    "high", "n_posts", "difference", "difference_low", "difference_high", "verdict",
    "start", "end",
]  # fmt: skip
NO_THEME = "none"


def measure_mix(
    compared: Iterable[ComparedPosts], themes: Mapping[str, Iterable[str]]
) -> pd.DataFrame:
    """Count each brand's posts by sort, and measure what the middle one of each draws.

    Parameters
    ----------
    themes
        Theme → words, as :func:`toolkit.analysis.hashtags.find_themes` takes them; may be empty.

    Returns
    -------
    DataFrame
        Columns :data:`MIX_COLUMNS`: ``sort`` is ``kind``, ``theme`` or ``hashtag``;
        ``share_of_posts`` is of the posts whose kind, or text, is known (themes and hashtags
        overlap, so these need not add up to one); ``value`` is the median of ``metric`` over the
        ``n_posts`` of which it is known, ``difference`` that minus the median of all other posts.
        ``verdict`` is ``more``, ``less`` or ``unclear``, and ``too few`` below ten posts. Of
        hashtags the twelve most used are listed. Differences are those of the client only:
        nothing is claimed of others, whose ``verdict`` is ``unclear``.
    """
    given = compile_themes(themes)
    rows: list[dict[str, object]] = []
    for one in compared:
        count = one.widest_count
        for brand in one.brands:
            posts = one.of(brand)
            values = posts[f"count_{count}"].to_numpy(float)
            weeks = one.window.week_of(posts["day"])
            for sort, known, labels in _sorts(posts, given):
                rows += _measure(one, brand, values, weeks, sort, known, labels)
    found = pd.DataFrame(rows, columns=MIX_COLUMNS)
    return found.sort_values(
        ["platform", "brand", "sort", "posts", "label"],
        ascending=[True, True, True, False, True],
        ignore_index=True,
    )


def _measure(
    one: ComparedPosts,
    brand: str,
    values: Floats,
    weeks: Weeks,
    sort: str,
    known: np.ndarray,
    labels: dict[str, np.ndarray],
) -> Iterator[dict[str, object]]:
    large = sum(int(mask.sum()) >= FEWEST_IN_GROUP for mask in labels.values())
    level = 1 - 0.05 / max(large, 1)
    for label, mask in labels.items():
        row: dict[str, object] = {
            "brand": brand,
            "platform": one.platform,
            "sort": sort,
            "label": label,
            "metric": f"{one.widest_count}_per_post",
            "posts": int(mask.sum()),
            "share_of_posts": float(mask.sum() / known.sum()),
            "n_posts": int((mask & ~np.isnan(values)).sum()),
            "verdict": "too few",
            "start": one.window.start.date(),
            "end": one.window.end.date(),
        }
        if int(str(row["n_posts"])) >= FEWEST_IN_GROUP:
            middle = estimate_median(values[mask], weeks[mask], one.window)
            row |= {"value": middle.value, "low": middle.low, "high": middle.high}
            row["verdict"] = "unclear"
        if row["verdict"] == "unclear" and brand == one.client:
            apart = estimate_difference(values[known], mask[known], weeks[known], one.window, level)
            row |= {
                "difference": apart.value,
                "difference_low": apart.low,
                "difference_high": apart.high,
                "verdict": "more" if apart.low > 0 else "less" if apart.high < 0 else "unclear",
            }
        yield row


def _sorts(
    posts: pd.DataFrame, themes: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[str, np.ndarray, dict[str, np.ndarray]]]:
    # Each sort, the posts of which it can be told, and those of them that bear each label.
    kinds = posts["kind"].fillna("").to_numpy(str)
    named = posts["kind"].notna().to_numpy(bool)
    yield "kind", named, {str(kind): kinds == kind for kind in np.unique(kinds[named])}
    told = posts["text"].notna().to_numpy(bool)
    texts = posts["text"][told].tolist()
    by_theme = find_themes(texts, themes)
    if themes:
        by_theme[NO_THEME] = list(set(range(len(texts))).difference(*by_theme.values()))
    yield "theme", told, _mark(by_theme, told)
    by_tag = find_hashtags(texts)
    used = sorted(by_tag, key=lambda tag: (-len(by_tag[tag]), tag))[:MOST_HASHTAGS]
    yield "hashtag", told, _mark({tag: by_tag[tag] for tag in used}, told)


def _mark(places: Mapping[str, list[int]], told: np.ndarray) -> dict[str, np.ndarray]:
    # Places are counted among the posts with a text, a mask among all of them.
    rows = np.flatnonzero(told)
    masks = {label: np.zeros(len(told), dtype=bool) for label in places if places[label]}
    for label, mask in masks.items():
        mask[rows[places[label]]] = True
    return masks
