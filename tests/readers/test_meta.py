import csv

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.readers import Settings

HEADER = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Reactions,Comments,Shares,Date"


def export(*times, reactions="1", date="Lifetime", header=HEADER):
    rows = [
        f"99000000000{i:05d},77,Shop,Hello {i},{time},https://f/{i},{reactions},0,0,{date}"
        for i, time in enumerate(times, start=1)
    ]
    return "\n".join([header, *rows]) + "\n"


def zone_decision(reading):
    return [decision for decision in reading.decisions if "times of" in decision.taken_as]


def test_posts_in_the_clients_night_show_that_times_are_of_the_offices(read_bytes):
    (reading,) = read_bytes(export("01/07/2026 06:02", "01/06/2026 02:31", "01/14/2026 02:01"))
    (decision,) = zone_decision(reading)
    assert decision.taken_as == "times of America/Los_Angeles"
    assert "3 of 3 posts" in decision.evidence
    assert reading.frame["published"][0] == pd.Timestamp("2026-01-07 14:02", tz="UTC")


def test_posts_in_the_clients_day_show_that_times_are_its_own(read_bytes):
    times = [f"03/{day}/2026 10:15" for day in range(13, 18)]
    (reading,) = read_bytes(export(*times))
    # 10:15 in Amsterdam; in Los Angeles it would be 18:15 there, which also is by day.
    (decision,) = zone_decision(reading)
    assert decision.taken_as == "times of Europe/Amsterdam"
    assert "settles nothing" in decision.evidence
    (fault,) = reading.faults
    assert fault.severity == "warning"
    assert "export_time_zones: {meta: America/Los_Angeles}" in fault.remedy

    times = [f"03/{day}/2026 20:15" for day in range(13, 18)]
    (reading,) = read_bytes(export(*times))
    (decision,) = zone_decision(reading)
    assert decision.taken_as == "times of Europe/Amsterdam"
    assert reading.faults == ()


def test_minutes_that_are_the_month_are_noted(read_bytes):
    (reading,) = read_bytes(export(*[f"03/{day}/2026 20:03" for day in range(13, 24)]))
    assert [f.severity for f in reading.faults if "minutes" in f.what] == ["note"]
    (reading,) = read_bytes(export(*[f"03/{day}/2026 20:15" for day in range(13, 24)]))
    assert reading.faults == ()


def test_what_the_client_declares_counts(read_bytes):
    settings = Settings("Europe/Amsterdam", {"meta": "UTC"})
    (reading,) = read_bytes(export("01/14/2026 23:30"), settings=settings)
    assert reading.frame["day"][0] == pd.Timestamp("2026-01-15")
    assert zone_decision(reading)[0].evidence == "client.yaml says so"


def test_figures_by_day_are_refused(read_bytes):
    with pytest.raises(InputError, match="figures by day"):
        read_bytes(export("01/14/2026 23:30", date="01/14/2026"))


def test_ids_after_a_spreadsheet_are_refused(read_bytes):
    data = export("01/14/2026 23:30").replace("9900000000000001", "1.22158E+17")
    with pytest.raises(InputError, match="spreadsheet ruined the ids"):
        read_bytes(data)


def test_every_fault_of_the_file_is_told_at_once(read_bytes):
    data = export("01/14/2026 23:30", "soon", reactions="many")
    with pytest.raises(InputError) as caught:
        read_bytes(data)
    assert {(f.row, f.column) for f in caught.value.faults if f.severity == "error"} == {
        (3, "Publish time"),
        (2, "Reactions"),
        (3, "Reactions"),
    }


def test_a_combined_column_that_is_not_the_sum_is_warned_of(read_bytes):
    header = HEADER.replace("Date", '"Reactions, Comments and Shares"')
    (reading,) = read_bytes(export("01/14/2026 23:30", date="7", header=header))
    assert [f.row for f in reading.faults if "sum of its parts" in f.what] == [2]


@pytest.mark.parametrize(
    ("header", "cell", "boosted"),
    [
        ("Funded content status", "", False),
        ("Status gefinancierde content", "Gefinancierd", True),
        ("Reach from Boosted posts", "0", False),
        ("Bereik via Gepromote berichten", "12", True),
        ("Paid partnership", "Yes", pd.NA),
    ],
)
def test_what_tells_that_a_post_was_boosted(read_bytes, header, cell, boosted):
    data = export("01/14/2026 20:30", date=cell, header=HEADER.replace("Date", header))
    (reading,) = read_bytes(data)
    assert reading.frame["boosted"].tolist() == [boosted]


