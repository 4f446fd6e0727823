import pytest

from toolkit.errors import InputError
from toolkit.readers.linkedin_posts import id_in

DAILY = [["What this is"], ["Datum", "Weergaven (totaal)", "Klikken"], ["02/13/2026", 7, 1]]


HEADER = ["Post title", "Post link", "Created date", "Impressions", "Likes", "Comments", "Reposts"]


def test_figures_by_day_alone_are_read(make_workbook, read_file, tmp_path):
    path = make_workbook(tmp_path / "content.xls", {"Statistieken": DAILY})
    (reading,) = read_file(path)
    assert reading.contents == "insights"


def test_a_sheet_of_posts_with_headers_not_known_is_not_passed_over(
    make_workbook, read_file, tmp_path
):
    sheets = {"Statistieken": DAILY, "Alle bijdragen": [["Wat dit is"], ["Titre", "Lien"]]}
    with pytest.raises(InputError, match="sheet Alle bijdragen does not have the headers"):
        read_file(make_workbook(tmp_path / "content.xlsx", sheets))


def test_a_period_without_posts_is_no_error(make_workbook, read_file, tmp_path):
    sheets = {"Metrics": DAILY, "All posts": [["What this is"], HEADER]}
    posts, insights = read_file(make_workbook(tmp_path / "content.xlsx", sheets))
    assert posts.frame.empty
    assert {fault.severity for fault in posts.faults} == {"note"}
    assert any("no rows below it" in fault.what for fault in posts.faults)
    assert insights.frame["value"].tolist() == [7.0, 1.0]


def days(*rows):
    header = ["Date", "Impressions(organic)", "Impressions(sponsored)", "Impressions(total)",
              "Clicks(total)", "Reactions(total)", "Comments(total)", "Shares(total)",
              "Engagement rate(total)"]  # fmt: skip
    return {"Metrics": [["What this is"], header, *rows]}


def test_older_headers_have_no_blank_and_say_shares(make_workbook, read_file, tmp_path):
    sheets = days(["02/13/2026", 90, 10, 100, 5, 3, 1, 1, 0.1])
    (reading,) = read_file(make_workbook(tmp_path / "content.xls", sheets))
    whole = reading.frame[reading.frame["dimension"].isna()]
    assert dict(zip(whole["metric"], whole["value"], strict=True)) == {
        "impressions": 100, "clicks": 5, "reactions": 3, "comments": 1, "shares": 1,
        "engagement_rate": 0.1,
    }  # fmt: skip
    assert reading.faults == ()


def test_a_french_workbook_is_not_read_by_the_few_words_that_are_english(
    make_workbook, read_file, tmp_path
):
    header = ["Date", "Impressions (total)", "Clics (total)", "Réactions (total)"]
    posts = ["Titre du post", "Lien du post", "Date de création", "J’aime"]
    sheets = {"Statistiques": [header, ["02/13/2026", 9, 1, 1]], "Tous les posts": [posts]}
    with pytest.raises(InputError, match="No reader knows this file"):
        read_file(make_workbook(tmp_path / "content.xlsx", sheets))


def test_a_total_that_organic_and_sponsored_contradict_is_refused(
    make_workbook, read_file, tmp_path
):
    sheets = days(
        ["02/13/2026", 90, 10, 100, 5, 3, 1, 1, 0.1],
        ["02/14/2026", 90, 10, 120, 5, 3, 1, 3, 0.1],
    )
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "content.xlsx", sheets))
    assert [(one.row, one.column) for one in refused.value.faults] == [(4, "Impressions(total)")]


def test_a_rate_below_its_figures_is_refused_and_one_above_may_count_followers(
    make_workbook, read_file, tmp_path
):
    good = ["02/13/2026", 90, 10, 100, 5, 3, 1, 1, 0.1]
    sheets = days(good, ["02/14/2026", *good[1:]], ["02/15/2026", *good[1:-1], 0.03])
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "low.xlsx", sheets))
    assert [(one.row, one.got) for one in refused.value.faults] == [(5, "0.03")]
    sheets = days(good, ["02/14/2026", *good[1:]], ["02/15/2026", *good[1:-1], 0.12])
    (reading,) = read_file(make_workbook(tmp_path / "high.xlsx", sheets))
    assert [(one.severity, one.row) for one in reading.faults] == [("warning", 5)]


def test_reactions_that_were_taken_back_are_below_zero(make_workbook, read_file, tmp_path):
    header = ["Date", "Impressions (total)", "Reactions (organic)", "Reactions (sponsored)",
              "Reactions (total)"]  # fmt: skip
    sheets = {"Metrics": [header, ["02/13/2026", 100, -1, 3, 2]]}
    (reading,) = read_file(make_workbook(tmp_path / "content.xlsx", sheets))
    reactions = reading.frame[reading.frame["metric"].eq("reactions")]
    assert sorted(reactions["value"]) == [-1.0, 2.0, 3.0]


def test_a_cell_that_is_no_number_is_named(make_workbook, read_file, tmp_path):
    sheets = days(["02/13/2026", 90, 10, "many", 5, 3, 1, 1, 0.1])
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "content.xlsx", sheets))
    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.got) == (3, "Impressions(total)", "many")


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://www.linkedin.com/feed/update/urn:li:activity:729", "729"),
        ("https://www.linkedin.com/feed/update/urn:li:ugcPost:31", "31"),
        ("https://www.linkedin.com/posts/shop_hiring-activity-55-abcd", "55"),
        ("https://www.linkedin.com/company/shop", None),
        (None, None),
    ],
)
def test_the_id_is_in_the_address(link, number):
    assert id_in(link) == number


FULL = [*HEADER, "Follows", "Engagement rate"]
LINK = "https://www.linkedin.com/feed/update/urn:li:share:738820880000000000"


def full_post(at, *figures):
    return [f"Post {at}", f"{LINK}{at}", "10/31/2026", *figures]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        # 1143 impressions, 14 likes, 4 comments, no reposts, 2 follows, a rate of 0.0376.
        ([(1143, 14, 4, 0, 2, 0.0376), (700, 4, 0, 2, 0.0376, "")], [(4, "Follows")]),
        (
            [(1143, 4, 0, 2, 0.0376, ""), (700, 4, 0, 2, 0, "")],
            [(3, "Follows"), (3, "Engagement rate")],
        ),
    ],
    ids=["one row", "every row"],
)
def test_a_rate_that_slipped_to_the_left_is_named(make_workbook, read_file, tmp_path, rows, places):
    posts = [full_post(at, *figures) for at, figures in enumerate(rows)]
    sheets = {"All posts": [["What this is"], FULL, *posts]}
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "content.xlsx", sheets))
    assert [(one.row, one.column) for one in refused.value.faults] == places


def test_followers_won_may_be_blank_and_a_post_that_nobody_saw_has_no_rate(
    make_workbook, read_file, tmp_path
):
    for figures in ((1143, 14, 4, 0, "", 0.0376), (0, 0, 0, 0, "", ""), (9, 1, 1, 1, "1,204", 0.1)):
        sheets = {"All posts": [["What this is"], FULL, full_post(1, *figures)]}
        (reading,) = read_file(make_workbook(tmp_path / "content.xlsx", sheets))
        assert reading.frame["reactions"].tolist() == [figures[1]]
        assert {fault.severity for fault in reading.faults} <= {"note"}
