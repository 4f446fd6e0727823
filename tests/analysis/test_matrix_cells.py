import pytest

from toolkit.analysis.matrix_cells import fill_matrix
from toolkit.model.initiative import Initiative, Place
from toolkit.model.intake import DisciplineVote, Fit

VOTES = (DisciplineVote(operational_excellence=10, product_leadership=30, customer_intimacy=60),)


def fit(discipline, objective, score):
    return Fit(discipline=discipline, objective=objective, score=score)


FITS = (
    fit("customer_intimacy", "supporting", 3),
    fit("customer_intimacy", "listening", 2),
    fit("customer_intimacy", "talking", 1),
    fit("operational_excellence", "supporting", 3),
)
HELP = Place(discipline="customer_intimacy", objective="supporting")
SPARK = Place(discipline="product_leadership", objective="energizing")
INITIATIVES = (
    Initiative(key="answers", name="Answers", places=(HELP, HELP)),
    Initiative(key="both", name="Both", places=(SPARK, HELP)),
    Initiative(key="app", name="App"),
)


def cell(found, discipline, objective):
    table = found.cells.set_index(["discipline", "objective"])
    return table.loc[(discipline, objective)]


def test_initiatives_stand_in_their_cells():
    found = fill_matrix(INITIATIVES, VOTES, FITS)
    assert len(found.cells) == 15
    help_cell = cell(found, "customer_intimacy", "supporting")
    assert help_cell["initiatives"] == ("answers", "both")
    assert (help_cell["n"], help_cell["priority"]) == (2, pytest.approx(1.8))
    assert not help_cell["gap"]
    assert cell(found, "product_leadership", "energizing")["initiatives"] == ("both",)
    assert found.nowhere == ("app",)


def test_an_empty_cell_that_counts_is_a_gap():
    found = fill_matrix(INITIATIVES, VOTES, FITS)
    # Fits of 1, and disciplines with a tenth of the points, are no priority.
    assert found.gaps[["discipline", "objective"]].to_numpy().tolist() == [
        ["customer_intimacy", "listening"]
    ]


def test_without_votes_the_fit_alone_counts():
    found = fill_matrix((), (), FITS)
    assert found.gaps["priority"].tolist() == [3, 3, 2]


def test_an_even_vote_leaves_every_discipline_its_gaps():
    even = (DisciplineVote(operational_excellence=33, product_leadership=33, customer_intimacy=34),)
    assert len(fill_matrix((), even, FITS).gaps) == 3


def test_nothing_known_gives_no_gap():
    found = fill_matrix((), (), ())
    assert found.gaps.empty
    assert found.nowhere == ()
