import pytest

from toolkit.errors import InputError
from toolkit.readers import Settings

SETTINGS = Settings("Europe/Amsterdam", own_platforms=frozenset({"facebook"}))
AGES = "Age & gender\n,Women,Men\n18-24,30,20\n25-34,40,10\n"


def placed(faults):
    """Give those that name a row: without days the file is of no known day, which is noted too."""
    return [fault for fault in faults if fault.row]


def test_percent_and_fractions_in_one_file_come_to_the_same(read_bytes):
    text = f"{AGES}Top countries\nNetherlands,Belgium\n0.9,0.05\n"
    (reading,) = read_bytes(text, settings=SETTINGS)
    whole = reading.frame.groupby("dimension")["value"].sum()
    assert whole.to_dict() == pytest.approx({"age and gender": 1.0, "country": 0.95})
    decided = {one.column: one.taken_as for one in reading.decisions}
    assert decided == {"": "Facebook", "Age & gender": "percent", "Top countries": "fractions"}


def test_shares_below_one_that_together_pass_the_whole_are_percent(read_bytes):
    cities = ",".join(f"Town {n}" for n in range(1, 4))
    text = f"{AGES}Top towns/cities\n{cities}\n0.9,0.8,0.7\n"
    (reading,) = read_bytes(text, settings=SETTINGS)
    of_cities = reading.frame[reading.frame["dimension"] == "city"]
    assert of_cities["value"].tolist() == pytest.approx([0.009, 0.008, 0.007])


def test_ages_that_do_not_come_to_the_whole_are_told(read_bytes):
    (reading,) = read_bytes(AGES.replace("40", "4"), settings=SETTINGS)
    (warning,) = placed(reading.faults)
    assert (warning.severity, warning.column, warning.got) == ("warning", "Age & gender", "64.0%")


@pytest.mark.parametrize("wrong", ["400", "60"])
def test_shares_of_more_than_the_whole_are_refused(read_bytes, wrong):
    with pytest.raises(InputError, match="more than the whole"):
        read_bytes(AGES.replace("40", wrong), settings=SETTINGS)


def test_names_and_shares_of_unequal_number_are_refused_with_their_row(read_bytes):
    text = f"{AGES}Top countries\nNetherlands,Belgium,Germany\n0.9,0.05\n"
    with pytest.raises(InputError) as refused:
        read_bytes(text, settings=SETTINGS)
    (fault,) = placed(refused.value.faults)
    assert (fault.row, fault.column) == (7, "Top countries")


def test_a_table_that_is_not_known_is_kept(read_bytes):
    text = f"{AGES}Favourite colours\nGreen,12\n"
    (reading,) = read_bytes(text, settings=SETTINGS)
    (note,) = placed(reading.faults)
    assert (note.severity, note.row, note.got) == ("note", 5, "Favourite colours")
    assert reading.kept.loc[6].tolist() == ["Green", "12"]


def test_a_list_of_one_country_is_a_list(read_bytes):
    (reading,) = read_bytes(f"{AGES}Top landen\nNederland\n1\n", settings=SETTINGS)
    last = reading.frame.iloc[-1]
    assert (last["dimension"], last["member"], last["value"]) == ("country", "Nederland", 1.0)


def test_followers_must_be_one_number(read_bytes):
    with pytest.raises(InputError, match="one whole number") as refused:
        read_bytes(f"Facebook followers\nmany\n\n{AGES}", settings=SETTINGS)
    assert refused.value.faults[0].row == 1


def test_ages_alone_and_genders_alone_are_dimensions_of_their_own(read_bytes):
    text = f"{AGES}Gender\nWomen,Men\n70,30\nAge\n18-24,50\n25-34,50\n"
    (reading,) = read_bytes(text, settings=SETTINGS)
    assert list(dict.fromkeys(reading.frame["dimension"])) == ["age and gender", "gender", "age"]


def test_without_a_platform_it_is_asked_once(read_bytes):
    with pytest.raises(InputError) as asked:
        read_bytes(f"{AGES}Follows\nDate,Primary\n2025-08-01T00:00:00,2\n")
    assert [fault.asks for fault in asked.value.faults] == ["platform"]


def test_shares_of_no_known_day_are_noted(read_bytes):
    (reading,) = read_bytes(AGES, settings=SETTINGS)
    (note,) = reading.faults
    assert (note.severity, note.row) == ("note", None)
    assert reading.frame["end"].isna().all()
