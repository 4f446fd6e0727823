import pandas as pd
import pytest
from pydantic import ValidationError

from toolkit.analysis.participation import measure_participation
from toolkit.analysis.respondents import gather_respondents


def measure(answers, codebook):
    return measure_participation(gather_respondents(answers, codebook))


OFTEN = ["Weekly", "Monthly"]
BEHAVIOURS = [
    {"column": "Uploads", "rung": "creators", "counts": OFTEN},
    {"column": "Writes", "rung": "creators", "counts": OFTEN},
    {"column": "Watches", "rung": "spectators", "counts": OFTEN},
]


@pytest.fixture
def codebook(make_codebook):
    return make_codebook(smallest_base=5, behaviours=BEHAVIOURS)


@pytest.fixture
def answers():
    return pd.DataFrame(
        {
            "Ticket": ["Family"] * 5 + ["Single"] * 5,
            "Uploads": ["Weekly", "Never", "Never", "Never", "Never"] * 2,
            "Writes": ["Never", "Monthly", "Never", "Never", "Never"] + ["Never"] * 5,
            "Watches": ["Weekly", "Weekly", "Weekly", "Never", "Never"] + ["Never"] * 5,
        }
    )


def test_rungs_overlap_and_only_the_inactive_stand_apart(answers, codebook):
    found = measure(answers, codebook)
    table = found.table.set_index(["segment", "rung"])
    # Families: two make, three watch (both makers among them), two do nothing.
    assert table.loc["family"]["share"].to_dict() == pytest.approx(
        {"creators": 0.4, "spectators": 0.6, "inactives": 0.4}
    )
    assert table.loc["all"]["share"].to_dict() == pytest.approx(
        {"creators": 0.3, "spectators": 0.3, "inactives": 0.6}
    )
    assert found.not_asked == ("conversationalists", "critics", "collectors", "joiners")


def test_who_does_any_of_it_is_not_inactive_and_who_does_none_is(answers, codebook):
    table = measure(answers, codebook).table.set_index(["segment", "rung"])["share"]
    # Of the ten, 0, 1, 2 and 5 do something, and two of them on both rungs.
    assert table["all", "inactives"] == pytest.approx(1 - 4 / 10)
    assert table["all", "creators"] + table["all", "spectators"] > 1 - table["all", "inactives"]


def test_who_was_not_asked_everything_is_neither_maker_nor_inactive(answers, codebook):
    answers.loc[0, "Writes"] = None
    table = measure(answers, codebook).table.set_index(["segment", "rung"])
    assert table.loc[("all", "creators"), "n"] == 9
    assert table.loc[("all", "inactives"), "n"] == 9
    assert table.loc[("all", "spectators"), "n"] == 10


def test_a_yes_of_who_left_a_part_open_does_not_raise_the_share(make_codebook):
    # 20 people of each pair of answers: 60 of 80 are on the rung. Of each 20, five left the first
    # question open and five the second.
    pairs = [(one, two) for one in ("Weekly", "Never") for two in ("Weekly", "Never")]
    rows = [
        pair
        for one, two in pairs
        for pair in [(one, two)] * 10 + [(None, two)] * 5 + [(one, None)] * 5
    ]
    answers = pd.DataFrame(rows, columns=["Uploads", "Writes"]).assign(Ticket="Family")
    behaviours = BEHAVIOURS[:2]
    found = measure(answers, make_codebook(smallest_base=5, behaviours=behaviours))
    creators = found.table.set_index(["segment", "rung"]).loc["all", "creators"]
    assert creators["share"] == pytest.approx(60 / 80)
    assert creators["n"] == 40
    assert found.left_out == {"creators": 40, "inactives": 40}
    assert found.led_past == ()


def test_who_said_yes_and_was_led_past_the_rest_is_asked_about(make_codebook):
    # 6 people upload and were not asked whether they write; of the 14 others 4 write.
    answers = pd.DataFrame(
        {
            "Uploads": ["Weekly"] * 6 + ["Never"] * 14,
            "Writes": [None] * 6 + ["Weekly"] * 4 + ["Never"] * 10,
            "Ticket": "Family",
        }
    )
    behaviours = [dict(one) for one in BEHAVIOURS[:2]]
    found = measure(answers, make_codebook(smallest_base=5, behaviours=behaviours))
    assert found.left_out["creators"] == 6
    assert found.led_past == ("creators",)
    # What fewer than the smallest base said is not told.
    few = measure(answers, make_codebook(smallest_base=7, behaviours=behaviours))
    assert few.led_past == ()
    behaviours[1]["blank"] = "no"
    declared = measure(answers, make_codebook(smallest_base=5, behaviours=behaviours))
    creators = declared.table.set_index(["segment", "rung"]).loc["all", "creators"]
    assert (creators["share"], creators["n"]) == (pytest.approx(10 / 20), 20)
    assert declared.left_out == {}
    assert declared.led_past == ()


def test_who_left_the_whole_rung_open_is_not_counted_as_left_out_of_it(answers, codebook):
    answers.loc[0, ["Uploads", "Writes"]] = None
    answers.loc[1, ["Uploads", "Writes", "Watches"]] = None
    assert measure(answers, codebook).left_out == {"inactives": 1}


