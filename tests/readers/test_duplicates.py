import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.model.posts import POSTS, conform
from toolkit.readers import settle_duplicates

BASE = {"platform": "facebook", "account": "77", "day": "2026-01-05", "file": "a.csv"}


def posts(*rows):
    frame = pd.DataFrame([BASE | row for row in rows])
    frame["published"] = pd.to_datetime(frame.get("published", frame["day"]), utc=True)
    frame["day"] = pd.to_datetime(frame["day"])
    frame["row"] = [row.get("row", number) for number, row in enumerate(rows, start=2)]
    return conform(frame, POSTS)


def test_the_later_export_counts():
    frame = posts(
        {"post_id": "1", "reactions": 9, "file": "z_first.csv"},
        {"post_id": "1", "reactions": 12, "file": "a_second.csv"},
        {"post_id": "2", "reactions": 1, "file": "a_second.csv", "day": "2026-02-05"},
    )
    settled, (fault,) = settle_duplicates(frame)
    assert settled[["post_id", "reactions"]].to_numpy().tolist() == [["1", 12], ["2", 1]]
    assert fault.severity == "note"
    assert fault.file == "z_first.csv"
    assert "1 post of this file stands in a_second.csv too" in fault.what


def test_among_equals_the_last_name_and_the_last_row_count():
    frame = posts(
        {"post_id": "1", "reactions": 3, "file": "b.csv", "row": 9},
        {"post_id": "1", "reactions": 2, "file": "b.csv", "row": 4},
        {"post_id": "1", "reactions": 1, "file": "a.csv", "row": 99},
    )
    settled, faults = settle_duplicates(frame)
    assert settled["reactions"].tolist() == [3]
    assert [(fault.file, fault.severity) for fault in faults] == [
        ("a.csv", "warning"), ("a.csv", "note"), ("b.csv", "note"),
    ]  # fmt: skip


def test_the_same_id_at_another_platform_or_account_is_another_post():
    frame = posts(
        {"post_id": "1"}, {"post_id": "1", "platform": "x"}, {"post_id": "1", "account": "78"}
    )
    settled, faults = settle_duplicates(frame)
    assert len(settled) == 3
    assert faults == ()


def test_the_brand_stands_in_for_an_account():
    frame = posts(
        {"post_id": "1", "account": None, "brand": "A"},
        {"post_id": "1", "account": None, "brand": "A"},
        {"post_id": "1", "account": None, "brand": "B"},
    )
    assert len(settle_duplicates(frame)[0]) == 2


def test_rows_without_id_that_look_alike_are_kept_and_named():
    frame = posts(
        {"text": "Sale", "reactions": 5},
        {"text": "Sale", "reactions": 6},
        {"text": "Sale", "reactions": 6, "day": "2026-01-06"},
        {"text": "Other", "reactions": 6},
    )
    settled, (fault,) = settle_duplicates(frame)
    assert len(settled) == 4
    assert fault.severity == "warning"
    assert "(row 3)" in fault.what


def test_rows_without_id_that_are_the_same_in_everything_are_left_out():
    frame = posts({"text": "Sale", "reactions": 5}, {"text": "Sale", "reactions": 5})
    settled, (fault,) = settle_duplicates(frame)
    assert settled["row"].tolist() == [2]
    assert "left out: row 3." in fault.what


def test_silent_rows_of_one_file_are_kept_and_of_two_files_left_out():
    twins = {"reactions": 12, "comments": 0}
    settled, (fault,) = settle_duplicates(posts(twins, twins))
    assert len(settled) == 2
    assert "All were kept" in fault.what
    settled, (fault,) = settle_duplicates(posts(twins, twins | {"file": "b.csv"}))
    assert settled["file"].tolist() == ["a.csv"]
    assert fault.file == "b.csv"


def test_no_posts_are_no_trouble():
    settled, faults = settle_duplicates(conform(pd.DataFrame(), POSTS))
    assert list(settled.columns) == list(POSTS)
    assert faults == ()


rows = st.fixed_dictionaries(
    {
        "post_id": st.sampled_from([None, "1", "2"]),
        "text": st.sampled_from([None, "a", "b"]),
        "account": st.sampled_from([None, "77"]),
        "reactions": st.sampled_from([None, 1, 2]),
        "day": st.sampled_from(["2026-01-05", "2026-01-06"]),
        "file": st.sampled_from(["a.csv", "b.csv"]),
    }
)


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(25))
@given(given=st.lists(rows, min_size=1, max_size=12))
def test_laws_of_settling(given):
    frame = posts(*given)
    settled, faults = settle_duplicates(frame)
    assert {str(kind) for kind in settled.dtypes} == {str(kind) for kind in frame.dtypes}
    # Every id stays, once for each account; the order stays; settling again changes nothing.
    named = settled[settled["post_id"].notna()]
    assert not named.duplicated(["platform", "account", "post_id"]).any()
    assert set(named["post_id"]) == set(frame["post_id"].dropna())
    assert settled["row"].is_monotonic_increasing
    again, _ = settle_duplicates(settled)
    pd.testing.assert_frame_equal(again, settled)
    if len(settled) < len(frame):
        assert faults


@pytest.mark.parametrize("column", ["file", "row"])
def test_where_a_row_stands_makes_no_post_another(column):
    other = {"file": "b.csv"} if column == "file" else {"row": 77}
    frame = posts({"text": "Sale"}, {"text": "Sale"} | other)
    assert len(settle_duplicates(frame)[0]) == 1


def test_a_day_that_two_exports_hold_counts_once_with_the_later_export_s_figure():
    from toolkit.model.posts import FOLLOWERS
    from toolkit.readers.duplicates import settle_repeats

    def gains(file, days, gained):
        return conform(
            pd.DataFrame(
                {
                    "brand": "A", "platform": "linkedin", "gained": gained, "file": file,
                    "day": pd.to_datetime(days), "row": range(len(days)),
                }
            ),
            FOLLOWERS,
        )  # fmt: skip

    both = pd.concat(
        [
            gains("z_old.xlsx", ["2026-01-01", "2026-01-02"], [1, 2]),
            gains("a_new.xlsx", ["2026-01-02", "2026-01-03"], [20, 3]),
        ],
        ignore_index=True,
    )
    settled, faults = settle_repeats(both, ("brand", "platform", "account", "day"))
    assert settled["gained"].tolist() == [1, 20, 3]
    assert [(fault.file, fault.severity) for fault in faults] == [("z_old.xlsx", "note")]


def test_what_the_later_export_lacks_an_earlier_one_gives():
    from toolkit.model.posts import FOLLOWERS
    from toolkit.readers.duplicates import settle_repeats

    rows = [
        {"day": "2026-01-01", "followers": 500, "file": "history.csv", "row": 2},
        {"day": "2026-01-02", "followers": 507, "gained": 8, "file": "history.csv", "row": 3},
        {"day": "2026-01-02", "gained": 7, "file": "overview.csv", "row": 2},
        {"day": "2026-01-03", "gained": 1, "file": "overview.csv", "row": 3},
    ]
    frame = pd.DataFrame([{"brand": "A", "platform": "tiktok"} | row for row in rows])
    frame["day"] = pd.to_datetime(frame["day"])
    key = ("brand", "platform", "account", "day")
    settled, (fault,) = settle_repeats(conform(frame, FOLLOWERS), key)
    assert settled["followers"].tolist() == [500, 507, pd.NA]
    assert settled["gained"].tolist() == [pd.NA, 7, 1]
    assert fault.file == "history.csv"
