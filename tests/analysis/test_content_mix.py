"""Hashtags, themes and the mix: texts and posts worked out by hand."""

from __future__ import annotations

import pytest

from tests.analysis.channel_posts import compare, make_posts
from toolkit.analysis.content_mix import measure_mix
from toolkit.analysis.hashtags import compile_themes, find_hashtags, find_themes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lezen! #Boekentip #boekentip #voor_lezen.", ("boekentip", "voor_lezen")),
        ("#één,#CAFÉ #Straße", ("één", "café", "strasse")),
        ("#हिन्दी #日本 ＃全角", ("हिन्दी", "日本", "全角")),
        ("#𝗯𝗼𝗹𝗱 is #bold", ("bold",)),
        ("nummer #1, C# en a#b &#39; https://example.com/page#part", ()),
        ("#2026doelen #covid19", ("2026doelen", "covid19")),
        ("", ()),
    ],
)
def test_hashtags_of_any_script_are_found_once(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(find_hashtags([text])) == expected


def test_a_hashtag_counts_once_for_each_text_that_bears_it() -> None:
    found = find_hashtags(["#one #One", "#two…#one", "one"])
    assert found == {"one": [0, 1], "two": [1]}


def test_a_theme_is_known_by_whole_words_or_by_their_beginning() -> None:
    themes = compile_themes(
        {"Reading": ["read*", "book"], "Shop": ["sale"], "Odd": ["c++", "*", " "], "None": []}
    )
    texts = ["READING in bed #book", "Bookings for the wholesale", "A sale on C++ guides"]
    assert find_themes(texts, themes) == {"Reading": [0], "Shop": [2], "Odd": [2]}


def test_shares_counts_and_middles_are_those_of_the_posts() -> None:
    kinds = ["photo"] * 40 + ["video"] * 15 + ["link"] * 5
    reactions = [10] * 40 + [50] * 15 + [1] * 5
    posts = make_posts(n=60, kind=kinds, reactions=reactions, comments=0, shares=0)
    found = measure_mix(compare(posts), {}).set_index("label")
    assert list(found["posts"]) == [40, 15, 5]
    assert found.loc["video", "share_of_posts"] == pytest.approx(0.25)
    assert found.loc["video", "value"] == 50
    # Against all others: 40 times 10 and 5 times 1.
    assert found.loc["video", "difference"] == 40
    assert found.loc["video", "verdict"] == "more"
    assert found.loc["photo", "verdict"] != "more"
    # Five links say nothing.
    assert found.loc["link", "verdict"] == "too few"
    assert found["value"].isna().loc["link"]


def test_equal_sorts_are_not_told_apart() -> None:
    kinds = ["photo", "video"] * 30
    reactions = [(i // 2 * 7) % 31 for i in range(60)]
    found = measure_mix(compare(make_posts(n=60, kind=kinds, reactions=reactions)), {})
    assert set(found["verdict"]) == {"unclear"}


def test_a_post_may_have_several_themes_and_hashtags_or_none() -> None:
    texts = ["read a book #one #two"] * 20 + ["nothing"] * 20 + [None] * 20
    found = measure_mix(
        compare(make_posts(n=60, text=texts)), {"Reading": ["read"], "Books": ["book"]}
    )
    rows = found.set_index(["sort", "label"])
    assert rows.loc[("theme", "Reading"), "share_of_posts"] == pytest.approx(0.5)
    assert rows.loc[("theme", "Books"), "posts"] == 20
    assert rows.loc[("theme", "none"), "posts"] == 20
    assert rows.loc[("hashtag", "two"), "posts"] == 20


def test_brands_are_compared_on_a_count_that_all_publish() -> None:
    found = measure_mix(
        compare(make_posts(kind="photo"), make_posts("Theirs", kind="photo", shares=None)), {}
    )
    assert set(found["metric"]) == {"reactions_comments_per_post"}
    assert found.set_index("brand").loc["Ours", "value"] == 12