def test_index_and_points_against_everybody(answers, codebook):
    # Forty times the same people: 200 families of whom 120 watch, 200 others of whom none does.
    many = pd.concat([answers] * 40, ignore_index=True)
    table = measure(many, codebook).table.set_index(["segment", "rung"])
    family = table.loc[("family", "spectators")]
    assert family["index"] == pytest.approx(200)
    assert family["difference"] == pytest.approx(0.3)
    assert family["base"] == pytest.approx(0.3)
    assert table.loc["all"]["index"].tolist() == pytest.approx([100, 100, 100])
    assert table.loc["all"]["difference"].tolist() == [0, 0, 0]
    assert table.loc["all"][["difference_low", "difference_high"]].isna().all(axis=None)


def test_of_few_people_points_are_given_and_no_index(answers, codebook):
    table = measure(answers, codebook).table.set_index(["segment", "rung"])
    assert table["index"].isna().all()
    assert table.loc[("family", "spectators"), "difference"] == pytest.approx(0.3)


def test_a_rung_that_nobody_is_on_has_no_index(answers, codebook):
    many = pd.concat([answers.assign(Watches="Never")] * 40, ignore_index=True)
    table = measure(many, codebook).table.set_index(["segment", "rung"])
    assert table.loc[("family", "spectators"), "share"] == 0
    assert pd.isna(table.loc[("family", "spectators"), "index"])
    assert pd.notna(table.loc[("family", "creators"), "index"])


def test_what_is_withheld_has_no_index_either(answers, make_codebook):
    for base in ({}, OTHERS):
        codebook = make_codebook(smallest_base=6, behaviours=BEHAVIOURS, **base)
        table = measure(answers, codebook).table
        hidden = table[table["segment"] != "all"]
        against = ["index", "difference", "difference_low", "difference_high", "base"]
        assert hidden[["share", "n", *against]].isna().all(axis=None)


OTHERS = {
    "base": [
        {"rung": "creators", "share": 0.2, "n": 400},
        {"rung": "spectators", "share": 0.5},
        {"rung": "inactives", "share": 0.4},
    ],
    "base_source": "an invented panel of adults",
    "base_year": 2025,
}


def test_a_base_of_others_is_used_for_everybody_too(answers, make_codebook):
    many = pd.concat([answers] * 40, ignore_index=True)
    found = measure(many, make_codebook(behaviours=BEHAVIOURS, **OTHERS))
    table = found.table.set_index(["segment", "rung"])
    assert table.loc[("all", "creators"), "index"] == pytest.approx(150)
    assert table.loc[("family", "spectators"), "index"] == pytest.approx(120)
    assert table.loc[("family", "spectators"), "difference"] == pytest.approx(0.1)
    # Without the others' number their share is fixed: the share's own interval, moved.
    row = table.loc[("family", "spectators")]
    assert row["difference_low"] == pytest.approx(row["low"] - 0.5)
    assert row["difference_high"] == pytest.approx(row["high"] - 0.5)
    assert table.loc[("all", "inactives"), "index"] == pytest.approx(150)
    assert found.base_source == "an invented panel of adults"


def test_the_inactive_need_a_base_that_asked_the_same(answers, make_codebook):
    others = OTHERS | {"base": [*OTHERS["base"], {"rung": "critics", "share": 0.3}]}
    many = pd.concat([answers] * 40, ignore_index=True)
    table = measure(many, make_codebook(behaviours=BEHAVIOURS, **others)).table
    inactive = table[table["rung"] == "inactives"]
    assert inactive["share"].notna().all()
    assert inactive[["index", "difference", "base"]].isna().all(axis=None)


def test_a_rung_that_the_base_does_not_give_is_set_against_nothing(answers, make_codebook):
    others = OTHERS | {"base": OTHERS["base"][:1]}
    table = measure(answers, make_codebook(behaviours=BEHAVIOURS, **others)).table
    watching = table[table["rung"] == "spectators"]
    assert watching["base"].isna().all()
    assert watching["share"].notna().any()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"base_source": " "}, "base_source"),
        ({"base_year": None}, "base_year"),
        ({"base_year": 2010}, "base_year"),
        ({"base_instrument": "forrester"}, "base_instrument"),
        ({"instrument": "forrester"}, "base_instrument"),
    ],
)
def test_a_base_of_unknown_origin_of_history_or_of_another_ladder_is_refused(
    make_codebook, change, field
):
    with pytest.raises(ValidationError) as refused:
        make_codebook(behaviours=BEHAVIOURS, **(OTHERS | change))
    (contradiction,) = refused.value.errors()[0]["ctx"]["error"].found
    assert contradiction.place == (field,)


def test_forresters_ladder_of_six_rungs_lacks_nothing(make_codebook):
    six = ["creators", "critics", "collectors", "joiners", "spectators"]
    behaviours = [{"column": one, "rung": one, "counts": ["Yes"]} for one in six]
    answers = pd.DataFrame(dict.fromkeys(six, ["No"] * 12) | {"Ticket": ["Family"] * 12})
    old = measure(answers, make_codebook(behaviours=behaviours, instrument="forrester"))
    assert old.not_asked == ()
    assert old.six_rungs
    assert old.table.set_index(["segment", "rung"])["share"]["all", "inactives"] == 1
    today = measure(answers, make_codebook(behaviours=behaviours))
    assert today.not_asked == ("conversationalists",)
    assert not today.six_rungs
