"""A listening log: who is spoken of, how two coders agree, what competitors leave."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.listening import measure_agreement, study_log
from toolkit.model.client import Client, Competitor
from toolkit.model.listening import Mention
from toolkit.model.posts import POSTS, conform

CLIENT = Client(
    name="Buttons & Co",
    also_called=("Buttons",),
    competitors=(Competitor(name="Zips Inc", also_called=("Zips",)),),
)
NO_POSTS = conform(pd.DataFrame(), POSTS)
MOODS = ["positive", "neutral", "negative"]


def said(topic="sewing", about="Buttons", day=1, **more):
    return Mention(date=dt.date(2026, 7, day), about=about, topic=topic, **more)


def posts(brand, texts):
    return conform(pd.DataFrame({"brand": brand, "text": texts}), POSTS)


def test_kappa_is_that_of_a_worked_example():
    # 50 applications judged by two: both yes 20, both no 15, apart 5 and 10; p_o = 0.7, p_e = 0.5,
    # kappa = 0.4 (the example of the English Wikipedia's article on Cohen's kappa).
    pairs = (
        [("positive", "positive")] * 20 + [("positive", "negative")] * 5
        + [("negative", "positive")] * 10 + [("negative", "negative")] * 15
    )  # fmt: skip
    found = measure_agreement([*pairs, ("positive", None), (None, None)])
    assert (found.n, found.observed) == (50, pytest.approx(0.7))
    assert found.kappa == pytest.approx(0.4)
    # Standard error: sqrt(0.7 * 0.3 / 50) / 0.5 = 0.1296.
    assert found.low == pytest.approx(0.4 - 1.96 * 0.12961, abs=1e-4)


def test_kappa_is_missing_where_chance_alone_would_agree():
    assert measure_agreement([("positive", "positive")] * 4).kappa is None
    assert measure_agreement([("positive", None)]) is None


@given(st.lists(st.tuples(st.sampled_from(MOODS), st.sampled_from(MOODS)), min_size=1))
def test_kappa_is_the_same_whoever_is_first(pairs):
    one = measure_agreement(pairs)
    two = measure_agreement([(b, a) for a, b in pairs])
    assert one.kappa == pytest.approx(two.kappa) if one.kappa is not None else two.kappa is None
    if one.kappa is not None:
        assert one.kappa <= 1
        assert (one.kappa == pytest.approx(1)) == all(a == b for a, b in pairs)


def test_mentions_are_of_brands_by_any_name_and_no_case_counts():
    log = [
        said(), said(about="buttons & co"), said(about="Zips", day=2), said(about="knitting"),
        said(about="Needle Giant", case_of="Needle Giant"),
    ]  # fmt: skip
    found = study_log(log, CLIENT, NO_POSTS)
    rows = [(brand, day.day, n) for brand, day, n in found.mentions.itertuples(index=False)]
    assert rows == [("Buttons & Co", 1, 2), ("Zips Inc", 2, 1)]
    assert (found.rows, len(found.cases)) == (4, 1)


def test_few_rows_give_counts_and_no_share():
    nine = [said(sentiment="positive")] * 8 + [said(sentiment="negative")]
    table = study_log(nine, CLIENT, NO_POSTS).sentiment.set_index("sentiment")
    assert table["n"].to_dict() == {"positive": 8, "neutral": 0, "negative": 1}
    assert table["share"].isna().all()
    ten = study_log([*nine, said(sentiment="negative")], CLIENT, NO_POSTS)
    share = ten.sentiment.set_index("sentiment").loc["negative"]
    # Wilson's interval of 2 in 10, as in Newcombe's tables: 0.0567 to 0.5098.
    assert (share["share"], share["low"], share["high"]) == pytest.approx(
        (0.2, 0.0567, 0.5098), abs=1e-4
    )


def test_hashtags_count_rows_and_not_repeats():
    log = [said(hashtags=("#Sewing", "sewing", "zips")), said(hashtags=("SEWING",))]
    found = study_log(log, CLIENT, NO_POSTS).hashtags
    assert list(found.itertuples(index=False, name=None)) == [("sewing", 2), ("zips", 1)]


def space(log, data):
    return study_log(log, CLIENT, data).white_space.set_index("topic")


def test_a_topic_is_left_open_only_where_posts_prove_it():
    asked = [said("zipper repair", question=True)] * 2
    # With 0 in 80 posts Wilson's upper end is 4.6%; with 0 in 60 it is 6.0%.
    enough = space(asked, posts("Zips Inc", ["we sell zips"] * 80))
    assert enough.loc["zipper repair", "verdict"] == "left open"
    few = space(asked, posts("Zips Inc", ["we sell zips"] * 60))
    assert few.loc["zipper repair", "verdict"] == "perhaps"
    there = space(asked, posts("Zips Inc", ["we sell zips"] * 70 + ["Zipper repair here"] * 10))
    assert there.loc["zipper repair", ["rival_posts", "verdict"]].tolist() == [10, "taken"]


def test_without_texts_the_log_itself_is_asked():
    asked = [said("zipper repair", question=True)] * 2
    assert space(asked, NO_POSTS).loc["zipper repair", "verdict"] == "perhaps"
    heard = [*asked, said("zipper repair", about="Zips")]
    assert space(heard, NO_POSTS).loc["zipper repair", "verdict"] == "taken"


def test_one_question_is_no_topic_and_a_word_is_no_part_of_another():
    assert space([said("zip", question=True)], NO_POSTS).empty
    asked = [said("pin", question=True)] * 2
    assert space(asked, posts("Zips Inc", ["a spinning wheel"] * 5)).loc["pin", "rival_posts"] == 0
    own = space(asked, posts("Buttons & Co", ["Pins! (C++ in brackets", "nothing"]))
    assert own.loc["pin", "own_posts"] == 1


def test_an_empty_log_is_no_error():
    found = study_log([], CLIENT, NO_POSTS)
    assert found.rows == 0
    assert found.mentions.empty
    assert found.agreement is None
