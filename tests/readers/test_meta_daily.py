from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.readers import Export, Settings, read_export
from toolkit.readers.meta_titles import Titled, read_title

ON_INSTAGRAM = Settings("Europe/Amsterdam", own_platforms=frozenset({"instagram", "x"}))
ON_BOTH = Settings("Europe/Amsterdam", own_platforms=frozenset({"instagram", "facebook"}))


def export(*tables):
    """Write tables, each a title, its headers and rows, as Meta does."""
    lines = ["sep=,"]
    for title, header, *rows in tables:
        lines += [title, header, *rows, ""]
    return b"\xff\xfe" + "\r\n".join(lines).encode("utf-16-le")


def day(number, *values):
    return ",".join([f"2025-08-{number:02}T00:00:00", *(f'"{value}"' for value in values)])


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Reach", Titled("reach")),
        ("Facebook visits", Titled("profile_views", "facebook")),
        ("Instagram-profielbezoeken", Titled("profile_views", "instagram")),
        ("Bezoeken aan Instagram-profiel", Titled("profile_views", "instagram")),
        ("Facebook Page views", Titled("profile_views", "facebook")),
        ("Weergaven", Titled("impressions")),
        ("Instagram link clicks", Titled("clicks", "instagram")),
        ("Klikken op link", Titled("clicks")),
        ("Interacties met content", Titled("interactions")),
        ("3-second video views", Titled("video_views")),
        ("Videoweergaven van 3 seconden", Titled("video_views")),
        ("Betaald bereik", Titled("reach", distribution="paid")),
        ("Portée", Titled()),
        ("Facebook and Instagram reach", Titled("reach")),
    ],
)
def test_a_title_says_figure_and_platform(title, said):
    assert read_title(title) == said


def test_without_a_platform_it_is_asked(read_bytes):
    with pytest.raises(InputError) as asked:
        read_bytes(export(("Reach", 'Date,"Primary"', day(1, 20))), settings=ON_BOTH)
    (fault,) = asked.value.faults
    assert fault.asks == "platform"


def test_the_answer_settles_the_platform_and_the_account(read_bytes, make_profile):
    said = make_profile("answers: [{match: 'Reach*', platform: facebook, account: '5512'}]")
    (reading,) = read_bytes(
        export(("Reach", 'Date,"Primary"', day(1, 20))), name="Reach.csv", profile=said
    )
    assert reading.frame[["platform", "account"]].to_numpy().tolist() == [["facebook", "5512"]]


def test_the_only_account_on_meta_settles_the_platform_and_is_told(read_bytes):
    (reading,) = read_bytes(export(("Reach", 'Date,"Primary"', day(1, 20))), settings=ON_INSTAGRAM)
    assert set(reading.frame["platform"]) == {"instagram"}
    assert [one.taken_as for one in reading.decisions] == ["Instagram"]


def test_titles_of_both_platforms_leave_a_silent_one_open(read_bytes):
    tables = [
        ("Facebook visits", 'Date,"Primary"', day(1, 1)),
        ("Instagram reach", 'Date,"Primary"', day(1, 2)),
        ("Views", 'Date,"Primary"', day(1, 3)),
    ]
    with pytest.raises(InputError, match="which platform"):
        read_bytes(export(*tables), settings=ON_INSTAGRAM)


def test_a_figure_that_is_not_known_is_kept_and_told(read_bytes):
    known = ("Instagram reach", 'Date,"Primary"', day(1, 2))
    (reading,) = read_bytes(export(known, ("Instagram magic", 'Date,"Primary"', day(1, 9))))
    (warning,) = reading.faults
    assert (warning.severity, warning.row, warning.got) == ("warning", 5, "Instagram magic")
    assert reading.frame["value"].tolist() == [2.0]
    assert reading.kept["Primary"].dropna().tolist() == ["9"]


def test_a_file_of_nothing_known_is_refused(read_bytes):
    with pytest.raises(InputError, match="no figure that is known"):
        read_bytes(export(("Portée", 'Date,"Primary"', day(1, 2))), settings=ON_INSTAGRAM)


def test_the_same_figure_of_two_accounts_is_refused(read_bytes):
    tables = [("Instagram reach", 'Date,"Primary"', day(1, number)) for number in (20, 30)]
    with pytest.raises(InputError, match="twice, and not alike") as refused:
        read_bytes(export(*tables))
    assert refused.value.faults[0].row == 7


