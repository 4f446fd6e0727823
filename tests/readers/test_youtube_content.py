"""YouTube's table of videos: its total is no video, its zip is opened, its thousands are proved."""

import io
import zipfile
from pathlib import Path

import pytest

from toolkit.errors import InputError

SAMPLE = Path(__file__).parent / "data" / "youtube_content" / "table_en.csv"
HEADER = "Content,Video title,Video publish time,Views,Likes"
HEAD = "Date,Content,Video title,Video publish time,Views"
# The table of the sample has 280 views of this video, and 1,530 of the channel.
CHART = f"""{HEAD}
2026-01-02,Zz9yXx8wVv1,A,"Jan 2, 2026",277
2026-01-03,Zz9yXx8wVv1,A,"Jan 2, 2026",3
"""
TOTALS = "Date,Views\n2026-01-02,1500\n2026-01-03,30\n"


def read(read_bytes, *rows, header=HEADER):
    (reading,) = read_bytes("\n".join([header, *rows, ""]))
    return reading


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name.replace('_', ' ')}.csv", content)
    return packed.getvalue()


def test_the_zip_is_read_as_the_table_in_it(read_bytes, read_file):
    data = zipped(Chart_data=CHART, Table_data=SAMPLE.read_bytes(), Totals=TOTALS)
    posts, by_day = read_bytes(data, name="Content 2026.zip")
    (alone,) = read_file(SAMPLE)
    assert posts.frame.drop(columns="file").equals(alone.frame.drop(columns="file"))
    assert (posts.contents, by_day.contents) == ("posts", "insights")
    told = by_day.frame[["metric", "dimension", "member", "value"]].fillna("").to_numpy().tolist()
    assert told == [
        ["video_views", "", "", 1500.0],
        ["video_views", "", "", 30.0],
        ["video_views", "video", "Zz9yXx8wVv1", 277.0],
        ["video_views", "video", "Zz9yXx8wVv1", 3.0],
    ]


@pytest.mark.parametrize(
    ("totals", "severity"),
    [
        (TOTALS, None),
        # 1,522 of 1,530 is half a hundredth less; 530 is another figure.
        (TOTALS.replace(",30", ",22"), "warning"),
        (TOTALS.replace("1500", "500"), "error"),
        ("Date,Watch time (hours)\n2026-01-02,98.4\n2026-01-03,0.1\n", None),
        ("Date,Watch time (hours)\n2026-01-02,80.4\n2026-01-03,0.1\n", "error"),
        # Who watches on two days is one viewer.
        ("Date,Unique viewers\n2026-01-02,80\n2026-01-03,90\n", None),
    ],
)
def test_the_days_in_a_zip_come_to_the_total_of_its_table(read_bytes, totals, severity):
    table = SAMPLE.read_text(encoding="utf-8-sig").splitlines()
    table[0] += ",Unique viewers"
    table[1:] = [f"{row},100" for row in table[1:]]
    data = zipped(Table_data="\n".join(table), Totals=totals)
    if severity == "error":
        with pytest.raises(InputError, match="days of the channel") as caught:
            read_bytes(data)
        assert [one.row for one in caught.value.faults] == [2]
        return
    told = [one.severity for one in read_bytes(data)[0].faults if "days of" in one.what]
    assert told == ([severity] if severity else [])


def test_a_video_whose_days_contradict_its_row_is_named(read_bytes):
    videos = [f"aB3_dE-fG{at:02}" for at in range(4)]
    table = "".join(f'{one},A,"Jan 2, 2026",100,9\n' for one in videos)
    days = "".join(f'2026-01-0{day},{one},A,"Jan 2, 2026",50\n' for one in videos for day in "23")
    right = zipped(Table_data=f"{HEADER}\n{table}", Chart_data=f"{HEAD}\n{days}")
    assert all(one.severity == "note" for one in read_bytes(right)[0].faults)
    wrong = days.replace(",50\n", ",950\n", 1)
    with pytest.raises(InputError) as caught:
        read_bytes(zipped(Table_data=f"{HEADER}\n{table}", Chart_data=f"{HEAD}\n{wrong}"))
    (fault,) = caught.value.faults
    assert (fault.row, fault.got, fault.column) == (2, "100", "Table data.csv → Views")
    assert fault.expected.startswith("1000 ")


