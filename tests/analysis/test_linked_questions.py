"""What a question withholds, no question that is bound to it gives back. Invented answers."""

import pandas as pd
import pytest

from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.linked_questions import find_families
from toolkit.analysis.participation import measure_participation
from toolkit.analysis.respondents import gather_respondents
from toolkit.analysis.ways import measure_ways


def column(*parts):
    return [value for value, count in parts for _ in range(count)]


@pytest.fixture
def gather(make_codebook):
    def make(answers, groups, **book):
        codebook = make_codebook(
            segment_column="Ticket",
            segments=[{"key": key, "name": key, "answers": [key]} for key in groups],
            **book,
        )
        return gather_respondents(answers.astype("string"), codebook)

    return make


def list_withheld(table, label):
    empty = table[table["n"].isna()]
    return {name: set(part["segment"]) for name, part in empty.groupby(label)}


def test_what_is_asked_in_one_column_is_withheld_together(gather):
    # Of Insta all 16 of c and no group said no, so b goes too; 30 - 12 - 8 would give it back.
    answers = pd.DataFrame(
        {
            "Ticket": column(("a", 50), ("b", 30), ("c", 4), ("other", 12)),
            "Fav": column(
                ("Insta", 25), ("Film", 15), ("Face", 10), ("Insta", 10), ("Film", 12),
                ("Face", 8), ("Film", 2), ("Face", 2), ("Film", 6), ("Face", 6),
            ),
        }
    )  # fmt: skip
    names = {"Insta": "instagram", "Film": "youtube", "Face": "facebook"}
    channels = [
        {"column": "Fav", "channel": channel, "use": [word]} for word, channel in names.items()
    ]
    people = gather(answers, "abc", channels=channels)
    found = list_withheld(measure_channel_use(people).table, "channel")
    assert found == {channel: {"b", "c"} for channel in names.values()}
    # Of a cell with several answers each is a question by itself.
    several = [{"column": "Fav", "separator": ";"}]
    people = gather(answers, "abc", channels=channels, several=several)
    found = list_withheld(measure_channel_use(people).table, "channel")
    assert found == {"instagram": {"b", "c"}, "youtube": {"c"}, "facebook": {"c"}}


def test_families_join_where_columns_are_shared(make_codebook):
    def ask(name, *columns):
        return [{"column": one, "channel": name, "use": ["Yes"]} for one in columns]

    book = make_codebook(
        channels=[*ask("instagram", "A", "B"), *ask("youtube", "B", "C"), *ask("tiktok", "D")]
    )
    found = find_families(book.channels, book, lambda one: one.channel)
    assert found["instagram"] == found["youtube"]
    assert found["tiktok"] not in {found["instagram"], found["youtube"]}


@pytest.fixture
def routed():
    # Of the rest, c and those in no group, all 16 said no to Insta: b is withheld there. Who makes
    # things was asked of Insta's users: 30 of a, 18 of b.
    return pd.DataFrame(
        {
            "Ticket": column(("a", 50), ("b", 30), ("c", 4), ("other", 12)),
            "Insta": column(("Yes", 30), ("No", 20), ("Yes", 18), ("No", 28)),
            "Makes": column(("Yes", 15), ("No", 15), (None, 20), ("Yes", 9), ("No", 9), (None, 28)),
        }
    )


CHANNEL = {"column": "Insta", "channel": "instagram", "use": ["Yes"]}


@pytest.mark.parametrize("said", [True, False])
def test_a_base_does_not_tell_who_uses_a_channel_that_is_withheld(gather, routed, said):
    # Whether the codebook says it or the answers do.
    part = {"asked_of": {"column": "Insta", "answers": ["Yes"]}} if said else {}
    people = gather(
        routed,
        "abc",
        channels=[CHANNEL],
        behaviours=[{"column": "Makes", "rung": "creators", "counts": ["Yes"], **part}],
        ways=[{"column": "Makes", "way": "look", "counts": ["Yes"], **part}],
    )
    assert list_withheld(measure_channel_use(people).table, "channel")["instagram"] == {"b", "c"}
    assert "b" in list_withheld(measure_participation(people).table, "rung")["creators"]
    assert "b" in list_withheld(measure_ways(people).table, "way")["look"]


def test_a_base_does_not_tell_of_one_or_two_who_were_left_out(gather):
    # 2 of each group have no telephone: nothing is told of them, so neither is who has one.
    answers = pd.DataFrame(
        {
            "Ticket": column(("a", 60), ("b", 40)),
            "Phone": column(("yes", 58), ("no", 2), ("yes", 38), ("no", 2)),
            "Insta": column(("Yes", 30), ("No", 28), (None, 2), ("Yes", 20), ("No", 18), (None, 2)),
        }
    )
    asked_of = {"asked_of": {"column": "Phone", "answers": ["yes"]}}
    demographics = [{"column": "Phone", "name": "Telephone"}]
    people = gather(answers, "ab", channels=[CHANNEL | asked_of], demographics=demographics)
    found = measure_channel_use(people).table
    assert list_withheld(found, "channel") == {"instagram": {"a", "b"}}
    assert found.loc[found["segment"] == "all", "n"].item() == 96
    # A form of the questionnaire says nothing of anybody.
    people = gather(answers, "ab", channels=[CHANNEL | asked_of])
    assert list_withheld(measure_channel_use(people).table, "channel") == {}