@pytest.mark.parametrize(
    ("counts", "contents", "column"),
    [([500, 500, 501] * 1 + [502] * 9, "followers", "followers"), ([4, 1, 6], "insights", "value")],
)
def test_followers_are_all_of_them_or_those_of_the_day_as_the_figures_say(
    read_bytes, counts, contents, column
):
    rows = [day(number, count) for number, count in enumerate(counts, start=1)]
    (reading,) = read_bytes(export(("Instagram-volgers", 'Datum,"Primair"', *rows)))
    assert reading.contents == contents
    assert reading.frame[column].tolist() == counts


def test_a_file_that_was_cut_off_is_told(read_bytes):
    whole = export(("Instagram reach", 'Date,"Primary"', day(1, 20), day(2, 30)))
    text = whole.decode("utf-16")
    with pytest.raises(InputError) as refused:
        read_bytes(b"\xff\xfe" + text[: text.index("-02T") + 2].encode("utf-16-le"))
    assert {(fault.row, fault.column) for fault in refused.value.faults} >= {(4, "Date")}


def test_a_number_that_is_none_is_named(read_bytes):
    with pytest.raises(InputError) as refused:
        read_bytes(export(("Instagram reach", 'Date,"Primary"', day(1, "20x"))))
    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.got) == (3, "Primary", "20x")


def test_plain_letters_without_the_announcement_are_read_too(read_bytes):
    (reading,) = read_bytes("Instagram reach\nDate,Primary\n2025-08-01T00:00:00,20\n")
    assert reading.frame["start"].tolist() == [pd.Timestamp(2025, 8, 1)]


LINES = [
    "Reach", "Instagram reach", 'Date,"Primary"', "Date,Facebook,Instagram", "1", "x,y", "",
    day(1, 20), day(1, ""), '2025-13-01T00:00:00,"1"', "Age & gender", ",Men,Women", "18-24,1,2",
    "Top countries", "A,B", "0.1,0.2", "Netherlands", "Followers",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES)))
def test_lines_in_any_order_are_read_with_a_platform_or_refused(lines):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "meta.csv"
        path.write_bytes(b"\xff\xfe" + "\r\n".join(["sep=,", *lines]).encode("utf-16-le"))
        try:
            readings = read_export(Export(path, "meta.csv"), ON_INSTAGRAM)
        except InputError:
            return
        assert readings
        assert all(reading.frame["platform"].notna().all() for reading in readings)


def test_the_same_figure_under_its_old_and_its_new_name_counts_once(read_bytes):
    tables = [
        ("Instagram reach", 'Date,"Primary"', day(1, 20)),
        ("Instagram viewers", 'Date,"Primary"', day(1, 22)),
    ]
    (reading,) = read_bytes(export(*tables))
    assert reading.frame["value"].tolist() == [20.0]
    assert [(one.severity, one.row) for one in reading.faults] == [("note", 5)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_that_lost_its_mark_is_read(read_bytes, encoding):
    text = export(("Instagram reach", 'Date,"Primary"', day(1, 20))).decode("utf-16")
    (reading,) = read_bytes(text.encode(encoding))
    assert reading.frame["value"].tolist() == [20.0]


def test_a_point_in_counts_of_an_english_file_is_asked_and_the_answer_read(
    read_bytes, make_profile
):
    data = export(("Instagram reach", 'Date,"Primary"', day(1, "4.851"), day(2, 312)))
    with pytest.raises(InputError) as asked:
        read_bytes(data, name="Reach.csv")
    assert [fault.asks for fault in asked.value.faults] == ["decimal"]
    said = make_profile("answers: [{match: 'Reach*', decimal: ','}]")
    (reading,) = read_bytes(data, name="Reach.csv", profile=said)
    assert reading.frame["value"].tolist() == [4851.0, 312.0]
    assert [one.taken_as for one in reading.decisions] == ["“.” groups thousands"]


def test_what_one_table_shows_of_its_numbers_holds_for_the_whole_file(read_bytes):
    tables = [
        ("Instagram reach", 'Date,"Primary"', day(1, "4.851")),
        ("Instagram views", 'Date,"Primary"', day(1, "1.204.851")),
    ]
    (reading,) = read_bytes(export(*tables))
    assert reading.frame["value"].tolist() == [4851.0, 1204851.0]


def test_half_a_file_is_told_as_half_wherever_it_was_cut(read_bytes):
    whole = export(("Instagram reach", 'Date,"Primary"', day(1, 20), day(2, 30)))
    for cut in (len(whole) - 9, len(whole) - 10, len(whole) - 20, len(whole) - 31):
        with pytest.raises(InputError) as refused:
            read_bytes(whole[:cut])
        told = refused.value.faults[0].what
        assert "cut off" in told, cut
