"""A file that nobody knows: which export it comes nearest to, and what of it is not there."""

import pytest

from toolkit.errors import InputError


def refuse(read_bytes, header):
    with pytest.raises(InputError, match="No reader knows this file") as caught:
        read_bytes(f"{header}\n{','.join('1' for _ in header.split(','))}\n")
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("header", "lacks"),
    [
        ("Post ID,Publish time,Page ID,Comments,Reach", "Reactions or Reacties"),
        ("Bericht-ID,Publicatietijdstip,Pagina-ID,Reacties", "Comments or Opmerkingen"),
    ],
)
def test_the_nearest_export_is_told_with_the_columns_that_are_not_there(read_bytes, header, lacks):
    fault = refuse(read_bytes, header)
    assert fault.expected == f"most like Meta Business Suite content export (it lacks {lacks})"
    assert "profile.yaml" in fault.remedy
    assert len(str(fault)) < 600


def test_at_most_three_are_told_the_nearest_first(read_bytes):
    # Six of the columns that X's content export has, five of its classic one; no other has three.
    header = "Post id,Date,Post text,Impressions,Likes,Replies,Reposts,Views,Comments,Video link"
    told = refuse(read_bytes, header).expected
    assert told.startswith("most like X analytics, content (2024 and later) (it lacks Post Link)")
    assert told.count("it lacks") <= 3


def test_one_common_column_makes_nothing_near(read_bytes):
    assert "no column says" in refuse(read_bytes, "Date,Something,Else").expected


@pytest.mark.parametrize(
    "header", ["Page path,Views,Active users", "Land,Actieve gebruikers,Sessies"]
)
def test_a_report_of_google_analytics_without_its_comments_is_known_by_its_figures(
    read_bytes, header
):
    told = refuse(read_bytes, header).expected
    lines = "the lines that begin with # above its table"
    assert told.startswith(f"most like Google Analytics 4 (it lacks {lines})")
