from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import InputError

HEADER = (
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements",'
    '"engagement rate","retweets","replies","likes","url clicks"'
)


def row(rate, time="2026-01-15 09:00 +0000"):
    return f'"19","https://x.com/shop/status/19","Hi","{time}","200.0","3.0","{rate}",1,1,1,0'


def test_a_rate_that_does_not_recompute_is_warned_of(read_bytes):
    (reading,) = read_bytes("\n".join([HEADER, row("0.015"), row("0.02"), ""]))
    assert [(fault.row, fault.severity) for fault in reading.faults] == [(3, "warning")]


def test_the_day_is_the_clients(read_bytes):
    (reading,) = read_bytes("\n".join([HEADER, row("0.015", "2026-01-15 23:30 +0000"), ""]))
    assert reading.frame["day"][0] == pd.Timestamp("2026-01-16")
    assert reading.frame["account"][0] == "shop"


def test_the_real_exports(shared_data, read_file):
    frames = []
    for path in sorted(shared_data("x_classic").glob("*.csv")):
        (reading,) = read_file(path)
        assert reading.faults == ()  # the printed rate recomputes on every row
        frames.append(reading.frame)
    posts = pd.concat(frames, ignore_index=True)
    assert len(posts) == 431
    assert posts["post_id"].nunique() == 431
    assert list(posts["account"].unique()) == ["rOpenSci"]
    assert posts["reply"].sum() == posts["text"].str.startswith("@").sum()
    assert not posts["boosted"].any()
    assert posts["published"].notna().all()


@pytest.mark.parametrize("likes", [2, 7])
def test_likes_above_all_engagements_are_refused(read_bytes, likes):
    spoilt = row("0.015").replace(",1,1,1,0", f",1,1,{likes},0")
    with pytest.raises(InputError, match="more than the total that holds them"):
        read_bytes("\n".join([HEADER, row("0.015"), spoilt, ""]))


def test_an_id_that_its_own_address_contradicts_is_refused(read_bytes):
    sample = Path(__file__).parent / "data" / "x_classic" / "tweets.csv"
    text = sample.read_text(encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_bytes(text.replace('"1900000000000000002","https', '"1900000000000000256","https'))
    assert [(one.row, one.column) for one in caught.value.faults] == [(3, "Tweet id")]
