import pytest

from toolkit.readers.running_totals import is_running


@pytest.mark.parametrize(
    ("counts", "running"),
    [
        ([0, 1, 0, 2, 0, 0, 3, 1, 0, 0, 1], False),
        ([500, 500, 501, 501, 503, 504, 504, 504, 510, 511], True),
        ([500] * 10, True),
        ([3, *range(3, 16)], True),  # it rises on twelve days
        ([0] * 30, False),
        ([], False),
        # A quiet page wins one now and then.
        ([0] * 29 + [1], None),
        ([1] * 30, None),
        ([0] * 20 + [1] * 20 + [2] * 3, None),
        (list(range(3, 15)), None),
        ([1, 2, 3], None),
        ([500, 501, 502], None),
    ],
)
def test_a_running_total_never_falls_and_shows_itself(counts, running):
    assert is_running(counts)[0] is running


def test_a_running_total_gives_followers_not_gains(make_workbook, read_file, tmp_path):
    rows = [["Date", "Organic followers", "Total followers"]]
    # Newest first: the days count, not the order of the rows.
    rows += [[f"03/{day}/2026", 1, 400 + day] for day in range(25, 12, -1)]
    (reading,) = read_file(make_workbook(tmp_path / "f.xlsx", {"New followers": rows}))
    assert reading.frame["gained"].isna().all()
    assert reading.frame["followers"].max() == 425
    assert any("from 413 to 425" in decision.evidence for decision in reading.decisions)


def test_what_settles_nothing_is_read_as_gains_with_a_warning(make_workbook, read_file, tmp_path):
    rows = [["Date", "Organic followers", "Total followers"]]
    rows += [[f"03/{day}/2026", 1, 1] for day in range(1, 29)]
    (reading,) = read_file(make_workbook(tmp_path / "f.xlsx", {"New followers": rows}))
    assert reading.frame["followers"].isna().all()
    assert reading.frame["gained"].sum() == 28
    (warning,) = reading.faults
    assert (warning.severity, warning.column) == ("warning", "Total followers")


def test_the_real_export(shared_data, read_file):
    (path,) = shared_data("linkedin").glob("*followers*.xlsx")
    (reading,) = read_file(path)
    assert len(reading.frame) == 365
    # The competitors sheet of the same day counts the followers that this page won in that year.
    (other,) = shared_data("linkedin").glob("*competitor*.xlsx")
    pages = read_file(other)[0].frame
    slug = path.name.split("_")[0]
    own = pages[pages["brand"].str.lower().str.replace(" ", "-") == slug]
    assert reading.frame["gained"].sum() == own["gained"].item()
