"""All measures at once, for a client of which nothing is known yet."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.audience import gather_counts
from toolkit.analysis.channel_benchmark import compare_channels
from toolkit.analysis.channel_measures import measure_channels
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.model.posts import FRAMES, conform
from toolkit.prose import audience
from toolkit.prose import channel_measures as prose
from toolkit.readers.channels import ChannelData


def test_without_any_file_everything_is_empty_and_every_sentence_can_be_said() -> None:
    frames = {name: conform(pd.DataFrame(), columns) for name, columns in FRAMES.items()}
    channels = ChannelData(**frames, decisions=(), faults=(), files=(), kept={})
    client = Client(name="Ours")
    counts = gather_counts(client, channels.followers, channels.totals)
    benchmark = compare_channels(channels.posts, counts, client.name, None)
    found = measure_channels(client, channels, counts, benchmark)
    assert found.compared == ()
    for frame in (found.rates, found.rhythm, found.growth, found.mix, found.times.cells,
                  found.periods, found.audience, found.voice, found.response):  # fmt: skip
        assert frame.empty
    words = Language("en")
    assert prose.times_title(found.times, words) == "No time stands out"
    assert audience.growth_title(found.growth, "Ours", words) == "Growth of followers"
    assert prose.translator_title(found.rates, words) == "One set of posts, many engagement rates"
    for said in (
        prose.translator(found.rates, words), prose.silences(found.rhythm, "Ours", words),
        audience.growth(found.growth, "Ours", words), prose.mix(found.mix, "Ours", words),
        prose.times(found.times, words),
    ):  # fmt: skip
        assert said.bundle is not None
