import pytest

from toolkit.errors import InputError
from toolkit.readers import Export

ENTRY = """
  - match: "posts*.csv"
    brand: Brand
    platform: {always: facebook}
    date: Date
    dates: year-first
    decimal: "."
    reactions: Likes
"""


def test_an_entry_fits_by_name_and_by_path(tmp_path, make_profile):
    profile = make_profile("files:" + ENTRY)
    names = ["posts_2026.csv", "old/posts.csv", "other.csv"]
    fits = [bool(profile.entries(Export(tmp_path, "data/channels/" + name))) for name in names]
    assert fits == [True, True, False]


def test_an_empty_profile_names_nothing(make_profile):
    assert make_profile("").files == ()


@pytest.mark.parametrize(
    ("change", "message", "column"),
    [
        (("dates: year-first", ""), "Dates has to be one of", "files 1"),
        (("year-first", "american"), "not one of the values", "files 1 → dates"),
        (('decimal: "."', ""), "has to be filled in", "files 1 → decimal"),
        (("date: Date", "datum: Date"), "is not known", "files 1 → datum"),
        (("    date: Date\n", "    contents: followers\n"), "Followers need date", "files 1"),
        (("reactions: Likes", ""), "At least one of", "files 1"),
        (("reactions: Likes", "contents: insights"), "At least one of metrics", "files 1"),
        (("reactions: Likes", "contents: insights\n    metrics: {likability: L}"),
         "is not one of", "files 1 → metrics"),
        (("reactions: Likes", "contents: insights\n    metrics: {reach: R}\n    member: M"),
         "Dimension and member go together", "files 1"),
        (("reactions: Likes", "reactions: Likes\n    gained: G"), "Posts have no gained",
         "files 1"),
        (("{always: facebook}", "{always: klets}"), "is not one of",
         "files 1 → platform"),
        (("brand: Brand", "brand: 3"), "column's header, or", "files 1 → brand"),
        (("brand: Brand", "brand: {ever: A}"), "column's header, or", "files 1 → brand"),
        (("dates:", "time_zone: Mars/Olympus\n    dates:"), "is not a time zone",
         "files 1 → time_zone"),
        (('decimal: "."', 'decimal: "."\n    thousands: "."'), "cannot be the same sign",
         "files 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_profile_is_told_by_entry_and_field(
    change, message, column, make_profile
):
    with pytest.raises(InputError, match=message) as caught:
        make_profile("files:" + ENTRY.replace(*change))
    assert column in [fault.column for fault in caught.value.faults]
    assert caught.value.faults[0].file == "data/channels/profile.yaml"


@pytest.mark.parametrize("text", ["- a\n", "files: 3\n", "3", "files: [[]]"])
def test_any_other_yaml_is_an_error_of_ours(text, make_profile):
    with pytest.raises(InputError):
        make_profile(text)