INSTAGRAM = (
    "Post ID,Account ID,Publish time,Post type,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
)


def instagram(*rows):
    """Give posts of a day each, with their kind and figures."""
    lines = [
        f"1804100000010472{at},17841400123456789,08/0{at}/2026 12:00,{kind},Lifetime,{figures}"
        for at, (kind, figures) in enumerate(rows, start=1)
    ]
    return "\n".join([INSTAGRAM, *lines, ""])


def test_figures_of_instagram_that_slipped_in_every_row_are_refused(read_bytes):
    rows = ("IG image", "1910,185,4,0,1,1,"), ("IG reel", "846,120,4,1,6,11,")
    with pytest.raises(InputError) as caught:
        read_bytes(instagram(*rows))
    errors = [one for one in caught.value.faults if one.severity == "error"]
    assert [(one.row, one.column) for one in errors] == [(2, "Saves")]
    assert "slipped" in errors[0].what


def test_follows_shares_and_figures_of_stories_may_be_blank_throughout(read_bytes):
    (reading,) = read_bytes(instagram(("IG image", "1910,1500,185,,,1,2")))
    assert reading.frame["saves"].tolist() == [2]
    (reading,) = read_bytes(instagram(("IG story", "1910,1500,4,1,1,,")))
    assert reading.frame["reactions"].tolist() == [4]


def test_the_real_dutch_export(shared_data, read_file):
    (path,) = shared_data("meta_nl").glob("*.csv")
    (reading,) = read_file(path)
    frame = reading.frame
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(frame["row"]) == [2, 3, 4]
    assert list(frame["reactions"]) == [int(row["Reacties"]) for row in rows]
    assert list(frame["comments"]) == [int(row["Opmerkingen"]) for row in rows]
    assert list(frame["shares"]) == [int(row["Deelacties"]) for row in rows]
    combined = [int(row["Reacties, opmerkingen en deelacties"]) for row in rows]
    assert list(frame["reactions"] + frame["comments"] + frame["shares"]) == combined
    # The file's name says January: the month stands first.
    assert path.name.startswith("Jan-01-2026_Jan-31-2026")
    days = [int(row["Publicatietijdstip"].split("/")[1]) for row in rows]
    assert list(frame["day"]) == [pd.Timestamp(2026, 1, day) for day in days]
    assert zone_decision(reading)[0].taken_as == "times of America/Los_Angeles"
    assert reading.faults == ()


def test_the_real_english_instagram_export(shared_data, read_file):
    (path,) = shared_data("meta_en_instagram").glob("*.csv")
    (reading,) = read_file(path)
    frame = reading.frame
    plain = pd.read_csv(path, dtype=str)
    assert len(frame) == 76
    assert frame["account"].nunique() == 2
    assert set(frame["platform"]) == {"instagram"}
    assert frame["post_id"].tolist() == plain["Post ID"].tolist()
    assert frame["reactions"].tolist() == plain["Likes"].astype(int).tolist()
    assert frame["impressions"].tolist() == plain["Impressions"].astype(int).tolist()
    assert frame["text"].tolist() == plain["Description"].str.strip().tolist()
    assert set(frame["kind"]) == {"photo", "video", "carousel"}
    assert frame["boosted"].isna().all()
    times = pd.to_datetime(plain["Publish time"], format="%m/%d/%Y %H:%M")
    assert frame["day"].tolist() == times.dt.normalize().tolist()


@pytest.mark.parametrize("words", ["Levenslang", "Dagelijks", "Lebensdauer"])
def test_a_word_for_the_period_that_is_not_known_is_told_with_those_that_are(read_bytes, words):
    with pytest.raises(InputError) as caught:
        read_bytes(export("01/13/2026 06:02", "01/14/2026 02:31", date=words))
    (fault,) = (one for one in caught.value.faults if one.severity == "error")
    assert "by day" not in fault.what
    assert fault.got == f"“{words}” in 2 of 2 rows"
    assert fault.expected == "one of: Levensduur, Lifetime, Looptijd"
    assert "English or Dutch" in fault.remedy


@pytest.mark.parametrize("day", ["01/13/2026", "2026-01-13", "Jan 13, 2026"])
def test_a_day_for_the_period_is_an_export_by_day(read_bytes, day):
    with pytest.raises(InputError, match="figures by day"):
        read_bytes(export("01/13/2026 06:02", date=day if "," not in day else f'"{day}"'))
