import pytest

from toolkit.errors import InputError
from toolkit.readers import Export, parse_profile

ENTRY = """
  - match: "posts*.csv"
    brand: Brand
    platform: {always: facebook}
    date: Date
    dates: year-first
    decimal: "."
    reactions: Likes
"""


def test_an_entry_fits_by_name_and_by_path(tmp_path):
    profile = parse_profile("files:" + ENTRY)
    names = ["posts_2026.csv", "old/posts.csv", "other.csv"]
    fits = [bool(profile.entries(Export(tmp_path, "data/channels/" + name))) for name in names]
    assert fits == [True, True, False]


def test_an_empty_profile_names_nothing():
    assert parse_profile("").files == ()


@pytest.mark.parametrize(
    ("change", "message", "column"),
    [
        (("dates: year-first", ""), "Field required", "files → entry 1 → dates"),
        (("year-first", "american"), "Input should be", "files → entry 1 → dates"),
        (('decimal: "."', ""), "Field required", "files → entry 1 → decimal"),
        (("date: Date", "datum: Date"), "Extra inputs", "files → entry 1 → datum"),
        (("    date: Date\n", ""), "posts need date", "files → entry 1"),
        (("reactions: Likes", ""), "at least one of", "files → entry 1"),
        (("reactions: Likes", "reactions: Likes\n    gained: G"), "posts have no gained",
         "files → entry 1"),
        (("dates:", "time_zone: Mars/Olympus\n    dates:"), "is not a time zone",
         "files → entry 1 → time_zone"),
        (('decimal: "."', 'decimal: "."\n    thousands: "."'), "cannot be the same sign",
         "files → entry 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_profile_is_told_by_entry_and_field(change, message, column):
    with pytest.raises(InputError, match=message) as caught:
        parse_profile("files:" + ENTRY.replace(*change))
    assert column in [fault.column for fault in caught.value.faults]
    assert caught.value.faults[0].file == "data/channels/profile.yaml"


def test_what_is_not_yaml_names_its_line():
    with pytest.raises(InputError) as caught:
        parse_profile("files:\n  - match: [\n")
    assert caught.value.faults[0].row is not None


@pytest.mark.parametrize("text", ["- a\n", "files: 3\n", "3", "files: [[]]", "\x00"])
def test_any_other_yaml_is_an_error_of_ours(text):
    with pytest.raises(InputError):
        parse_profile(text)
