"""Of weighted shares nobody can work out what the few people of one weight answered."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.disclosure_auditor import ALL, NONE, audit_weights
from tests.counts import examples
from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.respondents import gather_respondents
from toolkit.analysis.segment_sizes import measure_segments
from toolkit.analysis.tabulating import tabulate_shares
from toolkit.analysis.weight_classes import WHOLE_PERCENTS, Cell, class_weights
from toolkit.model.survey import Codebook

CHANNELS = {"Insta": "instagram", "Clips": "tiktok", "Film": "youtube", "Work": "linkedin"}
AGES = ("young", "middle", "old", "eldest")
KEYS = ("a", "b", "c", "d")


def make_codebook(shares):
    return Codebook.model_validate(
        {
            "file": "answers.csv",
            "sample": "convenience",
            "population": "visitors of an invented pool",
            "fieldwork_start": "2026-03-01",
            "fieldwork_end": "2026-03-31",
            "segment_column": "Ticket",
            "segments": [{"key": key, "name": key, "answers": [key]} for key in KEYS],
            "channels": [
                {"column": column, "channel": channel, "use": ["Yes"]}
                for column, channel in CHANNELS.items()
            ],
            "demographics": [{"column": "Age", "name": "Age"}],
            "margins": [
                {"column": "Age", "label": age, "share": share} for age, share in shares.items()
            ],
            "smallest_base": 10,
        }
    )


def draw_weighted(seed):
    """Draw a survey weighted to two to four ages, of which a group often has a few people."""
    draw = np.random.default_rng(seed)
    ages = AGES[: draw.integers(2, 5)]
    groups = KEYS[: draw.integers(2, 5)]
    rows = []
    for group in (*groups, "none"):
        liking = draw.dirichlet(np.full(len(ages), draw.choice([0.3, 2.0])))
        rows += [
            (group, str(age), *(draw.random(len(CHANNELS)) < draw.random()))
            for age in draw.choice(ages, p=liking, size=draw.integers(3, 80))
        ]
    answers = pd.DataFrame(rows, columns=["Ticket", "Age", *CHANNELS])
    for column in CHANNELS:
        answers[column] = answers[column].map({True: "Yes", False: "No"})
    there = [age for age in ages if (answers["Age"] == age).any()]
    shares = draw.dirichlet(np.full(len(there), 8.0)) * 0.9 + 0.1 / len(there)
    return make_codebook(dict(zip(there, map(float, shares), strict=True))), answers


def count(answers, people, weights):
    """Count by hand, by group and weight, who was asked and who said yes."""
    ticket = answers["Ticket"].where(answers["Ticket"].isin(KEYS), NONE)
    near = people.weights.round(9)
    asked, yes = {}, {}
    for column, channel in CHANNELS.items():
        for group in (*KEYS, NONE):
            here = ticket == group
            asked[channel, group] = np.array([(here & (near == one)).sum() for one in weights])
            said = here & (answers[column] == "Yes")
            yes[channel, group] = np.array([(said & (near == one)).sum() for one in weights])
    return asked, yes


def list_shown(table):
    known = table[table["share"].notna()]
    return {(row["channel"], row["segment"]): row["share"] for row in known.to_dict("records")}


@pytest.mark.slow
def test_no_answer_of_a_few_people_of_one_weight_can_be_worked_out():
    shown, surveys = 0, examples(25, full=1200)
    for seed in range(surveys):
        codebook, answers = draw_weighted(seed)
        people = gather_respondents(answers, codebook)
        weights = np.unique(people.weights.round(9))
        asked, yes = count(answers, people, weights)
        cells = list_shown(measure_channel_use(people).table)
        shown += len(cells)
        faults = audit_weights(cells, asked, yes, weights, 10, WHOLE_PERCENTS)
        assert not faults, (seed, faults)
    assert shown > surveys


def test_the_auditor_solves_weighted_shares_with_all_their_digits():
    weights = np.array([0.7, 1.0, 1.98])
    asked = {("x", "a"): np.array([38, 21, 1]), ("x", NONE): np.array([11, 25, 14])}
    yes = {("x", "a"): np.array([20, 9, 1]), ("x", NONE): np.array([3, 11, 6])}
    share = (yes["x", "a"] @ weights) / (asked["x", "a"] @ weights)
    for digits, found in ((12, True), (2, False)):
        cells = {("x", "a"): round(float(share), digits)}
        assert bool(audit_weights(cells, asked, yes, weights, 10, digits)) is found


def test_of_two_weights_a_group_is_withheld_whose_few_people_can_be_counted():
    # 19 and 3 who say yes are 24.05 of 60.15, 40 percent; so are 21 and 2: 23.95.
    classes = class_weights(pd.Series([0.95] * 57 + [2.0] * 3))
    few = np.array([1])

    def is_open(given, asked):
        given, asked = np.array(given), np.array(asked)
        cell = Cell(float(given @ classes.weights), float(asked @ classes.weights))
        return classes.leaves_open(given, asked, cell, few)

    assert is_open([19, 3], [57, 3])
    # Nobody is there to make up for them.
    assert not is_open([0, 3], [0, 4])


def test_shares_are_in_whole_percents_where_people_of_few_weights_answered():
    codes = {"x": pd.Series([1.0] * 20 + [0.0] * 21)}
    nowhere = pd.Series([pd.NA] * 41, dtype="string")
    for weights, share in (
        (pd.Series([1.0] * 41), 20 / 41),
        (pd.Series([0.9] * 21 + [1.105] * 20), 0.44),  # 18 of 41
    ):
        table = tabulate_shares(codes, weights, nowhere, [], label="channel", smallest_base=10)
        assert table["share"].iloc[0] == pytest.approx(share)


def test_a_group_whose_one_old_member_its_size_gives_away_is_withheld():
    rows = [("a", "young")] * 30 + [("a", "old")] + [("b", "young")] * 10 + [("b", "old")] * 25
    answers = pd.DataFrame(rows, columns=["Ticket", "Age"])
    answers[list(CHANNELS)] = "Yes"
    people = gather_respondents(answers, make_codebook({"young": 0.3, "old": 0.7}))
    sizes, _ = measure_segments(people)
    assert sizes.set_index("segment")["n"].isna().all()
    assert ALL not in set(sizes["segment"])


def test_of_many_people_shares_have_a_tenth_of_a_percent():
    """A share of 2,867 people to a tenth of a percent stands for some three people."""
    weights = pd.Series([0.5, 1.0, 1.5] * 955 + [0.5, 1.0])
    yes = pd.Series(np.where(np.arange(2867) % 7 == 0, 1.0, 0.0))
    segments = pd.Series("a", index=weights.index, dtype="string")
    table = tabulate_shares({"x": yes}, weights, segments, ["a"], label="channel", smallest_base=10)
    exact = float((yes * weights).sum() / weights.sum())
    assert table["share"].tolist() == [round(exact, 3)] * 2
    assert round(exact, 3) != round(exact, 2)
