import pytest

from toolkit.errors import InputError
from toolkit.readers.linkedin_posts import id_in

DAILY = [["What this is"], ["Datum", "Weergaven (totaal)", "Klikken"], ["02/13/2026", 7, 1]]


def test_figures_by_day_alone_are_no_posts(make_workbook, read_file, tmp_path):
    path = make_workbook(tmp_path / "content.xls", {"Statistieken": DAILY})
    with pytest.raises(InputError, match="figures by day, and no posts"):
        read_file(path)


def test_a_period_without_posts_is_no_error(make_workbook, read_file, tmp_path):
    header = ["Post title", "Post link", "Created date", "Impressions", "Likes", "Comments",
              "Reposts"]  # fmt: skip
    sheets = {"Metrics": DAILY, "All posts": [["What this is"], header]}
    (reading,) = read_file(make_workbook(tmp_path / "content.xlsx", sheets))
    assert reading.frame.empty
    assert [fault.severity for fault in reading.faults] == ["note"]


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
