"""The auditor finds what it is there to find."""

import pytest

from tests.analysis.disclosure_auditor import ALL, NONE, SIZE, Truth, audit, invert_wilson
from toolkit import bundle

USE = (("channel", "x"),)


def make_truth(sizes, asked, yes, smallest_base=10):
    respondents = sum(sizes.values())
    people = {(SIZE, key): n for key, n in sizes.items() if key != NONE}
    people[SIZE, ALL] = respondents
    counted = {}
    for question in asked:
        for key, n in {NONE: 0, **asked[question]}.items():
            people[question, key] = n
            counted[question, key] = {NONE: 0, **yes[question]}[key]
        people[question, ALL] = sum(asked[question].values())
        counted[question, ALL] = sum(yes[question].values())
    groups = tuple(key for key in sizes if key != NONE)
    return Truth(smallest_base, respondents, groups, people, counted)


def make_table(rows, columns=("segment", "channel", "share", "n")):
    units = {"segment": "text", "channel": "text", "rung": "text", "mood": "text", "n": "count"}
    return bundle.Table(
        name="made",
        title="Made by hand",
        columns=[
            bundle.Column(name=name, label=name, unit=units.get(name, "share")) for name in columns
        ],
        rows=rows,
    )


# a, b and c are asked; b is too few.
TRUTH = make_truth(
    {"a": 20, "b": 6, "c": 30}, {USE: {"a": 20, "b": 6, "c": 30}}, {USE: {"a": 10, "b": 3, "c": 12}}
)
EVERYBODY = ("all", "x", 25 / 56, 56)
A, B, C = ("a", "x", 10 / 20, 20), ("b", "x", None, None), ("c", "x", 12 / 30, 30)
C_WITHHELD = ("c", "x", None, None)


def test_two_withheld_cells_shelter_each_other():
    found = audit([make_table([EVERYBODY, A, B, C_WITHHELD])], TRUTH)
    assert (found.faults, found.withheld) == ([], 5)  # three sizes that no table shows, and two
    assert found.narrowest == 36


def test_a_cell_that_is_left_by_subtraction_is_found():
    found = audit([make_table([EVERYBODY, A, B, C])], TRUTH)
    assert any("base of (('channel', 'x'),) in b: 0 to 6" in one for one in found.faults)


def test_a_cell_that_is_left_between_two_tables_is_found():
    sizes = make_table([("a", 20 / 56, 20), ("c", 30 / 56, 30)], ("segment", "share", "n"))
    found = audit([sizes, make_table([EVERYBODY, A, B, C_WITHHELD])], TRUTH)
    assert any("base of () in b: 0 to 6" in one for one in found.faults)


def test_a_rest_of_one_mind_is_found():
    truth = make_truth(
        {"a": 20, "b": 6, "c": 30}, {USE: {"a": 20, "b": 6, "c": 30}},
        {USE: {"a": 10, "b": 0, "c": 0}},
    )  # fmt: skip
    found = audit([make_table([("all", "x", 10 / 56, 56), A, B, C_WITHHELD])], truth)
    assert "nobody says yes to (('channel', 'x'),) in b" in found.faults


@pytest.mark.parametrize(
    ("column", "value"), [("low", 0.1875), ("n_effective", 6.0), ("index", 112.0)]
)
def test_anything_that_stands_in_a_withheld_row_is_found(column, value):
    columns = ("segment", "channel", "share", "n", column)
    rows = [(*row, None) for row in (EVERYBODY, A, C_WITHHELD)]
    found = audit([make_table([*rows, (*B, value)], columns)], TRUTH)
    assert any(column in one and "with 6 people" in one for one in found.faults)


def test_an_interval_gives_its_base():
    # Newcombe (1998), table I, method 3: 81 of 263 has 0.2553 as its lower limit; 1 of 29 0.0061.
    assert invert_wilson(81 / 263, 0.2553) == pytest.approx(263, rel=5e-3)
    assert invert_wilson(1 / 29, 0.0061) == pytest.approx(29, rel=2e-2)


def test_percentages_and_sources_of_withheld_cells_in_sentences_are_found():
    table = make_table([EVERYBODY, A, B, C_WITHHELD])
    number = bundle.Number(text="a few", table="made", row=2, column="share")
    words = "Of b, 6 people, 33% use x, of a, 20 people, 50%, a few."
    said = bundle.Sentence(text=words, numbers=(number,))
    text = bundle.Text(name="said", role="finding", sentences=(said,))
    found = audit([table, text], TRUTH)
    assert [one for one in found.faults if one.startswith("33%")]
    assert [one for one in found.faults if one.startswith("6 people")]
    assert not [one for one in found.faults if one.startswith("20 people")]
    assert not [one for one in found.faults if one.startswith("50%")]
    assert [one for one in found.faults if "from an empty cell of made" in one]


def test_a_question_that_is_not_known_to_the_auditor_is_told():
    row = ("a", "why", 0.5, 20)
    found = audit([make_table([row], ("segment", "mood", "share", "n"))], TRUTH)
    assert any("does not know" in one for one in found.faults)


def test_the_inactive_are_reckoned_from_the_rungs():
    makes, reads, none = ((("rung", one),) for one in ("makes", "reads", "inactives"))
    asked = {
        makes: {"a": 10, "b": 40, "c": 100},
        reads: {"a": 11, "b": 40, "c": 100},
        none: {"a": 9, "b": 40, "c": 100},
    }
    yes = {
        makes: {"a": 4, "b": 9, "c": 47},
        reads: {"a": 5, "b": 15, "c": 70},
        none: {"a": 3, "b": 20, "c": 17},
    }
    truth = make_truth({"a": 12, "b": 40, "c": 100}, asked, yes)
    shown = [
        (group, question[0][1], yes[question][group] / n, n)
        for question in asked
        for group, n in asked[question].items()
        if question != none or group == "c"
    ]
    shown += [
        ("all", question[0][1], sum(yes[question].values()) / total, total)
        for question, total in ((makes, 150), (reads, 151), (none, 149))
    ]
    columns = ("segment", "rung", "share", "n")
    sizes = make_table([("a", 12), ("b", 40), ("c", 100)], ("segment", "n"))
    found = audit([sizes, make_table(shown, columns)], truth)
    assert "base of (('rung', 'inactives'),) in a: 9 to 9" in found.faults
