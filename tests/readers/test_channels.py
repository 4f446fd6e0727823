"""All files of a client as one: an error stops it, a warning comes along."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model.client import Client
from toolkit.readers import Export, Profile
from toolkit.readers.channels import ChannelData, read_channels

CLIENT = Client(name="Bike Works", sector="Bicycles", language="en")
META = (Path(__file__).parent / "data" / "meta" / "facebook_nl.csv").read_text("utf-8-sig")


def read(folder: Path, **files: str) -> ChannelData:
    exports = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        exports.append(Export(path, f"data/channels/{path.name}"))
    return read_channels(exports, CLIENT, Profile(), as_of=dt.date(2026, 12, 31))


def test_a_tampered_total_stops_the_client_and_names_its_row(tmp_path: Path) -> None:
    assert read(tmp_path, meta=META).posts["reactions"].sum() == 31
    with pytest.raises(InputError) as caught:
        read(tmp_path, meta=META.replace(",37,20,12,5,", ",73,20,12,5,"))
    (fault,) = caught.value.faults
    assert (fault.file, fault.row) == ("data/channels/meta.csv", 2)
    assert (fault.got, fault.expected.split()[0]) == ("73", "37")


def test_two_spellings_of_a_brand_come_along_as_a_warning(tmp_path: Path) -> None:
    header = "brand,platform,date,likes\n"
    found = read(
        tmp_path,
        one=header + "Fietserij Zuid,X,2026-01-31,1\n",
        two=header + "Fietserij Zuid BV,X,2026-02-28,3\n",
    )
    (fault,) = (one for one in found.faults if one.column == "brand")
    assert fault.severity == "warning"
    assert "Fietserij Zuid BV" in fault.got


def test_a_later_export_with_lower_totals_stops_the_client(tmp_path: Path) -> None:
    head, *_ = META.split("\n", 1)

    def export(likes: int, last: int) -> str:
        rows = [
            f'99000000000001{n:02},9900000000007,"Museum De Molen",Tekst {n},,0,"05/{n:02}/2026 '
            f'09:00",N/A,https://www.facebook.com/x/posts/{n},0,0,Links,,,,,Looptijd,500,400,400,0,'
            f"{likes},{likes},0,0,1"
            for n in range(1, last + 1)
        ]
        return "\n".join([head, *rows, ""])

    assert len(read(tmp_path, a=export(20, 12), b=export(30, 20)).posts) == 20
    with pytest.raises(InputError, match="lower totals here than in the earlier export"):
        read(tmp_path, a=export(30, 12), b=export(20, 20))


CHART_HEAD = "Date,Content,Video title,Video publish time,Views"


def test_videos_above_their_channel_are_refused_also_in_another_file(tmp_path: Path) -> None:
    video = 'aB3_dE-fG7h,A,"Jan 2, 2026"'
    chart = f"{CHART_HEAD}\n2026-01-02,{video},90\n2026-01-03,{video},40\n"
    totals = "Date,Views,Watch time (hours)\n2026-01-02,100,1\n2026-01-03,40,1\n"
    assert len(read(tmp_path, chart=chart, totals=totals).insights) == 6
    with pytest.raises(InputError) as caught:
        read(tmp_path, chart=chart.replace(",40", ",400"), totals=totals)
    (fault,) = caught.value.faults
    assert (fault.file, fault.row) == ("data/channels/chart.csv", 3)
    assert fault.got.startswith("400 on 2026-01-03")


def test_a_table_of_videos_beside_days_of_another_period_is_told(tmp_path: Path) -> None:
    head = "Content,Video title,Video publish time,Views,Likes"
    totals = "Date,Views,Watch time (hours)\n2026-01-02,100,1\n2026-01-03,40,1\n"
    for views, told in ((140, []), (180, ["180; data/channels/totals.csv has 140"])):
        table = f'{head}\naB3_dE-fG7h,A,"Jan 2, 2026",{views},9\n'
        found = read(tmp_path, table=table, totals=totals)
        assert [one.got for one in found.faults if "days of the channel" in one.what] == told
