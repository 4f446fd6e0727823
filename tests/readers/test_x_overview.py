import pytest

from toolkit.errors import InputError

HEADER = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,"
    "Profile visits,Create Post,Video views,Media views"
)


def test_shares_and_media_views_are_kept_as_they_are(read_bytes):
    insights, _ = read_bytes(f'{HEADER}\n"Tue, Jul 14, 2026",1,2,30,4,5,6,7,8,9,10,11,12,13\n')
    assert insights.kept.to_dict() == {"Shares": {2: "5"}, "Media views": {2: "13"}}


def test_dates_of_another_kind_and_words_are_named(read_bytes):
    row = "1,2,30,4,5,6,7,8,9,10,11,12,13"
    with pytest.raises(InputError) as refused:
        read_bytes(f"{HEADER}\n07/14/2026,{row}\n2026-07-15,{row.replace('8', 'x')}\n")
    assert {(one.row, one.column) for one in refused.value.faults} == {
        (2, "Date"),
        (3, "Replies"),
    }


def test_engagements_of_a_day_cannot_be_below_its_likes(read_bytes):
    with pytest.raises(InputError) as refused:
        read_bytes(f'{HEADER}\n"Tue, Jul 14, 2026",100,20,19,0,0,0,0,0,0,0,0,0,0\n')
    assert [(one.row, one.column) for one in refused.value.faults] == [(2, "Engagements")]