def test_a_fault_in_a_zip_says_in_which_table_it_is(read_bytes):
    data = zipped(
        Chart_data=CHART.replace(",3\n", ",three\n"),
        Table_data=SAMPLE.read_bytes().replace(b"Sep 14", b"Sep 31"),
        Totals="Date,Views\n2026-01-32,3\n",
    )
    with pytest.raises(InputError) as caught:
        read_bytes(data)
    errors = {fault.column for fault in caught.value.faults if fault.severity == "error"}
    assert errors == {
        "Chart data.csv → Views", "Table data.csv → Video publish time", "Totals.csv → Date",
    }  # fmt: skip


def test_a_point_before_three_digits_groups_thousands(read_bytes):
    videos = [f'aB3_dE-fG7{at},A,"Sep 14, 2026",{n}.250,9' for at, n in enumerate((1, 2, 3))]
    reading = read(read_bytes, *videos)
    assert reading.frame["impressions"].tolist() == [1250, 2250, 3250]
    assert any("3 cells have it before three digits" in one.evidence for one in reading.decisions)
    # A single one in an English file may be a decimal as well.
    with pytest.raises(InputError, match="group thousands or stand before decimals"):
        read(read_bytes, videos[0])


def test_two_signs_for_thousands_are_an_error(read_bytes):
    rows = ('aB3_dE-fG7h,A,"Sep 14, 2026",1.250,9', 'Zz9yXx8wVv1,B,"Sep 14, 2026","1,250",9')
    with pytest.raises(InputError):
        read(read_bytes, *rows)


def test_a_total_below_its_videos_is_warned_of_and_one_above_is_noted(read_bytes):
    video = 'aB3_dE-fG7h,A,"Sep 14, 2026",280,9'
    for total, severity in ((279, ["warning"]), (281, ["note"]), (280, [])):
        reading = read(read_bytes, f"Total,,,{total},9", video)
        assert [one.severity for one in reading.faults] == severity


def test_likes_that_were_not_exported_are_missing_and_that_is_told(read_bytes):
    reading = read(
        read_bytes, 'aB3_dE-fG7h,A,"Sep 14, 2026",280', header=HEADER.removesuffix(",Likes")
    )
    assert reading.frame["reactions"].isna().all()
    assert [one.severity for one in reading.faults] == ["warning"]


def test_a_row_that_is_no_video_is_named(read_bytes):
    with pytest.raises(InputError) as caught:
        read(read_bytes, '1.2E+10,A,"Sep 14, 2026",280,9', 'aB3_dE-fG7h,A,"Sep 31, 2026",280,9')
    assert sorted((one.row, one.column) for one in caught.value.faults) == [
        (2, "Content"), (3, "Video publish time"),
    ]  # fmt: skip


def test_a_zip_without_tables_is_no_export(read_bytes):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "nothing")
    with pytest.raises(InputError):
        read_bytes(packed.getvalue(), name="a.zip")


@pytest.mark.parametrize(
    "table",
    [
        # The last row has eleven of twelve cells; or ends within quotes.
        SAMPLE.read_bytes()[: SAMPLE.read_bytes().rindex(b",")],
        f'{HEADER}\nZz9yXx8wVv1,A,"Jan 2, 2026",280,4\nZz9yXx8wVv2,"Hal',
    ],
)
def test_half_a_table_in_a_zip_is_refused_by_its_name(read_bytes, table):
    with pytest.raises(InputError) as caught:
        read_bytes(zipped(Table_data=table, Chart_data=CHART, Totals=TOTALS))
    fault = next(one for one in caught.value.faults if "cut off" in one.what)
    assert (fault.severity, fault.column) == ("error", "Table data.csv")
