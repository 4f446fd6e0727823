"""Measure the whole analysis of a large channel benchmark: 200,000 posts of 20 brands.

Run ``python -m benchmarks.channel_benchmark``. The posts are invented; the analysis runs in a
process of its own, so that the memory is that of the analysis alone with what it imports.
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import time

import numpy as np
import pandas as pd

from toolkit.analysis.audience import gather_counts
from toolkit.analysis.channel_benchmark import compare_channels
from toolkit.analysis.channel_measures import measure_channels
from toolkit.model.client import Client, Theme
from toolkit.model.posts import FOLLOWERS, INSIGHTS, POSTS, TOTALS, conform
from toolkit.readers.channels import ChannelData

POSTS_IN_ALL, BRANDS, DAYS = 200_000, 20, 3 * 365
PLATFORMS = ("facebook", "instagram", "linkedin", "tiktok", "x")
AS_OF = dt.date(2026, 9, 30)
SUBJECTS = ("books", "repair", "opening hours", "people", "sale", "walk")
OPENINGS = [
    f"About {first} and {second} today{mark} #{first.replace(' ', '')} #town"
    for first in SUBJECTS
    for second in SUBJECTS
    for mark in ("!", ", in the caf\u00e9")
]
THEMES = tuple(Theme(name=one.capitalize(), words=(one,)) for one in SUBJECTS[:4])
SIZES = np.geomspace(400, 1_200_000, BRANDS)


def make_posts(generator: np.random.Generator) -> pd.DataFrame:
    """Invent posts: brands of very different size and rhythm, heavy tails, many zeros."""
    share = generator.dirichlet(np.full(BRANDS, 2.0))
    brand = generator.choice(BRANDS, POSTS_IN_ALL, p=share)
    day = pd.Timestamp(AS_OF) - pd.to_timedelta(generator.integers(0, DAYS, POSTS_IN_ALL), "D")
    drawn = np.exp(generator.normal(0, 1.3, POSTS_IN_ALL)) * SIZES[brand] ** 0.7 * 0.02
    reactions = generator.poisson(drawn)
    # No two texts are the same, as in a feed; half of them have a letter beyond ASCII.
    openings = generator.choice(OPENINGS, POSTS_IN_ALL).tolist()
    texts = [
        f"{said} - come by and tell us what you make of it, number {number} of the year."
        for number, said in enumerate(openings)
    ]
    return conform(
        pd.DataFrame(
            {
                "account": np.char.add("id", brand.astype(str)),
                "brand": np.char.add("Brand ", brand.astype(str)),
                "platform": generator.choice(PLATFORMS, POSTS_IN_ALL),
                "post_id": np.arange(POSTS_IN_ALL).astype(str),
                "published": pd.DatetimeIndex(day).tz_localize("UTC"),
                "day": day,
                "reactions": reactions,
                "comments": generator.poisson(reactions * 0.1),
                "shares": generator.poisson(reactions * 0.05),
                "reach": generator.poisson(reactions * 30),
                "clicks": generator.poisson(reactions * 0.5),
                "reply": generator.random(POSTS_IN_ALL) < 0.1,
                "kind": generator.choice(["photo", "video", "link"], POSTS_IN_ALL),
                "text": texts,
            }
        ),
        POSTS,
    )


def make_followers(generator: np.random.Generator) -> pd.DataFrame:
    """Invent a follower count a month for each brand and platform."""
    days = pd.date_range(end=AS_OF, periods=DAYS // 30, freq="30D")
    frame = pd.MultiIndex.from_product(
        [range(BRANDS), PLATFORMS, days], names=["number", "platform", "day"]
    ).to_frame(index=False)
    frame["brand"] = "Brand " + frame["number"].astype(str)
    frame["account"] = "id" + frame["number"].astype(str)
    frame["followers"] = (SIZES[frame["number"]] * generator.uniform(0.9, 1.1, len(frame))).round()
    return conform(frame, FOLLOWERS)


def measure() -> None:
    """Time the analysis once, and print it with the most memory that this process held."""
    generator = np.random.default_rng(1)
    posts, followers = make_posts(generator), make_followers(generator)
    before = _memory()
    started, busy = time.perf_counter(), time.process_time()
    client = Client(name="Brand 0", themes=THEMES)
    totals, insights = (conform(pd.DataFrame(), columns) for columns in (TOTALS, INSIGHTS))
    channels = ChannelData(posts, followers, totals, insights, (), (), (), {})
    counts = gather_counts(client, followers, totals)
    found = compare_channels(posts, counts, client.name, AS_OF)
    compared = time.process_time() - busy
    measures = measure_channels(client, channels, counts, found)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"posts {len(posts):,}  rows of metrics {len(found.metrics):,}")
    print(f"rows of content mix {len(measures.mix):,}")
    print(f"analysis {seconds:.2f} s by the clock")
    print(f"at work {busy:.2f} s, {compared:.2f} s of it on the comparison of brands")
    print(f"memory {_memory():.0f} MB at most, {before:.0f} MB of it before the analysis")


def _memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        measure()
    else:
        command = [sys.executable, "-m", "benchmarks.channel_benchmark", "--here"]
        sys.exit(subprocess.run(command, check=False).returncode)
